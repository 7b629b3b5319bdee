//! Reads a sum of money as it is written: « 49,90 », « 1.200,50 », « 1'200 », « 49€90 ».
//!
//! Gives hundredths of the unit; which unit it is, and whether it is money at all, [`super::shapes`] knows.

use super::shapes::Shape;

/// Money as it is read.
#[derive(Default)]
pub(super) struct Money {
    units: Option<u64>,
    cents: u64,
    has_cents: bool,
}

impl Money {
    /// Reads « 49 », « 49,90 », « 1.200,50 », « 1'200 »; false when it is no number.
    pub(super) fn take(&mut self, number: &[u8]) -> bool {
        let is_number = !number.is_empty()
            && number[0].is_ascii_digit()
            && number.iter().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.' | b'\''));
        if !is_number {
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
    pub(super) fn take_group(&mut self, group: &[u8]) -> bool {
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

    pub(super) fn take_cents(&mut self, cents: &[u8]) {
        if cents.is_empty() || cents.len() > 2 || !cents.iter().all(u8::is_ascii_digit) {
            return;
        }
        let value = cents.iter().fold(0, |sum, byte| sum * 10 + u64::from(byte - b'0'));
        self.cents = if cents.len() == 1 { value * 10 } else { value };
        self.has_cents = true;
    }

    pub(super) fn shape(&self) -> Shape {
        Shape::Amount { cents: self.units.and_then(|units| units.checked_mul(100)?.checked_add(self.cents)) }
    }
}
