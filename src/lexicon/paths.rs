//! The trie laid out for walking: beside each node stands what a glance at the words nearby can tell.
//!
//! Takes the sets of the words, the trie and the entries. A node leads on by the next word, which must have a symbol of its mask,
//! or, before a gap, over it, and then one of the next few words must; what is not in [`Sight`](super::sight::Sight) is not
//! walked.
//!
//! ```text
//! remboursez .. moi      at `remboursez`: the next word must be `moi`, or one of the three behind it
//! ```

use super::anchors::Anchors;
use super::needs::KnownNeeds;
use super::sight::{Bits, GLANCE, Mask, Side};
use super::trie::{ANY, Edge, End, HAS_ANY, Node, NodeId, READS_LEFT, TURN, TURNS, Trie};
use super::vocabulary::{FIRST_SET, Sets, WordId};

/// A node as it is walked.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PathNode {
    /// Where what it needs stands in [`Paths::needs`], and four flags above.
    need: u32,
    /// Where its edges begin; they reach up to those of the next node.
    first_edge: u32,
}

/// The flag of a node where a cue ends, beside those of [`super::trie`].
const HAS_ENDS: u32 = 1 << 28;

impl PathNode {
    fn is(&self, flag: u32) -> bool {
        self.need & flag != 0
    }

    fn need(&self) -> usize {
        (self.need & (HAS_ENDS - 1)) as usize
    }

    /// Whether it reads the word before what was read, not the one after.
    #[inline]
    pub(crate) fn reads_left(&self) -> bool {
        self.is(READS_LEFT)
    }

    /// Whether any word may lead on.
    #[inline]
    pub(crate) fn has_any(&self) -> bool {
        self.is(HAS_ANY)
    }

    /// Whether coming here gives something at once: a cue ends, or reading turns round.
    #[inline]
    pub(crate) fn is_sure(&self) -> bool {
        self.is(HAS_ENDS | TURNS)
    }
}

/// A way to enter a phrase: what must be in sight, where, and the node then come to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    pub(crate) need: Mask,
    /// The node, and above it a flag and the side.
    node: u32,
}

/// The flag of an entry that gives something at once, and the bits above it, which tell the side.
const IS_SURE: u32 = 1 << 29;
const SIDE_SHIFT: u32 = 30;

impl Entry {
    fn new(need: Mask, node: NodeId, side: Side, is_sure: bool) -> Self {
        let flag = if is_sure { IS_SURE } else { 0 };
        Self { need, node: node | flag | (side as u32) << SIDE_SHIFT }
    }

    /// Whether the node gives something at once: it is come to as any other, not just read on from.
    pub(crate) fn is_sure(&self) -> bool {
        self.node & IS_SURE != 0
    }

    pub(crate) fn node(&self) -> NodeId {
        self.node & (IS_SURE - 1)
    }

    /// Where the need is looked for, as an index into a [`Sight`](super::sight::Sight).
    #[inline]
    pub(crate) fn side(&self) -> usize {
        (self.node >> SIDE_SHIFT) as usize
    }

    /// Whether the need is looked for over a gap.
    pub(crate) fn is_far(&self) -> bool {
        self.side() & 1 == Side::Ahead as usize
    }
}

/// Words that have the same symbols, as they are walked over.
#[derive(Clone, Copy, Debug, Default)]
struct Kin {
    mask: Mask,
    first_entry: u32,
    first_symbol: u32,
}

/// A symbol with its bit, in the seven lowest bits.
#[derive(Clone, Copy, Debug)]
struct PathSymbol(u32);

const BIT_SHIFT: u32 = 7;

impl PathSymbol {
    fn new(symbol: u32, bit: u8) -> Self {
        Self(symbol << BIT_SHIFT | u32::from(bit))
    }

    fn symbol(self) -> u32 {
        self.0 >> BIT_SHIFT
    }

    fn bit(self) -> u8 {
        (self.0 & ((1 << BIT_SHIFT) - 1)) as u8
    }
}

/// Where the symbols of a word stand in [`Paths::symbols`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct Symbols {
    first: u32,
    end: u32,
}

/// The trie as it is walked.
#[derive(Debug, Default)]
pub(crate) struct Paths {
    /// By word, its place among the kin; most forms of a word share theirs.
    kin_of: Vec<u32>,
    /// One more than there are, the last to close the lists of the one before.
    kin: Vec<Kin>,
    /// One more than there are, likewise.
    nodes: Vec<PathNode>,
    /// What nodes need: the symbols of which the next word must have one, and behind them, where any word may be passed over,
    /// those of which one must be met then. Many nodes need the same.
    needs: Vec<Mask>,
    entries: Vec<Entry>,
    symbols: Vec<PathSymbol>,
    edges: Vec<Edge>,
    ends: Vec<End>,
    /// The nodes where cues end, ascending, with where their ends begin; few do.
    ending: Vec<(NodeId, u32)>,
    /// By node, every so many, where those from it on begin among them.
    ending_from: Vec<u32>,
}

/// How many nodes share a place in [`Paths::ending_from`].
const ENDING_STEP: usize = 64;

impl Paths {
    /// The layout of `trie`, entered by `entries`, the ascending edges of its root, for so many `words`.
    pub(super) fn new(sets: &Sets, words: usize, trie: Trie, entries: &[Edge]) -> Self {
        let bits = Bits::new(&trie.edges, words);
        let mut paths = Paths::default();
        paths.lay_nodes(trie, &bits);
        // Some nodes are entered in two ways, some from the words of several sets: all in all there are half as many again.
        paths.entries.reserve_exact(entries.len() / 2 * 3);
        paths.lay_words(sets, words, &bits, &Anchors::new(entries, words));
        paths.kin.shrink_to_fit();
        paths.ending.shrink_to_fit();
        paths.ending_from.shrink_to_fit();
        paths.needs.shrink_to_fit();
        paths.entries.shrink_to_fit();
        paths.symbols.shrink_to_fit();
        paths
    }

    /// Lays out the nodes, with what each needs.
    fn lay_nodes(&mut self, trie: Trie, bits: &Bits) {
        self.ending_from.reserve_exact(trie.len() / ENDING_STEP + 1);
        self.ending.reserve_exact(trie.ends.len());
        for (node, pair) in trie.nodes.windows(2).enumerate() {
            if node.is_multiple_of(ENDING_STEP) {
                self.ending_from.push(self.ending.len() as u32);
            }
            if pair[0].first_end() < pair[1].first_end() {
                self.ending.push((node as NodeId, pair[0].first_end() as u32));
            }
        }
        // In place: a node is walked in as many bytes as it is stored in.
        let as_walked = |node: Node| PathNode { need: node.flags(), first_edge: node.first_edge };
        self.nodes = trie.nodes.into_iter().map(as_walked).collect();
        self.ending.iter().for_each(|(node, _)| self.nodes[*node as usize].need |= HAS_ENDS);
        (self.edges, self.ends) = (trie.edges, trie.ends);
        let mut known = KnownNeeds::new(self.nodes.len());
        // Those first that lead on by a word alone: what the others need is told by them, for the greater part.
        for has_any in [false, true] {
            for node in 0..self.nodes.len() as NodeId - 1 {
                if self.node(node).has_any() == has_any {
                    let far = has_any.then(|| self.look_over(node, GLANCE - 1, bits));
                    let place = known.place_of(self.look_at(node, bits), far, &mut self.needs);
                    self.nodes[node as usize].need |= place;
                }
            }
        }
    }

    /// What the next word must have for `node` to lead on by it.
    fn look_at(&self, node: NodeId, bits: &Bits) -> Mask {
        Mask::of_bits(self.edges(node).iter().filter_map(|edge| bits.of(edge.symbol)))
    }

    /// What must be met for `node` to lead on over a word; `limit` words behind that are looked at. What nodes need from which
    /// no word may be passed over is known by now.
    fn look_over(&self, node: NodeId, limit: usize, bits: &Bits) -> Mask {
        let mut far = Mask::default();
        for next in self.any(node) {
            let place = self.node(next);
            // What reads on at the other side is not looked for on this one.
            if place.reads_left() != self.node(node).reads_left() || place.is_sure() || limit == 0 {
                far.join(Mask::ANY_WORD);
            } else {
                far.join(match place.has_any() {
                    false => self.near(&place),
                    true => self.look_at(next, bits).with(self.look_over(next, limit - 1, bits)),
                });
            }
        }
        far
    }

    /// Lays out the words by their symbols: the word itself and its sets, where some edge asks for them.
    fn lay_words(&mut self, sets: &Sets, words: usize, bits: &Bits, anchors: &Anchors<'_>) {
        self.kin_of.reserve_exact(words);
        // By set, the kin of words that are in that set alone: they stand together often, but not always.
        let mut of_set: Vec<Option<u32>> = Vec::new();
        // The first are those that no form asks for.
        self.add_kin(&[], bits, anchors);
        let (mut symbols, mut last_symbols, mut last) = (Vec::new(), Vec::new(), 0);
        self.kin.reserve_exact(words / 2);
        for word in 0..words as WordId {
            symbols.clear();
            let own = std::iter::once(word).chain(sets.of(word).iter().copied());
            symbols.extend(own.filter(|symbol| bits.of(*symbol).is_some() || anchors.has(*symbol)));
            if symbols != last_symbols {
                last = match symbols[..] {
                    [] => 0,
                    [symbol] if symbol >= FIRST_SET => {
                        let set = (symbol - FIRST_SET) as usize;
                        of_set.resize(of_set.len().max(set + 1), None);
                        *of_set[set].get_or_insert_with(|| self.add_kin(&symbols, bits, anchors))
                    }
                    _ => self.add_kin(&symbols, bits, anchors),
                };
                std::mem::swap(&mut symbols, &mut last_symbols);
            }
            self.kin_of.push(last);
        }
        let (first_entry, first_symbol) = (self.entries.len() as u32, self.symbols.len() as u32);
        self.kin.push(Kin { first_entry, first_symbol, ..Kin::default() });
    }

    /// Adds the words of these symbols, gives their place.
    fn add_kin(&mut self, symbols: &[u32], bits: &Bits, anchors: &Anchors<'_>) -> u32 {
        let (first_entry, first_symbol) = (self.entries.len() as u32, self.symbols.len() as u32);
        let mut mask = Mask::ANY_WORD;
        for symbol in symbols {
            if let Some(bit) = bits.of(*symbol) {
                mask.join(Mask::of_bit(bit));
                self.symbols.push(PathSymbol::new(*symbol, bit));
            }
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
        let node = self.nodes[id as usize];
        let (before, over) =
            if node.reads_left() { (Side::Previous, Side::Behind) } else { (Side::Next, Side::Ahead) };
        if node.is_sure() {
            return self.entries.push(Entry::new(Mask::NOTHING, id, before, true));
        }
        if self.near(&node) != Mask::default() {
            self.entries.push(Entry::new(self.near(&node), id, before, false));
        }
        if node.has_any() {
            self.entries.push(Entry::new(self.far(&node), id, over, false));
        }
    }

    fn kin(&self, word: WordId) -> (&Kin, &Kin) {
        let kin = self.kin_of[word as usize] as usize;
        (&self.kin[kin], &self.kin[kin + 1])
    }

    /// The ways to enter phrases on a word.
    #[inline]
    pub(crate) fn entries(&self, word: WordId) -> &[Entry] {
        let (this, next) = self.kin(word);
        &self.entries[this.first_entry as usize..next.first_entry as usize]
    }

    /// The bits of a word's symbols, what has none of them has none of its symbols, and the symbols.
    pub(crate) fn symbols(&self, word: WordId) -> (Mask, Symbols) {
        let (this, next) = self.kin(word);
        (this.mask, Symbols { first: this.first_symbol, end: next.first_symbol })
    }

    /// The node of that number.
    pub(crate) fn node(&self, node: NodeId) -> PathNode {
        self.nodes[node as usize]
    }

    /// The symbols of which the next word must have one.
    #[inline]
    pub(crate) fn near(&self, node: &PathNode) -> Mask {
        self.needs[node.need()]
    }

    /// The symbols of which one must be met once a word is passed over, at a node where that may be.
    #[inline]
    pub(crate) fn far(&self, node: &PathNode) -> Mask {
        self.needs[node.need() + 1]
    }

    /// Calls `reach` with the nodes that one of a word's symbols leads to from `id`.
    #[inline]
    pub(crate) fn follow(&self, id: NodeId, node: PathNode, symbols: Symbols, mut reach: impl FnMut(NodeId)) {
        let near = self.near(&node);
        for symbol in &self.symbols[symbols.first as usize..symbols.end as usize] {
            if near.has(symbol.bit()) {
                let symbol = symbol.symbol();
                let edges = &self.edges[node.first_edge as usize..self.node(id + 1).first_edge as usize];
                let first = edges.partition_point(|edge| edge.symbol < symbol);
                for edge in edges[first..].iter().take_while(|edge| edge.symbol == symbol) {
                    reach(edge.target);
                }
            }
        }
    }

    /// The nodes one word, whichever, further.
    pub(crate) fn any(&self, node: NodeId) -> impl Iterator<Item = NodeId> {
        // Their symbol is the greatest: they stand last.
        let edges = if self.node(node).has_any() { self.edges(node) } else { &[] };
        edges.iter().rev().take_while(|edge| edge.symbol == ANY).map(|edge| edge.target)
    }

    /// The nodes that read on at the other side.
    pub(crate) fn turns(&self, node: NodeId) -> impl Iterator<Item = NodeId> {
        let edges = if self.node(node).is(TURNS) { self.edges(node) } else { &[] };
        // Only what any word takes has a greater symbol.
        let turns = edges.iter().rev().skip_while(|edge| edge.symbol > TURN);
        turns.take_while(|edge| edge.symbol == TURN).map(|edge| edge.target)
    }

    /// The cues that end at a node.
    pub(crate) fn ends(&self, node: NodeId) -> &[End] {
        let Some(first) = self.ending_from.get(node as usize / ENDING_STEP) else { return &[] };
        // A few at most: one node in twenty is among them.
        let mut endings = self.ending[*first as usize..].iter().skip_while(|(other, _)| *other < node);
        let Some((_, first)) = endings.next().filter(|(found, _)| *found == node) else { return &[] };
        let end = endings.next().map_or(self.ends.len(), |(_, next)| *next as usize);
        &self.ends[*first as usize..end]
    }

    fn edges(&self, node: NodeId) -> &[Edge] {
        let (this, next) = (&self.nodes[node as usize], &self.nodes[node as usize + 1]);
        &self.edges[this.first_edge as usize..next.first_edge as usize]
    }
}
