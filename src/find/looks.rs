//! Finds a shop's own references by the looks that its profile gives them.
//!
//! Takes the folded text and its tokens; gives the references in order, each with the tokens it spans, and lets them take
//! the place of what looked like a plain value there. Tried only near a digit: from a token that has one, or from one of the
//! few before it. A reference counts wherever it stands, as a labelled one does (the guide, "completeness"); links, e-mail
//! addresses and mentions are not looked into.
//!
//! | text (with `NB ?[0-9]{3} ?[0-9]{3}`) | reference    |
//! |---------------------------------------|--------------|
//! | où en est NB 204 518 du 12/03 ?       | `NB 204 518` |
//! | où en est XNB 204 518 ?               | –            |

use super::shapes::{Shape, Value};
use crate::clean::fold::Folded;
use crate::clean::tokens::{Kind, Token};
use crate::clean::zones::Zone;
use crate::lexicon::Lexicon;
use crate::lexicon::profile::reference::{MAX_LEN, Reference};
use crate::span::{PlainSpan, Span};

/// A reference in the tokens `first..end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FoundReference {
    /// Its number among the lexicon's.
    pub(crate) reference: u32,
    pub(crate) first: u32,
    pub(crate) end: u32,
    /// Its own words: the tokens without the « n° » that is written onto the first.
    pub(crate) span: Span,
}

/// How many tokens before its first digit a reference may begin, in tokens: « AB-CD 1234 », « NB / 1234 ».
const MAX_LEAD: usize = 3;

/// Fills `found`; linear in the text, since a reference has a bounded length.
pub(crate) fn find(lexicon: &Lexicon, folded: &Folded, tokens: &[Token], found: &mut Vec<FoundReference>) {
    found.clear();
    let known = &lexicon.shop.references;
    if known.is_empty() {
        return;
    }
    let mut at = 0;
    // The first token from `at` on that has a digit.
    let mut digit = 0;
    while at < tokens.len() {
        digit = digit.max(at);
        while digit < tokens.len() && tokens[digit].kind != Kind::Code {
            digit += 1;
        }
        if digit > at + MAX_LEAD {
            at = digit - MAX_LEAD;
            continue;
        }
        let skipped = number_sign(folded, &tokens[at]);
        match longest(known, folded, tokens, at, skipped) {
            Some((reference, end)) if digit < end => {
                let plain = PlainSpan {
                    start: tokens[at].plain.start + skipped as u32,
                    end: tokens[end - 1].plain.end,
                };
                let span = folded.to_source(plain);
                found.push(FoundReference { reference, first: at as u32, end: end as u32, span });
                at = end;
            }
            _ => at += 1,
        }
    }
}

/// How many bytes of a token are a « n° » written onto what follows: « n°NB-204518 ».
fn number_sign(folded: &Folded, token: &Token) -> usize {
    const FOLDED: &[u8] = b"no";
    let is_it = token.kind == Kind::Code && folded.bytes(token.plain).starts_with(FOLDED);
    let second = PlainSpan { start: token.plain.start + 1, end: token.plain.start + 2 };
    // Two letters are two bytes of the text; in « n° » the second is two itself, « № » is three for both.
    if is_it && folded.to_source(second).range().len() > 1 { FOLDED.len() } else { 0 }
}

/// The longest reference that begins with token `at`, `skipped` bytes in, of several as long the first, and one past its
/// last token.
fn longest(
    known: &[Reference],
    folded: &Folded,
    tokens: &[Token],
    at: usize,
    skipped: usize,
) -> Option<(u32, usize)> {
    if !may_hold(tokens[at].kind) {
        return None;
    }
    let start = tokens[at].plain.start as usize + skipped;
    let window = &folded.plain[start..folded.plain.len().min(start + MAX_LEN + 1)];
    let mut best: Option<(u32, usize)> = None;
    for (number, reference) in known.iter().enumerate() {
        let mut end = at;
        for length in reference.ends(window).filter(|length| *length <= MAX_LEN) {
            while tokens
                .get(end)
                .is_some_and(|token| may_hold(token.kind) && (token.plain.end as usize) < start + length)
            {
                end += 1;
            }
            let is_whole = tokens
                .get(end)
                .is_some_and(|token| may_hold(token.kind) && token.plain.end as usize == start + length);
            if is_whole && best.is_none_or(|(_, before)| before < end + 1) {
                best = Some((number as u32, end + 1));
            }
        }
    }
    best
}

/// Whether a token of this kind may be part of a reference.
fn may_hold(kind: Kind) -> bool {
    matches!(kind, Kind::Word | Kind::Code | Kind::Masked | Kind::Sign | Kind::Mark)
}

/// Lets references take the place of the values they overlap, and of values that are theirs alone.
///
/// A value that says more than a number (an amount with its currency, a date, a phone, an address …) and reaches further than
/// the reference stays, and so does a phone in the signature or the quoted mail: it is the company's own.
pub(crate) fn take_place(found: &[FoundReference], zones: &[Zone], values: &mut Vec<Value>) {
    if found.is_empty() {
        return;
    }
    let is_own = |token: u32| {
        let zone = zones.partition_point(|zone| zone.first_token <= token).checked_sub(1);
        zone.is_none_or(|zone| zones[zone].kind.is_own_words())
    };
    let stays = |value: &Value, reference: &FoundReference| match value.shape {
        Shape::Code | Shape::Postcode | Shape::Time => false,
        Shape::Phone { .. } if !is_own(value.first) => true,
        _ => value.end - value.first > reference.end - reference.first,
    };
    let overlapped = |first: u32, end: u32| {
        let from = found.partition_point(|reference| reference.end <= first);
        found[from..].iter().take_while(move |reference| reference.first < end)
    };
    values.retain(|value| overlapped(value.first, value.end).all(|reference| stays(value, reference)));
    let kept = values.len();
    for reference in found {
        let next = values[..kept].partition_point(|value| value.end <= reference.first);
        if values[..kept].get(next).is_none_or(|value| value.first >= reference.end) {
            values.push(Value { shape: Shape::Code, first: reference.first, end: reference.end });
        }
    }
    values.sort_unstable_by_key(|value| value.first);
}
