//! Says what can be a reference: its digits, the capitals before and behind them, an account's name.
//!
//! Takes the tokens and the values; gives the candidate that begins on a token, and whether it can be a reference of the kind
//! that a label beside it announces. Looks for no label.
//!
//! | text                     | of a label     | candidate                         |
//! |--------------------------|----------------|-----------------------------------|
//! | HB 4410 9983             | contract       | all of it                         |
//! | PAL/0418-9               | order          | all of it                         |
//! | n.roussel                | customer       | all of it                         |
//! | TKRWPA                   | order, case    | all of it, no name looks so       |
//! | 35,00                    | any            | none, it is a quantity            |

use super::details::Given;
use super::references::is_filler;
use super::shapes::Shape;
use crate::clean::tokens::Kind;
use crate::names::Detail;

/// The fewest digits of a reference whose label is a mere noun (« commande »), in digits.
const MIN_DIGITS: usize = 3;

/// The shortest reference of letters and digits mixed (« LT-88 », « F7K2 »), in bytes.
const MIN_MIXED_LEN: usize = 4;

/// The shortest account name made of parts (« n.roussel »), in bytes.
const MIN_NAME_LEN: usize = 5;

/// How many parts such a name may have, in tokens; bounds the work on `a.a.a.a…`.
const MAX_NAME_PARTS: usize = 7;

/// The most letters before or behind the digits of a reference (« PN 5582-0 », « … 4471 82 FR »), in letters.
const MAX_AFFIX: usize = 4;

/// How long the locator of a booking is, in letters and digits mixed (IATA Resolution 830d: six characters).
const LOCATOR_LEN: usize = 6;

/// From how many consonants on end letters are no word, in letters.
const MIN_UNSAID: usize = 4;

/// Tokens that may be a reference, and the value they hold if they hold one.
#[derive(Clone, Copy)]
pub(super) struct Candidate {
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) value: Option<usize>,
}

impl Given<'_> {
    fn value_at(&self, at: usize) -> Option<usize> {
        let next = self.values.partition_point(|value| (value.first as usize) < at);
        self.values.get(next).is_some_and(|value| value.first as usize == at).then_some(next)
    }

    /// What may be a reference from token `at` on; `value` is the value that begins there.
    pub(super) fn candidate(
        &self,
        detail: Detail,
        at: usize,
        value: Option<usize>,
        is_near: bool,
    ) -> Option<Candidate> {
        let digits_at = if value.is_some() { at } else { self.after_prefix(at) };
        let value = if digits_at > at { self.value_at(digits_at) } else { value };
        if let Some(value) = value {
            let is_code = matches!(self.values[value].shape, Shape::Code | Shape::Postcode);
            if digits_at > at && !is_code {
                return None;
            }
            let end = self.values[value].end as usize;
            let end = if is_code { self.after_suffix(end) } else { end };
            return Some(Candidate { first: at, end, value: Some(value) });
        }
        if self.tokens[digits_at].kind == Kind::Code {
            return Some(Candidate { first: at, end: digits_at + 1, value: None });
        }
        if is_near
            && matches!(detail, Detail::OrderNumber | Detail::CaseNumber)
            && self.is_lettered_locator(at)
        {
            return Some(Candidate { first: at, end: at + 1, value: None });
        }
        let is_named = detail == Detail::CustomerId && is_near;
        let end = is_named.then(|| self.end_of_name(at)).flatten()?;
        Some(Candidate { first: at, end, value: None })
    }

    /// Where the digits begin, behind the capitals that open a reference: « PN 5582-0 », « PAL/0418-9 ».
    fn after_prefix(&self, at: usize) -> usize {
        let token = &self.tokens[at];
        // Most words have no capitals.
        if token.kind != Kind::Word || !(token.is_capitals || token.is_capitalised) {
            return at;
        }
        let bytes = self.bytes(at);
        let is_prefix = bytes.len() <= MAX_AFFIX
            && (token.is_capitals || bytes.len() == 1)
            && !is_filler(bytes)
            && !self.purposes.opens_label(self.words, at);
        let slash = usize::from(self.bytes(at + 1) == b"/" && self.is_stuck(at + 1) && self.is_stuck(at + 2));
        let digits = at + 1 + slash;
        let is_code = self.tokens.get(digits).is_some_and(|token| token.kind == Kind::Code);
        let is_near = slash == 1 || is_code && self.gap(digits) <= 1;
        if is_prefix && is_code && is_near { digits } else { at }
    }

    /// Where the capitals of a country end behind a reference: « PX 77 201 884 FR ».
    fn after_suffix(&self, end: usize) -> usize {
        let is_suffix = self.tokens.get(end).is_some_and(|token| {
            token.kind == Kind::Word
                && token.is_capitals
                && token.plain.end - token.plain.start == 2
                && self.gap(end) <= 1
        });
        end + usize::from(is_suffix)
    }

    /// Where an account name made of parts ends: « n.roussel », « lune_grise ».
    fn end_of_name(&self, at: usize) -> Option<usize> {
        let is_part = |at: usize| {
            self.tokens.get(at).is_some_and(|token| matches!(token.kind, Kind::Word | Kind::Code))
        };
        let mut end = at + 1;
        let mut has_joint = false;
        while is_part(end - 1) && end - at < MAX_NAME_PARTS && self.is_stuck(end) {
            let is_joint = matches!(self.bytes(end), b"." | b"_" | b"-");
            if is_joint && self.is_stuck(end + 1) && is_part(end + 1) {
                has_joint |= self.bytes(end) != b"-";
                end += 2;
            } else if is_part(end) {
                end += 1;
            } else {
                break;
            }
        }
        let length = self.tokens[end - 1].plain.end - self.tokens[at].plain.start;
        (has_joint && length as usize >= MIN_NAME_LEN && is_part(at)).then_some(end)
    }

    /// How many bytes stand between a token and the one before it.
    fn gap(&self, at: usize) -> u32 {
        self.tokens[at].plain.start - self.tokens[at - 1].plain.end
    }

    pub(super) fn is_stuck(&self, at: usize) -> bool {
        at < self.tokens.len() && self.gap(at) == 0
    }

    /// Whether a candidate can be a reference of that kind.
    pub(super) fn can_be(&self, detail: Detail, candidate: Candidate) -> bool {
        let Candidate { first, end, value } = candidate;
        let Some(value) = value else {
            let length: usize = (first..end).map(|at| self.bytes(at).len()).sum();
            let has_letter = (first..end).flat_map(|at| self.bytes(at)).any(u8::is_ascii_lowercase);
            let is_plain = (first..end).all(|at| !is_decimal(self.bytes(at)));
            return has_letter && is_plain && length >= MIN_MIXED_LEN && self.looks_coded(first, end);
        };
        let bytes = || (first..end).flat_map(|at| self.bytes(at));
        let digits = bytes().filter(|byte| byte.is_ascii_digit()).count();
        let has_letter = bytes().any(u8::is_ascii_lowercase);
        match self.values[value].shape {
            Shape::Code | Shape::Postcode if is_decimal(self.bytes(first)) => false,
            Shape::Code | Shape::Postcode if end == first + 1 && is_year(self.bytes(first)) => {
                self.is_announced(first)
            }
            Shape::Code | Shape::Postcode => {
                digits >= MIN_DIGITS
                    || has_letter && bytes().count() >= MIN_MIXED_LEN
                    || self.is_announced(first)
            }
            Shape::Card | Shape::Nir | Shape::Vat => true,
            // « compteur n° 09 22 71 448 » is no phone; « client » may be known by one.
            Shape::Phone { is_malformed: true } => detail != Detail::CustomerId || self.is_own(first as u32),
            // In a quoted mail an address or phone is the company's own.
            Shape::Email | Shape::Phone { .. } => detail == Detail::CustomerId && self.is_own(first as u32),
            Shape::Tracking => detail == Detail::TrackingNumber,
            Shape::Date { year: 0, .. } => self.bytes(first).contains(&b'-'),
            _ => false,
        }
    }

    /// A code with too few digits to be a value is a reference only in capitals (« LUM-8 »), or as an account's name.
    fn looks_coded(&self, first: usize, end: usize) -> bool {
        end > first + 1 || self.tokens[first].is_capitals
    }

    /// Whether a candidate can be nothing but a reference, whatever stands before it: « 77-0902 », « EM-30771 », not « 205/55 ».
    pub(super) fn is_unmistakable(&self, candidate: Candidate) -> bool {
        let bytes = || (candidate.first..candidate.end).flat_map(|at| self.bytes(at));
        let digits = bytes().filter(|byte| byte.is_ascii_digit()).count();
        let shape = candidate.value.map(|value| self.values[value].shape);
        matches!(shape, Some(Shape::Code)) && digits > MIN_DIGITS && bytes().any(|byte| *byte == b'-')
    }

    /// Right after « n° », « : » or « # ».
    fn is_announced(&self, token: usize) -> bool {
        token > 0 && matches!(self.bytes(token - 1), b"no" | b":" | b"#")
    }

    /// « dossier TKRWPA »: the locator of a booking without a digit. One that could be said aloud would be a name (« dossier
    /// MARTIN »), and where the label is in capitals too, a word that is shouted.
    fn is_lettered_locator(&self, at: usize) -> bool {
        let bytes = self.bytes(at);
        let is_vowel = |byte: &u8| b"aeiouy".contains(byte);
        self.tokens[at].is_capitals
            && bytes.len() == LOCATOR_LEN
            && bytes.iter().all(u8::is_ascii_lowercase)
            && bytes.iter().filter(|byte| is_vowel(byte)).count() <= 1
            && bytes.split(is_vowel).any(|consonants| consonants.len() >= MIN_UNSAID)
            && !(at > 0 && self.tokens[at - 1].is_capitals)
            && self.lexicon.vocabulary.find(bytes).is_none()
    }

    /// « dossier QX7RTP » is a booking: no claim is numbered so.
    pub(super) fn is_locator(&self, detail: Detail, candidate: Candidate) -> bool {
        let bytes = self.bytes(candidate.first);
        detail == Detail::CaseNumber
            && candidate.end == candidate.first + 1
            && bytes.len() == LOCATOR_LEN
            && bytes.iter().all(u8::is_ascii_alphanumeric)
            && bytes.iter().any(u8::is_ascii_lowercase)
            && self.tokens[candidate.first].is_capitals
    }
}

/// « 35,00 » is a quantity, never a reference.
fn is_decimal(bytes: &[u8]) -> bool {
    bytes.contains(&b',')
}

/// « 2024 » beside a label is more often the year than the number.
fn is_year(bytes: &[u8]) -> bool {
    bytes.len() == 4 && (bytes.starts_with(b"19") || bytes.starts_with(b"20"))
}
