//! The weights: `data/model.toml`, written by `examples/fit`.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::format::Source;
use super::grams::GramModel;
use super::trees::Trees;
use crate::error::Error;
use crate::judge::features::Layout;
use crate::levels::Tone;
use crate::names::{Intent, Name};

/// The file as serde sees it.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ModelFile {
    #[serde(default)]
    pub(crate) tones: BTreeMap<String, ToneFile>,
    #[serde(default)]
    pub(crate) intent: IntentModelFile,
}

/// One tone of the file.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ToneFile {
    pub(crate) thresholds: Vec<f32>,
    pub(crate) cuts: Vec<f32>,
    #[serde(default)]
    pub(crate) weights: BTreeMap<String, f32>,
    /// See [`super::trees`].
    #[serde(default)]
    pub(crate) trees: Vec<String>,
}

/// The intents of the file.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct IntentModelFile {
    #[serde(default)]
    pub(crate) bias: Vec<f32>,
    #[serde(default)]
    pub(crate) weights: BTreeMap<String, Vec<f32>>,
}

/// Weights and cuts of one tone.
#[derive(Clone, Debug, Default)]
pub(crate) struct ToneModel {
    /// By feature.
    pub(crate) weights: Vec<f32>,
    /// Where the latent value passes from one level to the next in the model of probabilities, ascending.
    pub(crate) thresholds: Vec<f32>,
    /// Where it passes in the level given out, chosen for agreement with the labels, ascending.
    pub(crate) cuts: Vec<f32>,
    /// What features say together, as stored; a message asks the [`Grove`](super::grove::Grove) that is laid out from them.
    pub(crate) trees: Trees,
}

/// Weights of the intents.
#[derive(Clone, Debug, Default)]
pub(crate) struct IntentModel {
    pub(crate) bias: [f32; Intent::ALL.len()],
    /// By feature, then by intent, in thousandths: see [`STEPS_PER_UNIT`].
    pub(crate) weights: Vec<[i16; Intent::ALL.len()]>,
}

/// All weights.
#[derive(Clone, Debug, Default)]
pub(crate) struct Model {
    pub(crate) grams: GramModel,
    pub(crate) tones: [ToneModel; Tone::ALL.len()],
    pub(crate) intent: IntentModel,
}

impl Model {
    /// The model of no weights for so many features: all levels alike.
    pub(crate) fn flat(features: usize) -> Self {
        let tones = Tone::ALL.map(|tone| {
            let steps = evenly(tone.level_count() - 1);
            ToneModel {
                weights: vec![0.0; features],
                thresholds: steps.clone(),
                cuts: steps,
                trees: Trees::default(),
            }
        });
        let intent =
            IntentModel { weights: vec![[0; Intent::ALL.len()]; features], ..IntentModel::default() };
        Self { grams: GramModel::default(), tones, intent }
    }

    /// Makes room for the features of a lexicon that has grown from the layout `from` to the layout `to`; the new ones weigh
    /// nothing.
    pub(crate) fn grow(&mut self, from: Layout, to: Layout) {
        for tone in &mut self.tones {
            tone.weights = grown(&tone.weights, 0.0, from, to);
            tone.trees.grow(from, to);
        }
        self.intent.weights = grown(&self.intent.weights, [0; Intent::ALL.len()], from, to);
    }

    /// Sets what a file says of the features of these names; a name the lexicon no longer has weighs nothing.
    ///
    /// # Errors
    /// A file that is not of the shape, or a tone with the wrong number of thresholds.
    pub(crate) fn set(
        &mut self,
        source: &Source<'_>,
        features: &HashMap<String, usize>,
    ) -> Result<(), Error> {
        let file: ModelFile = source.parse()?;
        for tone in Tone::ALL {
            if let Some(read) = file.tones.get(tone.name()) {
                set_tone(&mut self.tones[tone as usize], source, tone, read, features)?;
            }
        }
        for (bias, read) in self.intent.bias.iter_mut().zip(&file.intent.bias) {
            *bias = rounded(*read);
        }
        for (name, weights) in &file.intent.weights {
            if let Some(feature) = features.get(name) {
                for (weight, read) in self.intent.weights[*feature].iter_mut().zip(weights) {
                    *weight = to_steps(*read).clamp(i16::MIN.into(), i16::MAX.into()) as i16;
                }
            }
        }
        Ok(())
    }
}

/// How fine a weight is; `examples/fit` writes three decimals, and so many are kept.
pub(crate) const STEPS_PER_UNIT: f32 = 1000.0;

/// A number of the model to as many decimals as are kept.
fn rounded(number: f32) -> f32 {
    from_steps(to_steps(number))
}

/// A number of the model as a whole number of thousandths.
pub(crate) fn to_steps(number: f32) -> i32 {
    (number * STEPS_PER_UNIT).round() as i32
}

/// The number of so many thousandths.
pub(crate) fn from_steps(steps: i32) -> f32 {
    steps as f32 / STEPS_PER_UNIT
}

/// The values of features in their places of a greater layout.
fn grown<T: Copy>(values: &[T], nothing: T, from: Layout, to: Layout) -> Vec<T> {
    let mut all = vec![nothing; to.len()];
    all[..from.families].copy_from_slice(&values[..from.families]);
    let rest = &values[from.families..];
    all[to.families..][..rest.len()].copy_from_slice(rest);
    all
}

fn set_tone(
    model: &mut ToneModel,
    source: &Source<'_>,
    tone: Tone,
    file: &ToneFile,
    features: &HashMap<String, usize>,
) -> Result<(), Error> {
    let steps = tone.level_count() - 1;
    for (name, list) in [("thresholds", &file.thresholds), ("cuts", &file.cuts)] {
        if list.len() != steps || !list.is_sorted() {
            let what = format!(
                "{}.{name} must be {steps} ascending numbers: write the file anew with examples/fit",
                tone.name()
            );
            return Err(Error::new(source.name, None, what));
        }
    }
    model.thresholds = file.thresholds.iter().copied().map(rounded).collect();
    model.cuts = file.cuts.iter().copied().map(rounded).collect();
    for (name, weight) in &file.weights {
        if let Some(feature) = features.get(name) {
            model.weights[*feature] = rounded(*weight);
        }
    }
    model.trees = Trees::default();
    for tree in &file.trees {
        model.trees.add(tree, features).map_err(|what| {
            let what = format!("{}.trees: {what}: write the file anew with examples/fit", tone.name());
            Error::new(source.name, None, what)
        })?;
    }
    Ok(())
}

/// Thresholds for a lexicon without a model: all levels alike.
fn evenly(steps: usize) -> Vec<f32> {
    (0..steps).map(|step| step as f32 - (steps - 1) as f32 / 2.0).collect()
}
