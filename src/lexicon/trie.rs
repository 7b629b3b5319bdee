//! The phrases of all cues as one automaton over words, a trie whose branches may meet again.
//!
//! An edge is a symbol: a word, a set of words (`voler~`, `@day`) or any word. Walking takes a word's own symbol and each
//! of its sets, so inflection costs a look-up, not a copy of the phrase. Phrases that begin alike share their nodes; the
//! branches of a choice meet in one node, so `(a b|c) (d|e f) ..` multiplies nothing.
//!
//! A phrase is entered at its rarest word, its anchor, and read to one side from there, then to the other, the side of the
//! rarer neighbour first: most words of a message (« je », « de », « pas ») open no phrase at all. Every node knows on which
//! side it reads on; turning round is an edge that takes no word.
//!
//! ```text
//! (ma|votre) facture est fausse      fausse ⟲ est ← facture ← (ma|votre)
//! remboursez .. moi                  remboursez → .. → moi
//! vous .. ne répondez jamais         répondez → jamais ⟲ .. ← vous
//! ```

use super::minimise::Branching;

/// A cue's number.
pub(crate) type CueId = u32;

/// A node's number; 0 is « nowhere ».
pub(crate) type NodeId = u32;

/// Where anchors are read. Its edges, the entries, are not walked: [`super::anchors`] tells them by word.
pub(super) const ROOT: NodeId = 1;

/// The symbol of an edge that any word takes.
pub(super) const ANY: u32 = u32::MAX;

/// The symbol of an edge that takes no word and turns round.
pub(super) const TURN: u32 = u32::MAX - 1;

/// How often a way turns round without a word read in between: after the anchor, and after a first side that may be left out.
const MAX_TURNS: usize = 2;

/// One node; [`super::paths`] lays it out for walking.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Node {
    /// Where its edges begin; they reach up to those of the next node.
    pub(super) first_edge: u32,
    /// Where its ends begin, likewise, and three flags above.
    first_end: u32,
}

/// The flags of a node, beside where its ends begin.
pub(super) const READS_LEFT: u32 = 1 << 31;
pub(super) const HAS_ANY: u32 = 1 << 30;
pub(super) const TURNS: u32 = 1 << 29;

impl Node {
    fn is(self, flag: u32) -> bool {
        self.first_end & flag != 0
    }

    /// Its flags, each at its place.
    pub(super) fn flags(self) -> u32 {
        self.first_end & (READS_LEFT | HAS_ANY | TURNS)
    }

    pub(super) fn first_end(self) -> usize {
        (self.first_end & (TURNS - 1)) as usize
    }
}

/// A cue that ends at a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct End {
    pub(crate) cue: CueId,
    /// Only where a clause starts with it.
    pub(crate) at_clause_start: bool,
    /// What must end with it.
    pub(crate) closes: Closes,
}

/// What a form that ends closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Closes {
    Nothing,
    /// The clause, though not at a colon.
    Clause,
    /// The clause, at a colon.
    AtColon,
}

/// An edge of a node: a symbol and where it leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Edge {
    pub(crate) symbol: u32,
    pub(crate) target: NodeId,
}

/// The compiled trie.
#[derive(Debug, Default)]
pub(crate) struct Trie {
    /// One more than there are, the last to close the lists of the one before.
    pub(super) nodes: Vec<Node>,
    pub(super) ends: Vec<End>,
    /// Node by node, ascending.
    pub(super) edges: Vec<Edge>,
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

    /// A trie that still has no nodes, with room for so many.
    pub(super) fn with_capacity(nodes: usize, edges: usize, ends: usize) -> Self {
        Self {
            nodes: Vec::with_capacity(nodes + 1),
            ends: Vec::with_capacity(ends),
            edges: Vec::with_capacity(edges),
        }
    }

    /// Adds a node with its edges, ascending, and its ends.
    pub(super) fn push(
        &mut self,
        reads_left: bool,
        edges: impl Iterator<Item = Edge>,
        ends: impl Iterator<Item = End>,
    ) {
        let (first_edge, first_end) = (self.edges.len(), self.ends.len());
        self.edges.extend(edges);
        self.ends.extend(ends);
        self.push_last(reads_left, first_edge, first_end);
    }

    /// Adds a node whose edges, ascending, and ends are the last ones from these on.
    pub(super) fn push_last(&mut self, reads_left: bool, first_edge: usize, first_end: usize) {
        let side = if reads_left { READS_LEFT } else { 0 };
        let mut node = Node { first_edge: first_edge as u32, first_end: first_end as u32 | side };
        // The two have the greatest symbols: they stand last.
        for edge in self.edges[first_edge..].iter().rev().take_while(|edge| edge.symbol >= TURN) {
            node.first_end |= if edge.symbol == ANY { HAS_ANY } else { TURNS };
        }
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

    /// How many ends there are.
    pub(super) fn end_count(&self) -> usize {
        self.ends.len()
    }

    /// Whether it has the two first nodes, and no way that turns round without end.
    pub(super) fn is_sound(&self) -> bool {
        // Few do at all.
        let turning = (0..self.len() as NodeId).filter(|node| self.nodes[*node as usize].is(TURNS));
        let mut turned: Vec<NodeId> = turning.flat_map(|node| self.turns(node)).collect();
        for _ in 0..MAX_TURNS {
            turned.sort_unstable();
            turned.dedup();
            turned = turned.into_iter().flat_map(|node| self.turns(node)).collect();
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

    /// The edges of a node.
    pub(super) fn edges(&self, node: NodeId) -> &[Edge] {
        let (this, next) = (self.nodes[node as usize], self.nodes[node as usize + 1]);
        &self.edges[this.first_edge as usize..next.first_edge as usize]
    }

    /// Whether a node reads the word before what was read, not the one after.
    pub(crate) fn reads_left(&self, node: NodeId) -> bool {
        self.nodes[node as usize].is(READS_LEFT)
    }

    /// The nodes that read on at the other side.
    pub(crate) fn turns(&self, node: NodeId) -> impl Iterator<Item = NodeId> {
        targets(if self.nodes[node as usize].is(TURNS) { self.edges(node) } else { &[] }, TURN)
    }

    /// The cues that end at a node.
    pub(crate) fn ends(&self, node: NodeId) -> &[End] {
        let (this, next) = (self.nodes[node as usize], self.nodes[node as usize + 1]);
        &self.ends[this.first_end()..next.first_end()]
    }
}

/// Where the edges of a symbol lead, among the ascending edges of one node.
fn targets(edges: &[Edge], symbol: u32) -> impl Iterator<Item = NodeId> {
    let first = edges.partition_point(|edge| edge.symbol < symbol);
    edges[first..].iter().take_while(move |edge| edge.symbol == symbol).map(|edge| edge.target)
}
