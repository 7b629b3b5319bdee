//! The edges of the trie's root, the entries, told by the symbols of a word: the nodes that phrases are entered at on it.

use super::trie::{Edge, NodeId};
use super::vocabulary::FIRST_SET;

/// The root's edges with where those of each word and of each set begin.
pub(super) struct Anchors<'a> {
    edges: &'a [Edge],
    words: Vec<u32>,
    sets: Vec<u32>,
}

impl<'a> Anchors<'a> {
    /// Those of ascending edges, for so many words.
    pub(super) fn new(edges: &'a [Edge], words: usize) -> Self {
        let (mut words, mut sets) = (Vec::with_capacity(words), Vec::new());
        for (at, edge) in edges.iter().enumerate() {
            let (list, index) = match edge.symbol.checked_sub(FIRST_SET) {
                Some(set) => (&mut sets, set as usize),
                None => (&mut words, edge.symbol as usize),
            };
            if index >= list.len() {
                list.resize(index + 1, at as u32);
            }
        }
        Self { edges, words, sets }
    }

    /// Whether phrases are entered on a symbol.
    pub(super) fn has(&self, symbol: u32) -> bool {
        self.of(symbol).next().is_some()
    }

    /// The nodes that phrases are entered at on a symbol.
    pub(super) fn of(&self, symbol: u32) -> impl Iterator<Item = NodeId> {
        let first = match symbol.checked_sub(FIRST_SET) {
            Some(set) => self.sets.get(set as usize),
            None => self.words.get(symbol as usize),
        };
        let edges = first.map_or(&[] as &[Edge], |first| &self.edges[*first as usize..]);
        edges.iter().take_while(move |edge| edge.symbol == symbol).map(|edge| edge.target)
    }
}
