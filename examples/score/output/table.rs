//! A table for people, one row per message, and below the row what speaks for it when that is asked for.
//!
//! ```text
//! id       politeness   …  intent    missing                 message
//! tracking curt    0.21 …  delivery  order_number|tracking…  mon numéro de suivi de commande???
//! ```
//! Columns have fixed widths, so that the first row is printed before the last is read.

use std::env;
use std::io::{self, Write};

use politesse::{Level, Name, Reading, Score};

use super::Output;
use crate::columns::{fit, is_unprintable};
use crate::input::Id;

/// The columns before the message, with their widths: the longest level and its score, the longest intent, most needs.
const COLUMNS: [(&str, usize); 6] =
    [("id", 12), ("politeness", 16), ("aggression", 14), ("urgency", 13), ("intent", 14), ("missing", 22)];

/// What stands between two columns.
const GAP: &str = "  ";

/// How wide the table is when `COLUMNS` does not say how wide the terminal is.
const DEFAULT_WIDTH: usize = 140;

/// The least columns a message gets, however narrow the terminal.
const MIN_MESSAGE_WIDTH: usize = 20;

/// Prints one row per record.
pub struct Table<W> {
    out: W,
    message_width: usize,
    is_explained: bool,
}

impl<W: Write> Table<W> {
    /// Prints the header.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn start(out: W, is_explained: bool) -> io::Result<Self> {
        let width = env::var("COLUMNS").ok().and_then(|width| width.parse().ok()).unwrap_or(DEFAULT_WIDTH);
        let taken: usize = COLUMNS.iter().map(|(_, width)| width + GAP.len()).sum();
        let message_width = width.saturating_sub(taken).max(MIN_MESSAGE_WIDTH);
        let mut table = Self { out, message_width, is_explained };
        table.write_row(COLUMNS.map(|(title, _)| title.to_owned()), "message")?;
        Ok(table)
    }

    fn write_row(&mut self, cells: [String; COLUMNS.len()], message: &str) -> io::Result<()> {
        let mut row = String::new();
        for (cell, (_, width)) in cells.iter().zip(COLUMNS) {
            row += &fit(cell, width);
            row += GAP;
        }
        row += &fit(message, self.message_width);
        writeln!(self.out, "{}", row.trim_end())
    }

    /// The message with its evidence underlined, then what follows from it.
    fn explain(&mut self, reading: &Reading<'_>) -> io::Result<()> {
        let printable =
            |character| if character != '\n' && is_unprintable(character) { ' ' } else { character };
        let underlined: String = reading.explain().chars().map(printable).collect();
        let signals: Vec<&str> = reading.signals().iter().map(Name::name).collect();
        let missing: Vec<&str> = reading.missing().collect();
        let questions = reading.to_report().completeness.questions;
        write!(self.out, "{underlined}")?;
        for (title, line) in
            [("signals", signals.join(" ")), ("missing", missing.join(" ")), ("ask", questions.join(" "))]
        {
            if !line.is_empty() {
                writeln!(self.out, "  {title:<7}  {line}")?;
            }
        }
        writeln!(self.out)
    }
}

impl<W: Write> Output for Table<W> {
    fn write(&mut self, id: &Id, reading: &Reading<'_>) -> io::Result<()> {
        let cells = [
            id.to_string(),
            cell(reading.politeness()),
            cell(reading.aggression()),
            cell(reading.urgency()),
            reading.intent().intent.to_string(),
            reading.missing().collect::<Vec<_>>().join(" "),
        ];
        self.write_row(cells, reading.text())?;
        if self.is_explained { self.explain(reading) } else { Ok(()) }
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// The level and its score, scores below each other.
fn cell<L: Level>(score: Score<L>) -> String {
    let width = L::ALL.iter().map(|level| level.name().len()).max().unwrap_or(0);
    format!("{:<width$} {:.2}", score.level.name(), score.score)
}
