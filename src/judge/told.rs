//! What a message as a whole tells of time: that the matter is over, or what was long ago.

use crate::find::cues::Found;
use crate::find::words::Word;
use crate::lexicon::{Family, Lexicon};

/// The families whose cues say that the matter is over.
const RESOLVED: [&str; 2] = ["resolved", "thanks-done"];

/// The family whose cues tell of long ago.
const PAST: &str = "past-story";

/// Whether the cues of a family tell of long ago.
pub(super) fn tells_past(family: &Family) -> bool {
    family.name == PAST
}

/// What a message tells of time.
#[derive(Default)]
pub(super) struct Told {
    /// That the matter is over.
    pub(super) is_over: bool,
    /// Somewhere, what was long ago.
    pub(super) has_past: bool,
}

impl Told {
    pub(super) fn of(lexicon: &Lexicon, words: &[Word], found: &[Found]) -> Self {
        let mut told = Self::default();
        for one in found {
            if let Some(family) = lexicon.family_of(lexicon.cues[one.cue as usize].purpose) {
                told.has_past |= tells_past(family);
                let says_over = RESOLVED.contains(&family.name.as_str());
                told.is_over |= says_over && one.is_own(words) && !one.is_covered;
            }
        }
        told
    }
}
