//! Counts the ways in which one text may be walked through a form, so that none is too many.
//!
//! Takes the items of a form; gives a number no walk exceeds. « (très)? a » fits in two ways, and a `..` in as many as it may take
//! words: the walk opens a place for each way, so their product bounds the work at every word of a message.

use std::collections::HashMap;

use super::item::{Item, Step, steps};
use super::vocabulary::FIRST_SET;

/// The most ways of a form; half as many again as the widest form of the crate's own data has.
pub(crate) const MAX_WAYS: u64 = 1 << 15;

/// The most ways of a form of a profile, whose forms nobody has timed: five gaps, or ten words that may be there or not.
pub(crate) const MAX_PROFILE_WAYS: u64 = 1 << 10;

/// The most ways in which a text may be walked through `items`.
pub(crate) fn ways(items: &[Item]) -> u64 {
    let ways_of_step = |step| match step {
        Step::Over(words) => words.count() as u64,
        Step::Item(item) => ways_of(item),
    };
    steps(items).map(ways_of_step).fold(1, u64::saturating_mul)
}

fn ways_of(item: &Item) -> u64 {
    match item {
        Item::OneOf(_) | Item::Start | Item::End | Item::Colon => 1,
        Item::Any | Item::Gap => unreachable!("what any words fit is passed over"),
        Item::Optional(items) => ways(items).saturating_add(1),
        Item::Choice(alternatives) => together(alternatives),
    }
}

/// The ways of the alternatives that may begin with one and the same word.
fn together(alternatives: &[Vec<Item>]) -> u64 {
    // What begins with a set of words or with any word may begin with whatever another begins with.
    let mut wide: u64 = 0;
    let mut by_word: HashMap<u32, u64> = HashMap::new();
    for items in alternatives {
        match items.first() {
            Some(Item::OneOf(symbols)) if symbols.iter().all(|symbol| *symbol < FIRST_SET) => {
                for symbol in symbols {
                    let sum = by_word.entry(*symbol).or_default();
                    *sum = sum.saturating_add(ways(items));
                }
            }
            _ => wide = wide.saturating_add(ways(items)),
        }
    }
    wide.saturating_add(by_word.values().copied().max().unwrap_or(0)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alternatives_that_begin_otherwise_exclude_each_other() {
        let word = |symbol: u32| Item::OneOf(vec![symbol]);
        let apart = Item::Choice(vec![vec![word(2), word(3)], vec![word(4), word(3)]]);
        assert_eq!(ways(&[apart.clone(), apart]), 1);
        let alike = Item::Choice(vec![vec![word(2)], vec![word(2), word(2)]]);
        assert_eq!(ways(&[alike.clone(), alike]), 4);
        assert_eq!(ways(&[Item::Gap, Item::Optional(vec![word(3)]), word(2)]), 8);
    }

    #[test]
    fn what_any_words_fit_is_one_gap() {
        let may_be = || Item::Optional(vec![Item::Any]);
        assert_eq!(ways(&[Item::Gap, may_be(), Item::Any, Item::OneOf(vec![2])]), 5);
        assert_eq!(ways(&[may_be(), Item::OneOf(vec![2]), may_be(), may_be()]), 6);
    }
}
