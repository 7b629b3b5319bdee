//! Third step: what counts here, and what it adds up to.
//!
//! [`context`] gives each cue found its standing; [`features`] sums up what stands, what is typed and, by its [`traits`], how the
//! message is built; [`learned`] adds the words beside the lexicon; [`intent`] says what it is about; [`score`] turns all that into levels, with what features say [`together`]; [`completeness`] what is missing;
//! [`language`] whether there is French to judge at all.

pub(crate) mod completeness;
pub(crate) mod context;
pub(crate) mod features;
pub(crate) mod frames;
pub(crate) mod intent;
pub(crate) mod language;
pub(crate) mod learned;
pub(crate) mod score;
pub(crate) mod shows;
pub(crate) mod signals;
pub(crate) mod together;
mod told;
pub(crate) mod traits;
