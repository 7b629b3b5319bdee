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

use std::collections::{HashMap, HashSet};

use super::form::{Item, MAX_GAP};

/// A cue's number.
pub(crate) type CueId = u32;

/// A node's number; 0 is « nowhere ».
pub(crate) type NodeId = u32;

/// Where anchors are read.
const ROOT: NodeId = 1;

/// The symbol of an edge that any word takes.
const ANY: u32 = u32::MAX;

/// The symbol of an edge that takes no word and turns round.
const TURN: u32 = u32::MAX - 1;

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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Edge {
    symbol: u32,
    target: NodeId,
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

/// On which side of what was read the next word is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Side {
    Left,
    Right,
}

/// A trie that still grows.
#[derive(Debug)]
pub(crate) struct TrieBuilder {
    edges: HashSet<(NodeId, u32, NodeId)>,
    /// The node that an item leads to from a set of nodes: phrases that begin alike share it.
    shared: HashMap<(Vec<NodeId>, Item, Side), NodeId>,
    /// The node that a set of nodes turns round to.
    turned: HashMap<(Vec<NodeId>, Side), NodeId>,
    ends: Vec<Vec<End>>,
    sides: Vec<Side>,
}

impl Default for TrieBuilder {
    fn default() -> Self {
        Self {
            edges: HashSet::new(),
            shared: HashMap::new(),
            turned: HashMap::new(),
            ends: vec![Vec::new(); 2],
            sides: vec![Side::Right; 2],
        }
    }
}

impl TrieBuilder {
    /// The symbols that some edge asks for.
    pub(crate) fn symbols(&self) -> HashSet<u32> {
        self.edges.iter().map(|(_, symbol, _)| *symbol).collect()
    }

    /// Adds a form of `cue`; `frequency` tells how often words of a symbol are met, in any unit.
    pub(crate) fn add(&mut self, items: &[Item], cue: CueId, frequency: &dyn Fn(u32) -> u64) {
        let end = End {
            cue,
            at_clause_start: items.first() == Some(&Item::Start),
            at_clause_end: items.last() == Some(&Item::End),
        };
        let anchors = items.iter().enumerate().filter_map(|(at, item)| Some((rarity(item, frequency)?, at)));
        let Some((_, anchor)) = anchors.min() else { return };
        let before = reversed(&items[..anchor]);
        let after = &items[anchor + 1..];
        let goes_on = after.iter().any(|item| *item != Item::End);
        let to_left = (!before.is_empty()).then_some(Side::Left);
        let back = (goes_on && !before.is_empty()).then_some(Side::Right);
        let reached = self.turning(vec![ROOT], &items[anchor..=anchor], Side::Right, to_left);
        let reached = self.turning(reached, &before, Side::Left, back);
        for node in self.sequence(reached, after, Side::Right) {
            if !self.ends[node as usize].contains(&end) {
                self.ends[node as usize].push(end);
            }
        }
    }

    /// The nodes that a sequence of items leads to.
    fn sequence(&mut self, from: Vec<NodeId>, items: &[Item], side: Side) -> Vec<NodeId> {
        items.iter().fold(from, |from, item| self.item(from, item, side))
    }

    /// The nodes that a sequence of items read on `side` leads to, from which `other` is read if anything.
    fn turning(&mut self, from: Vec<NodeId>, items: &[Item], side: Side, other: Option<Side>) -> Vec<NodeId> {
        let Some(other) = other else { return self.sequence(from, items, side) };
        match items {
            // What ends plainly needs no turn: its last node reads the other side at once.
            [before @ .., last] if ends_plainly(items) => {
                let from = self.sequence(from, before, side);
                vec![self.shared_target(&from, last, side, other)]
            }
            _ => {
                let reached = self.sequence(from, items, side);
                vec![self.turn(reached, other)]
            }
        }
    }

    /// The nodes that one item leads to.
    fn item(&mut self, from: Vec<NodeId>, item: &Item, side: Side) -> Vec<NodeId> {
        match item {
            Item::Start | Item::End => from,
            Item::OneOf(_) | Item::Any => vec![self.shared_target(&from, item, side, side)],
            Item::Choice(alternatives) if alternatives.iter().all(|items| ends_plainly(items)) => {
                vec![self.shared_target(&from, item, side, side)]
            }
            Item::Choice(alternatives) => {
                let reached =
                    alternatives.iter().flat_map(|items| self.sequence(from.clone(), items, side)).collect();
                sorted(reached)
            }
            Item::Optional(items) => {
                let mut reached = self.sequence(from.clone(), items, side);
                reached.extend(from);
                sorted(reached)
            }
            Item::Gap => {
                let mut reached = from.clone();
                let mut last = from;
                for _ in 0..MAX_GAP {
                    last = vec![self.shared_target(&last, &Item::Any, side, side)];
                    reached.extend(&last);
                }
                sorted(reached)
            }
        }
    }

    fn new_node(&mut self, side: Side) -> NodeId {
        self.ends.push(Vec::new());
        self.sides.push(side);
        self.ends.len() as NodeId - 1
    }

    /// The one node from which, having come to any of `from`, `side` is read.
    fn turn(&mut self, from: Vec<NodeId>, side: Side) -> NodeId {
        let key = (from, side);
        if let Some(target) = self.turned.get(&key) {
            return *target;
        }
        let target = self.new_node(side);
        self.edges.extend(key.0.iter().map(|node| (*node, TURN, target)));
        self.turned.insert(key, target);
        target
    }

    /// The one node that `item`, read on `side`, leads to from `from`, and from which `next` is read.
    fn shared_target(&mut self, from: &[NodeId], item: &Item, side: Side, next: Side) -> NodeId {
        let key = (from.to_vec(), item.clone(), next);
        if let Some(target) = self.shared.get(&key) {
            return *target;
        }
        let target = self.new_node(next);
        self.shared.insert(key, target);
        self.lead(from.to_vec(), item, target, side);
        target
    }

    /// Lets `item` lead from `from` to `target`.
    fn lead(&mut self, from: Vec<NodeId>, item: &Item, target: NodeId, side: Side) {
        match item {
            Item::OneOf(symbols) => {
                for symbol in symbols {
                    self.edges.extend(from.iter().map(|node| (*node, *symbol, target)));
                }
            }
            Item::Any => self.edges.extend(from.iter().map(|node| (*node, ANY, target))),
            Item::Choice(alternatives) => {
                for items in alternatives {
                    let (last, before) =
                        items.split_last().expect("an alternative that ends plainly has a last item");
                    let reached = self.sequence(from.clone(), before, side);
                    self.lead(reached, last, target, side);
                }
            }
            Item::Optional(_) | Item::Gap | Item::Start | Item::End => {
                unreachable!("such an item does not end plainly")
            }
        }
    }

    pub(crate) fn build(self) -> Trie {
        let mut trie = Trie::default();
        let mut edges: Vec<(NodeId, Edge)> =
            self.edges.into_iter().map(|(node, symbol, target)| (node, Edge { symbol, target })).collect();
        edges.sort_unstable();
        let mut groups = edges.chunk_by(|left, right| left.0 == right.0).peekable();
        for (number, (ends, side)) in self.ends.into_iter().zip(self.sides).enumerate() {
            let mut node = Node {
                first_edge: trie.edges.len() as u32,
                first_end: trie.ends.len() as u32,
                reads_left: side == Side::Left,
                ..Node::default()
            };
            if let Some(group) = groups.next_if(|group| group[0].0 as usize == number) {
                for (_, edge) in group {
                    node.mask |= mask_bit(edge.symbol);
                    node.has_any |= edge.symbol == ANY;
                    node.turns |= edge.symbol == TURN;
                    trie.edges.push(*edge);
                }
            }
            trie.nodes.push(node);
            trie.ends.extend(ends);
        }
        let (first_edge, first_end) = (trie.edges.len() as u32, trie.ends.len() as u32);
        trie.nodes.push(Node { first_edge, first_end, ..Node::default() });
        trie
    }
}

/// How often the words that can open an item are met; nothing for an item that may be left out or is any word.
fn rarity(item: &Item, frequency: &dyn Fn(u32) -> u64) -> Option<u64> {
    match item {
        Item::OneOf(symbols) => Some(symbols.iter().map(|symbol| frequency(*symbol)).sum()),
        Item::Choice(alternatives) => {
            let all = alternatives.iter().map(|items| rarity(items.first()?, frequency));
            all.sum()
        }
        Item::Optional(_) | Item::Any | Item::Gap | Item::Start | Item::End => None,
    }
}

/// The items as they are met from right to left.
fn reversed(items: &[Item]) -> Vec<Item> {
    let turned = |item: &Item| match item {
        Item::Choice(alternatives) => {
            Item::Choice(alternatives.iter().map(|items| reversed(items)).collect())
        }
        Item::Optional(items) => Item::Optional(reversed(items)),
        other => other.clone(),
    };
    items.iter().rev().filter(|item| **item != Item::Start).map(turned).collect()
}

/// Whether a sequence ends with something that leads on to a single node.
fn ends_plainly(items: &[Item]) -> bool {
    match items.last() {
        Some(Item::OneOf(_) | Item::Any) => true,
        Some(Item::Choice(alternatives)) => alternatives.iter().all(|items| ends_plainly(items)),
        _ => false,
    }
}

fn sorted(mut nodes: Vec<NodeId>) -> Vec<NodeId> {
    nodes.sort_unstable();
    nodes.dedup();
    nodes
}

impl Trie {
    /// The nodes that the anchors among `symbols` lead to.
    pub(crate) fn anchored(&self, symbols: &[u32]) -> Vec<Anchor> {
        let edges = self.edges(ROOT);
        let nodes = sorted(symbols.iter().flat_map(|symbol| targets(edges, *symbol)).collect());
        let anchor = |number: NodeId| {
            let node = &self.nodes[number as usize];
            let is_sure = !self.ends(number).is_empty() || node.has_any || node.turns;
            Anchor {
                node: number,
                reads_left: node.reads_left,
                mask: if is_sure { u64::MAX } else { node.mask },
            }
        };
        nodes.into_iter().map(anchor).collect()
    }

    /// The edges of a node.
    fn edges(&self, node: NodeId) -> &[Edge] {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn one(symbol: u32) -> Item {
        Item::OneOf(vec![symbol])
    }

    #[test]
    fn a_phrase_is_entered_at_its_rarest_word() {
        let mut builder = TrieBuilder::default();
        // The greater the symbol, the rarer the word.
        builder.add(&[one(10), Item::Gap, one(30), one(20)], 7, &|symbol| u64::from(100 - symbol));
        let trie = builder.build();
        assert!(trie.anchored(&[10]).is_empty() && trie.anchored(&[20]).is_empty());
        let anchors = trie.anchored(&[30]);
        assert_eq!(anchors.len(), 1);
        assert!(anchors[0].reads_left);
    }

    #[test]
    fn choices_are_as_common_as_all_their_openings() {
        let frequency = |symbol: u32| u64::from(symbol);
        let choice = Item::Choice(vec![vec![one(3), one(90)], vec![one(4)]]);
        assert_eq!(rarity(&choice, &frequency), Some(7));
        assert_eq!(rarity(&Item::Optional(vec![one(3)]), &frequency), None);
        assert_eq!(rarity(&Item::Choice(vec![vec![Item::Any, one(3)]]), &frequency), None);
    }
}
