//! Writes short spellings out: « slt g pa recu » reads `salut j'ai pas recu`.
//!
//! Takes the words as they stand; gives the words meant, each over the tokens of what is short for it. Of two spellings that
//! begin with one word the one with the most words is read.

use super::words::{Word, known};
use crate::lexicon::Lexicon;
use crate::lexicon::vocabulary::{Spelling, UNKNOWN};

/// Writes out the short spellings among `words`; linear in them. Few texts have any, and nothing moves before the first;
/// `unspelled` takes what stands behind it.
pub(super) fn spell_out(lexicon: &Lexicon, words: &mut Vec<Word>, unspelled: &mut Vec<Word>) {
    unspelled.clear();
    // So that it has grown before it is needed.
    unspelled.reserve(words.len());
    let Some((first, _)) = next_short(lexicon, words, 0) else { return };
    unspelled.extend_from_slice(&words[first..]);
    words.truncate(first);
    let mut from = 0;
    while let Some((at, spelling)) = next_short(lexicon, unspelled, from) {
        words.extend_from_slice(&unspelled[from..at]);
        let last = at + spelling.rest.len();
        let (word, Word { last_token, announces, .. }) = (unspelled[at], unspelled[last]);
        for (index, id) in spelling.full.iter().enumerate() {
            let starts_clause = word.starts_clause && index == 0;
            words.push(known(lexicon, *id, Word { last_token, starts_clause, announces, ..word }));
        }
        from = last + 1;
    }
    words.extend_from_slice(&unspelled[from..]);
}

/// The place, from `from` on, of the first word that is short for something, and what it is short for.
fn next_short<'l>(lexicon: &'l Lexicon, words: &[Word], from: usize) -> Option<(usize, Spelling<'l>)> {
    let mut at = from;
    loop {
        at += plain_words(lexicon, &words[at..]);
        if at == words.len() {
            return None;
        }
        if let Some(spelling) = spelling(lexicon, &words[at..]) {
            return Some((at, spelling));
        }
        at += 1;
    }
}

/// How many words there are before the first that may be short for something.
fn plain_words(lexicon: &Lexicon, words: &[Word]) -> usize {
    let mut rest = words;
    while let [word, others @ ..] = rest {
        if !word.short.is_none() {
            let opens = |next: &Word| lexicon.vocabulary.may_open_short(word.id, next.id);
            if others.first().is_some_and(opens) || word.short.is_alone() {
                break;
            }
        }
        rest = others;
    }
    words.len() - rest.len()
}

/// What the first of some words is short for, with the most of those that follow it in its segment.
fn spelling<'l>(lexicon: &'l Lexicon, words: &[Word]) -> Option<Spelling<'l>> {
    let (first, others) = words.split_first()?;
    let next = others.first().map_or(UNKNOWN, |next| next.id);
    let mut with_others = lexicon.vocabulary.spellings_before(first.id, next).filter(|spelling| {
        let rest = others.iter().map(|word| (word.segment == first.segment).then_some(word.id));
        others.len() >= spelling.rest.len() && rest.zip(spelling.rest).all(|(id, wanted)| id == Some(*wanted))
    });
    let alone = || lexicon.vocabulary.spellings(first.id).find(|spelling| spelling.rest.is_empty());
    with_others.next().or_else(|| if first.short.is_alone() { alone() } else { None })
}
