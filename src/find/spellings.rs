//! Writes short spellings out: « slt g pa recu » reads `salut j'ai pas recu`.
//!
//! Takes the words as they stand; gives the words meant, each over the tokens of what is short for it. Of two spellings that
//! begin with one word the one with the most words is read.

use super::words::{Word, known};
use crate::lexicon::Lexicon;
use crate::lexicon::vocabulary::{Spelling, UNKNOWN};

/// Adds to `words` those of `raw`, short spellings written out; linear in them.
pub(super) fn spell_out(lexicon: &Lexicon, raw: &[Word], words: &mut Vec<Word>) {
    let mut at = 0;
    loop {
        // What is short for nothing goes over as it is, many words at once.
        let plain = at + plain_words(lexicon, &raw[at..]);
        words.extend_from_slice(&raw[at..plain]);
        at = plain;
        let Some(word) = raw.get(at) else { return };
        let Some(spelling) = spelling(lexicon, &raw[at..]) else {
            words.push(*word);
            at += 1;
            continue;
        };
        let Word { last_token, announces, .. } = raw[at + spelling.rest.len()];
        for (index, id) in spelling.full.iter().enumerate() {
            let starts_clause = word.starts_clause && index == 0;
            words.push(known(lexicon, *id, Word { last_token, starts_clause, announces, ..*word }));
        }
        at += spelling.rest.len() + 1;
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
