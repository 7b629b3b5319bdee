//! The phrases of all cues as one automaton over words, a trie whose branches may meet again.
//!
//! An edge is a symbol: a word, a set of words (`voler~`, `@day`) or any word. Walking takes a word's own symbol and each
//! of its sets, so inflection costs a look-up, not a copy of the phrase. Phrases that begin alike share their nodes; the
//! branches of a choice meet in one node, so `(a b|c) (d|e f) ..` multiplies nothing.
//!
//! A phrase is entered at its rarest word, its anchor, read to the left from there, then to the right: most words of a
//! message (« je », « de », « pas ») open no phrase at all. Every node knows on which side it reads on; turning round is an
//! edge that takes no word.
//!
//! ```text
//! (ma|votre) facture est fausse      fausse ⟲ est ← facture ← (ma|votre)
//! remboursez .. moi                  remboursez → .. → moi
//! ```

use super::minimise::Branching;
use super::vocabulary::FIRST_SET;

/// A cue's number.
pub(crate) type CueId = u32;

/// A node's number; 0 is « nowhere ».
pub(crate) type NodeId = u32;

/// Where anchors are read.
pub(super) const ROOT: NodeId = 1;

/// The symbol of an edge that any word takes.
pub(super) const ANY: u32 = u32::MAX;

/// The symbol of an edge that takes no word and turns round.
pub(super) const TURN: u32 = u32::MAX - 1;

/// How often a way turns round without a word read in between: after the anchor, and after a left side that may be left out.
const MAX_TURNS: usize = 2;

/// One node as walked.
#[derive(Clone, Copy, Debug, Default)]
struct Node {
    /// One bit for each symbol that has an edge here, folded onto 64: spares most failing look-ups.
    mask: u64,
    /// Where its edges and its ends begin; they reach up to those of the next node.
    first_edge: u32,
    first_end: u32,
    reads_left: bool,
    has_any: bool,
    turns: bool,
}

/// A cue that ends at a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct End {
    pub(crate) cue: CueId,
    /// Only where a clause starts with it.
    pub(crate) at_clause_start: bool,
    /// Only where the clause ends too.
    pub(crate) at_clause_end: bool,
}

/// A place where phrases are entered, with what tells at a glance whether one can go on from there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Anchor {
    pub(crate) node: NodeId,
    pub(crate) reads_left: bool,
    /// The bits of the symbols that lead on; all bits where nothing need follow.
    pub(crate) mask: u64,
}

/// An edge of a node: a symbol and where it leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Edge {
    pub(super) symbol: u32,
    pub(super) target: NodeId,
}

/// The compiled trie.
#[derive(Debug, Default)]
pub(crate) struct Trie {
    /// One more than there are, the last to close the lists of the one before.
    nodes: Vec<Node>,
    ends: Vec<End>,
    /// Node by node, ascending.
    edges: Vec<Edge>,
}

/// A set of symbols.
#[derive(Debug, Default)]
pub(crate) struct Symbols {
    words: Vec<bool>,
    sets: Vec<bool>,
}

impl Symbols {
    fn insert(&mut self, symbol: u32) {
        let (list, index) = match symbol.checked_sub(FIRST_SET) {
            Some(set) => (&mut self.sets, set as usize),
            None => (&mut self.words, symbol as usize),
        };
        if index >= list.len() {
            list.resize(index + 1, false);
        }
        list[index] = true;
    }

    pub(crate) fn contains(&self, symbol: u32) -> bool {
        let found = match symbol.checked_sub(FIRST_SET) {
            Some(set) => self.sets.get(set as usize),
            None => self.words.get(symbol as usize),
        };
        found.copied().unwrap_or(false)
    }
}

impl Trie {
    pub(super) fn new(nodes: &[Branching]) -> Self {
        let mut trie = Trie::default();
        for branching in nodes {
            trie.push(branching.reads_left, branching.edges.iter().copied(), branching.ends.iter().copied());
        }
        trie.close();
        trie
    }

    /// Adds a node with its edges, ascending, and its ends.
    pub(super) fn push(
        &mut self,
        reads_left: bool,
        edges: impl Iterator<Item = Edge>,
        ends: impl Iterator<Item = End>,
    ) {
        let mut node = Node {
            first_edge: self.edges.len() as u32,
            first_end: self.ends.len() as u32,
            reads_left,
            ..Node::default()
        };
        for edge in edges {
            node.mask |= mask_bit(edge.symbol);
            node.has_any |= edge.symbol == ANY;
            node.turns |= edge.symbol == TURN;
            self.edges.push(edge);
        }
        self.ends.extend(ends);
        self.nodes.push(node);
    }

    /// Closes the lists of the last node.
    pub(super) fn close(&mut self) {
        self.push(false, std::iter::empty(), std::iter::empty());
    }

    /// How many nodes there are.
    pub(super) fn len(&self) -> usize {
        self.nodes.len().saturating_sub(1)
    }

    /// How many edges there are.
    pub(super) fn edge_count(&self) -> usize {
        self.edges.len()
    }

    /// Whether it has the two first nodes, and no way that turns round without end.
    pub(super) fn is_sound(&self) -> bool {
        let mut turned: Vec<NodeId> = (0..self.len() as NodeId).collect();
        for _ in 0..=MAX_TURNS {
            turned = turned.into_iter().flat_map(|node| self.turns(node)).collect();
            turned.sort_unstable();
            turned.dedup();
        }
        self.len() > ROOT as usize && turned.is_empty()
    }

    /// A node by itself.
    pub(super) fn branching(&self, node: NodeId) -> Branching {
        Branching {
            reads_left: self.reads_left(node),
            ends: self.ends(node).to_vec(),
            edges: self.edges(node).to_vec(),
        }
    }

    /// The symbols that some edge asks for.
    pub(crate) fn asked(&self) -> Symbols {
        let mut asked = Symbols::default();
        self.edges.iter().filter(|edge| edge.symbol < TURN).for_each(|edge| asked.insert(edge.symbol));
        asked
    }

    /// What is entered at the root on each symbol.
    pub(super) fn root_edges(&self) -> &[Edge] {
        self.edges(ROOT)
    }

    /// The place that an edge of the root leads to.
    pub(super) fn anchor(&self, number: NodeId) -> Anchor {
        let node = &self.nodes[number as usize];
        let is_sure = !self.ends(number).is_empty() || node.has_any || node.turns;
        Anchor { node: number, reads_left: node.reads_left, mask: if is_sure { u64::MAX } else { node.mask } }
    }

    /// The edges of a node.
    pub(super) fn edges(&self, node: NodeId) -> &[Edge] {
        let (this, next) = (self.nodes[node as usize], self.nodes[node as usize + 1]);
        &self.edges[this.first_edge as usize..next.first_edge as usize]
    }

    /// Whether a node reads the word before what was read, not the one after.
    pub(crate) fn reads_left(&self, node: NodeId) -> bool {
        self.nodes[node as usize].reads_left
    }

    /// Whether a word whose symbols are folded into `mask` may lead on from a node; false means surely not.
    pub(crate) fn may_take(&self, node: NodeId, mask: u64) -> bool {
        let node = &self.nodes[node as usize];
        node.has_any || node.mask & mask != 0
    }

    /// The nodes one symbol further.
    pub(crate) fn next(&self, node: NodeId, symbol: u32) -> impl Iterator<Item = NodeId> {
        let has_it = self.nodes[node as usize].mask & mask_bit(symbol) != 0;
        targets(if has_it { self.edges(node) } else { &[] }, symbol)
    }

    /// The nodes one word, whichever, further.
    pub(crate) fn any(&self, node: NodeId) -> impl Iterator<Item = NodeId> {
        targets(if self.nodes[node as usize].has_any { self.edges(node) } else { &[] }, ANY)
    }

    /// The nodes that read on at the other side.
    pub(crate) fn turns(&self, node: NodeId) -> impl Iterator<Item = NodeId> {
        targets(if self.nodes[node as usize].turns { self.edges(node) } else { &[] }, TURN)
    }

    /// The cues that end at a node.
    pub(crate) fn ends(&self, node: NodeId) -> &[End] {
        let (this, next) = (self.nodes[node as usize], self.nodes[node as usize + 1]);
        &self.ends[this.first_end as usize..next.first_end as usize]
    }
}

/// Where the edges of a symbol lead, among the ascending edges of one node.
fn targets(edges: &[Edge], symbol: u32) -> impl Iterator<Item = NodeId> {
    let first = edges.partition_point(|edge| edge.symbol < symbol);
    edges[first..].iter().take_while(move |edge| edge.symbol == symbol).map(|edge| edge.target)
}

/// The bit of a symbol in a mask of many.
pub(crate) fn mask_bit(symbol: u32) -> u64 {
    1 << (symbol.wrapping_mul(0x9e37_79b1) >> 26)
}
