//! What the files under `data/` look like, as read by serde. `data/README.md` says what they mean.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::error::Error;

/// A file of the data, by its path under `data/`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Source<'a> {
    pub(crate) name: &'a str,
    pub(crate) text: &'a str,
}

/// A family of cues.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CueFile {
    pub(crate) family: Spanned<String>,
    #[serde(default)]
    pub(crate) signals: Vec<Spanned<String>>,
    #[serde(default)]
    pub(crate) licence: Vec<Spanned<String>>,
    #[serde(default)]
    pub(crate) assures: Vec<Spanned<String>>,
    #[serde(default)]
    pub(crate) drops: Vec<Spanned<String>>,
    #[serde(default)]
    pub(crate) shows: Vec<Spanned<String>>,
    #[serde(default)]
    pub(crate) weighs: BTreeMap<String, Spanned<String>>,
    #[serde(default)]
    pub(crate) cue: Vec<CueBlock>,
}

impl CueFile {
    /// A family that has cues and says nothing more.
    pub(crate) fn of(family: Spanned<String>, cue: Vec<CueBlock>) -> Self {
        Self {
            family,
            signals: Vec::new(),
            licence: Vec::new(),
            assures: Vec::new(),
            drops: Vec::new(),
            shows: Vec::new(),
            weighs: BTreeMap::new(),
            cue,
        }
    }
}

/// One cue.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CueBlock {
    pub(crate) id: Spanned<String>,
    pub(crate) forms: Vec<Spanned<String>>,
    #[serde(default = "plain_strength")]
    pub(crate) strength: Spanned<u8>,
    pub(crate) signals: Option<Vec<Spanned<String>>>,
    pub(crate) drops: Option<Vec<Spanned<String>>>,
    #[serde(default)]
    pub(crate) covers: bool,
    #[serde(default)]
    pub(crate) hits: Vec<String>,
    #[serde(default)]
    pub(crate) misses: Vec<String>,
}

fn plain_strength() -> Spanned<u8> {
    Spanned::new(0..0, 2)
}

/// One intent.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct IntentFile {
    pub(crate) intent: Spanned<String>,
    #[serde(default)]
    pub(crate) needs: Vec<Spanned<String>>,
    #[serde(default)]
    pub(crate) questions: BTreeMap<String, String>,
    #[serde(default)]
    pub(crate) questions_tu: BTreeMap<String, String>,
    #[serde(default)]
    pub(crate) drops: Vec<Spanned<String>>,
    #[serde(default)]
    pub(crate) cue: Vec<CueBlock>,
}

/// One detail.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DetailFile {
    pub(crate) detail: Spanned<String>,
    #[serde(default)]
    pub(crate) intents: Vec<Spanned<String>>,
    #[serde(default)]
    pub(crate) labels: Vec<Spanned<String>>,
    #[serde(default)]
    pub(crate) drops: Vec<Spanned<String>>,
    #[serde(default)]
    pub(crate) cue: Vec<CueBlock>,
}

/// A flat list: its rows with their line numbers, comments and blank lines left out.
pub(crate) fn rows(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(index, line)| (index + 1, line.trim_end())).filter(|(_, line)| {
        !line.is_empty() && !line.starts_with("# ") && *line != "#" && !line.starts_with("##")
    })
}

impl Source<'_> {
    /// Reads the file as TOML.
    ///
    /// # Errors
    /// Anything that is not TOML or not of the shape asked for, with its line.
    pub(crate) fn parse<T: for<'de> Deserialize<'de>>(&self) -> Result<T, Error> {
        toml::from_str(self.text).map_err(|error| {
            let line = error.span().map(|span| self.line_of(span.start));
            Error::new(self.name, line, error.message())
        })
    }

    /// The number of the line that byte `at` is on, from 1.
    pub(crate) fn line_of(&self, at: usize) -> usize {
        self.text.as_bytes()[..at.min(self.text.len())].iter().filter(|byte| **byte == b'\n').count() + 1
    }

    /// An error at a value of this file.
    pub(crate) fn error<T>(&self, at: &Spanned<T>, what: impl Into<String>) -> Error {
        Error::new(self.name, Some(self.line_of(at.span().start)), what)
    }

    /// The file's name without folder and ending.
    pub(crate) fn stem(&self) -> &str {
        let file = self.name.rsplit('/').next().unwrap_or(self.name);
        file.split('.').next().unwrap_or(file)
    }
}
