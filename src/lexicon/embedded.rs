//! The lexicon that comes with the crate, compiled from `data/` by `examples/compile_data`; `tests/lexicon.rs` holds it to the
//! data.

/// The bytes of the stored lexicon.
pub(crate) const FRENCH: &[u8] = include_bytes!("../../data/french.bin");
