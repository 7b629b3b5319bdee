//! Reads a rude word through its disguise: « c*nnard », « conn@rd », « enc0ulé », « c o n n a r d », « abru.ti », « grosconnard ».
//!
//! Only words of the class `rude-word` are looked for behind masks and in what is written together, so that a reference such
//! as « C0-4512 » stays one; letters spaced out may spell any word.

use crate::clean::fold::Folded;
use crate::clean::tokens::{Kind, Token};
use crate::lexicon::Lexicon;
use crate::lexicon::glossary::Class;
use crate::lexicon::vocabulary::WordId;

/// The class of words people disguise.
pub(crate) const RUDE_WORDS: &str = "rude-word";

/// The longest disguised word read, in bytes.
const MAX_LEN: usize = 24;

/// The share of a masked word that must still be letters, as one in this many.
const ONE_LETTER_IN: usize = 3;

/// The rude word behind `masked`, if there is just one reading.
pub(crate) fn unmask(lexicon: &Lexicon, masked: &[u8]) -> Option<WordId> {
    let letters = masked.iter().filter(|byte| byte.is_ascii_lowercase()).count();
    if masked.len() > MAX_LEN || masked.len() < 3 || letters * ONE_LETTER_IN < masked.len() {
        return None;
    }
    let mut plain = [0; MAX_LEN];
    for (plain, byte) in plain.iter_mut().zip(masked) {
        *plain = letter_behind(*byte);
    }
    let plain = &plain[..masked.len()];
    if !plain.contains(&b'*') {
        return lexicon.vocabulary.find(plain).filter(|word| lexicon.is(*word, Class::Rude));
    }
    lexicon.rude_words.iter().copied().find(|word| {
        let word = lexicon.vocabulary.bytes(*word);
        word.len() == plain.len()
            && word.iter().zip(plain).all(|(letter, shown)| letter == shown || *shown == b'*')
    })
}

/// The fewest letters that, spaced out, may spell a word; fewer are initials.
const MIN_SPACED: usize = 4;

/// The word that single letters spell from token `first` on, and how many tokens it takes: « c o n n a r d », « c-o-n ».
#[inline]
pub(crate) fn spaced(
    lexicon: &Lexicon,
    folded: &Folded,
    tokens: &[Token],
    first: usize,
) -> Option<(WordId, usize)> {
    // Most tokens have more letters than one.
    if is_letter(&tokens[first]) { spelled(lexicon, folded, tokens, first) } else { None }
}

fn is_letter(token: &Token) -> bool {
    token.plain.range().len() == 1 && token.kind == Kind::Word
}

/// What [`spaced`] gives for a token that is a letter.
fn spelled(lexicon: &Lexicon, folded: &Folded, tokens: &[Token], first: usize) -> Option<(WordId, usize)> {
    let mut letters = [0; MAX_LEN];
    let mut length = 0;
    for token in tokens[first..].iter().take(MAX_LEN).take_while(|token| is_letter(token)) {
        let follows = length == 0 || tokens[first + length - 1].plain.end + 1 == token.plain.start;
        if !follows || token.clause != tokens[first].clause {
            break;
        }
        letters[length] = folded.bytes(token.plain)[0];
        length += 1;
    }
    (MIN_SPACED..=length)
        .rev()
        .find_map(|length| lexicon.vocabulary.find(&letters[..length]).map(|word| (word, length)))
}

/// The rude word that token `last` ends, when it was cut in two by a single mark: « abru.tis », « conn_ard ».
#[inline]
pub(crate) fn cut(lexicon: &Lexicon, folded: &Folded, tokens: &[Token], last: usize) -> Option<WordId> {
    let [head, mark, tail] = tokens.get(last.checked_sub(2)?..=last)? else { return None };
    // Most tokens follow a space.
    let is_cut = mark.plain.end == tail.plain.start
        && matches!(mark.kind, Kind::Mark | Kind::Sign)
        && mark.plain.range().len() == 1
        && head.plain.end == mark.plain.start
        && head.kind == Kind::Word;
    if is_cut { joined(lexicon, folded.bytes(head.plain), folded.bytes(tail.plain)) } else { None }
}

/// The rude word that `head` and `tail` are together.
fn joined(lexicon: &Lexicon, head: &[u8], tail: &[u8]) -> Option<WordId> {
    let length = head.len() + tail.len();
    if !(MIN_SPACED..=MAX_LEN).contains(&length) {
        return None;
    }
    let mut letters = [0; MAX_LEN];
    letters[..head.len()].copy_from_slice(head);
    letters[head.len()..length].copy_from_slice(tail);
    lexicon.vocabulary.find(&letters[..length]).filter(|word| lexicon.is(*word, Class::Rude))
}

/// The shortest rude word looked for in letters written together, in bytes; shorter ones stand in innocent words
/// (« disputes »).
const MIN_GLUED: usize = 6;

/// The longest run of letters taken apart, and the longest of its words, in bytes.
const MAX_GLUED: usize = 40;
const MAX_PART: usize = 16;

/// The most words taken out of such a run; each has two letters at least.
pub(crate) const MAX_PARTS: usize = MAX_GLUED / 2;

/// The shortest word, in bytes, that may stand beside the rude one without being a word of grammar: shorter ones are
/// syllables (« soup-connasse »).
const MIN_NEIGHBOUR: usize = 6;

/// The shortest word of grammar that may follow, in bytes; shorter ones are endings (« abruti-es »).
const MIN_FOLLOWING: usize = 3;

/// The lengths of the known words that `bytes`, unknown as a whole, is written together from, when the first or the last of
/// them is rude: « typiquedesalopard ».
pub(crate) fn glued(lexicon: &Lexicon, bytes: &[u8], parts: &mut Vec<usize>) -> bool {
    parts.clear();
    if bytes.len() < MIN_GLUED + 2 || bytes.len() > MAX_GLUED || !bytes.iter().all(u8::is_ascii_lowercase) {
        return false;
    }
    let is_in =
        |part: &[u8], class| lexicon.vocabulary.find(part).is_some_and(|word| lexicon.is(word, class));
    let lengths = || (MIN_GLUED..=MAX_PART.min(bytes.len() - 2)).rev();
    if let Some(length) = lengths().find(|length| is_in(&bytes[bytes.len() - length..], Class::Rude)) {
        let rest = &bytes[..bytes.len() - length];
        if known_parts(lexicon, rest, parts) {
            let neighbour = parts.last().copied().unwrap_or(0);
            parts.push(length);
            return neighbour >= MIN_NEIGHBOUR || is_in(&rest[rest.len() - neighbour..], Class::Function);
        }
    }
    let Some(length) = lengths().find(|length| is_in(&bytes[..*length], Class::Rude)) else { return false };
    let rest = &bytes[length..];
    if !known_parts(lexicon, rest, parts) {
        return false;
    }
    let neighbour = parts.first().copied().unwrap_or(0);
    parts.insert(0, length);
    neighbour >= MIN_FOLLOWING && is_in(&rest[..neighbour], Class::Function)
}

/// Takes `bytes` apart into known words of two letters or more, as few as can be.
fn known_parts(lexicon: &Lexicon, bytes: &[u8], parts: &mut Vec<usize>) -> bool {
    // By end: the number of parts up to it and the length of the last.
    let mut best = [None; MAX_GLUED + 1];
    best[0] = Some((0, 0));
    for end in 2..=bytes.len() {
        for length in 2..=end.min(MAX_PART) {
            let Some((count, _)) = best[end - length] else { continue };
            if best[end].is_none_or(|(fewest, _)| count + 1 < fewest)
                && lexicon.vocabulary.find(&bytes[end - length..end]).is_some()
            {
                best[end] = Some((count + 1, length));
            }
        }
    }
    parts.clear();
    let mut end = bytes.len();
    while end > 0 {
        let Some((_, length)) = best[end] else { return false };
        parts.insert(0, length);
        end -= length;
    }
    true
}

/// The letter a digit or sign stands for in « leet » spelling.
fn letter_behind(byte: u8) -> u8 {
    match byte {
        b'0' => b'o',
        b'1' => b'i',
        b'3' => b'e',
        b'4' | b'@' => b'a',
        b'5' | b'$' => b's',
        b'7' => b't',
        _ => byte,
    }
}
