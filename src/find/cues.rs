//! Finds the lexicon's phrases in the stream of words.
//!
//! Takes the words; gives every cue found, in order, with the words it spans. Walks the trie from each word that anchors a
//! phrase; a clause end stops the walk. Of one family the longest stays, and a cue that covers hides the shorter ones inside it.

use super::words::{Word, Words};
use crate::lexicon::paths::{PathNode, Paths, Symbols};
use crate::lexicon::sight::{GLANCE, Mask, Side, Sight};
use crate::lexicon::trie::{Closes, CueId, NodeId};
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

/// Buffers of this step.
#[derive(Debug, Default)]
pub(crate) struct Cues {
    pub(crate) found: Vec<Found>,
    /// What can be seen from before each word, and from behind the last.
    sights: Vec<Sight>,
    /// By word, its symbols.
    symbols: Vec<Symbols>,
    /// By family and detail: how far the last cue kept of it reaches, in words.
    reach: Vec<u32>,
}

/// Fills `cues` from the words; linear in them, since a phrase has a bounded length.
pub(crate) fn find(lexicon: &Lexicon, words: &Words, cues: &mut Cues) {
    cues.found.clear();
    let words = &words.words;
    let has_stuck = look_around(lexicon, words, cues);
    let Cues { sights, symbols, found, .. } = cues;
    let mut walk = Walk { paths: &lexicon.paths, words, sights, symbols, has_stuck, clause: 0, found };
    for (at, word) in words.iter().enumerate() {
        walk.clause = word.clause;
        let at = at as u32;
        walk.enter(word.id, at, at + 1);
        if word.literal != UNKNOWN {
            walk.enter(word.literal, at, walk.end_of_literal(at));
        }
    }
    keep_longest(lexicon, cues);
}

/// Fills the sights and symbols from the words; gives whether any word is stuck to a number.
fn look_around(lexicon: &Lexicon, words: &[Word], cues: &mut Cues) -> bool {
    let Cues { sights, symbols, .. } = cues;
    sights.clear();
    symbols.clear();
    sights.reserve(words.len() + 1);
    symbols.reserve(words.len());
    let mut has_stuck = false;
    let mut behind = Rear::default();
    for word in words {
        let (mut mask, of_word) = lexicon.paths.symbols(word.id);
        symbols.push(of_word);
        if word.literal != UNKNOWN {
            mask.join(lexicon.paths.symbols(word.literal).0);
        }
        if word.is_stuck {
            // What is stuck to a number may be passed over.
            (mask, has_stuck) = (Mask::ALL, true);
        }
        let (previous, before) = behind.seen_from(word.clause);
        behind.pass(mask);
        let next = mask.with(Mask::NOTHING);
        sights.push([next, next, previous, before]);
    }
    sights.push([Mask::NOTHING; 4]);
    let mut ahead = Rear::default();
    for (at, word) in words.iter().enumerate().rev() {
        let sight = &mut sights[at];
        ahead.seen_from(word.clause);
        ahead.pass(sight[Side::Next as usize]);
        sight[Side::Ahead as usize] = ahead.all();
        // It is the clause before that looks ahead from here.
        if at > 0 && words[at - 1].clause != word.clause {
            sight[Side::Next as usize] = Mask::NOTHING;
            sight[Side::Ahead as usize] = Mask::NOTHING;
        }
    }
    has_stuck
}

/// The masks of the last words passed in a clause, nearest first.
#[derive(Default)]
struct Rear {
    clause: Option<u32>,
    masks: [Mask; GLANCE],
}

impl Rear {
    /// The nearest mask and all together, from a word of `clause`.
    fn seen_from(&mut self, clause: u32) -> (Mask, Mask) {
        if self.clause != Some(clause) {
            *self = Rear { clause: Some(clause), masks: [Mask::NOTHING; GLANCE] };
        }
        (self.masks[0], self.all())
    }

    fn all(&self) -> Mask {
        self.masks.iter().fold(Mask::default(), |all, mask| all.with(*mask))
    }

    fn pass(&mut self, mask: Mask) {
        self.masks.copy_within(..GLANCE - 1, 1);
        self.masks[0] = mask.with(Mask::NOTHING);
    }
}

/// A walk from an anchor, within its clause.
struct Walk<'a> {
    paths: &'a Paths,
    words: &'a [Word],
    sights: &'a [Sight],
    symbols: &'a [Symbols],
    /// Whether any word is stuck to a number.
    has_stuck: bool,
    clause: u32,
    found: &'a mut Vec<Found>,
}

impl<'a> Walk<'a> {
    /// Enters the phrases whose anchor is the word that stands at `left..right`, and walks them to their ends.
    fn enter(&mut self, word: WordId, left: u32, right: u32) {
        let paths = self.paths;
        let (before, after) = (&self.sights[left as usize], &self.sights[right as usize]);
        let sight = [after[0], after[1], before[2], before[3]];
        for entry in paths.entries(word) {
            if entry.need.meets(sight[entry.side()]) {
                let place = Place { node: entry.node(), left, right };
                if entry.is_sure() || self.is_stuck(right) {
                    self.reach(place);
                } else if entry.is_far() {
                    self.pass_over(place, paths.node(place.node));
                } else {
                    self.read_next(place, paths.node(place.node));
                }
            }
        }
    }

    /// Whether the word at `at` is stuck to a number.
    fn is_stuck(&self, at: u32) -> bool {
        self.has_stuck && self.words.get(at as usize).is_some_and(|word| word.is_stuck)
    }

    /// One past a number and what is stuck to it.
    fn end_of_literal(&self, at: u32) -> u32 {
        at + 1 + u32::from(self.word(at + 1).is_some_and(|word| word.is_stuck))
    }

    /// The word at `at`, if it belongs to the clause.
    fn word(&self, at: u32) -> Option<&'a Word> {
        self.words.get(at as usize).filter(|word| word.clause == self.clause)
    }

    /// Comes to a place by reading a word on the right.
    #[inline(always)]
    fn reach(&mut self, place: Place) {
        self.come(place);
        // « 3e relance »: what is stuck to a number may be passed over.
        if self.is_stuck(place.right) {
            self.come(Place { right: place.right + 1, ..place });
        }
    }

    /// Notes the cues that end at a place, and reads on from there if that may lead anywhere.
    // Most calls end here: the walk goes no further.
    #[inline(always)]
    fn come(&mut self, place: Place) {
        let node = self.paths.node(place.node);
        if node.is_sure() {
            self.note(place);
        }
        let (from, next) = if node.reads_left() {
            (place.left, Side::Previous as usize)
        } else {
            (place.right, Side::Next as usize)
        };
        let sight = &self.sights[from as usize];
        if self.paths.near(&node).meets(sight[next]) {
            self.read_next(place, node);
        }
        if node.has_any() && self.paths.far(&node).meets(sight[next + 1]) {
            self.pass_over(place, node);
        }
    }

    /// Notes the cues that end at a place, and turns round.
    fn note(&mut self, place: Place) {
        let paths = self.paths;
        for ending in paths.ends(place.node) {
            let last = &self.words[place.right as usize - 1];
            let ends = match ending.closes {
                Closes::Nothing => true,
                Closes::Clause => {
                    let next = self.words.get(place.right as usize);
                    !last.announces && next.is_none_or(|next| next.segment != last.segment)
                }
                Closes::AtColon => last.announces,
            };
            let starts = !ending.at_clause_start || self.words[place.left as usize].starts_clause;
            if starts && ends {
                let found = Found { cue: ending.cue, first: place.left, end: place.right, is_covered: false };
                self.found.push(found);
            }
        }
        for node in paths.turns(place.node) {
            self.come(Place { node, ..place });
        }
    }

    /// Reads the next word, by its symbols; it was seen to be there.
    fn read_next(&mut self, place: Place, node: PathNode) {
        if node.reads_left() { self.read_left(place, node) } else { self.read_right(place, node) }
    }

    /// Reads the next word, whichever it is; it was seen to be there.
    fn pass_over(&mut self, place: Place, node: PathNode) {
        let paths = self.paths;
        if !node.reads_left() {
            for node in paths.any(place.node) {
                self.reach(Place { node, right: place.right + 1, ..place });
            }
            return;
        }
        let Some((at, word)) = self.word_before(place.left) else { return };
        for node in paths.any(place.node) {
            self.come(Place { node, left: at, ..place });
        }
        if word.is_stuck
            && let Some((before, _)) = self.word_before(at)
        {
            for node in paths.any(place.node) {
                self.come(Place { node, left: before, ..place });
            }
        }
    }

    /// The word before `left`, with its place, if it belongs to the clause.
    fn word_before(&self, left: u32) -> Option<(u32, &'a Word)> {
        let at = left.checked_sub(1)?;
        Some((at, self.word(at)?))
    }

    fn read_right(&mut self, place: Place, node: PathNode) {
        let (paths, symbols) = (self.paths, self.symbols[place.right as usize]);
        let next = Place { right: place.right + 1, ..place };
        paths.follow(node, symbols, |node| self.reach(Place { node, ..next }));
        let literal = self.words[place.right as usize].literal;
        if literal != UNKNOWN {
            let next = Place { right: self.end_of_literal(place.right), ..place };
            let (_, symbols) = paths.symbols(literal);
            paths.follow(node, symbols, |node| self.reach(Place { node, ..next }));
        }
    }

    fn read_left(&mut self, place: Place, node: PathNode) {
        let at = place.left - 1;
        self.take_left(place, node, self.symbols[at as usize], at);
        let word = &self.words[at as usize];
        // « 3e relance »: what is stuck to a number may be passed over.
        if word.is_stuck {
            if let Some((before, number)) = self.word_before(at) {
                self.take_left(place, node, self.symbols[before as usize], before);
                if number.literal != UNKNOWN {
                    self.take_left(place, node, self.paths.symbols(number.literal).1, before);
                }
            }
        } else if word.literal != UNKNOWN && self.end_of_literal(at) == place.left {
            self.take_left(place, node, self.paths.symbols(word.literal).1, at);
        }
    }

    /// Takes a word on the left that begins at `at`.
    fn take_left(&mut self, place: Place, node: PathNode, symbols: Symbols, at: u32) {
        self.paths.follow(node, symbols, |node| self.come(Place { node, left: at, ..place }));
    }
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
