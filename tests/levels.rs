//! What every third training message is read as, pinned: work on speed or tidiness changes none of it.
//!
//! `tests/levels.tsv` is no claim of what is right, that is what `evaluate` measures; it says what is read today. Where the
//! data changes on purpose, write it anew and look at its diff:
//!
//! ```sh
//! POLITESSE_WRITE_LEVELS=1 cargo test --test levels
//! ```

use std::fmt::Write;
use std::path::{Path, PathBuf};

use politesse::{Analyzer, Message, Name, Reading, Scratch};

/// Set to write the file anew instead of comparing with it.
const WRITE: &str = "POLITESSE_WRITE_LEVELS";

/// One message in this many is pinned, so that the file stays small.
const EVERY: usize = 3;

/// How far two scores may lie apart, in units of the score: one in the last digit written.
const SLACK: f32 = 1.5e-4;

/// How many messages that differ are shown.
const SHOWN: usize = 10;

/// The columns that are scores.
const SCORES: std::ops::Range<usize> = 2..5;

fn in_repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The ids and texts of the training messages.
fn training_messages() -> Vec<(String, String)> {
    let files = std::fs::read_dir(in_repository("data/corpus")).unwrap();
    let mut paths: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
    paths.retain(|path| path.file_name().unwrap().to_string_lossy().starts_with("train_"));
    paths.sort();
    let mut messages = Vec::new();
    for path in paths {
        for line in std::fs::read_to_string(path).unwrap().lines() {
            let message: serde_json::Value = serde_json::from_str(line).unwrap();
            // Threads have no text of their own.
            if let (Some(id), Some(text)) = (message["id"].as_str(), message["text"].as_str()) {
                messages.push((id.to_owned(), text.to_owned()));
            }
        }
    }
    messages
}

/// The names in a set, with commas between; `-` for none.
fn names<T: Name>(names: impl Iterator<Item = T>) -> String {
    let names: Vec<_> = names.map(|one| one.name()).collect();
    if names.is_empty() { "-".to_owned() } else { names.join(",") }
}

/// One line of the file: id, levels, scores, intent, present, missing, signals, with tabs between.
fn row(id: &str, reading: &Reading<'_>) -> String {
    let (politeness, aggression, urgency) = (reading.politeness(), reading.aggression(), reading.urgency());
    let missing: Vec<_> = reading.missing().collect();
    format!(
        "{id}\t{:?} {:?} {:?}\t{:.4}\t{:.4}\t{:.4}\t{}\t{}\t{}\t{}",
        politeness.level,
        aggression.level,
        urgency.level,
        politeness.score,
        aggression.score,
        urgency.score,
        reading.intent().intent.name(),
        names(reading.present().iter()),
        if missing.is_empty() { "-".to_owned() } else { missing.join(",") },
        names(reading.signals().iter()),
    )
}

/// Whether two rows say the same, scores up to [`SLACK`].
fn agree(left: &str, right: &str) -> bool {
    let (left, right): (Vec<_>, Vec<_>) = (left.split('\t').collect(), right.split('\t').collect());
    let score = |text: &str| text.parse::<f32>().unwrap_or(f32::NAN);
    left.len() == right.len()
        && left.iter().zip(&right).enumerate().all(|(column, (left, right))| {
            left == right || SCORES.contains(&column) && (score(left) - score(right)).abs() < SLACK
        })
}

#[test]
fn every_pinned_message_is_read_as_before() {
    let analyzer = Analyzer::french();
    let mut scratch = Scratch::new();
    let messages = training_messages();
    let mut rows = String::new();
    for (id, text) in messages.iter().step_by(EVERY) {
        let reading = analyzer.analyze_with(&mut scratch, Message::new(text));
        let _ = writeln!(rows, "{}", row(id, &reading));
    }
    let path = in_repository("tests/levels.tsv");
    if std::env::var_os(WRITE).is_some() {
        std::fs::write(&path, rows).unwrap();
        return;
    }
    let pinned = std::fs::read_to_string(&path).unwrap();
    let mut differing = String::new();
    let mut count = 0;
    let rows: Vec<&str> = rows.lines().collect();
    for (pinned, row) in pinned.lines().zip(&rows).filter(|(pinned, row)| !agree(pinned, row)) {
        count += 1;
        if count <= SHOWN {
            let _ = writeln!(differing, "- {pinned}\n+ {row}");
        }
    }
    assert_eq!(pinned.lines().count(), rows.len(), "messages came or went: write tests/levels.tsv anew");
    assert_eq!(
        count, 0,
        "{count} messages are read otherwise than before (set {WRITE} to accept):\n{differing}"
    );
}
