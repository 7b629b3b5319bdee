//! Multinomial logistic regression with an L2 penalty.

use crate::optimise::minimise;
use crate::sample::Row;

/// A fitted model: a bias and weights for each class.
pub struct Softmax {
    pub classes: usize,
    /// Feature by feature, each with a weight per class; the last row is the bias.
    pub weights: Vec<f64>,
}

impl Softmax {
    /// The weights of a feature, by class.
    pub fn of(&self, feature: usize) -> &[f64] {
        &self.weights[feature * self.classes..][..self.classes]
    }

    /// Forgets the features from `kept` on.
    pub fn forget(&mut self, kept: usize) {
        let bias = self.weights.len() - self.classes;
        self.weights[kept * self.classes..bias].fill(0.0);
    }

    /// The bias, by class.
    pub fn bias(&self) -> &[f64] {
        self.of(self.weights.len() / self.classes - 1)
    }

    /// How likely each class is for a message.
    pub fn probabilities(&self, row: &Row) -> Vec<f64> {
        let mut scores = scores(&self.weights, row, self.classes);
        let highest = scores.iter().copied().fold(f64::MIN, f64::max);
        scores.iter_mut().for_each(|score| *score = (*score - highest).exp());
        let sum: f64 = scores.iter().sum();
        scores.iter_mut().for_each(|score| *score /= sum);
        scores
    }
}

/// The class with the highest value.
pub fn highest(values: &[f64]) -> usize {
    (0..values.len()).max_by(|left, right| values[*left].total_cmp(&values[*right])).unwrap_or(0)
}

fn scores(weights: &[f64], row: &Row, classes: usize) -> Vec<f64> {
    let mut scores = weights[weights.len() - classes..].to_vec();
    for (feature, value) in row {
        for (score, weight) in scores.iter_mut().zip(&weights[feature * classes..][..classes]) {
            *score += weight * value;
        }
    }
    scores
}

/// Fits the model on the messages `train`.
pub fn fit(rows: &[Row], labels: &[usize], train: &[usize], classes: usize, penalties: &[f64]) -> Softmax {
    let features = penalties.len();
    let size = (features + 1) * classes;
    let loss = |point: &[f64], gradient: &mut [f64]| {
        gradient.fill(0.0);
        let mut value = 0.0;
        for index in train {
            let mut errors = scores(point, &rows[*index], classes);
            let highest = errors.iter().copied().fold(f64::MIN, f64::max);
            errors.iter_mut().for_each(|score| *score = (*score - highest).exp());
            let sum: f64 = errors.iter().sum();
            errors.iter_mut().for_each(|score| *score /= sum);
            value -= errors[labels[*index]].max(1e-12).ln();
            errors[labels[*index]] -= 1.0;
            for (feature, amount) in rows[*index].iter().chain([&(features, 1.0)]) {
                for (slope, error) in gradient[feature * classes..][..classes].iter_mut().zip(&errors) {
                    *slope += error * amount;
                }
            }
        }
        // The bias is free.
        for ((slopes, weights), penalty) in
            gradient.chunks_exact_mut(classes).zip(point.chunks_exact(classes)).zip(penalties)
        {
            for (slope, weight) in slopes.iter_mut().zip(weights) {
                value += 0.5 * penalty * weight * weight;
                *slope += penalty * weight;
            }
        }
        value
    };
    let weights = minimise(vec![0.0; size], loss, |_| {});
    Softmax { classes, weights }
}
