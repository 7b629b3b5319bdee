//! What many readings come to: how many messages have which level, intent and missing need.
//!
//! Small and of fixed size but for the needs, of which the data has some twenty; so it can be kept for any number of
//! messages, and the totals of two threads can be added.

use std::collections::BTreeMap;

use politesse::{Aggression, Intent, Level, Name, Politeness, Reading, Urgency};

/// Into how many steps of equal width the scores from 0 to 1 are put.
pub const BINS: usize = 20;

/// What a score of 1 counts in a sum.
const UNIT: f32 = 10_000.0;

/// How many messages have a score in each step.
pub type Histogram = [u64; BINS];

/// The counts over all readings printed.
#[derive(Clone, Debug, Default)]
pub struct Totals {
    /// How many readings.
    pub messages: u64,
    /// By rank of the level.
    pub politeness: [u64; Politeness::ALL.len()],
    /// By rank of the level.
    pub aggression: [u64; Aggression::ALL.len()],
    /// By rank of the level.
    pub urgency: [u64; Urgency::ALL.len()],
    /// With nothing needed given, with some of it, with all.
    pub completeness: [u64; 3],
    /// The scores of politeness, aggression, urgency and completeness.
    pub histograms: [Histogram; 4],
    /// The sums of these scores, in ten-thousandths: whole numbers come to the same in whatever order they are added.
    pub sums: [u64; 4],
    /// By index of the intent.
    pub intents: [u64; Intent::ALL.len()],
    /// By name of the need: « order_number|tracking_number ».
    pub missing: BTreeMap<String, u64>,
}

impl Totals {
    /// Counts one more reading.
    pub fn add(&mut self, reading: &Reading<'_>) {
        let scores = [
            reading.politeness().score,
            reading.aggression().score,
            reading.urgency().score,
            reading.completeness(),
        ];
        self.messages += 1;
        self.politeness[reading.politeness().level.rank()] += 1;
        self.aggression[reading.aggression().level.rank()] += 1;
        self.urgency[reading.urgency().level.rank()] += 1;
        self.completeness[completeness_rank(reading.completeness())] += 1;
        for (at, score) in scores.into_iter().enumerate() {
            self.histograms[at][bin(score)] += 1;
            self.sums[at] += (score * UNIT).round() as u64;
        }
        self.intents[reading.intent().intent.index()] += 1;
        for need in reading.missing() {
            match self.missing.get_mut(need) {
                Some(count) => *count += 1,
                None => _ = self.missing.insert(need.to_owned(), 1),
            }
        }
    }

    /// The mean of a score, 0 where there is none.
    pub fn mean(&self, score: usize) -> f32 {
        self.sums[score] as f32 / UNIT / self.messages.max(1) as f32
    }

    /// Adds the counts of other readings.
    pub fn join(&mut self, other: &Totals) {
        self.messages += other.messages;
        add(&mut self.politeness, &other.politeness);
        add(&mut self.aggression, &other.aggression);
        add(&mut self.urgency, &other.urgency);
        add(&mut self.completeness, &other.completeness);
        for (counts, others) in self.histograms.iter_mut().zip(&other.histograms) {
            add(counts, others);
        }
        add(&mut self.sums, &other.sums);
        add(&mut self.intents, &other.intents);
        for (need, count) in &other.missing {
            *self.missing.entry(need.clone()).or_default() += count;
        }
    }
}

/// 0 when nothing needed is given, 1 when some of it is, 2 when all is.
pub fn completeness_rank(score: f32) -> usize {
    usize::from(score > 0.0) + usize::from(score >= 1.0)
}

/// The step a score falls into; 1 falls into the last.
fn bin(score: f32) -> usize {
    ((score.max(0.0) * BINS as f32) as usize).min(BINS - 1)
}

fn add(counts: &mut [u64], others: &[u64]) {
    for (count, other) in counts.iter_mut().zip(others) {
        *count += other;
    }
}
