//! Parts a file into lines, without what editors and systems add to them.

use std::io::{self, BufRead};

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
    pub fn next_line(&mut self) -> io::Result<Option<&[u8]>> {
        self.line.clear();
        if self.bytes.read_until(b'\n', &mut self.line)? == 0 {
            return Ok(None);
        }
        self.number += 1;
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
