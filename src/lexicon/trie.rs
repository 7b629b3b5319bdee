//! The phrases of all cues as one automaton over words, a trie whose branches may meet again.
//!
//! An edge is a symbol: a word, a set of words (`voler~`, `@day`) or any word. Walking takes a word's own symbol and each
//! of its sets, so inflection costs a look-up, not a copy of the phrase. Phrases that begin alike share their nodes; the
//! branches of a choice meet in one node, so `(a b|c) (d|e f) ..` multiplies nothing.

use std::collections::{HashMap, HashSet};

use super::form::{Item, MAX_GAP};

/// A cue's number.
pub(crate) type CueId = u32;

/// A node's number; 0 is « nowhere ».
pub(crate) type NodeId = u32;

/// Where phrases begin that may stand anywhere.
pub(crate) const ANYWHERE: NodeId = 1;

/// Where phrases begin that open a clause.
pub(crate) const AT_START: NodeId = 2;

/// The symbol of an edge that any word takes.
const ANY: u32 = u32::MAX;

/// One node as walked.
#[derive(Clone, Copy, Debug, Default)]
struct Node {
    /// One bit for each symbol that has an edge here, folded onto 64: spares most failing look-ups.
    mask: u64,
    first_end: u32,
    end_count: u16,
    has_any: bool,
}

/// A cue that ends at a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct End {
    pub(crate) cue: CueId,
    /// Only where the clause ends too.
    pub(crate) at_clause_end: bool,
}

/// Where an edge leads: a range of [`Trie::targets`].
#[derive(Clone, Copy, Debug, Default)]
struct Edge {
    first: u32,
    count: u32,
}

/// The compiled trie.
#[derive(Debug, Default)]
pub(crate) struct Trie {
    nodes: Vec<Node>,
    ends: Vec<End>,
    keys: Vec<u64>,
    edges: Vec<Edge>,
    targets: Vec<NodeId>,
}

/// A trie that still grows.
#[derive(Debug)]
pub(crate) struct TrieBuilder {
    edges: HashSet<(NodeId, u32, NodeId)>,
    /// The node that an item leads to from a set of nodes: phrases that begin alike share it.
    shared: HashMap<(Vec<NodeId>, Item), NodeId>,
    ends: Vec<Vec<End>>,
}

impl Default for TrieBuilder {
    fn default() -> Self {
        Self { edges: HashSet::new(), shared: HashMap::new(), ends: vec![Vec::new(); 3] }
    }
}

impl TrieBuilder {
    /// The symbols that some edge asks for.
    pub(crate) fn symbols(&self) -> HashSet<u32> {
        self.edges.iter().map(|(_, symbol, _)| *symbol).collect()
    }

    /// Adds a form of `cue`.
    pub(crate) fn add(&mut self, items: &[Item], cue: CueId) {
        let at_clause_end = items.last() == Some(&Item::End);
        let root = if items.first() == Some(&Item::Start) { AT_START } else { ANYWHERE };
        let end = End { cue, at_clause_end };
        for node in self.sequence(vec![root], items) {
            if node != root && !self.ends[node as usize].contains(&end) {
                self.ends[node as usize].push(end);
            }
        }
    }

    /// The nodes that a sequence of items leads to.
    fn sequence(&mut self, from: Vec<NodeId>, items: &[Item]) -> Vec<NodeId> {
        items.iter().fold(from, |from, item| self.item(from, item))
    }

    /// The nodes that one item leads to.
    fn item(&mut self, from: Vec<NodeId>, item: &Item) -> Vec<NodeId> {
        match item {
            Item::Start | Item::End => from,
            Item::OneOf(_) | Item::Any => vec![self.shared_target(&from, item)],
            Item::Choice(alternatives) if alternatives.iter().all(|items| ends_plainly(items)) => {
                vec![self.shared_target(&from, item)]
            }
            Item::Choice(alternatives) => {
                let reached =
                    alternatives.iter().flat_map(|items| self.sequence(from.clone(), items)).collect();
                sorted(reached)
            }
            Item::Optional(items) => {
                let mut reached = self.sequence(from.clone(), items);
                reached.extend(from);
                sorted(reached)
            }
            Item::Gap => {
                let mut reached = from.clone();
                let mut last = from;
                for _ in 0..MAX_GAP {
                    last = vec![self.shared_target(&last, &Item::Any)];
                    reached.extend(&last);
                }
                sorted(reached)
            }
        }
    }

    /// The one node that `item` leads to from `from`.
    fn shared_target(&mut self, from: &[NodeId], item: &Item) -> NodeId {
        let key = (from.to_vec(), item.clone());
        if let Some(target) = self.shared.get(&key) {
            return *target;
        }
        let target = self.ends.len() as NodeId;
        self.ends.push(Vec::new());
        self.shared.insert(key, target);
        self.lead(from.to_vec(), item, target);
        target
    }

    /// Lets `item` lead from `from` to `target`.
    fn lead(&mut self, from: Vec<NodeId>, item: &Item, target: NodeId) {
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
                    let reached = self.sequence(from.clone(), before);
                    self.lead(reached, last, target);
                }
            }
            Item::Optional(_) | Item::Gap | Item::Start | Item::End => {
                unreachable!("such an item does not end plainly")
            }
        }
    }

    pub(crate) fn build(self) -> Trie {
        let mut trie = Trie::default();
        for ends in self.ends {
            trie.nodes.push(Node {
                first_end: trie.ends.len() as u32,
                end_count: ends.len() as u16,
                ..Node::default()
            });
            trie.ends.extend(ends);
        }
        let mut edges: Vec<(u64, NodeId)> = Vec::with_capacity(self.edges.len());
        for (node, symbol, target) in self.edges {
            let from = &mut trie.nodes[node as usize];
            from.mask |= mask_bit(symbol);
            from.has_any |= symbol == ANY;
            edges.push((key(node, symbol), target));
        }
        edges.sort_unstable();
        let slot_count = (edges.len() * 2 + 1).next_power_of_two();
        trie.keys.resize(slot_count, 0);
        trie.edges.resize(slot_count, Edge::default());
        for group in edges.chunk_by(|left, right| left.0 == right.0) {
            let mut slot = slot_of(group[0].0, slot_count);
            while trie.keys[slot] != 0 {
                slot = (slot + 1) & (slot_count - 1);
            }
            trie.keys[slot] = group[0].0;
            trie.edges[slot] = Edge { first: trie.targets.len() as u32, count: group.len() as u32 };
            trie.targets.extend(group.iter().map(|(_, target)| *target));
        }
        trie
    }
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
    /// The nodes one symbol further.
    pub(crate) fn next(&self, node: NodeId, symbol: u32) -> &[NodeId] {
        if self.nodes[node as usize].mask & mask_bit(symbol) == 0 {
            return &[];
        }
        let key = key(node, symbol);
        let mut slot = slot_of(key, self.keys.len());
        while self.keys[slot] != 0 {
            if self.keys[slot] == key {
                let edge = self.edges[slot];
                return &self.targets[edge.first as usize..][..edge.count as usize];
            }
            slot = (slot + 1) & (self.keys.len() - 1);
        }
        &[]
    }

    /// The nodes one word, whichever, further.
    pub(crate) fn any(&self, node: NodeId) -> &[NodeId] {
        if self.nodes[node as usize].has_any { self.next(node, ANY) } else { &[] }
    }

    /// The cues that end at a node.
    pub(crate) fn ends(&self, node: NodeId) -> &[End] {
        let node = self.nodes[node as usize];
        &self.ends[node.first_end as usize..][..node.end_count as usize]
    }
}

fn key(node: NodeId, symbol: u32) -> u64 {
    u64::from(node) << 32 | u64::from(symbol)
}

fn mix(key: u64) -> u64 {
    let mixed = key.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 32)
}

fn slot_of(key: u64, slot_count: usize) -> usize {
    mix(key) as usize & (slot_count - 1)
}

fn mask_bit(symbol: u32) -> u64 {
    1 << (symbol.wrapping_mul(0x9e37_79b1) >> 26)
}
