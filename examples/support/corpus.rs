//! Labelled messages: one JSON object a line, as `data/corpus/GUIDE.md` defines.

use std::path::Path;

use politesse::{Channel, Detail, Intent, Message, Set, Signal, Tone};
use serde::Deserialize;

/// A message with the labels that an annotator gave it.
#[derive(Clone, Debug, Deserialize)]
pub struct Labelled {
    pub id: String,
    pub channel: Option<Channel>,
    pub text: String,
    pub politeness: i8,
    pub aggression: i8,
    pub urgency: i8,
    pub intent: Intent,
    /// `None`, like the next two, in a file that is labelled for tone and intent alone.
    pub present: Option<Set<Detail>>,
    pub missing: Option<Vec<String>>,
    pub signals: Option<Set<Signal>>,
    #[serde(default)]
    pub note: String,
    /// The drill it comes from: a file that goes through one part of the guide and is no sample of an inbox.
    #[serde(skip)]
    pub drill: Option<String>,
}

impl Labelled {
    /// The message as the library takes it.
    pub fn message(&self) -> Message<'_> {
        let message = Message::new(&self.text);
        self.channel.map_or(message, |channel| message.by(channel))
    }

    /// The rank of the label in one tone, 0 for the lowest level.
    pub fn rank(&self, tone: Tone) -> usize {
        let rank = match tone {
            Tone::Politeness => self.politeness + 2,
            Tone::Aggression => self.aggression,
            Tone::Urgency => self.urgency,
        };
        usize::try_from(rank).expect("labels are checked when read")
    }

    /// The minimal pair it belongs to, from « paire Pxx » in its note.
    pub fn pair(&self) -> Option<&str> {
        let rest = self.note.split("paire ").nth(1)?;
        let ends = |character: char| !character.is_alphanumeric() && character != '-';
        rest.split(ends).next().filter(|name| name.starts_with('P'))
    }
}

/// Reads a file of labelled messages.
///
/// # Errors
/// What is wrong, with file and line.
pub fn read(path: &Path) -> Result<Vec<Labelled>, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(index, line)| {
            let named = |what: String| format!("{}:{}: {what}", path.display(), index + 1);
            let labelled: Labelled = serde_json::from_str(line).map_err(|error| named(error.to_string()))?;
            let in_range = (-2..=2).contains(&labelled.politeness)
                && (0..=3).contains(&labelled.aggression)
                && (0..=3).contains(&labelled.urgency);
            if in_range { Ok(labelled) } else { Err(named("a level is outside its scale".to_owned())) }
        })
        .collect()
}

/// Reads the training files `train_*.jsonl` of a folder, threads left out, in the order of their names; those named
/// `train_drill_*.jsonl` are drills.
///
/// # Errors
/// What is wrong, with file and line.
pub fn read_training(folder: &Path) -> Result<Vec<Labelled>, String> {
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut paths: Vec<_> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    paths.sort();
    let mut all = Vec::new();
    for path in paths {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("");
        if name.starts_with("train_") && !name.ends_with("threads.jsonl") && name.ends_with(".jsonl") {
            let drill = name.strip_prefix("train_drill_").map(str::to_owned);
            all.extend(read(&path)?.into_iter().map(|message| Labelled { drill: drill.clone(), ..message }));
        }
    }
    Ok(all)
}
