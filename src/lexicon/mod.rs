//! The data: read from `data/`, checked, and compiled into the tables that reading a message uses.
//!
//! [`format`] is what a file looks like, [`form`] what a form means, [`inflect`] how `~` grows, [`compile`] brings all
//! together into the [`Parts`] of a [`Lexicon`]: words, a [`trie`] over them, the cues with their families, the intents, and
//! the [`model`]. [`stored`] turns parts into bytes and back, [`embedded`] are the bytes that come with the crate, a [`profile`] is what a service adds, and
//! [`Lexicon::new`] is the one place where tables are derived from parts ([`vocabulary`], [`glossary`], [`paths`], [`grove`]).

mod anchors;
pub(crate) mod compile;
pub(crate) mod embedded;
pub(crate) mod form;
pub(crate) mod format;
pub(crate) mod glossary;
pub(crate) mod grams;
pub(crate) mod grove;
pub(crate) mod growth;
pub(crate) mod inflect;
mod item;
mod laying;
mod minimise;
pub(crate) mod model;
mod named;
mod needs;
mod pairs;
pub(crate) mod paths;
pub(crate) mod profile;
pub(crate) mod proof;
pub(crate) mod sight;
mod slips;
mod slots;
pub(crate) mod stored;
mod tables;
pub(crate) mod trees;
pub(crate) mod trie;
mod trie_builder;
pub(crate) mod vocabulary;
mod vocabulary_builder;
mod ways;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::find::unmask::RUDE_WORDS;
use crate::judge::features::Layout;
use crate::levels::Tone;
use crate::names::{Detail, Intent, Name, Set, Signal};
use anchors::Anchors;
use glossary::{Class, Glossary};
use grove::Grove;
use model::Model;
use paths::Paths;
use profile::shop::Shop;
use trie::Trie;
use trie_builder::TrieBuilder;
use vocabulary::{Vocabulary, WordId, WordList};
use vocabulary_builder::VocabularyBuilder;

/// A context in which a cue does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Context {
    Denied,
    Reported,
    Own,
    Thing,
    Past,
    Hypothetical,
}

impl Context {
    pub(crate) const ALL: [(&'static str, Context); 6] = [
        ("denied", Context::Denied),
        ("reported", Context::Reported),
        ("self", Context::Own),
        ("thing", Context::Thing),
        ("past", Context::Past),
        ("hypothetical", Context::Hypothetical),
    ];
}

/// Which contexts drop a cue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Drops(u8);

impl Drops {
    pub(crate) fn insert(&mut self, context: Context) {
        self.0 |= 1 << context as u8;
    }

    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Its contexts, in the order of [`Context::ALL`].
    pub(crate) fn iter(self) -> impl Iterator<Item = Context> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let (_, context) = Context::ALL.get(left.trailing_zeros() as usize)?;
            left &= left - 1;
            Some(*context)
        })
    }
}

/// The way a family may push a tone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Direction {
    /// Not at all.
    #[default]
    No,
    /// Only up.
    Raises,
    /// Only down.
    Lowers,
    /// Up or down, as the labelled messages have it.
    Either,
}

/// Cues that weigh the same way.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Family {
    pub(crate) name: String,
    pub(crate) directions: [Direction; Tone::ALL.len()],
    /// Bit set of [`Licence`].
    pub(crate) licences: u8,
    /// Bit set of [`Licence`]: levels that standing evidence of it alone assures.
    pub(crate) assures: u8,
    /// Bit set of [`Shows`](crate::judge::shows::Shows).
    pub(crate) shows: u16,
}

/// A level that standing evidence of a family opens or assures. `rude`, `hostile`, `abusive` and `critical` are reached with a
/// licence only; `irritated` and `pressing` are open to all and can but be assured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Licence {
    Rude,
    Irritated,
    Hostile,
    Abusive,
    Pressing,
    Critical,
}

impl Licence {
    pub(crate) const ALL: [(&'static str, Licence); 6] = [
        ("rude", Licence::Rude),
        ("irritated", Licence::Irritated),
        ("hostile", Licence::Hostile),
        ("abusive", Licence::Abusive),
        ("pressing", Licence::Pressing),
        ("critical", Licence::Critical),
    ];

    pub(crate) fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// What a cue is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Purpose {
    /// Bears on tone, through the family of that number.
    Tone(u16),
    /// Bears on the intent.
    Intent(Intent),
    /// Gives a detail in words.
    Detail(Detail),
    /// Announces a reference.
    Label(Detail),
}

/// A thing one can say.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Cue {
    pub(crate) id: String,
    pub(crate) purpose: Purpose,
    /// 1 mild, 2 plain, 3 strong.
    pub(crate) strength: u8,
    pub(crate) signals: Set<Signal>,
    pub(crate) drops: Drops,
    pub(crate) covers: bool,
}

/// Details of which one is enough.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Need {
    /// As spelled in the guide: « order_number|tracking_number ».
    pub(crate) name: String,
    pub(crate) details: Set<Detail>,
    /// The object of « Pourriez-vous nous indiquer … ? ».
    pub(crate) question: String,
    /// The object of « Pourrais-tu nous indiquer … ? ».
    pub(crate) question_tu: String,
}

/// The class of words that are read even with a slip of the finger.
const LOOSE_WORDS: &str = "loose-word";

/// A lexicon as stored: what its other tables are derived from.
#[derive(Debug)]
pub(crate) struct Parts {
    pub(crate) words: WordList,
    pub(crate) trie: Trie,
    pub(crate) anchors: Anchors,
    pub(crate) cues: Vec<Cue>,
    pub(crate) families: Vec<Family>,
    pub(crate) needs: Vec<Vec<Need>>,
    pub(crate) detail_intents: Vec<Set<Intent>>,
    pub(crate) model: Model,
    pub(crate) data_version: String,
    pub(crate) classes: BTreeMap<String, u32>,
}

impl Default for Parts {
    /// Those of a lexicon that knows nothing.
    fn default() -> Self {
        let (trie, entries) = TrieBuilder::default().build();
        Self {
            words: VocabularyBuilder::default().build(),
            trie,
            anchors: Anchors::of_edges(&entries),
            cues: Vec::new(),
            families: Vec::new(),
            needs: vec![Vec::new(); Intent::ALL.len()],
            detail_intents: vec![Intent::ALL.iter().copied().collect(); Detail::ALL.len()],
            model: Model::flat(Layout { families: 0, cues: 0 }.len()),
            data_version: String::new(),
            classes: BTreeMap::new(),
        }
    }
}

/// All that is known of the language and of the guide.
#[derive(Debug)]
pub(crate) struct Lexicon {
    pub(crate) vocabulary: Vocabulary,
    pub(crate) glossary: Glossary,
    pub(crate) paths: Paths,
    pub(crate) cues: Vec<Cue>,
    pub(crate) families: Vec<Family>,
    /// The names of the features that are not cues, in the order of [`Layout`].
    pub(crate) feature_names: Vec<String>,
    /// By the intent's index.
    pub(crate) needs: Vec<Vec<Need>>,
    /// By the detail's index: the intents of a message in which it says something.
    pub(crate) detail_intents: Vec<Set<Intent>>,
    pub(crate) model: Model,
    /// The trees of the model, for answering.
    pub(crate) grove: Grove,
    /// A fingerprint of all data files.
    pub(crate) data_version: String,
    /// The words of the class `rude-word`.
    pub(crate) rude_words: Vec<WordId>,
    /// What profiles add beside cues and needs; empty without one.
    pub(crate) shop: Shop,
}

impl Lexicon {
    /// Derives the tables that reading a message uses.
    pub(crate) fn new(mut parts: Parts) -> Self {
        let sets = std::mem::take(&mut parts.words.memberships);
        let members =
            |class: &str| parts.classes.get(class).map(|set| sets.members(*set)).unwrap_or_default();
        let (rude_words, loose) = (members(RUDE_WORDS), members(LOOSE_WORDS));
        let vocabulary = Vocabulary::new(parts.words, &loose);
        let layout = Layout { families: parts.families.len(), cues: parts.cues.len() };
        let trees = parts.model.tones.each_mut().map(|tone| std::mem::take(&mut tone.trees));
        Self {
            glossary: Glossary::new(&vocabulary, &sets, &parts.classes),
            paths: Paths::new(&sets, vocabulary.len(), parts.trie, &parts.anchors),
            rude_words,
            vocabulary,
            feature_names: compile::feature_names(&parts.families, &[]),
            cues: parts.cues,
            families: parts.families,
            needs: parts.needs,
            detail_intents: parts.detail_intents,
            grove: Grove::new(trees.each_ref(), layout),
            model: parts.model,
            data_version: parts.data_version,
            shop: Shop::default(),
        }
    }

    /// The place of every feature.
    pub(crate) fn layout(&self) -> Layout {
        Layout { families: self.families.len(), cues: self.cues.len() }
    }

    /// The family of a cue that bears on tone.
    pub(crate) fn family_of(&self, purpose: Purpose) -> Option<&Family> {
        match purpose {
            Purpose::Tone(family) => Some(&self.families[family as usize]),
            _ => None,
        }
    }

    /// Those of `details` that say something in a message of that intent.
    pub(crate) fn details_that_count(&self, details: Set<Detail>, intent: Intent) -> Set<Detail> {
        details.iter().filter(|detail| self.detail_intents[detail.index()].contains(intent)).collect()
    }

    /// Whether a word is of a class.
    pub(crate) fn is(&self, word: WordId, class: Class) -> bool {
        self.glossary.is_any(word, &[class])
    }

    /// Whether a word is of one of some classes.
    pub(crate) fn is_any(&self, word: WordId, classes: &[Class]) -> bool {
        self.glossary.is_any(word, classes)
    }
}
