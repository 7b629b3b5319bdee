//! The trie laid out for walking: beside each node stands what a glance at the words nearby can tell.
//!
//! Takes the sets of the words, the trie and the entries. A node leads on by the next word, which must have a symbol of its mask,
//! or, before a gap, over it, and then one of the next few words must; what is not in sight is not walked.
//!
//! ```text
//! remboursez .. moi      at `remboursez`: the next word must be `moi`, or one of the three behind it
//! ```

use std::ops::Range;

use super::sight::{Mask, PathSymbol, Side};
pub(crate) use super::trie::Node as PathNode;
use super::trie::{End, NodeId};
use super::vocabulary::WordId;

/// A way to enter a phrase: what must be in sight, where, and the node then come to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    pub(crate) need: Mask,
    /// The side, a flag below and the node above: the side stands where it is the offset of a mask.
    place: u32,
}

/// The flag of an entry that gives something at once, where its side stands and where its node.
const IS_SURE: u32 = 1 << 3;
const SIDE_SHIFT: u32 = 4;
const NODE_SHIFT: u32 = 6;

impl Entry {
    pub(super) fn new(need: Mask, node: NodeId, side: Side, is_sure: bool) -> Self {
        let flag = if is_sure { IS_SURE } else { 0 };
        Self { need, place: node << NODE_SHIFT | (side as u32) << SIDE_SHIFT | flag }
    }

    /// Whether the node gives something at once: it is come to as any other, not just read on from.
    pub(crate) fn is_sure(&self) -> bool {
        self.place & IS_SURE != 0
    }

    pub(crate) fn node(&self) -> NodeId {
        self.place >> NODE_SHIFT
    }

    /// Where the need is looked for, as the number of a [`Side`].
    #[inline]
    pub(crate) fn side(&self) -> usize {
        (self.place >> SIDE_SHIFT & 3) as usize
    }

    /// Whether the need is looked for over a gap.
    pub(crate) fn is_far(&self) -> bool {
        self.side() & 1 == Side::Ahead as usize
    }
}

/// Words that have the same symbols, as they are walked over.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Kin {
    pub(super) mask: Mask,
    pub(super) first_entry: u32,
    pub(super) first_symbol: u32,
}

/// What some nodes need, and where the symbols they read begin in [`Paths::lists`]; they reach up to those of the next need.
#[derive(Clone, Copy, Debug)]
pub(super) struct Need {
    pub(super) mask: Mask,
    pub(super) first: u32,
}

/// Where the symbols of a word stand in [`Paths::symbols`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct Symbols {
    first: u32,
    end: u32,
}

impl Symbols {
    /// Those of no word.
    pub(crate) const NONE: Symbols = Symbols { first: 0, end: 0 };
}

/// The trie as it is walked; [`super::laying`] lays it out.
#[derive(Debug)]
pub(crate) struct Paths {
    /// By word, its place among the kin; most forms of a word share theirs.
    pub(super) kin_of: Vec<u32>,
    /// One more than there are, the last to close the lists of the one before.
    pub(super) kin: Vec<Kin>,
    /// Kin by kin, their symbols that nodes read.
    pub(super) symbols: Vec<PathSymbol>,
    pub(super) entries: Vec<Entry>,
    pub(super) nodes: Vec<PathNode>,
    /// What nodes need: the symbols of which the next word must have one, and behind them, where any word may be passed over,
    /// those of which one must be met then. Closed by one more.
    pub(super) needs: Vec<Need>,
    /// The symbols that nodes read, ascending.
    pub(super) lists: Vec<PathSymbol>,
    /// By node that leads to several others: where each symbol of its list leads.
    pub(super) targets: Vec<NodeId>,
    pub(super) ends: Vec<End>,
    /// The nodes where cues end, ascending, with where their ends begin; few do.
    pub(super) ending: Vec<(NodeId, u32)>,
    /// By node, every so many, where those from it on begin among them.
    pub(super) ending_from: Vec<u32>,
}

/// How many nodes share a place in [`Paths::ending_from`].
pub(super) const ENDING_STEP: usize = 64;

impl Paths {
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

    /// The tables of its nodes.
    pub(crate) fn tables(&self) -> Tables<'_> {
        Tables {
            nodes: &self.nodes,
            needs: &self.needs,
            lists: &self.lists,
            targets: &self.targets,
            symbols: &self.symbols,
        }
    }

    /// The nodes that read on at the other side.
    #[inline]
    pub(crate) fn turns(&self, node: NodeId) -> impl Iterator<Item = NodeId> {
        let node = &self.nodes[node as usize];
        let places = if node.turns() { self.places_of_turns(*node) } else { 0..0 };
        node.targets(&self.targets).get(places).unwrap_or_default().iter().copied()
    }

    fn places_of_turns(&self, node: PathNode) -> Range<usize> {
        let list = self.tables().list(node);
        // Only the symbol of any word is less.
        let first = list.iter().take_while(|symbol| **symbol < PathSymbol::TURN).count();
        first..first + list[first..].iter().take_while(|symbol| **symbol == PathSymbol::TURN).count()
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
}

/// The tables of [`Paths`] that tell of nodes, each but a pointer away for a walk, which reads them at every step.
#[derive(Clone, Copy)]
pub(crate) struct Tables<'a> {
    nodes: &'a [PathNode],
    needs: &'a [Need],
    lists: &'a [PathSymbol],
    targets: &'a [NodeId],
    symbols: &'a [PathSymbol],
}

impl<'a> Tables<'a> {
    /// The node of that number.
    #[inline(always)]
    pub(crate) fn node(self, node: NodeId) -> PathNode {
        self.nodes[node as usize]
    }

    /// The symbols of which the next word must have one.
    #[inline(always)]
    pub(crate) fn near(self, node: PathNode) -> Mask {
        self.needs[node.list()].mask
    }

    /// The symbols of which one must be met once a word is passed over, at a node where that may be.
    #[inline(always)]
    pub(crate) fn far(self, node: PathNode) -> Mask {
        self.needs[node.list() + 1].mask
    }

    /// A word's symbols.
    #[inline(always)]
    pub(crate) fn symbols(self, symbols: Symbols) -> &'a [PathSymbol] {
        &self.symbols[symbols.first as usize..symbols.end as usize]
    }

    /// The nodes that a symbol leads to from `node`.
    #[inline(always)]
    pub(crate) fn follow(self, node: PathNode, symbol: PathSymbol) -> impl Iterator<Item = NodeId> {
        let list = self.list(node);
        let first = list.partition_point(|other| *other < symbol);
        let places = (first..list.len()).take_while(move |place| list[*place] == symbol);
        places.map(move |place| node.target(place, self.targets))
    }

    /// The nodes one word, whichever, further.
    #[inline(always)]
    pub(crate) fn over(self, node: PathNode) -> impl Iterator<Item = NodeId> {
        // Its symbol is the least: it stands first, and most often once.
        let count = if node.has_several_any() { self.count_any(node) } else { usize::from(node.has_any()) };
        (0..count).map(move |place| node.target(place, self.targets))
    }

    #[cold]
    fn count_any(self, node: PathNode) -> usize {
        self.list(node).iter().take_while(|symbol| **symbol == PathSymbol::ANY).count()
    }

    /// The symbols that a node reads.
    #[inline(always)]
    fn list(self, node: PathNode) -> &'a [PathSymbol] {
        let (this, next) = (&self.needs[node.list()], &self.needs[node.list() + 1]);
        &self.lists[this.first as usize..next.first as usize]
    }
}
