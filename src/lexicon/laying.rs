//! Lays out the trie for walking.
//!
//! Takes the sets of the words, the trie and the entries; gives the [`Paths`]. What a node needs is told by the list of symbols it
//! reads, so it is told once for all nodes that read the same; only what must be met over a word differs. The words are laid
//! out as kin: those with the same symbols have the same entries.

use super::anchors::Anchors;
use super::needs::FarNeeds;
use super::paths::{ENDING_STEP, Entry, Kin, Need, Paths};
use super::sight::{GLANCE, Mask, PathSymbol, Side};
use super::trie::{Edge, NodeId, Trie};
use super::vocabulary::{FIRST_SET, Sets, WordId};

impl Paths {
    /// The layout of `trie`, entered by `entries`, the ascending edges of its root, for so many `words`.
    pub(super) fn new(sets: &Sets, words: usize, trie: Trie, entries: &[Edge]) -> Self {
        let asked = Asked::new(&trie.asked, words);
        let needs = needs_of_lists(&trie);
        let Trie { nodes, symbols: lists, targets, ends, ending, .. } = trie;
        let mut paths = Paths {
            kin_of: Vec::with_capacity(words),
            kin: Vec::with_capacity(words / 2),
            symbols: Vec::new(),
            // Some nodes are entered in two ways, some from the words of several sets: all in all there are half as many again.
            entries: Vec::with_capacity(entries.len() / 2 * 3),
            ending_from: ending_from(nodes.len(), &ending),
            nodes,
            needs,
            lists,
            targets,
            ends,
            ending,
        };
        paths.lay_far_needs();
        paths.lay_words(sets, words, &asked, &Anchors::new(entries, words));
        paths.kin.shrink_to_fit();
        paths.symbols.shrink_to_fit();
        paths.entries.shrink_to_fit();
        paths.needs.shrink_to_fit();
        paths.ending.shrink_to_fit();
        paths
    }

    /// Lays out what nodes need over a word, where any word may be passed over.
    fn lay_far_needs(&mut self) {
        let mut known = FarNeeds::default();
        for node in 0..self.nodes.len() {
            if self.nodes[node].has_any() {
                let far = self.look_over(node as NodeId, GLANCE - 1);
                let place = known.place_of(self.nodes[node].list(), far, &mut self.needs);
                self.nodes[node].move_list(place);
            }
        }
    }

    /// What must be met for `node` to lead on over a word; `limit` words behind that are looked at.
    fn look_over(&self, node: NodeId, limit: usize) -> Mask {
        let mut far = Mask::default();
        let reads_left = self.node(node).reads_left();
        for next in self.any(node) {
            let place = self.node(next);
            // What reads on at the other side is not looked for on this one.
            if place.reads_left() != reads_left || place.is_sure() || limit == 0 {
                far.join(Mask::ANY_WORD);
                continue;
            }
            far.join(self.near(&place));
            if place.has_any() {
                far.join(self.look_over(next, limit - 1));
            }
        }
        far
    }

    /// Lays out the words by their symbols: the word itself and its sets, where some edge asks for them.
    fn lay_words(&mut self, sets: &Sets, words: usize, asked: &Asked, anchors: &Anchors<'_>) {
        // By set, the kin of words that are in that set alone: they stand together often, but not always.
        let mut of_set: Vec<Option<u32>> = Vec::new();
        // The first are those that no form asks for.
        self.add_kin(&[], asked, anchors);
        let (mut symbols, mut last_symbols, mut last) = (Vec::new(), Vec::new(), 0);
        for word in 0..words as WordId {
            symbols.clear();
            let own = std::iter::once(word).chain(sets.of(word).iter().copied());
            symbols.extend(own.filter(|symbol| asked.of(*symbol).is_some() || anchors.has(*symbol)));
            if symbols != last_symbols {
                last = match symbols[..] {
                    [] => 0,
                    [symbol] if symbol >= FIRST_SET => {
                        let set = (symbol - FIRST_SET) as usize;
                        of_set.resize(of_set.len().max(set + 1), None);
                        *of_set[set].get_or_insert_with(|| self.add_kin(&symbols, asked, anchors))
                    }
                    _ => self.add_kin(&symbols, asked, anchors),
                };
                std::mem::swap(&mut symbols, &mut last_symbols);
            }
            self.kin_of.push(last);
        }
        let (first_entry, first_symbol) = (self.entries.len() as u32, self.symbols.len() as u32);
        self.kin.push(Kin { first_entry, first_symbol, ..Kin::default() });
    }

    /// Adds the words of these symbols, gives their place.
    fn add_kin(&mut self, symbols: &[u32], asked: &Asked, anchors: &Anchors<'_>) -> u32 {
        let (first_entry, first_symbol) = (self.entries.len() as u32, self.symbols.len() as u32);
        let mut mask = Mask::ANY_WORD;
        for symbol in symbols.iter().filter_map(|symbol| asked.of(*symbol)) {
            mask.join(Mask::of_bit(symbol.bit()));
            self.symbols.push(symbol);
        }
        if let [symbol] = symbols {
            anchors.of(*symbol).for_each(|node| self.lay_entries(node));
        } else {
            let mut nodes: Vec<NodeId> = Vec::new();
            symbols.iter().for_each(|symbol| nodes.extend(anchors.of(*symbol)));
            nodes.sort_unstable();
            nodes.dedup();
            nodes.into_iter().for_each(|node| self.lay_entries(node));
        }
        self.kin.push(Kin { mask, first_entry, first_symbol });
        self.kin.len() as u32 - 1
    }

    /// Lays out the ways to enter at a node.
    fn lay_entries(&mut self, id: NodeId) {
        let node = self.node(id);
        let (before, over) =
            if node.reads_left() { (Side::Previous, Side::Behind) } else { (Side::Next, Side::Ahead) };
        if node.is_sure() {
            return self.entries.push(Entry::new(Mask::NOTHING, id, before, true));
        }
        let near = self.near(&node);
        if near != Mask::default() {
            self.entries.push(Entry::new(near, id, before, false));
        }
        if node.has_any() {
            self.entries.push(Entry::new(self.far(&node), id, over, false));
        }
    }
}

/// What the lists of a trie need, each at its place.
fn needs_of_lists(trie: &Trie) -> Vec<Need> {
    let firsts = trie.lists.iter().map(|list| list.first());
    let needs = firsts.clone().zip(firsts.clone().skip(1)).map(|(first, end)| {
        let symbols = trie.symbols[first..end].iter().filter(|symbol| **symbol > PathSymbol::TURN);
        Need { mask: Mask::of_bits(symbols.map(|symbol| symbol.bit())), first: first as u32 }
    });
    let closing = Need { mask: Mask::default(), first: trie.symbols.len() as u32 };
    // Some nodes that read the same need something else over a word.
    let mut all = Vec::with_capacity(trie.lists.len() / 8 * 9);
    all.extend(needs.chain(std::iter::once(closing)));
    all
}

/// By node, every so many, where those from it on begin among the ending ones.
fn ending_from(nodes: usize, ending: &[(NodeId, u32)]) -> Vec<u32> {
    let mut place = 0;
    let steps = (0..nodes).step_by(ENDING_STEP).map(|first| {
        place += ending[place..].iter().take_while(|(node, _)| (*node as usize) < first).count();
        place as u32
    });
    steps.collect()
}

/// The symbols that nodes read, by word and by set.
struct Asked {
    words: Vec<Option<PathSymbol>>,
    sets: Vec<Option<PathSymbol>>,
}

impl Asked {
    /// Those of an ascending list, for so many words.
    fn new(asked: &[PathSymbol], words: usize) -> Self {
        let (mut words, mut sets) = (vec![None; words], Vec::new());
        for symbol in asked {
            match symbol.symbol().checked_sub(FIRST_SET) {
                None => words[symbol.symbol() as usize] = Some(*symbol),
                Some(set) => {
                    sets.resize(set as usize, None);
                    sets.push(Some(*symbol));
                }
            }
        }
        Self { words, sets }
    }

    fn of(&self, symbol: u32) -> Option<PathSymbol> {
        match symbol.checked_sub(FIRST_SET) {
            Some(set) => *self.sets.get(set as usize)?,
            None => *self.words.get(symbol as usize)?,
        }
    }
}
