//! Reads a sum of money as it is written: « 49,90 », « 1.200,50 », « 1'200 », « 49€90 ».
//!
//! Gives hundredths of the unit; whether it is money at all, [`super`] knows.

use super::Shape;

/// What a sum is counted in.
///
/// « $ » and « dollars » do not say whose, « francs » alone neither: these keep a unit of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    Euro,
    SwissFranc,
    Franc,
    Cfa,
    Dollar,
    CanadianDollar,
    AmericanDollar,
    Pound,
    MoroccanDirham,
    AlgerianDinar,
    TunisianDinar,
    Dinar,
    /// None is said.
    None,
}

impl Unit {
    /// The unit that a folded word, or a sign, stands for; `None` when it is no unit.
    pub(crate) fn of(word: &[u8]) -> Option<Self> {
        Some(match word {
            b"e"
            | b"eur"
            | b"euro"
            | b"euros"
            | b"eurs"
            | b"euos"
            | b"roros"
            | b"balle"
            | b"balles"
            | b"boules"
            | [0xe2, 0x82, 0xac] => Unit::Euro,
            b"chf" | b"frs" => Unit::SwissFranc,
            b"f" | b"fr" | b"franc" | b"francs" => Unit::Franc,
            b"fcfa" | b"cfa" | b"xof" | b"xaf" => Unit::Cfa,
            b"$" | b"dollar" | b"dollars" => Unit::Dollar,
            b"cad" | b"$ca" | b"piastre" | b"piastres" | b"piasse" | b"piasses" => Unit::CanadianDollar,
            b"usd" => Unit::AmericanDollar,
            [0xc2, 0xa3] | b"gbp" => Unit::Pound,
            b"dh" | b"dhs" | b"mad" | b"dirham" | b"dirhams" => Unit::MoroccanDirham,
            b"da" | b"dzd" => Unit::AlgerianDinar,
            b"dt" | b"tnd" => Unit::TunisianDinar,
            b"dinar" | b"dinars" => Unit::Dinar,
            _ => return None,
        })
    }

    /// Its code: ISO 4217 where it is known, else as it is written; empty when none is said.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Unit::Euro => "EUR",
            Unit::SwissFranc => "CHF",
            Unit::Franc => "F",
            Unit::Cfa => "FCFA",
            Unit::Dollar => "$",
            Unit::CanadianDollar => "CAD",
            Unit::AmericanDollar => "USD",
            Unit::Pound => "GBP",
            Unit::MoroccanDirham => "MAD",
            Unit::AlgerianDinar => "DZD",
            Unit::TunisianDinar => "TND",
            Unit::Dinar => "dinar",
            Unit::None => "",
        }
    }
}

/// Money as it is read.
#[derive(Default)]
pub(crate) struct Money {
    units: Option<u64>,
    cents: u64,
    has_cents: bool,
}

impl Money {
    /// Reads « 49 », « 49,90 », « 1.200,50 », « 1'200 »; false when it is no sum.
    pub(crate) fn take(&mut self, number: &[u8]) -> bool {
        let is_number = !number.is_empty()
            && number[0].is_ascii_digit()
            && number.iter().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.' | b'\''));
        if !is_number {
            return false;
        }
        // « 8.2.1 » is no sum: between two points stand three digits.
        let groups = number.split(|byte| !byte.is_ascii_digit()).skip(1);
        let last = groups.clone().count().saturating_sub(1);
        if groups.take(last).any(|group| group.len() != 3) {
            return false;
        }
        let separator = number.iter().rposition(|byte| matches!(byte, b',' | b'.'));
        // A last group of three digits is thousands, not cents: « 1.200 ».
        let (units, cents) = match separator {
            Some(at) if number.len() - at - 1 <= 2 => (&number[..at], &number[at + 1..]),
            _ => (number, &[][..]),
        };
        self.units = units
            .iter()
            .filter(|byte| byte.is_ascii_digit())
            .try_fold(0_u64, |sum, byte| sum.checked_mul(10)?.checked_add(u64::from(byte - b'0')));
        self.take_cents(cents);
        true
    }

    /// Reads a further group of thousands; false when it is none.
    pub(crate) fn take_group(&mut self, group: &[u8]) -> bool {
        let is_group = group.len() >= 3 && group[..3].iter().all(u8::is_ascii_digit) && !self.has_cents;
        let rest = group.get(3..).unwrap_or(b"");
        let has_cents = matches!(rest, [b',' | b'.', cents @ ..] if (1..=2).contains(&cents.len()));
        if !is_group || !(rest.is_empty() || has_cents) {
            return false;
        }
        let thousands = group[..3].iter().fold(0, |sum, byte| sum * 10 + u64::from(byte - b'0'));
        self.units = self.units.and_then(|units| units.checked_mul(1000)?.checked_add(thousands));
        if has_cents {
            self.take_cents(&rest[1..]);
        }
        true
    }

    pub(crate) fn take_cents(&mut self, cents: &[u8]) {
        if cents.is_empty() || cents.len() > 2 || !cents.iter().all(u8::is_ascii_digit) {
            return;
        }
        let value = cents.iter().fold(0, |sum, byte| sum * 10 + u64::from(byte - b'0'));
        self.cents = if cents.len() == 1 { value * 10 } else { value };
        self.has_cents = true;
    }

    /// Takes units and cents that were written in words.
    pub(crate) fn take_words(&mut self, units: u32, cents: u32) {
        self.units = Some(u64::from(units));
        self.cents = u64::from(cents);
        self.has_cents = cents > 0;
    }

    /// Counts in thousands from now on: « 1,5 k€ ».
    pub(crate) fn take_thousand(&mut self) {
        let hundredths = self.cents();
        self.units = hundredths.and_then(|hundredths| hundredths.checked_mul(10));
        self.cents = 0;
    }

    /// Takes the units for hundredths: « 90 centimes ».
    pub(crate) fn take_as_cents(&mut self) {
        let units = self.units.unwrap_or(0);
        (self.units, self.cents) = (Some(units / 100), units % 100);
    }

    /// In hundredths, `None` when too large to hold.
    pub(crate) fn cents(&self) -> Option<u64> {
        self.units.and_then(|units| units.checked_mul(100)?.checked_add(self.cents))
    }

    pub(crate) fn shape(&self, unit: Unit) -> Shape {
        Shape::Amount { cents: self.cents(), unit }
    }
}
