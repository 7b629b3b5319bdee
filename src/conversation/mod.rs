//! Reads the messages of one customer one after the other, and says where the conversation goes.
//!
//! ```text
//! message ─▶ Analyzer ─▶ Reading ─▶ heard ────────────▶ ConversationState ─▶ ConversationStep
//!                                   tone, facts, words    O(1) memory, serde    levels now, trend, chasing …
//! ```
//! [`heard`] takes from a reading what a conversation needs, [`facts`] tells new facts from known ones, [`trend`], [`ladder`]
//! and [`pace`] each watch one thing, [`reason`] keeps the words that prove it. No text of a message is kept beyond the few
//! words of the reasons.

pub(crate) mod facts;
pub(crate) mod heard;
pub(crate) mod ladder;
pub(crate) mod pace;
pub(crate) mod reason;
pub(crate) mod trend;

mod state;
mod step;

pub use ladder::Ladder;
pub use pace::Pace;
pub use reason::Reason;
pub use state::ConversationState;
pub use step::{ConversationStep, Reminders};

use crate::analyzer::Analyzer;
use crate::message::Message;
use crate::scratch::Scratch;

/// The messages of one customer, read one after the other in constant memory.
///
/// Messages are pushed in the order in which they came; each push costs one reading. A message with a time ([`Message::at`])
/// older than others is put in its place as far as the trend and the pace go; reminders, threats and details are counted
/// in the order of pushing. Equal times and missing ones count as written in that order. The count of messages stops at
/// [`u32::MAX`].
///
/// ```
/// use politesse::{Analyzer, Conversation, Message, Time, Trend};
/// # fn main() -> Result<(), politesse::Error> {
/// let analyzer = Analyzer::french();
/// let mut conversation = Conversation::new(&analyzer);
/// let thread = [
///     ("2026-03-02T08:14:00", "Bonjour, ma commande 5521-A devait arriver vendredi. Pourriez-vous me dire où elle est ? Merci."),
///     ("2026-03-04T09:02:00", "Bonjour, je relance pour ma commande 5521-A. Merci."),
///     ("2026-03-05T18:40:00", "Deuxième relance, commande 5521-A. Il y a quelqu'un ?"),
///     ("2026-03-06T21:31:00", "Bande d'incapables ! Je vais raconter ça sur tous les sites d'avis."),
/// ];
/// let steps = thread.map(|(at, text)| conversation.push(Message::new(text).at(at.parse::<Time>().unwrap())));
/// assert_eq!(steps.each_ref().map(|step| step.trend), [Trend::Stable, Trend::Stable, Trend::Escalating, Trend::Escalating]);
/// assert!(steps[3].chasing);
/// assert!(steps[3].completeness.missing.iter().all(|need| !need.contains("order_number")), "told in the first message");
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Conversation {
    analyzer: Analyzer,
    scratch: Scratch,
    state: ConversationState,
}

impl Conversation {
    /// A conversation that nothing was said in.
    ///
    /// ```
    /// use politesse::{Analyzer, Conversation};
    /// let step = Conversation::new(&Analyzer::french()).push("Bonjour, où est mon colis ?");
    /// assert_eq!(step.completeness.missing, ["order_number|tracking_number"]);
    /// ```
    pub fn new(analyzer: &Analyzer) -> Self {
        Self::resume(analyzer, ConversationState::default())
    }

    /// A conversation that goes on where a stored one stopped.
    ///
    /// ```
    /// use politesse::{Analyzer, Conversation, ConversationState};
    /// let analyzer = Analyzer::french();
    /// let mut conversation = Conversation::new(&analyzer);
    /// conversation.push("Bonjour, ma commande 4512-77 n'est pas arrivée.");
    /// let stored = serde_json::to_string(conversation.state()).unwrap();
    ///
    /// let state: ConversationState = serde_json::from_str(&stored).unwrap();
    /// let step = Conversation::resume(&analyzer, state).push("Alors, ce colis ?");
    /// assert_eq!(step.message, 2);
    /// assert!(step.completeness.missing.is_empty());
    /// ```
    pub fn resume(analyzer: &Analyzer, state: ConversationState) -> Self {
        Self { analyzer: analyzer.clone(), scratch: Scratch::new(), state }
    }

    /// Reads the next message and says where the conversation stands.
    ///
    /// ```
    /// use politesse::{Analyzer, Conversation};
    /// let mut conversation = Conversation::new(&Analyzer::french());
    /// conversation.push("Bonjour, ma box ne s'allume plus.");
    /// assert!(conversation.push("C'est réglé, merci beaucoup !").solved);
    /// ```
    pub fn push<'t>(&mut self, message: impl Into<Message<'t>>) -> ConversationStep {
        let message: Message<'_> = message.into();
        let reading = self.analyzer.analyze_with(&mut self.scratch, message);
        self.state.add(&message, &reading)
    }

    /// The same with a scratch of the caller's, which one thread may use for the conversations of all its customers.
    ///
    /// ```
    /// use politesse::{Analyzer, Conversation, Scratch};
    /// let (analyzer, mut scratch) = (Analyzer::french(), Scratch::new());
    /// for customer in ["Bonjour, où est mon colis ?", "Bonjour, j'ai perdu mon code."] {
    ///     let step = Conversation::new(&analyzer).push_with(&mut scratch, customer);
    ///     assert_eq!(step.message, 1);
    /// }
    /// ```
    pub fn push_with<'t>(
        &mut self,
        scratch: &mut Scratch,
        message: impl Into<Message<'t>>,
    ) -> ConversationStep {
        let message: Message<'_> = message.into();
        let reading = self.analyzer.analyze_with(scratch, message);
        self.state.add(&message, &reading)
    }

    /// What is remembered, to be stored and given to [`Conversation::resume`].
    ///
    /// ```
    /// use politesse::{Analyzer, Conversation, ConversationState};
    /// assert_eq!(*Conversation::new(&Analyzer::french()).state(), ConversationState::default());
    /// ```
    pub fn state(&self) -> &ConversationState {
        &self.state
    }

    /// The same, when the conversation is over.
    ///
    /// ```
    /// use politesse::{Analyzer, Conversation, ConversationState};
    /// assert_eq!(Conversation::new(&Analyzer::french()).into_state(), ConversationState::default());
    /// ```
    pub fn into_state(self) -> ConversationState {
        self.state
    }
}
