//! Measures the crate on labelled messages and threads.
//!
//! ```text
//! cargo run --release --example evaluate                         # the dev set
//! cargo run --release --example evaluate -- FILE… --errors 20
//! cargo run --release --example evaluate -- --politeness-scores FILE --aggression-binary FILE --if-present
//! ```
//! Prints, per tone, quadratic-weighted kappa, Spearman, exact and off-by-two shares, the confusion table and how reliable
//! the probabilities are; then intent, missing needs, details and signals (`--gold-intent` takes the intents as labelled,
//! so that needs and details show their own errors). `--errors N` adds the N worst misses of each
//! tone with their evidence. Files named `…threads.jsonl` hold conversations: of these it prints how often the trend and the
//! chase are right. `--politeness-scores` and `--aggression-binary` measure on public data of others as well.

#[path = "../support/mod.rs"]
mod support;

mod figures;
mod lines;
mod outside;
mod print;
mod reliability;
mod threads;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use politesse::{Analyzer, Scratch};
use support::threads::holds_threads;
use support::{corpus, data_folder};

use figures::Figures;
use outside::{Checks, Sources};
use threads::ThreadFigures;

/// Measures the crate on labelled messages and threads.
#[derive(Parser)]
struct Arguments {
    /// Labelled JSONL files, those named …threads.jsonl with conversations; the dev set data/corpus/messages.jsonl and
    /// data/corpus/threads.jsonl when none is given.
    files: Vec<PathBuf>,
    /// Print the N worst misses of each tone, with their evidence.
    #[arg(long, value_name = "N", default_value_t = 0)]
    errors: usize,
    /// Also measure politeness on a JSONL file of `text`, `score` (mean human politeness) and `binary` (1 top quarter,
    /// 0 bottom quarter, null between); may be given several times.
    #[arg(long, value_name = "FILE")]
    politeness_scores: Vec<PathBuf>,
    /// Also measure aggression on a JSONL file of `text` and one of `toxic` (0, 1), `hateful` (0, 1) and `labels` (a
    /// list), with or without `function`; may be given several times.
    #[arg(long, value_name = "FILE")]
    aggression_binary: Vec<PathBuf>,
    /// Pass over a file of --politeness-scores or --aggression-binary that is not there.
    #[arg(long)]
    if_present: bool,
    /// Judge details and needs as if every intent were read as it is labelled, which shows their own errors.
    #[arg(long)]
    gold_intent: bool,
    /// Print the figures as one JSON object.
    #[arg(long)]
    json: bool,
    /// Read the data files from this folder instead of those compiled in.
    #[arg(long, value_name = "FOLDER")]
    data: Option<PathBuf>,
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
    let analyzer = match &arguments.data {
        Some(folder) => data_folder::analyzer(folder)?,
        None => Analyzer::french(),
    };
    let dev_set = ["data/corpus/messages.jsonl", "data/corpus/threads.jsonl"].map(PathBuf::from);
    let files = if arguments.files.is_empty() { &dev_set[..] } else { &arguments.files };
    let (mut messages, mut threads) = (Vec::new(), Vec::new());
    for file in files {
        match holds_threads(file) {
            true => threads.extend(support::threads::read(file)?),
            false => messages.extend(corpus::read(file)?),
        }
    }
    let checks = Checks::run(
        &analyzer,
        &Sources {
            politeness_scores: &arguments.politeness_scores,
            aggression_binary: &arguments.aggression_binary,
            if_present: arguments.if_present,
        },
    )?;
    let mut figures = Figures::default();
    let mut scratch = Scratch::new();
    for labelled in &messages {
        let reading = analyzer.analyze_with(&mut scratch, labelled.message());
        figures.add(&analyzer, labelled, &reading, arguments.gold_intent);
    }
    let threads = ThreadFigures::measure(&analyzer, &threads);
    if arguments.json {
        let mut json = print::json(&figures);
        json["outside"] = checks.json();
        json["threads"] = threads.json();
        println!("{json}");
    } else {
        if !messages.is_empty() {
            print::tables(&figures);
        }
        threads.print(arguments.errors);
        checks.print();
        print::errors(&analyzer, &figures, &messages, arguments.errors);
    }
    Ok(())
}
