//! Mails one behind the other, each opened by a line `From …` behind a blank line.
//!
//! ```text
//! From helene@example.fr Tue Mar  3 10:12:00 2026
//! Subject: Mon colis
//!
//! Où est-il ?
//! >From then on …                      a line that began with « From » when it was written
//!
//! From karim@example.fr Tue Mar  3 10:14:00 2026
//! ```
//! Read line by line; no more than one mail is held.

use std::io::{BufRead, Read};

use super::lines::{without_end, without_mark};
use super::mail::{MAX_MAIL, record};
use super::{Flaw, Record, Source};

/// What opens a mail.
const OPENER: &[u8] = b"From ";

/// The most bytes of a line taken at once; a longer one is taken in parts.
const MAX_PART: u64 = 1 << 16;

/// A mailbox.
pub struct Mbox {
    bytes: Box<dyn BufRead>,
    line: Vec<u8>,
    /// The number of the line last read, from 1.
    line_number: u64,
    /// Whether the last read began a line, not the next part of a long one.
    is_line_start: bool,
    /// The number of the mail that is being read, from 1.
    mail_number: u64,
    /// Where the mail's opener is, once it was read.
    opened_at: Option<u64>,
}

impl Mbox {
    pub fn start(bytes: Box<dyn BufRead>) -> Self {
        let line = Vec::new();
        Self { bytes, line, line_number: 0, is_line_start: true, mail_number: 0, opened_at: None }
    }

    /// Reads the next line or the next part of a long one; `false` at the end of the file.
    fn read_line(&mut self) -> Result<bool, Flaw> {
        self.is_line_start = self.line.is_empty() || self.line.ends_with(b"\n");
        self.line.clear();
        self.bytes.by_ref().take(MAX_PART).read_until(b'\n', &mut self.line)?;
        self.line_number += u64::from(self.is_line_start && !self.line.is_empty());
        Ok(!self.line.is_empty())
    }

    /// Finds the first opener; what is above it may be blank only.
    fn open_first(&mut self) -> Result<Option<u64>, Flaw> {
        while self.read_line()? {
            let line = if self.line_number == 1 { without_mark(&self.line) } else { &self.line };
            if line.starts_with(OPENER) {
                return Ok(Some(self.line_number));
            }
            if !line.trim_ascii().is_empty() {
                let number = self.line_number;
                // Without an opener, no mail can be told from the next.
                while self.read_line()? {}
                let what = "no mailbox: the first line does not begin with \"From \"; for a single mail use --input-format eml";
                return Err(Flaw::line(number, what));
            }
        }
        Ok(None)
    }

    /// Fills `raw` with the lines up to the next opener, which is kept for the next mail; whether they all fit.
    fn fill(&mut self, raw: &mut Vec<u8>) -> Result<bool, Flaw> {
        let mut is_behind_blank = false;
        let mut fits = true;
        self.opened_at = None;
        while self.read_line()? {
            if self.is_line_start && is_behind_blank && self.line.starts_with(OPENER) {
                self.opened_at = Some(self.line_number);
                break;
            }
            is_behind_blank = self.is_line_start && without_end(&self.line).is_empty();
            fits &= raw.len() + self.line.len() <= MAX_MAIL;
            if fits {
                raw.extend_from_slice(if self.is_line_start { unescaped(&self.line) } else { &self.line });
            }
        }
        Ok(fits)
    }
}

impl Source for Mbox {
    fn next_record(&mut self) -> Result<Option<Record>, Flaw> {
        let first = if self.mail_number == 0 { self.open_first()? } else { self.opened_at };
        let Some(line) = first else { return Ok(None) };
        self.mail_number += 1;
        let number = self.mail_number;
        let mut raw = Vec::new();
        let fits = self.fill(&mut raw)?;
        // One byte more than a mail may have says that it has too many.
        raw.resize(if fits { raw.len() } else { MAX_MAIL + 1 }, 0);
        record(&raw).map(Some).map_err(|what| Flaw::line(line, format!("message {number}: {what}")))
    }
}

/// The line as it was before the mailbox had to tell it from an opener: `>From` was `From`, `>>From` was `>From`.
fn unescaped(line: &[u8]) -> &[u8] {
    let quotes = line.iter().take_while(|byte| **byte == b'>').count();
    if quotes > 0 && line[quotes..].starts_with(OPENER) { &line[1..] } else { line }
}
