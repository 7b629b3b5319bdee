//! Reads postal addresses with a house number: « 3 rue des Lilas, 35000 Rennes », « Rue de la Loi 16, 1000 Bruxelles »,
//! « 1234, rue Saint-Denis, Montréal (Québec) H2X 3K4 ».

use super::{POSTCODE_DIGITS, Read, Reader, Shape, digit_count, month_number};
use crate::clean::tokens::Kind;

/// How far an address reaches behind its street, in tokens.
const MAX_ADDRESS: usize = 16;

/// How far before its number a street may begin, in tokens: « Chaussée de la Petite Espinette 12 ».
const MAX_STREET: usize = 6;

/// How far ahead a postcode is looked for, in tokens.
const MAX_TO_POSTCODE: usize = 5;

/// The most digits a house number has, in digits.
const MAX_HOUSE_DIGITS: usize = 5;

impl Reader<'_> {
    /// The number first, as in France and Québec.
    pub(super) fn address(&self, at: usize, _free: usize) -> Read {
        let mut street = at + 1;
        while street < at + 4
            && matches!(self.bytes(street), b"," | b"bis" | b"ter" | b"quater" | b"b" | b"a")
        {
            street += 1;
        }
        if digit_count(self.bytes(at)) > MAX_HOUSE_DIGITS
            || !is_house(self.bytes(at))
            || !self.is_street(street)
        {
            return None;
        }
        let end = self.address_end(street + 1, false);
        (end > street + 1).then_some((Shape::Address, at, end))
    }

    /// The street first, as in Belgium and Switzerland: needs a name with a capital between street and number.
    pub(super) fn street_number(&self, at: usize, free: usize) -> Read {
        if digit_count(self.bytes(at)) > 3 || !is_house(self.bytes(at)) {
            return None;
        }
        let lowest = free.max(at.saturating_sub(MAX_STREET));
        let first = (lowest..at).rev().find(|first| self.is_street(*first) || self.ends_as_street(*first))?;
        let is_name = |at: usize| {
            self.is(at, Kind::Word) && (self.tokens[at].is_capitalised || is_joint(self.bytes(at)))
                || self.bytes(at) == b","
        };
        let is_one_word = self.ends_as_street(first);
        let has_name = is_one_word || (first + 1..at).any(|at| self.tokens[at].is_capitalised);
        let first =
            if is_one_word && first > free && self.bytes(first - 1) == b"grand" { first - 1 } else { first };
        (has_name && (first + 1..at).all(is_name) && self.tokens[first].clause == self.tokens[at].clause)
            .then(|| (Shape::Address, first, self.address_end(at + 1, true)))
    }

    /// One past the address whose street name or number goes on at `from`.
    ///
    /// The name may be in small letters (« 3 rue de la gare »), and all of it before a postcode, as is typed in haste
    /// (« 3 rue victor hugo 75011 paris »). Gives `from` when no name stands there and `is_named` is false.
    fn address_end(&self, from: usize, is_named: bool) -> usize {
        // « boul. Laurier »
        let from = if self.bytes(from) == b"." && self.touches(from) { from + 1 } else { from };
        let (mut end, mut last, mut is_named) = (from, from, is_named);
        while end < self.tokens.len() && end < from + MAX_ADDRESS {
            let token = self.tokens[end];
            let is_name = token.kind == Kind::Word && token.is_capitalised;
            let is_postcode = token.kind == Kind::Code
                && (matches!(self.bytes(end).len(), 4 | 5)
                    && digit_count(self.bytes(end)) == self.bytes(end).len()
                    || is_canadian_half(self.bytes(end)));
            let is_small = token.kind == Kind::Word && !is_joint(self.bytes(end));
            let is_town = end > from && self.has_postcode(end - 1);
            let is_small_name = is_small && (!is_named || is_town || self.leads_to_postcode(end));
            // « rue du 8 mai 1945 »
            let is_dated = token.kind == Kind::Code && month_number(self.bytes(end + 1)).is_some()
                || month_number(self.bytes(end)).is_some()
                || end > from && month_number(self.bytes(end - 1)).is_some() && token.kind == Kind::Code;
            let is_line_end = token.kind == Kind::Newline && self.is_postcode_next(end + 1);
            let is_extra = matches!(
                self.bytes(end),
                b"apt" | b"app" | b"appt" | b"bte" | b"boite" | b"bat" | b"etage" | b"bureau" | b"cedex"
            );
            let is_box = last == end && end > from && is_house(self.bytes(end)) && self.is_extra_before(end);
            if is_name || is_postcode || is_dated || is_small_name || is_extra || is_box {
                last = end + 1;
                is_named |= token.kind == Kind::Word || is_dated;
            } else if !(is_joint(self.bytes(end))
                || matches!(self.bytes(end), b"," | b"(" | b")" | b"-")
                || is_line_end)
            {
                break;
            }
            end += 1;
            // « (Québec) »
            if last + 1 == end && self.bytes(last) == b")" {
                last = end;
            }
        }
        last
    }

    /// Whether small words alone stand between `at` and a postcode of five digits.
    fn leads_to_postcode(&self, at: usize) -> bool {
        let ahead =
            (at + 1..at + MAX_TO_POSTCODE).find(|at| !self.is(*at, Kind::Word) && self.bytes(*at) != b",");
        ahead.is_some_and(|at| self.has_postcode(at))
    }

    fn has_postcode(&self, at: usize) -> bool {
        self.bytes(at).len() == POSTCODE_DIGITS && digit_count(self.bytes(at)) == POSTCODE_DIGITS
    }

    fn is_extra_before(&self, at: usize) -> bool {
        matches!(
            self.bytes(at - 1),
            b"apt" | b"app" | b"appt" | b"bte" | b"boite" | b"bat" | b"bureau" | b"cedex"
        )
    }

    fn is_postcode_next(&self, at: usize) -> bool {
        let bytes = self.bytes(at);
        self.is(at, Kind::Code)
            && matches!(bytes.len(), 4 | 5)
            && digit_count(bytes) == bytes.len()
            && self.tokens.get(at + 1).is_some_and(|token| token.kind == Kind::Word && token.is_capitalised)
    }

    fn is_street(&self, at: usize) -> bool {
        self.is(at, Kind::Word)
            && matches!(
                self.bytes(at),
                b"rue"
                    | b"avenue"
                    | b"av"
                    | b"ave"
                    | b"boulevard"
                    | b"boul"
                    | b"bd"
                    | b"bld"
                    | b"bvd"
                    | b"chemin"
                    | b"place"
                    | b"allee"
                    | b"allees"
                    | b"impasse"
                    | b"quai"
                    | b"route"
                    | b"cours"
                    | b"square"
                    | b"chaussee"
                    | b"rang"
                    | b"lotissement"
                    | b"ruelle"
                    | b"passage"
                    | b"sentier"
                    | b"esplanade"
                    | b"faubourg"
                    | b"montee"
            )
    }

    /// « Bahnhofstrasse 3 », « Kerkstraat 5 », « Grand-Rue 12 ».
    fn ends_as_street(&self, at: usize) -> bool {
        let bytes = self.bytes(at);
        self.is(at, Kind::Word)
            && self.tokens[at].is_capitalised
            && (bytes.len() > 6
                && (bytes.ends_with(b"strasse") || bytes.ends_with(b"straat") || bytes.ends_with(b"laan"))
                || bytes == b"rue" && at > 0 && self.bytes(at - 1) == b"grand")
    }
}

/// « 3 », « 12bis », « 12-14 ».
fn is_house(bytes: &[u8]) -> bool {
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    (1..=MAX_HOUSE_DIGITS).contains(&digits)
        && (matches!(&bytes[digits..], b"" | b"bis" | b"ter" | b"a" | b"b" | b"c" | b"d")
            || matches!(bytes[digits], b'-' | b'/') && bytes.len() <= 2 * MAX_HOUSE_DIGITS + 1)
}

/// « H2X » or « 3K4 » of a Canadian postcode, or both.
fn is_canadian_half(bytes: &[u8]) -> bool {
    let is_half = |half: &[u8]| match half {
        [a, b, c] => {
            a.is_ascii_lowercase() && b.is_ascii_digit() && c.is_ascii_lowercase()
                || a.is_ascii_digit() && b.is_ascii_lowercase() && c.is_ascii_digit()
        }
        _ => false,
    };
    is_half(bytes) || bytes.len() == 6 && is_half(&bytes[..3]) && is_half(&bytes[3..])
}

/// Small words inside the name of a street or town.
fn is_joint(word: &[u8]) -> bool {
    matches!(
        word,
        b"de"
            | b"du"
            | b"des"
            | b"la"
            | b"le"
            | b"les"
            | b"l'"
            | b"d'"
            | b"a"
            | b"et"
            | b"saint"
            | b"sainte"
            | b"st"
            | b"ste"
            | b"sur"
            | b"en"
            | b"sous"
            | b"lez"
            | b"aux"
            | b"au"
    )
}
