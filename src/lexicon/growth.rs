//! What reading more forms takes, beside the tables that reading a message uses: irregular verbs, the sets of inflected
//! words, phrases of classes, frequencies. A lexicon that is only read with never loads it.

use std::collections::BTreeMap;

use super::inflect::Paradigms;
use super::item::Item;

/// What forms that come later are read with.
#[derive(Clone, Debug, Default)]
pub(crate) struct Growth {
    /// How often the commonest words are met, in the unit of `words/frequency.tsv`.
    pub(crate) counts: BTreeMap<String, u32>,
    pub(crate) paradigms: Paradigms,
    /// The set of all forms of a word, by the word.
    pub(crate) inflected: BTreeMap<String, u32>,
    /// The entries of several words, by class.
    pub(crate) phrases: BTreeMap<String, Vec<Vec<Item>>>,
    /// How many sets there are.
    pub(crate) sets: u32,
}
