//! Folds a text so that one spelling stands for all: « Ça marchÉ » → `ca marche`.
//!
//! Takes the text; gives bytes in lower case, without accents, with straight quotes and plain spaces, and a map back to the
//! text. Stretched letters (« merciiii ») are shortened and remembered. HTML leftovers become what they stand for.
//! Drops only what cannot be seen (combining marks, variation selectors, zero-width characters), and lets each of these
//! belong to the character before it. Splits nothing and knows no word.

use crate::span::{PlainSpan, Span};

/// How often a letter must stand in a row to count as stretched, in letters.
///
/// No French word has the same letter three times, but « créee » is a common slip: `e` takes one more.
const STRETCHED_FROM: u32 = 3;

/// How far an HTML tag or entity may reach, in bytes; bounds the look-ahead on `<<<<…`.
const MAX_MARKUP_LEN: usize = 24;

/// The folded text and the way back.
#[derive(Debug, Default)]
pub(crate) struct Folded {
    /// Lower-case bytes, mostly ASCII; what cannot be folded stays as UTF-8.
    pub(crate) plain: Vec<u8>,
    /// Where stretched letters stand, in plain bytes, ascending.
    pub(crate) stretched: Vec<u32>,
    /// Where capitals were, in plain bytes, ascending; a capital that only stretched a letter is said at that letter.
    pub(crate) capitals: Vec<u32>,
    shifts: Vec<Shift>,
    source_len: u32,
}

/// From `plain` on, a folded byte lies `source - plain` bytes further on in the text.
#[derive(Clone, Copy, Debug)]
struct Shift {
    plain: u32,
    source: u32,
}

/// Walks the offset map forward; cheaper than a search for each position when positions ascend.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct MapCursor {
    shift: usize,
    /// How far ahead of the plain text the source is, wrapping round, and up to which plain position.
    ahead: u32,
    until: u32,
}

impl Folded {
    /// The bytes of `span`.
    pub(crate) fn bytes(&self, span: PlainSpan) -> &[u8] {
        &self.plain[span.range()]
    }

    /// The source position of a plain position, for positions that ascend from call to call.
    #[inline]
    pub(crate) fn source_of(&self, plain: u32, cursor: &mut MapCursor) -> u32 {
        if plain >= cursor.until {
            self.move_to(plain, cursor);
        }
        plain.wrapping_add(cursor.ahead)
    }

    /// Moves the cursor to the stretch of text that `plain` is in.
    fn move_to(&self, plain: u32, cursor: &mut MapCursor) {
        let length = self.plain.len() as u32;
        if plain >= length {
            *cursor = MapCursor { ahead: self.source_len.wrapping_sub(plain), until: plain, ..*cursor };
            return;
        }
        while self.shifts.get(cursor.shift + 1).is_some_and(|next| next.plain <= plain) {
            cursor.shift += 1;
        }
        let (ahead, next) = match self.shifts.get(cursor.shift) {
            Some(shift) if shift.plain <= plain => {
                (shift.source.wrapping_sub(shift.plain), self.shifts.get(cursor.shift + 1))
            }
            first => (0, first),
        };
        *cursor = MapCursor { ahead, until: next.map_or(length, |next| next.plain), ..*cursor };
    }

    /// The span of the text that `plain` came from.
    pub(crate) fn to_source(&self, plain: PlainSpan) -> Span {
        let shift = self.shifts.partition_point(|shift| shift.plain <= plain.start).saturating_sub(1);
        let mut cursor = MapCursor { shift, ..MapCursor::default() };
        let start = self.source_of(plain.start, &mut cursor);
        Span::new(start, self.source_of(plain.end, &mut cursor))
    }

    fn clear(&mut self, source_len: usize) {
        self.plain.clear();
        self.stretched.clear();
        self.capitals.clear();
        self.shifts.clear();
        self.source_len = source_len as u32;
    }

    /// Notes that the next plain byte comes from `source`.
    fn note(&mut self, source: usize) {
        let plain = self.plain.len() as u32;
        let expected = self.shifts.last().map_or(plain, |last| last.source + (plain - last.plain));
        if expected != source as u32 {
            self.shifts.push(Shift { plain, source: source as u32 });
        }
    }

    /// Notes that a capital comes next; one that only stretches the letter before is noted at a letter all the same.
    fn note_capital(&mut self) {
        let plain = self.plain.len() as u32;
        if self.capitals.last() != Some(&plain) {
            self.capitals.push(plain);
        }
    }

    /// Takes the last plain byte back.
    fn take_back(&mut self) {
        self.plain.pop();
        while self.shifts.last().is_some_and(|last| last.plain >= self.plain.len() as u32) {
            self.shifts.pop();
        }
    }
}

/// Folds `text` into `folded`; linear in the text.
pub(crate) fn fold(text: &str, folded: &mut Folded) {
    folded.clear(text.len());
    let bytes = text.as_bytes();
    let mut run = Run::default();
    let mut at = 0;
    while at < bytes.len() {
        at += fold_calm(&bytes[at..], at, folded, &mut run);
        let Some(&byte) = bytes.get(at) else { break };
        if byte < 0x80 {
            at += fold_ascii(byte, &bytes[at..], at, folded, &mut run);
        } else {
            let Some(character) = text[at..].chars().next() else { break };
            fold_character(character, at, folded, &mut run);
            let is_number_sign = matches!(character, '°' | 'º' | '№');
            let next = bytes.get(at + character.len_utf8()).copied().unwrap_or(b' ');
            let is_after_n = at > 0 && bytes[at - 1].eq_ignore_ascii_case(&b'n');
            if is_number_sign && (next.is_ascii_digit() || is_after_n && next.is_ascii_alphabetic()) {
                // « n°4512 » is two words, and so is « n°commande ».
                push(b' ', at, folded);
            }
            at += character.len_utf8();
        }
    }
}

/// By byte: what it is folded to where that is one byte whatever stands beside it; 0 for the others.
const CALM: [u8; 256] = {
    let mut calm = [0; 256];
    let mut byte = b' ';
    while byte < 0x7f {
        calm[byte as usize] = match byte {
            b'<' | b'&' | b'`' => 0,
            _ => byte.to_ascii_lowercase(),
        };
        byte += 1;
    }
    calm
};

/// Folds the bytes up to the first that takes more thought: markup, a letter beyond ASCII, the third of the same kind in a
/// row. Gives how many these are; leaves `run` as if each had been counted.
fn fold_calm(rest: &[u8], at: usize, folded: &mut Folded, run: &mut Run) -> usize {
    // What may go on stretching a letter is counted by the letter.
    let (mut last, mut before_last) = (0, 0);
    if run.letter != '\0' && rest.first().is_some_and(|byte| run.letter == CALM[*byte as usize] as char) {
        return 0;
    }
    let start = folded.plain.len();
    let mut length = rest.len();
    for (offset, &byte) in rest.iter().enumerate() {
        let calm = CALM[byte as usize];
        if calm == 0 || calm == last && calm == before_last {
            length = offset;
            break;
        }
        if calm != byte {
            folded.capitals.push((start + offset) as u32);
        }
        (last, before_last) = (calm, last);
    }
    if length > 0 {
        folded.note(at);
        folded.plain.extend(rest[..length].iter().map(u8::to_ascii_lowercase));
        run.stop();
        if last.is_ascii_lowercase() {
            *run = Run { letter: last as char, length: 1 + u32::from(last == before_last) };
        }
    }
    length
}

/// The letters seen in a row, to notice a stretched one.
#[derive(Default)]
struct Run {
    letter: char,
    length: u32,
}

impl Run {
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
            if byte.is_ascii_uppercase() {
                folded.note_capital();
            }
            push_letter(byte.to_ascii_lowercase() as char, byte.to_ascii_lowercase(), at, folded, run)
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

/// Adds a letter, `seen` as written in lower case, unless it only stretches the one before.
fn push_letter(seen: char, letter: u8, at: usize, folded: &mut Folded, run: &mut Run) {
    let needed = STRETCHED_FROM + u32::from(letter == b'e');
    let length = run.count(seen);
    // `www.` is an address, not a stretched w.
    if length < needed || letter == b'w' {
        push(letter, at, folded);
        return;
    }
    if length == needed {
        for _ in 2..needed {
            folded.take_back();
        }
        folded.stretched.push(folded.plain.len() as u32 - 1);
    }
}

/// Folds one character beyond ASCII.
fn fold_character(character: char, at: usize, folded: &mut Folded, run: &mut Run) {
    if character.is_uppercase() {
        folded.note_capital();
    }
    if let Some(letter) = base_letter(character) {
        let seen = character.to_lowercase().next().unwrap_or(character);
        return push_letter(seen, letter, at, folded, run);
    }
    let becomes: &[u8] = match character {
        // Combining marks, soft hyphen, zero-width characters, variation selectors, skin tones: not seen on their own.
        '\u{300}'..='\u{36f}'
        | '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{1f3fb}'..='\u{1f3ff}' => return,
        '\u{a0}'
        | '\u{1680}'
        | '\u{2000}'..='\u{200a}'
        | '\u{2028}'
        | '\u{202f}'
        | '\u{205f}'
        | '\u{3000}' => b" ",
        '\u{85}' | '\u{2029}' => b"\n",
        '’' | '‘' | 'ʼ' | '′' | '´' | '‛' | '＇' => b"'",
        '«' | '»' | '“' | '”' | '„' | '‟' | '″' => b"\"",
        '‐'..='―' | '−' => b"-",
        '…' => b"...",
        'œ' | 'Œ' => b"oe",
        'æ' | 'Æ' => b"ae",
        'ß' => b"ss",
        '°' | 'º' => b"o",
        '№' => b"no",
        '×' => b"x",
        '•' | '·' => b"-",
        '²' => b"2",
        '³' => b"3",
        '？' => b"?",
        '！' => b"!",
        _ => {
            run.stop();
            folded.note(at);
            let mut buffer = [0; 4];
            let lower = character.to_lowercase().next().unwrap_or(character);
            folded.plain.extend_from_slice(lower.encode_utf8(&mut buffer).as_bytes());
            return;
        }
    };
    run.stop();
    for &byte in becomes {
        push(byte, at, folded);
    }
}

/// The ASCII letter under an accented, full-width or superscript one.
fn base_letter(character: char) -> Option<u8> {
    Some(match character {
        'à'..='å' | 'À'..='Å' | 'ā' | 'Ā' | 'ă' | 'Ă' | 'ą' | 'Ą' | 'ª' => b'a',
        'ç' | 'Ç' | 'ć' | 'Ć' | 'č' | 'Č' => b'c',
        'ď' | 'Ď' | 'đ' | 'Đ' => b'd',
        'è'..='ë' | 'È'..='Ë' | 'ē' | 'Ē' | 'ė' | 'Ė' | 'ę' | 'Ę' | 'ě' | 'Ě' | 'ᵉ' => b'e',
        'ğ' | 'Ğ' => b'g',
        'ì'..='ï' | 'Ì'..='Ï' | 'ī' | 'Ī' | 'ı' | 'İ' => b'i',
        'ł' | 'Ł' => b'l',
        'ñ' | 'Ñ' | 'ń' | 'Ń' | 'ň' | 'Ň' => b'n',
        'ò'..='ö' | 'Ò'..='Ö' | 'ø' | 'Ø' | 'ō' | 'Ō' | 'ő' | 'Ő' => b'o',
        'ŕ' | 'ř' | 'Ř' | 'ʳ' => b'r',
        'ś' | 'Ś' | 'š' | 'Š' | 'ş' | 'Ş' => b's',
        'ţ' | 'Ţ' | 'ť' | 'Ť' => b't',
        'ù'..='ü' | 'Ù'..='Ü' | 'ū' | 'Ū' | 'ů' | 'Ů' | 'ű' | 'Ű' => b'u',
        'ý' | 'ÿ' | 'Ý' | 'Ÿ' => b'y',
        'ź' | 'Ź' | 'ż' | 'Ż' | 'ž' | 'Ž' => b'z',
        'Ａ'..='Ｚ' => b'a' + (character as u32 - 'Ａ' as u32) as u8,
        'ａ'..='ｚ' => b'a' + (character as u32 - 'ａ' as u32) as u8,
        _ => return None,
    })
}

/// What an HTML tag or entity at the start of `rest` stands for, and its length.
fn markup(rest: &[u8]) -> Option<(&'static [u8], usize)> {
    const BREAKS: [&[u8]; 8] = [b"br", b"p", b"/p", b"div", b"/div", b"li", b"/li", b"/tr"];
    const INLINE: [&[u8]; 12] =
        [b"b", b"/b", b"i", b"/i", b"u", b"/u", b"em", b"/em", b"strong", b"/strong", b"/span", b"/a"];
    const ENTITIES: [(&[u8], &[u8]); 22] = [
        (b"deg", b"o"),
        (b"euro", "€".as_bytes()),
        (b"nbsp", b" "),
        (b"amp", b"&"),
        (b"lt", b"<"),
        (b"gt", b">"),
        (b"quot", b"\""),
        (b"laquo", b"\""),
        (b"raquo", b"\""),
        (b"apos", b"'"),
        (b"rsquo", b"'"),
        (b"#39", b"'"),
        (b"#039", b"'"),
        (b"#160", b" "),
        (b"eacute", b"e"),
        (b"egrave", b"e"),
        (b"ecirc", b"e"),
        (b"agrave", b"a"),
        (b"ccedil", b"c"),
        (b"ugrave", b"u"),
        (b"ocirc", b"o"),
        (b"icirc", b"i"),
    ];
    let is_tag = rest[0] == b'<';
    let last = if is_tag { b'>' } else { b';' };
    let length = rest.iter().take(MAX_MARKUP_LEN).position(|&byte| byte == last)? + 1;
    let name = &rest[1..length - 1];
    if !is_tag {
        let (_, becomes) = ENTITIES.iter().find(|(known, _)| name.eq_ignore_ascii_case(known))?;
        return Some((becomes, length));
    }
    let name = name.strip_suffix(b"/").unwrap_or(name).trim_ascii_end();
    if BREAKS.iter().any(|known| name.eq_ignore_ascii_case(known)) {
        return Some((b"\n", length));
    }
    INLINE.iter().any(|known| name.eq_ignore_ascii_case(known)).then_some((b" " as &[u8], length))
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
