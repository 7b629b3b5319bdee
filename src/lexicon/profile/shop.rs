//! What profiles say that is no cue: the looks of a shop's own references, and the links it gives.

use super::reference::Reference;
use crate::lexicon::trie::CueId;
use crate::names::Intent;

/// What profiles add beside cues, needs and words; empty without a profile.
#[derive(Clone, Debug)]
pub(crate) struct Shop {
    /// The first cue that a profile brought; cues before it are the crate's.
    pub(crate) first_cue: CueId,
    /// In the order of the profiles.
    pub(crate) references: Vec<Reference>,
    pub(crate) links: Links,
}

impl Default for Shop {
    fn default() -> Self {
        Self { first_cue: CueId::MAX, references: Vec::new(), links: Links::default() }
    }
}

/// The links to give when a message asks for what a page answers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Links {
    /// By the cue that asks.
    pub(crate) by_topic: Vec<(CueId, String)>,
    /// By the need that is missing.
    pub(crate) by_need: Vec<(String, String)>,
    pub(crate) by_intent: Vec<(Intent, String)>,
}

impl Links {
    /// The link for a message with these standing cues, missing needs and intent: that of the narrowest of the three.
    pub(crate) fn choose<'n>(
        &self,
        standing: impl Iterator<Item = CueId>,
        missing: impl Iterator<Item = &'n str>,
        intent: Intent,
    ) -> Option<&str> {
        let of_topic = first_of(&self.by_topic, standing);
        of_topic
            .or_else(|| missing.into_iter().find_map(|need| linked(&self.by_need, |known| known == need)))
            .or_else(|| linked(&self.by_intent, |known| *known == intent))
    }
}

/// The link of the first key that has one.
fn first_of<K: PartialEq>(links: &[(K, String)], mut keys: impl Iterator<Item = K>) -> Option<&str> {
    // Without links the keys need not be walked.
    if links.is_empty() { None } else { keys.find_map(|key| linked(links, |known| *known == key)) }
}

fn linked<K>(links: &[(K, String)], is_it: impl Fn(&K) -> bool) -> Option<&str> {
    links.iter().find(|(key, _)| is_it(key)).map(|(_, link)| link.as_str())
}
