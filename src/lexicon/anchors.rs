//! Where phrases are entered on each word: the edges of the trie's root, told by word instead of by symbol.

use super::trie::{Anchor, Edge, Trie};
use super::vocabulary::{FIRST_SET, Vocabulary, WordId};

/// Word by word, the nodes that phrases are entered at.
#[derive(Debug, Default)]
pub(crate) struct Anchors {
    anchors: Vec<Anchor>,
    /// Where those of each word begin and end; words that are in the same sets share theirs.
    bounds: Vec<(u32, u32)>,
}

impl Anchors {
    /// The anchors of all words; `entries` are the edges of the trie's root, ascending.
    pub(crate) fn new(vocabulary: &Vocabulary, trie: &Trie, entries: &[Edge]) -> Self {
        let edges = BySymbol::new(entries);
        let mut all = Self { anchors: Vec::new(), bounds: Vec::with_capacity(vocabulary.len()) };
        // The forms of an inflected word, one after the other, have the same symbols.
        let (mut last_symbols, mut last_bounds): (&[u32], _) = (&[], (0, 0));
        for word in 0..vocabulary.len() as WordId {
            let symbols = vocabulary.symbols(word);
            if symbols != last_symbols {
                last_symbols = symbols;
                last_bounds = all.add(symbols, &edges, trie);
            }
            all.bounds.push(last_bounds);
        }
        all.anchors.shrink_to_fit();
        all
    }

    fn add(&mut self, symbols: &[u32], edges: &BySymbol<'_>, trie: &Trie) -> (u32, u32) {
        let first = self.anchors.len();
        for symbol in symbols {
            self.anchors.extend(edges.of(*symbol).map(|edge| trie.anchor(edge.target)));
        }
        if symbols.len() > 1 {
            self.anchors[first..].sort_unstable_by_key(|anchor| anchor.node());
            let mut last = None;
            let mut kept = first;
            for at in first..self.anchors.len() {
                let anchor = self.anchors[at];
                if last.replace(anchor.node()) != Some(anchor.node()) {
                    self.anchors[kept] = anchor;
                    kept += 1;
                }
            }
            self.anchors.truncate(kept);
        }
        (first as u32, self.anchors.len() as u32)
    }

    /// The nodes that phrases are entered at on a word.
    pub(crate) fn of(&self, word: WordId) -> &[Anchor] {
        let (first, end) = self.bounds[word as usize];
        &self.anchors[first as usize..end as usize]
    }
}

/// The root's edges with where those of each word and of each set begin.
struct BySymbol<'a> {
    edges: &'a [Edge],
    words: Vec<u32>,
    sets: Vec<u32>,
}

impl<'a> BySymbol<'a> {
    fn new(edges: &'a [Edge]) -> Self {
        let (mut words, mut sets) = (Vec::new(), Vec::new());
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

    fn of(&self, symbol: u32) -> impl Iterator<Item = &'a Edge> {
        let first = match symbol.checked_sub(FIRST_SET) {
            Some(set) => self.sets.get(set as usize),
            None => self.words.get(symbol as usize),
        };
        let edges = first.map_or(&[] as &[Edge], |first| &self.edges[*first as usize..]);
        edges.iter().take_while(move |edge| edge.symbol == symbol)
    }
}
