//! Figures of agreement between labels and readings.

use std::cmp::Ordering;

/// Counts of (gold, predicted) pairs.
#[derive(Clone, Debug)]
pub struct Confusion {
    size: usize,
    counts: Vec<u32>,
}

impl Confusion {
    /// A table of `size` ranks.
    pub fn new(size: usize) -> Self {
        Self { size, counts: vec![0; size * size] }
    }

    /// Counts one pair.
    pub fn add(&mut self, gold: usize, predicted: usize) {
        self.counts[gold * self.size + predicted] += 1;
    }

    /// How often `gold` was read as `predicted`.
    pub fn count(&self, gold: usize, predicted: usize) -> u32 {
        self.counts[gold * self.size + predicted]
    }

    fn cells(&self) -> impl Iterator<Item = (usize, usize, f64)> {
        (0..self.size).flat_map(move |gold| {
            (0..self.size).map(move |predicted| (gold, predicted, f64::from(self.count(gold, predicted))))
        })
    }

    fn total(&self) -> f64 {
        self.cells().map(|(_, _, count)| count).sum()
    }

    /// Cohen's kappa with quadratic weights: 1 perfect, 0 chance.
    pub fn weighted_kappa(&self) -> f64 {
        let total = self.total();
        let (mut gold_share, mut predicted_share) = (vec![0.0; self.size], vec![0.0; self.size]);
        for (gold, predicted, count) in self.cells() {
            gold_share[gold] += count;
            predicted_share[predicted] += count;
        }
        let distance = |gold: usize, predicted: usize| (gold as f64 - predicted as f64).powi(2);
        let observed: f64 =
            self.cells().map(|(gold, predicted, count)| distance(gold, predicted) * count).sum();
        let expected: f64 = self
            .cells()
            .map(|(gold, predicted, _)| {
                distance(gold, predicted) * gold_share[gold] * predicted_share[predicted] / total
            })
            .sum();
        if expected == 0.0 { 1.0 } else { 1.0 - observed / expected }
    }

    /// The share of pairs whose ranks are `distance` apart or more.
    pub fn share_off_by(&self, distance: usize) -> f64 {
        let off: f64 = self
            .cells()
            .filter(|(gold, predicted, _)| gold.abs_diff(*predicted) >= distance)
            .map(|(_, _, count)| count)
            .sum();
        off / self.total().max(1.0)
    }

    /// The share of pairs that agree.
    pub fn exact(&self) -> f64 {
        1.0 - self.share_off_by(1)
    }

    /// The mean over gold classes of the F1 of each; classes that never occur are left out.
    pub fn macro_f1(&self) -> f64 {
        let mut scores = Vec::new();
        for class in 0..self.size {
            let counts = F1 {
                right: self.count(class, class),
                predicted: (0..self.size).map(|gold| self.count(gold, class)).sum(),
                gold: (0..self.size).map(|predicted| self.count(class, predicted)).sum(),
            };
            if counts.gold > 0 {
                scores.push(counts.f1());
            }
        }
        scores.iter().sum::<f64>() / scores.len().max(1) as f64
    }
}

/// Counts for precision and recall.
#[derive(Clone, Copy, Debug, Default)]
pub struct F1 {
    pub right: u32,
    pub predicted: u32,
    pub gold: u32,
}

impl F1 {
    /// Adds what was found and what should have been.
    pub fn add<T: PartialEq>(&mut self, gold: &[T], predicted: &[T]) {
        self.gold += gold.len() as u32;
        self.predicted += predicted.len() as u32;
        self.right += predicted.iter().filter(|one| gold.contains(one)).count() as u32;
    }

    /// The harmonic mean of precision and recall; 1 where nothing was to be found and nothing was.
    pub fn f1(&self) -> f64 {
        if self.gold + self.predicted == 0 {
            1.0
        } else {
            2.0 * f64::from(self.right) / f64::from(self.gold + self.predicted)
        }
    }

    /// The share of what was found that is right.
    pub fn precision(&self) -> f64 {
        f64::from(self.right) / f64::from(self.predicted.max(1))
    }

    /// The share of what is right that was found.
    pub fn recall(&self) -> f64 {
        f64::from(self.right) / f64::from(self.gold.max(1))
    }
}

/// Ranks with ties sharing their mean, from 1.
fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|left, right| values[*left].total_cmp(&values[*right]));
    let mut ranks = vec![0.0; values.len()];
    let mut start = 0;
    while start < order.len() {
        let mut end = start + 1;
        while end < order.len() && values[order[end]] == values[order[start]] {
            end += 1;
        }
        let mean = (start + end + 1) as f64 / 2.0;
        order[start..end].iter().for_each(|index| ranks[*index] = mean);
        start = end;
    }
    ranks
}

/// Spearman's rank correlation.
pub fn spearman(left: &[f64], right: &[f64]) -> f64 {
    let (left, right) = (ranks(left), ranks(right));
    let mean = (left.len() + 1) as f64 / 2.0;
    let covariance =
        |a: &[f64], b: &[f64]| -> f64 { a.iter().zip(b).map(|(a, b)| (a - mean) * (b - mean)).sum() };
    let spread = (covariance(&left, &left) * covariance(&right, &right)).sqrt();
    if spread == 0.0 { 0.0 } else { covariance(&left, &right) / spread }
}

/// The area under the ROC curve of `scores` for the cases marked `positive`; 0.5 where all are or none is.
pub fn auc(scores: &[f64], positive: &[bool]) -> f64 {
    let ranks = ranks(scores);
    let count = positive.iter().filter(|positive| **positive).count() as f64;
    let sum: f64 = ranks.iter().zip(positive).filter(|(_, positive)| **positive).map(|(rank, _)| rank).sum();
    let others = positive.len() as f64 - count;
    let pairs = count * others;
    if pairs == 0.0 { 0.5 } else { (sum - count * (count + 1.0) / 2.0) / pairs }
}

/// The middle value, or the mean of the two in the middle; 0 of nothing.
fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    match (sorted.len(), sorted.len() / 2) {
        (0, _) => 0.0,
        (len, middle) if len % 2 == 1 => sorted[middle],
        (_, middle) => (sorted[middle - 1] + sorted[middle]) / 2.0,
    }
}

/// The share of cases on their side of the median of `scores`: above where positive, below where not.
///
/// A case that lies at the median is half right, so that neither order nor ties decide. No threshold is chosen.
pub fn median_split_accuracy(scores: &[f64], positive: &[bool]) -> f64 {
    let median = median(scores);
    let right = |(score, positive): (&f64, &bool)| match score.total_cmp(&median) {
        Ordering::Equal => 0.5,
        side => f64::from(u8::from((side == Ordering::Greater) == *positive)),
    };
    scores.iter().zip(positive).map(right).sum::<f64>() / scores.len().max(1) as f64
}

/// The highest accuracy that any one threshold on `scores` gives.
///
/// Optimistic: the threshold is chosen on the very cases it is measured on.
pub fn best_threshold_accuracy(scores: &[f64], positive: &[bool]) -> f64 {
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by(|left, right| scores[*right].total_cmp(&scores[*left]));
    // Above every score nothing is read as positive: all that is not is right.
    let mut right = positive.iter().filter(|positive| !**positive).count();
    let mut best = right;
    for (place, index) in order.iter().enumerate() {
        right = if positive[*index] { right + 1 } else { right - 1 };
        let is_last_of_tie = order.get(place + 1).is_none_or(|next| scores[*next] != scores[*index]);
        if is_last_of_tie {
            best = best.max(right);
        }
    }
    best as f64 / scores.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(what: &str, found: f64, expected: f64) {
        assert!((found - expected).abs() < 1e-4, "{what}: {found}, not {expected}");
    }

    fn confusion(size: usize, rows: &[&[u32]]) -> Confusion {
        Confusion { size, counts: rows.concat() }
    }

    #[test]
    fn kappa_is_one_when_all_agree_and_nothing_by_chance() {
        check("all agree", confusion(3, &[&[4, 0, 0], &[0, 2, 0], &[0, 0, 1]]).weighted_kappa(), 1.0);
        check("by chance", confusion(2, &[&[4, 2], &[2, 1]]).weighted_kappa(), 0.0);
        check("all apart", confusion(2, &[&[0, 3], &[3, 0]]).weighted_kappa(), -1.0);
        check("one class only", confusion(2, &[&[3, 0], &[0, 0]]).weighted_kappa(), 1.0);
    }

    #[test]
    fn kappa_weighs_a_distance_by_its_square() {
        check("two classes", confusion(2, &[&[20, 5], &[10, 15]]).weighted_kappa(), 0.4);
        check(
            "one off by two",
            confusion(3, &[&[1, 0, 1], &[0, 1, 0], &[0, 0, 1]]).weighted_kappa(),
            5.0 / 13.0,
        );
        check("one off by one", confusion(3, &[&[1, 1, 0], &[0, 1, 0], &[0, 0, 1]]).weighted_kappa(), 0.8);
    }

    #[test]
    fn spearman_looks_at_ranks_alone() {
        let rising = [1.0, 2.0, 3.0, 4.0, 5.0];
        check("any rise", spearman(&rising, &[1.0, 10.0, 11.0, 500.0, 501.0]), 1.0);
        check("any fall", spearman(&rising, &[9.0, 8.0, 3.0, 2.0, -7.0]), -1.0);
        check("a tie", spearman(&rising, &[5.0, 6.0, 7.0, 8.0, 7.0]), 8.0 / 95f64.sqrt());
        check("no spread", spearman(&rising, &[2.0; 5]), 0.0);
    }

    #[test]
    fn auc_is_the_share_of_pairs_in_the_right_order() {
        let scores = [0.1, 0.4, 0.35, 0.8];
        check("three of four pairs", auc(&scores, &[false, false, true, true]), 0.75);
        check("all pairs", auc(&scores, &[false, true, false, true]), 1.0);
        check("no pair", auc(&scores, &[true, false, true, false]), 0.0);
        check("a tie is half a pair", auc(&[0.2, 0.2, 0.9], &[false, true, true]), 0.75);
        check("no pair to order", auc(&scores, &[true; 4]), 0.5);
    }

    #[test]
    fn a_split_at_the_median_takes_no_side_on_it() {
        check(
            "all on their side",
            median_split_accuracy(&[0.1, 0.2, 0.8, 0.9], &[false, false, true, true]),
            1.0,
        );
        check(
            "the middle one is half right",
            median_split_accuracy(&[0.1, 0.5, 0.9], &[false, true, true]),
            2.5 / 3.0,
        );
        check("all the same", median_split_accuracy(&[0.5; 4], &[true, false, false, false]), 0.5);
    }

    #[test]
    fn the_best_threshold_cannot_part_equal_scores() {
        check("clean cut", best_threshold_accuracy(&[0.1, 0.7, 0.3, 0.9], &[false, true, false, true]), 1.0);
        check("equal scores", best_threshold_accuracy(&[0.5, 0.5, 0.5], &[true, false, false]), 2.0 / 3.0);
        check("all positive", best_threshold_accuracy(&[0.1, 0.2], &[true, true]), 1.0);
        check("upside down", best_threshold_accuracy(&[0.1, 0.9], &[true, false]), 0.5);
    }
}
