//! The words with their sets and spellings as columns, and what more forms are read with.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;

use super::columns::{Column, NIBBLE as MOST_SHARED, Writer};
use super::to_bytes;
use crate::error::Error;
use crate::lexicon::growth::Growth;
use crate::lexicon::item::Item;
use crate::lexicon::vocabulary::{DIGITS, FIRST_SET, Sets, Spelling, SpellingList, WordId, WordList};

/// The column of all words, before them how many there are, with how many bytes.
pub(super) fn write(words: &WordList) -> Vec<u8> {
    let mut column = Writer::default();
    column.number(words.len() as u32);
    column.number(words.arena.len() as u32);
    (0..words.len() as WordId).for_each(|word| column.word(words.bytes(word)));
    column.finish()
}

/// The words of a column, if it is one; every word but the first has a letter.
pub(super) fn read(bytes: &[u8]) -> Option<WordList> {
    let mut column = Column::new(bytes);
    let [count, length] = [column.number()?, column.number()?].map(|count| count as usize);
    // A word takes a byte at least, which tells of a few more at most.
    if count > bytes.len() || length > bytes.len() * MOST_SHARED {
        return None;
    }
    let mut words = WordList::with_room(count, length);
    while !column.is_done() {
        column.word(&mut words)?;
    }
    let are_written = (DIGITS..words.len() as WordId).all(|word| !words.bytes(word).is_empty());
    (are_written && words.len() > DIGITS as usize).then_some(words)
}

/// The column of who is in which set, set by set.
pub(super) fn write_memberships(memberships: &Sets, sets: u32) -> Vec<u8> {
    let mut members: Vec<Vec<WordId>> = vec![Vec::new(); sets as usize + 1];
    memberships.pairs().for_each(|(word, set)| members[(set - FIRST_SET) as usize].push(word));
    let mut column = Writer::default();
    for members in members {
        column.number(members.len() as u32);
        members.iter().fold(0, |last, word| {
            column.number(word - last);
            *word
        });
    }
    column.finish()
}

/// The memberships of a column for so many words and sets.
pub(super) fn read_memberships(bytes: &[u8], words: u32, sets: u32) -> Option<Sets> {
    // Read twice, to count first: that takes less time than room for what is read.
    Sets::by_word(words as usize, Members { column: Column::new(bytes), set: 0, sets, left: 0, word: 0 })
}

/// Who is in which set, as told by a column; ends with a `None` where that is none.
#[derive(Clone)]
struct Members<'a> {
    column: Column<'a>,
    /// The sets begun so far, and how many there are, but for one.
    set: u32,
    sets: u32,
    /// How many members of the set last begun follow, and the one before.
    left: u32,
    word: u32,
}

impl Iterator for Members<'_> {
    type Item = Option<(WordId, u32)>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        while self.left == 0 {
            if self.set > self.sets {
                return if self.column.is_done() { None } else { Some(None) };
            }
            self.set += 1;
            self.word = 0;
            match self.column.number() {
                Some(count) => self.left = count,
                None => return Some(None),
            }
        }
        self.left -= 1;
        let word = self.column.number().and_then(|more| self.word.checked_add(more));
        self.word = word.unwrap_or_default();
        Some(word.map(|word| (word, FIRST_SET + self.set - 1)))
    }
}

/// The column of the spellings.
pub(super) fn write_spellings(spellings: &SpellingList) -> Vec<u8> {
    let mut column = Writer::default();
    let mut last = 0;
    for (index, first) in spellings.firsts.iter().enumerate() {
        let Spelling { rest, full } = spellings.at(index);
        column.number(first - last);
        last = *first;
        column.number(rest.len() as u32);
        column.number(full.len() as u32);
        rest.iter().chain(full).for_each(|word| column.signed(word.wrapping_sub(*first) as i32));
    }
    column.finish()
}

/// The spellings of a column.
pub(super) fn read_spellings(bytes: &[u8], words: u32) -> Option<SpellingList> {
    let mut column = Column::new(bytes);
    let mut spellings = SpellingList::default();
    let (mut first, mut all) = (0u32, Vec::new());
    while !column.is_done() {
        first = first.checked_add(column.number()?).filter(|word| *word < words)?;
        let (rest, full) = (column.number()?, column.number()?);
        // How many are the rest is kept in a byte.
        u8::try_from(rest).ok()?;
        all.clear();
        for _ in 0..rest.checked_add(full)? {
            let word = first.checked_add_signed(column.signed()?).filter(|word| *word < words)?;
            all.push(word);
        }
        let (rest, full) = all.split_at(rest as usize);
        spellings.push(first, Spelling { rest, full });
    }
    Some(spellings)
}

/// [`Growth`], its long lists as columns.
#[derive(Serialize, Deserialize)]
struct StoredGrowth<'a> {
    sets: u32,
    phrases: BTreeMap<String, Vec<Vec<Item>>>,
    /// Infinitives, each with its forms.
    #[serde(borrow)]
    verbs: Cow<'a, [u8]>,
    #[serde(borrow)]
    verb_lengths: Cow<'a, [u8]>,
    #[serde(borrow)]
    counted: Cow<'a, [u8]>,
    #[serde(borrow)]
    counts: Cow<'a, [u8]>,
    #[serde(borrow)]
    inflected: Cow<'a, [u8]>,
    #[serde(borrow)]
    inflected_sets: Cow<'a, [u8]>,
}

/// The bytes of what more forms are read with.
pub(super) fn write_growth(growth: &Growth) -> Result<Vec<u8>, Error> {
    let verbs =
        growth.paradigms.iter().flat_map(|(infinitive, forms)| std::iter::once(infinitive).chain(forms));
    to_bytes(&StoredGrowth {
        sets: growth.sets,
        phrases: growth.phrases.clone(),
        verbs: texts(verbs).into(),
        verb_lengths: numbers(growth.paradigms.values().map(|forms| forms.len() as u32)).into(),
        counted: texts(growth.counts.keys()).into(),
        counts: numbers(growth.counts.values().copied()).into(),
        inflected: texts(growth.inflected.keys()).into(),
        inflected_sets: numbers(growth.inflected.values().map(|set| set - FIRST_SET)).into(),
    })
}

/// What more forms are read with, if the bytes are such.
pub(super) fn read_growth(bytes: &[u8]) -> Option<Growth> {
    let stored: StoredGrowth<'_> = postcard::from_bytes(bytes).ok()?;
    let (mut verbs, mut paradigms) = (read_texts(&stored.verbs)?.into_iter(), BTreeMap::new());
    for length in read_numbers(&stored.verb_lengths)? {
        let forms: (String, Vec<String>) = (verbs.next()?, verbs.by_ref().take(length as usize).collect());
        paradigms.insert(forms.0, forms.1);
    }
    let counted = read_texts(&stored.counted)?.into_iter().zip(read_numbers(&stored.counts)?);
    let sets = read_numbers(&stored.inflected_sets)?;
    let are_sets = sets.iter().all(|set| *set <= stored.sets);
    let inflected = read_texts(&stored.inflected)?.into_iter().zip(sets.iter().map(|set| FIRST_SET + set));
    are_sets.then(|| Growth {
        counts: counted.collect(),
        paradigms,
        inflected: inflected.collect(),
        phrases: stored.phrases,
        sets: stored.sets,
    })
}

fn texts<'t>(texts: impl Iterator<Item = &'t String>) -> Vec<u8> {
    let mut column = Writer::default();
    texts.for_each(|text| column.word(text.as_bytes()));
    column.finish()
}

fn read_texts(bytes: &[u8]) -> Option<Vec<String>> {
    let mut column = Column::new(bytes);
    let mut words = WordList::default();
    while !column.is_done() {
        column.word(&mut words)?;
    }
    (0..words.len() as WordId).map(|word| String::from_utf8(words.bytes(word).to_vec()).ok()).collect()
}

fn numbers(numbers: impl Iterator<Item = u32>) -> Vec<u8> {
    let mut column = Writer::default();
    numbers.for_each(|number| column.number(number));
    column.finish()
}

fn read_numbers(bytes: &[u8]) -> Option<Vec<u32>> {
    let mut column = Column::new(bytes);
    let mut numbers = Vec::new();
    while !column.is_done() {
        numbers.push(column.number()?);
    }
    Some(numbers)
}
