//! Gradient-boosted trees (Friedman 2001) on top of the linear latent value: what features say together.
//!
//! Each tree asks at most [`DEPTH`] questions of the named features and of the linear latent value, and adds a small number.
//! Newton steps on the loss of the proportional-odds model; what a family's file says of a direction holds in every tree.

use politesse::FeatureDirection;

use crate::ordinal::logistic;
use crate::sample::Row;

/// The most questions on the way to a leaf.
const DEPTH: usize = 3;

/// How many trees.
const ROUNDS: usize = 200;

/// How much of each Newton step is taken.
const RATE: f64 = 0.06;

/// The L2 penalty of a leaf, in units of curvature.
const LEAF_PENALTY: f64 = 3.0;

/// The fewest messages on either side of a question.
const FEWEST: usize = 15;

/// The most values of one feature that are asked about.
const MOST_BINS: usize = 12;

/// What the trees are fitted on: features with values, the linear latent value, and the labelled rank.
pub struct Examples<'a> {
    /// Named features, the latent value left out.
    pub rows: &'a [Row],
    /// The linear latent value of messages held out.
    pub latents: &'a [f64],
    pub ranks: &'a [usize],
    /// By feature; the latent value, numbered after them, only raises.
    pub directions: &'a [FeatureDirection],
}

/// A tree.
#[derive(Clone, Debug)]
pub struct Node {
    /// The mean of what its leaves add.
    pub value: f64,
    pub question: Option<Box<Question>>,
}

/// Whether a feature is above a value; the latent value is the feature numbered last.
#[derive(Clone, Debug)]
pub struct Question {
    pub feature: usize,
    pub above: f64,
    pub no: Node,
    pub yes: Node,
}

impl Node {
    /// What the tree adds for a message.
    pub fn value(&self, row: &Row, latent: f64, features: usize) -> f64 {
        let Some(question) = &self.question else { return self.value };
        let value = if question.feature == features {
            latent
        } else {
            row.iter().find(|(feature, _)| *feature == question.feature).map_or(0.0, |(_, value)| *value)
        };
        let next = if value > question.above { &question.yes } else { &question.no };
        next.value(row, latent, features)
    }

    /// Multiplies what it adds; the latent value it asks about was multiplied too.
    pub fn scale(&mut self, by: f64, features: usize) {
        self.value *= by;
        if let Some(question) = &mut self.question {
            if question.feature == features {
                question.above *= by;
            }
            question.no.scale(by, features);
            question.yes.scale(by, features);
        }
    }
}

/// The examples with every value put into a bin.
struct Binned {
    /// By example: features that are not in their lowest bin, with the bin.
    rows: Vec<Vec<(usize, usize)>>,
    /// By feature: the values between bins, ascending.
    bounds: Vec<Vec<f64>>,
}

/// Fits the trees on the examples `train`; `thresholds` part the levels.
pub fn fit(examples: &Examples<'_>, train: &[usize], thresholds: &[f64]) -> Vec<Node> {
    let binned = bin(examples);
    let mut latents = examples.latents.to_vec();
    let mut trees = Vec::with_capacity(ROUNDS);
    let features = examples.directions.len();
    let mut slopes = vec![(0.0, 0.0); latents.len()];
    for _ in 0..ROUNDS {
        for index in train {
            slopes[*index] = slope(latents[*index], examples.ranks[*index], thresholds);
        }
        let grower = Grower { binned: &binned, slopes: &slopes, directions: examples.directions };
        let mut tree = grower.grow(train, DEPTH, (f64::MIN, f64::MAX));
        tree.scale_values(RATE);
        for index in train {
            latents[*index] += tree.value(&examples.rows[*index], examples.latents[*index], features);
        }
        trees.push(tree);
    }
    trees
}

impl Node {
    fn scale_values(&mut self, by: f64) {
        self.value *= by;
        if let Some(question) = &mut self.question {
            question.no.scale_values(by);
            question.yes.scale_values(by);
        }
    }
}

/// Slope and curvature of the loss at a latent value.
fn slope(latent: f64, rank: usize, thresholds: &[f64]) -> (f64, f64) {
    let upper = thresholds.get(rank).map_or(1.0, |threshold| logistic(threshold - latent));
    let lower = if rank > 0 { logistic(thresholds[rank - 1] - latent) } else { 0.0 };
    (1.0 - upper - lower, upper * (1.0 - upper) + lower * (1.0 - lower))
}

fn bin(examples: &Examples<'_>) -> Binned {
    let features = examples.directions.len();
    let mut values: Vec<Vec<f64>> = vec![Vec::new(); features + 1];
    for (feature, value) in examples.rows.iter().flatten() {
        values[*feature].push(*value);
    }
    let mut bounds: Vec<Vec<f64>> = values.into_iter().map(|values| parting(values, MOST_BINS)).collect();
    bounds[features] = parting(examples.latents.to_vec(), 4 * MOST_BINS);
    // A value of 0 stands for « not there », so the first question about a feature is whether it is there.
    bounds[..features].iter_mut().for_each(|bounds| bounds.insert(0, 0.0));
    let place =
        |feature: usize, value: f64| bounds[feature].iter().take_while(|bound| value > **bound).count();
    let rows = examples
        .rows
        .iter()
        .zip(examples.latents)
        .map(|(row, latent)| {
            let all = row.iter().copied().chain([(features, *latent)]);
            all.map(|(feature, value)| (feature, place(feature, value))).filter(|(_, bin)| *bin > 0).collect()
        })
        .collect();
    Binned { rows, bounds }
}

/// Bounds that part the values into at most so many bins, each half-way between two of them.
fn parting(mut values: Vec<f64>, bins: usize) -> Vec<f64> {
    values.sort_by(f64::total_cmp);
    let half_way = |bin: usize| {
        let at = values[values.len() * bin / bins];
        let next = values[values.partition_point(|value| *value <= at)..].first()?;
        Some((at + next) / 2.0)
    };
    let mut bounds: Vec<f64> =
        if values.is_empty() { Vec::new() } else { (0..bins).filter_map(half_way).collect() };
    bounds.dedup();
    bounds
}

/// Sums of slope and curvature, and how many messages.
type Sums = (f64, f64, usize);

fn add(sums: &mut Sums, (slope, curvature): (f64, f64)) {
    *sums = (sums.0 + slope, sums.1 + curvature, sums.2 + 1);
}

/// Grows one tree.
struct Grower<'a> {
    binned: &'a Binned,
    slopes: &'a [(f64, f64)],
    directions: &'a [FeatureDirection],
}

/// The best question found.
struct Best {
    gain: f64,
    feature: usize,
    bin: usize,
    no: f64,
    yes: f64,
}

impl Grower<'_> {
    fn step((slope, curvature, _): Sums, (lowest, highest): (f64, f64)) -> f64 {
        (-slope / (curvature + LEAF_PENALTY)).clamp(lowest, highest)
    }

    /// How much a step lowers the loss.
    fn gain((slope, curvature, _): Sums, step: f64) -> f64 {
        -(slope * step + 0.5 * (curvature + LEAF_PENALTY) * step * step)
    }

    fn grow(&self, messages: &[usize], depth: usize, open: (f64, f64)) -> Node {
        let mut total = (0.0, 0.0, 0);
        messages.iter().for_each(|index| add(&mut total, self.slopes[*index]));
        let leaf = Node { value: Self::step(total, open), question: None };
        if depth == 0 || messages.len() < 2 * FEWEST {
            return leaf;
        }
        let Some(best) = self.best_question(messages, total, open, Self::gain(total, leaf.value)) else {
            return leaf;
        };
        let is_yes = |index: &usize| {
            self.binned.rows[*index].iter().any(|(feature, bin)| *feature == best.feature && *bin > best.bin)
        };
        let (yes, no): (Vec<usize>, Vec<usize>) = messages.iter().partition(|index| is_yes(index));
        let middle = (best.no + best.yes) / 2.0;
        let (open_no, open_yes) = match self.direction(best.feature) {
            FeatureDirection::Raises => ((open.0, middle), (middle, open.1)),
            FeatureDirection::Lowers => ((middle, open.1), (open.0, middle)),
            _ => (open, open),
        };
        let (no_tree, yes_tree) = (self.grow(&no, depth - 1, open_no), self.grow(&yes, depth - 1, open_yes));
        let share = yes.len() as f64 / messages.len() as f64;
        Node {
            value: no_tree.value * (1.0 - share) + yes_tree.value * share,
            question: Some(Box::new(Question {
                feature: best.feature,
                above: self.binned.bounds[best.feature][best.bin],
                no: no_tree,
                yes: yes_tree,
            })),
        }
    }

    fn direction(&self, feature: usize) -> FeatureDirection {
        self.directions.get(feature).copied().unwrap_or(FeatureDirection::Raises)
    }

    fn best_question(
        &self,
        messages: &[usize],
        total: Sums,
        open: (f64, f64),
        gain_before: f64,
    ) -> Option<Best> {
        let mut sums: Vec<Vec<Sums>> =
            self.binned.bounds.iter().map(|bounds| vec![(0.0, 0.0, 0); bounds.len() + 1]).collect();
        for index in messages {
            for (feature, bin) in &self.binned.rows[*index] {
                add(&mut sums[*feature][*bin], self.slopes[*index]);
            }
        }
        let mut best: Option<Best> = None;
        for (feature, bins) in sums.iter().enumerate() {
            let direction = self.direction(feature);
            if direction == FeatureDirection::No {
                continue;
            }
            let mut yes = (0.0, 0.0, 0);
            for bin in (0..bins.len() - 1).rev() {
                let more = bins[bin + 1];
                yes = (yes.0 + more.0, yes.1 + more.1, yes.2 + more.2);
                let no = (total.0 - yes.0, total.1 - yes.1, total.2 - yes.2);
                if yes.2 < FEWEST || no.2 < FEWEST {
                    continue;
                }
                let (step_no, step_yes) = (Self::step(no, open), Self::step(yes, open));
                let is_turned = match direction {
                    FeatureDirection::Raises => step_no > step_yes,
                    FeatureDirection::Lowers => step_no < step_yes,
                    _ => false,
                };
                let gain = Self::gain(no, step_no) + Self::gain(yes, step_yes) - gain_before;
                if !is_turned && gain > best.as_ref().map_or(1e-6, |best| best.gain) {
                    best = Some(Best { gain, feature, bin, no: step_no, yes: step_yes });
                }
            }
        }
        best
    }
}
