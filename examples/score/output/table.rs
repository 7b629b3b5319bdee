//! A table for people, one row per message, and below the row what speaks for it when that is asked for.
//!
//! ```text
//! id       politeness   …  intent    missing                 message
//! tracking curt    0.21 …  delivery  order_number|tracking…  mon numéro de suivi de commande???
//! ```
//! Columns have fixed widths, so that the first row is printed before the last is read.

use std::env;
use std::io::{self, Write};

use politesse::{Level, Reading, Score};

use super::Output;
use super::colours::Colours;
use super::explained::Explained;
use crate::columns::fit;
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
pub struct Table {
    message_width: usize,
    explained: Option<Explained>,
}

impl Table {
    /// A table as wide as the terminal.
    pub fn new(is_explained: bool) -> Self {
        let width = env::var("COLUMNS").ok().and_then(|width| width.parse().ok()).unwrap_or(DEFAULT_WIDTH);
        let taken: usize = COLUMNS.iter().map(|(_, width)| width + GAP.len()).sum();
        let message_width = width.saturating_sub(taken).max(MIN_MESSAGE_WIDTH);
        Self { message_width, explained: is_explained.then(|| Explained::new(Colours::of_stdout())) }
    }

    fn row(&self, cells: [String; COLUMNS.len()], message: &str) -> String {
        let mut row = String::new();
        for (cell, (_, width)) in cells.iter().zip(COLUMNS) {
            row += &fit(cell, width);
            row += GAP;
        }
        row += &fit(message, self.message_width);
        row.truncate(row.trim_end().len());
        row.push('\n');
        row
    }
}

impl Output for Table {
    fn start(&self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(self.row(COLUMNS.map(|(title, _)| title.to_owned()), "message").as_bytes())
    }

    fn write(&self, id: &Id, reading: &Reading<'_>, printed: &mut Vec<u8>) -> io::Result<()> {
        let cells = [
            id.to_string(),
            cell(reading.politeness()),
            cell(reading.aggression()),
            cell(reading.urgency()),
            reading.intent().intent.to_string(),
            reading.missing().collect::<Vec<_>>().join(" "),
        ];
        printed.extend_from_slice(self.row(cells, reading.text()).as_bytes());
        if let Some(explained) = &self.explained {
            printed.extend_from_slice(explained.print(reading).as_bytes());
        }
        Ok(())
    }
}

/// The level and its score, scores below each other.
fn cell<L: Level>(score: Score<L>) -> String {
    let width = L::ALL.iter().map(|level| level.name().len()).max().unwrap_or(0);
    format!("{:<width$} {:.2}", score.level.name(), score.score)
}
