//! Lays out the trie for walking.
//!
//! Takes the sets of the words, the trie and the entries; gives the [`Paths`]. What a node needs is told by the list of symbols it
//! reads, so it is told once for all nodes that read the same; only what must be met over a word differs. The words are laid
//! out as kin: those with the same symbols have the same entries.

use std::iter::{Copied, Peekable};
use std::slice;

use super::anchors::Anchors;
use super::needs::FarNeeds;
use super::paths::{ENDING_STEP, Entry, Kin, Need, Paths};
use super::sight::{GLANCE, Mask, PathSymbol, Side};
use super::trie::{NodeId, Trie};
use super::vocabulary::{FIRST_SET, Sets, WordId};

impl Paths {
    /// The layout of `trie`, entered by `anchors`, for so many `words`.
    pub(super) fn new(sets: &Sets, words: usize, trie: Trie, anchors: &Anchors) -> Self {
        let needs = needs_of_lists(&trie);
        let Trie { nodes, symbols: lists, targets, ends, ending, asked, .. } = trie;
        let mut paths = Paths {
            kin_of: Vec::with_capacity(words),
            kin: Vec::with_capacity(words / 2),
            symbols: Vec::new(),
            // Some nodes are entered in two ways, some from the words of several sets: all in all there are half as many again.
            entries: Vec::with_capacity(anchors.counts().1 / 2 * 3),
            ending_from: ending_from(nodes.len(), &ending),
            nodes,
            needs,
            lists,
            targets,
            ends,
            ending,
        };
        paths.lay_far_needs();
        paths.lay_words(sets, words, Known::new(&asked, anchors));
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
        let tables = self.tables();
        let node = tables.node(node);
        for next in tables.over(node) {
            let place = tables.node(next);
            // What reads on at the other side is not looked for on this one.
            if place.reads_left() != node.reads_left() || place.is_sure() || limit == 0 {
                far.join(Mask::ANY_WORD);
                continue;
            }
            far.join(tables.near(place));
            if place.has_any() {
                far.join(self.look_over(next, limit - 1));
            }
        }
        far
    }

    /// Lays out the words by their symbols: the word itself and its sets, where some edge asks for them.
    fn lay_words(&mut self, sets: &Sets, words: usize, mut known: Known<'_>) {
        // By set, the kin of words that are in that set alone: they stand together often, but not always.
        let mut of_set: Vec<Option<u32>> = vec![None; known.sets.len()];
        // The first are those that no form asks for.
        self.add_kin(None, &[], &mut known);
        let (mut symbols, mut last_symbols, mut last) = (Vec::new(), Vec::new(), 0);
        for word in 0..words as WordId {
            symbols.clear();
            for set in sets.of(word).iter().map(|set| (set - FIRST_SET) as usize) {
                if known.sets.get(set).is_some_and(|set| !set.is_nothing()) {
                    symbols.push(set);
                }
            }
            let own = known.next_word(word);
            if !own.is_nothing() {
                let kin = self.add_kin(Some(own), &symbols, &mut known);
                self.kin_of.push(kin);
                continue;
            }
            if symbols != last_symbols {
                last = match symbols[..] {
                    [] => 0,
                    [set] => *of_set[set].get_or_insert_with(|| self.add_kin(None, &symbols, &mut known)),
                    _ => self.add_kin(None, &symbols, &mut known),
                };
                std::mem::swap(&mut symbols, &mut last_symbols);
            }
            self.kin_of.push(last);
        }
        let (first_entry, first_symbol) = (self.entries.len() as u32, self.symbols.len() as u32);
        self.kin.push(Kin { first_entry, first_symbol, ..Kin::default() });
    }

    /// Adds the words of these sets, or one with what is known of itself, gives their place.
    fn add_kin<'a>(&mut self, own: Option<Told<'a>>, sets: &[usize], known: &mut Known<'a>) -> u32 {
        let (first_entry, first_symbol) = (self.entries.len() as u32, self.symbols.len() as u32);
        let mut mask = Mask::ANY_WORD;
        let all = own.into_iter().chain(sets.iter().map(|set| known.sets[*set]));
        for symbol in all.clone().filter_map(|told| told.symbol) {
            mask.join(Mask::of_bit(symbol.bit()));
            self.symbols.push(symbol);
        }
        let mut entered = all.map(|told| told.nodes).filter(|nodes| !nodes.is_empty());
        let first = entered.next().unwrap_or_default();
        let nodes = &mut known.nodes;
        nodes.clear();
        entered.for_each(|more| nodes.extend_from_slice(more));
        if nodes.is_empty() {
            first.iter().for_each(|node| self.lay_entries(*node));
        } else {
            nodes.extend_from_slice(first);
            nodes.sort_unstable();
            nodes.dedup();
            nodes.iter().for_each(|node| self.lay_entries(*node));
        }
        self.kin.push(Kin { mask, first_entry, first_symbol });
        self.kin.len() as u32 - 1
    }

    /// Lays out the ways to enter at a node.
    fn lay_entries(&mut self, id: NodeId) {
        let tables = self.tables();
        let node = tables.node(id);
        let (before, over) =
            if node.reads_left() { (Side::Previous, Side::Behind) } else { (Side::Next, Side::Ahead) };
        if node.is_sure() {
            return self.entries.push(Entry::new(Mask::NOTHING, id, before, true));
        }
        let near = tables.near(node);
        if near != Mask::default() {
            self.entries.push(Entry::new(near, id, before, false));
        }
        if node.has_any() {
            let far = self.tables().far(node);
            self.entries.push(Entry::new(far, id, over, false));
        }
    }
}

/// What the lists of a trie need, each at its place.
fn needs_of_lists(trie: &Trie) -> Vec<Need> {
    let firsts = trie.lists.iter().map(|list| list.first());
    let needs = firsts.clone().zip(firsts.clone().skip(1)).map(|(first, end)| {
        let list = &trie.symbols[first..end];
        let without_bit = list.iter().take_while(|symbol| **symbol <= PathSymbol::TURN).count();
        let mask = Mask::of_bits(list[without_bit..].iter().map(|symbol| symbol.bit()));
        Need { mask, first: first as u32 }
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

/// What is known of a word or of a set: the symbol that nodes read, and where phrases are entered on it.
#[derive(Clone, Copy, Default)]
struct Told<'a> {
    symbol: Option<PathSymbol>,
    nodes: &'a [NodeId],
}

impl Told<'_> {
    fn is_nothing(&self) -> bool {
        self.symbol.is_none() && self.nodes.is_empty()
    }
}

/// What is known of words, one after the other, and of sets.
struct Known<'a> {
    /// The words that are still to come.
    asked: Peekable<Copied<slice::Iter<'a, PathSymbol>>>,
    anchors: &'a Anchors,
    /// The next of them, and its place.
    anchor: Option<(u32, &'a [NodeId])>,
    next_anchor: usize,
    sets: Vec<Told<'a>>,
    /// The nodes entered on several symbols, for use by one kin after the other.
    nodes: Vec<NodeId>,
}

impl<'a> Known<'a> {
    fn new(asked: &'a [PathSymbol], anchors: &'a Anchors) -> Self {
        let first_set = asked.partition_point(|symbol| symbol.symbol() < FIRST_SET);
        let greatest =
            asked.last().map(|symbol| symbol.symbol()).max(anchors.iter().next_back().map(|last| last.0));
        let place_of = |symbol: u32| symbol.saturating_sub(FIRST_SET) as usize;
        let mut sets = vec![Told::default(); greatest.map_or(0, |greatest| place_of(greatest) + 1)];
        asked[first_set..].iter().for_each(|symbol| sets[place_of(symbol.symbol())].symbol = Some(*symbol));
        // Ascending symbols: those of the sets stand last.
        let of_sets = anchors.iter().rev().take_while(|(symbol, _)| *symbol >= FIRST_SET);
        of_sets.for_each(|(symbol, nodes)| sets[place_of(symbol)].nodes = nodes);
        let asked = asked[..first_set].iter().copied().peekable();
        Self { asked, anchors, anchor: anchors.at(0), next_anchor: 0, sets, nodes: Vec::new() }
    }

    /// What is known of a word, greater than the one asked before.
    #[inline]
    fn next_word(&mut self, word: WordId) -> Told<'a> {
        let symbol = self.asked.next_if(|symbol| symbol.symbol() == word);
        let nodes = match self.anchor {
            Some((anchor, nodes)) if anchor == word => {
                self.next_anchor += 1;
                self.anchor = self.anchors.at(self.next_anchor);
                nodes
            }
            _ => &[],
        };
        Told { symbol, nodes }
    }
}
