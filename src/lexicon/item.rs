//! The items of a form as written: what [`super::form`] reads and [`super::trie_builder`] gives nodes.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

/// How many words `..` may stand for.
pub(crate) const MAX_GAP: usize = 3;

/// One item of a form.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) enum Item {
    /// One of some symbols: words and sets of words, ascending.
    OneOf(Vec<u32>),
    /// One of some sequences of items.
    Choice(Vec<Vec<Item>>),
    /// A sequence of items or nothing.
    Optional(Vec<Item>),
    /// Exactly one word, any.
    Any,
    /// Nought to [`MAX_GAP`] words, any.
    Gap,
    /// The start of a clause.
    Start,
    /// The end of a clause, but not at a colon: what a colon announces belongs to it.
    End,
    /// The end of a clause at a colon.
    Colon,
}

impl Item {
    /// The most words it may stand for.
    fn longest(&self) -> usize {
        match self {
            Item::OneOf(_) | Item::Any => 1,
            Item::Choice(alternatives) => alternatives.iter().map(|items| longest(items)).max().unwrap_or(0),
            Item::Optional(items) => longest(items),
            Item::Gap => MAX_GAP,
            Item::Start | Item::End | Item::Colon => 0,
        }
    }

    /// Whether it is or holds the start or the end of a clause.
    pub(super) fn has_edge(&self) -> bool {
        match self {
            Item::Start | Item::End | Item::Colon => true,
            Item::Choice(alternatives) => alternatives.iter().flatten().any(Item::has_edge),
            Item::Optional(items) => items.iter().any(Item::has_edge),
            Item::OneOf(_) | Item::Any | Item::Gap => false,
        }
    }

    /// Whether it asks for a word of its own.
    pub(super) fn is_sure(&self) -> bool {
        match self {
            Item::OneOf(_) => true,
            Item::Choice(alternatives) => alternatives.iter().all(|items| items.iter().any(Item::is_sure)),
            _ => false,
        }
    }
}

/// Takes apart forms whose outermost item, at the end for `$` and at the start for `^`, is a choice that may be that `edge`.
pub(super) fn apart(forms: Vec<Vec<Item>>, edge: &Item) -> Vec<Vec<Item>> {
    let closes = *edge == Item::End;
    let is_edged = |items: &Vec<Item>| Some(edge) == if closes { items.last() } else { items.first() };
    let joined = |outer: Vec<Item>, rest: &[Item]| {
        if closes { [rest, &outer[..]].concat() } else { [&outer[..], rest].concat() }
    };
    let mut all = Vec::new();
    for items in forms {
        match if closes { items.split_last() } else { items.split_first() } {
            Some((Item::Choice(alternatives), rest)) if alternatives.iter().any(is_edged) => {
                let (edged, others): (Vec<_>, Vec<_>) = alternatives.iter().cloned().partition(is_edged);
                all.extend(edged.into_iter().map(|outer| joined(outer, rest)));
                if !others.is_empty() {
                    all.push(joined(vec![Item::Choice(others)], rest));
                }
            }
            _ => all.push(items),
        }
    }
    all
}

/// The items but a `^` that opens and a `$` or `:` that closes.
pub(super) fn inner(items: &[Item]) -> &[Item] {
    let items = items.strip_prefix(&[Item::Start]).unwrap_or(items);
    match items.split_last() {
        Some((Item::End | Item::Colon, rest)) => rest,
        _ => items,
    }
}

/// The most words that a sequence may stand for.
pub(super) fn longest(items: &[Item]) -> usize {
    items.iter().map(Item::longest).sum()
}

/// What a walk through items comes to next.
pub(super) enum Step<'a> {
    /// So many words, whichever.
    Over(RangeInclusive<usize>),
    /// An item that asks for more.
    Item(&'a Item),
}

/// The items in order, those side by side that any words fit as one: `.. _ (_)?` stands for one to five words. Each by itself would be
/// walked in as many ways as the words can be shared out among them.
pub(super) fn steps(items: &[Item]) -> impl Iterator<Item = Step<'_>> {
    let mut rest = items;
    std::iter::from_fn(move || {
        let (passed, words) = passed_over(rest);
        if passed > 0 {
            rest = &rest[passed..];
            return Some(Step::Over(words));
        }
        let (item, behind) = rest.split_first()?;
        rest = behind;
        Some(Step::Item(item))
    })
}

/// How many of the items at the front any words fit, and how many words these may be.
fn passed_over(items: &[Item]) -> (usize, RangeInclusive<usize>) {
    let (mut fewest, mut most) = (0, 0);
    for (passed, item) in items.iter().enumerate() {
        match item {
            Item::Any => (fewest, most) = (fewest + 1, most + 1),
            Item::Gap => most += MAX_GAP,
            Item::Optional(inside) if inside[..] == [Item::Any] => most += 1,
            _ => return (passed, fewest..=most),
        }
    }
    (items.len(), fewest..=most)
}
