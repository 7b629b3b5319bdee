//! The edges of the trie's root, symbol by symbol: the nodes that phrases are entered at on a word or a set.

use super::trie::{Edge, NodeId};

/// The symbols that phrases are entered on, ascending, each with the nodes entered at.
#[derive(Clone, Debug)]
pub(crate) struct Anchors {
    symbols: Vec<u32>,
    /// Where the targets of each begin, and where those of the last end.
    bounds: Vec<u32>,
    targets: Vec<NodeId>,
}

impl Anchors {
    /// None yet, with room for so many symbols and targets.
    pub(super) fn with_room(symbols: usize, targets: usize) -> Self {
        let mut bounds = Vec::with_capacity(symbols + 1);
        bounds.push(0);
        Self { symbols: Vec::with_capacity(symbols), bounds, targets: Vec::with_capacity(targets) }
    }

    /// Those of ascending edges.
    pub(super) fn of_edges(edges: &[Edge]) -> Self {
        let mut anchors = Self::with_room(0, edges.len());
        for group in edges.chunk_by(|left, right| left.symbol == right.symbol) {
            anchors.push(group[0].symbol, group.iter().map(|edge| Some(edge.target)));
        }
        anchors
    }

    /// Adds a symbol, greater than those before, with its nodes, ascending; nothing where one of them is none.
    pub(super) fn push(&mut self, symbol: u32, nodes: impl Iterator<Item = Option<NodeId>>) -> Option<()> {
        for node in nodes {
            self.targets.push(node?);
        }
        self.symbols.push(symbol);
        self.bounds.push(self.targets.len() as u32);
        Some(())
    }

    /// How many symbols there are, and how many edges.
    pub(super) fn counts(&self) -> (usize, usize) {
        (self.symbols.len(), self.targets.len())
    }

    /// The symbol at a place, with its nodes.
    pub(super) fn at(&self, place: usize) -> Option<(u32, &[NodeId])> {
        let nodes = self.bounds[place] as usize..*self.bounds.get(place + 1)? as usize;
        Some((self.symbols[place], &self.targets[nodes]))
    }

    /// Each symbol with its nodes.
    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = (u32, &[NodeId])> {
        (0..self.symbols.len()).filter_map(|place| self.at(place))
    }

    /// The edges, ascending.
    pub(super) fn edges(&self) -> impl Iterator<Item = Edge> {
        self.iter()
            .flat_map(|(symbol, nodes)| nodes.iter().map(move |target| Edge { symbol, target: *target }))
    }
}
