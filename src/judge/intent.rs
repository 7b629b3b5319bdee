//! Says what a message is mainly about: a multinomial model over intent cues, tone families and details.

use serde::{Deserialize, Serialize};

use crate::judge::features::{Features, Layout};
use crate::judge::learned::{self, Grams};
use crate::levels::Tone;
use crate::lexicon::grams::GramModel;
use crate::lexicon::model::{Model, STEPS_PER_UNIT};
use crate::names::{Intent, Name};

/// An intent with its probability.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct LikelyIntent {
    /// What the message is about.
    pub intent: Intent,
    /// How likely, 0…1.
    pub probability: f32,
}

/// How likely each intent is, by its index; sums to 1.
pub(crate) type Probabilities = [f32; Intent::ALL.len()];

/// The probability of every intent.
pub(crate) fn probabilities(
    model: &Model,
    layout: Layout,
    features: &Features,
    grams: &Grams,
) -> Probabilities {
    let mut scores = learned_scores(&model.grams, grams);
    let model = &model.intent;
    for (score, bias) in scores.iter_mut().zip(model.bias) {
        *score += bias;
    }
    let first_cue = layout.first_cue();
    let mut add = |slot: usize, value: f32| {
        let value = value / STEPS_PER_UNIT;
        for (score, weight) in scores.iter_mut().zip(&model.weights[slot]) {
            *score += value * f32::from(*weight);
        }
    };
    for slot in features.slots.iter().map(|slot| *slot as usize) {
        add(slot, features.dense[slot]);
    }
    for cue in &features.cues {
        add(first_cue + *cue as usize, 1.0);
    }
    let highest = scores.iter().copied().fold(f32::MIN, f32::max);
    scores.iter_mut().for_each(|score| *score = (*score - highest).exp());
    let sum: f32 = scores.iter().sum();
    scores.map(|score| score / sum)
}

/// What the learned grams say of each intent.
fn learned_scores(model: &GramModel, grams: &Grams) -> Probabilities {
    let value = learned::value(grams.count);
    std::array::from_fn(|intent| {
        let output = Tone::ALL.len() + intent;
        grams.sums[output] as f32 * model.scales[output] * value
    })
}

/// The probabilities of a message in which nothing can be read: never a guess on an empty message.
pub(crate) fn nothing_asked() -> Probabilities {
    let mut probabilities = Probabilities::default();
    probabilities[Intent::None.index()] = 1.0;
    probabilities
}

/// The most likely intent.
pub(crate) fn likeliest(probabilities: &Probabilities) -> LikelyIntent {
    let mut best = LikelyIntent { intent: Intent::None, probability: -1.0 };
    for intent in Intent::ALL {
        let probability = probabilities[intent.index()];
        if probability > best.probability {
            best = LikelyIntent { intent: *intent, probability };
        }
    }
    best
}
