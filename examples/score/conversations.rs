//! Reads conversations, and prints one JSON line for each.
//!
//! ```text
//! {"id":"t1","messages":[{"at":"2026-03-02T08:14:00","text":"Bonjour, …"},{"at":"…","text":"…"}]}      a whole thread
//! {"thread":"t2","at":"2026-03-02T08:14:00","text":"Bonjour, …"}                                      a message of one
//! ```
//! A whole thread is printed as soon as it is read. Messages of a thread may stand between those of others: they are gathered
//! and printed at the end, in the order in which the threads began. Each thread is read in the order of its times; a message
//! without a time stays behind the one it follows.

use std::collections::HashMap;
use std::io::{self, BufWriter, Write};

use politesse::{Analyzer, Channel, Conversation, ConversationStep, Message, Reason, Time, Trend};
use serde::{Deserialize, Serialize};

use crate::arguments::Arguments;
use crate::input::{Id, Lines, Origin, Problem, lines};
use crate::progress::Progress;
use crate::status_of;

/// A line of the input: a thread or a message of one; other fields are passed over.
#[derive(Deserialize)]
struct Line {
    id: Option<Id>,
    thread: Option<Id>,
    messages: Option<Vec<Written>>,
    text: Option<String>,
    at: Option<At>,
    channel: Option<Channel>,
}

/// One message of a thread.
#[derive(Deserialize)]
struct Written {
    id: Option<Id>,
    text: String,
    at: Option<At>,
    channel: Option<Channel>,
}

/// A time as it may be written.
#[derive(Deserialize)]
#[serde(untagged)]
enum At {
    Seconds(i64),
    Iso(String),
}

/// A message that can be read.
struct Timed {
    id: Option<Id>,
    text: String,
    at: Option<Time>,
    channel: Option<Channel>,
}

/// The messages of one thread.
struct Thread {
    id: Id,
    messages: Vec<Timed>,
}

/// What is printed of a message.
#[derive(Serialize)]
struct StepLine {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<Id>,
    #[serde(flatten)]
    step: ConversationStep,
}

/// What is printed of a thread.
#[derive(Serialize)]
struct ThreadLine {
    id: Id,
    trend: Trend,
    chasing: bool,
    steps: Vec<StepLine>,
    reasons: Vec<Reason>,
}

/// The threads that come message by message, in the order in which they began.
#[derive(Default)]
struct Gathered {
    threads: Vec<Thread>,
    /// Where each thread is, by its id as JSON: `7` and `"7"` are two.
    places: HashMap<String, usize>,
}

/// What a line turned out to be.
enum Entry {
    Whole(Thread),
    Single(Id, Timed),
}

/// Scores every thread of every file and gives the exit status, the worst of what was met.
///
/// # Errors
/// Only when the output cannot be written; what is wrong with the input is said on stderr.
pub fn score(arguments: &Arguments, analyzer: &Analyzer, progress: &Progress) -> io::Result<u8> {
    let mut out = BufWriter::new(io::stdout().lock());
    let mut gathered = Gathered::default();
    let (mut status, mut number) = (0, 0);
    let mut stumble = |problem: Problem| {
        progress.complain(&problem);
        status = status.max(status_of(&problem));
    };
    for (origin, _) in arguments.inputs() {
        let mut lines = match lines(&origin, progress) {
            Ok(lines) => lines,
            Err(error) => {
                stumble(Problem::Unreadable { file: origin.to_string(), error });
                continue;
            }
        };
        while let Some(entry) = next_entry(&origin, &mut lines, &mut number) {
            match entry {
                Ok(Entry::Whole(thread)) => print(&mut out, read(analyzer, thread))?,
                Ok(Entry::Single(id, message)) => gathered.add(id, message),
                Err(problem) => {
                    let ends_file = matches!(problem, Problem::Unreadable { .. });
                    stumble(problem);
                    if ends_file {
                        break;
                    }
                }
            }
        }
    }
    for thread in gathered.threads {
        print(&mut out, read(analyzer, thread))?;
    }
    out.flush()?;
    Ok(status)
}

impl Gathered {
    fn add(&mut self, id: Id, message: Timed) {
        let next = self.threads.len();
        let place = *self.places.entry(serde_json::json!(id).to_string()).or_insert(next);
        if place == next {
            self.threads.push(Thread { id, messages: Vec::new() });
        }
        self.threads[place].messages.push(message);
    }
}

/// The next line that is not blank, or what is wrong with it; counts in `number` the threads given whole.
fn next_entry(origin: &Origin, lines: &mut Lines, number: &mut u64) -> Option<Result<Entry, Problem>> {
    loop {
        let line = match lines.next_line() {
            Ok(line) => line?,
            Err(flaw) => return Some(Err(flaw.of(&origin.to_string()))),
        };
        if line.trim_ascii().is_empty() {
            continue;
        }
        let entry = entry(line, number);
        let line = lines.number();
        return Some(entry.map_err(|what| Problem::BadLine { file: origin.to_string(), line, what }));
    }
}

/// What a line says, or what is wrong with it and what to do.
fn entry(line: &[u8], number: &mut u64) -> Result<Entry, String> {
    let text = str::from_utf8(line).map_err(|_| "not UTF-8; save the file as UTF-8".to_owned())?;
    if !text.trim_start().starts_with('{') {
        return Err("not a JSON object; write one thread or message per line".to_owned());
    }
    let line: Line = serde_json::from_str(text).map_err(|error| {
        let said = error.to_string();
        let reason = said.split(" at line ").next().unwrap_or(&said);
        format!("not a thread or message ({reason} at column {}); correct it there", error.column())
    })?;
    match (line.messages, line.thread, line.text) {
        (Some(written), _, _) => {
            *number += 1;
            let id = line.id.unwrap_or(Id::from(*number));
            let messages = written.into_iter().map(timed).collect::<Result<_, _>>()?;
            Ok(Entry::Whole(Thread { id, messages }))
        }
        (None, Some(thread), Some(text)) => {
            let written = Written { id: line.id, text, at: line.at, channel: line.channel };
            Ok(Entry::Single(thread, timed(written)?))
        }
        (None, Some(_), None) => Err("no \"text\"; add the message as \"text\": \"…\"".to_owned()),
        (None, None, _) => {
            Err("neither \"messages\" nor \"thread\"; say which conversation it belongs to".to_owned())
        }
    }
}

fn timed(written: Written) -> Result<Timed, String> {
    let at = match written.at {
        None => None,
        Some(At::Seconds(seconds)) => Some(Time::from(seconds)),
        Some(At::Iso(text)) => Some(text.parse::<Time>().map_err(|error| format!("\"at\": {error}"))?),
    };
    Ok(Timed { id: written.id, text: written.text, at, channel: written.channel })
}

/// Reads a thread in the order of its times.
fn read(analyzer: &Analyzer, mut thread: Thread) -> ThreadLine {
    let mut conversation = Conversation::new(analyzer);
    let steps: Vec<StepLine> = in_order(&mut thread.messages)
        .map(|timed| {
            let message = Message::new(&timed.text);
            let message = timed.channel.map_or(message, |channel| message.by(channel));
            let step = conversation.push(timed.at.map_or(message, |at| message.at(at)));
            StepLine { id: timed.id.take(), step }
        })
        .collect();
    let last = steps.last().map(|line| &line.step);
    ThreadLine {
        id: thread.id,
        trend: last.map_or(Trend::Stable, |step| step.trend),
        chasing: last.is_some_and(|step| step.chasing),
        reasons: last.map_or_else(Vec::new, |step| step.reasons.clone()),
        steps,
    }
}

/// The messages by time; one without a time has that of the message before it, so that it stays behind it.
fn in_order(messages: &mut [Timed]) -> impl Iterator<Item = &mut Timed> {
    let mut known = None;
    let mut keyed: Vec<(Option<Time>, &mut Timed)> = messages
        .iter_mut()
        .map(|message| {
            known = message.at.or(known);
            (known, message)
        })
        .collect();
    keyed.sort_by_key(|(time, _)| *time);
    keyed.into_iter().map(|(_, message)| message)
}

fn print(out: &mut impl Write, line: ThreadLine) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &line)?;
    out.write_all(b"\n")
}
