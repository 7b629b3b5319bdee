//! Positions in a message: two coordinate systems, two types.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use unicode_segmentation::GraphemeCursor;

/// A range of UTF-8 bytes of the text the caller gave, on grapheme edges.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte; never below `start`.
    pub end: u32,
}

/// A range of bytes of the folded text (see [`crate::clean`]); never leaves the crate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct PlainSpan {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

impl Span {
    /// The span from `start` to `end`.
    ///
    /// ```
    /// assert_eq!(politesse::Span::new(2, 5).of("abcdefg"), "cde");
    /// ```
    pub fn new(start: u32, end: u32) -> Self {
        Self { start, end: end.max(start) }
    }

    /// The bytes it covers, as a range.
    ///
    /// ```
    /// assert_eq!(politesse::Span::new(2, 5).range(), 2..5);
    /// ```
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The words it covers in `text`, empty when the span does not fit the text.
    ///
    /// ```
    /// assert_eq!(politesse::Span::new(0, 7).of("Bonjour !"), "Bonjour");
    /// ```
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// Whether it covers no byte.
    ///
    /// ```
    /// assert!(politesse::Span::new(3, 3).is_empty());
    /// ```
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the two share a byte.
    ///
    /// ```
    /// use politesse::Span;
    /// assert!(Span::new(0, 3).overlaps(Span::new(2, 5)));
    /// assert!(!Span::new(0, 3).overlaps(Span::new(3, 5)));
    /// ```
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span on grapheme edges of `text` that covers this one.
    pub(crate) fn on_graphemes(self, text: &str) -> Self {
        Self { start: grapheme_edge(text, self.start, false), end: grapheme_edge(text, self.end, true) }
    }
}

impl PlainSpan {
    pub(crate) fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// The grapheme edge at `at`, or the next one in the given direction.
fn grapheme_edge(text: &str, at: u32, forward: bool) -> u32 {
    let mut edge = at as usize;
    while !text.is_char_boundary(edge) {
        edge = if forward { edge + 1 } else { edge - 1 };
    }
    // Two printable ASCII bytes always part; this spares nearly every call the table look-up.
    let bytes = text.as_bytes();
    if edge == 0
        || edge == bytes.len()
        || (bytes[edge - 1] >= b' ' && (b' '..0x80).contains(&bytes[edge])) && bytes[edge - 1] < 0x80
    {
        return edge as u32;
    }
    let mut cursor = GraphemeCursor::new(edge, text.len(), true);
    if cursor.is_boundary(text, 0) == Ok(true) {
        return edge as u32;
    }
    let moved = if forward { cursor.next_boundary(text, 0) } else { cursor.prev_boundary(text, 0) };
    moved.ok().flatten().unwrap_or(if forward { text.len() } else { 0 }) as u32
}
