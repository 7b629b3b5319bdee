//! Fits the weights of `data/model.toml` on the training messages, and says how well they do on messages held out.
//!
//! ```text
//! cargo run --release --example fit            # prints cross-validation figures and writes data/model.toml
//! cargo run --release --example fit -- --dry   # only prints
//! ```
//! The recipe, all of it deterministic:
//!
//! 1. Features are those of [`politesse::Reading::features`] on `data/corpus/train_t*.jsonl`; the dev set is never read.
//! 2. Each tone is a proportional-odds model with an L2 penalty (smaller for families, style marks and traits, larger for the
//!    deviation of a single cue from its family). A weight whose family's file says « raises » or « lowers » keeps that sign.
//! 3. The cut points that give the levels are those that maximise quadratic-weighted kappa on the five-fold held-out latents.
//! 4. The intents are one multinomial model with an L2 penalty.
//! 5. To each of these a small learned term is added in the same fit: hashed words, stems and pairs of words
//!    ([`politesse::Reading::tone_grams`]) with a stronger penalty, stored in eight bits a weight in `data/learned.bin`.
//!
//! Messages of a minimal pair (« paire Pxx » in the note) stay in one fold.

#[path = "../support/mod.rs"]
mod support;

mod folds;
mod optimise;
mod ordinal;
mod softmax;
mod write;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use politesse::{Analyzer, FeatureDirection, Name, Scratch, Tone};
use support::corpus::{self, Labelled};
use support::data_folder;
use support::metrics::Confusion;

use folds::FOLDS;
use ordinal::{Ordinal, Penalty};

/// The L2 penalty of a family, style mark or trait.
///
/// Cross-validation is flat from 0.5 to 3 (weighted kappa within .004) and flatters the lists, whose authors had read the
/// training messages; so the strong end of the flat part is taken, for this and the penalties below. The dev set, looked at
/// for a handful of settings, agrees.
const PENALTY: f64 = 3.0;

/// The L2 penalty of a cue's deviation from its family; cross-validation is flat from 2 to 10.
const CUE_PENALTY: f64 = 10.0;

/// The L2 penalty of the intent weights; cross-validation is flat from 0.5 to 3 (accuracy within .003).
const INTENT_PENALTY: f64 = 3.0;

/// The L2 penalty of a learned gram for a tone; cross-validation is flat from 0.3 to 2.
const GRAM_PENALTY: f64 = 0.3;

/// The L2 penalty of a learned gram for the intents; cross-validation is flat from 0.1 to 0.3.
const INTENT_GRAM_PENALTY: f64 = 0.1;

/// How many buckets the library hashes grams into.
const BUCKETS: usize = 1 << 14;

/// Fits the weights of data/model.toml.
#[derive(Parser)]
struct Arguments {
    /// The data folder; its model.toml is written.
    #[arg(long, default_value = "data")]
    data: PathBuf,
    /// Print the figures, write nothing.
    #[arg(long)]
    dry: bool,
}

/// A message as the models see it: feature numbers with values.
pub type Row = Vec<(usize, f64)>;

/// All that is fitted on. Learned grams are features too, numbered after those that have names.
pub struct Sample {
    /// What bears on the tones.
    pub rows: Vec<Row>,
    /// What bears on the intent.
    pub intent_rows: Vec<Row>,
    pub messages: Vec<Labelled>,
    /// Lowest and highest rank open to each message, by tone.
    pub open: Vec<[(usize, usize); 3]>,
    pub names: Vec<String>,
    pub directions: Vec<[FeatureDirection; 3]>,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), String> {
    let analyzer = data_folder::analyzer(&arguments.data)?;
    let sample = read_sample(&analyzer, &arguments.data.join("corpus"))?;
    let folds = folds::assign(&sample.messages);
    println!("{} messages, {} features, {FOLDS} folds\n", sample.rows.len(), sample.names.len());
    println!("{:<12}{:>8}{:>8}{:>12}", "tone", "kappa", "exact", "off by two");
    let tones = Tone::ALL.map(|tone| fit_tone(&sample, &folds, tone));
    let intent = fit_intent(&sample, &folds);
    if !arguments.dry {
        let path = arguments.data.join("model.toml");
        std::fs::write(&path, write::model(&sample, &tones, &intent))
            .map_err(|error| format!("{}: {error}", path.display()))?;
        let table = arguments.data.join("learned.bin");
        std::fs::write(&table, write::grams(&sample, &tones, &intent))
            .map_err(|error| format!("{}: {error}", table.display()))?;
        println!("\nwrote {} and {}", path.display(), table.display());
    }
    Ok(())
}

fn read_sample(analyzer: &Analyzer, folder: &Path) -> Result<Sample, String> {
    let messages = corpus::read_training(folder)?;
    let mut scratch = Scratch::new();
    let names = analyzer.feature_names();
    let (mut rows, mut intent_rows, mut open) = (Vec::new(), Vec::new(), Vec::new());
    for labelled in &messages {
        let reading = analyzer.analyze_with(&mut scratch, labelled.message());
        rows.push(joined(&names, reading.features(), reading.tone_grams()));
        intent_rows.push(joined(&names, reading.features(), reading.intent_grams()));
        open.push(Tone::ALL.map(|tone| reading.open_levels(tone).into_inner()));
    }
    Ok(Sample { rows, intent_rows, messages, open, names, directions: analyzer.directions() })
}

/// Named features and, numbered after them, learned grams.
fn joined(
    names: &[String],
    named: impl Iterator<Item = (usize, f32)>,
    grams: impl Iterator<Item = (usize, f32)>,
) -> Row {
    let all = named.chain(grams.map(|(bucket, value)| (names.len() + bucket, value)));
    all.map(|(feature, value)| (feature, f64::from(value))).collect()
}

/// Fits one tone on all messages, with cut points from latents held out; prints its cross-validation figures.
fn fit_tone(sample: &Sample, folds: &[usize], tone: Tone) -> Ordinal {
    let penalties = penalties(sample, tone);
    let ranks: Vec<usize> = sample.messages.iter().map(|message| message.rank(tone)).collect();
    let mut held_out = vec![0.0; sample.rows.len()];
    for fold in 0..FOLDS {
        let train: Vec<usize> = (0..folds.len()).filter(|index| folds[*index] != fold).collect();
        let model = ordinal::fit(&sample.rows, &ranks, &train, tone.level_count(), &penalties);
        for index in (0..folds.len()).filter(|index| folds[*index] == fold) {
            held_out[index] = model.latent(&sample.rows[index]);
        }
    }
    let open: Vec<(usize, usize)> = sample.open.iter().map(|open| open[tone as usize]).collect();
    let cuts = ordinal::best_cuts(&held_out, &ranks, &open, tone.level_count());
    let mut confusion = Confusion::new(tone.level_count());
    for index in 0..ranks.len() {
        confusion.add(ranks[index], ordinal::level(held_out[index], &cuts, open[index]));
    }
    let (kappa, exact, off) = (confusion.weighted_kappa(), confusion.exact(), confusion.share_off_by(2));
    println!("{:<12}{kappa:>8.3}{:>7.1}%{:>11.1}%", tone.name(), 100.0 * exact, 100.0 * off);
    let all: Vec<usize> = (0..folds.len()).collect();
    Ordinal { cuts, ..ordinal::fit(&sample.rows, &ranks, &all, tone.level_count(), &penalties) }
}

/// What each weight of a tone may be and costs.
fn penalties(sample: &Sample, tone: Tone) -> Vec<Penalty> {
    let strength = |name: &String| if name.starts_with("cue:") { CUE_PENALTY } else { PENALTY };
    let all = sample.names.iter().zip(&sample.directions);
    let named = all
        .map(|(name, directions)| Penalty { strength: strength(name), direction: directions[tone as usize] });
    named
        .chain(std::iter::repeat_n(
            Penalty { strength: GRAM_PENALTY, direction: FeatureDirection::Either },
            BUCKETS,
        ))
        .collect()
}

/// Fits the intents on all messages; prints their cross-validation figures.
fn fit_intent(sample: &Sample, folds: &[usize]) -> softmax::Softmax {
    let classes: Vec<usize> = sample.messages.iter().map(|message| message.intent.index()).collect();
    let count = politesse::Intent::ALL.len();
    let mut penalties = vec![INTENT_PENALTY; sample.names.len()];
    penalties.resize(sample.names.len() + BUCKETS, INTENT_GRAM_PENALTY);
    let mut confusion = Confusion::new(count);
    for fold in 0..FOLDS {
        let train: Vec<usize> = (0..folds.len()).filter(|index| folds[*index] != fold).collect();
        let model = softmax::fit(&sample.intent_rows, &classes, &train, count, &penalties);
        for index in (0..folds.len()).filter(|index| folds[*index] == fold) {
            confusion.add(classes[index], model.likeliest(&sample.intent_rows[index]));
        }
    }
    println!("\nintent: accuracy {:.3}, macro-F1 {:.3}", confusion.exact(), confusion.macro_f1());
    let all: Vec<usize> = (0..folds.len()).collect();
    softmax::fit(&sample.intent_rows, &classes, &all, count, &penalties)
}
