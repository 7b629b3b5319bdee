//! How often the customer writes, and whether faster and faster.
//!
//! Looks at times alone. A message without a time counts in no pace; one that comes in late, older than one already heard,
//! counts among the messages of its days but makes no gap.

use serde::{Deserialize, Serialize};

use crate::time::{SECONDS_PER_DAY, Time};

/// How many gaps in a row must shrink before the pace quickens: one may be chance.
const QUICK_GAPS: u32 = 2;

/// How often messages come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Pace {
    /// Messages per day, over the days from the first to the last and at least one; `None` while no time is known.
    pub per_day: Option<f32>,
    /// How many gaps in a row, up to the last, were shorter than the one before.
    pub shrinking_gaps: u32,
}

impl Pace {
    /// Whether the messages come faster and faster: two gaps in a row, or more, shorter than the one before.
    ///
    /// ```
    /// assert!(!politesse::Pace::default().is_quickening());
    /// ```
    pub fn is_quickening(&self) -> bool {
        self.shrinking_gaps >= QUICK_GAPS
    }
}

/// The times seen so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Clock {
    timed: u32,
    earliest: Option<Time>,
    latest: Option<Time>,
    /// The gap before the latest message, in seconds.
    gap: Option<i64>,
    shrinking_gaps: u32,
}

impl Clock {
    /// Takes down the time of one message.
    pub(crate) fn add(&mut self, time: Time) {
        self.timed = self.timed.saturating_add(1);
        self.earliest = Some(self.earliest.map_or(time, |earliest| earliest.min(time)));
        match self.latest {
            Some(latest) if time < latest => return,
            Some(latest) => {
                let gap = time.since(latest);
                let shrinks = self.gap.is_some_and(|before| gap < before);
                self.shrinking_gaps = if shrinks { self.shrinking_gaps.saturating_add(1) } else { 0 };
                self.gap = Some(gap);
            }
            None => {}
        }
        self.latest = Some(time);
    }

    /// The latest time seen.
    pub(crate) fn latest(&self) -> Option<Time> {
        self.latest
    }

    /// The pace so far.
    pub(crate) fn pace(&self) -> Pace {
        let span = self.earliest.zip(self.latest).map(|(earliest, latest)| latest.since(earliest));
        let per_day =
            span.map(|span| self.timed as f32 / (span.max(SECONDS_PER_DAY) as f32 / SECONDS_PER_DAY as f32));
        Pace { per_day, shrinking_gaps: self.shrinking_gaps }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pace(days: &[i64]) -> Pace {
        let mut clock = Clock::default();
        days.iter().for_each(|day| clock.add(Time::from(day * SECONDS_PER_DAY)));
        clock.pace()
    }

    #[test]
    fn the_pace_is_messages_per_day() {
        assert_eq!(pace(&[]).per_day, None);
        assert_eq!(pace(&[3]).per_day, Some(1.0));
        assert_eq!(pace(&[0, 0, 0]).per_day, Some(3.0));
        assert_eq!(pace(&[0, 5, 10]).per_day, Some(0.3));
        assert_eq!(pace(&[10, 0, 5]).per_day, Some(0.3), "the order does not matter");
    }

    #[test]
    fn a_pace_quickens_when_gaps_shrink_twice() {
        assert!(!pace(&[0, 8, 12]).is_quickening());
        assert!(pace(&[0, 8, 12, 14]).is_quickening());
        assert!(!pace(&[0, 8, 12, 14, 18]).is_quickening());
        assert!(!pace(&[0, 2, 4, 6]).is_quickening());
        assert!(pace(&[0, 8, 12, 3, 14]).is_quickening(), "a late message makes no gap");
    }

    #[test]
    fn the_ends_of_time_do_not_overflow() {
        let mut clock = Clock::default();
        for seconds in [i64::MIN, i64::MAX, 0, i64::MAX, i64::MIN] {
            clock.add(Time::from(seconds));
        }
        assert!(clock.pace().per_day.is_some_and(f32::is_finite));
    }
}
