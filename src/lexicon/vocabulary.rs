//! Every word that some form, class or spelling names, found by its folded bytes.
//!
//! An open-addressing table over one arena; each word knows the sets it belongs to (`voler~`, `@day`) and how it is
//! spelled out (« bjr » → `bonjour`).

use std::collections::{HashMap, HashSet};

/// A word's number; 0 is no word.
pub(crate) type WordId = u32;

/// The number of « no known word ».
pub(crate) const UNKNOWN: WordId = 0;

/// The pseudo-word for a run of digits, `#` in a form.
pub(crate) const DIGITS: WordId = 1;

/// Sets are numbered from here, so that words and sets share one space of symbols.
pub(crate) const FIRST_SET: u32 = 1 << 24;

/// How full the table may be, in slots per word; two keeps look-ups near one probe.
const SLOTS_PER_WORD: usize = 2;

/// A spelling of several words: what follows the first, and what all stand for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Spelling {
    pub(crate) rest: Vec<WordId>,
    pub(crate) full: Vec<WordId>,
}

#[derive(Clone, Debug, Default)]
struct Entry {
    start: u32,
    length: u32,
    sets: Vec<u32>,
    /// Where its symbols stand in [`Vocabulary::symbols`].
    first_symbol: u32,
    symbol_count: u32,
    spellings: Vec<Spelling>,
}

/// The words and the table that finds them.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    arena: Vec<u8>,
    entries: Vec<Entry>,
    slots: Vec<WordId>,
    /// Word by word, the symbols that some form asks for: the word itself and its sets.
    symbols: Vec<u32>,
}

/// A vocabulary that still grows.
#[derive(Debug)]
pub(crate) struct VocabularyBuilder {
    numbers: HashMap<String, WordId>,
    words: Vec<String>,
    sets: Vec<Vec<u32>>,
    spellings: Vec<Vec<Spelling>>,
}

impl Default for VocabularyBuilder {
    fn default() -> Self {
        // The two reserved numbers take texts that no token can have.
        let words = vec![String::new(), "#".to_owned()];
        Self { numbers: HashMap::new(), words, sets: vec![Vec::new(); 2], spellings: vec![Vec::new(); 2] }
    }
}

impl VocabularyBuilder {
    /// The number of a folded word, new if need be.
    pub(crate) fn number(&mut self, word: &str) -> WordId {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = self.words.len() as WordId;
        self.numbers.insert(word.to_owned(), number);
        self.words.push(word.to_owned());
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
        }
    }

    /// Says what a word, with the words after it, is short for.
    pub(crate) fn spell(&mut self, first: WordId, spelling: Spelling) {
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

    /// The finished vocabulary; `asked` are the symbols that forms ask for.
    pub(crate) fn build(self, asked: &HashSet<u32>) -> Vocabulary {
        let slot_count = (self.words.len() * SLOTS_PER_WORD).next_power_of_two();
        let mut arena = Vec::new();
        let mut slots = vec![UNKNOWN; slot_count];
        let mut symbols = Vec::new();
        let mut entries = Vec::with_capacity(self.words.len());
        for (number, ((word, sets), spellings)) in
            self.words.iter().zip(self.sets).zip(self.spellings).enumerate()
        {
            let first_symbol = symbols.len();
            let own = std::iter::once(number as u32).chain(sets.iter().copied());
            symbols.extend(own.filter(|symbol| asked.contains(symbol)));
            entries.push(Entry {
                start: arena.len() as u32,
                length: word.len() as u32,
                sets,
                first_symbol: first_symbol as u32,
                symbol_count: (symbols.len() - first_symbol) as u32,
                spellings,
            });
            arena.extend_from_slice(word.as_bytes());
            if number > DIGITS as usize {
                let mut slot = hash(word.as_bytes()) as usize & (slot_count - 1);
                while slots[slot] != UNKNOWN {
                    slot = (slot + 1) & (slot_count - 1);
                }
                slots[slot] = number as WordId;
            }
        }
        Vocabulary { arena, entries, slots, symbols }
    }
}

impl Vocabulary {
    /// The number of the word with these folded bytes.
    pub(crate) fn find(&self, word: &[u8]) -> Option<WordId> {
        let mask = self.slots.len() - 1;
        let mut slot = hash(word) as usize & mask;
        loop {
            let number = self.slots[slot];
            if number == UNKNOWN {
                return None;
            }
            let entry = &self.entries[number as usize];
            if self.arena[entry.start as usize..][..entry.length as usize] == *word {
                return Some(number);
            }
            slot = (slot + 1) & mask;
        }
    }

    /// The sets a word is in.
    pub(crate) fn sets(&self, word: WordId) -> &[u32] {
        &self.entries[word as usize].sets
    }

    /// The symbols of a word that some form asks for.
    pub(crate) fn symbols(&self, word: WordId) -> &[u32] {
        let entry = &self.entries[word as usize];
        &self.symbols[entry.first_symbol as usize..][..entry.symbol_count as usize]
    }

    /// Whether a word is in a set.
    pub(crate) fn is_in(&self, word: WordId, set: Option<u32>) -> bool {
        set.is_some_and(|set| self.sets(word).contains(&set))
    }

    /// What a word may be short for, longest first.
    pub(crate) fn spellings(&self, word: WordId) -> &[Spelling] {
        &self.entries[word as usize].spellings
    }

    /// The folded bytes of a word.
    pub(crate) fn bytes(&self, word: WordId) -> &[u8] {
        let entry = &self.entries[word as usize];
        &self.arena[entry.start as usize..][..entry.length as usize]
    }

    /// The numbers of all words in a set.
    pub(crate) fn members(&self, set: u32) -> impl Iterator<Item = WordId> {
        self.entries
            .iter()
            .enumerate()
            .filter(move |(_, entry)| entry.sets.contains(&set))
            .map(|(number, _)| number as WordId)
    }
}

/// A 64-bit mix of the bytes, eight at a time (FxHash's multiply and rotate).
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    const SEED: u64 = 0x51_7c_c1_b7_27_22_0a_95;
    let mut state = bytes.len() as u64;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let mut word = [0; 8];
        word.copy_from_slice(chunk);
        state = (state.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(SEED);
    }
    let mut word = [0; 8];
    word[..chunks.remainder().len()].copy_from_slice(chunks.remainder());
    state = (state.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(SEED);
    state ^ (state >> 32)
}
