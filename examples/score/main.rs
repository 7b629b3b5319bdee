//! Scores a file of French customer messages: how polite, how aggressive, how urgent, about what, and what is missing.
//!
//! ```text
//! cargo run --release --example score                                       an embedded sample, as a table
//! cargo run --release --example score -- mails.csv --format jsonl           a file, one report per line
//! cat mails.jsonl | cargo run --release --example score -- - --input-format jsonl --explain
//! ```
//! `--help` says the rest. A record goes through three hands, one at a time, so that a file of any length can be read:
//!
//! ```text
//! file ─▶ input ──────────────────▶ Analyzer ─▶ output
//!         records, or what is wrong  readings    table, jsonl or csv
//!         with a line
//! ```

mod arguments;
mod columns;
mod conversations;
mod input;
mod output;

use std::fmt::Display;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::process::ExitCode;

use arguments::Arguments;
use input::{Id, Problem, Records};
use politesse::{Analyzer, Scratch};

/// Exit status when a line could not be read.
const BAD_LINE: u8 = 1;

/// Exit status after bad usage: an unknown flag, a file that cannot be opened or read, an output that cannot be written.
const BAD_USAGE: u8 = 2;

fn main() -> ExitCode {
    let arguments = Arguments::read();
    let scored = match arguments.conversations() {
        true => conversations::score(&arguments),
        false => score(&arguments),
    };
    match scored {
        Ok(status) => ExitCode::from(status),
        // Who reads the output has seen enough: `score … | head`.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            complain(format_args!("the output cannot be written: {error}"));
            ExitCode::from(BAD_USAGE)
        }
    }
}

/// Scores every record of every file and gives the exit status, the worst of what was met.
///
/// # Errors
/// Only when the output cannot be written; what is wrong with the input is said on stderr.
fn score(arguments: &Arguments) -> io::Result<u8> {
    let analyzer = Analyzer::french();
    let mut scratch = Scratch::new();
    let mut output = arguments.output(BufWriter::new(io::stdout().lock()))?;
    let mut status = 0;
    let mut number = 0;
    for (origin, format) in arguments.inputs() {
        for record in Records::open(origin, format) {
            number += 1;
            match record {
                Ok(record) => {
                    let id = record.id.clone().unwrap_or(Id::from(number));
                    output.write(&id, &analyzer.analyze_with(&mut scratch, record.message()))?;
                }
                Err(problem) => {
                    complain(&problem);
                    status = status.max(status_of(&problem));
                }
            }
        }
    }
    output.finish()?;
    Ok(status)
}

fn status_of(problem: &Problem) -> u8 {
    match problem {
        Problem::BadLine { .. } => BAD_LINE,
        Problem::Unreadable { .. } => BAD_USAGE,
    }
}

/// Says it on stderr, where there is one.
fn complain(what: impl Display) {
    let _ = writeln!(io::stderr(), "{what}");
}
