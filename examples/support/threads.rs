//! Labelled conversations: one JSON object a line, as `data/corpus/GUIDE.md` defines, "conversations".

use std::path::Path;

use politesse::{Channel, Message, Time, Trend};
use serde::Deserialize;

/// The messages of one customer with the labels of the whole.
#[derive(Clone, Debug, Deserialize)]
pub struct Thread {
    pub id: String,
    pub messages: Vec<Written>,
    pub trend: Trend,
    pub chasing: bool,
}

/// One message and when it was written; its own labels are read by nobody here.
#[derive(Clone, Debug, Deserialize)]
pub struct Written {
    at: Option<String>,
    channel: Option<Channel>,
    pub text: String,
}

impl Written {
    /// The message as the library takes it.
    pub fn message(&self) -> Message<'_> {
        let message = Message::new(&self.text);
        let message = self.channel.map_or(message, |channel| message.by(channel));
        let time = self.at.as_ref().map(|at| at.parse::<Time>().expect("times are checked when read"));
        time.map_or(message, |time| message.at(time))
    }
}

/// Whether a file holds threads, by its name: `threads.jsonl`, `train_threads.jsonl`.
pub fn holds_threads(path: &Path) -> bool {
    path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.ends_with("threads.jsonl"))
}

/// Reads a file of labelled threads.
///
/// # Errors
/// What is wrong, with file and line.
pub fn read(path: &Path) -> Result<Vec<Thread>, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(index, line)| {
            let named = |what: String| format!("{}:{}: {what}", path.display(), index + 1);
            let thread: Thread = serde_json::from_str(line).map_err(|error| named(error.to_string()))?;
            for at in thread.messages.iter().filter_map(|message| message.at.as_ref()) {
                at.parse::<Time>().map_err(|error| named(error.to_string()))?;
            }
            Ok(thread)
        })
        .collect()
}
