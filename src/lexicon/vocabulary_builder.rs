//! A vocabulary that still grows, while forms are read.

use std::collections::{BTreeMap, HashMap};

use super::vocabulary::{DIGITS, Spelling, WordId, WordList};

/// A spelling of several words: what follows the first, and what all stand for.
#[derive(Clone, Debug, Default)]
pub(crate) struct SpelledOut {
    pub(crate) rest: Vec<WordId>,
    pub(crate) full: Vec<WordId>,
}

/// A vocabulary that still grows.
#[derive(Debug)]
pub(crate) struct VocabularyBuilder {
    numbers: HashMap<String, WordId>,
    words: Vec<String>,
    sets: Vec<Vec<u32>>,
    spellings: Vec<Vec<SpelledOut>>,
    /// How often the commonest words are met.
    counts: BTreeMap<String, u32>,
    /// How often a word, or any word of a set, is met.
    frequencies: HashMap<u32, u64>,
}

/// How often a word is met that is not among the commonest, and a number.
const RARE: u64 = 1;
const NUMBERS: u64 = 8_000;

impl Default for VocabularyBuilder {
    fn default() -> Self {
        // The two reserved numbers take texts that no token can have.
        let words = vec![String::new(), "#".to_owned()];
        Self {
            numbers: HashMap::new(),
            words,
            sets: vec![Vec::new(); 2],
            spellings: vec![Vec::new(); 2],
            counts: BTreeMap::new(),
            frequencies: HashMap::from([(DIGITS, NUMBERS)]),
        }
    }
}

impl VocabularyBuilder {
    /// Says how often a folded word is met; before the word is numbered.
    pub(crate) fn set_frequency(&mut self, word: &str, count: u32) {
        self.counts.insert(word.to_owned(), count);
    }

    /// How often a word, or any word of a set, is met, in the unit of `words/frequency.tsv`.
    pub(crate) fn frequency(&self, symbol: u32) -> u64 {
        self.frequencies.get(&symbol).copied().unwrap_or(RARE)
    }

    /// The number of a folded word, new if need be.
    pub(crate) fn number(&mut self, word: &str) -> WordId {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = self.words.len() as WordId;
        self.numbers.insert(word.to_owned(), number);
        self.words.push(word.to_owned());
        if let Some(count) = self.counts.get(word) {
            self.frequencies.insert(number, u64::from(*count));
        }
        self.sets.push(Vec::new());
        self.spellings.push(Vec::new());
        number
    }

    /// The folded text of a word.
    pub(crate) fn text(&self, word: WordId) -> &str {
        &self.words[word as usize]
    }

    /// Puts a word into a set.
    pub(crate) fn join(&mut self, word: WordId, set: u32) {
        let sets = &mut self.sets[word as usize];
        if !sets.contains(&set) {
            sets.push(set);
            *self.frequencies.entry(set).or_default() += self.frequencies.get(&word).copied().unwrap_or(RARE);
        }
    }

    /// Says what a word, with the words after it, is short for.
    pub(crate) fn spell(&mut self, first: WordId, spelling: SpelledOut) {
        let spellings = &mut self.spellings[first as usize];
        spellings.push(spelling);
        // The longest is tried first.
        spellings.sort_by_key(|spelling| std::cmp::Reverse(spelling.rest.len()));
    }

    /// The spelling that fits `words`, and how many words it takes.
    pub(crate) fn spelling_of(&self, words: &[WordId]) -> Option<(&[WordId], usize)> {
        let spellings = self.spellings.get(*words.first()? as usize)?;
        spellings
            .iter()
            .find(|spelling| words[1..].starts_with(&spelling.rest))
            .map(|spelling| (spelling.full.as_slice(), spelling.rest.len() + 1))
    }

    /// The words as stored.
    pub(crate) fn build(mut self) -> WordList {
        let mut list = WordList::default();
        for (number, word) in self.words.iter().enumerate() {
            let number = number as WordId;
            list.push(word.as_bytes());
            self.sets[number as usize].sort_unstable();
            self.sets[number as usize].iter().for_each(|set| list.memberships.push(number, *set));
            for SpelledOut { rest, full } in &self.spellings[number as usize] {
                list.spellings.push(number, Spelling { rest, full });
            }
        }
        list
    }

    /// Goes on from the words as stored; `counts` says how often the commonest words are met. Nothing where the list is none
    /// that was ever built.
    pub(crate) fn resume(list: &WordList, counts: BTreeMap<String, u32>) -> Option<Self> {
        let mut builder = Self { counts, ..Self::default() };
        for word in DIGITS + 1..list.len() as WordId {
            builder.number(std::str::from_utf8(list.bytes(word)).ok()?);
        }
        for (word, set) in list.memberships.pairs() {
            builder.join(word, set);
        }
        for (index, first) in list.spellings.firsts.iter().enumerate() {
            let Spelling { rest, full } = list.spellings.at(index);
            builder.spell(*first, SpelledOut { rest: rest.to_vec(), full: full.to_vec() });
        }
        (builder.words.len() == list.len()).then_some(builder)
    }

    /// How often the commonest words are met.
    pub(crate) fn counts(&self) -> &BTreeMap<String, u32> {
        &self.counts
    }
}
