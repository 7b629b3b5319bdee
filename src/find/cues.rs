//! Finds the lexicon's phrases in the stream of words.
//!
//! Takes the words; gives every cue found, in order, with the words it spans. Walks the trie from each word that anchors a
//! phrase; a clause end stops the walk. Of one family the longest stays, and a cue that covers hides the shorter ones inside it.

use super::walk::{Trail, walk};
use super::words::{Word, Words};
use crate::lexicon::trie::CueId;
use crate::lexicon::{Direction, Lexicon, Purpose};
use crate::names::{Detail, Name};

/// A cue found in the words `first..end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) cue: CueId,
    pub(crate) first: u32,
    pub(crate) end: u32,
    /// Inside a longer cue that says what is meant: « presse » in « rien ne presse ».
    pub(crate) is_covered: bool,
}

impl Found {
    /// Whether it stands in the writer's own words.
    pub(crate) fn is_own(&self, words: &[Word]) -> bool {
        words[self.first as usize].zone.is_own_words()
    }
}

/// Buffers of this step.
#[derive(Debug, Default)]
pub(crate) struct Cues {
    pub(crate) found: Vec<Found>,
    trail: Trail,
    /// By family and detail: how far the last cue kept of it reaches, in words.
    reach: Vec<u32>,
}

/// Fills `cues` from the words; linear in them, since a phrase has a bounded length.
pub(crate) fn find(lexicon: &Lexicon, words: &Words, cues: &mut Cues) {
    cues.found.clear();
    let words = &words.words;
    walk(&lexicon.paths, words, &mut cues.trail, &mut cues.found);
    keep_longest(lexicon, cues);
}

/// Drops what a longer cue of its family spans, and marks what a covering cue hides.
fn keep_longest(lexicon: &Lexicon, cues: &mut Cues) {
    let covers = |found: &Found| lexicon.cues[found.cue as usize].covers;
    // Of two that span the same words, a profile's own goes before the crate's: it may have a link.
    let first_own = lexicon.shop.first_cue;
    // Which words they span tells most pairs apart; only then are the cues looked up.
    let reach = |found: &Found| u64::from(found.first) << 32 | u64::from(!found.end);
    let rank = |found: &Found| (!covers(found), found.cue < first_own, found.cue);
    cues.found.sort_unstable_by(|left, right| {
        reach(left).cmp(&reach(right)).then_with(|| rank(left).cmp(&rank(right)))
    });
    cues.reach.clear();
    cues.reach.resize(lexicon.families.len() + 2 * Detail::ALL.len(), 0);
    let mut covered = 0;
    let reach = &mut cues.reach;
    cues.found.retain_mut(|found| {
        let longest = longest_slot(lexicon, found.cue);
        let is_inside = longest.is_some_and(|slot| found.end <= reach[slot]);
        found.is_covered = found.end <= covered && bears_on_tone(lexicon, found.cue);
        if !is_inside {
            if let Some(slot) = longest {
                reach[slot] = found.end;
            }
            if covers(found) && !found.is_covered {
                covered = found.end;
            }
        }
        !is_inside
    });
    cues.found.dedup();
}

/// What covers says of tone only: « en panne depuis ce matin » still tells what the message is about.
fn bears_on_tone(lexicon: &Lexicon, cue: CueId) -> bool {
    match lexicon.cues[cue as usize].purpose {
        // A family that weighs nothing, as the innocent ones, has nothing to hide.
        Purpose::Tone(family) => {
            lexicon.families[family as usize].directions.iter().any(|direction| *direction != Direction::No)
        }
        _ => false,
    }
}

/// The group in which only the longest cue stays: a cue's family or detail. Cues of an intent each count.
fn longest_slot(lexicon: &Lexicon, cue: CueId) -> Option<usize> {
    let families = lexicon.families.len();
    match lexicon.cues[cue as usize].purpose {
        Purpose::Tone(family) => Some(family as usize),
        Purpose::Intent(_) => None,
        Purpose::Detail(detail) => Some(families + detail.index()),
        Purpose::Label(detail) => Some(families + Detail::ALL.len() + detail.index()),
    }
}
