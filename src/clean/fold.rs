//! Folds a text so that one spelling stands for all: « Ça marchÉ » → `ca marche`.
//!
//! Takes the text; gives bytes in lower case, without accents, with straight quotes and plain spaces, and a map back to the
//! text. Stretched letters (« merciiii ») are shortened and remembered. HTML leftovers become what they stand for.
//! Drops only what cannot be seen (combining marks, variation selectors, zero-width characters), and lets each of these
//! belong to the character before it. Splits nothing and knows no word.

use super::blocks::{BLOCK_LEN, Block, CASE};
use super::characters::{LATIN, base_letter, markup, spelled};
use crate::span::{PlainSpan, Span};

/// How often a letter must stand in a row to count as stretched, in letters.
///
/// No French word has the same letter three times, but « créee » is a common slip: `e` takes one more.
const STRETCHED_FROM: u32 = 3;

/// The folded text and the way back.
#[derive(Debug, Default)]
pub(crate) struct Folded {
    /// Lower-case bytes, mostly ASCII; what cannot be folded stays as UTF-8.
    pub(crate) plain: Vec<u8>,
    /// Where stretched letters stand, in plain bytes, ascending.
    pub(crate) stretched: Vec<u32>,
    /// Where capitals were, in plain bytes, ascending; one that only stretches a letter is said at that letter.
    pub(crate) capitals: Vec<u32>,
    /// Whether there is an `@`, without which there is no e-mail address.
    pub(crate) has_at: bool,
    /// The way back, ascending; the first is at the start of the text.
    shifts: Vec<Shift>,
    /// That of the last shift.
    ahead: u32,
}

/// From `plain` on, a folded byte lies `ahead` bytes further on in the text, wrapping round.
#[derive(Clone, Copy, Debug, Default)]
struct Shift {
    plain: u32,
    ahead: u32,
}

/// Walks the offset map forward; cheaper than a search for each position when positions ascend.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct MapCursor {
    /// The shift that comes next.
    next: usize,
    /// How far ahead of the plain text the source is, wrapping round, and up to which plain position.
    ahead: u32,
    until: u32,
}

impl MapCursor {
    /// The source of a span that ends before [`Self::until`] and begins where the cursor was last asked for or behind.
    #[inline]
    pub(crate) fn span_of(self, plain: PlainSpan) -> Span {
        Span { start: plain.start.wrapping_add(self.ahead), end: plain.end.wrapping_add(self.ahead) }
    }

    /// Up to which plain position the map is the same.
    pub(crate) fn until(self) -> u32 {
        self.until
    }
}

impl Folded {
    /// The bytes of `span`.
    pub(crate) fn bytes(&self, span: PlainSpan) -> &[u8] {
        &self.plain[span.range()]
    }

    /// The source position of a plain position, for positions that ascend from call to call.
    #[inline]
    pub(crate) fn source_of(&self, plain: u32, cursor: &mut MapCursor) -> u32 {
        while plain >= cursor.until {
            cursor.ahead = self.shifts[cursor.next].ahead;
            cursor.next += 1;
            cursor.until = self.shifts.get(cursor.next).map_or(u32::MAX, |next| next.plain);
        }
        plain.wrapping_add(cursor.ahead)
    }

    /// The span of the text that `plain` came from.
    pub(crate) fn to_source(&self, plain: PlainSpan) -> Span {
        let next = self.shifts.partition_point(|shift| shift.plain <= plain.start).saturating_sub(1);
        let mut cursor = MapCursor { next, ..MapCursor::default() };
        let start = self.source_of(plain.start, &mut cursor);
        Span::new(start, self.source_of(plain.end, &mut cursor))
    }

    fn clear(&mut self) {
        self.plain.clear();
        self.stretched.clear();
        self.capitals.clear();
        self.shifts.clear();
        self.shifts.push(Shift::default());
        self.ahead = 0;
        self.has_at = false;
    }

    /// Notes that the next plain byte comes from `source`.
    #[inline]
    fn note(&mut self, source: usize) {
        let plain = self.plain.len() as u32;
        let ahead = (source as u32).wrapping_sub(plain);
        if ahead != self.ahead {
            self.ahead = ahead;
            self.shifts.push(Shift { plain, ahead });
        }
    }

    /// Adds the first `length` bytes of a block.
    #[inline]
    fn push_block(&mut self, block: &Block, length: usize) {
        let start = self.plain.len();
        self.plain.extend_from_slice(block.lower());
        self.plain.truncate(start + length);
        block.capitals().take_while(|at| *at < length).for_each(|at| self.capitals.push((start + at) as u32));
    }

    /// Takes the last plain byte back.
    fn take_back(&mut self) {
        self.plain.pop();
        self.capitals.pop_if(|last| *last >= self.plain.len() as u32);
        while self.shifts.last().is_some_and(|last| last.plain >= self.plain.len() as u32) {
            self.shifts.pop();
        }
        self.ahead = self.shifts.last().map_or(0, |last| last.ahead);
    }
}

/// Folds `text` into `folded`; linear in the text.
pub(crate) fn fold(text: &str, folded: &mut Folded) {
    folded.clear();
    let bytes = text.as_bytes();
    let mut run = Run::default();
    let mut at = 0;
    while at < bytes.len() {
        at += fold_calm(bytes, at, folded, &mut run);
        let Some(&byte) = bytes.get(at) else { break };
        at += match byte {
            FIRST_OF_LATIN => fold_latin(text, at, folded, &mut run),
            0..0x80 => fold_ascii(byte, &bytes[at..], at, folded, &mut run),
            _ => fold_beyond(text, at, folded, &mut run),
        };
    }
    // What ends with the folded text ends with the text, whatever was dropped there.
    folded.note(bytes.len());
}

/// Folds the bytes up to the first that takes more thought: markup, a letter beyond ASCII, the third of the same kind in a
/// row. Gives how many these are; leaves `run` as if each had been counted.
#[inline]
fn fold_calm(bytes: &[u8], from: usize, folded: &mut Folded, run: &mut Run) -> usize {
    // What may go on stretching a letter is counted by the letter.
    if run.letter != '\0' && run.letter == bytes[from].to_ascii_lowercase() as char {
        return 0;
    }
    let start = folded.plain.len();
    let mut at = from;
    loop {
        let block = Block::at(bytes, at);
        let length = block.calm_len();
        if length == 0 {
            break;
        }
        if at == from {
            folded.note(at);
        }
        folded.push_block(&block, length);
        at += length;
        if length < BLOCK_LEN || at == bytes.len() {
            break;
        }
    }
    if at > from {
        *run = Run::at_end_of(&folded.plain[start..]);
    }
    at - from
}

/// The letters seen in a row, to notice a stretched one.
#[derive(Default)]
struct Run {
    letter: char,
    length: u32,
}

impl Run {
    /// The letters that `calm` ends with; it has no three of a kind.
    fn at_end_of(calm: &[u8]) -> Self {
        match calm {
            [.., before, last] if last.is_ascii_lowercase() => {
                Self { letter: *last as char, length: 1 + u32::from(before == last) }
            }
            [last] if last.is_ascii_lowercase() => Self { letter: *last as char, length: 1 },
            _ => Self::default(),
        }
    }

    /// Counts `letter` and gives how many of it stand in a row now.
    fn count(&mut self, letter: char) -> u32 {
        if letter == self.letter {
            self.length += 1;
        } else {
            *self = Run { letter, length: 1 };
        }
        self.length
    }

    fn stop(&mut self) {
        *self = Run::default();
    }
}

/// Folds one ASCII byte, or the markup that opens there; gives how many bytes it took.
fn fold_ascii(byte: u8, rest: &[u8], at: usize, folded: &mut Folded, run: &mut Run) -> usize {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' => {
            let letter = byte.to_ascii_lowercase();
            let seen = Seen { letter: letter as char, is_capital: letter != byte };
            push_letter(seen, letter, at, folded, run);
        }
        b'<' | b'&' => {
            run.stop();
            if let Some((becomes, length)) = markup(rest) {
                for &byte in becomes {
                    folded.note(at);
                    folded.plain.push(byte);
                }
                return length;
            }
            push(byte, at, folded);
        }
        b'\n' => {
            run.stop();
            push(b'\n', at, folded);
        }
        b'`' => {
            run.stop();
            push(b'\'', at, folded);
        }
        b'@' => {
            run.stop();
            folded.has_at = true;
            push(b'@', at, folded);
        }
        0..=b' ' | 0x7f => {
            run.stop();
            push(b' ', at, folded);
        }
        _ => {
            run.stop();
            push(byte, at, folded);
        }
    }
    1
}

fn push(byte: u8, at: usize, folded: &mut Folded) {
    folded.note(at);
    folded.plain.push(byte);
}

/// A letter as written: in lower case, and whether it was a capital.
#[derive(Clone, Copy)]
struct Seen {
    letter: char,
    is_capital: bool,
}

/// Adds a letter unless it only stretches the one before.
#[inline]
fn push_letter(seen: Seen, letter: u8, at: usize, folded: &mut Folded, run: &mut Run) {
    let length = run.count(seen.letter);
    // `www.` is an address, not a stretched w.
    if length < STRETCHED_FROM || letter == b'w' {
        push_unstretched(seen, letter, at, folded);
    } else {
        stretch(seen, letter, length, at, folded);
    }
}

#[inline]
fn push_unstretched(seen: Seen, letter: u8, at: usize, folded: &mut Folded) {
    if seen.is_capital {
        folded.capitals.push(folded.plain.len() as u32);
    }
    push(letter, at, folded);
}

/// Adds a letter that stands `length` times in a row now, unless that stretches it.
#[inline(never)]
fn stretch(seen: Seen, letter: u8, length: u32, at: usize, folded: &mut Folded) {
    let needed = STRETCHED_FROM + u32::from(letter == b'e');
    if length < needed {
        return push_unstretched(seen, letter, at, folded);
    }
    let taken_back = if length == needed { needed - 2 } else { 0 };
    for _ in 0..taken_back {
        folded.take_back();
    }
    let kept = folded.plain.len() as u32 - 1;
    if length == needed {
        folded.stretched.push(kept);
    }
    if seen.is_capital && folded.capitals.last() != Some(&kept) {
        folded.capitals.push(kept);
    }
}

/// The first byte of `À` to `ÿ`, which nearly all letters beyond ASCII are.
const FIRST_OF_LATIN: u8 = 0xc3;

/// Folds `À` to `ÿ`; gives how many bytes it took.
#[inline]
fn fold_latin(text: &str, at: usize, folded: &mut Folded, run: &mut Run) -> usize {
    let place = text.as_bytes().get(at + 1).map_or(0, |second| second & 0x3f);
    let letter = LATIN[place as usize];
    if letter == 0 {
        return fold_beyond(text, at, folded, run);
    }
    let seen = Seen { letter: (0xc0 | place | CASE) as char, is_capital: place & CASE == 0 };
    push_letter(seen, letter, at, folded, run);
    2
}

/// Folds a character beyond ASCII; gives how many bytes it took.
#[inline(never)]
fn fold_beyond(text: &str, at: usize, folded: &mut Folded, run: &mut Run) -> usize {
    let Some(character) = text[at..].chars().next() else { return 1 };
    fold_character(character, at, folded, run);
    if matches!(character, '°' | 'º' | '№') {
        let bytes = text.as_bytes();
        let next = bytes.get(at + character.len_utf8()).copied().unwrap_or(b' ');
        let is_after_n = at > 0 && bytes[at - 1].eq_ignore_ascii_case(&b'n');
        if next.is_ascii_digit() || is_after_n && next.is_ascii_alphabetic() {
            // « n°4512 » is two words, and so is « n°commande ».
            push(b' ', at, folded);
        }
    }
    character.len_utf8()
}

fn fold_character(character: char, at: usize, folded: &mut Folded, run: &mut Run) {
    let is_capital = character.is_uppercase();
    if let Some(letter) = base_letter(character) {
        let seen = Seen { letter: character.to_lowercase().next().unwrap_or(character), is_capital };
        return push_letter(seen, letter, at, folded, run);
    }
    if is_capital {
        folded.capitals.push(folded.plain.len() as u32);
    }
    let Some(becomes) = spelled(character) else {
        run.stop();
        folded.note(at);
        let lower = character.to_lowercase().next().unwrap_or(character);
        folded.plain.extend_from_slice(lower.encode_utf8(&mut [0; 4]).as_bytes());
        return;
    };
    // What is not seen belongs to the character before it and parts no letters.
    if becomes.is_empty() {
        return;
    }
    run.stop();
    for &byte in becomes {
        push(byte, at, folded);
    }
}

/// Folds a short text of the lexicon into a string of its own.
pub(crate) fn folded_string(text: &str) -> String {
    let mut folded = Folded::default();
    fold(text, &mut folded);
    String::from_utf8_lossy(&folded.plain).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, plain: &str) {
        assert_eq!(folded_string(text), plain, "folding {text:?}");
    }

    #[test]
    fn one_spelling_stands_for_all() {
        check("Ça marchÉ, NAÏF cœur", "ca marche, naif coeur");
        check("l’été « là »", "l'ete \" la \"");
        check("e\u{301}te\u{301}", "ete");
        check("10\u{a0}000\u{202f}€", "10 000 €");
        check("Qu\u{2019}est–ce…", "qu'est-ce...");
        check("MERCIIIII", "merci");
        check("créée, créee, www.x.fr, 1000", "creee, creee, www.x.fr, 1000");
        check("Bonjour&nbsp;!<br/>&eacute;t&eacute; <3", "bonjour !\nete <3");
        check("a < b & c", "a < b & c");
        check("👏🏽❤️", "👏❤");
        check("n°4512", "no 4512");
        check("De\u{301}sole\u{301}e\u{301}e\u{301}e\u{301}", "desole");
    }

    #[test]
    fn the_map_leads_back_to_the_writer_s_words() {
        let text = "Où est l’œuf à Noëëëël ?<br>Oui";
        let mut folded = Folded::default();
        fold(text, &mut folded);
        let plain = String::from_utf8(folded.plain.clone()).unwrap();
        for (word, source) in
            [("ou", "Où"), ("l'oeuf", "l’œuf"), ("noel", "Noëëëël"), ("oui", "Oui"), ("?", "?")]
        {
            let start = plain.find(word).unwrap() as u32;
            let span = folded.to_source(PlainSpan { start, end: start + word.len() as u32 });
            assert_eq!(span.of(text), source);
        }
    }
}
