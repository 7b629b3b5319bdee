//! Walks the phrases of the lexicon over the words of a message.
//!
//! Takes the words and the paths; gives every cue that ends somewhere, in no order. From each word on which phrases are entered
//! the walk reads to one side, then to the other. Places that lead on wait on a stack, so that one loop walks them all; what a
//! glance at the words nearby rules out never gets there.

use super::cues::Found;
use super::views::{Next, View, look_around, to_left, to_right};
use super::words::Word;
use crate::lexicon::paths::{Entry, PathNode, Paths, Tables};
use crate::lexicon::trie::{Closes, NodeId};
use crate::lexicon::vocabulary::{UNKNOWN, WordId};

/// A place in the automaton, with the words read so far: `left..right`.
#[derive(Clone, Copy, Debug)]
struct Place {
    node: NodeId,
    left: u32,
    right: u32,
}

/// A place from which the walk goes on: by the symbols of the next word, or over it, whichever it is.
#[derive(Clone, Copy, Debug)]
struct Open {
    place: Place,
    is_over: bool,
}

/// How many places have room to wait from the start, many times as many as do in any message of the corpus: how many there are
/// says nothing of how long a text is, so a scratch may be old before they are more.
const ROOM: usize = 256;

/// Buffers of the walk.
#[derive(Debug)]
pub(super) struct Trail {
    views: Vec<View>,
    open: Vec<Open>,
}

impl Default for Trail {
    fn default() -> Self {
        Self { views: Vec::new(), open: Vec::with_capacity(ROOM) }
    }
}

/// Adds the cues of `words` to `found`; linear in the words, since a phrase has a bounded length.
pub(super) fn walk(paths: &Paths, words: &[Word], trail: &mut Trail, found: &mut Vec<Found>) {
    let has_stuck = look_around(paths, words, &mut trail.views);
    let open = std::mem::take(&mut trail.open);
    let mut walk = Walk { paths, tables: paths.tables(), words, views: &trail.views, open, has_stuck, found };
    for (word, at) in words.iter().zip(0..) {
        let entries = paths.entries(word.id);
        if !entries.is_empty() {
            walk.enter(entries, at, at + 1);
        }
        if word.literal != UNKNOWN {
            walk.enter(paths.entries(word.literal), at, walk.end_of_literal(at));
        }
    }
    trail.open = walk.open;
}

/// A walk over the words of a message.
struct Walk<'a> {
    paths: &'a Paths,
    tables: Tables<'a>,
    words: &'a [Word],
    views: &'a [View],
    open: Vec<Open>,
    /// Whether any word is stuck to a number.
    has_stuck: bool,
    found: &'a mut Vec<Found>,
}

impl<'a> Walk<'a> {
    /// Enters the phrases whose anchor is the word that stands at `left..right`, and walks them to their ends.
    #[inline(never)]
    fn enter(&mut self, entries: &[Entry], left: u32, right: u32) {
        let (after, before) = (&self.views[to_right(right)], &self.views[to_left(left)]);
        let sight = [after.next, after.ahead, before.next, before.ahead];
        let is_stuck = self.has_stuck && self.is_stuck(right);
        let mut entries = entries.iter();
        loop {
            // One place to go on from, so that going on is compiled but once, into this loop.
            let open = if let Some(open) = self.open.pop() {
                open
            } else {
                let Some(entry) = entries.find(|entry| entry.need.meets(sight[entry.side()])) else { return };
                let place = Place { node: entry.node(), left, right };
                if entry.is_sure() || is_stuck {
                    self.reach(place, false);
                    continue;
                }
                Open { place, is_over: entry.is_far() }
            };
            self.go_on(open);
        }
    }

    /// Goes one word further.
    #[inline(always)]
    fn go_on(&mut self, Open { place, is_over }: Open) {
        let tables = self.tables;
        let node = tables.node(place.node);
        let next = beyond(place, node);
        if is_over {
            for target in tables.over(node) {
                self.reach(Place { node: target, ..next }, node.reads_left());
            }
            if self.has_stuck {
                self.pass_stuck(place, node);
            }
        } else {
            let (view, near) = (self.view(place, node), tables.near(node));
            for symbol in tables.symbols(view.symbols) {
                if near.has(symbol.bit()) {
                    for target in tables.follow(node, *symbol) {
                        self.reach(Place { node: target, ..next }, node.reads_left());
                    }
                }
            }
            if view.next_is == Next::Odd {
                self.read_odd(place, node);
            }
        }
    }

    /// What is seen from a place, on the side that `node` reads.
    #[inline(always)]
    fn view(&self, place: Place, node: PathNode) -> &'a View {
        let views = self.views;
        &views[if node.reads_left() { to_left(place.left) } else { to_right(place.right) }]
    }

    /// Comes to a place by reading a word.
    #[inline(always)]
    fn reach(&mut self, place: Place, is_on_left: bool) {
        self.come(place);
        if self.has_stuck && !is_on_left {
            self.skip_stuck(place);
        }
    }

    /// Notes the cues that end at a place, and keeps it if it may lead on.
    // Most calls end here: the walk goes no further.
    #[inline(always)]
    fn come(&mut self, place: Place) {
        let node = self.tables.node(place.node);
        let view = self.view(place, node);
        if self.tables.near(node).meets(view.next) {
            self.open.push(Open { place, is_over: false });
        }
        if node.has_any() && self.tables.far(node).meets(view.ahead) {
            self.open.push(Open { place, is_over: true });
        }
        if node.is_sure() {
            self.note(place.node, place.left, place.right);
        }
    }

    /// Notes the cues that end at a place, and turns round.
    // Number by number: a place handed over whole would stand in memory at every step of the walk, not in registers.
    #[inline(never)]
    fn note(&mut self, node: NodeId, left: u32, right: u32) {
        let place = Place { node, left, right };
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

    /// « 3e relance »: what is stuck to a number may be passed over.
    #[inline(never)]
    fn skip_stuck(&mut self, place: Place) {
        if self.is_stuck(place.right) {
            self.come(Place { right: place.right + 1, ..place });
        }
    }

    /// Passes over what is stuck to a number together with the number, on the left.
    #[inline(never)]
    fn pass_stuck(&mut self, place: Place, node: PathNode) {
        let next = beyond(place, node);
        if node.reads_left() && self.is_stuck(next.left) {
            let Some(left) = self.before(next.left) else { return };
            for target in self.tables.over(node) {
                self.come(Place { node: target, left, ..next });
            }
        }
    }

    /// Reads the next word in its other ways: a number with what is stuck to it, or what is stuck passed over.
    #[inline(never)]
    fn read_odd(&mut self, place: Place, node: PathNode) {
        let next = beyond(place, node);
        if !node.reads_left() {
            let literal = self.words[place.right as usize].literal;
            if literal != UNKNOWN {
                let right = self.end_of_literal(place.right);
                self.read_as(literal, node, Place { right, ..next });
            }
            return;
        }
        let word = &self.words[next.left as usize];
        if word.is_stuck {
            let Some(left) = self.before(next.left) else { return };
            let number = &self.words[left as usize];
            self.read_as(number.id, node, Place { left, ..next });
            if number.literal != UNKNOWN {
                self.read_as(number.literal, node, Place { left, ..next });
            }
        } else if word.literal != UNKNOWN && self.end_of_literal(next.left) == place.left {
            self.read_as(word.literal, node, next);
        }
    }

    /// Goes on to `next` as if `word` stood there.
    fn read_as(&mut self, word: WordId, node: PathNode, next: Place) {
        let (tables, (_, symbols)) = (self.tables, self.paths.symbols(word));
        for symbol in tables.symbols(symbols) {
            for target in tables.follow(node, *symbol) {
                self.reach(Place { node: target, ..next }, node.reads_left());
            }
        }
    }

    /// Whether the word at `at` is stuck to a number.
    fn is_stuck(&self, at: u32) -> bool {
        self.words.get(at as usize).is_some_and(|word| word.is_stuck)
    }

    /// The word before the one at `at`, if it belongs to the clause.
    fn before(&self, at: u32) -> Option<u32> {
        let clause = self.words[at as usize].clause;
        at.checked_sub(1).filter(|before| self.words[*before as usize].clause == clause)
    }

    /// One past a number and what is stuck to it.
    fn end_of_literal(&self, at: u32) -> u32 {
        let clause = self.words[at as usize].clause;
        let next = self.words.get(at as usize + 1);
        at + 1 + u32::from(next.is_some_and(|word| word.is_stuck && word.clause == clause))
    }
}

/// `place` with one word more on the side that `node` reads.
#[inline(always)]
fn beyond(place: Place, node: PathNode) -> Place {
    if node.reads_left() {
        Place { left: place.left - 1, ..place }
    } else {
        Place { right: place.right + 1, ..place }
    }
}
