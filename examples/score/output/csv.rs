//! Rows under a header; several names in one field are parted by spaces.

use std::io::{self, Write};

use politesse::{Language, Level, Name, Reading, Set};

use super::Output;
use crate::input::Id;

/// The header, in the order of the fields written.
const HEADER: [&str; 16] = [
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
    "question",
    "confidence",
    "language",
    "text",
];

/// Prints one row per record.
pub struct Csv<W: Write> {
    out: csv::Writer<W>,
}

impl<W: Write> Csv<W> {
    /// Prints the header.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn start(out: W) -> io::Result<Self> {
        let mut out = csv::Writer::from_writer(out);
        out.write_record(HEADER).map_err(as_io)?;
        Ok(Self { out })
    }
}

impl<W: Write> Output for Csv<W> {
    fn write(&mut self, id: &Id, reading: &Reading<'_>) -> io::Result<()> {
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
            report.completeness.questions.join(" "),
            report.confidence.to_string(),
            language_name(report.language).to_owned(),
            reading.text().to_owned(),
        ];
        self.out.write_record(row).map_err(as_io)
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn names<T: Name>(set: Set<T>) -> String {
    set.iter().map(Name::name).collect::<Vec<_>>().join(" ")
}

/// As the JSON spells it.
fn language_name(language: Language) -> &'static str {
    match language {
        Language::French => "french",
        Language::Unsure => "unsure",
    }
}

/// The system's own error, so that a broken pipe is still known as one.
fn as_io(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
