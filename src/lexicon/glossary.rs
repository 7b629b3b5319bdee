//! What reading asks of a word again and again, by its number: its hashes and the classes that steps look for by name.
//!
//! Derived from the vocabulary and the class files, whichever way these were made.

use std::collections::BTreeMap;

use super::vocabulary::{FIRST_SET, Sets, Vocabulary, WordId, hash};
use crate::find::unmask::RUDE_WORDS;
use crate::judge::frames::SAYING;
use crate::judge::learned::{NO_STEM, STEM_LEN, stem_hash};

/// A class of words that some step asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// Words of grammar.
    Function,
    /// Words that show a sentence.
    Sentence,
    Negator,
    /// Things people swear at.
    Insultable,
    ReportingVerb,
    /// Words people disguise.
    Rude,
    /// Words of another language.
    Foreign,
    /// Emoji and other pictures, which are no word of any language.
    Picture,
    /// Words that say when, how often or to whom something is said, and no more.
    Empty,
    /// Words that say nothing of what a message is about, whatever is asked.
    Filler,
    /// Words of trouble, which name no thing.
    Trouble,
    /// Words of shops, which tell no subject.
    Shop,
    /// Words of claims, which give no reason.
    Claim,
    /// Words that may bring in speech the writer denies.
    Saying,
}

impl Class {
    /// The classes of words, each with its files.
    const FILES: [(Class, &'static [&'static str]); 12] = [
        (Class::Filler, &["empty-word"]),
        (Class::Trouble, &["trouble-word"]),
        (Class::Shop, &["shop-word"]),
        (Class::Claim, &["claim-word"]),
        (Class::Function, &["function"]),
        (Class::Sentence, &["sentence"]),
        (Class::Negator, &["negator"]),
        (Class::Insultable, &["insultable"]),
        (Class::ReportingVerb, &["reporting-verb"]),
        (Class::Rude, &[RUDE_WORDS]),
        (Class::Foreign, &["english", "spanish", "italian", "german", "dutch"]),
        (
            Class::Empty,
            &[
                "function",
                "sentence",
                "number",
                "number-ordinal",
                "duration-unit",
                "day",
                "day-unit",
                "weekday",
                "contact",
                "contact-plural",
                "still",
            ],
        ),
    ];

    fn bit(self) -> u16 {
        1 << self as u16
    }
}

/// The classes of one word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Classes(u16);

impl Classes {
    /// Whether one of these is among them.
    #[inline]
    pub(crate) fn have_any(self, classes: &[Class]) -> bool {
        self.0 & classes.iter().fold(0, |bits, class| bits | class.bit()) != 0
    }
}

/// What is known of one word.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Note {
    /// The hash of the word, and that of its first letters; see [`grams_of`].
    pub(crate) gram: u32,
    pub(crate) stem: u16,
    /// Bit set of [`Class`], and above it whether it is short for something alone, or with others after it.
    flags: u16,
}

impl Note {
    #[inline]
    pub(crate) fn short(&self) -> Short {
        Short((self.flags >> SHORT_ALONE.trailing_zeros()) as u8)
    }
}

/// Whether a word is short for something: alone, or with others after it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Short(u8);

impl Short {
    /// Most words are short for nothing.
    pub(crate) fn is_none(self) -> bool {
        self == Self::default()
    }

    pub(crate) fn is_alone(self) -> bool {
        self.0 & 1 != 0
    }
}

/// What is known of every word.
#[derive(Debug)]
pub(crate) struct Glossary {
    notes: Vec<Note>,
}

impl Glossary {
    /// Reads off what is known; `classes` are the sets of the class files by name.
    pub(super) fn new(vocabulary: &Vocabulary, sets: &Sets, classes: &BTreeMap<String, u32>) -> Self {
        // By set, the classes of its words.
        let mut of_set =
            vec![0; classes.values().map(|set| (set - FIRST_SET) as usize + 1).max().unwrap_or(0)];
        for (class, files) in Class::FILES {
            for set in files.iter().filter_map(|file| classes.get(*file)) {
                of_set[(set - FIRST_SET) as usize] |= class.bit();
            }
        }
        let short = vocabulary.all_spellings().map(|(word, spelling)| match spelling.rest {
            [] => (word, SHORT_ALONE),
            _ => (word, SHORT_BEFORE_OTHERS),
        });
        let mut short = short.peekable();
        let note = |word: WordId| {
            let bytes = vocabulary.bytes(word);
            let (gram, stem) = grams_of(bytes);
            let classes = sets.of(word).iter().filter_map(|set| of_set.get((set - FIRST_SET) as usize));
            let mut flags = classes.fold(0, |flags, more| flags | more);
            while let Some((_, flag)) = short.next_if(|(short, _)| *short == word) {
                flags |= flag;
            }
            if bytes.first().is_some_and(|byte| *byte >= 0x80) {
                flags |= Class::Picture.bit();
            }
            Note { gram, stem, flags }
        };
        let mut notes: Vec<Note> = (0..vocabulary.len() as WordId).map(note).collect();
        for word in SAYING.iter().filter_map(|word| vocabulary.find(word)) {
            notes[word as usize].flags |= Class::Saying.bit();
        }
        Self { notes }
    }

    /// Whether a word is of one of some classes.
    #[inline]
    pub(crate) fn is_any(&self, word: WordId, classes: &[Class]) -> bool {
        self.classes(word).have_any(classes)
    }

    /// The classes of a word.
    #[inline]
    pub(crate) fn classes(&self, word: WordId) -> Classes {
        Classes(self.notes[word as usize].flags)
    }

    /// What is known of a word.
    #[inline]
    pub(crate) fn note(&self, word: WordId) -> &Note {
        &self.notes[word as usize]
    }
}

/// The flags of what is short for something, above those of the classes; there are no others.
const SHORT_ALONE: u16 = 1 << (Class::Saying as u16 + 1);
const SHORT_BEFORE_OTHERS: u16 = SHORT_ALONE << 1;

/// The hash of a word and that of its first letters, for the learned term; none where it has no more.
pub(crate) fn grams_of(bytes: &[u8]) -> (u32, u16) {
    let stem = if bytes.len() > STEM_LEN { stem_hash(hash(&bytes[..STEM_LEN]) as u32) } else { NO_STEM };
    (hash(bytes) as u32, stem)
}
