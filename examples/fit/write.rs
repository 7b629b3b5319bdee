//! Writes `data/model.toml` and `data/learned.bin`.

use std::fmt::Write;

use politesse::{Name, Tone};

use crate::boost::Node;
use crate::softmax::Softmax;
use crate::{Fitted, Sample, ToneFit};

/// Weights nearer to 0 than this are left out: they move no level.
const SMALLEST: f64 = 0.005;

/// Intent weights nearer to 0 than this, all eighteen of them, are left out.
const SMALLEST_INTENT: f64 = 0.03;

/// The file's text.
pub fn model(sample: &Sample, tones: &[ToneFit; 3], intent: &Softmax) -> String {
    let mut file = String::from(
        "# Weights, thresholds and cuts: written by `cargo run --release --example fit`, never by hand.\n\
         # `latent = Σ weight · value`; thresholds part the levels' probabilities, cuts the level given out.\n",
    );
    for tone in Tone::ALL {
        let one = &tones[tone as usize].linear;
        let _ = writeln!(file, "\n[tones.{}]", tone.name());
        let _ = writeln!(file, "thresholds = {}", list(&one.thresholds));
        let _ = writeln!(file, "cuts = {}", list(&one.cuts));
        let _ = writeln!(file, "trees = [");
        let names = sample.asked_names();
        for tree in &tones[tone as usize].trees {
            let _ = writeln!(file, "    \"{}\",", written(tree, &names));
        }
        let _ = writeln!(file, "]\n\n[tones.{}.weights]", tone.name());
        for (name, weight) in
            sample.names.iter().zip(&one.weights).filter(|(_, weight)| weight.abs() >= SMALLEST)
        {
            let _ = writeln!(file, "\"{name}\" = {weight:.3}");
        }
    }
    let _ =
        writeln!(file, "\n[intent]\n# By intent, in the order of the guide.\nbias = {}", list(intent.bias()));
    let _ = writeln!(file, "\n[intent.weights]");
    for (feature, name) in sample.names.iter().enumerate() {
        let weights = intent.of(feature);
        if weights.iter().any(|weight| weight.abs() >= SMALLEST_INTENT) {
            let _ = writeln!(file, "\"{name}\" = {}", short_list(weights));
        }
    }
    file
}

/// A tree on one line, as `src/lexicon/trees.rs` reads it.
fn written(tree: &Node, names: &[String]) -> String {
    let Some(question) = &tree.question else { return format!("{:.4}", tree.value) };
    let (name, above) = (&names[question.feature], question.above);
    let (yes, no) = (written(&question.yes, names), written(&question.no, names));
    format!("{:.4}{{{name}>{above:.4}?{yes}:{no}}}", tree.value)
}

/// The table of learned grams, as `src/lexicon/grams.rs` reads it: a scale (little-endian f32) for each output, tones then
/// intents, the keys, then a byte for each weight, gram by gram.
pub fn grams(sample: &Sample, tones: &[ToneFit; 3], intent: &Softmax) -> Vec<u8> {
    let first = sample.names.len();
    let outputs = tones.len() + intent.classes;
    let weight = |gram: usize, output: usize| match tones.get(output) {
        Some(tone) => tone.linear.weights[first + gram],
        None => intent.of(first + gram)[output - tones.len()],
    };
    let grams = 0..sample.grams.len();
    let scale = |output: usize| {
        let largest = grams.clone().map(|gram| weight(gram, output).abs()).fold(1e-9, f64::max);
        (largest / f64::from(i8::MAX)) as f32
    };
    let scales: Vec<f32> = (0..outputs).map(scale).collect();
    let mut table: Vec<u8> = scales.iter().flat_map(|scale| scale.to_le_bytes()).collect();
    table.extend(sample.grams.iter().flat_map(|key| key.to_le_bytes()));
    for gram in grams {
        let steps = |output: usize| (weight(gram, output) / f64::from(scales[output])).round();
        table.extend((0..outputs).map(|output| steps(output) as i8 as u8));
    }
    table
}

fn list(numbers: &[f64]) -> String {
    let written: Vec<String> = numbers.iter().map(|number| format!("{number:.3}")).collect();
    format!("[{}]", written.join(", "))
}

fn short_list(numbers: &[f64]) -> String {
    let written: Vec<String> = numbers.iter().map(|number| format!("{number:.2}")).collect();
    format!("[{}]", written.join(", "))
}

/// Every message with its labels and the levels read while it was held out, as JSON lines.
pub fn held_out(sample: &Sample, tones: &[Fitted<ToneFit>; 3], intent: &Fitted<Softmax>) -> String {
    let mut lines = String::new();
    for (index, message) in sample.messages.iter().enumerate() {
        let mut line = serde_json::json!({"id": message.id, "text": message.text});
        for tone in Tone::ALL {
            let read = tones[tone as usize].held_out[index];
            line[tone.name()] = serde_json::json!({"label": message.rank(tone), "read": read});
        }
        let read = politesse::Intent::ALL[intent.held_out[index]].name();
        line["intent"] = serde_json::json!({"label": message.intent.name(), "read": read});
        lines.push_str(&line.to_string());
        lines.push('\n');
    }
    lines
}
