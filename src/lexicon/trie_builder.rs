//! A trie that still grows: gives the items of forms their nodes.

use std::collections::{HashMap, HashSet};
use std::ops::RangeInclusive;

use super::item::{Item, Step, inner, steps};
use super::minimise::{Branching, minimised};
use super::trie::{ANY, Closes, CueId, Edge, End, NodeId, ROOT, TURN, Trie};

/// On which side of what was read the next word is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Side {
    Left,
    Right,
}

/// A trie that still grows.
#[derive(Debug)]
pub(crate) struct TrieBuilder {
    /// The nodes of the trie it goes on from. New phrases share none of them but the root.
    base: Vec<Branching>,
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
        Self::over(vec![Branching::default(); 2])
    }
}

impl TrieBuilder {
    fn over(base: Vec<Branching>) -> Self {
        let (edges, shared, turned) = (HashSet::new(), HashMap::new(), HashMap::new());
        let (ends, sides) = (vec![Vec::new(); base.len()], vec![Side::Right; base.len()]);
        Self { base, edges, shared, turned, ends, sides }
    }

    /// Goes on from a finished trie and the edges of its root.
    pub(crate) fn resume(trie: &Trie, entries: Vec<Edge>) -> Self {
        let mut base: Vec<Branching> = (0..trie.len() as NodeId).map(|node| trie.branching(node)).collect();
        base[ROOT as usize].edges = entries;
        Self::over(base)
    }

    /// Adds a form of `cue`; `frequency` tells how often words of a symbol are met, in any unit.
    pub(crate) fn add(&mut self, items: &[Item], cue: CueId, frequency: &dyn Fn(u32) -> u64) {
        let end = End {
            cue,
            at_clause_start: items.first() == Some(&Item::Start),
            closes: match items.last() {
                Some(Item::End) => Closes::Clause,
                Some(Item::Colon) => Closes::AtColon,
                _ => Closes::Nothing,
            },
        };
        let anchors = items.iter().enumerate().filter_map(|(at, item)| Some((rarity(item, frequency)?, at)));
        let Some((_, anchor)) = anchors.min() else { return };
        let before = reversed(&items[..anchor]);
        let after: Vec<Item> = inner(&items[anchor + 1..]).to_vec();
        // The rarer neighbour is read first, so that most walks end at once; a gap tells nothing.
        let first_rarity =
            |items: &[Item]| items.first().map(|item| rarity(item, frequency).unwrap_or(u64::MAX));
        let ((first, side), (second, other)) = match (first_rarity(&before), first_rarity(&after)) {
            (Some(left), Some(right)) if right < left => ((&after, Side::Right), (&before, Side::Left)),
            (None, _) => ((&after, Side::Right), (&before, Side::Left)),
            _ => ((&before, Side::Left), (&after, Side::Right)),
        };
        let towards = (side == Side::Left).then_some(side);
        let back = (!second.is_empty()).then_some(other);
        let reached = self.turning(vec![ROOT], &items[anchor..=anchor], Side::Right, towards);
        let reached = self.turning(reached, first, side, back);
        for node in self.sequence(reached, second, other) {
            if !self.ends[node as usize].contains(&end) {
                self.ends[node as usize].push(end);
            }
        }
    }

    /// The nodes that a sequence of items leads to.
    fn sequence(&mut self, from: Vec<NodeId>, items: &[Item], side: Side) -> Vec<NodeId> {
        steps(items).fold(from, |from, step| match step {
            Step::Over(words) => self.pass(from, words, side),
            Step::Item(item) => self.item(from, item, side),
        })
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
            Item::Start | Item::End | Item::Colon => from,
            Item::OneOf(_) => vec![self.shared_target(&from, item, side, side)],
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
            Item::Any | Item::Gap => unreachable!("what any words fit is passed over"),
        }
    }

    /// The nodes that so many words, whichever, lead to.
    fn pass(&mut self, from: Vec<NodeId>, words: RangeInclusive<usize>, side: Side) -> Vec<NodeId> {
        let mut last = from;
        let mut reached = if *words.start() == 0 { last.clone() } else { Vec::new() };
        for passed in 1..=*words.end() {
            last = vec![self.shared_target(&last, &Item::Any, side, side)];
            if passed >= *words.start() {
                reached.extend(&last);
            }
        }
        sorted(reached)
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
            Item::Optional(_) | Item::Gap | Item::Start | Item::End | Item::Colon => {
                unreachable!("such an item does not end plainly")
            }
        }
    }

    /// The finished trie, in which nodes that lead on alike are one, and the edges of its root, ascending.
    pub(crate) fn build(self) -> (Trie, Vec<Edge>) {
        let mut edges: Vec<(NodeId, Edge)> =
            self.edges.into_iter().map(|(node, symbol, target)| (node, Edge { symbol, target })).collect();
        edges.sort_unstable();
        let mut groups = edges.chunk_by(|left, right| left.0 == right.0).peekable();
        let mut base = self.base.into_iter();
        let nodes = self.ends.into_iter().zip(self.sides).enumerate().map(|(number, (ends, side))| {
            let known = base.next();
            let is_new = known.is_none();
            let mut node = known.unwrap_or_default();
            node.ends.extend(ends);
            node.ends.sort_unstable();
            let group = groups.next_if(|group| group[0].0 as usize == number).unwrap_or_default();
            node.edges.extend(group.iter().map(|(_, edge)| *edge));
            node.edges.sort_unstable();
            if is_new {
                // Where nothing is read it is all one on which side.
                node.reads_left = side == Side::Left && !node.edges.is_empty();
            }
            node
        });
        let mut nodes = minimised(nodes.collect());
        let entries = std::mem::take(&mut nodes[ROOT as usize].edges);
        (Trie::new(&nodes), entries)
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
        Item::Optional(_) | Item::Any | Item::Gap | Item::Start | Item::End | Item::Colon => None,
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

#[cfg(test)]
mod tests {
    use super::*;

    fn one(symbol: u32) -> Item {
        Item::OneOf(vec![symbol])
    }

    #[test]
    fn a_phrase_is_entered_at_its_rarest_word_and_read_towards_the_rarer_neighbour() {
        let mut builder = TrieBuilder::default();
        // The greater the symbol, the rarer the word.
        let frequency = |symbol: u32| u64::from(100 - symbol);
        builder.add(&[one(10), Item::Gap, one(30), one(20)], 7, &frequency);
        builder.add(&[one(15), one(40), one(12)], 7, &frequency);
        let (trie, entries) = builder.build();
        assert_eq!(entries.iter().map(|edge| edge.symbol).collect::<Vec<_>>(), [30, 40]);
        assert!(!trie.reads_left(entries[0].target));
        assert!(trie.reads_left(entries[1].target));
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
