//! JSON Lines: the id, then every field of the [`Report`].

use std::io;

use politesse::{Reading, Report};
use serde::Serialize;

use super::Output;
use crate::input::Id;

/// Prints one JSON object per record.
pub struct Jsonl;

/// What a line holds.
#[derive(Serialize)]
struct Line<'l> {
    id: &'l Id,
    #[serde(flatten)]
    report: Report,
}

impl Output for Jsonl {
    fn write(&self, id: &Id, reading: &Reading<'_>, printed: &mut Vec<u8>) -> io::Result<()> {
        serde_json::to_writer(&mut *printed, &Line { id, report: reading.to_report() })?;
        printed.push(b'\n');
        Ok(())
    }
}
