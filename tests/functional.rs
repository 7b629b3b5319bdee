//! The functional check list, in the manner of HateCheck (Röttger et al. 2021) but for customer service.
//!
//! Each file of `tests/functional/` is one function: innocent and guilty twins, with the ranks the annotation guide allows.
//! Pass rates are printed per function: `cargo test --test functional -- --nocapture`.

use std::ffi::OsStr;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use politesse::{Analyzer, Channel, Language, Level, Message, Report, Signal};
use serde::Deserialize;

/// The share of its items, 0…1, that every function must pass.
///
/// Set just under what passes today and never lowered.
const FUNCTION_FLOOR: f64 = 0.90;

/// The share of all items, 0…1, that must pass.
///
/// Set just under what passes today and never lowered.
const TOTAL_FLOOR: f64 = 0.97;

/// The fewest functions that make a check list.
const FEWEST_FUNCTIONS: usize = 32;

/// The fewest items of a function.
const FEWEST_ITEMS: usize = 10;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Function {
    function: String,
    why: String,
    item: Vec<Item>,
}

/// A message and what the guide says of it; what is left out is not checked.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Item {
    text: String,
    channel: Option<Channel>,
    politeness: Option<String>,
    aggression: Option<String>,
    urgency: Option<String>,
    #[serde(default)]
    signals: Vec<Signal>,
    #[serde(default)]
    not_signals: Vec<Signal>,
    language: Option<Language>,
}

/// The levels written as « 2 » or « -1..1 », on the guide's scale and inclusive.
fn levels(written: &str) -> RangeInclusive<i8> {
    let number =
        |digits: &str| digits.parse().unwrap_or_else(|_| panic!("{written:?} is no range of levels"));
    match written.split_once("..") {
        Some((lowest, highest)) => number(lowest)..=number(highest),
        None => number(written)..=number(written),
    }
}

impl Item {
    fn read(&self, analyzer: &Analyzer) -> Report {
        let message = Message::new(&self.text);
        match self.channel {
            Some(channel) => analyzer.analyze(message.by(channel)),
            None => analyzer.analyze(message),
        }
    }

    /// What is not as expected, as a person would say it; empty when the item passes.
    fn complaints(&self, report: &Report) -> Vec<String> {
        let mut complaints = Vec::new();
        for (tone, expected, read) in [
            ("politeness", &self.politeness, report.politeness.level.value()),
            ("aggression", &self.aggression, report.aggression.level.value()),
            ("urgency", &self.urgency, report.urgency.level.value()),
        ] {
            if let Some(expected) = expected
                && !levels(expected).contains(&read)
            {
                complaints.push(format!("{tone} {expected} expected, {read} read"));
            }
        }
        for (signals, is_expected) in [(&self.signals, true), (&self.not_signals, false)] {
            for signal in signals {
                if report.signals.contains(*signal) != is_expected {
                    let read = if is_expected { "missed" } else { "read but not there" };
                    complaints.push(format!("signal {signal} {read}"));
                }
            }
        }
        if let Some(expected) = self.language
            && expected != report.language
        {
            complaints.push(format!("language {expected:?} expected, {:?} read", report.language));
        }
        complaints
    }
}

fn paths() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/functional");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("tests/functional is there")
        .map(|entry| entry.expect("the folder can be read").path())
        .filter(|path| path.extension() == Some(OsStr::new("toml")))
        .collect();
    paths.sort();
    paths
}

fn functions() -> Vec<Function> {
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).expect("a function's file can be read");
        let function: Function =
            toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_eq!(
            Some(OsStr::new(&function.function)),
            path.file_stem(),
            "a file is named after its function"
        );
        function
    };
    paths().into_iter().map(read).collect()
}

fn rate(passed: usize, all: usize) -> f64 {
    passed as f64 / all as f64
}

#[test]
fn every_function_passes_its_floor() {
    let analyzer = Analyzer::french();
    let (mut all_passed, mut all_items) = (0, 0);
    let mut below = Vec::new();
    for function in functions() {
        let mut failures = Vec::new();
        for item in &function.item {
            let complaints = item.complaints(&item.read(&analyzer));
            if !complaints.is_empty() {
                failures.push(format!(
                    "    « {} »: {}",
                    item.text.replace('\n', " ⏎ "),
                    complaints.join("; ")
                ));
            }
        }
        let (name, items) = (function.function.as_str(), function.item.len());
        let passed = items - failures.len();
        let share = rate(passed, items);
        println!("{share:.2}  {passed:>2}/{items:<2}  {name}: {}", function.why);
        failures.iter().for_each(|failure| println!("{failure}"));

        if share < FUNCTION_FLOOR {
            below.push(format!("{name}: {share:.3}, the floor is {FUNCTION_FLOOR}"));
        }
        all_passed += passed;
        all_items += items;
    }
    let total = rate(all_passed, all_items);
    println!("{total:.4}  {all_passed}/{all_items}  in all");
    if total < TOTAL_FLOOR {
        below.push(format!("in all: {total:.4}, the floor is {TOTAL_FLOOR}"));
    }
    assert!(below.is_empty(), "{}", below.join("\n"));
}

#[test]
fn the_check_list_is_long_enough_and_says_nothing_twice() {
    let functions = functions();
    assert!(functions.len() >= FEWEST_FUNCTIONS, "only {} functions", functions.len());
    for function in &functions {
        assert!(function.item.len() >= FEWEST_ITEMS, "{}: too few items", function.function);
        let mut texts: Vec<_> = function.item.iter().map(|item| item.text.as_str()).collect();
        texts.sort_unstable();
        for pair in texts.windows(2) {
            assert_ne!(pair[0], pair[1], "{}: an item twice", function.function);
        }
    }
}
