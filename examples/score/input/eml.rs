//! One mail in a file of its own, headers and attachments included.

use std::io::{BufRead, Read};

use super::mail::{MAX_MAIL, record};
use super::{Flaw, Record, Source};

/// A file that holds one mail.
pub struct Eml {
    /// The file, until it has been read.
    bytes: Option<Box<dyn BufRead>>,
}

impl Eml {
    pub fn start(bytes: Box<dyn BufRead>) -> Self {
        Self { bytes: Some(bytes) }
    }
}

impl Source for Eml {
    fn next_record(&mut self) -> Result<Option<Record>, Flaw> {
        let Some(bytes) = self.bytes.take() else { return Ok(None) };
        let mut raw = Vec::new();
        bytes.take(MAX_MAIL as u64 + 1).read_to_end(&mut raw)?;
        if raw.trim_ascii().is_empty() {
            return Ok(None);
        }
        record(&raw).map(Some).map_err(|what| Flaw::line(1, what))
    }
}
