//! The memory that outlives a call: one reusable buffer per step.

use crate::clean::fold::Folded;
use crate::clean::tokens::Token;
use crate::clean::zones::Zone;
use crate::find::cues::Cues;
use crate::find::details::Details;
use crate::find::looks::FoundReference;
use crate::find::purposes::Purposes;
use crate::find::shapes::Value;
use crate::find::style::Style;
use crate::find::words::Words;
use crate::judge::context::Standing;
use crate::judge::features::Features;
use crate::judge::learned::Grams;

/// One buffer for each step of reading, used again for each message.
///
/// Holds nothing of one message that could change the reading of the next. One thread needs one.
///
/// ```
/// use politesse::{Aggression, Analyzer, Scratch};
/// let analyzer = Analyzer::french();
/// let mut scratch = Scratch::new();
/// for text in ["Bonjour, merci !", "Bande de voleurs !"] {
///     let reading = analyzer.analyze_with(&mut scratch, text);
///     assert_eq!(reading.aggression().level > Aggression::None, text.contains("voleurs"));
/// }
/// ```
#[derive(Debug, Default)]
pub struct Scratch {
    pub(crate) folded: Folded,
    pub(crate) tokens: Vec<Token>,
    pub(crate) zones: Vec<Zone>,
    pub(crate) words: Words,
    pub(crate) cues: Cues,
    pub(crate) values: Vec<Value>,
    pub(crate) references: Vec<FoundReference>,
    pub(crate) purposes: Purposes,
    pub(crate) details: Details,
    pub(crate) style: Style,
    pub(crate) standings: Vec<Standing>,
    pub(crate) features: Features,
    pub(crate) grams: Grams,
    /// What the trees of the model answer.
    pub(crate) answers: Vec<u8>,
}

impl Scratch {
    /// Empty buffers; they grow with the messages read.
    ///
    /// ```
    /// let scratch = politesse::Scratch::new();
    /// # let _ = scratch;
    /// ```
    pub fn new() -> Self {
        Self::default()
    }
}
