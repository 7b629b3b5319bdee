//! Rows under a header; several names in one field are parted by spaces, details and evidence by `; `.

use std::io::{self, Write};

use politesse::{Evidence, Level, Name, Reading, Set};

use super::Output;
use super::names::{language_name, on_name, standing_name};
use crate::input::Id;

/// How many bytes a row is given at first; most need no more.
const ROW_BYTES: usize = 1 << 10;

/// The header, in the order of the fields written.
const HEADER: [&str; 19] = [
    "id",
    "politeness",
    "politeness_score",
    "aggression",
    "aggression_score",
    "urgency",
    "urgency_score",
    "intent",
    "completeness",
    "present",
    "missing",
    "signals",
    "details",
    "evidence",
    "question",
    "confidence",
    "language",
    "data_version",
    "text",
];

/// Prints one row per record.
pub struct Csv;

impl Output for Csv {
    fn start(&self, out: &mut dyn Write) -> io::Result<()> {
        write_row(out, &HEADER)
    }

    fn write(&self, id: &Id, reading: &Reading<'_>, printed: &mut Vec<u8>) -> io::Result<()> {
        let report = reading.to_report();
        let row: [String; HEADER.len()] = [
            id.to_string(),
            report.politeness.level.name().to_owned(),
            report.politeness.score.to_string(),
            report.aggression.level.name().to_owned(),
            report.aggression.score.to_string(),
            report.urgency.level.name().to_owned(),
            report.urgency.score.to_string(),
            report.completeness.intent.to_string(),
            report.completeness.score.to_string(),
            names(report.completeness.present),
            report.completeness.missing.join(" "),
            names(report.signals),
            joined(report.details.iter().map(|detail| format!("{}={}", detail.kind, detail.value))),
            joined(report.evidence.iter().map(weighed)),
            report.completeness.questions.join(" "),
            report.confidence.to_string(),
            language_name(report.language).to_owned(),
            report.data_version,
            reading.text().to_owned(),
        ];
        write_row(printed, &row)
    }
}

fn write_row(out: &mut (impl Write + ?Sized), row: &[impl AsRef<[u8]>]) -> io::Result<()> {
    let mut rows = csv::WriterBuilder::new().buffer_capacity(ROW_BYTES).from_writer(out);
    rows.write_record(row).map_err(as_io)?;
    rows.flush()
}

/// A piece of evidence and what it adds: « scorn.incapables:aggression:+1.99 », or why it adds nothing:
/// « insult.con:aggression:self ».
fn weighed(evidence: &Evidence) -> String {
    let on = on_name(evidence.on);
    match evidence.standing.counts() {
        true => format!("{}:{on}:{:+.2}", evidence.cue, evidence.weight),
        false => format!("{}:{on}:{}", evidence.cue, standing_name(evidence.standing)),
    }
}

fn joined(values: impl Iterator<Item = String>) -> String {
    values.collect::<Vec<_>>().join("; ")
}

fn names<T: Name>(set: Set<T>) -> String {
    set.iter().map(Name::name).collect::<Vec<_>>().join(" ")
}

/// The system's own error, so that a broken pipe is still known as one.
fn as_io(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
