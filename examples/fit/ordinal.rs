//! The proportional-odds model (McCullagh 1980): `P(level ≤ k) = logistic(threshold[k] − latent)`.

use politesse::FeatureDirection;

use crate::optimise::minimise;
use crate::sample::Row;
use crate::support::metrics::Confusion;

/// What a weight may be and costs.
#[derive(Clone, Copy)]
pub struct Penalty {
    /// The L2 penalty.
    pub strength: f64,
    /// The sign it must keep.
    pub direction: FeatureDirection,
}

/// A fitted tone.
#[derive(Clone, Default)]
pub struct Ordinal {
    pub weights: Vec<f64>,
    pub thresholds: Vec<f64>,
    pub cuts: Vec<f64>,
}

/// A message held out: its latent value, its labelled rank, and the lowest and highest rank open to it.
#[derive(Clone, Copy, Debug)]
pub struct Placed {
    pub latent: f64,
    pub rank: usize,
    pub open: (usize, usize),
}

/// The least distance between two thresholds.
const MIN_GAP: f64 = 1e-3;

/// How many candidate cuts are tried for each level.
const CUT_CANDIDATES: usize = 120;

/// How often all cuts are moved in turn.
const CUT_ROUNDS: usize = 4;

impl Ordinal {
    /// The latent value of a message; a feature without a weight adds nothing.
    pub fn latent(&self, row: &Row) -> f64 {
        row.iter().map(|(feature, value)| self.weights.get(*feature).unwrap_or(&0.0) * value).sum()
    }
}

/// A scale and thresholds that fit latent values of messages held out.
pub fn calibrated(latents: &[f64], ranks: &[usize], levels: usize) -> Ordinal {
    let rows: Vec<Row> = latents.iter().map(|latent| vec![(0, *latent)]).collect();
    let all: Vec<usize> = (0..rows.len()).collect();
    let free = [Penalty { strength: 0.0, direction: FeatureDirection::Raises }];
    fit(&rows, ranks, &all, levels, &free)
}

pub fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

/// Fits weights and thresholds on the messages `train`.
pub fn fit(rows: &[Row], ranks: &[usize], train: &[usize], levels: usize, penalties: &[Penalty]) -> Ordinal {
    let features = penalties.len();
    let steps = levels - 1;
    let mut start = vec![0.0; features + steps];
    for step in 0..steps {
        let below = train.iter().filter(|index| ranks[**index] <= step).count() as f64 / train.len() as f64;
        start[features + step] = (below.clamp(0.001, 0.999) / (1.0 - below.clamp(0.001, 0.999))).ln();
    }
    let loss = |point: &[f64], gradient: &mut [f64]| {
        let (weights, thresholds) = point.split_at(features);
        gradient.fill(0.0);
        let mut value = 0.0;
        for index in train {
            let latent: f64 = rows[*index].iter().map(|(feature, value)| weights[*feature] * value).sum();
            let rank = ranks[*index];
            let upper = if rank < steps { logistic(thresholds[rank] - latent) } else { 1.0 };
            let lower = if rank > 0 { logistic(thresholds[rank - 1] - latent) } else { 0.0 };
            let probability = (upper - lower).max(1e-12);
            value -= probability.ln();
            let slope = 1.0 - upper - lower;
            for (feature, amount) in &rows[*index] {
                gradient[*feature] += slope * amount;
            }
            if rank < steps {
                gradient[features + rank] -= upper * (1.0 - upper) / probability;
            }
            if rank > 0 {
                gradient[features + rank - 1] += lower * (1.0 - lower) / probability;
            }
        }
        for (feature, penalty) in penalties.iter().enumerate() {
            value += 0.5 * penalty.strength * weights[feature] * weights[feature];
            gradient[feature] += penalty.strength * weights[feature];
        }
        value
    };
    let project = |point: &mut [f64]| {
        for (weight, penalty) in point.iter_mut().zip(penalties) {
            *weight = match penalty.direction {
                FeatureDirection::No => 0.0,
                FeatureDirection::Raises => weight.max(0.0),
                FeatureDirection::Lowers => weight.min(0.0),
                FeatureDirection::Either => *weight,
            };
        }
        for step in features + 1..point.len() {
            point[step] = point[step].max(point[step - 1] + MIN_GAP);
        }
    };
    let point = minimise(start, loss, project);
    let (weights, thresholds) = point.split_at(features);
    Ordinal { weights: weights.to_vec(), thresholds: thresholds.to_vec(), cuts: Vec::new() }
}

/// The rank for a latent value, within the ranks open to the message.
pub fn level(latent: f64, cuts: &[f64], open: (usize, usize)) -> usize {
    cuts.iter().take_while(|cut| latent > **cut).count().clamp(open.0, open.1)
}

/// The cuts that maximise quadratic-weighted kappa on `placed`, each moved in turn over quantiles of the latents.
pub fn best_cuts(placed: &[Placed], levels: usize) -> Vec<f64> {
    let mut sorted: Vec<f64> = placed.iter().map(|placed| placed.latent).collect();
    sorted.sort_by(f64::total_cmp);
    let quantile = |share: f64| sorted[((sorted.len() - 1) as f64 * share) as usize];
    let below = |step: usize| placed.iter().filter(|placed| placed.rank <= step).count() as f64;
    let mut cuts: Vec<f64> =
        (0..levels - 1).map(|step| quantile(below(step) / placed.len() as f64 - 1e-9)).collect();
    let kappa = |cuts: &[f64]| {
        let mut confusion = Confusion::new(levels);
        for placed in placed {
            confusion.add(placed.rank, level(placed.latent, cuts, placed.open));
        }
        confusion.weighted_kappa()
    };
    let mut best = kappa(&cuts);
    for _ in 0..CUT_ROUNDS {
        for step in 0..cuts.len() {
            for candidate in 1..CUT_CANDIDATES {
                let mut tried = cuts.clone();
                tried[step] = quantile(candidate as f64 / CUT_CANDIDATES as f64);
                if tried.is_sorted() {
                    let value = kappa(&tried);
                    if value > best + 1e-4 {
                        (best, cuts) = (value, tried);
                    }
                }
            }
        }
    }
    cuts
}
