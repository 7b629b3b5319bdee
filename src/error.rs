//! The one error of the crate: data that cannot be loaded.

use std::fmt;

/// A lexicon, a model or a profile that cannot be loaded.
///
/// Its text names the file, the line where one is known, and what to do about it.
#[derive(Clone, PartialEq, Eq)]
pub struct Error {
    file: String,
    line: Option<usize>,
    what: String,
}

impl Error {
    pub(crate) fn new(file: &str, line: Option<usize>, what: impl Into<String>) -> Self {
        Self { file: file.to_owned(), line, what: what.into() }
    }

    /// A stored lexicon that cannot be read.
    pub(crate) fn malformed(what: &str) -> Self {
        Self::new(
            "lexicon",
            None,
            format!("not a stored lexicon, {what}: write it anew with examples/compile_data"),
        )
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.file, self.what),
            None => write!(f, "{}: {}", self.file, self.what),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Error {}
