//! Prints readings: one record for each that came in, as soon as it is read.

mod csv;
mod jsonl;
mod table;

use std::io;

use politesse::Reading;

use crate::input::Id;

pub use csv::Csv;
pub use jsonl::Jsonl;
pub use table::Table;

/// A way of printing readings.
pub trait Output {
    /// Prints one record.
    ///
    /// # Errors
    /// When it cannot be written.
    fn write(&mut self, id: &Id, reading: &Reading<'_>) -> io::Result<()>;

    /// Hands over what is still buffered; to be called last.
    ///
    /// # Errors
    /// When it cannot be written.
    fn finish(&mut self) -> io::Result<()>;
}
