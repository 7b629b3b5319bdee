//! Parts a file into lines, without what editors and systems add to them.

use std::io::{self, BufRead, Read};

use super::{Flaw, MAX_MESSAGE, too_long};

/// What some editors put before the first line of a UTF-8 file.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// The lines of a file, one at a time, with their numbers.
pub struct Lines {
    bytes: Box<dyn BufRead>,
    line: Vec<u8>,
    number: u64,
}

impl Lines {
    pub fn new(bytes: Box<dyn BufRead>) -> Self {
        Self { bytes, line: Vec::new(), number: 0 }
    }

    /// The next line without `\n` or `\r\n`, the first one without byte order mark; `None` at the end of the file.
    ///
    /// # Errors
    /// A line longer than [`MAX_MESSAGE`], which is passed over without being kept, and a file that cannot be read on.
    pub fn next_line(&mut self) -> Result<Option<&[u8]>, Flaw> {
        self.line.clear();
        let most = MAX_MESSAGE as u64 + 1;
        if self.bytes.by_ref().take(most).read_until(b'\n', &mut self.line)? == 0 {
            return Ok(None);
        }
        self.number += 1;
        if self.line.len() as u64 == most && !self.line.ends_with(b"\n") {
            self.pass_over()?;
            return Err(too_long(self.number));
        }
        let line = match self.number {
            1 => without_mark(&self.line),
            _ => &self.line,
        };
        // A file that holds a mark and nothing else is empty.
        Ok((!line.is_empty()).then(|| without_end(line)))
    }

    /// The number of the line last read, from 1.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// Reads to the end of the line and forgets it.
    fn pass_over(&mut self) -> io::Result<()> {
        loop {
            let held = self.bytes.fill_buf()?;
            let end = held.iter().position(|byte| *byte == b'\n');
            let used = end.map_or(held.len(), |end| end + 1);
            let is_over = end.is_some() || held.is_empty();
            self.bytes.consume(used);
            if is_over {
                return Ok(());
            }
        }
    }
}

/// The bytes behind the byte order mark, where there is one.
pub fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes)
}

/// The line without the bytes that end it.
pub fn without_end(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}
