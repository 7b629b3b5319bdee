//! Prints readings: one record for each that came in, as soon as it is read.

mod colours;
mod csv;
mod explained;
mod html;
mod jsonl;
mod names;
mod table;
mod telling;

use std::io::{self, Write};

use politesse::Reading;

use crate::input::Id;
use crate::totals::Totals;

pub use csv::Csv;
pub use html::Html;
pub use jsonl::Jsonl;
pub use table::Table;

/// A way of printing readings; used by several threads at once, each with a buffer of its own.
pub trait Output: Sync {
    /// Prints what stands above the first record; by default nothing.
    ///
    /// # Errors
    /// When it cannot be written.
    fn start(&self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    /// Adds one record to what is printed.
    ///
    /// # Errors
    /// When the record cannot be put in words, which no record has yet.
    fn write(&self, id: &Id, reading: &Reading<'_>, printed: &mut Vec<u8>) -> io::Result<()>;

    /// Prints what stands below the last record; by default nothing.
    ///
    /// # Errors
    /// When it cannot be written.
    fn finish(&self, _totals: &Totals, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}
