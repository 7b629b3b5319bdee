//! Reads phone numbers as they are written in France and overseas, Belgium, Switzerland and Canada, and any number with
//! its country's code.
//!
//! Takes digits and the groups they stand in; gives the country and where the number proper begins. Two national styles that
//! share digits are told apart by their groups: 079 300 00 00 is Swiss, 0470 12 34 56 is Belgian, 06 39 98 00 00 is French.
//! Source: ITU-T E.164 and the national numbering plans (ARCEP, IBPT, OFCOM, CNAC).
//!
//! | written               | given          |
//! |-----------------------|----------------|
//! | 06.39.98.00.00        | +33639980000   |
//! | 00 33 (0)6 39 98 00 00| +33639980000   |
//! | 0692 12 34 56         | +262692123456  |
//! | 0470/12.34.56         | +32470123456   |
//! | 079 300 00 00         | +41793000000   |
//! | (514) 555-0199        | +15145550199   |

use super::{Read, Reader, Shape, digit_count};
use crate::clean::tokens::Kind;

/// The most digits a number is read to, in digits: « 00 », « (0) » and the fifteen of E.164.
const MAX_DIGITS: usize = 18;

/// The fewest digits of a number, or of one that is mistyped, in digits.
const MIN_DIGITS: usize = 8;

/// The most groups a number is written in, in groups.
const MAX_GROUPS: usize = 10;

/// How many tokens a number may take, in tokens; bounds the work on `0 - 0 - 0 …`.
const MAX_TOKENS: usize = 18;

/// The digits of a number with their groups.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Number {
    digits: [u8; MAX_DIGITS],
    len: usize,
    groups: [u8; MAX_GROUPS],
    group_count: usize,
    has_plus: bool,
    in_group: bool,
}

/// A number that was understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Known {
    /// The country's code, empty when the number brings its own.
    code: &'static str,
    /// How many digits at the front are no part of it: « 00 », « 0 », « 1 ».
    skip: usize,
    /// Where a « 0 » stands that is not dialled: « +33 (0)6 ».
    trunk: Option<usize>,
}

impl Number {
    /// Takes the next character of the number; false when there is no room for it.
    pub(crate) fn take(&mut self, byte: u8) -> bool {
        if !byte.is_ascii_digit() {
            self.has_plus |= byte == b'+' && self.len == 0;
            self.in_group = false;
            return true;
        }
        if self.len == MAX_DIGITS || !self.in_group && self.group_count == MAX_GROUPS {
            return false;
        }
        if !self.in_group {
            self.group_count += 1;
            self.in_group = true;
        }
        self.groups[self.group_count - 1] += 1;
        self.digits[self.len] = byte;
        self.len += 1;
        true
    }

    fn digits(&self) -> &[u8] {
        &self.digits[..self.len]
    }

    fn groups(&self) -> &[u8] {
        &self.groups[..self.group_count]
    }

    /// What the digits so far are a whole number of; `None` when they are none.
    pub(crate) fn known(&self) -> Option<Known> {
        let digits = self.digits();
        if self.has_plus || digits.starts_with(b"00") {
            return self.international(if self.has_plus { 0 } else { 2 });
        }
        match (digits, digits.len()) {
            ([b'0', b'1'..=b'9', ..], 10) => self.ten_digits(),
            ([b'0', b'1'..=b'9', ..], 9) => self.belgian(),
            ([b'2'..=b'9', ..], 10) => self.canadian(0),
            ([b'1', ..], 11) => self.canadian(1),
            _ => None,
        }
    }

    /// Whether the digits are surely meant for a number, though one is missing or one too many.
    pub(crate) fn is_mistyped(&self) -> bool {
        let digits = self.digits();
        let (first, groups) = (self.groups().first().copied().unwrap_or(0), self.groups());
        if self.has_plus || digits.starts_with(b"00") {
            let from = if self.has_plus { 0 } else { 2 };
            // The country stands in a group of its own, or the noughts do: « 00447 190023 » is some account.
            let opening: usize = self.groups().iter().take(2).map(|size| usize::from(*size)).sum();
            let stands_alone = |code: &str| [usize::from(first), opening].contains(&(from + code.len()));
            let knows_country = COUNTRIES
                .iter()
                .any(|(code, ..)| digits[from..].starts_with(code.as_bytes()) && stands_alone(code));
            return knows_country && digits.len() - from >= 8 && groups.len() >= 2;
        }
        // In pairs as the French write it, from « 01 » to « 09 ».
        let in_pairs =
            first == 2 && groups.len() >= 4 && groups[..groups.len() - 1].iter().all(|size| *size == 2);
        matches!(digits, [b'0', b'1'..=b'9', ..])
            && in_pairs
            && matches!(digits.len(), 8 | 9 | 11)
            && groups.len() <= 6
    }

    fn international(&self, from: usize) -> Option<Known> {
        let digits = &self.digits()[from..];
        let (code, shortest, longest) = COUNTRIES
            .iter()
            .find(|(code, ..)| digits.starts_with(code.as_bytes()))
            .copied()
            .unwrap_or(("", 7, 15));
        let rest = &digits[code.len()..];
        // « +33 (0)6 » and the slip « +33 06 »; Ivorian numbers do begin with 0.
        let has_trunk = rest.first() == Some(&b'0') && !matches!(code, "225" | "39" | "242" | "241" | "");
        let trunk = has_trunk.then_some(from + code.len());
        let length = rest.len() - usize::from(has_trunk);
        let is_written = self.has_plus || self.group_count > 1 || digits.len() >= 10 && !code.is_empty();
        // Without a sign a country that is not on the list is more often a code that begins with two noughts.
        let is_written = is_written && (self.has_plus || !code.is_empty());
        let starts_well = digits.first() != Some(&b'0');
        ((shortest..=longest).contains(&length) && is_written && starts_well).then_some(Known {
            code: "",
            skip: from,
            trunk,
        })
    }

    /// Ten digits from « 01 » to « 09 »: French unless the groups or the prefix say otherwise.
    fn ten_digits(&self) -> Option<Known> {
        let (digits, groups) = (self.digits(), self.groups());
        let is_mobile = matches!(digits[1], b'6' | b'7');
        let is_written = groups.len() >= 3 || groups.len() == 1 || groups.len() == 2 && is_mobile;
        if !is_written {
            return None;
        }
        let overseas = match &digits[..4] {
            b"0262" | b"0263" | b"0269" | b"0692" | b"0693" => Some("262"),
            // Mayotte, where France proper has numbers too: only their groups tell.
            b"0639" if groups.first() == Some(&4) => Some("262"),
            b"0590" | b"0690" | b"0691" => Some("590"),
            b"0594" | b"0694" => Some("594"),
            b"0596" | b"0696" | b"0697" => Some("596"),
            _ => None,
        };
        let is_belgian = digits[1] == b'4' && matches!(digits[2], b'5'..=b'9') && groups.first() == Some(&4);
        let code = match overseas {
            Some(code) => code,
            None if groups == [3, 3, 2, 2] && SWISS.contains(&&digits[1..3]) => "41",
            None if is_belgian => "32",
            None => "33",
        };
        Some(Known { code, skip: 1, trunk: None })
    }

    /// Nine digits: a Belgian line, « 02 345 67 89 », « 065 31 22 33 ».
    fn belgian(&self) -> Option<Known> {
        let groups = self.groups();
        let is_written = matches!(groups, [2, 3, 2, 2] | [3, 2, 2, 2] | [3, 6]) || groups == [2, 7];
        is_written.then_some(Known { code: "32", skip: 1, trunk: None })
    }

    /// Area code, exchange, line, after `skip` digits; without a hyphen the area must be Canadian or toll-free.
    fn canadian(&self, skip: usize) -> Option<Known> {
        let digits = &self.digits()[skip..];
        let groups = if skip == 1 { self.groups().strip_prefix(&[1])? } else { self.groups() };
        let is_nanp = digits[0] >= b'2' && digits[3] >= b'2';
        let area = &digits[..3];
        (groups == [3, 3, 4] && is_nanp && CANADA.contains(&area)).then_some(Known {
            code: "1",
            skip,
            trunk: None,
        })
    }

    /// The number as E.164 writes it: « +33639980000 ».
    pub(crate) fn e164(&self) -> Option<String> {
        let known = self.known()?;
        let dialled = self.digits().iter().enumerate();
        let dialled = dialled.filter(|(place, _)| *place >= known.skip && Some(*place) != known.trunk);
        let digits = dialled.map(|(_, digit)| char::from(*digit));
        Some(['+'].into_iter().chain(known.code.chars()).chain(digits).collect())
    }
}

/// Country codes with the fewest and most digits behind them (ITU-T E.164; the French-speaking world and its neighbours).
///
/// Longer codes stand first where one begins another.
const COUNTRIES: [(&str, usize, usize); 46] = [
    ("262", 9, 9),
    ("508", 6, 9),
    ("590", 9, 9),
    ("594", 9, 9),
    ("596", 9, 9),
    ("687", 6, 6),
    ("689", 6, 8),
    ("681", 6, 6),
    ("352", 5, 11),
    ("377", 8, 9),
    ("376", 6, 6),
    ("351", 9, 9),
    ("353", 7, 9),
    ("212", 9, 9),
    ("213", 8, 9),
    ("216", 8, 8),
    ("221", 9, 9),
    ("222", 8, 8),
    ("223", 8, 8),
    ("224", 8, 9),
    ("225", 10, 10),
    ("226", 8, 8),
    ("227", 8, 8),
    ("228", 8, 8),
    ("229", 8, 10),
    ("230", 7, 8),
    ("235", 8, 8),
    ("236", 8, 8),
    ("237", 8, 9),
    ("241", 7, 9),
    ("242", 9, 9),
    ("243", 9, 9),
    ("250", 9, 9),
    ("253", 8, 8),
    ("257", 8, 8),
    ("261", 9, 9),
    ("269", 7, 7),
    ("509", 8, 8),
    ("33", 9, 9),
    ("32", 8, 9),
    ("41", 9, 9),
    ("31", 9, 9),
    ("34", 9, 9),
    ("44", 9, 10),
    ("49", 6, 13),
    ("1", 10, 10),
];

/// What Swiss numbers begin with after their 0 (OFCOM, numbering plan).
const SWISS: [&[u8]; 34] = [
    b"21", b"22", b"24", b"26", b"27", b"31", b"32", b"33", b"34", b"41", b"43", b"44", b"51", b"52", b"55",
    b"56", b"58", b"61", b"62", b"71", b"74", b"75", b"76", b"77", b"78", b"79", b"80", b"81", b"84", b"86",
    b"90", b"91", b"60", b"98",
];

/// Canadian area codes and the toll-free ones (CNAC, 2025).
const CANADA: [&[u8]; 57] = [
    b"204", b"226", b"236", b"249", b"250", b"263", b"289", b"306", b"343", b"354", b"365", b"367", b"368",
    b"382", b"403", b"416", b"418", b"428", b"431", b"437", b"438", b"450", b"468", b"474", b"506", b"514",
    b"519", b"548", b"579", b"581", b"584", b"587", b"604", b"613", b"639", b"647", b"672", b"683", b"705",
    b"709", b"742", b"753", b"778", b"780", b"782", b"807", b"819", b"825", b"867", b"873", b"902", b"905",
    b"800", b"866", b"877", b"888", b"855",
];

impl Reader<'_> {
    pub(super) fn phone(&self, at: usize, free: usize) -> Read {
        if !is_group(self.bytes(at)) {
            return None;
        }
        let first = if at > free && matches!(self.bytes(at - 1), b"+" | b"(") && self.touches(at) {
            at - 1
        } else {
            at
        };
        // « (+33) 6 … »
        let first = if first > free && first < at && self.bytes(first - 1) == b"(" && self.touches(first) {
            first - 1
        } else {
            first
        };
        let joins = |at: usize| {
            self.follows(at)
                && (self.is(at, Kind::Code) && is_group(self.bytes(at)) || is_joint(self.bytes(at)))
        };
        // Most numbers stand alone and are too short.
        if first == at && self.bytes(at).len() < MIN_DIGITS && !joins(at + 1) {
            return None;
        }
        let mut number = Number::default();
        let (mut whole, mut end, mut groups_end) = (None, first, first);
        while end < self.tokens.len() && end - first < MAX_TOKENS {
            let bytes = self.bytes(end);
            if end > first && !joins(end) || !bytes.iter().all(|byte| number.take(*byte)) {
                break;
            }
            number.take(b' ');
            end += 1;
            if digit_count(bytes) > 0 {
                groups_end = end;
                whole = if number.known().is_some() { Some(end) } else { whole };
            }
        }
        if let Some(end) = whole {
            return Some((Shape::Phone { is_malformed: false }, first, end));
        }
        let mistyped = number.is_mistyped() && groups_end > at;
        mistyped.then_some((Shape::Phone { is_malformed: true }, first, groups_end))
    }
}

fn is_group(bytes: &[u8]) -> bool {
    bytes.first().is_some_and(u8::is_ascii_digit)
        && bytes.iter().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'/'))
}

/// What may stand between the groups: « (0) », « 06 - 39 ».
fn is_joint(bytes: &[u8]) -> bool {
    matches!(bytes, b"(" | b")" | b"-" | b"." | b"/" | b"+")
}
