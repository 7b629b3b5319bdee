//! Tells of many bytes at once what the usual ones are: letters, capitals, bytes that stand for themselves.
//!
//! Takes bytes; says up to where they are usual. What the others are is for [`super::fold`] and [`super::tokens`].

/// How many bytes are looked at together, in bytes.
pub(super) const BLOCK_LEN: usize = 16;

/// A block of the text behind the two bytes that come before it; 0 where the text has none.
type Window = [u8; BLOCK_LEN + 2];

/// The window whose block begins at `at`, if it is within the text.
#[inline]
fn window(bytes: &[u8], at: usize) -> Option<&Window> {
    bytes.get(at.wrapping_sub(2)..)?.first_chunk()
}

/// The window whose block begins at `at`, at an edge of the text.
#[inline(never)]
fn window_at_edge(bytes: &[u8], at: usize) -> Window {
    let mut window = [0; BLOCK_LEN + 2];
    let from = at.saturating_sub(2);
    let known = &bytes[from..bytes.len().min(at + BLOCK_LEN)];
    window[from + 2 - at..][..known.len()].copy_from_slice(known);
    window
}

/// What the bytes of a block are folded to if each stands for itself.
pub(super) struct Block {
    lower: [u8; BLOCK_LEN],
    /// The bytes, from the lowest on, that are capitals, with a single bit each; 0 for the others.
    capitals: u128,
    /// The bytes that take more thought, with all their bits; 0 for the others.
    stops: u128,
}

impl Block {
    /// The block that begins at `at`.
    #[inline]
    pub(super) fn at(bytes: &[u8], at: usize) -> Self {
        match window(bytes, at) {
            Some(window) => Self::of(window),
            None => Self::of(&window_at_edge(bytes, at)),
        }
    }

    /// How many of its bytes come before the first that takes more thought.
    #[inline]
    pub(super) fn calm_len(&self) -> usize {
        (self.stops.trailing_zeros() / 8) as usize
    }

    /// Its bytes in lower case.
    pub(super) fn lower(&self) -> &[u8; BLOCK_LEN] {
        &self.lower
    }

    /// Where its capitals stand, ascending.
    #[inline]
    pub(super) fn capitals(&self) -> impl Iterator<Item = usize> {
        let mut left = self.capitals;
        std::iter::from_fn(move || {
            let at = (left.trailing_zeros() / 8) as usize;
            left &= left.checked_sub(1)?;
            Some(at)
        })
    }

    /// Folds a block without a branch, so that the compiler may take its bytes all at once.
    #[inline]
    fn of(window: &Window) -> Self {
        let [block, before, before_that] = [&window[2..], &window[1..], &window[..]].map(first_block);
        let mut lower = [0; BLOCK_LEN];
        let mut capitals = [0; BLOCK_LEN];
        let mut stops = [0; BLOCK_LEN];
        for at in 0..BLOCK_LEN {
            let byte = block[at];
            capitals[at] = all_if(byte.is_ascii_uppercase()) & CASE;
            lower[at] = byte | capitals[at];
            let is_printable = byte.wrapping_sub(b' ') < 0x7f - b' ';
            // With the back quote goes `@`, which differs by the same bit.
            stops[at] = all_if(!is_printable)
                | all_if(byte == b'<')
                | all_if(byte == b'&')
                | all_if(byte | CASE == b'`');
        }
        // The third of a letter in a row, in either case; the few signs that pass for letters here are told from them later.
        for at in 0..BLOCK_LEN {
            let differs = ((block[at] ^ before[at]) | (block[at] ^ before_that[at])) & !CASE;
            stops[at] |= all_if(differs == 0) & all_if(block[at] & LETTERS_HAVE != 0);
        }
        Self { lower, capitals: u128::from_le_bytes(capitals), stops: u128::from_le_bytes(stops) }
    }
}

fn first_block(bytes: &[u8]) -> [u8; BLOCK_LEN] {
    *bytes.first_chunk().expect("a window is longer than a block")
}

/// A byte of ones, or of zeros.
#[inline]
fn all_if(is: bool) -> u8 {
    if is { 0xff } else { 0 }
}

/// The bit by which small letters differ from capitals.
pub(super) const CASE: u8 = 0x20;

/// A bit that all ASCII letters have, and few signs.
const LETTERS_HAVE: u8 = 0x40;

/// How many bytes are looked at together to find the end of a word, in bytes.
const WORD_BLOCK_LEN: usize = 8;

/// The first position from `at` on that has no letter.
#[inline]
pub(super) fn end_of_letters(plain: &[u8], at: usize) -> usize {
    let mut end = at;
    while let Some(block) = plain.get(end..).and_then(|rest| rest.first_chunk::<WORD_BLOCK_LEN>()) {
        let others = non_letters(u64::from_le_bytes(*block));
        if others != 0 {
            return end + (others.trailing_zeros() / 8) as usize;
        }
        end += WORD_BLOCK_LEN;
    }
    end + plain[end..].iter().take_while(|byte| byte.is_ascii_lowercase()).count()
}

/// The top bits of those bytes of folded text that are no letters, eight bytes at once.
///
/// Folded text has neither capitals nor a back quote: of the bytes of ASCII those from 0x60 on are letters up to `z`. No byte of
/// UTF-8 is so high that the sum would reach into the next.
#[inline]
fn non_letters(block: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const TOP: u64 = 0x80;
    let from_0x60 = (block << 1) & (block << 2);
    let above_z = block.wrapping_add(EACH * (TOP - 1 - b'z' as u64));
    (above_z | !from_0x60) & (EACH * TOP)
}
