//! Plain text: one message per line, or messages ended by lines `---`.
//!
//! ```text
//! Où est mon colis ?        one message per line          Bonjour,            a message
//! Perdu mon code                                           où est mon colis ?
//!                                                          ---
//!                                                          Perdu mon code      another
//! ```
//! Which of the two a file is shows in its first MiB, so that a pipe can be read as a file is, without keeping it.

use std::io::{self, BufRead, Cursor, Read};

use super::lines::{Lines, without_end, without_mark};
use super::{Flaw, MAX_MESSAGE, Record, Source, too_long, utf8};

/// The line that ends a message.
const SEPARATOR: &[u8] = b"---";

/// How many bytes are searched for a first separator: more than any message has, little enough to keep.
const LOOKAHEAD: usize = 1 << 20;

/// A text file.
pub struct Text {
    lines: Lines,
    is_separated: bool,
}

impl Text {
    /// Looks ahead for a separator, then starts at the first byte.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn start(mut bytes: Box<dyn BufRead>) -> io::Result<Self> {
        let mut ahead = Vec::new();
        bytes.by_ref().take(LOOKAHEAD as u64).read_to_end(&mut ahead)?;
        let is_separated = has_separator(&ahead);
        Ok(Self { lines: Lines::new(Box::new(Cursor::new(ahead).chain(bytes))), is_separated })
    }

    /// The lines up to the next separator, joined by `\n`; the last separator of a file may be left out.
    fn next_separated(&mut self) -> Result<Option<Record>, Flaw> {
        let first = self.lines.number() + 1;
        let mut text = Vec::new();
        let mut is_too_long = false;
        loop {
            match self.lines.next_line() {
                Ok(Some(line)) if line != SEPARATOR => {
                    is_too_long |= text.len() + line.len() > MAX_MESSAGE;
                    if !is_too_long {
                        text.extend_from_slice(line);
                        text.push(b'\n');
                    }
                }
                Ok(_) if is_too_long => return Err(too_long(first)),
                Ok(end) => {
                    let is_separated = end.is_some();
                    // The end of the last line goes with the separator.
                    let is_empty = text.pop().is_none();
                    return if is_empty && !is_separated { Ok(None) } else { record(&text, first).map(Some) };
                }
                // The message goes on behind a line that is too long.
                Err(Flaw::Line { .. }) => is_too_long = true,
                Err(error) => return Err(error),
            }
        }
    }
}

impl Source for Text {
    fn next_record(&mut self) -> Result<Option<Record>, Flaw> {
        if self.is_separated {
            return self.next_separated();
        }
        let number = self.lines.number() + 1;
        match self.lines.next_line()? {
            Some(line) => record(line, number).map(Some),
            None => Ok(None),
        }
    }
}

fn record(text: &[u8], line: u64) -> Result<Record, Flaw> {
    Ok(Record { id: None, text: utf8(text, line)?.to_owned(), channel: None })
}

/// Whether one of the lines is a separator; the last one does not count when it was cut by the end of the lookahead.
fn has_separator(ahead: &[u8]) -> bool {
    let is_cut = ahead.len() == LOOKAHEAD && !ahead.ends_with(b"\n");
    let mut lines = without_mark(ahead).split_inclusive(|byte| *byte == b'\n');
    if is_cut {
        lines.next_back();
    }
    lines.any(|line| without_end(line) == SEPARATOR)
}
