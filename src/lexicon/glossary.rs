//! What reading asks of a word again and again, by its number: its hashes and the classes that steps look for by name.
//!
//! Derived from the vocabulary and the class files, whichever way these were made.

use std::collections::BTreeMap;

use super::vocabulary::{FIRST_SET, Sets, Vocabulary, WordId, hash};
use crate::find::unmask::RUDE_WORDS;
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

/// What is known of one word.
#[derive(Clone, Copy, Debug, Default)]
struct Note {
    /// The hash of the word, and that of its first letters; see [`grams_of`].
    gram: u32,
    stem: u16,
    /// Bit set of [`Class`], and above it whether it is short for something alone, or with others after it.
    flags: u16,
}

/// What is known of every word.
#[derive(Debug)]
pub(crate) struct Glossary {
    notes: Vec<Note>,
    /// The pairs of words that may begin something short, folded onto bits.
    short_pairs: Vec<u64>,
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
        let (short, short_pairs) = short_words(vocabulary);
        let mut short = short.into_iter().peekable();
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
        let notes = (0..vocabulary.len() as WordId).map(note).collect();
        Self { notes, short_pairs }
    }

    /// Whether a word is of a class.
    pub(crate) fn is(&self, word: WordId, class: Class) -> bool {
        self.notes[word as usize].flags & class.bit() != 0
    }

    /// Whether a word may, with `next` after it, be short for something; false means surely not.
    pub(crate) fn may_be_short(&self, word: WordId, next: WordId) -> bool {
        let flags = self.notes[word as usize].flags;
        // Most words are short for nothing.
        flags & (SHORT_ALONE | SHORT_BEFORE_OTHERS) != 0 && {
            let (place, bit) = pair_bit(word, next);
            flags & SHORT_ALONE != 0 || self.short_pairs[place] & bit != 0
        }
    }

    /// The hash of a word and that of its first letters; see [`grams_of`].
    pub(crate) fn grams(&self, word: WordId) -> (u32, u16) {
        let note = &self.notes[word as usize];
        (note.gram, note.stem)
    }
}

/// The flags of what is short for something, above those of the classes.
const SHORT_ALONE: u16 = 1 << (Class::Claim as u16 + 1);
const SHORT_BEFORE_OTHERS: u16 = SHORT_ALONE << 1;

/// The words that are short for something, ascending, each with its flag, and the bits of the pairs that begin something short.
fn short_words(vocabulary: &Vocabulary) -> (Vec<(WordId, u16)>, Vec<u64>) {
    let mut pairs = vec![0; PAIR_BITS / u64::BITS as usize];
    let short = vocabulary.all_spellings().map(|(word, spelling)| match spelling.rest.first() {
        Some(follower) => {
            let (place, bit) = pair_bit(word, *follower);
            pairs[place] |= bit;
            (word, SHORT_BEFORE_OTHERS)
        }
        None => (word, SHORT_ALONE),
    });
    (short.collect(), pairs)
}

/// How many bits the pairs are folded onto: some thirty for each pair there is, so that hardly one is taken for another.
const PAIR_BITS: usize = 1 << 16;

/// The bit of a word and the one after it.
fn pair_bit(word: WordId, next: WordId) -> (usize, u64) {
    let hash = word.wrapping_mul(0x9e37_79b1) ^ next.wrapping_mul(0x85eb_ca6b);
    let bit = hash.wrapping_mul(0x9e37_79b1) >> (u32::BITS - PAIR_BITS.trailing_zeros());
    ((bit / u64::BITS) as usize, 1 << (bit % u64::BITS))
}

/// The hash of a word and that of its first letters, for the learned term; none where it has no more.
pub(crate) fn grams_of(bytes: &[u8]) -> (u32, u16) {
    let stem = if bytes.len() > STEM_LEN { stem_hash(hash(&bytes[..STEM_LEN]) as u32) } else { NO_STEM };
    (hash(bytes) as u32, stem)
}
