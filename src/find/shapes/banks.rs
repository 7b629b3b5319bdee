//! Reads bank accounts, VAT and parcel numbers, which no other number looks like.

use super::{MAX_GROUPS, Read, Reader, Shape, digit_count};
use crate::clean::tokens::Kind;
use crate::find::check;

/// How long a parcel number of a post office is, in characters.
const POSTAL_LEN: usize = 13;

/// How long a number of UPS is, in characters.
const UPS_LEN: usize = 18;

/// The fewest digits that two capitals before them belong to, in digits.
const MIN_LETTERED_DIGITS: usize = 8;

/// How far the length of a parcel number may be off and still be known for a mistyped one, in characters.
const MAX_SLIP: usize = 1;

impl Reader<'_> {
    /// A country's letters, two check digits and as many characters as its accounts have.
    pub(super) fn iban(&self, at: usize, free: usize) -> Read {
        let bytes = self.bytes(at);
        let is_parted = bytes.len() >= 2 && bytes[..2].iter().all(u8::is_ascii_digit) && at > free;
        // « FR 76 30006 … »: the country stands alone.
        let first = if is_parted && self.is(at - 1, Kind::Word) && self.follows(at) { at - 1 } else { at };
        let opening = if first < at { self.bytes(first) } else { bytes };
        let opens = if first < at {
            opening.len() == 2 && self.tokens[first].is_capitals
        } else {
            opening.len() >= 4 && opening[2..4].iter().all(u8::is_ascii_digit) && !opening[0].is_ascii_digit()
        };
        if !opens {
            return None;
        }
        let wanted = check::iban_len(&opening[..2])?;
        let mut length = opening.iter().filter(|byte| byte.is_ascii_alphanumeric()).count();
        let mut end = first + 1;
        while length < wanted
            && end - first < MAX_GROUPS
            && self.follows(end)
            && matches!(self.tokens[end].kind, Kind::Code)
            && self.bytes(end).iter().all(u8::is_ascii_alphanumeric)
        {
            length += self.bytes(end).len();
            end += 1;
        }
        // A group too few or too many is a slip; half an account is some other code.
        let is_near =
            length.abs_diff(wanted) <= 4 && (length == wanted || end - first > 3 || end == first + 1);
        (is_near && length > POSTAL_LEN).then_some((Shape::Iban, first, end))
    }

    /// « FR », a key and the SIREN, in one or several groups.
    pub(super) fn vat(&self, at: usize, free: usize) -> Read {
        let is_parted = at > free && self.is_letter_pair(at - 1) && self.follows(at);
        let first = if is_parted { at - 1 } else { at };
        if !self.bytes(first).starts_with(b"fr") {
            return None;
        }
        let end = self.group_end(at, |group| group.iter().all(u8::is_ascii_digit));
        (at + 1..=end).rev().find_map(|end| {
            let joined = self.joined(first, end)?;
            check::vat(joined.bytes()).then_some((Shape::Vat, first, end))
        })
    }

    /// UPU S10 (two letters, nine digits, two letters), the thirteen characters of La Poste (a digit, a letter, eleven
    /// digits) and UPS (« 1Z » and sixteen more), also with one character too few or too many.
    pub(super) fn tracking(&self, at: usize, free: usize) -> Read {
        let first = if at > free && self.is_letter_pair(at - 1) && self.follows(at) { at - 1 } else { at };
        let alone = || self.tracking_from(at, at);
        if first < at { self.tracking_from(first, at).or_else(alone) } else { alone() }
    }

    fn tracking_from(&self, first: usize, at: usize) -> Read {
        let mut end = self.group_end(at, |group| group.iter().all(u8::is_ascii_alphanumeric));
        let is_country =
            self.is_letter_pair(end) || matches!(self.bytes(end), b"fr" | b"be" | b"ch" | b"ca" | b"lu");
        if is_country && self.follows(end) {
            end += 1;
        }
        // Most codes are too short, whatever their characters are.
        let length = (self.tokens[end - 1].plain.end - self.tokens[first].plain.start) as usize;
        if length < POSTAL_LEN - MAX_SLIP {
            return None;
        }
        (at + 1..=end).rev().find_map(|end| {
            let joined = self.joined(first, end)?;
            let number = joined.bytes();
            (is_postal(number) || is_ups(number)).then_some((Shape::Tracking, first, end))
        })
    }

    /// The token that a code in `at..end` begins with: the two capitals before eight digits or more, « JD 0146 0008 », belong
    /// to it.
    pub(super) fn lettered(&self, at: usize, end: usize, free: usize) -> usize {
        let digits: usize = (at..end).map(|at| digit_count(self.bytes(at))).sum();
        let is_prefix = at > free
            && self.is_letter_pair(at - 1)
            && self.follows(at)
            && !matches!(
                self.bytes(at - 1),
                b"le" | b"la" | b"du" | b"de" | b"no" | b"au" | b"et" | b"en" | b"un" | b"cb" | b"bl" | b"bc"
            );
        if digits >= MIN_LETTERED_DIGITS && is_prefix { at - 1 } else { at }
    }

    fn is_letter_pair(&self, at: usize) -> bool {
        self.is(at, Kind::Word) && self.bytes(at).len() == 2 && self.tokens[at].is_capitals
    }
}

/// Whether a number looks like one of a post office.
fn is_postal(number: &[u8]) -> bool {
    let digits = |part: &[u8]| part.iter().all(u8::is_ascii_digit);
    let letters = |part: &[u8]| part.iter().all(u8::is_ascii_lowercase);
    if number.len().abs_diff(POSTAL_LEN) > MAX_SLIP {
        return false;
    }
    let last = number.len() - 2;
    let is_s10 = letters(&number[..2]) && digits(&number[2..last]) && letters(&number[last..]);
    let is_la_poste =
        number.len() == POSTAL_LEN && digits(&number[..1]) && letters(&number[1..2]) && digits(&number[2..]);
    is_s10 || is_la_poste
}

/// Whether a number looks like one of UPS.
fn is_ups(number: &[u8]) -> bool {
    number.starts_with(b"1z")
        && number.len().abs_diff(UPS_LEN) <= MAX_SLIP
        && number[number.len() - 6..].iter().all(u8::is_ascii_digit)
}
