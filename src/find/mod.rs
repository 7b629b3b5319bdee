//! Second step: what stands in the text, each thing with its span.
//!
//! Takes the tokens and zones. [`words`] gives the stream of known words, short spellings written out; [`cues`] finds the
//! phrases of the lexicon in it; [`shapes`] finds values by their look; [`details`] joins labels and values; [`style`]
//! counts what is typed rather than said. Judges nothing: a denied insult is found like any other.

pub(crate) mod cues;
pub(crate) mod details;
mod money;
pub(crate) mod references;
pub(crate) mod shapes;
pub(crate) mod style;
pub(crate) mod unmask;
pub(crate) mod words;
