//! Parts the training messages into folds, the same on every run.

use std::collections::HashMap;

use crate::support::corpus::Labelled;

/// How many folds cross-validation has.
pub const FOLDS: usize = 5;

/// The fold of each message: in turn, a minimal pair together.
pub fn assign(messages: &[Labelled]) -> Vec<usize> {
    let mut pairs: HashMap<&str, usize> = HashMap::new();
    messages
        .iter()
        .enumerate()
        .map(|(index, message)| match message.pair() {
            Some(pair) => *pairs.entry(pair).or_insert(index % FOLDS),
            None => index % FOLDS,
        })
        .collect()
}
