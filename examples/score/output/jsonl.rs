//! JSON Lines: the id, then every field of the [`Report`].

use std::io::{self, Write};

use politesse::{Reading, Report};
use serde::Serialize;

use super::Output;
use crate::input::Id;

/// Prints one JSON object per record.
pub struct Jsonl<W> {
    out: W,
}

/// What a line holds.
#[derive(Serialize)]
struct Line<'l> {
    id: &'l Id,
    #[serde(flatten)]
    report: Report,
}

impl<W: Write> Jsonl<W> {
    pub fn start(out: W) -> Self {
        Self { out }
    }
}

impl<W: Write> Output for Jsonl<W> {
    fn write(&mut self, id: &Id, reading: &Reading<'_>) -> io::Result<()> {
        serde_json::to_writer(&mut self.out, &Line { id, report: reading.to_report() })?;
        self.out.write_all(b"\n")
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
