//! Reads records from a file, whatever it is written in.
//!
//! Gives one [`Record`] at a time and holds no more than that one, nor more of it than [`MAX_MESSAGE`]. A line or a mail that
//! is no record becomes a [`Problem`], and reading goes on behind it.

mod csv;
mod eml;
mod html;
mod jsonl;
mod lines;
mod mail;
mod mbox;
mod text;

use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::PathBuf;

use politesse::{Channel, Message};
use serde::de::IntoDeserializer;
use serde::{Deserialize, Serialize};

use crate::arguments::InputFormat;
use crate::progress::Progress;
pub use lines::Lines;

/// The messages scored when no file is given; all invented.
const SAMPLE: &str = include_str!("../sample.jsonl");

/// The longest message read, in bytes of the file: far more than a person writes, little enough to keep.
const MAX_MESSAGE: usize = 4 << 20;

/// Where records come from.
#[derive(Clone, Debug)]
pub enum Origin {
    /// The messages that come with the program.
    Sample,
    /// Standard input.
    Stdin,
    /// A file on disk.
    File(PathBuf),
}

/// A message to be scored, as the file has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// What the file calls it, if it does.
    pub id: Option<Id>,
    /// The message; always `\n` between its lines when they are lines of the file.
    pub text: String,
    /// How it came, if the file says so.
    pub channel: Option<Channel>,
}

/// What a record is called, printed as it was given: `7` stays a number, `"7"` a string.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Id {
    /// A JSON number, or the record's own number.
    Number(serde_json::Number),
    /// Anything written.
    Text(String),
}

/// What keeps a record from being scored.
#[derive(Debug)]
pub enum Problem {
    /// A line, or the row that starts at it, is no record; the next ones are still read.
    BadLine {
        /// The file's name as given.
        file: String,
        /// The line, from 1.
        line: u64,
        /// What is wrong with it, and what to do.
        what: String,
    },
    /// A file cannot be opened or read on.
    Unreadable {
        /// The file's name as given.
        file: String,
        /// What the system says.
        error: io::Error,
    },
}

/// The records of one file, in order.
pub struct Records {
    file: String,
    /// Where the next record comes from; nothing more after a problem with the file itself.
    source: Option<Box<dyn Source>>,
    /// Why the file could not be opened, until it has been said.
    unopened: Option<io::Error>,
}

/// A file of a known format.
trait Source {
    /// The next record, or `None` at the end of the file.
    fn next_record(&mut self) -> Result<Option<Record>, Flaw>;
}

/// What a source stumbles over; with the name of the file it is a [`Problem`].
pub enum Flaw {
    Line { line: u64, what: String },
    File(io::Error),
}

impl Records {
    /// The records of a file; that it cannot be opened is said in place of the first record.
    pub fn open(origin: Origin, format: InputFormat, progress: &Progress) -> Self {
        let file = origin.to_string();
        match origin.open(progress).and_then(|bytes| source(bytes, format)) {
            Ok(source) => Self { file, source: Some(source), unopened: None },
            Err(error) => Self { file, source: None, unopened: Some(error) },
        }
    }
}

impl Iterator for Records {
    type Item = Result<Record, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(error) = self.unopened.take() {
            return Some(Err(Problem::Unreadable { file: self.file.clone(), error }));
        }
        match self.source.as_mut()?.next_record() {
            Ok(record) => record.map(Ok),
            Err(flaw) => {
                if matches!(flaw, Flaw::File(_)) {
                    self.source = None;
                }
                Some(Err(flaw.of(&self.file)))
            }
        }
    }
}

/// The lines of a file, for a reader that puts its own records together.
///
/// # Errors
/// When the file cannot be opened.
pub fn lines(origin: &Origin, progress: &Progress) -> io::Result<Lines> {
    origin.open(progress).map(Lines::new)
}

fn source(bytes: Box<dyn BufRead>, format: InputFormat) -> io::Result<Box<dyn Source>> {
    Ok(match format {
        InputFormat::Text => Box::new(text::Text::start(bytes)?),
        InputFormat::Jsonl => Box::new(jsonl::Jsonl::start(Lines::new(bytes))),
        InputFormat::Csv => Box::new(csv::Csv::start(Lines::new(bytes))),
        InputFormat::Eml => Box::new(eml::Eml::start(bytes)),
        InputFormat::Mbox => Box::new(mbox::Mbox::start(bytes)),
    })
}

impl Origin {
    fn open(&self, progress: &Progress) -> io::Result<Box<dyn BufRead>> {
        Ok(match self {
            Origin::Sample => Box::new(SAMPLE.as_bytes()),
            Origin::Stdin => Box::new(io::stdin().lock()),
            Origin::File(file) => Box::new(BufReader::new(progress.watch(File::open(file)?))),
        })
    }
}

impl Record {
    /// The message as the analyzer takes it.
    pub fn message(&self) -> Message<'_> {
        let message = Message::new(&self.text);
        self.channel.map_or(message, |channel| message.by(channel))
    }
}

/// The channel of that name.
fn channel(name: &str, line: u64) -> Result<Channel, Flaw> {
    let known: Result<Channel, serde::de::value::Error> = Channel::deserialize(name.into_deserializer());
    known.map_err(|_| {
        let remedy = "use email, chat, form, tweet, sms or forum, or leave it out";
        Flaw::line(line, format!("unknown channel {name:?}; {remedy}"))
    })
}

/// The bytes as text; they start on that line, and the line of the first wrong byte is named.
fn utf8(bytes: &[u8], line: u64) -> Result<&str, Flaw> {
    str::from_utf8(bytes).map_err(|error| {
        let ends = bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count();
        Flaw::line(line + ends as u64, "not UTF-8; save the file as UTF-8")
    })
}

/// What is wrong with a message that starts at that line and does not end in time.
fn too_long(line: u64) -> Flaw {
    Flaw::line(line, format!("longer than {} MiB; part it into messages", MAX_MESSAGE >> 20))
}

impl Flaw {
    /// The problem that it is in a file.
    pub fn of(self, file: &str) -> Problem {
        let file = file.to_owned();
        match self {
            Flaw::Line { line, what } => Problem::BadLine { file, line, what },
            Flaw::File(error) => Problem::Unreadable { file, error },
        }
    }

    fn line(line: u64, what: impl Into<String>) -> Self {
        Flaw::Line { line, what: what.into() }
    }
}

impl From<io::Error> for Flaw {
    fn from(error: io::Error) -> Self {
        Flaw::File(error)
    }
}

impl From<u64> for Id {
    fn from(number: u64) -> Self {
        Id::Number(number.into())
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Id::Number(number) => number.fmt(f),
            Id::Text(text) => f.write_str(text),
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::Sample => f.write_str("sample"),
            Origin::Stdin => f.write_str("stdin"),
            Origin::File(file) => file.display().fmt(f),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Problem::BadLine { file, line, what } => write!(f, "{file}:{line}: {what}"),
            Problem::Unreadable { file, error } => write!(f, "{file}: cannot be read: {error}"),
        }
    }
}
