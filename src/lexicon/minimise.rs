//! Makes the trie small: nodes from which the same words lead to the same ends become one.
//!
//! « je suis furieux », « nous sommes furieux »: what comes after « suis » and after « sommes » is alike, so it is stored
//! once. Changes nothing of what is found. The trie has no circle, so one pass from its ends to its root is enough.

use std::collections::HashMap;

use super::trie::{Edge, End, NodeId, ROOT};

/// A node by itself: all that tells it from others.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Branching {
    pub(super) reads_left: bool,
    /// Ascending.
    pub(super) ends: Vec<End>,
    /// Ascending.
    pub(super) edges: Vec<Edge>,
}

/// The nodes with those that are alike joined, in the order in which the first of each was made; « nowhere » and the root
/// stay in their places.
pub(super) fn minimised(mut nodes: Vec<Branching>) -> Vec<Branching> {
    // The node that stands for each; the first made of those alike, whichever is come to first.
    let mut stands_for: Vec<NodeId> = (0..nodes.len() as NodeId).collect();
    let mut known: HashMap<Branching, NodeId> = HashMap::new();
    for number in from_the_ends(&nodes) {
        let node = &mut nodes[number as usize];
        for edge in &mut node.edges {
            edge.target = stands_for[edge.target as usize];
        }
        node.edges.sort_unstable();
        node.edges.dedup();
        if number > ROOT {
            stands_for[number as usize] = *known.entry(node.clone()).or_insert(number);
        }
    }
    let kept: Vec<NodeId> =
        (0..nodes.len() as NodeId).filter(|number| stands_for[*number as usize] == *number).collect();
    let mut numbers = vec![0; nodes.len()];
    for (new, old) in kept.iter().enumerate() {
        numbers[*old as usize] = new as NodeId;
    }
    let renumbered = |old: &NodeId| {
        let mut node = std::mem::take(&mut nodes[*old as usize]);
        for edge in &mut node.edges {
            edge.target = numbers[edge.target as usize];
        }
        node.edges.sort_unstable();
        node
    };
    kept.iter().map(renumbered).collect()
}

/// All nodes, each after those it leads to.
fn from_the_ends(nodes: &[Branching]) -> Vec<NodeId> {
    let mut order = Vec::with_capacity(nodes.len());
    let mut is_seen = vec![false; nodes.len()];
    for start in 0..nodes.len() {
        // Each node on the way with how many of its edges are done.
        let mut way = if std::mem::replace(&mut is_seen[start], true) { vec![] } else { vec![(start, 0)] };
        while let Some((node, done)) = way.last_mut() {
            match nodes[*node].edges.get(*done) {
                Some(edge) => {
                    *done += 1;
                    if !std::mem::replace(&mut is_seen[edge.target as usize], true) {
                        way.push((edge.target as usize, 0));
                    }
                }
                None => {
                    order.push(*node as NodeId);
                    way.pop();
                }
            }
        }
    }
    order
}
