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

/// What a question asks about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Asked {
    /// A feature that is no single cue, by its slot.
    Feature(u16),
    /// How likely an intent is, by its index.
    Likely(u8),
    /// The linear latent value.
    Latent,
}

/// A node of a tree; the question is followed to another node of the list.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Node {
    /// The mean of what the leaves below add, or what this leaf adds.
    pub(crate) value: f32,
    pub(crate) question: Option<Question>,
}

/// Whether something is above a value.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Question {
    pub(crate) asked: Asked,
    pub(crate) above: f32,
    /// Where to go on, as places in the list of nodes.
    pub(crate) yes: u16,
    pub(crate) no: u16,
}

/// The trees of one tone, all in one list of nodes.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Trees {
    pub(crate) nodes: Vec<Node>,
    /// Where each tree starts.
    pub(crate) roots: Vec<u16>,
}

/// The deepest a tree may be written; the fit grows them to three.
const MAX_DEPTH: usize = 8;

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
        for question in self.nodes.iter_mut().filter_map(|node| node.question.as_mut()) {
            if let Asked::Feature(slot) = &mut question.asked
                && *slot as usize >= from.families
            {
                *slot += (to.families - from.families) as u16;
            }
        }
    }

    /// Whether every question is about something that is there, and leads on: never back.
    pub(crate) fn is_sound(&self, layout: Layout) -> bool {
        let is_there = |asked| match asked {
            Asked::Feature(slot) => (slot as usize) < layout.first_cue(),
            Asked::Likely(intent) => usize::from(intent) < Intent::ALL.len(),
            Asked::Latent => true,
        };
        let leads_on = |place: usize, next: u16| (place + 1..self.nodes.len()).contains(&(next as usize));
        let mut questions =
            self.nodes.iter().enumerate().filter_map(|(place, node)| Some((place, node.question?)));
        let are_questions_sound = questions.all(|(place, question)| {
            is_there(question.asked) && leads_on(place, question.yes) && leads_on(place, question.no)
        });
        are_questions_sound && self.roots.iter().all(|root| (*root as usize) < self.nodes.len())
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
        self.nodes.push(Node { value, question: None });
        let Some(rest) = self.rest.strip_prefix('{') else { return Ok(place) };
        if depth == MAX_DEPTH {
            return Err(format!("a tree deeper than {MAX_DEPTH}"));
        }
        self.rest = rest;
        let name = self.up_to('>')?;
        let above = self.number()?;
        self.up_to('?')?;
        let yes = self.node(depth + 1)?;
        self.up_to(':')?;
        let no = self.node(depth + 1)?;
        self.up_to('}')?;
        let asked = self.asked(name);
        self.nodes[place as usize].question = match asked {
            Some(asked) => Some(Question { asked, above, yes, no }),
            None => Some(Question { asked: Asked::Latent, above: f32::INFINITY, yes: no, no }),
        };
        Ok(place)
    }

    fn asked(&self, name: &str) -> Option<Asked> {
        if name == LATENT {
            return Some(Asked::Latent);
        }
        let intent = name.strip_prefix(LIKELY).and_then(Intent::from_name);
        let feature = || self.features.get(name).filter(|_| !name.starts_with("cue:"));
        intent
            .map(|intent| Asked::Likely(intent.index() as u8))
            .or_else(|| feature().map(|slot| Asked::Feature(*slot as u16)))
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
        let question = trees.nodes[0].question.unwrap();
        assert_eq!((question.asked, question.above), (Asked::Feature(3), 0.5));
        assert_eq!(trees.nodes[question.yes as usize].value, 0.3);
        let gone = trees.nodes[question.no as usize].question.unwrap();
        assert_eq!(trees.nodes[gone.yes as usize].value, 8.0);
        for wrong in ["", "x", "0.1{outage>0.5?1:2", "0.1{outage?1:2}", "0.1 0.2", "1{a>0?1:2}}"] {
            assert!(Trees::default().add(wrong, &features).is_err(), "{wrong}");
        }
    }
}
