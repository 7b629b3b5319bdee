//! Small decision trees: what features say together, beyond what each adds alone.
//!
//! A tree is written on one line of `data/model.toml`, by `examples/fit`: a number, and in braces the question that refines
//! it, with what the tree adds if yes, then if no. `0.02{outage>0?0.3{past-story>0?-0.4:0.5}:-0.1}` adds 0.5 for an outage, but
//! takes 0.4 off when a past story is told of it. The number before a brace is the mean of what follows.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::judge::features::Layout;
use crate::names::{Intent, Name};

/// The name that stands for the linear latent value in a question.
const LATENT: &str = "latent";

/// What stands before an intent in a question about how likely it is.
const LIKELY: &str = "likely.";

/// What a node asks about, as [`Node::asked`] holds it: a feature's slot, or one of these.
pub(crate) const ASKS_LATENT: u16 = u16::MAX - 1;
/// The likelihood of the first intent; the others follow.
pub(crate) const ASKS_LIKELY: u16 = 0xff00;
/// Nothing: a leaf.
pub(crate) const ASKS_NOTHING: u16 = u16::MAX;

/// A node of a tree: twelve bytes, since every message passes through hundreds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Node {
    /// The mean of what the leaves below add, or what this leaf adds.
    pub(crate) value: f32,
    /// Yes, when what is asked about is above this: go on with the next node of the list.
    pub(crate) above: f32,
    /// A feature's slot, the likelihood of an intent, the latent value, or nothing.
    pub(crate) asked: u16,
    /// Where to go on when the answer is no.
    pub(crate) no: u16,
}

/// The trees of one tone, all in one list of nodes.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Trees {
    pub(crate) nodes: Vec<Node>,
    /// Where each tree starts.
    pub(crate) roots: Vec<u16>,
}

/// The most questions one behind the other, as deep as the fit grows trees: the answers of a tree then fit a byte.
pub(super) const MAX_DEPTH: usize = 3;

impl Trees {
    /// Reads one tree; a question about a name the lexicon no longer has is answered no.
    ///
    /// # Errors
    /// What is wrong with the line.
    pub(crate) fn add(&mut self, written: &str, features: &HashMap<String, usize>) -> Result<(), String> {
        let mut parser = Parser { rest: written, features, nodes: &mut self.nodes };
        let root = parser.node(0)?;
        if !parser.rest.is_empty() {
            return Err(format!("« {} » after the end of a tree", parser.rest));
        }
        self.roots.push(root);
        Ok(())
    }

    /// Moves the questions to the slots of a lexicon that has grown.
    pub(crate) fn grow(&mut self, from: Layout, to: Layout) {
        for node in &mut self.nodes {
            if (from.families..from.first_cue()).contains(&usize::from(node.asked)) {
                node.asked += (to.families - from.families) as u16;
            }
        }
    }

    /// Whether every question is about something that is there, and leads on: never back.
    pub(crate) fn is_sound(&self, layout: Layout) -> bool {
        let is_there = |asked: u16| {
            usize::from(asked) < layout.first_cue()
                || asked == ASKS_LATENT
                || (ASKS_LIKELY..ASKS_LIKELY + Intent::ALL.len() as u16).contains(&asked)
        };
        let ahead = |place: usize| place + 1..self.nodes.len();
        let is_node_sound = |(place, node): (usize, &Node)| {
            let leads_on = ahead(place).contains(&usize::from(node.no)) && place + 1 < self.nodes.len();
            node.asked == ASKS_NOTHING || is_there(node.asked) && leads_on
        };
        layout.first_cue() < usize::from(ASKS_LIKELY)
            && self.nodes.iter().enumerate().all(is_node_sound)
            && self.roots.iter().all(|root| usize::from(*root) < self.nodes.len())
    }
}

struct Parser<'a> {
    rest: &'a str,
    features: &'a HashMap<String, usize>,
    nodes: &'a mut Vec<Node>,
}

impl<'a> Parser<'a> {
    /// The text up to `end`, which is passed over.
    fn up_to(&mut self, end: char) -> Result<&'a str, String> {
        let (before, after) =
            self.rest.split_once(end).ok_or_else(|| format!("no « {end} » in « {} »", self.rest))?;
        self.rest = after;
        Ok(before)
    }

    fn number(&mut self) -> Result<f32, String> {
        let is_end = |character: char| !matches!(character, '0'..='9' | '.' | '-');
        let (digits, rest) = self.rest.split_at(self.rest.find(is_end).unwrap_or(self.rest.len()));
        self.rest = rest;
        digits.parse().map_err(|_| format!("« {digits} » is no number"))
    }

    fn node(&mut self, depth: usize) -> Result<u16, String> {
        let place = u16::try_from(self.nodes.len()).map_err(|_| "too many trees".to_owned())?;
        let value = self.number()?;
        self.nodes.push(Node { value, above: f32::INFINITY, asked: ASKS_NOTHING, no: 0 });
        let Some(rest) = self.rest.strip_prefix('{') else { return Ok(place) };
        if depth == MAX_DEPTH {
            return Err(format!("a tree deeper than {MAX_DEPTH}"));
        }
        self.rest = rest;
        let asked = {
            let name = self.up_to('>')?;
            self.asked(name)
        };
        let above = self.number()?;
        self.up_to('?')?;
        self.node(depth + 1)?;
        self.up_to(':')?;
        let no = self.node(depth + 1)?;
        self.up_to('}')?;
        let node = &mut self.nodes[usize::from(place)];
        node.no = no;
        // Infinity answers no: what is not in the lexicon is not there.
        (node.asked, node.above) = asked.map_or((ASKS_LATENT, f32::INFINITY), |asked| (asked, above));
        Ok(place)
    }

    fn asked(&self, name: &str) -> Option<u16> {
        if name == LATENT {
            return Some(ASKS_LATENT);
        }
        let intent = name.strip_prefix(LIKELY).and_then(Intent::from_name);
        let feature = || self.features.get(name).filter(|_| !name.starts_with("cue:"));
        intent
            .map(|intent| ASKS_LIKELY + intent.index() as u16)
            .or_else(|| feature().and_then(|slot| u16::try_from(*slot).ok()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_is_read_as_written() {
        let features = HashMap::from([("outage".to_owned(), 3)]);
        let mut trees = Trees::default();
        trees.add("0.1{outage>0.5?0.3{latent>-1.5?0.4:0.2}:-0.1{gone>0?9:8}}", &features).unwrap();
        let root = trees.nodes[0];
        assert_eq!((root.asked, root.above, trees.nodes[1].value), (3, 0.5, 0.3));
        assert_eq!(trees.nodes[1].asked, ASKS_LATENT);
        // « gone » is not in the lexicon: whatever comes is not above infinity.
        let gone = trees.nodes[usize::from(root.no)];
        assert_eq!((gone.above, trees.nodes[usize::from(gone.no)].value), (f32::INFINITY, 8.0));
        for wrong in ["", "x", "0.1{outage>0.5?1:2", "0.1{outage?1:2}", "0.1 0.2", "1{a>0?1:2}}"] {
            assert!(Trees::default().add(wrong, &features).is_err(), "{wrong}");
        }
    }
}
