//! The weights: `data/model.toml`, written by `examples/fit`.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::format::Source;
use crate::error::Error;
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
}

/// Weights of the intents.
#[derive(Clone, Debug, Default)]
pub(crate) struct IntentModel {
    pub(crate) bias: [f32; Intent::ALL.len()],
    /// By feature, then by intent.
    pub(crate) weights: Vec<[f32; Intent::ALL.len()]>,
}

/// How many rows the table of learned grams has; a power of two.
///
/// 2^14 costs about .006 of weighted kappa in cross-validation against the full vocabulary, and a quarter of the memory of 2^16.
pub(crate) const GRAM_BUCKETS: u32 = 1 << 14;

/// How many sums a gram adds to: the three tones and the intents.
pub(crate) const GRAM_OUTPUTS: usize = Tone::ALL.len() + Intent::ALL.len();

/// The learned weights of hashed grams, eight bits each.
#[derive(Clone, Debug, Default)]
pub(crate) struct GramModel {
    /// What one unit of a stored weight is worth, by output.
    pub(crate) scales: [f32; GRAM_OUTPUTS],
    /// By bucket, then by output; empty when nothing is learned.
    pub(crate) weights: Vec<[i8; GRAM_OUTPUTS]>,
}

impl GramModel {
    /// The table of a file `learned.bin`: a scale (little-endian f32) for each output, then a byte for each weight.
    ///
    /// # Errors
    /// A file of another length.
    pub(crate) fn read(name: &str, bytes: &[u8]) -> Result<Self, Error> {
        let head = 4 * GRAM_OUTPUTS;
        if bytes.len() != head + GRAM_BUCKETS as usize * GRAM_OUTPUTS {
            return Err(Error::new(
                name,
                None,
                "not a table of learned grams: write it anew with examples/fit",
            ));
        }
        let mut model = GramModel::default();
        for (scale, bytes) in model.scales.iter_mut().zip(bytes[..head].chunks_exact(4)) {
            *scale = f32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
        }
        let rows = bytes[head..].chunks_exact(GRAM_OUTPUTS);
        model.weights = rows.map(|row| std::array::from_fn(|output| row[output] as i8)).collect();
        Ok(model)
    }

    /// What a gram in this bucket adds to an output, before it is shared among the message's grams.
    pub(crate) fn weight(&self, bucket: u32, output: usize) -> f32 {
        self.weights.get(bucket as usize).map_or(0.0, |row| f32::from(row[output]) * self.scales[output])
    }
}

/// All weights.
#[derive(Clone, Debug, Default)]
pub(crate) struct Model {
    pub(crate) grams: GramModel,
    pub(crate) tones: [ToneModel; Tone::ALL.len()],
    pub(crate) intent: IntentModel,
}

impl Model {
    /// The model of a file for the features of these names; a name the lexicon no longer has weighs nothing.
    ///
    /// # Errors
    /// A file that is not of the shape, or a tone with the wrong number of thresholds.
    pub(crate) fn read(source: &Source<'_>, features: &HashMap<String, usize>) -> Result<Self, Error> {
        let file: ModelFile = source.parse()?;
        let mut model = Model::default();
        for tone in Tone::ALL {
            let read = file.tones.get(tone.name());
            model.tones[tone as usize] = tone_model(source, tone, read, features)?;
        }
        model.intent.weights = vec![[0.0; Intent::ALL.len()]; features.len()];
        for (bias, read) in model.intent.bias.iter_mut().zip(&file.intent.bias) {
            *bias = *read;
        }
        for (name, weights) in &file.intent.weights {
            if let Some(feature) = features.get(name) {
                for (weight, read) in model.intent.weights[*feature].iter_mut().zip(weights) {
                    *weight = *read;
                }
            }
        }
        Ok(model)
    }
}

fn tone_model(
    source: &Source<'_>,
    tone: Tone,
    file: Option<&ToneFile>,
    features: &HashMap<String, usize>,
) -> Result<ToneModel, Error> {
    let steps = tone.level_count() - 1;
    let mut model =
        ToneModel { weights: vec![0.0; features.len()], thresholds: evenly(steps), cuts: evenly(steps) };
    let Some(file) = file else { return Ok(model) };
    for (name, list) in [("thresholds", &file.thresholds), ("cuts", &file.cuts)] {
        if list.len() != steps || !list.is_sorted() {
            let what = format!(
                "{}.{name} must be {steps} ascending numbers: write the file anew with examples/fit",
                tone.name()
            );
            return Err(Error::new(source.name, None, what));
        }
    }
    model.thresholds.clone_from(&file.thresholds);
    model.cuts.clone_from(&file.cuts);
    for (name, weight) in &file.weights {
        if let Some(feature) = features.get(name) {
            model.weights[*feature] = *weight;
        }
    }
    Ok(model)
}

/// Thresholds for a lexicon without a model: all levels alike.
fn evenly(steps: usize) -> Vec<f32> {
    (0..steps).map(|step| step as f32 - (steps - 1) as f32 / 2.0).collect()
}
