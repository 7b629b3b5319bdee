//! Tells the cues found apart by what they are for, so that later steps look at those that concern them alone.
//!
//! Takes the words and cues; gives the labels (« numéro de commande »), the cues that tell a detail (« ne marche pas »), and
//! what cues made of each word tell. Joins no label with a value.

use super::cues::Found;
use super::words::Word;
use crate::lexicon::{Lexicon, Licence, Purpose};
use crate::names::{Detail, Set};

/// A label of a detail, in the words `first..end`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Label {
    pub(super) detail: Detail,
    pub(super) first: u32,
    pub(super) end: u32,
}

/// A cue that tells a detail, in the words `first..end`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Telling {
    pub(super) detail: Detail,
    pub(super) first: u32,
    pub(super) end: u32,
    /// It is told by more than a word that means it only beside others.
    pub(super) is_strong: bool,
    /// In the writer's own words.
    pub(super) is_own: bool,
}

/// What cues made of a word tell.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Told {
    pub(super) details: Set<Detail>,
    pub(super) is_tone: bool,
}

/// Buffers of this step.
#[derive(Debug, Default)]
pub(crate) struct Purposes {
    pub(super) labels: Vec<Label>,
    pub(super) tellings: Vec<Telling>,
    /// By word.
    pub(super) told: Vec<Told>,
    /// Something is found that may be an insult to a person.
    pub(super) has_insult: bool,
}

/// Fills `purposes` from the cues, in their order.
pub(crate) fn tell_apart(lexicon: &Lexicon, words: &[Word], found: &[Found], purposes: &mut Purposes) {
    let Purposes { labels, tellings, told, has_insult } = purposes;
    labels.clear();
    tellings.clear();
    told.clear();
    told.resize(words.len(), Told::default());
    *has_insult = false;
    for Found { cue, first, end, .. } in found.iter().copied() {
        let cue = &lexicon.cues[cue as usize];
        let of_words = &mut told[first as usize..end as usize];
        match cue.purpose {
            Purpose::Label(detail) => labels.push(Label { detail, first, end }),
            Purpose::Detail(detail) => {
                let is_own = words[first as usize].zone.is_own_words();
                tellings.push(Telling { detail, first, end, is_strong: cue.strength > 1, is_own });
                of_words.iter_mut().for_each(|told| told.details.insert(detail));
            }
            Purpose::Tone(family) => {
                let licences = lexicon.families[family as usize].licences;
                *has_insult |= licences & Licence::Abusive.bit() != 0;
                of_words.iter_mut().for_each(|told| told.is_tone = true);
            }
            Purpose::Intent(_) => {}
        }
    }
}

impl Purposes {
    /// « mon numéro » is not the label in « mon numéro de commande »: of two that overlap, the one that ends later is.
    pub(super) fn is_label_of_longer(&self, label: Label) -> bool {
        // Labels are sorted by their first word.
        let from = self.labels.partition_point(|other| other.first < label.first);
        let beside = self.labels[from..].iter().take_while(|other| other.first < label.end);
        beside.into_iter().any(|other| other.end > label.end)
    }

    /// Whether a label begins on that token.
    pub(super) fn opens_label(&self, words: &[Word], token: usize) -> bool {
        let opens = |label: &Label| words[label.first as usize].token as usize;
        let from = self.labels.partition_point(|label| opens(label) < token);
        self.labels.get(from).is_some_and(|label| opens(label) == token)
    }
}
