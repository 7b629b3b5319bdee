//! Turns features into levels: a proportional-odds model for each tone.
//!
//! Takes the features and the licences that standing evidence opens; gives a level, a score and the probability of every
//! level. `latent = Σ weight · value + Σ trees`; ordered thresholds cut it. A top level without a licence is not reached: its
//! probability goes to the highest level allowed (the guide names what makes a message abusive, rude, hostile, critical).

use crate::judge::features::{Features, Layout};
use crate::judge::learned::{self, Grams};
use crate::levels::{Aggression, Level, MOST_LEVELS, Politeness, Score, Tone, Urgency};
use crate::lexicon::Licence;
use crate::lexicon::model::{Model, ToneModel};

/// The linear part of the latent value, by tone; unbounded.
pub(crate) fn linear(
    model: &Model,
    layout: Layout,
    features: &Features,
    grams: &Grams,
) -> [f32; Tone::ALL.len()] {
    let value = learned::value(grams.free_count as usize);
    let named = named(&model.tones, layout, features);
    std::array::from_fn(|tone| named[tone] + grams.sums[tone] as f32 * model.grams.scales[tone] * value)
}

/// The part of the latent values that comes from named features.
fn named(
    tones: &[ToneModel; Tone::ALL.len()],
    layout: Layout,
    features: &Features,
) -> [f32; Tone::ALL.len()] {
    let (mut dense, mut cues) = ([0.0; Tone::ALL.len()], [0.0; Tone::ALL.len()]);
    let weights = tones.each_ref().map(|tone| &tone.weights[..layout.len()]);
    for slot in features.slots.iter().map(|slot| *slot as usize) {
        let value = features.dense[slot];
        dense.iter_mut().zip(weights).for_each(|(sum, weights)| *sum += value * weights[slot]);
    }
    for slot in features.cues.iter().map(|cue| layout.first_cue() + *cue as usize) {
        cues.iter_mut().zip(weights).for_each(|(sum, weights)| *sum += weights[slot]);
    }
    std::array::from_fn(|tone| dense[tone] + cues[tone])
}

/// The verdict for a latent value, with levels outside `allowed` (ranks, lowest to highest) closed.
pub(crate) fn verdict<L: Level>(
    model: &ToneModel,
    latent: f32,
    allowed: std::ops::RangeInclusive<usize>,
) -> Score<L> {
    let count = L::ALL.len();
    let mut probabilities = [0.0; MOST_LEVELS];
    let mut below = 0.0;
    for (rank, probability) in probabilities.iter_mut().enumerate().take(count) {
        let up_to = model.thresholds.get(rank).map_or(1.0, |threshold| logistic(threshold - latent));
        *probability = (up_to - below).max(0.0);
        below = up_to;
    }
    for rank in 0..count {
        if !allowed.contains(&rank) {
            let moved = std::mem::take(&mut probabilities[rank]);
            probabilities[rank.clamp(*allowed.start(), *allowed.end())] += moved;
        }
    }
    let expected: f32 =
        probabilities.iter().enumerate().map(|(rank, probability)| rank as f32 * probability).sum();
    let rank =
        model.cuts.iter().take_while(|cut| latent > **cut).count().clamp(*allowed.start(), *allowed.end());
    Score {
        level: L::ALL[rank.min(count - 1)],
        score: (expected / (count - 1) as f32).clamp(0.0, 1.0),
        probabilities,
    }
}

/// The top levels that the standing evidence of a message opens, and those it assures; bit sets of [`Licence`].
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Bounds {
    pub(crate) licences: u8,
    pub(crate) assures: u8,
}

/// The lowest and highest rank that a message may have in a tone.
pub(crate) fn open_levels(tone: Tone, bounds: Bounds) -> (usize, usize) {
    let opens = |licence: Licence| bounds.licences & licence.bit() != 0;
    let assures = |licence: Licence| bounds.assures & licence.bit() != 0;
    match tone {
        Tone::Politeness => {
            let lowest = if opens(Licence::Rude) { Politeness::Rude } else { Politeness::Curt };
            let highest = if assures(Licence::Rude) { Politeness::Rude } else { Politeness::VeryPolite };
            (lowest.rank(), highest.rank())
        }
        Tone::Aggression => {
            let top = |has: &dyn Fn(Licence) -> bool, otherwise: Aggression| match () {
                () if has(Licence::Abusive) => Aggression::Abusive,
                () if has(Licence::Hostile) => Aggression::Hostile,
                () => otherwise,
            };
            let calmest = if assures(Licence::Irritated) { Aggression::Irritated } else { Aggression::None };
            (top(&assures, calmest).rank(), top(&opens, Aggression::Irritated).rank())
        }
        Tone::Urgency => {
            let highest = match () {
                () if opens(Licence::Critical) => Urgency::Critical,
                () if opens(Licence::Pressing) => Urgency::Pressing,
                () => Urgency::Ordinary,
            };
            let lowest = if assures(Licence::Pressing) { Urgency::Pressing } else { Urgency::None };
            (lowest.rank(), highest.rank())
        }
    }
}

fn logistic(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}
