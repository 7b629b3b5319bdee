//! Turns tokens into the stream of words that forms are matched against.
//!
//! Takes tokens and zones; gives words: looked up, unmasked, short spellings written out, « ne » left out. « slt g pa recu »
//! reads `salut j'ai pas recu`; « 10j » reads a number and `j`.

use super::spellings::spell_out;
use super::unmask::{MAX_PARTS, cut, glued, spaced, unmask};
use crate::clean::fold::Folded;
use crate::clean::tokens::{Kind, Token};
use crate::clean::zones::{Zone, ZoneKind};
use crate::judge::learned::NO_STEM;
use crate::lexicon::Lexicon;
use crate::lexicon::glossary::{Short, grams_of};
use crate::lexicon::vocabulary::{DIGITS, UNKNOWN, WordId};

/// One word of the stream.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    pub(crate) id: WordId,
    /// The first and last token it stands for; several words may share one token.
    pub(crate) token: u32,
    pub(crate) last_token: u32,
    pub(crate) clause: u32,
    pub(crate) segment: u32,
    pub(crate) starts_clause: bool,
    /// A colon follows: what stands behind it belongs to it, so it ends no clause for a form (« Numéro de contrat : 4512 »).
    pub(crate) announces: bool,
    /// Stuck to the number before it: the `j` of « 10j ».
    pub(crate) is_stuck: bool,
    /// A number that is, with what is stuck to it, a word of the lexicon: « 24h ».
    pub(crate) literal: WordId,
    /// A hash of the word, and of its first letters, for the learned term.
    pub(crate) gram: u32,
    pub(crate) stem: u16,
    /// Whether it is short for something.
    pub(super) short: Short,
    /// Between quotation marks.
    pub(crate) is_quoted: bool,
    /// The kind of zone it is in.
    pub(crate) zone: ZoneKind,
}

/// How many words quotation marks may hold before they count as unpaired, in tokens.
const MAX_QUOTED: usize = 40;

/// Whether an order still opens the clause behind a word: « et rappelez-moi ».
fn is_transparent_opener(word: &[u8]) -> bool {
    matches!(
        word,
        b"et"
            | b"donc"
            | b"alors"
            | b"puis"
            | b"mais"
            | b"bon"
            | b"sinon"
            | b"ok"
            | b"oui"
            | b"non"
            | b"maintenant"
            | b"or"
    )
}

/// Whether a token is the negation's « ne » or « n' », which no form sees, since spoken French leaves it out; « né » is not.
pub(crate) fn is_transparent(bytes: &[u8], token: &Token) -> bool {
    bytes == b"n'" || bytes == b"ne" && token.source.range().len() == bytes.len()
}

/// Pronouns that follow a verb with a hyphen.
const GLUED_PRONOUNS: [&[u8]; 4] = [b"vous", b"moi", b"nous", b"tu"];

/// The shortest verb that such a pronoun may be glued to, in letters; shorter ones are parts of other words.
const MIN_GLUED_VERB: usize = 4;

/// Buffers of this step.
#[derive(Debug)]
pub(crate) struct Words {
    pub(crate) words: Vec<Word>,
    /// The words behind the first that is short for something, as they were read.
    unspelled: Vec<Word>,
    /// The lengths of words written together, in bytes.
    parts: Vec<usize>,
}

impl Default for Words {
    fn default() -> Self {
        // So rare that a scratch may be old before it grows.
        Self { words: Vec::new(), unspelled: Vec::new(), parts: Vec::with_capacity(MAX_PARTS) }
    }
}

/// Fills `words` from the tokens; linear in them.
pub(crate) fn read(lexicon: &Lexicon, folded: &Folded, tokens: &[Token], zones: &[Zone], words: &mut Words) {
    words.words.clear();
    let mut reader = Reader { lexicon, folded, tokens, quote_end: 0, spelled_until: 0, mark_end: u32::MAX };
    for zone in zones {
        reader.zone(zone, words);
    }
    spell_out(lexicon, &mut words.words, &mut words.unspelled);
}

/// Reads the tokens of a text one by one.
struct Reader<'a> {
    lexicon: &'a Lexicon,
    folded: &'a Folded,
    tokens: &'a [Token],
    /// One past the quotation mark that closes the one last opened.
    quote_end: usize,
    /// One past the letters that spell a word already read.
    spelled_until: usize,
    /// Where the last mark or sign ended.
    mark_end: u32,
}

impl Reader<'_> {
    fn zone(&mut self, zone: &Zone, words: &mut Words) {
        let mut opener = Opener::default();
        let first = zone.first_token as usize;
        for (at, token) in (first..).zip(&self.tokens[first..zone.end_token as usize]) {
            match token.kind {
                Kind::Word => self.word(at, token, zone.kind, &mut opener, words),
                Kind::Newline => {}
                Kind::Mark => {
                    self.mark_end = token.plain.end;
                    if self.folded.bytes(token.plain) == b":" {
                        announce(&mut words.words, at as u32);
                    }
                }
                Kind::Quote if at >= self.quote_end => self.quote_end = closing_quote(self.tokens, at),
                Kind::Quote => {}
                _ => {
                    self.unusual(at, zone.kind, &mut opener, words);
                    self.mark_end = if token.kind == Kind::Sign { token.plain.end } else { self.mark_end };
                }
            }
        }
    }

    /// Reads a word; what most are, known and whole, straight on.
    #[inline]
    fn word(&mut self, at: usize, token: &Token, zone: ZoneKind, opener: &mut Opener, words: &mut Words) {
        let bytes = self.folded.bytes(token.plain);
        // What spells a word with others has one letter, what is cut in two a mark before it.
        if bytes.len() < 2 || token.plain.start == self.mark_end {
            return self.unusual(at, zone, opener, words);
        }
        if is_transparent(bytes, token) {
            return;
        }
        match self.lexicon.vocabulary.find_at(&self.folded.plain, token.plain.range()) {
            Some(id) => {
                let starts_clause = opener.opens(token.segment, bytes);
                let word = known(self.lexicon, id, self.nameless(at, token, zone));
                words.words.push(Word { starts_clause, ..word });
            }
            None => self.unknown(at, zone, opener, words),
        }
    }

    /// Reads a word of more letters than one that is none of the lexicon.
    #[inline(never)]
    fn unknown(&mut self, at: usize, zone: ZoneKind, opener: &mut Opener, words: &mut Words) {
        let token = &self.tokens[at];
        let (first, bytes) = (words.words.len(), self.folded.bytes(token.plain));
        push_unknown(self.lexicon, bytes, self.nameless(at, token, zone), words);
        words.words[first].starts_clause = opener.opens(token.segment, bytes);
    }

    /// Reads any token but a mark.
    #[inline(never)]
    fn unusual(&mut self, at: usize, zone: ZoneKind, opener: &mut Opener, words: &mut Words) {
        let (lexicon, folded, tokens) = (self.lexicon, self.folded, self.tokens);
        let token = &tokens[at];
        let bytes = folded.bytes(token.plain);
        if at < self.spelled_until || is_transparent(bytes, token) {
            return;
        }
        let first = words.words.len();
        let word = self.nameless(at, token, zone);
        if let Some((id, length)) = spaced(lexicon, folded, tokens, at) {
            self.spelled_until = at + length;
            let last_token = self.spelled_until as u32 - 1;
            words.words.push(known(lexicon, id, Word { last_token, ..word }));
        } else if let Some(id) = cut(lexicon, folded, tokens, at) {
            let head = at as u32 - 2;
            while words.words.last().is_some_and(|word| word.token >= head) {
                words.words.pop();
            }
            words.words.push(known(lexicon, id, Word { token: head, ..word }));
        } else {
            push_token(lexicon, bytes, token.kind, word, words);
        }
        if let Some(word) = words.words.get_mut(first) {
            word.starts_clause = opener.opens(token.segment, bytes);
        }
    }

    /// The word that a token is, not looked up yet.
    #[inline]
    fn nameless(&self, at: usize, token: &Token, zone: ZoneKind) -> Word {
        Word {
            id: UNKNOWN,
            token: at as u32,
            last_token: at as u32,
            clause: token.clause,
            segment: token.segment,
            starts_clause: false,
            announces: false,
            is_stuck: false,
            literal: UNKNOWN,
            gram: 0,
            stem: NO_STEM,
            short: Short::default(),
            is_quoted: at < self.quote_end,
            zone,
        }
    }
}

/// Notes that the word right before the colon at `colon` announces what follows.
fn announce(words: &mut [Word], colon: u32) {
    if let Some(last) = words.last_mut() {
        last.announces = last.last_token + 1 == colon;
    }
}

/// Knows whether the next word opens a clause.
struct Opener {
    segment: u32,
    still_open: bool,
}

impl Default for Opener {
    /// The first word opens one, whatever its segment.
    fn default() -> Self {
        Self { segment: 0, still_open: true }
    }
}

impl Opener {
    #[inline]
    fn opens(&mut self, segment: u32, word: &[u8]) -> bool {
        let opens = self.segment != segment || self.still_open;
        self.segment = segment;
        self.still_open = opens && is_transparent_opener(word);
        opens
    }
}

/// One past the quotation mark that closes the one at `index`, or 0.
#[inline(never)]
fn closing_quote(tokens: &[Token], index: usize) -> usize {
    let window = &tokens[index + 1..tokens.len().min(index + 1 + MAX_QUOTED)];
    window.iter().position(|token| token.kind == Kind::Quote).map_or(0, |length| index + length + 2)
}

fn push_token(lexicon: &Lexicon, bytes: &[u8], kind: Kind, word: Word, words: &mut Words) {
    let stream = &mut words.words;
    let vocabulary = &lexicon.vocabulary;
    match kind {
        Kind::Word => push_word(lexicon, bytes, word, words),
        Kind::Code if bytes[0].is_ascii_digit() => match unmask(lexicon, bytes) {
            Some(id) => stream.push(meant(lexicon, id, unknown(bytes, word))),
            None => push_number(lexicon, bytes, word, stream),
        },
        // A form may spell a mask out: « fils de p*** ».
        Kind::Masked | Kind::Code => {
            let id = vocabulary.find(bytes).or_else(|| unmask(lexicon, bytes)).unwrap_or(UNKNOWN);
            stream.push(meant(lexicon, id, unknown(bytes, word)));
        }
        Kind::Emoji | Kind::Sign => {
            if let Some(id) = vocabulary.find(bytes) {
                stream.push(known(lexicon, id, word));
            }
        }
        Kind::Email | Kind::Link | Kind::Mention | Kind::Mark | Kind::Quote | Kind::Newline => {}
    }
}

/// `word` as the word `id` of the lexicon.
#[inline]
pub(super) fn known(lexicon: &Lexicon, id: WordId, word: Word) -> Word {
    let note = lexicon.glossary.note(id);
    Word { id, gram: note.gram, stem: note.stem, short: note.short(), ..word }
}

/// `word` as the word `id` of the lexicon, written otherwise than there.
fn meant(lexicon: &Lexicon, id: WordId, word: Word) -> Word {
    Word { id, short: lexicon.glossary.note(id).short(), ..word }
}

/// `word` as `bytes` that the lexicon does not have.
fn unknown(bytes: &[u8], word: Word) -> Word {
    let (gram, stem) = grams_of(bytes);
    Word { gram, stem, ..word }
}

/// `word` as what `bytes` are in the lexicon.
fn looked_up(lexicon: &Lexicon, bytes: &[u8], word: Word) -> Word {
    match lexicon.vocabulary.find(bytes) {
        Some(id) => known(lexicon, id, word),
        None => unknown(bytes, word),
    }
}

/// A word that may be one of the lexicon.
fn push_word(lexicon: &Lexicon, bytes: &[u8], word: Word, words: &mut Words) {
    match lexicon.vocabulary.find(bytes) {
        Some(id) => words.words.push(known(lexicon, id, word)),
        None => push_unknown(lexicon, bytes, word, words),
    }
}

/// An unknown word, or several written together: two that lost their hyphen (« pourriezvous »), or a rude one and its
/// neighbours.
fn push_unknown(lexicon: &Lexicon, bytes: &[u8], word: Word, words: &mut Words) {
    let Words { words: stream, parts, .. } = words;
    let word = unknown(bytes, word);
    let id = dotted(lexicon, bytes);
    if id == UNKNOWN {
        if let Some(verb) = verb_before_pronoun(lexicon, bytes) {
            parts.clear();
            parts.extend([verb, bytes.len() - verb]);
        } else if !glued(lexicon, bytes, parts) {
            return stream.push(word);
        }
        let mut rest = bytes;
        for length in parts.iter() {
            let (part, after) = rest.split_at(*length);
            stream.push(looked_up(lexicon, part, word));
            rest = after;
        }
    } else {
        stream.push(meant(lexicon, id, word));
    }
}

/// The length of the known verb that an unknown word begins with, when a pronoun is the rest.
fn verb_before_pronoun(lexicon: &Lexicon, bytes: &[u8]) -> Option<usize> {
    GLUED_PRONOUNS.iter().find_map(|pronoun| {
        let verb = bytes.strip_suffix(*pronoun).filter(|verb| verb.len() >= MIN_GLUED_VERB)?;
        lexicon.vocabulary.find(verb).map(|_| verb.len())
    })
}

/// The most letters with dots between them that are read as one word.
const MAX_DOTTED: usize = 16;

/// « s.v.p » is looked up as « svp » too.
fn dotted(lexicon: &Lexicon, bytes: &[u8]) -> WordId {
    if bytes.len() > 1 && bytes.len() < 2 * MAX_DOTTED && bytes[1] == b'.' {
        let mut letters = [0; MAX_DOTTED];
        let mut length = 0;
        for byte in bytes.iter().filter(|byte| **byte != b'.') {
            letters[length] = *byte;
            length += 1;
        }
        return lexicon.vocabulary.find(&letters[..length]).unwrap_or(UNKNOWN);
    }
    UNKNOWN
}

/// A number and what is stuck to it: « 18h30 » is number, `h`, number.
fn push_number(lexicon: &Lexicon, bytes: &[u8], word: Word, stream: &mut Vec<Word>) {
    let literal = lexicon.vocabulary.find(bytes).unwrap_or(UNKNOWN);
    // All numbers are one gram.
    let (gram, stem) = (DIGITS, NO_STEM);
    stream.push(meant(lexicon, DIGITS, Word { literal, gram, stem, ..word }));
    let digits = bytes.iter().take_while(|byte| !byte.is_ascii_alphabetic()).count();
    let letters = bytes[digits..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    if letters > 0 {
        let stuck = &bytes[digits..digits + letters];
        stream.push(Word { is_stuck: true, ..looked_up(lexicon, stuck, word) });
    }
}
