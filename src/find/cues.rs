//! Finds the lexicon's phrases in the stream of words.
//!
//! Takes the words; gives every cue found, in order, with the words it spans. Walks the trie from each word; a clause end
//! stops the walk. Of one family the longest stays, and a cue that covers hides the shorter ones inside it.

use super::words::{Word, Words};
use crate::lexicon::trie::{ANYWHERE, AT_START, CueId, NodeId};
use crate::lexicon::vocabulary::{UNKNOWN, WordId};
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

/// Buffers of this step.
#[derive(Debug, Default)]
pub(crate) struct Cues {
    pub(crate) found: Vec<Found>,
    /// Nodes still to be walked on from, each with the next word.
    open: Vec<(NodeId, u32)>,
    /// By family and detail: how far the last cue kept of it reaches, in words.
    reach: Vec<u32>,
}

/// Fills `cues` from the words; linear in them, since a phrase has a bounded length.
pub(crate) fn find(lexicon: &Lexicon, words: &Words, cues: &mut Cues) {
    cues.found.clear();
    let words = &words.words;
    for first in 0..words.len() {
        walk(lexicon, words, first, ANYWHERE, cues);
        if words[first].starts_clause {
            walk(lexicon, words, first, AT_START, cues);
        }
    }
    keep_longest(lexicon, cues);
}

/// Finds the phrases that begin at word `first`.
fn walk(lexicon: &Lexicon, words: &[Word], first: usize, root: NodeId, cues: &mut Cues) {
    let clause = words[first].clause;
    cues.open.clear();
    cues.open.push((root, first as u32));
    while let Some((node, at)) = cues.open.pop() {
        let Some(word) = words.get(at as usize).filter(|word| word.clause == clause) else { continue };
        let mut step =
            Step { lexicon, words, first: first as u32, found: &mut cues.found, open: &mut cues.open };
        step.take(node, word.id, at + 1);
        if word.literal != UNKNOWN {
            let stuck = u32::from(words.get(at as usize + 1).is_some_and(|word| word.is_stuck));
            step.take(node, word.literal, at + 1 + stuck);
        }
        for any in lexicon.trie.any(node) {
            step.reach(*any, at + 1);
        }
    }
}

/// One step of a walk from the word `first`.
struct Step<'a> {
    lexicon: &'a Lexicon,
    words: &'a [Word],
    first: u32,
    found: &'a mut Vec<Found>,
    open: &'a mut Vec<(NodeId, u32)>,
}

impl Step<'_> {
    /// Follows the edges of a word and of its sets; the next word is `next`.
    fn take(&mut self, node: NodeId, word: WordId, next: u32) {
        if word == UNKNOWN {
            return;
        }
        let lexicon = self.lexicon;
        for symbol in lexicon.vocabulary.symbols(word) {
            for target in lexicon.trie.next(node, *symbol) {
                self.reach(*target, next);
            }
        }
    }

    /// Notes what ends at `node` and goes on from there.
    fn reach(&mut self, node: NodeId, next: u32) {
        self.end_here(node, next);
        self.open.push((node, next));
        // « 3e relance »: what is stuck to a number may be passed over.
        if self.words.get(next as usize).is_some_and(|word| word.is_stuck) {
            self.end_here(node, next + 1);
            self.open.push((node, next + 1));
        }
    }

    /// Notes the cues that end at `node`, before the word `end`.
    fn end_here(&mut self, node: NodeId, end: u32) {
        for ending in self.lexicon.trie.ends(node) {
            let last = self.words[end as usize - 1];
            let is_clause_end = self.words.get(end as usize).is_none_or(|next| next.segment != last.segment);
            if !ending.at_clause_end || is_clause_end {
                self.found.push(Found { cue: ending.cue, first: self.first, end, is_covered: false });
            }
        }
    }
}

/// Drops what a longer cue of its family spans, and marks what a covering cue hides.
fn keep_longest(lexicon: &Lexicon, cues: &mut Cues) {
    let covers = |found: &Found| lexicon.cues[found.cue as usize].covers;
    cues.found
        .sort_unstable_by_key(|found| (found.first, std::cmp::Reverse(found.end), !covers(found), found.cue));
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
