//! Finds values by how they look: amounts, dates, times, phones, addresses, codes.
//!
//! Takes the tokens; gives the values in order, each with the tokens it spans. A value's role is not known here: « 4512 »
//! is a code, the label beside it says of what. Tried only where a token has a digit or an `@`.
//!
//! | text                     | value                       |
//! |--------------------------|-----------------------------|
//! | 1 200,50 EUR, 49€90, $40 | amount, in cents            |
//! | 12/03/2026, 1er avril    | date                        |
//! | 14h30, 8 h               | time                        |
//! | 06 39 98 00 00           | phone                       |
//! | 3 rue des Lilas          | address                     |
//! | CMD-4512, 31-70 886      | code                        |

use super::money::Money;
use crate::clean::fold::Folded;
use crate::clean::tokens::{Kind, Token};

/// What a value looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Money, in hundredths of the unit, `None` when too large to hold.
    Amount { cents: Option<u64> },
    /// A day: `month` and `year` where written, 0 where not.
    Date { day: u8, month: u8, year: u16 },
    /// A time of day.
    Time,
    /// A phone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A street with its number.
    Address,
    /// A bank account.
    Iban,
    /// A parcel number that no other number looks like: « XW 204 118 773 FR », « 6A 2210 4478 913 ».
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

/// The fewest digits of a code that may be a reference, in digits.
const MIN_CODE_DIGITS: usize = 2;

/// How many groups of digits one number may be written in, in tokens; bounds the work on `1 1 1 1 …`.
const MAX_GROUPS: usize = 9;

/// How many digits a French postcode has.
const POSTCODE_DIGITS: usize = 5;

/// How long a parcel number with a look of its own is, in characters.
const TRACKING_LEN: usize = 13;

/// The digits of a phone number, shortest and longest, in digits.
const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 9..=13;

/// Fills `values`; linear in the tokens.
pub(crate) fn find(folded: &Folded, tokens: &[Token], values: &mut Vec<Value>) {
    values.clear();
    let reader = Reader { folded, tokens };
    let mut at = 0;
    while at < tokens.len() {
        match tokens[at].kind {
            Kind::Email => {
                values.push(Value { shape: Shape::Email, first: at as u32, end: at as u32 + 1 });
                at += 1;
            }
            Kind::Code => {
                let (shape, end) = reader.value(at);
                if let Some(shape) = shape {
                    values.push(Value { shape, first: at as u32, end: end as u32 });
                }
                at = end;
            }
            _ => at += 1,
        }
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

    /// Whether token `at` follows the one before it with at most one space between.
    fn follows(&self, at: usize) -> bool {
        at > 0 && at < self.tokens.len() && self.tokens[at].plain.start - self.tokens[at - 1].plain.end <= 1
    }

    /// The value that the code token `at` begins, and where it ends.
    fn value(&self, at: usize) -> (Option<Shape>, usize) {
        let tries =
            [Self::tracking, Self::amount, Self::date, Self::time, Self::iban, Self::phone, Self::address];
        for read in tries {
            if let Some((shape, end)) = read(self, at) {
                return (Some(shape), end);
            }
        }
        let end = self.group_end(at, |group| group.len() >= 2);
        let digits: usize = (at..end).map(|at| digit_count(self.bytes(at))).sum();
        if digits >= MIN_CODE_DIGITS {
            return (Some(if self.is_postcode(at, end) { Shape::Postcode } else { Shape::Code }), end);
        }
        (None, at + 1)
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
        while end - at < MAX_GROUPS
            && self.follows(end)
            && self.tokens[end].kind == Kind::Code
            && joins(self.bytes(end))
        {
            end += 1;
        }
        end
    }

    /// UPU S10 (two letters, nine digits, two letters) and the thirteen characters of La Poste (a digit, a letter, eleven digits).
    fn tracking(&self, at: usize) -> Option<(Shape, usize)> {
        let end = self.group_end(at, |group| group.iter().all(u8::is_ascii_alphanumeric));
        let mut joined = [0; TRACKING_LEN];
        let mut length = 0;
        for byte in (at..end).flat_map(|at| self.bytes(at)) {
            *joined.get_mut(length)? = *byte;
            length += 1;
        }
        let digits = |range: std::ops::Range<usize>| joined[range].iter().all(u8::is_ascii_digit);
        let letters = |range: std::ops::Range<usize>| joined[range].iter().all(u8::is_ascii_lowercase);
        let is_s10 = letters(0..2) && digits(2..11) && letters(11..13);
        let is_la_poste = digits(0..1) && letters(1..2) && digits(2..13);
        (length == TRACKING_LEN && (is_s10 || is_la_poste)).then_some((Shape::Tracking, end))
    }

    fn amount(&self, at: usize) -> Option<(Shape, usize)> {
        let bytes = self.bytes(at);
        let digits = bytes.iter().take_while(|byte| !byte.is_ascii_alphabetic()).count();
        let (number, stuck) = bytes.split_at(digits);
        let mut amount = Money::default();
        if !amount.take(number) {
            return None;
        }
        // « 49e90 », « 49eur »
        if !stuck.is_empty() {
            let letters = stuck.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
            let (unit, cents) = stuck.split_at(letters);
            let is_money = matches!(
                unit,
                b"e" | b"eur"
                    | b"euro"
                    | b"euros"
                    | b"f"
                    | b"fr"
                    | b"chf"
                    | b"dh"
                    | b"da"
                    | b"fcfa"
                    | b"k"
                    | b"balles"
            );
            if !is_money
                || unit == b"k" && !self.is_currency(at + 1)
                || unit == b"e" && number.len() == 1 && cents.is_empty() && self.is_ordinal_noun(at + 1)
            {
                return None;
            }
            amount.take_cents(cents);
            return Some((amount.shape(), at + 1));
        }
        let mut end = at + 1;
        // « 1 200,50 »: three digits a group.
        while end - at < MAX_GROUPS
            && self.follows(end)
            && self.tokens[end].kind == Kind::Code
            && amount.take_group(self.bytes(end))
        {
            end += 1;
        }
        let is_before = at > 0 && self.is_currency_sign(at - 1) && self.follows(at);
        if self.is_currency(end) {
            end += 1;
            if self.tokens.get(end).is_some_and(|token| token.plain.start == self.tokens[end - 1].plain.end)
                && self.bytes(end).len() == 2
            {
                amount.take_cents(self.bytes(end));
                end += usize::from(self.tokens[end].kind == Kind::Code);
            }
            return Some((amount.shape(), end));
        }
        is_before.then(|| (amount.shape(), end))
    }

    /// « 4e fois » is a count, not four euros.
    fn is_ordinal_noun(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == Kind::Word)
    }

    fn is_currency_sign(&self, at: usize) -> bool {
        matches!(self.bytes(at), [0xe2, 0x82, 0xac] | b"$" | [0xc2, 0xa3])
    }

    fn is_currency(&self, at: usize) -> bool {
        const UNITS: [&[u8]; 24] = [
            b"euro",
            b"euros",
            b"eur",
            b"e",
            b"balles",
            b"dollar",
            b"dollars",
            b"cad",
            b"usd",
            b"piastre",
            b"piastres",
            b"piasse",
            b"piasses",
            b"franc",
            b"francs",
            b"chf",
            b"fcfa",
            b"cfa",
            b"dh",
            b"dhs",
            b"dirhams",
            b"dinars",
            b"dt",
            b"da",
        ];
        self.is_currency_sign(at)
            || self.tokens.get(at).is_some_and(|token| token.kind == Kind::Word)
                && UNITS.contains(&self.bytes(at))
    }

    fn date(&self, at: usize) -> Option<(Shape, usize)> {
        let bytes = self.bytes(at);
        let (day, rest) = number(bytes)?;
        if let [b'/' | b'.' | b'-', rest @ ..] = rest {
            let separator = bytes[bytes.len() - rest.len() - 1];
            let (month, rest) = number(rest)?;
            let year = match rest {
                [] if separator == b'/' => 0,
                [last, year @ ..] if *last == separator => {
                    number(year).filter(|(_, rest)| rest.is_empty())?.0
                }
                _ => return None,
            };
            let year = if (1..100).contains(&year) { year + 2000 } else { year };
            let is_date = (1..=days_in(month)).contains(&day)
                && (1..=12).contains(&month)
                && (year == 0 || (1900..=2100).contains(&year));
            return is_date
                .then_some((Shape::Date { day: day as u8, month: month as u8, year: year as u16 }, at + 1));
        }
        if !(rest.is_empty() || rest == b"er") || !(1..=31).contains(&day) {
            return None;
        }
        let month = month_number(self.bytes(at + 1))?;
        let year =
            number(self.bytes(at + 2)).filter(|(year, rest)| (1900..=2100).contains(year) && rest.is_empty());
        let end = at + 2 + usize::from(year.is_some());
        Some((Shape::Date { day: day as u8, month, year: year.map_or(0, |(year, _)| year as u16) }, end))
    }

    fn time(&self, at: usize) -> Option<(Shape, usize)> {
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
        (hour <= 24).then_some((Shape::Time, end))
    }

    fn iban(&self, at: usize) -> Option<(Shape, usize)> {
        let first = self.bytes(at);
        let opens = first.len() >= 4
            && first[..2].iter().all(u8::is_ascii_lowercase)
            && first[2..4].iter().all(u8::is_ascii_digit);
        if !opens {
            return None;
        }
        let end = self.group_end(at, |group| group.len() <= 4);
        let length: usize = (at..end).map(|at| self.bytes(at).len()).sum();
        let is_plain = (at..end).all(|at| self.bytes(at).iter().all(u8::is_ascii_alphanumeric));
        (is_plain && (15..=34).contains(&length)).then_some((Shape::Iban, end))
    }

    fn phone(&self, at: usize) -> Option<(Shape, usize)> {
        let is_group = |group: &[u8]| {
            group.iter().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'/'))
        };
        if !is_group(self.bytes(at)) {
            return None;
        }
        let has_plus = at > 0 && self.bytes(at - 1) == b"+";
        let end = self.group_end(at, is_group);
        let digits: usize = (at..end).map(|at| digit_count(self.bytes(at))).sum();
        let first = self.bytes(at);
        let is_written_as_phone = has_plus
            || first.starts_with(b"00")
            || first.starts_with(b"0")
                && (digits == 10 || digits == 9)
                && (end - at >= 3 || end - at == 1 && first[1] != b'0' && digits == 10)
            || digits == 10 && first.len() == 12 && first[3] == b'-' && first[7] == b'-';
        (is_written_as_phone && PHONE_DIGITS.contains(&digits)).then_some((Shape::Phone, end))
    }

    fn address(&self, at: usize) -> Option<(Shape, usize)> {
        const STREETS: [&[u8]; 20] = [
            b"rue",
            b"avenue",
            b"av",
            b"ave",
            b"boulevard",
            b"bd",
            b"bld",
            b"bvd",
            b"chemin",
            b"place",
            b"allee",
            b"allees",
            b"impasse",
            b"quai",
            b"route",
            b"cours",
            b"square",
            b"chaussee",
            b"rang",
            b"lotissement",
        ];
        let mut street = at + 1;
        while street < at + 4 && matches!(self.bytes(street), b"," | b"bis" | b"ter" | b"b") {
            street += 1;
        }
        if digit_count(self.bytes(at)) > 4 || !STREETS.contains(&self.bytes(street)) {
            return None;
        }
        let mut end = street + 1;
        while end < street + 12
            && self
                .tokens
                .get(end)
                .is_some_and(|token| matches!(token.kind, Kind::Word | Kind::Code) || self.bytes(end) == b",")
        {
            let is_last_of_name = self.tokens[end].is_capitalised && self.tokens[end].kind == Kind::Word;
            let is_postcode = self.tokens[end].kind == Kind::Code && self.bytes(end).len() == 5;
            let is_joint = matches!(
                self.bytes(end),
                b"de"
                    | b"du"
                    | b"des"
                    | b"la"
                    | b"le"
                    | b"les"
                    | b"l'"
                    | b"d'"
                    | b"a"
                    | b","
                    | b"et"
                    | b"saint"
                    | b"sainte"
            );
            if !is_last_of_name && !is_postcode && !is_joint && end > street + 1 {
                break;
            }
            end += 1;
        }
        Some((Shape::Address, end))
    }
}

/// How many days a month has at most.
fn days_in(month: u32) -> u32 {
    match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn digit_count(bytes: &[u8]) -> usize {
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

pub(super) fn month_number(word: &[u8]) -> Option<u8> {
    const MONTHS: [&[&[u8]]; 12] = [
        &[b"janvier", b"janv", b"jan"],
        &[b"fevrier", b"fevr", b"fev"],
        &[b"mars"],
        &[b"avril", b"avr"],
        &[b"mai"],
        &[b"juin"],
        &[b"juillet", b"juil"],
        &[b"aout"],
        &[b"septembre", b"sept"],
        &[b"octobre", b"oct"],
        &[b"novembre", b"nov"],
        &[b"decembre", b"dec"],
    ];
    MONTHS.iter().position(|names| names.contains(&word)).map(|index| index as u8 + 1)
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
        let amount = |cents| Amount { cents: Some(cents) };
        check(
            "49€90, 1 200,50 EUR, 39e et 30 balles",
            &[
                (amount(4990), "49€90"),
                (amount(120_050), "1 200,50 EUR"),
                (amount(3900), "39e"),
                (amount(3000), "30 balles"),
            ],
        );
        check("$40 ou 1.200 €", &[(amount(4000), "40"), (amount(120_000), "1.200 €")]);
        check("4e fois", &[]);
    }

    #[test]
    fn dates_and_times_are_told_from_codes() {
        check("le 12/03/2026", &[(Date { day: 12, month: 3, year: 2026 }, "12/03/2026")]);
        check("1er avril, 14h30", &[(Date { day: 1, month: 4, year: 0 }, "1er avril"), (Time, "14h30")]);
        check("45/13", &[(Code, "45/13")]);
    }

    #[test]
    fn phones_addresses_and_codes_are_found() {
        check("06 39 98 00 00 ou 514-555-0199", &[(Phone, "06 39 98 00 00"), (Phone, "514-555-0199")]);
        check("au 3 rue des Lilas", &[(Address, "3 rue des Lilas")]);
        check("CMD-4512 et 31-70 886", &[(Code, "CMD-4512"), (Code, "31-70 886")]);
        check("FR76 3000 6000 0112 3456 7890 189", &[(Iban, "FR76 3000 6000 0112 3456 7890 189")]);
        check(
            "XW204118773FR puis 6A 2210 4478 913",
            &[(Tracking, "XW204118773FR"), (Tracking, "6A 2210 4478 913")],
        );
        check("35000 Rennes", &[(Postcode, "35000")]);
        check("2 paires", &[]);
    }
}
