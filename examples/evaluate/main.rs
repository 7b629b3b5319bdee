//! Measures the crate on labelled messages.
//!
//! ```text
//! cargo run --release --example evaluate                         # the dev set
//! cargo run --release --example evaluate -- FILE… --errors 20
//! ```
//! Prints, per tone, quadratic-weighted kappa, Spearman, exact and off-by-two shares and the confusion table; then intent,
//! missing needs, details and signals. `--errors N` adds the N worst misses of each tone with their evidence.

#[path = "../support/mod.rs"]
mod support;

mod figures;
mod print;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use politesse::{Analyzer, Scratch};
use support::{corpus, data_folder};

use figures::Figures;

/// Measures the crate on labelled messages.
#[derive(Parser)]
struct Arguments {
    /// Labelled JSONL files; the dev set data/corpus/messages.jsonl when none is given.
    files: Vec<PathBuf>,
    /// Print the N worst misses of each tone, with their evidence.
    #[arg(long, value_name = "N", default_value_t = 0)]
    errors: usize,
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
    let dev_set = [PathBuf::from("data/corpus/messages.jsonl")];
    let files = if arguments.files.is_empty() { &dev_set[..] } else { &arguments.files };
    let mut messages = Vec::new();
    for file in files {
        messages.extend(corpus::read(file)?);
    }
    let mut figures = Figures::default();
    let mut scratch = Scratch::new();
    for labelled in &messages {
        figures.add(labelled, &analyzer.analyze_with(&mut scratch, labelled.message()));
    }
    if arguments.json {
        println!("{}", print::json(&figures));
    } else {
        print::tables(&figures);
        print::errors(&analyzer, &figures, &messages, arguments.errors);
    }
    Ok(())
}
