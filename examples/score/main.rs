//! Scores a file of French customer messages: how polite, how aggressive, how urgent, about what, and what is missing.
//!
//! ```text
//! cargo run --release --example score                                       an embedded sample, as a table
//! cargo run --release --example score -- mails.mbox --format html           a page to read and to share
//! cat mails.jsonl | cargo run --release --example score -- - --input-format jsonl --explain
//! ```
//! `--help` says the rest. A record goes through three hands, few at a time, so that a file of any length can be read:
//!
//! ```text
//! file ─▶ input ──────────────────▶ scorer ───────────▶ output
//!         records, or what is wrong  readings that the    table, jsonl, csv or html
//!         with a line or a mail      filter lets pass
//! ```

mod arguments;
mod columns;
mod conversations;
mod filter;
mod input;
mod output;
mod pieces;
mod progress;
mod scorer;
mod totals;

use std::io::{self, BufWriter, ErrorKind, IsTerminal, Write};
use std::process::ExitCode;

use arguments::Arguments;
use input::{Problem, Records};
use politesse::Analyzer;
use progress::Progress;
use scorer::{Scored, Scorer};
use totals::Totals;

/// Exit status when a line could not be read.
const BAD_LINE: u8 = 1;

/// Exit status after bad usage: an unknown flag, a file that cannot be opened or read, an output that cannot be written.
const BAD_USAGE: u8 = 2;

fn main() -> ExitCode {
    let arguments = Arguments::read();
    let progress = Progress::start(arguments.input_bytes());
    let scored = match arguments.analyzer() {
        Ok(analyzer) if arguments.conversations() => conversations::score(&arguments, &analyzer, &progress),
        Ok(analyzer) => score(&arguments, &analyzer, &progress),
        Err(what) => {
            progress.complain(what);
            Ok(BAD_USAGE)
        }
    };
    progress.finish();
    match scored {
        Ok(status) => ExitCode::from(status),
        // Who reads the output has seen enough: `score … | head`.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            progress.complain(format_args!("the output cannot be written: {error}"));
            ExitCode::from(BAD_USAGE)
        }
    }
}

/// Scores every record of every file and gives the exit status, the worst of what was met.
///
/// # Errors
/// Only when the output cannot be written; what is wrong with the input is said on stderr.
fn score(arguments: &Arguments, analyzer: &Analyzer, progress: &Progress) -> io::Result<u8> {
    let output = arguments.output();
    let scorer = Scorer { analyzer, filter: arguments.filter(), output: &*output };
    let mut out = BufWriter::new(io::stdout().lock());
    let is_watched = io::stdout().is_terminal();
    let mut totals = Totals::default();
    let mut status = 0;
    output.start(&mut out)?;
    let records = arguments.inputs().flat_map(|(origin, format)| Records::open(origin, format, progress));
    scorer.run(arguments.jobs(), (1..).zip(records), |scored: Scored| {
        out.write_all(&scored.printed)?;
        // A person waits for the next line; a file does not.
        if is_watched {
            out.flush()?;
        }
        totals.join(&scored.totals);
        for problem in &scored.problems {
            progress.complain(problem);
            status = status.max(status_of(problem));
        }
        Ok(())
    })?;
    output.finish(&totals, &mut out)?;
    out.flush()?;
    Ok(status)
}

fn status_of(problem: &Problem) -> u8 {
    match problem {
        Problem::BadLine { .. } => BAD_LINE,
        Problem::Unreadable { .. } => BAD_USAGE,
    }
}
