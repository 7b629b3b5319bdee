//! Finds the lexicon's phrases in the stream of words.
//!
//! Takes the words; gives every cue found, in order, with the words it spans. Walks the trie from each word that anchors a
//! phrase; a clause end stops the walk. Of one family the longest stays, and a cue that covers hides the shorter ones inside it.

use super::words::{Word, Words};
use crate::lexicon::trie::{CueId, NodeId};
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

/// A place in the automaton, with the words read so far: `left..right`.
#[derive(Clone, Copy, Debug)]
struct Place {
    node: NodeId,
    left: u32,
    right: u32,
}

/// How many places may be open at once before the list grows; no word of the lexicon has been seen to open a quarter of it.
const ROOM: usize = 1024;

/// Buffers of this step.
#[derive(Debug)]
pub(crate) struct Cues {
    pub(crate) found: Vec<Found>,
    /// Places still to be walked on from.
    open: Vec<Place>,
    /// Word by word, the bits of its symbols; all bits where something may be passed over.
    masks: Vec<u64>,
    /// By family and detail: how far the last cue kept of it reaches, in words.
    reach: Vec<u32>,
}

impl Default for Cues {
    fn default() -> Self {
        let open = Vec::with_capacity(ROOM);
        Self { found: Vec::new(), open, masks: Vec::new(), reach: Vec::new() }
    }
}

/// Fills `cues` from the words; linear in them, since a phrase has a bounded length.
pub(crate) fn find(lexicon: &Lexicon, words: &Words, cues: &mut Cues) {
    cues.found.clear();
    cues.open.clear();
    let words = &words.words;
    cues.masks.clear();
    cues.masks.extend(words.iter().map(|word| {
        let literal = lexicon.vocabulary.mask(word.literal);
        if word.is_stuck { u64::MAX } else { lexicon.vocabulary.mask(word.id) | literal }
    }));
    let (found, open) = (&mut cues.found, &mut cues.open);
    let mut walk = Walk { lexicon, words, masks: &cues.masks, clause: 0, found, open };
    for (at, word) in words.iter().enumerate() {
        walk.clause = word.clause;
        let at = at as u32;
        walk.enter(word.id, at, at + 1);
        if word.literal != UNKNOWN {
            walk.enter(word.literal, at, walk.end_of_literal(at));
        }
        while let Some(place) = walk.open.pop() {
            walk.read_on(place);
        }
    }
    keep_longest(lexicon, cues);
}

/// A walk from an anchor, within its clause.
struct Walk<'a> {
    lexicon: &'a Lexicon,
    words: &'a [Word],
    masks: &'a [u64],
    clause: u32,
    found: &'a mut Vec<Found>,
    open: &'a mut Vec<Place>,
}

impl Walk<'_> {
    /// Enters the phrases whose anchor is the word that stands at `left..right`.
    fn enter(&mut self, word: WordId, left: u32, right: u32) {
        let mask_at = |at: u32| self.masks.get(at as usize).copied().unwrap_or(0);
        let (before, after) = (mask_at(left.wrapping_sub(1)), mask_at(right));
        for anchor in self.lexicon.anchored(word) {
            let next = if anchor.reads_left() { before } else { after };
            if anchor.mask() == u64::MAX || anchor.mask() & next != 0 {
                self.reach(Place { node: anchor.node(), left, right });
            }
        }
    }

    /// One past a number and what is stuck to it.
    fn end_of_literal(&self, at: u32) -> u32 {
        at + 1 + u32::from(self.word(at + 1).is_some_and(|word| word.is_stuck))
    }

    /// The word at `at`, if it belongs to the clause.
    fn word(&self, at: u32) -> Option<&Word> {
        self.words.get(at as usize).filter(|word| word.clause == self.clause)
    }

    /// Reads the next word.
    fn read_on(&mut self, place: Place) {
        if self.lexicon.trie.reads_left(place.node) { self.read_left(place) } else { self.read_right(place) }
    }

    /// Whether the next word may lead on.
    fn is_promising(&self, place: Place) -> bool {
        let trie = &self.lexicon.trie;
        let next = if trie.reads_left(place.node) { place.left.wrapping_sub(1) } else { place.right };
        self.masks.get(next as usize).is_some_and(|mask| trie.may_take(place.node, *mask))
    }

    fn read_right(&mut self, place: Place) {
        let Some(word) = self.word(place.right).copied() else { return };
        self.take(place, word.id, Place { right: place.right + 1, ..place });
        if word.literal != UNKNOWN {
            self.take(place, word.literal, Place { right: self.end_of_literal(place.right), ..place });
        }
        for node in self.lexicon.trie.any(place.node) {
            self.reach(Place { node, right: place.right + 1, ..place });
        }
    }

    fn read_left(&mut self, place: Place) {
        let Some(at) = place.left.checked_sub(1) else { return };
        let Some(word) = self.word(at).copied() else { return };
        self.take_left(place, word, at);
        // « 3e relance »: what is stuck to a number may be passed over.
        if word.is_stuck {
            if let Some((before, number)) = at.checked_sub(1).and_then(|at| Some((at, *self.word(at)?))) {
                self.take_left(place, number, before);
                if number.literal != UNKNOWN {
                    self.take(place, number.literal, Place { left: before, ..place });
                }
            }
        } else if word.literal != UNKNOWN && self.end_of_literal(at) == place.left {
            self.take(place, word.literal, Place { left: at, ..place });
        }
    }

    /// Takes the word at `at` on the left.
    fn take_left(&mut self, place: Place, word: Word, at: u32) {
        self.take(place, word.id, Place { left: at, ..place });
        for node in self.lexicon.trie.any(place.node) {
            self.note_and_open(Place { node, left: at, ..place });
        }
    }

    /// Follows the edges of a word and of its sets, from `place` to `next`.
    fn take(&mut self, place: Place, word: WordId, next: Place) {
        if word == UNKNOWN {
            return;
        }
        let lexicon = self.lexicon;
        for symbol in lexicon.vocabulary.symbols(word) {
            for node in lexicon.trie.next(place.node, *symbol) {
                let next = Place { node, ..next };
                if next.right > place.right { self.reach(next) } else { self.note_and_open(next) }
            }
        }
    }

    /// Comes to a place by reading a word on the right.
    fn reach(&mut self, place: Place) {
        self.note_and_open(place);
        // « 3e relance »: what is stuck to a number may be passed over.
        if self.words.get(place.right as usize).is_some_and(|word| word.is_stuck) {
            self.note_and_open(Place { right: place.right + 1, ..place });
        }
    }

    /// Notes the cues that end at a place, and goes on from there later.
    fn note_and_open(&mut self, place: Place) {
        for ending in self.lexicon.trie.ends(place.node) {
            let last = self.words[place.right as usize - 1];
            let ends = !ending.at_clause_end
                || self.words.get(place.right as usize).is_none_or(|next| next.segment != last.segment);
            let starts = !ending.at_clause_start || self.words[place.left as usize].starts_clause;
            if starts && ends {
                let found = Found { cue: ending.cue, first: place.left, end: place.right, is_covered: false };
                self.found.push(found);
            }
        }
        if self.is_promising(place) {
            self.open.push(place);
        }
        let lexicon = self.lexicon;
        for node in lexicon.trie.turns(place.node) {
            self.note_and_open(Place { node, ..place });
        }
    }
}

/// Drops what a longer cue of its family spans, and marks what a covering cue hides.
fn keep_longest(lexicon: &Lexicon, cues: &mut Cues) {
    let covers = |found: &Found| lexicon.cues[found.cue as usize].covers;
    // Of two that span the same words, a profile's own goes before the crate's: it may have a link.
    let first_own = lexicon.shop.first_cue;
    cues.found.sort_unstable_by_key(|found| {
        (found.first, std::cmp::Reverse(found.end), !covers(found), found.cue < first_own, found.cue)
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
