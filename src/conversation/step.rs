//! One more message, and what the conversation says by then.

use serde::{Deserialize, Serialize};

use super::{Ladder, Pace, Reason};
use crate::names::{Detail, Set, Trend};
use crate::report::{Completeness, Report};
use crate::time::Time;

/// How many bare reminders make a chase (the guide, "conversations").
const CHASING_REMINDERS: u32 = 2;

/// What one more message says, by itself and in its conversation; its serde form is what the command line prints.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ConversationStep {
    /// The number of the message, from 1.
    pub message: u32,
    /// When it was written, in seconds since 1970, when the caller said it.
    pub at: Option<Time>,
    /// What the message says by itself: the levels now.
    pub report: Report,
    /// What is still to be asked, with all that was given earlier: no need met once is asked again.
    ///
    /// A bare reminder or a message that asks nothing readable is about the matter before it.
    pub completeness: Completeness,
    /// The details given in an earlier message.
    pub given_earlier: Set<Detail>,
    /// Which way the tone goes, from the first message so far to the last.
    pub trend: Trend,
    /// The reminders so far.
    pub reminders: Reminders,
    /// Two or more reminders without a new fact.
    pub chasing: bool,
    /// How often the messages come.
    pub pace: Pace,
    /// The threats so far.
    pub threats: Ladder,
    /// The reader, addressed as « vous » before, has become « tu ».
    pub turned_to_tu: bool,
    /// The writer greeted in an earlier message and does not in this one; not looked at where nobody greets twice: in a chat,
    /// an SMS, a tweet, a forum.
    pub lost_greeting: bool,
    /// This message says that the matter is over.
    pub solved: bool,
    /// Why: for the trend, the sharpest words of the sharper end; the latest bare reminders; the first message of each climb
    /// of the ladder; and so on.
    pub reasons: Vec<Reason>,
}

/// How often the customer reminded of an earlier message.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminders {
    /// Reminders that tell nothing new.
    pub bare: u32,
    /// Reminders with a new fact: a reference, an amount, an address, or words that tell more.
    pub with_new_facts: u32,
}

impl Reminders {
    /// Whether the customer chases: two bare reminders or more.
    ///
    /// ```
    /// use politesse::Reminders;
    /// assert!(!Reminders { bare: 1, with_new_facts: 5 }.is_chasing());
    /// assert!(Reminders { bare: 2, with_new_facts: 0 }.is_chasing());
    /// ```
    pub fn is_chasing(&self) -> bool {
        self.bare >= CHASING_REMINDERS
    }
}
