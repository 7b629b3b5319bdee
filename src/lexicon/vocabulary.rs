//! Every word that some form, class or spelling names, found by its folded bytes.
//!
//! An open-addressing table over one arena; each word knows how it is spelled out (« bjr » → `bonjour`). A [`WordList`] is what is
//! stored of it, with the [`Sets`] that each word belongs to (`voler~`, `@day`); the rest is derived.

use std::ops::Range;

use super::pairs::Pairs;
use super::slips::{for_each_slip, most_slips};
use super::slots::{EIGHT, Key, Slots};

/// A word's number; 0 is no word.
pub(crate) type WordId = u32;

/// The number of « no known word ».
pub(crate) const UNKNOWN: WordId = 0;

/// The pseudo-word for a run of digits, `#` in a form.
pub(crate) const DIGITS: WordId = 1;

/// Sets are numbered from here, so that words and sets share one space of symbols.
pub(crate) const FIRST_SET: u32 = 1 << 24;

/// A spelling of several words: what follows the first, and what all stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Spelling<'a> {
    pub(crate) rest: &'a [WordId],
    pub(crate) full: &'a [WordId],
}

/// The words with their sets and spellings: a vocabulary without what can be derived.
#[derive(Clone, Debug)]
pub(crate) struct WordList {
    /// The folded bytes of all words, one after the other.
    pub(crate) arena: Vec<u8>,
    /// Where each word begins, and where the last ends.
    pub(crate) bounds: Vec<u32>,
    /// The sets that each word is in.
    pub(crate) memberships: Sets,
    /// First words of spellings, ascending, those of one word longest first.
    pub(crate) spellings: SpellingList,
}

/// Spellings, their words one after the other.
#[derive(Clone, Debug, Default)]
pub(crate) struct SpellingList {
    /// The first word of each.
    pub(crate) firsts: Vec<WordId>,
    /// Where its words begin.
    bounds: Vec<u32>,
    /// How many of its words are the rest.
    rests: Vec<u8>,
    words: Vec<WordId>,
}

impl SpellingList {
    /// Adds a spelling; its first word is none before those added earlier.
    pub(crate) fn push(&mut self, first: WordId, spelling: Spelling<'_>) {
        self.firsts.push(first);
        self.bounds.push(self.words.len() as u32);
        self.rests.push(spelling.rest.len() as u8);
        self.words.extend_from_slice(spelling.rest);
        self.words.extend_from_slice(spelling.full);
    }

    fn shrink_to_fit(&mut self) {
        self.firsts.shrink_to_fit();
        self.bounds.shrink_to_fit();
        self.rests.shrink_to_fit();
        self.words.shrink_to_fit();
    }

    /// The spelling at a place of the list.
    pub(crate) fn at(&self, index: usize) -> Spelling<'_> {
        let end = self.bounds.get(index + 1).map_or(self.words.len(), |next| *next as usize);
        let words = &self.words[self.bounds[index] as usize..end];
        let (rest, full) = words.split_at(usize::from(self.rests[index]));
        Spelling { rest, full }
    }
}

impl Default for WordList {
    fn default() -> Self {
        let (memberships, spellings) = (Sets::default(), SpellingList::default());
        Self { arena: Vec::new(), bounds: vec![0], memberships, spellings }
    }
}

impl WordList {
    /// A list that has no words yet, with room for so many with so many bytes in all, and for slips of them.
    pub(crate) fn with_room(words: usize, bytes: usize) -> Self {
        // The slips of the crate's own words make a tenth more words, and a fifth more bytes.
        let mut bounds = Vec::with_capacity(words + words / 8 + 1);
        bounds.push(0);
        Self { arena: Vec::with_capacity(bytes + bytes / 4), bounds, ..Self::default() }
    }

    /// How many words there are.
    pub(crate) fn len(&self) -> usize {
        self.bounds.len() - 1
    }

    /// The folded bytes of a word.
    pub(crate) fn bytes(&self, word: WordId) -> &[u8] {
        &self.arena[self.bounds[word as usize] as usize..self.bounds[word as usize + 1] as usize]
    }

    /// Adds a word.
    pub(crate) fn push(&mut self, word: &[u8]) {
        self.arena.extend_from_slice(word);
        self.bounds.push(self.arena.len() as u32);
    }

    /// Adds a word that begins with so many bytes of the last one, if that has so many.
    pub(crate) fn push_after_last(&mut self, shared: usize, rest: &[u8]) -> Option<()> {
        let [.., start, end] = self.bounds[..] else { return (shared == 0).then(|| self.push(rest)) };
        let shared = start as usize..(start as usize).checked_add(shared)?;
        if shared.end > end as usize {
            return None;
        }
        self.arena.extend_from_within(shared);
        self.push(rest);
        Some(())
    }
}

/// The sets that each word is in: what other tables are derived from, and no more.
#[derive(Clone, Debug)]
pub(crate) struct Sets {
    sets: Vec<u32>,
    /// Where those of each word begin, and where those of the last end.
    bounds: Vec<u32>,
}

impl Default for Sets {
    fn default() -> Self {
        Self { sets: Vec::new(), bounds: vec![0] }
    }
}

impl Sets {
    /// Of words with a set each is in, ascending by sets, those of so many `words`; `None` for a word that is not among them.
    pub(crate) fn by_word(
        words: usize,
        pairs: impl Iterator<Item = Option<(WordId, u32)>> + Clone,
    ) -> Option<Self> {
        // Counted two places on, so that where a word's sets begin, once they are placed, is where it is looked for.
        let (mut bounds, mut count) = (vec![0u32; words + 2], 0);
        for pair in pairs.clone() {
            *bounds[2..].get_mut(pair?.0 as usize)? += 1;
            count += 1;
        }
        for word in 2..bounds.len() {
            bounds[word] += bounds[word - 1];
        }
        let mut sets = vec![0; count];
        for (word, set) in pairs.flatten() {
            let place = &mut bounds[word as usize + 1];
            sets[*place as usize] = set;
            *place += 1;
        }
        bounds.truncate(words + 1);
        Some(Self { sets, bounds })
    }

    /// Puts a word into a set; both are none before those put in earlier.
    pub(crate) fn push(&mut self, word: WordId, set: u32) {
        self.bounds.resize(word as usize + 1, self.sets.len() as u32);
        self.sets.push(set);
        self.bounds.push(self.sets.len() as u32);
    }

    /// Words with a set each is in, ascending.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (WordId, u32)> {
        let words = 0..self.bounds.len() as WordId - 1;
        words.flat_map(|word| self.of(word).iter().map(move |set| (word, *set)))
    }

    /// The words of a set, ascending.
    pub(crate) fn members(&self, set: u32) -> Vec<WordId> {
        let places = self.sets.iter().zip(0..).filter(|(of, _)| **of == set).map(|(_, place)| place);
        // The word whose sets begin last at or before the place.
        places.map(|place| self.bounds.partition_point(|first| *first <= place) as WordId - 1).collect()
    }

    /// The sets of a word, ascending; a word that is but a slip has none.
    pub(crate) fn of(&self, word: WordId) -> &[u32] {
        match self.bounds.get(word as usize..word as usize + 2) {
            Some([first, end]) => &self.sets[*first as usize..*end as usize],
            _ => &[],
        }
    }
}

/// The words and the table that finds them.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    arena: Vec<u8>,
    /// Where each word begins, and where the last ends.
    bounds: Vec<u32>,
    slots: Slots,
    spellings: SpellingList,
    pairs: Pairs,
}

impl Vocabulary {
    /// The vocabulary of a list. The words `loose` are read even with one slip of the finger: a letter left
    /// out, two letters swapped; what is a word already keeps its own meaning.
    pub(crate) fn new(mut list: WordList, loose: &[WordId]) -> Self {
        let most_slips: usize = loose.iter().map(|word| most_slips(list.bytes(*word).len())).sum();
        let mut slots = Slots::for_words(list.len() + most_slips);
        for word in DIGITS + 1..list.len() as WordId {
            slots.insert(&list, word);
        }
        for meant in loose {
            let word = list.bytes(*meant).to_vec();
            for_each_slip(&word, |slip| {
                if slots.find(Key::of(slip), |word| list.bytes(word) == slip).is_none() {
                    let number = list.len() as WordId;
                    list.push(slip);
                    slots.insert(&list, number);
                    list.spellings.push(number, Spelling { rest: &[], full: &[*meant] });
                }
            });
        }
        let WordList { mut arena, mut bounds, mut spellings, .. } = list;
        // So that eight bytes can be read from where the last word begins.
        arena.extend([0; EIGHT]);
        arena.shrink_to_fit();
        bounds.shrink_to_fit();
        spellings.shrink_to_fit();
        let firsts = spellings.firsts.iter().enumerate();
        let pair =
            |(place, first): (usize, &WordId)| Some((place, *first, *spellings.at(place).rest.first()?));
        let of_several = firsts.filter_map(pair);
        let pairs = Pairs::new(of_several.clone().count(), of_several);
        Self { arena, bounds, slots, spellings, pairs }
    }

    /// The number of the word with these folded bytes.
    pub(crate) fn find(&self, word: &[u8]) -> Option<WordId> {
        self.find_at(word, 0..word.len())
    }

    /// The number of the word that stands at a place of a text.
    ///
    /// Takes less time than [`Vocabulary::find`], since it may look at what stands behind the word.
    #[inline]
    pub(crate) fn find_at(&self, text: &[u8], place: Range<usize>) -> Option<WordId> {
        let length = place.end - place.start;
        if length > EIGHT {
            return self.find_long(&text[place]);
        }
        // Most words have no more than eight bytes, which are their key.
        let key = Key::short(text, place.start, length);
        self.slots.find(key, |word| {
            let (start, end) = self.place(word);
            // The arena ends in eight bytes that are of no word.
            let eight = self.arena.get(start..).and_then(|rest| rest.first_chunk());
            end - start == length && eight.is_some_and(|eight| Key::opening(*eight, length) == key)
        })
    }

    /// The number of a word of more than eight bytes.
    fn find_long(&self, word: &[u8]) -> Option<WordId> {
        let key = Key::of(word);
        self.slots.find(key, |number| {
            let bytes = self.bytes(number);
            bytes.len() == word.len() && Key::of(bytes) == key && (word.len() <= 2 * EIGHT || bytes == word)
        })
    }

    /// Where in the arena a word begins and ends.
    #[inline]
    fn place(&self, word: WordId) -> (usize, usize) {
        match self.bounds.get(word as usize..word as usize + 2) {
            Some([start, end]) => (*start as usize, *end as usize),
            _ => (0, 0),
        }
    }

    /// How many words there are.
    pub(crate) fn len(&self) -> usize {
        self.bounds.len() - 1
    }

    /// What a word may be short for, longest first.
    pub(crate) fn spellings(&self, word: WordId) -> impl Iterator<Item = Spelling<'_>> {
        let firsts = &self.spellings.firsts;
        let place = firsts.partition_point(|first| *first < word);
        let count = firsts[place..].iter().take_while(|first| **first == word).count();
        (place..place + count).map(|index| self.spellings.at(index))
    }

    /// What a word may be short for with `next` behind it, longest first; what follows `next` is not looked at.
    pub(crate) fn spellings_before(&self, word: WordId, next: WordId) -> impl Iterator<Item = Spelling<'_>> {
        let places = self.pairs.places(word, next).filter(move |place| self.spellings.firsts[*place] == word);
        let spellings = places.map(|place| self.spellings.at(place));
        spellings.filter(move |spelling| spelling.rest.first() == Some(&next))
    }

    /// Whether a word may, with `next` behind it, begin something short; false means surely not.
    #[inline]
    pub(crate) fn may_open_short(&self, word: WordId, next: WordId) -> bool {
        self.pairs.places(word, next).next().is_some()
    }

    /// All that is short for something, by ascending first words.
    pub(crate) fn all_spellings(&self) -> impl Iterator<Item = (WordId, Spelling<'_>)> {
        self.spellings.firsts.iter().enumerate().map(|(index, first)| (*first, self.spellings.at(index)))
    }

    /// The folded bytes of a word.
    pub(crate) fn bytes(&self, word: WordId) -> &[u8] {
        &self.arena[self.bounds[word as usize] as usize..self.bounds[word as usize + 1] as usize]
    }
}

/// A 64-bit mix of the bytes, eight at a time (FxHash's multiply and rotate).
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    const SEED: u64 = 0x51_7c_c1_b7_27_22_0a_95;
    let mut state = bytes.len() as u64;
    let (chunks, rest) = bytes.as_chunks::<8>();
    for chunk in chunks {
        state = (state.rotate_left(5) ^ u64::from_le_bytes(*chunk)).wrapping_mul(SEED);
    }
    state = (state.rotate_left(5) ^ short_number(rest)).wrapping_mul(SEED);
    state ^ (state >> 32)
}

/// Seven bytes or less as a number, the first lowest.
pub(super) fn short_number(bytes: &[u8]) -> u64 {
    // Read from both ends, which may meet.
    if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        let shift = 8 * (bytes.len() - 4);
        return u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << shift;
    }
    let byte = |at: usize| bytes.get(at).map_or(0, |byte| u64::from(*byte) << (8 * at));
    byte(0) | byte(1) | byte(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_bytes_are_the_number_they_spell() {
        let bytes = [1, 2, 3, 4, 5, 6, 7];
        for length in 0..=bytes.len() {
            let mut number = [0; 8];
            number[..length].copy_from_slice(&bytes[..length]);
            assert_eq!(short_number(&bytes[..length]), u64::from_le_bytes(number));
        }
    }

    #[test]
    fn a_slip_that_is_a_word_keeps_its_meaning() {
        let mut list = WordList::default();
        ["", "#", "ordure", "ordre"].iter().for_each(|word| list.push(word.as_bytes()));
        let vocabulary = Vocabulary::new(list, &[2]);
        assert_eq!(vocabulary.find(b"ordre"), Some(3));
        assert_eq!(vocabulary.spellings(3).count(), 0);
        let slip = vocabulary.find(b"odrure").unwrap();
        assert_eq!(vocabulary.spellings(slip).collect::<Vec<_>>(), [Spelling { rest: &[], full: &[2] }]);
    }
}
