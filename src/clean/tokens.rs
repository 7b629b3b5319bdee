//! Splits the folded text into tokens and clauses.
//!
//! Takes the folded text and the source; gives tokens in order, each with both its spans, its kind, its marks (capitals,
//! stretched, hashtag) and the clause it is in. Knows no word: « rendez-vous » is two words, « j'ai » is `j'` and `ai`,
//! « aujourd'hui » is one, « CMD-4512 », « 49,90 » and « 12/03 » are one code each.
//!
//! | text                         | tokens                              |
//! |------------------------------|-------------------------------------|
//! | J'ai RIEN reçu!!             | `j'` `ai` `rien` `recu` `!!`         |
//! | @Aide c*nnard de CMD-4512    | mention, `c*nnard` `de` `cmd-4512`   |

use super::addresses::{address, email};
use super::blocks::end_of_letters;
use super::fold::{Folded, MapCursor};
use super::places::Places;
use crate::span::{PlainSpan, Span};

/// What a token looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Letters, an elided article with its apostrophe included (`l'`).
    Word,
    /// Letters with masks between them: « c*nnard », « conn@rd ».
    Masked,
    /// Something with a digit in it, inner separators included.
    Code,
    /// An e-mail address.
    Email,
    /// A link.
    Link,
    /// « @someone ».
    Mention,
    /// A run of `.`, `?`, `!`, or one other mark.
    Mark,
    /// A quotation mark, opening or closing.
    Quote,
    /// An emoji, or any other picture.
    Emoji,
    /// A sign that is none of these: `€`, `#`, `-`, `=`.
    Sign,
    /// The end of a line.
    Newline,
}

/// One token, with its place in the folded and in the given text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub(crate) plain: PlainSpan,
    pub(crate) source: Span,
    pub(crate) kind: Kind,
    /// Two letters or more, all of them capitals.
    pub(crate) is_capitals: bool,
    /// Begins with a capital.
    pub(crate) is_capitalised: bool,
    /// Holds a stretched letter: « merciiii ».
    pub(crate) is_stretched: bool,
    /// First on its line.
    pub(crate) starts_line: bool,
    /// The clause it is in, counted from 0; clauses end at `. ! ? ; :` and at line ends that are not mere wrapping.
    pub(crate) clause: u32,
    /// The segment it is in: like a clause, but commas and brackets end it too.
    pub(crate) segment: u32,
}

/// How long a line must be for its end to be mere wrapping, in folded bytes.
///
/// Mail programs wrap at 72 to 78; shorter lines are the writer's own.
const WRAPPED_FROM: u32 = 55;

/// Whether it is a word that loses its vowel before another, apostrophe left out.
fn is_elided(letters: &[u8]) -> bool {
    match letters {
        [letter] => matches!(letter, b'c' | b'd' | b'j' | b'l' | b'm' | b'n' | b's' | b't'),
        b"qu" | b"jusqu" | b"lorsqu" | b"puisqu" | b"quoiqu" | b"quelqu" => true,
        _ => false,
    }
}

/// Splits `folded` into `tokens`; linear in the text.
pub(crate) fn split(source: &str, folded: &Folded, tokens: &mut Vec<Token>) {
    tokens.clear();
    let mut splitter = Splitter {
        source,
        folded,
        plain: &folded.plain,
        cursor: MapCursor::default(),
        stretched: Places::new(&folded.stretched),
        capitals: Places::new(&folded.capitals),
        clause: 0,
        segment: 0,
        line_start: 0,
        starts_line: true,
        pending_break: false,
        calm_until: 0,
        tokens,
    };
    let mut at = 0;
    while at < splitter.plain.len() {
        at = splitter.step(at);
    }
}

struct Splitter<'a> {
    source: &'a str,
    folded: &'a Folded,
    plain: &'a [u8],
    cursor: MapCursor,
    stretched: Places<'a>,
    capitals: Places<'a>,
    clause: u32,
    segment: u32,
    line_start: u32,
    starts_line: bool,
    /// A line ended after a long line without a final mark: the next token decides whether the clause did.
    pending_break: bool,
    /// Tokens that end before it have no mark, begin no line, and the map to the source is the same for all of them.
    calm_until: u32,
    tokens: &'a mut Vec<Token>,
}

impl Splitter<'_> {
    /// Reads what stands at `at` and gives the position behind it.
    #[inline]
    fn step(&mut self, at: usize) -> usize {
        match self.plain[at] {
            b' ' => at + 1,
            b'\n' => self.newline(at),
            b'a'..=b'z' => self.letters(at),
            b'0'..=b'9' => self.code(at, at),
            b'@' if self.plain.get(at + 1).is_some_and(|next| is_name_byte(*next)) => {
                let end = self.end_of(at + 1, is_name_byte);
                self.push(Kind::Mention, at, end)
            }
            b'#' if self.plain.get(at + 1).is_some_and(u8::is_ascii_lowercase) => at + 1,
            b'.' | b'?' | b'!' => {
                let end = self.end_of(at, |byte| matches!(byte, b'.' | b'?' | b'!'));
                // « ?? ! » is one outburst.
                let end = self.joined_marks(end);
                self.push(Kind::Mark, at, end);
                self.end_clause();
                end
            }
            b';' | b':' => {
                self.push(Kind::Mark, at, at + 1);
                self.end_clause();
                at + 1
            }
            b',' | b'(' | b')' | b'[' | b']' => {
                self.push(Kind::Mark, at, at + 1);
                self.segment += 1;
                at + 1
            }
            b'"' => self.push(Kind::Quote, at, at + 1),
            b'-' if self.is_inside_word(at) => at + 1,
            byte if byte < 0x80 => self.push(Kind::Sign, at, at + 1),
            _ => self.beyond_ascii(at),
        }
    }

    /// A hyphen with a letter on both sides parts two words and is nothing itself.
    fn is_inside_word(&self, at: usize) -> bool {
        at > 0
            && self.plain[at - 1].is_ascii_lowercase()
            && self.plain.get(at + 1).is_some_and(u8::is_ascii_lowercase)
    }

    fn joined_marks(&self, end: usize) -> usize {
        let is_mark = |at: usize| self.plain.get(at).is_some_and(|byte| matches!(byte, b'?' | b'!'));
        let mut end = end;
        while self.plain.get(end) == Some(&b' ') && is_mark(end + 1) {
            end = self.end_of(end + 1, |byte| matches!(byte, b'?' | b'!'));
        }
        end
    }

    fn newline(&mut self, at: usize) -> usize {
        let line_len = at as u32 - self.line_start;
        let blank_line = self.starts_line;
        self.push(Kind::Newline, at, at + 1);
        if line_len >= WRAPPED_FROM && !blank_line {
            self.pending_break = true;
        } else {
            self.end_clause();
        }
        self.line_start = at as u32 + 1;
        self.starts_line = true;
        at + 1
    }

    fn end_clause(&mut self) {
        self.pending_break = false;
        self.clause += 1;
        self.segment += 1;
    }

    /// The first position from `at` on whose byte is not `wanted`.
    fn end_of(&self, at: usize, wanted: impl Fn(u8) -> bool) -> usize {
        at + self.plain[at..].iter().take_while(|byte| wanted(**byte)).count()
    }

    /// A word, or a code, address or link that begins with letters.
    #[inline]
    fn letters(&mut self, at: usize) -> usize {
        let end = end_of_letters(self.plain, at);
        match self.plain.get(end).copied().unwrap_or(b' ') {
            // Most words end here: what follows joins nothing, and no dot makes it a link or an abbreviation.
            b' ' => self.push(Kind::Word, at, end) + 1,
            b',' | b'\n' | b'!' | b'?' | b')' => self.push(Kind::Word, at, end),
            b'\'' if is_elided(&self.plain[at..end]) => self.push(Kind::Word, at, end + 1),
            after => self.joined_letters(at, end, after),
        }
    }

    /// The same where something other than a blank or a mark follows the letters, which end at `end`.
    #[inline(never)]
    fn joined_letters(&mut self, at: usize, end: usize, after: u8) -> usize {
        if after != b'\''
            && let Some((kind, end)) = address(self.folded, at, after)
        {
            return self.push(kind, at, end);
        }
        let mut end = end;
        let mut is_masked = false;
        loop {
            let next = self.plain.get(end + 1).copied().unwrap_or(b' ');
            match self.plain.get(end).copied().unwrap_or(b' ') {
                b'\'' if is_elided(&self.plain[at..end]) => return self.push(Kind::Word, at, end + 1),
                b'\'' if next.is_ascii_lowercase() => end += 1,
                b'@' | b'$' if next.is_ascii_lowercase() => (is_masked, end) = (true, end + 1),
                b'*' if next == b'*' || next.is_ascii_lowercase() => {
                    is_masked = true;
                    end = self.end_of(end, |byte| byte == b'*');
                }
                b'0'..=b'9' => return self.code(at, end),
                b'-' if next.is_ascii_digit() => return self.code(at, end),
                0x80.. => match self.alphabetic(end) {
                    Some(length) => end += length,
                    None => break,
                },
                _ => break,
            }
            end = end_of_letters(self.plain, end);
        }
        self.push(if is_masked { Kind::Masked } else { Kind::Word }, at, end)
    }

    /// Everything that holds a digit, from `at`; known to be one up to `from`.
    fn code(&mut self, at: usize, from: usize) -> usize {
        if let Some(end) = email(self.folded, at) {
            return self.push(Kind::Email, at, end);
        }
        let mut end = from;
        loop {
            end = self.end_of(end, |byte| byte.is_ascii_alphanumeric());
            let before_is_digit = end > at && self.plain[end - 1].is_ascii_digit();
            let next = self.plain.get(end + 1).copied().unwrap_or(b' ');
            let joins = match self.plain.get(end).copied().unwrap_or(b' ') {
                b'-' | b'_' | b'/' => {
                    next.is_ascii_digit()
                        || before_is_digit && next.is_ascii_lowercase() && self.is_upper_at(end + 1)
                }
                b'.' | b',' | b':' | b'\'' => before_is_digit && next.is_ascii_digit(),
                _ => false,
            };
            if let Some(end) = self.masked_end(at, end) {
                return self.push(Kind::Masked, at, end);
            }
            if !joins {
                return self.push(Kind::Code, at, end);
            }
            end += 1;
        }
    }

    /// The end of a word that goes on with a mask at `end`, digits and all: « c0nn@rd ».
    fn masked_end(&self, at: usize, end: usize) -> Option<usize> {
        let is_mask = |byte: u8| matches!(byte, b'@' | b'$' | b'*');
        let opens =
            self.plain[at].is_ascii_lowercase() && self.plain.get(end).is_some_and(|byte| is_mask(*byte));
        let goes_on = self.plain.get(end + 1).is_some_and(u8::is_ascii_lowercase);
        (opens && goes_on).then(|| self.end_of(end, |byte| byte.is_ascii_alphanumeric() || is_mask(byte)))
    }

    /// Whether the text has a capital where the folded text has the byte at `plain`.
    fn is_upper_at(&self, plain: usize) -> bool {
        let span = self.folded.to_source(PlainSpan { start: plain as u32, end: plain as u32 + 1 });
        span.of(self.source).starts_with(|first: char| first.is_uppercase())
    }

    /// The length of the letter of another script at `at`, if it is one.
    fn alphabetic(&self, at: usize) -> Option<usize> {
        let character = character_at(self.plain, at);
        character.is_alphabetic().then_some(character.len_utf8())
    }

    fn beyond_ascii(&mut self, at: usize) -> usize {
        if let Some(length) = self.alphabetic(at) {
            let mut end = at + length;
            while let Some(length) =
                self.plain.get(end).filter(|byte| **byte >= 0x80).and_then(|_| self.alphabetic(end))
            {
                end += length;
            }
            return self.push(Kind::Word, at, end);
        }
        let character = character_at(self.plain, at);
        let kind = if is_picture(character) { Kind::Emoji } else { Kind::Sign };
        self.push(kind, at, at + character.len_utf8())
    }

    /// Adds the token and gives its end.
    #[inline]
    fn push(&mut self, kind: Kind, start: usize, end: usize) -> usize {
        if end as u32 >= self.calm_until || kind == Kind::Newline {
            return self.push_marked(kind, start, end);
        }
        let plain = PlainSpan { start: start as u32, end: end as u32 };
        self.tokens.push(Token {
            plain,
            source: self.cursor.span_of(plain),
            kind,
            is_capitals: false,
            is_capitalised: false,
            is_stretched: false,
            starts_line: false,
            clause: self.clause,
            segment: self.segment,
        });
        end
    }

    /// Adds a token that may have a mark, begin a line or stand where the map to the source changes.
    #[inline(never)]
    fn push_marked(&mut self, kind: Kind, start: usize, end: usize) -> usize {
        let plain = PlainSpan { start: start as u32, end: end as u32 };
        let source_start = self.folded.source_of(plain.start, &mut self.cursor);
        let source = Span::new(source_start, self.folded.source_of(plain.end, &mut self.cursor));
        let is_stretched = self.stretched.take(plain).is_some();
        let (is_capitals, is_capitalised) = match (kind, self.capitals.take(plain)) {
            (Kind::Word | Kind::Masked | Kind::Code, Some(taken)) => {
                let is_plain = !is_stretched && source.end - source.start == plain.end - plain.start;
                match taken.count {
                    1 if is_plain => (false, taken.first == plain.start),
                    count if is_plain && count == plain.end - plain.start => (true, true),
                    _ => capitals(source.of(self.source)),
                }
            }
            _ => (false, false),
        };
        if self.pending_break && kind != Kind::Newline {
            let goes_on = kind == Kind::Word && !is_capitalised;
            self.pending_break = false;
            if !goes_on {
                self.end_clause();
            }
        }
        let starts_line = std::mem::replace(&mut self.starts_line, kind == Kind::Newline);
        self.calm_until = match kind {
            Kind::Newline => 0,
            _ => self.cursor.until().min(self.stretched.end_of_none()).min(self.capitals.end_of_none()),
        };
        self.tokens.push(Token {
            plain,
            source,
            kind,
            is_capitals,
            is_capitalised,
            is_stretched,
            starts_line,
            clause: self.clause,
            segment: self.segment,
        });
        end
    }
}

fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// The character at a boundary of valid UTF-8.
fn character_at(plain: &[u8], at: usize) -> char {
    let end = plain.len().min(at + 4);
    let window = &plain[at..end];
    let valid = match std::str::from_utf8(window) {
        Ok(valid) => valid,
        Err(error) => std::str::from_utf8(&window[..error.valid_up_to()]).unwrap_or(""),
    };
    valid.chars().next().unwrap_or('\u{fffd}')
}

/// Whether a character is an emoji or another picture: the blocks of arrows, symbols, dingbats and pictographs.
fn is_picture(character: char) -> bool {
    matches!(character, '\u{2190}'..='\u{21ff}' | '\u{2300}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}' | '\u{203c}' | '\u{2049}')
}

/// Whether all letters of a word are capitals (two at least), and whether the first is one.
fn capitals(word: &str) -> (bool, bool) {
    let mut upper = 0;
    let mut lower = 0;
    for character in word.chars() {
        upper += u32::from(character.is_uppercase());
        lower += u32::from(character.is_lowercase());
    }
    (upper >= 2 && lower == 0, word.starts_with(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::fold::fold;

    fn tokens_of(text: &str) -> Vec<(String, Kind)> {
        let mut folded = Folded::default();
        fold(text, &mut folded);
        let mut tokens = Vec::new();
        split(text, &folded, &mut tokens);
        tokens.iter().map(|token| (token.source.of(text).to_owned(), token.kind)).collect()
    }

    fn check(text: &str, expected: &[&str]) {
        let words: Vec<_> = tokens_of(text).into_iter().map(|(word, _)| word).collect();
        assert_eq!(words, expected, "splitting {text:?}");
    }

    #[test]
    fn words_codes_and_marks_are_told_apart() {
        check("J’ai RIEN reçu!!", &["J’", "ai", "RIEN", "reçu", "!!"]);
        check("rappelez-moi aujourd'hui ? !", &["rappelez", "moi", "aujourd'hui", "? !"]);
        check("CMD-4512, 49,90€ le 12/03.", &["CMD-4512", ",", "49,90", "€", "le", "12/03", "."]);
        check("s.v.p c*nnard pu** conn@rd c0nn@rd", &["s.v.p", "c*nnard", "pu**", "conn@rd", "c0nn@rd"]);
        check("jean.dupont@exemple.fr. @Aide #honte", &["jean.dupont@exemple.fr", ".", "@Aide", "honte"]);
        check("voir https://x.fr/a?b=1 svp", &["voir", "https://x.fr/a?b=1", "svp"]);
        check("14h30 - 1'200.50 CHF", &["14h30", "-", "1'200.50", "CHF"]);
        check("merciiii 👏🏽 ok", &["merciiii", "👏🏽", "ok"]);
        check("ΑΒΓ שלום", &["ΑΒΓ", "שלום"]);
    }

    #[test]
    fn masked_words_and_addresses_have_kinds_of_their_own() {
        let kinds: Vec<_> = tokens_of("conn@rd a@b.fr @b 12 ?").into_iter().map(|(_, kind)| kind).collect();
        assert_eq!(kinds, [Kind::Masked, Kind::Email, Kind::Mention, Kind::Code, Kind::Mark]);
    }

    #[test]
    fn capitals_are_told_letter_by_letter() {
        let capitalised = |text: &str| {
            let mut folded = Folded::default();
            fold(text, &mut folded);
            let mut tokens = Vec::new();
            split(text, &folded, &mut tokens);
            let mark = |token: &Token| match (token.is_capitals, token.is_capitalised) {
                (true, true) => 'C',
                (false, true) => 'f',
                _ => '-',
            };
            tokens.iter().map(mark).collect::<String>()
        };
        for (text, marks) in [
            ("Paul DUPONT aPRES", "fC-"),
            ("L'ÉTÉ d'Émile À NoëL", "fC-fff"),
            ("ouiII moi", "--"),
            ("eeeE\nN", "--f"),
            ("NOOOON Non", "Cf"),
        ] {
            assert_eq!(capitalised(text), marks, "capitals of {text:?}");
        }
    }

    #[test]
    fn a_wrapped_line_goes_on_and_a_short_one_ends() {
        let clause_count = |text: &str| {
            let mut folded = Folded::default();
            fold(text, &mut folded);
            let mut tokens = Vec::new();
            split(text, &folded, &mut tokens);
            tokens.last().unwrap().clause + 1
        };
        assert_eq!(
            clause_count("Je vous écris au sujet de ma commande qui devait arriver\nlundi dernier"),
            1
        );
        assert_eq!(clause_count("Bonjour\nma commande"), 2);
        assert_eq!(clause_count("Oui. Non ! Quoi ?"), 3);
    }
}
