//! When a message was written: seconds since 1970, read from ISO 8601 without a calendar crate.
//!
//! | text                        | seconds since 1970-01-01T00:00:00Z |
//! |-----------------------------|------------------------------------|
//! | `2026-03-02T08:14:00`       | 1 772 439 240, read as UTC         |
//! | `2026-03-02T09:14:00+01:00` | the same moment                    |
//! | `2026-03-02`                | its midnight, UTC                  |

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::error::Error;

const SECONDS_PER_MINUTE: i64 = 60;
const SECONDS_PER_HOUR: i64 = 3_600;
pub(crate) const SECONDS_PER_DAY: i64 = 86_400;

/// The widest offset from UTC that ISO 8601 writes in practice, in hours.
const MAX_OFFSET_HOURS: i64 = 23;

/// A moment, in seconds since 1970-01-01T00:00:00Z; earlier ones are negative.
///
/// ```
/// use politesse::Time;
/// let time: Time = "2026-03-02T09:14:00+01:00".parse().unwrap();
/// assert_eq!(time, "2026-03-02T08:14:00".parse().unwrap());
/// assert_eq!(time, Time::from(1_772_439_240));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Time(i64);

impl Time {
    /// Its seconds since 1970-01-01T00:00:00Z.
    ///
    /// ```
    /// assert_eq!(politesse::Time::from(60).seconds(), 60);
    /// ```
    pub fn seconds(self) -> i64 {
        self.0
    }

    /// How many seconds it is after `earlier`; negative when it is before.
    pub(crate) fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}

impl From<i64> for Time {
    fn from(seconds: i64) -> Self {
        Self(seconds)
    }
}

impl FromStr for Time {
    type Err = Error;

    /// Reads a date (`2026-03-02`), or a date and a time of day (`2026-03-02T08:14`, `2026-03-02 08:14:00.5`), with `Z`, an
    /// offset (`+01:00`, `+0100`, `+01`) or none, which is read as UTC; fractions of a second are left out.
    fn from_str(text: &str) -> Result<Self, Error> {
        read(text.trim().as_bytes()).map(Time).ok_or_else(|| {
            Error::new(text, None, "not a time of ISO 8601, write it as 2026-03-02T08:14:00Z or +01:00")
        })
    }
}

/// The seconds a text of ISO 8601 stands for.
fn read(text: &[u8]) -> Option<i64> {
    let mut rest = text;
    let year = number(&mut rest, 4)?;
    let month = after(&mut rest, b'-').and_then(|()| number(&mut rest, 2))?;
    let day = after(&mut rest, b'-').and_then(|()| number(&mut rest, 2))?;
    if !(1..=12).contains(&month) || !(1..=days_in(year, month)).contains(&day) {
        return None;
    }
    let midnight = days_since_1970(year, month, day) * SECONDS_PER_DAY;
    if rest.is_empty() {
        return Some(midnight);
    }
    if !matches!(rest[0], b'T' | b't' | b' ') {
        return None;
    }
    rest = &rest[1..];
    let seconds = time_of_day(&mut rest)?;
    Some(midnight + seconds - offset(rest)?)
}

/// `08:14`, `08:14:00` or `08:14:00.5`, in seconds since midnight; a leap second is the one before it.
fn time_of_day(rest: &mut &[u8]) -> Option<i64> {
    let hour = number(rest, 2)?;
    let minute = after(rest, b':').and_then(|()| number(rest, 2))?;
    let second = match after(rest, b':') {
        Some(()) => number(rest, 2)?,
        None => 0,
    };
    if let [b'.' | b',', digits @ ..] = *rest {
        let count = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if count == 0 {
            return None;
        }
        *rest = &digits[count..];
    }
    let in_range = hour < 24 && minute < 60 && second <= 60;
    in_range.then_some(hour * SECONDS_PER_HOUR + minute * SECONDS_PER_MINUTE + second.min(59))
}

/// `Z`, `+01:00`, `+0100`, `+01` or nothing, in seconds east of UTC.
fn offset(mut rest: &[u8]) -> Option<i64> {
    let sign = match rest.first() {
        None => return Some(0),
        Some(b'Z' | b'z') => return (rest.len() == 1).then_some(0),
        Some(b'+') => 1,
        Some(b'-') => -1,
        Some(_) => return None,
    };
    rest = &rest[1..];
    let hours = number(&mut rest, 2)?;
    let minutes = if rest.is_empty() {
        0
    } else {
        let _ = after(&mut rest, b':');
        number(&mut rest, 2)?
    };
    let in_range = hours <= MAX_OFFSET_HOURS && minutes < 60 && rest.is_empty();
    in_range.then_some(sign * (hours * SECONDS_PER_HOUR + minutes * SECONDS_PER_MINUTE))
}

/// Takes a number of exactly `length` digits.
fn number(rest: &mut &[u8], length: usize) -> Option<i64> {
    let (digits, behind) = rest.split_at_checked(length)?;
    if !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    *rest = behind;
    Some(digits.iter().fold(0, |value, digit| value * 10 + i64::from(digit - b'0')))
}

/// Takes one byte, when it is that one.
fn after(rest: &mut &[u8], byte: u8) -> Option<()> {
    *rest = rest.strip_prefix(&[byte])?;
    Some(())
}

fn days_in(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days from 1970-01-01 to a day of the Gregorian calendar, after Howard Hinnant, "chrono-Compatible Low-Level Date
/// Algorithms" (2013), `days_from_civil`: years begin in March, so that the leap day is the last.
fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_read_however_iso_writes_it() {
        let rows = [
            ("1970-01-01T00:00:00Z", 0),
            ("1970-01-01", 0),
            ("1969-12-31T23:59:59Z", -1),
            ("2000-02-29T00:00:00Z", 951_782_400),
            ("2026-03-02T08:14:00", 1_772_439_240),
            ("2026-03-02 08:14", 1_772_439_240),
            (" 2026-03-02T08:14:00.999Z ", 1_772_439_240),
            ("2026-03-02T09:14:00+01:00", 1_772_439_240),
            ("2026-03-02T09:14+0100", 1_772_439_240),
            ("2026-03-02T04:14:00-04", 1_772_439_240),
            ("2016-12-31T23:59:60Z", 1_483_228_799),
        ];
        for (text, seconds) in rows {
            assert_eq!(text.parse::<Time>().map(Time::seconds), Ok(seconds), "{text}");
        }
    }

    #[test]
    fn what_is_no_moment_is_refused_with_a_remedy() {
        let rows = [
            "",
            "hier",
            "2026-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-3-2",
            "2026-03-02T",
            "2026-03-02T25:00",
            "2026-03-02T08:61",
            "2026-03-02T08:14:00+25:00",
            "2026-03-02T08:14:00+01:0",
            "2026-03-02T08:14:00.Z",
            "2026-03-02T08:14:00 demain",
            "20260302T081400Z",
            "２０２６-03-02",
        ];
        for text in rows {
            let error = text.parse::<Time>().expect_err(text).to_string();
            assert!(error.contains("ISO 8601"), "{text}: {error}");
        }
    }
}
