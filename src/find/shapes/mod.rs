//! Finds values by how they look: amounts, dates, times, phones, addresses, bank accounts, codes.
//!
//! Takes the tokens; gives the values in order, each with the tokens it spans. A value's role is not known here: « 4512 »
//! is a code, the label beside it says of what. Tried only where a token has a digit or an `@`, or is a unit of money.
//!
//! | text                                  | value                       |
//! |---------------------------------------|-----------------------------|
//! | 1 200,50 EUR, 49€90, 15,- CHF, 2k€    | amount, in cents            |
//! | vingt-cinq euros cinquante            | amount, in cents            |
//! | 12/03/2026, 1er avril, 2026-03-12     | date                        |
//! | 14h30, 8 h                            | time                        |
//! | 06 39 98 00 00, +32 470 12 34 56      | phone                       |
//! | 3 rue des Lilas, Grand-Rue 12         | address                     |
//! | FR76 3000 …, 4970 1012 3456 7893      | bank account, card          |
//! | 2 69 05 49 588 157 80                 | social security number      |
//! | RR 473124829 FR, 6A 2210 4478 913     | parcel                      |
//! | CMD-4512, 31-70 886                   | code                        |
//!
//! Not read: amounts in words beyond 999 999 or with a fraction other than cents (« deux euros et demi »), ranges (« 20 à 30 € »
//! is 30 €), dates in Roman or revolutionary style, phone numbers said in words, house numbers in words.

mod amounts;
mod banks;
mod days;
pub(crate) mod money;
pub(crate) mod numerals;
pub(crate) mod phones;
mod places;

pub(crate) use days::{days_in, month_number};
pub(crate) use money::Unit;

use super::check;
use crate::clean::fold::Folded;
use crate::clean::tokens::{Kind, Token};

/// What a value looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Money, in hundredths of the unit, `None` when too large to hold.
    Amount { cents: Option<u64>, unit: Unit },
    /// A day: `month` and `year` where written, 0 where not; `day` is 0 for a month of a year, « 03/2026 ».
    Date { day: u8, month: u8, year: u16 },
    /// A time of day.
    Time,
    /// A phone number, or one with a digit too few or too many.
    Phone { is_malformed: bool },
    /// An e-mail address.
    Email,
    /// A street with its number.
    Address,
    /// A bank account.
    Iban,
    /// A bank card of which scheme, length and Luhn's sum hold.
    Card,
    /// A French social security number of which the key holds.
    Nir,
    /// A French VAT number of which the key holds.
    Vat,
    /// A parcel number that no other number looks like: « XW 204 118 773 FR », « 6A 2210 4478 913 », « 1Z … ».
    Tracking,
    /// Five digits before a town: « 35000 Rennes ». Without a street it is no address (the guide, "completeness").
    Postcode,
    /// Anything else with enough digits to be a reference.
    Code,
}

/// A value in the tokens `first..end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Value {
    pub(crate) shape: Shape,
    pub(crate) first: u32,
    pub(crate) end: u32,
}

/// The letters and digits of a value, joined.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Joined {
    bytes: [u8; check::MAX_LEN],
    len: usize,
}

/// What a reader finds: the shape, its first token and one past its last.
type Read = Option<(Shape, usize, usize)>;

/// The fewest digits of a code that may be a reference, in digits.
const MIN_CODE_DIGITS: usize = 2;

/// How many groups of digits one number may be written in, in tokens; bounds the work on `1 1 1 1 …`.
const MAX_GROUPS: usize = 9;

/// How many digits a French postcode has.
const POSTCODE_DIGITS: usize = 5;

/// Fills `values`; linear in the tokens.
pub(crate) fn find(folded: &Folded, tokens: &[Token], values: &mut Vec<Value>) {
    values.clear();
    let reader = Reader { folded, tokens };
    let mut at = 0;
    // Where the last value ended: the next may reach back to there, for a sign before its digits.
    let mut free = 0;
    while let Some(skipped) =
        tokens.get(at..).and_then(|rest| rest.iter().position(|token| reader.may_have_value(token)))
    {
        at += skipped;
        let (read, end) = match tokens[at].kind {
            Kind::Email => (Some((Shape::Email, at, at + 1)), at + 1),
            Kind::Code => reader.value(at, free),
            _ => (reader.amount_in_words(at, free), at + 1),
        };
        at = end;
        if let Some((shape, first, end)) = read {
            values.push(Value { shape, first: first as u32, end: end as u32 });
            at = end;
            free = end;
        }
    }
}

impl Joined {
    /// The letters and digits of tokens `first..end`; `None` when there are too many.
    pub(crate) fn of(folded: &Folded, tokens: &[Token], first: usize, end: usize) -> Option<Self> {
        let mut joined = Self { bytes: [0; check::MAX_LEN], len: 0 };
        for token in &tokens[first..end] {
            for byte in folded.bytes(token.plain).iter().filter(|byte| byte.is_ascii_alphanumeric()) {
                *joined.bytes.get_mut(joined.len)? = *byte;
                joined.len += 1;
            }
        }
        Some(joined)
    }

    /// The letters and digits, folded.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes[..self.len]
    }
}

struct Reader<'a> {
    folded: &'a Folded,
    tokens: &'a [Token],
}

impl Reader<'_> {
    fn bytes(&self, at: usize) -> &[u8] {
        self.tokens.get(at).map_or(b"", |token| self.folded.bytes(token.plain))
    }

    fn is(&self, at: usize, kind: Kind) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == kind)
    }

    /// Whether a token may be in a value, or the unit of one in words; most are neither.
    #[inline]
    fn may_have_value(&self, token: &Token) -> bool {
        match token.kind {
            Kind::Word => amounts::may_be_unit(self.folded.bytes(token.plain)),
            kind => matches!(kind, Kind::Code | Kind::Email),
        }
    }

    /// Whether token `at` follows the one before it with at most one space between.
    fn follows(&self, at: usize) -> bool {
        at > 0 && at < self.tokens.len() && self.tokens[at].plain.start - self.tokens[at - 1].plain.end <= 1
    }

    /// Whether token `at` follows the one before it without a space.
    fn touches(&self, at: usize) -> bool {
        at > 0 && at < self.tokens.len() && self.tokens[at].plain.start == self.tokens[at - 1].plain.end
    }

    fn joined(&self, first: usize, end: usize) -> Option<Joined> {
        Joined::of(self.folded, self.tokens, first, end)
    }

    /// The value that the code token `at` is in, and where to read on; tokens before `free` are taken.
    #[inline(never)]
    fn value(&self, at: usize, free: usize) -> (Read, usize) {
        let tries = [
            Self::iban,
            Self::vat,
            Self::tracking,
            Self::amount,
            Self::date,
            Self::time,
            Self::phone,
            Self::address,
            Self::street_number,
        ];
        for read in tries {
            if let Some((shape, first, end)) = read(self, at, free) {
                return (Some((shape, first, end)), end);
            }
        }
        let end = self.group_end(at, |group| group.len() >= 2);
        let digits: usize = (at..end).map(|at| digit_count(self.bytes(at))).sum();
        if digits < MIN_CODE_DIGITS {
            return (None, at + 1);
        }
        let (shape, end) = self.number(at, end);
        let first = if shape == Shape::Code { self.lettered(at, end, free) } else { at };
        (Some((shape, first, end)), end)
    }

    /// What a number in tokens `at..end` is when nothing but its digits tells.
    fn number(&self, at: usize, end: usize) -> (Shape, usize) {
        if self.is_postcode(at, end) {
            return (Shape::Postcode, end);
        }
        // A number may stand right before another: the first groups alone are tried too.
        for end in (at + 1..=end).rev() {
            let Some(joined) = self.joined(at, end) else { continue };
            if check::card(joined.bytes()) && self.has_digits_only(at, end) {
                return (Shape::Card, end);
            }
            if check::nir(joined.bytes()) {
                return (Shape::Nir, end);
            }
        }
        (Shape::Code, end)
    }

    /// Whether tokens are digits alone or with spaces and hyphens between, as a card shows them.
    fn has_digits_only(&self, at: usize, end: usize) -> bool {
        (at..end).all(|at| self.bytes(at).iter().all(|byte| byte.is_ascii_digit() || *byte == b'-'))
    }

    fn is_postcode(&self, at: usize, end: usize) -> bool {
        let town = self.tokens.get(end).is_some_and(|token| token.kind == Kind::Word && token.is_capitalised);
        end == at + 1
            && self.bytes(at).len() == POSTCODE_DIGITS
            && digit_count(self.bytes(at)) == POSTCODE_DIGITS
            && town
            && self.follows(end)
    }

    /// One past the codes that stand together from `at`, each after the first passing `joins`.
    fn group_end(&self, at: usize, joins: impl Fn(&[u8]) -> bool) -> usize {
        let mut end = at + 1;
        while end - at < MAX_GROUPS && self.follows(end) && self.is(end, Kind::Code) && joins(self.bytes(end))
        {
            end += 1;
        }
        end
    }

    fn time(&self, at: usize, _free: usize) -> Read {
        let (hour, rest) = number(self.bytes(at))?;
        let minutes = |rest: &[u8]| {
            rest.is_empty() || number(rest).is_some_and(|(minute, rest)| minute < 60 && rest.is_empty())
        };
        let end = match rest {
            [b'h' | b':', rest @ ..] if minutes(rest) => at + 1,
            [b'h', b'e', b'u', b'r', b'e', ..] => at + 1,
            [] if matches!(self.bytes(at + 1), b"h" | b"heure" | b"heures") => {
                let has_minutes = self.follows(at + 2)
                    && self.bytes(at + 2).len() == 2
                    && number(self.bytes(at + 2)).is_some();
                at + 2 + usize::from(has_minutes)
            }
            _ => return None,
        };
        (hour <= 24).then_some((Shape::Time, at, end))
    }
}

pub(crate) fn digit_count(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| byte.is_ascii_digit()).count()
}

/// The number of up to four digits that opens `bytes`, and the rest.
fn number(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if digits == 0 || digits > 4 {
        return None;
    }
    let value = bytes[..digits].iter().fold(0, |sum, byte| sum * 10 + u32::from(byte - b'0'));
    Some((value, &bytes[digits..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::{fold::fold, tokens::split};

    fn check(text: &str, expected: &[(Shape, &str)]) {
        let (mut folded, mut tokens, mut values) = (Folded::default(), Vec::new(), Vec::new());
        fold(text, &mut folded);
        split(text, &folded, &mut tokens);
        find(&folded, &tokens, &mut values);
        let found: Vec<_> = values
            .iter()
            .map(|value| {
                let (first, last) = (tokens[value.first as usize], tokens[value.end as usize - 1]);
                (value.shape, &text[first.source.start as usize..last.source.end as usize])
            })
            .collect();
        assert_eq!(found, expected, "values of {text:?}");
    }

    use Shape::*;

    #[test]
    fn amounts_are_read_in_cents() {
        let amount = |cents, unit| Amount { cents: Some(cents), unit };
        check(
            "49€90, 1 200,50 EUR, 39e et 30 balles",
            &[
                (amount(4990, Unit::Euro), "49€90"),
                (amount(120_050, Unit::Euro), "1 200,50 EUR"),
                (amount(3900, Unit::Euro), "39e"),
                (amount(3000, Unit::Euro), "30 balles"),
            ],
        );
        check(
            "$40 ou 1.200 €",
            &[(amount(4000, Unit::Dollar), "$40"), (amount(120_000, Unit::Euro), "1.200 €")],
        );
        check(
            "15,- CHF, 2k€",
            &[(amount(1500, Unit::SwissFranc), "15,- CHF"), (amount(200_000, Unit::Euro), "2k€")],
        );
        check("vingt-cinq euros cinquante", &[(amount(2550, Unit::Euro), "vingt-cinq euros cinquante")]);
        for ordinal in ["4e fois", "mon 3e", "le 20e jour"] {
            let found = ordinal.contains("20e");
            let expected: &[(Shape, &str)] = if found { &[(Code, "20e")] } else { &[] };
            check(ordinal, expected);
        }
    }

    #[test]
    fn dates_and_times_are_told_from_codes() {
        check("le 12/03/2026", &[(Date { day: 12, month: 3, year: 2026 }, "12/03/2026")]);
        check("1er avril, 14h30", &[(Date { day: 1, month: 4, year: 0 }, "1er avril"), (Time, "14h30")]);
        check("2026-03-12", &[(Date { day: 12, month: 3, year: 2026 }, "2026-03-12")]);
        check("45/13 et 8.2.1", &[(Code, "45/13"), (Code, "8.2.1")]);
    }

    #[test]
    fn phones_addresses_and_codes_are_found() {
        let phone = Phone { is_malformed: false };
        check("06 39 98 00 00 ou 514-555-0199", &[(phone, "06 39 98 00 00"), (phone, "514-555-0199")]);
        check("+33 (0)6.39.98.00.00", &[(phone, "+33 (0)6.39.98.00.00")]);
        check("au 3 rue des Lilas", &[(Address, "3 rue des Lilas")]);
        check("CMD-4512 et 31-70 886", &[(Code, "CMD-4512"), (Code, "31-70 886")]);
        check("FR76 3000 6000 0112 3456 7890 189", &[(Iban, "FR76 3000 6000 0112 3456 7890 189")]);
        check("4970 1012 3456 7893", &[(Card, "4970 1012 3456 7893")]);
        check(
            "XW204118773FR puis 6A 2210 4478 913",
            &[(Tracking, "XW204118773FR"), (Tracking, "6A 2210 4478 913")],
        );
        check("35000 Rennes", &[(Postcode, "35000")]);
        check("2 paires", &[]);
    }
}
