//! Walks over places that the folded text notes, capitals and stretched letters, in step with the tokens.

use crate::span::PlainSpan;

/// Places of the folded text, walked forward.
pub(super) struct Places<'a> {
    /// The first not yet passed, and those behind it.
    next: u32,
    rest: std::slice::Iter<'a, u32>,
}

/// The next of places of which none is left.
const NO_PLACE: u32 = u32::MAX;

impl<'a> Places<'a> {
    pub(super) fn new(places: &'a [u32]) -> Self {
        let mut rest = places.iter();
        Self { next: rest.next().copied().unwrap_or(NO_PLACE), rest }
    }

    /// Those not yet passed that stand before the end of `plain`, if any; passes these.
    #[inline]
    pub(super) fn take(&mut self, plain: PlainSpan) -> Option<Taken> {
        if self.next >= plain.end {
            return None;
        }
        let first = self.next;
        let mut count = 0;
        while self.next < plain.end {
            self.next = self.rest.next().copied().unwrap_or(NO_PLACE);
            count += 1;
        }
        Some(Taken { first, count })
    }

    /// The first position at which a token can end and have a place not yet passed.
    pub(super) fn end_of_none(&self) -> u32 {
        self.next.saturating_add(1)
    }
}

/// Places that stand in a token or before it.
pub(super) struct Taken {
    pub(super) first: u32,
    pub(super) count: u32,
}
