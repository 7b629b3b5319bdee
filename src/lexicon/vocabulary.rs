//! Every word that some form, class or spelling names, found by its folded bytes.
//!
//! An open-addressing table over one arena; each word knows the sets it belongs to (`voler~`, `@day`) and how it is
//! spelled out (« bjr » → `bonjour`).

use std::collections::{HashMap, HashSet};

use super::trie::mask_bit;

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
    /// The bits of its symbols, folded onto one word.
    mask: u64,
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
    /// How often the commonest words are met.
    counts: HashMap<String, u64>,
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
            counts: HashMap::new(),
            frequencies: HashMap::from([(DIGITS, NUMBERS)]),
        }
    }
}

impl VocabularyBuilder {
    /// Says how often a folded word is met; before the word is numbered.
    pub(crate) fn set_frequency(&mut self, word: &str, count: u64) {
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
            self.frequencies.insert(number, *count);
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

    /// Reads the words of a set even with one slip of the finger: a letter left out, two letters swapped. What is a word
    /// already keeps its own meaning; the first letter is taken to be right.
    pub(crate) fn forgive_slips(&mut self, set: u32) {
        let members: Vec<WordId> =
            (0..self.words.len() as WordId).filter(|word| self.sets[*word as usize].contains(&set)).collect();
        for member in members {
            for slip in slips(&self.words[member as usize]) {
                if !self.numbers.contains_key(&slip) {
                    let short = self.number(&slip);
                    self.spell(short, Spelling { rest: Vec::new(), full: vec![member] });
                }
            }
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
            let mask = symbols[first_symbol..].iter().fold(0, |mask, symbol| mask | mask_bit(*symbol));
            entries.push(Entry {
                start: arena.len() as u32,
                length: word.len() as u32,
                sets,
                first_symbol: first_symbol as u32,
                symbol_count: (symbols.len() - first_symbol) as u32,
                mask,
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

    /// How many words there are.
    pub(crate) fn len(&self) -> usize {
        self.entries.len()
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

    /// The bits of a word's symbols: what has none of them has none of its symbols.
    pub(crate) fn mask(&self, word: WordId) -> u64 {
        self.entries[word as usize].mask
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

/// The shortest words in which a swap and a lost letter are forgiven, in letters; shorter ones have too many neighbours.
const MIN_SWAPPED: usize = 5;
const MIN_LOST: usize = 6;

/// A plain word with one letter after the first left out, or with two neighbours after the first swapped.
fn slips(word: &str) -> Vec<String> {
    let letters = word.as_bytes();
    if !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Vec::new();
    }
    let lost = (1..letters.len()).filter(|_| letters.len() >= MIN_LOST).map(|at| {
        let mut slip = word.to_owned();
        slip.remove(at);
        slip
    });
    let swaps = (2..letters.len()).filter(|_| letters.len() >= MIN_SWAPPED);
    let swapped = swaps
        .filter(|at| letters[*at] != letters[at - 1])
        .map(|at| format!("{}{}{}{}", &word[..at - 1], &word[at..=at], &word[at - 1..at], &word[at + 1..]));
    lost.chain(swapped).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_lose_a_letter_or_swap_two_after_the_first() {
        assert_eq!(slips("urgent").len(), 5 + 4);
        assert!(slips("urgent").contains(&"urgnt".to_owned()));
        assert!(slips("colis").contains(&"coils".to_owned()));
        assert_eq!(slips("nul"), Vec::<String>::new());
        assert_eq!(slips("c*n"), Vec::<String>::new());
    }

    #[test]
    fn a_slip_that_is_a_word_keeps_its_meaning() {
        let mut words = VocabularyBuilder::default();
        let (member, real) = (words.number("ordure"), words.number("ordre"));
        words.join(member, FIRST_SET);
        words.forgive_slips(FIRST_SET);
        assert!(words.spelling_of(&[real]).is_none());
        let slip = words.number("odrure");
        assert_eq!(words.spelling_of(&[slip]), Some((&[member][..], 1)));
    }
}
