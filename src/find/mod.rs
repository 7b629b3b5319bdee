//! Second step: what stands in the text, each thing with its span.
//!
//! Takes the tokens and zones. [`words`] gives the stream of known words, short spellings written out; [`cues`] finds the
//! phrases of the lexicon in it; [`shapes`] finds values by their look; [`details`] joins labels and values; [`formats`]
//! says which published format a value has and, by [`check`], whether it is mistyped; [`announced`] finds labels left without
//! a value; [`extent`] gives told days and amounts their full words; [`style`] counts what is typed rather than said. Judges nothing: a denied insult is found like any other.

mod announced;
pub(crate) mod check;
pub(crate) mod cues;
pub(crate) mod details;
mod extent;
pub(crate) mod formats;
pub(crate) mod looks;
pub(crate) mod shapes;
pub(crate) mod style;
pub(crate) mod unmask;
pub(crate) mod words;
