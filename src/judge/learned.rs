//! The words beside the lexicon: a small trained term over words and pairs of words.
//!
//! Takes the words; gives their grams: each word, its first five letters where it is longer, and each pair
//! of neighbours in a clause. A gram that stands inside a cue bears on the intent alone: what a cue weighs on the tones, its
//! family's file says, and nothing learned may turn that around.

use crate::find::cues::Found;
use crate::find::words::Word;
use crate::levels::Tone;
use crate::lexicon::grams::{GRAM_ROW, GramModel, NO_ROW};
use crate::lexicon::{Cue, Lexicon, Purpose};

/// How many letters of a longer word stand for its stem, in bytes of folded text.
pub(crate) const STEM_LEN: usize = 5;

/// One gram of the message.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Gram {
    /// What it is known by.
    pub(crate) key: u32,
    /// The word it ends with.
    pub(crate) word: u32,
    /// Its row in the table of weights, or [`NO_ROW`].
    pub(crate) row: u16,
    /// Whether it bears on the tones too, not just on the intent.
    pub(crate) is_free: bool,
}

/// Buffers of this step.
#[derive(Debug, Default)]
pub(crate) struct Grams {
    /// Room for the most grams that the words of a message so far could have.
    room: Vec<Gram>,
    /// How many there are.
    pub(crate) count: usize,
    /// How many of them bear on the tones.
    pub(crate) free_count: u32,
    /// What they add to each output, in the units of the table.
    pub(crate) sums: [i32; GRAM_ROW],
}

/// Salts that keep words, stems and pairs apart.
const STEM_SALT: u32 = 0x9e37_79b9;
const PAIR_SALT: u32 = 0x85eb_ca6b;

/// Fills `grams`.
pub(crate) fn read(lexicon: &Lexicon, words: &[Word], found: &[Found], grams: &mut Grams) {
    let most = MOST_OF_WORD * words.len();
    if grams.room.len() < most {
        grams.room.resize(most, Gram::default());
    }
    grams.count = list(lexicon, words, found, &mut grams.room);
    grams.sum_up(&lexicon.model.grams);
}

/// Writes all grams of a message to the front of `room`, by ascending words, without their rows; gives how many there are.
fn list(lexicon: &Lexicon, words: &[Word], found: &[Found], room: &mut [Gram]) -> usize {
    let mut taken = Taken::new(lexicon, found);
    // What a pair takes from the word before.
    let (mut hash_before, mut clause_before, mut was_free) = (0_u32, NO_CLAUSE, false);
    let most = room.len();
    let mut free = room.iter_mut();
    for (index, word) in (0..).zip(words) {
        let is_free = !taken.has(index);
        if word.zone.is_own_words() {
            let mut add = |hash: u32, is_free: bool| {
                // Spreads the hash over all bits, the high ones above all.
                let key = hash.wrapping_mul(0x9e37_79b1);
                if let Some(gram) = free.next() {
                    *gram = Gram { key, word: index, row: NO_ROW, is_free };
                }
            };
            add(word.gram, is_free);
            if word.stem != NO_STEM {
                add(u32::from(word.stem) ^ STEM_SALT, is_free);
            }
            if word.clause == clause_before {
                add(hash_before.rotate_left(9).wrapping_mul(PAIR_SALT) ^ word.gram, is_free && was_free);
            }
        }
        (hash_before, clause_before, was_free) = (word.gram, word.clause, is_free);
    }
    most - free.len()
}

/// The words inside cues that bear on tone, asked for one after the other.
struct Taken<'a> {
    cues: &'a [Cue],
    /// Sorted by their first word, so that one look ahead is enough.
    ahead: std::slice::Iter<'a, Found>,
    next: Option<&'a Found>,
    until: u32,
}

impl<'a> Taken<'a> {
    fn new(lexicon: &'a Lexicon, found: &'a [Found]) -> Self {
        let mut taken = Self { cues: &lexicon.cues, ahead: found.iter(), next: None, until: 0 };
        taken.next = taken.find_next();
        taken
    }

    fn find_next(&mut self) -> Option<&'a Found> {
        let cues = self.cues;
        self.ahead.find(|found| matches!(cues[found.cue as usize].purpose, Purpose::Tone(_)))
    }

    fn has(&mut self, word: u32) -> bool {
        if self.next.is_some_and(|next| next.first <= word) {
            self.pass(word);
        }
        word < self.until
    }

    /// Passes over the cues that begin there or before; out of the way of the words, most of which begin none.
    #[inline(never)]
    fn pass(&mut self, word: u32) {
        while let Some(cue) = self.next.filter(|next| next.first <= word) {
            self.until = self.until.max(cue.end);
            self.next = self.find_next();
        }
    }
}

/// The most grams that end with one word: the word, its first letters, and the pair.
const MOST_OF_WORD: usize = 3;

/// No clause has this number: a text has fewer.
const NO_CLAUSE: u32 = u32::MAX;

impl Grams {
    /// All grams of the message, by ascending words.
    pub(crate) fn all(&self) -> &[Gram] {
        &self.room[..self.count]
    }

    /// Looks up the rows and adds up their weights: for the intents those of all grams, for the tones those of the free ones.
    fn sum_up(&mut self, model: &GramModel) {
        let rows = model.rows();
        let mut free_count = 0;
        self.sums = [0; GRAM_ROW];
        for grams in self.room[..self.count].chunks_mut(MOST_IN_SHORT) {
            // Of the taken ones, and of the free ones.
            let mut short = [Short([0; GRAM_ROW]); 2];
            for gram in grams {
                free_count += u32::from(gram.is_free);
                if let Some(row) = rows.find(gram.key) {
                    gram.row = row;
                    add_up(model.row(row), &mut short[usize::from(gram.is_free)]);
                }
            }
            let [Short(taken), Short(free)] = short;
            for (output, sum) in self.sums.iter_mut().enumerate() {
                let of_taken = if output < Tone::ALL.len() { 0 } else { i32::from(taken[output]) };
                *sum += of_taken + i32::from(free[output]);
            }
        }
        self.free_count = free_count;
    }
}

/// Sums where processors add them from.
#[derive(Clone, Copy)]
#[repr(align(16))]
struct Short([i16; GRAM_ROW]);

/// Adds the weights of a row to sums.
fn add_up(row: Option<&[i8; GRAM_ROW]>, Short(sums): &mut Short) {
    let Some(row) = row else { return };
    // By number, which tells the compiler how many there are: it adds eight at a time.
    for output in 0..GRAM_ROW {
        sums[output] += i16::from(row[output]);
    }
}

/// How many weights of eight bits surely add up within sixteen, in grams: processors add twice as many short numbers at a time.
const MOST_IN_SHORT: usize = 255;

/// What one gram counts among `count`: long messages are not louder than short ones.
pub(crate) fn value(count: usize) -> f32 {
    1.0 / (count.max(1) as f32).sqrt()
}

/// The first letters of a word by their hash, in sixteen bits: every word of the lexicon keeps one, and of ten stems one shares it.
pub(crate) fn stem_hash(hash: u32) -> u16 {
    ((hash >> 16) as u16).min(NO_STEM - 1)
}

/// In place of the hash of the first letters of a word that has no more.
pub(crate) const NO_STEM: u16 = u16::MAX;
