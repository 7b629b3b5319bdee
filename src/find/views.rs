//! What is seen from between the words of a message, to the right and to the left.
//!
//! Takes the words; gives a [`View`] for each side of each place between two of them. A walk asks them whether it is worth
//! going on; within a clause alone, since no phrase goes over its edge.

use super::words::Word;
use crate::lexicon::paths::{Paths, Symbols};
use crate::lexicon::sight::{GLANCE, Mask};
use crate::lexicon::vocabulary::UNKNOWN;

/// What is seen from between two words to one side, within the clause.
#[derive(Clone, Copy, Debug)]
pub(super) struct View {
    /// The mask of the next word, and of the next few together.
    pub(super) next: Mask,
    pub(super) ahead: Mask,
    /// The symbols of the next word.
    pub(super) symbols: Symbols,
    pub(super) next_is: Next,
}

/// What comes next on a side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// The edge of the clause.
    Edge,
    /// A word.
    Word,
    /// A word that may be read in more ways than one: what is stuck to a number, or such a number.
    Odd,
}

impl View {
    /// Nothing is seen over the edge of a clause.
    const EDGE: View =
        View { next: Mask::NOTHING, ahead: Mask::NOTHING, symbols: Symbols::NONE, next_is: Next::Edge };
}

/// Where the view to the right from before the word at `at` stands, and the view to the left.
pub(super) fn to_right(at: u32) -> usize {
    2 * at as usize
}

pub(super) fn to_left(at: u32) -> usize {
    2 * at as usize + 1
}

/// Fills the views, from before each word and from behind the last; gives whether any word is stuck to a number.
pub(super) fn look_around(paths: &Paths, words: &[Word], views: &mut Vec<View>) -> bool {
    views.clear();
    views.reserve(2 * (words.len() + 1));
    let mut has_stuck = false;
    let (mut clause, mut last) = (None, View::EDGE);
    let mut recent = [Mask::NOTHING; GLANCE];
    for (at, word) in words.iter().enumerate() {
        let next = view_of(paths, word);
        has_stuck |= word.is_stuck;
        if clause == Some(word.clause) {
            views.extend([next, View { ahead: together(&recent), ..last }]);
        } else {
            clause = Some(word.clause);
            recent = [Mask::NOTHING; GLANCE];
            views.extend([View::EDGE; 2]);
        }
        recent[at % GLANCE] = next.next;
        last = next;
    }
    look_ahead(views);
    views.extend([View::EDGE; 2]);
    has_stuck
}

/// A word as seen from right before it.
fn view_of(paths: &Paths, word: &Word) -> View {
    let (mut mask, symbols) = paths.symbols(word.id);
    let mut next_is = Next::Word;
    if word.literal != UNKNOWN {
        mask.join(paths.symbols(word.literal).0);
        next_is = Next::Odd;
    }
    if word.is_stuck {
        // What is stuck to a number may be passed over.
        (mask, next_is) = (Mask::ALL, Next::Odd);
    }
    mask.join(Mask::NOTHING);
    View { next: mask, ahead: mask, symbols, next_is }
}

/// Fills what is seen ahead to the right, from the last word to the first.
fn look_ahead(views: &mut [View]) {
    let mut recent = [Mask::NOTHING; GLANCE];
    for (at, sides) in views.chunks_exact_mut(2).enumerate().rev() {
        let view = &mut sides[0];
        if view.next_is == Next::Edge {
            recent = [Mask::NOTHING; GLANCE];
        } else {
            recent[at % GLANCE] = view.next;
            view.ahead = together(&recent);
        }
    }
}

/// What is seen of the last words passed, each in its turn in one of the places.
fn together([first, second, third, fourth]: &[Mask; GLANCE]) -> Mask {
    first.with(*second).with(third.with(*fourth))
}
