//! Which readings are printed.

use politesse::{Aggression, Reading};

/// What a reading must have to be printed; by default nothing.
#[derive(Clone, Copy, Debug)]
pub struct Filter {
    /// The least aggression.
    pub min_aggression: Aggression,
    /// Whether a need must be missing.
    pub only_missing: bool,
}

impl Filter {
    /// Whether the reading is printed.
    pub fn lets_pass(&self, reading: &Reading<'_>) -> bool {
        reading.aggression().level >= self.min_aggression
            && (!self.only_missing || reading.missing().next().is_some())
    }
}
