//! Reads sums of money: « 49€90 », « 1 200,50 EUR », « 15,- CHF », « $40 », « 2k€ », « trente euros ».

use super::money::{Money, Unit};
use super::numerals::{Numeral, is_numeral};
use super::{MAX_GROUPS, Read, Reader};
use crate::clean::tokens::Kind;

/// How many words a number may be written in, in tokens; bounds the look back on `un un un …`.
const MAX_NUMERAL_WORDS: usize = 8;

/// How many digits a group of thousands has.
const GROUP_DIGITS: usize = 3;

/// Whether a word may be the unit of a sum in words, by its length and first letters; most words are none.
#[inline]
pub(super) fn may_be_unit(word: &[u8]) -> bool {
    matches!(
        word,
        [b'e', b'u', _, ..]
            | [b'f' | b'p', b'c' | b'i' | b'r', _, ..]
            | [b'b', b'a' | b'o', _, ..]
            | [b'r', b'o', _, ..]
            | [b'c', b'a' | b'e' | b'f' | b'h', _, ..]
            | [b'd', b'h' | b'i' | b'o' | b'z', _, ..]
    )
}

impl Reader<'_> {
    pub(super) fn amount(&self, at: usize, free: usize) -> Read {
        let bytes = self.bytes(at);
        let digits = bytes.iter().take_while(|byte| !byte.is_ascii_alphabetic()).count();
        let (written, stuck) = bytes.split_at(digits);
        let mut amount = Money::default();
        if !amount.take(written) {
            return None;
        }
        if !stuck.is_empty() {
            return self.stuck_amount(at, written, stuck, amount);
        }
        let mut end = at + 1;
        // « 1 200,50 »: three digits a group.
        while end - at < MAX_GROUPS
            && self.follows(end)
            && self.is(end, Kind::Code)
            && amount.take_group(self.bytes(end))
        {
            end += 1;
        }
        // « 25 000F »: the unit is stuck to the last group.
        if let Some(unit) =
            self.stuck_group(end).filter(|_| amount.take_group(&self.bytes(end)[..GROUP_DIGITS]))
        {
            return Some((amount.shape(unit), at, end + 1));
        }
        let before = if at > free && self.follows(at) { self.unit_before(at - 1) } else { None };
        // « Fr. 45.50 » is Swiss.
        let is_swiss = at > free + 1
            && self.bytes(at - 1) == b"."
            && self.touches(at - 1)
            && matches!(self.bytes(at - 2), b"fr" | b"frs" | b"sfr");
        let before = if is_swiss { Some(Unit::SwissFranc) } else { before };
        let first = if before.is_some() { at - 1 - usize::from(is_swiss) } else { at };
        // « 15,- » and « 15.- » are how the Swiss and the Belgians write a round sum.
        let is_round =
            matches!(self.bytes(end), b"," | b".") && self.touches(end) && self.bytes(end + 1) == b"-";
        let unit_at = if is_round { end + 2 } else { end };
        if let Some((unit, unit_end)) = self.unit(unit_at) {
            let (cents, end) = self.cents_after(unit, unit_end);
            match cents {
                Some(cents) => amount.take_cents(cents),
                None if self.bytes(unit_at).starts_with(b"cent") => amount.take_as_cents(),
                None if matches!(self.bytes(unit_at), b"k" | b"keur" | b"keuros") => amount.take_thousand(),
                None => {}
            }
            return Some((amount.shape(unit), first, end));
        }
        match before {
            Some(unit) => Some((amount.shape(unit), first, if is_round { end + 2 } else { end })),
            None if is_round => Some((amount.shape(Unit::None), first, end + 2)),
            None if end == at + 1 && self.is_bare_price(at) => Some((amount.shape(Unit::None), at, end)),
            None => None,
        }
    }

    /// The unit stuck to a group of thousands at `at`.
    fn stuck_group(&self, at: usize) -> Option<Unit> {
        let bytes = self.bytes(at);
        let is_group = self.follows(at)
            && bytes.len() > GROUP_DIGITS
            && bytes[..GROUP_DIGITS].iter().all(u8::is_ascii_digit);
        is_group.then(|| Unit::of(&bytes[GROUP_DIGITS..])).flatten()
    }

    /// « 2 x 39,99 », « la ligne à 38,20 »: two decimals behind a comma, said as a price, and of nothing that is measured.
    fn is_bare_price(&self, at: usize) -> bool {
        let bytes = self.bytes(at);
        let decimals =
            bytes.iter().rposition(|byte| *byte == b',').map_or(0, |comma| bytes.len() - comma - 1);
        let before = if at == 0 { b"" } else { self.bytes(at - 1) };
        let is_said = matches!(
            before,
            b"de"
                | b"a"
                | b"ces"
                | b"x"
                | b"pour"
                | b"paye"
                | b"payer"
                | b"preleve"
                | b"preleves"
                | b"debite"
                | b"debites"
                | b"facture"
                | b"factures"
                | b"contre"
                | b"montant"
                | b"total"
                | b"coute"
                | b"+"
                | b"("
                | b"="
                | b":"
                | b"les"
        );
        let is_measured = matches!(
            self.bytes(at + 1),
            b"kg"
                | b"g"
                | b"l"
                | b"m"
                | b"cm"
                | b"mm"
                | b"km"
                | b"m2"
                | b"m3"
                | b"kwh"
                | b"ko"
                | b"mo"
                | b"go"
                | b"h"
                | b"%"
                | b"pouces"
                | b"degres"
                | b"litres"
                | b"metres"
                | b"kilos"
                | b"x"
                | b"/"
        );
        decimals == 2 && is_said && !is_measured
    }

    /// « 49e90 », « 49eur », « 2k€ »: the unit stuck to the digits.
    fn stuck_amount(&self, at: usize, written: &[u8], stuck: &[u8], mut amount: Money) -> Read {
        let letters = stuck.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let (word, cents) = stuck.split_at(letters);
        if word == b"k" && cents.is_empty() {
            let (unit, end) = self.unit(at + 1).filter(|_| self.follows(at + 1))?;
            amount.take_thousand();
            return Some((amount.shape(unit), at, end));
        }
        let unit = match word {
            b"keur" | b"keuros" | b"ke" => {
                amount.take_thousand();
                Unit::Euro
            }
            b"cts" | b"centimes" | b"cents" if cents.is_empty() => {
                amount.take_as_cents();
                Unit::Euro
            }
            // « 12da » and « 3dt » are codes as often as dinars; the rest is money whatever stands around.
            _ => Unit::of(word).filter(|_| word.len() > 1 || matches!(word, b"e" | b"f"))?,
        };
        let is_ordinal = word == b"e" && cents.is_empty() && self.is_ordinal(at, written);
        if is_ordinal || !(cents.is_empty() || cents.len() == 2 && cents.iter().all(u8::is_ascii_digit)) {
            return None;
        }
        amount.take_cents(cents);
        Some((amount.shape(unit), at, at + 1))
    }

    /// « 3e », « le 20e jour » and « mon 12e appel » are ranks, not euros.
    fn is_ordinal(&self, at: usize, written: &[u8]) -> bool {
        let before = if at == 0 { b"" } else { self.bytes(at - 1) };
        let is_price =
            matches!(before, b"a" | b"de" | b"pour" | b"coute" | b"paye" | b"plus" | b"prix" | b"=");
        let follows_article = matches!(
            before,
            b"le"
                | b"la"
                | b"l'"
                | b"au"
                | b"du"
                | b"mon"
                | b"ma"
                | b"ce"
                | b"cette"
                | b"votre"
                | b"notre"
                | b"son"
                | b"sa"
                | b"dans"
                | b"et"
                | b"ou"
        );
        let has_noun = self.is(at + 1, Kind::Word);
        written.iter().all(u8::is_ascii_digit)
            && (written.len() == 1 && (has_noun || !is_price) || follows_article && has_noun)
    }

    /// The unit at `at` and one past it: « € », « euros », « F CFA », « francs suisses », « k€ », « centimes ».
    fn unit(&self, at: usize) -> Option<(Unit, usize)> {
        if !(self.is(at, Kind::Word) || self.is(at, Kind::Sign)) {
            return None;
        }
        let word = self.bytes(at);
        let next = if self.follows(at + 1) { self.bytes(at + 1) } else { b"" };
        match word {
            b"f" | b"fr" | b"franc" | b"francs" => Some(match next {
                b"cfa" => (Unit::Cfa, at + 2),
                b"suisse" | b"suisses" => (Unit::SwissFranc, at + 2),
                _ => (Unit::Franc, at + 1),
            }),
            b"dollar" | b"dollars" => Some(match next {
                b"canadien" | b"canadiens" => (Unit::CanadianDollar, at + 2),
                b"us" | b"americain" | b"americains" => (Unit::AmericanDollar, at + 2),
                _ => (Unit::Dollar, at + 1),
            }),
            b"$" => Some(match next {
                b"ca" | b"cad" | b"can" => (Unit::CanadianDollar, at + 2),
                b"us" | b"usd" => (Unit::AmericanDollar, at + 2),
                _ => (Unit::Dollar, at + 1),
            }),
            b"livres" if next == b"sterling" => Some((Unit::Pound, at + 2)),
            b"k" => self.unit(at + 1).filter(|_| self.follows(at + 1)),
            b"keur" | b"keuros" => Some((Unit::Euro, at + 1)),
            b"centime" | b"centimes" => Some((Unit::Euro, at + 1)),
            b"cents" if !matches!(next, b"euros" | b"balles" | b"francs" | b"dollars") => {
                Some((Unit::None, at + 1))
            }
            _ => Unit::of(word).map(|unit| (unit, at + 1)),
        }
    }

    /// The unit that stands before its sum: « $40 », « CHF 15.50 », « EUR 49 ».
    fn unit_before(&self, at: usize) -> Option<Unit> {
        match self.tokens[at].kind {
            Kind::Sign => Unit::of(self.bytes(at)),
            Kind::Word => {
                matches!(self.bytes(at), b"chf" | b"eur" | b"usd" | b"cad" | b"frs" | b"gbp" | b"fcfa")
                    .then(|| Unit::of(self.bytes(at)))
                    .flatten()
            }
            _ => None,
        }
    }

    /// The cents behind the unit that ends at `end`: « 49€90 », « 49 euros 90 », « 49 euros et 90 centimes ».
    fn cents_after(&self, unit: Unit, end: usize) -> (Option<&[u8]>, usize) {
        let is_two = |at: usize| {
            self.is(at, Kind::Code)
                && self.bytes(at).len() == 2
                && self.bytes(at).iter().all(u8::is_ascii_digit)
        };
        if unit == Unit::None {
            return (None, end);
        }
        let has_joint = self.bytes(end) == b"et";
        let at = end + usize::from(has_joint);
        let names_cents = matches!(self.bytes(at + 1), b"centime" | b"centimes" | b"cts" | b"cents");
        if is_two(at) && names_cents {
            return (Some(self.bytes(at)), at + 2);
        }
        // « 49 euros 90 » is a price, « 49 euros 90 jours plus tard » is not.
        let ends_there =
            !self.is(end + 1, Kind::Word) && !self.is(end + 1, Kind::Sign) || self.goes_on_after_sum(end + 1);
        if is_two(end) && (self.touches(end) || self.follows(end) && ends_there) {
            return (Some(self.bytes(end)), end + 1);
        }
        (None, end)
    }

    /// A word that goes on after a whole sum: « 49 euros 90 de trop ».
    fn goes_on_after_sum(&self, at: usize) -> bool {
        matches!(
            self.bytes(at),
            b"de"
                | b"d'"
                | b"sur"
                | b"pour"
                | b"par"
                | b"en"
                | b"a"
                | b"au"
                | b"ttc"
                | b"que"
                | b"qui"
                | b"et"
                | b"svp"
        )
    }

    /// The sum in words whose unit is token `at`: « deux cents euros », « vingt-cinq euros cinquante ».
    pub(super) fn amount_in_words(&self, at: usize, free: usize) -> Read {
        let word = self.bytes(at);
        if at == free {
            return None;
        }
        let last_numeral =
            if matches!(self.bytes(at - 1), b"d'" | b"de") && at - 1 > free { at - 2 } else { at - 1 };
        if !is_numeral(self.bytes(last_numeral)) {
            return None;
        }
        // « cinq cents hosties » are no sum.
        let (unit, end) = self.unit(at).filter(|_| word != b"cents")?;
        let mut first = last_numeral;
        while first > free && last_numeral - first < MAX_NUMERAL_WORDS && self.is_numeral_or_joint(first - 1)
        {
            first -= 1;
        }
        let numeral = self.numeral(first, last_numeral + 1);
        let (first, units) = match numeral {
            Some(units) => (first, units),
            None => (last_numeral, self.numeral(last_numeral, last_numeral + 1)?),
        };
        // « un centime de plus » is a way of speaking.
        if units == 1 && self.bytes(at).starts_with(b"centime") {
            return None;
        }
        let mut amount = Money::default();
        if self.bytes(at).starts_with(b"centime") {
            amount.take_words(units / 100, units % 100);
            return Some((amount.shape(unit), first, end));
        }
        let (cents, end) = self.cents_in_words(end);
        amount.take_words(units, cents);
        Some((amount.shape(unit), first, end))
    }

    fn is_numeral_or_joint(&self, at: usize) -> bool {
        let joins = self.bytes(at) == b"et" && at > 0 && is_numeral(self.bytes(at - 1));
        self.is(at, Kind::Word) && (is_numeral(self.bytes(at)) || joins)
    }

    fn numeral(&self, first: usize, end: usize) -> Option<u32> {
        let mut numeral = Numeral::default();
        (first..end).all(|at| numeral.take(self.bytes(at))).then(|| numeral.value()).flatten()
    }

    /// The cents in words behind a unit, and where they end: « cinquante », « et dix centimes »; nought when there are none.
    fn cents_in_words(&self, end: usize) -> (u32, usize) {
        let first = end + usize::from(self.bytes(end) == b"et");
        let mut last = first;
        while last < self.tokens.len() && last - first < 4 && is_numeral(self.bytes(last)) {
            last += 1;
        }
        let names_cents = matches!(self.bytes(last), b"centime" | b"centimes");
        let ends_there = first == end && (!self.is(last, Kind::Word) || self.goes_on_after_sum(last));
        match self.numeral(first, last).filter(|cents| *cents < 100 && (names_cents || ends_there)) {
            Some(cents) => (cents, last + usize::from(names_cents)),
            None => (0, end),
        }
    }
}
