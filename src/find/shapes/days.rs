//! Reads days: « 12/03/2026 », « 1er avril », « 2026-03-12 », « le 12.03 », « 03/2026 ».

use super::{Read, Reader, Shape, number};
use crate::clean::tokens::Kind;

/// The years that a date may be in.
const YEARS: std::ops::RangeInclusive<u32> = 1900..=2100;

impl Reader<'_> {
    pub(super) fn date(&self, at: usize, _free: usize) -> Read {
        let bytes = self.bytes(at);
        if let Some((day, month, year)) = self.numeric_date(at, bytes) {
            return Some((Shape::Date { day: day as u8, month: month as u8, year: year as u16 }, at, at + 1));
        }
        let (day, rest) = number(bytes)?;
        if !(1..=31).contains(&day) {
            return None;
        }
        // « 12mars »
        if let Some(month) = month_number(rest) {
            return Some(self.with_year(day, month, at, at + 1));
        }
        let month_at = match rest {
            [] if self.bytes(at + 1) == b"er" => at + 2,
            [] | b"er" => at + 1,
            _ => return None,
        };
        let month = month_number(self.bytes(month_at))?;
        Some(self.with_year(day, month, at, month_at + 1))
    }

    /// The day with the year that may follow at `end`.
    fn with_year(&self, day: u32, month: u8, first: usize, end: usize) -> (Shape, usize, usize) {
        // « 12 janv. 2026 »
        let year_at = if self.bytes(end) == b"." && self.touches(end) { end + 1 } else { end };
        let year = number(self.bytes(year_at)).filter(|(year, rest)| YEARS.contains(year) && rest.is_empty());
        let end = if year.is_some() { year_at + 1 } else { end };
        (Shape::Date { day: day as u8, month, year: year.map_or(0, |(year, _)| year as u16) }, first, end)
    }

    /// Day, month and year written with separators; 0 for what is not said.
    fn numeric_date(&self, at: usize, bytes: &[u8]) -> Option<(u32, u32, u32)> {
        let (first, rest) = number(bytes)?;
        let (separator, rest) = rest.split_first().filter(|(byte, _)| matches!(byte, b'/' | b'.' | b'-'))?;
        let (second, rest_bytes) = number(rest)?;
        let second_len = rest.len() - rest_bytes.len();
        let (day, month, year) = match rest_bytes {
            // « 03/2026 »
            [] if second_len == 4 && *separator == b'/' => (0, first, second),
            [] if self.is_short_date(at, *separator, bytes.len(), second_len) => (first, second, 0),
            [last, year @ ..] if last == separator => {
                let (third, rest) = number(year)?;
                // « 8.2.1 » is a version.
                let is_year = rest.is_empty() && matches!(year.len(), 2 | 4);
                match is_year {
                    true if YEARS.contains(&first) => (third, second, first),
                    true => (first, second, if third < 100 { third + 2000 } else { third }),
                    false => return None,
                }
            }
            _ => return None,
        };
        let has_year = YEARS.contains(&year);
        let is_date = (1..=12).contains(&month)
            && (u32::from(day == 0 && has_year)..=days_in(month))
                .contains(&day.max(u32::from(day == 0 && has_year)))
            && (day > 0 || has_year)
            && (year == 0 || has_year)
            && !self.is_after_version(at);
        is_date.then_some((day, month, year))
    }

    /// « 12/03 », « le 12.03 », « du 3/4 »; « 3/4 » alone is a fraction, « 24/7 » is always.
    fn is_short_date(&self, at: usize, separator: u8, len: usize, month_len: usize) -> bool {
        let before = if at == 0 { b"" } else { self.bytes(at - 1) };
        let is_announced =
            matches!(before, b"le" | b"du" | b"au" | b"depuis" | b"avant" | b"et" | b"date" | b":")
                || matches!(
                    before,
                    b"lundi" | b"mardi" | b"mercredi" | b"jeudi" | b"vendredi" | b"samedi" | b"dimanche"
                );
        let is_long = len > 3 && !matches!(self.bytes(at), b"24/7");
        separator == b'/' && (is_long || is_announced) || month_len == 2 && is_announced
    }

    /// « version 8.2.21 » is no day.
    fn is_after_version(&self, at: usize) -> bool {
        at > 0
            && self.is(at - 1, Kind::Word)
            && matches!(
                self.bytes(at - 1),
                b"version"
                    | b"v"
                    | b"ver"
                    | b"firmware"
                    | b"android"
                    | b"ios"
                    | b"windows"
                    | b"build"
                    | b"maj"
                    | b"ip"
                    | b"appli"
                    | b"app"
                    | b"application"
                    | b"logiciel"
            )
    }
}

/// How many days a month has at most.
pub(crate) fn days_in(month: u32) -> u32 {
    match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The number of the month of that name, folded, 1…12.
pub(crate) fn month_number(word: &[u8]) -> Option<u8> {
    Some(match word {
        b"janvier" | b"janv" | b"jan" => 1,
        b"fevrier" | b"fevr" | b"fev" => 2,
        b"mars" => 3,
        b"avril" | b"avr" => 4,
        b"mai" => 5,
        b"juin" => 6,
        b"juillet" | b"juil" => 7,
        b"aout" => 8,
        b"septembre" | b"sept" => 9,
        b"octobre" | b"oct" => 10,
        b"novembre" | b"nov" => 11,
        b"decembre" | b"dec" => 12,
        _ => return None,
    })
}
