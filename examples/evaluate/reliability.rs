//! Measures whether the probabilities given to levels can be taken at their word.
//!
//! Takes the probabilities of each message and the rank of its label; gives, per level, ten equal bins of the
//! probability with what was promised and what came true. Knows nothing of the levels that were read.
//!
//! | probability given to `hostile` | labels              | verdict                      |
//! |--------------------------------|---------------------|------------------------------|
//! | 0.75 for each of four messages | three are `hostile` | reliable, error 0            |
//! | 0.95 for each of four messages | three are `hostile` | too sure, error 0.20         |

use serde_json::{Value, json};

/// How many equal bins the range 0…1 is cut into; the issue asks for ten.
const BIN_COUNT: usize = 10;

/// What was promised and what came true for the probabilities of one bin.
#[derive(Clone, Copy, Debug, Default)]
struct Bin {
    count: u32,
    /// The sum of the probabilities.
    predicted: f64,
    /// How many labels were the level in question.
    observed: u32,
}

impl Bin {
    fn join(self, other: Bin) -> Bin {
        Bin {
            count: self.count + other.count,
            predicted: self.predicted + other.predicted,
            observed: self.observed + other.observed,
        }
    }

    fn mean_predicted(&self) -> f64 {
        self.predicted / f64::from(self.count.max(1))
    }

    fn observed_share(&self) -> f64 {
        f64::from(self.observed) / f64::from(self.count.max(1))
    }

    fn gap(&self) -> f64 {
        (self.mean_predicted() - self.observed_share()).abs()
    }
}

/// The bins of one tone, level by level.
#[derive(Clone, Debug)]
pub struct Reliability {
    levels: Vec<[Bin; BIN_COUNT]>,
}

impl Reliability {
    /// Bins of a tone with so many levels, all empty.
    pub fn new(level_count: usize) -> Self {
        Self { levels: vec![[Bin::default(); BIN_COUNT]; level_count] }
    }

    /// Adds the probabilities of one message, lowest level first, whose label has the rank `gold`.
    pub fn add(&mut self, gold: usize, probabilities: &[f32]) {
        for (rank, (bins, probability)) in self.levels.iter_mut().zip(probabilities).enumerate() {
            let probability = f64::from(*probability);
            let bin = &mut bins[((probability * BIN_COUNT as f64) as usize).min(BIN_COUNT - 1)];
            bin.count += 1;
            bin.predicted += probability;
            bin.observed += u32::from(rank == gold);
        }
    }

    /// The expected calibration error: the mean gap between promise and truth, 0…1, taken level by level and bin by
    /// bin, so that one level promised too often never makes up for another promised too rarely.
    pub fn calibration_error(&self) -> f64 {
        (0..self.levels.len()).map(|rank| self.level_error(rank)).sum::<f64>()
            / self.levels.len().max(1) as f64
    }

    fn level_error(&self, rank: usize) -> f64 {
        let total = self.whole(rank).count.max(1);
        self.levels[rank].iter().map(|bin| bin.gap() * f64::from(bin.count)).sum::<f64>() / f64::from(total)
    }

    /// All bins of one level in one.
    fn whole(&self, rank: usize) -> Bin {
        self.levels[rank].iter().copied().fold(Bin::default(), Bin::join)
    }

    /// The bins that hold something, all levels together, with their number.
    fn pooled(&self) -> impl Iterator<Item = (usize, Bin)> {
        let pool = |index: usize| self.levels.iter().map(|bins| bins[index]).fold(Bin::default(), Bin::join);
        (0..BIN_COUNT).map(move |index| (index, pool(index))).filter(|(_, bin)| bin.count > 0)
    }

    /// Prints the bins of all levels together, then each level's expected and observed share.
    pub fn print(&self, tone: &str, names: &[&str]) {
        println!("\n{tone}, reliability: expected calibration error {:.3}", self.calibration_error());
        println!("{:<12}{:>8}{:>12}{:>10}", "probability", "n", "predicted", "observed");
        for (index, bin) in self.pooled() {
            let (from, to) = bounds(index);
            let (predicted, observed) = (bin.mean_predicted(), bin.observed_share());
            println!("{:<12}{:>8}{predicted:>12.3}{observed:>10.3}", format!("{from:.1}–{to:.1}"), bin.count);
        }
        println!("{:<12}{:>10}{:>10}{:>8}", "level", "expected", "observed", "error");
        for (rank, name) in names.iter().enumerate() {
            let whole = self.whole(rank);
            let (expected, observed) = (100.0 * whole.mean_predicted(), 100.0 * whole.observed_share());
            println!("{name:<12}{expected:>9.1}%{observed:>9.1}%{:>8.3}", self.level_error(rank));
        }
    }

    /// The same for machines.
    pub fn json(&self, names: &[&str]) -> Value {
        let bins: Vec<Value> = self
            .pooled()
            .map(|(index, bin)| {
                let (from, to) = bounds(index);
                json!({
                    "from": from,
                    "to": to,
                    "count": bin.count,
                    "predicted": bin.mean_predicted(),
                    "observed": bin.observed_share(),
                })
            })
            .collect();
        let level = |(rank, name): (usize, &&str)| {
            let whole = self.whole(rank);
            json!({
                "level": name,
                "expected": whole.mean_predicted(),
                "observed": whole.observed_share(),
                "calibration_error": self.level_error(rank),
            })
        };
        let levels: Vec<Value> = names.iter().enumerate().map(level).collect();
        json!({ "calibration_error": self.calibration_error(), "bins": bins, "levels": levels })
    }
}

/// Where a bin starts and ends.
fn bounds(index: usize) -> (f64, f64) {
    (index as f64 / BIN_COUNT as f64, (index + 1) as f64 / BIN_COUNT as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_four(probabilities: [f32; 2], gold: [usize; 4]) -> Reliability {
        let mut reliability = Reliability::new(2);
        gold.iter().for_each(|gold| reliability.add(*gold, &probabilities));
        reliability
    }

    #[test]
    fn what_comes_true_as_often_as_promised_has_no_error() {
        let error = of_four([0.25, 0.75], [1, 1, 1, 0]).calibration_error();
        assert!(error < 1e-9, "{error}");
    }

    #[test]
    fn what_is_promised_too_surely_errs_by_the_gap() {
        let error = of_four([0.05, 0.95], [1, 1, 1, 0]).calibration_error();
        assert!((error - 0.2).abs() < 1e-6, "{error}");
    }

    #[test]
    fn two_levels_wrong_in_opposite_ways_do_not_make_up_for_each_other() {
        let error = of_four([0.5, 0.5], [1, 1, 1, 1]).calibration_error();
        assert!((error - 0.5).abs() < 1e-6, "{error}");
    }

    #[test]
    fn certainty_falls_into_the_last_bin() {
        let bins: Vec<usize> = of_four([0.0, 1.0], [1; 4]).pooled().map(|(index, _)| index).collect();
        assert_eq!(bins, [0, BIN_COUNT - 1]);
    }
}
