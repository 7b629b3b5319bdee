//! Figures of agreement between labels and readings.

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

/// The area under the ROC curve of `scores` for the cases marked `positive`.
pub fn auc(scores: &[f64], positive: &[bool]) -> f64 {
    let ranks = ranks(scores);
    let count = positive.iter().filter(|positive| **positive).count() as f64;
    let sum: f64 = ranks.iter().zip(positive).filter(|(_, positive)| **positive).map(|(rank, _)| rank).sum();
    let others = positive.len() as f64 - count;
    (sum - count * (count + 1.0) / 2.0) / (count * others).max(1.0)
}
