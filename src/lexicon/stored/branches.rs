//! The trie as a column: node by node its side, its ends, and where it leads.
//!
//! The edges of a node that lead to one place are told together: « (voleur|escroc|menteur) est » is one list of words and one
//! target. Lists come back again and again and are told once.

use std::collections::{BTreeMap, HashMap};

use super::columns::{Column, Writer};
use crate::lexicon::trie::{ANY, Closes, Edge, End, NodeId, ROOT, TURN, Trie};
use crate::lexicon::vocabulary::FIRST_SET;

/// What is told before the symbols of a branch: that there is one, that a new list follows, or one past which list it is.
const ONE: u32 = 0;
const NEW_LIST: u32 = 1;
const FIRST_LIST: u32 = 2;

/// The codes of the two symbols that are neither word nor set.
const CODE_OF_TURN: u32 = 0;
const CODE_OF_ANY: u32 = 1;

/// The column of a trie and of the edges of its root.
pub(super) fn write(trie: &Trie, entries: &[Edge]) -> Vec<u8> {
    let mut column = Writer::default();
    let mut lists: HashMap<Vec<u32>, u32> = HashMap::new();
    column.number(trie.len() as u32);
    column.number(trie.edge_count() as u32);
    column.number(trie.end_count() as u32);
    for node in 0..trie.len() as NodeId {
        let branches = branches(if node == ROOT { entries } else { trie.edges(node) });
        write_head(trie, node, branches.len(), &mut column);
        let mut last = node;
        for (symbols, target) in branches {
            column.signed(target.wrapping_sub(last) as i32);
            last = target;
            if let [symbol] = symbols[..] {
                column.number(ONE);
                column.number(code_of(symbol));
            } else if let Some(list) = lists.get(&symbols) {
                column.number(FIRST_LIST + list);
            } else {
                column.number(NEW_LIST);
                column.number(symbols.len() as u32);
                let mut last = 0;
                for symbol in &symbols {
                    let code = code_of(*symbol);
                    column.signed(code.wrapping_sub(last) as i32);
                    last = code;
                }
                lists.insert(symbols, lists.len() as u32);
            }
        }
    }
    column.finish()
}

/// The targets of a node's edges, each with the symbols that lead to it; by their first symbols, so that most edges are read in
/// the order they are kept in.
fn branches(edges: &[Edge]) -> Vec<(Vec<u32>, NodeId)> {
    let mut branches: BTreeMap<NodeId, Vec<u32>> = BTreeMap::new();
    for edge in edges {
        branches.entry(edge.target).or_default().push(edge.symbol);
    }
    let mut branches: Vec<_> = branches.into_iter().map(|(target, symbols)| (symbols, target)).collect();
    branches.sort_unstable();
    branches
}

/// How many branches a node has, its side, and its ends.
fn write_head(trie: &Trie, node: NodeId, branches: usize, column: &mut Writer) {
    let ends = trie.ends(node);
    let flags = u32::from(trie.reads_left(node)) << 1 | u32::from(!ends.is_empty());
    column.number((branches as u32) << 2 | flags);
    if !ends.is_empty() {
        column.number(ends.len() as u32);
    }
    for end in ends {
        let flags = u32::from(end.at_clause_start) << 2 | end.closes as u32;
        column.number(end.cue << 3 | flags);
    }
}

/// The most edges a stored trie may have, twelve times those of the French one: a short forged column could ask for any number.
const MOST_EDGES: usize = 1 << 22;

/// The bounds that a stored trie must keep to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    pub(super) words: u32,
    pub(super) sets: u32,
    pub(super) cues: u32,
}

/// The trie of a column and the edges of its root, if it is one.
pub(super) fn read(bytes: &[u8], limits: Limits) -> Option<(Trie, Vec<Edge>)> {
    let mut column = Column::new(bytes);
    let [nodes, edge_count, end_count] =
        [column.number()?, column.number()?, column.number()?].map(|count| count as usize);
    // A node and an end take a byte at least.
    if nodes > bytes.len() || end_count > bytes.len() || edge_count > MOST_EDGES {
        return None;
    }
    let mut trie = Trie::with_capacity(nodes, edge_count, end_count);
    let mut lists = Lists { symbols: Vec::new(), bounds: vec![0] };
    let mut entries = Vec::new();
    for node in 0..nodes as NodeId {
        let head = column.number()?;
        let (first_edge, first_end) = (trie.edges.len(), trie.ends.len());
        for _ in 0..if head & 1 == 0 { 0 } else { column.number()? } {
            let code = column.number()?;
            let closes = match code & 3 {
                0 => Closes::Nothing,
                1 => Closes::Clause,
                2 => Closes::AtColon,
                _ => return None,
            };
            let end = End { cue: code >> 3, at_clause_start: code & 4 != 0, closes };
            trie.ends.push(Some(end).filter(|end| end.cue < limits.cues)?);
        }
        let mut target = node;
        for _ in 0..head >> 2 {
            target =
                target.checked_add_signed(column.signed()?).filter(|target| (*target as usize) < nodes)?;
            match column.number()? {
                ONE => trie.edges.push(Edge { symbol: symbol_of(column.number()?, limits)?, target }),
                list => {
                    let symbols = match list.checked_sub(FIRST_LIST) {
                        Some(known) => lists.get(known as usize)?,
                        None => lists.read(&mut column, limits)?,
                    };
                    trie.edges.extend(symbols.iter().map(|symbol| Edge { symbol: *symbol, target }));
                }
            }
        }
        if node == ROOT {
            entries = sorted(&trie.edges[first_edge..], nodes, limits);
            trie.edges.truncate(first_edge);
        }
        if trie.edge_count() > edge_count || trie.end_count() > end_count {
            return None;
        }
        let edges = &mut trie.edges[first_edge..];
        // A single branch is told in order.
        if head >> 2 > 1 && !edges.is_sorted() {
            edges.sort_unstable();
        }
        trie.push_last(head & 2 != 0, first_edge, first_end);
    }
    trie.close();
    (column.is_done() && trie.is_sound()).then_some((trie, entries))
}

/// The edges of the root in ascending order; counts them, since the root has very many.
fn sorted(edges: &[Edge], nodes: usize, limits: Limits) -> Vec<Edge> {
    let place_of = |edge: &Edge| match edge.symbol.checked_sub(FIRST_SET) {
        Some(set) => (limits.words + set.min(limits.sets + 1)) as usize,
        None => edge.symbol as usize,
    };
    let by_target = counted(edges, nodes, |edge| edge.target as usize);
    counted(&by_target, (limits.words + limits.sets) as usize + 2, place_of)
}

/// The edges by their places, of which there are so many; those of one place stay in order.
fn counted(edges: &[Edge], places: usize, place_of: impl Fn(&Edge) -> usize) -> Vec<Edge> {
    let mut bounds = vec![0u32; places + 1];
    edges.iter().for_each(|edge| bounds[place_of(edge) + 1] += 1);
    for place in 1..bounds.len() {
        bounds[place] += bounds[place - 1];
    }
    let mut sorted = vec![Edge { symbol: 0, target: 0 }; edges.len()];
    for edge in edges {
        let place = &mut bounds[place_of(edge)];
        sorted[*place as usize] = *edge;
        *place += 1;
    }
    sorted
}

/// The lists of symbols told so far.
struct Lists {
    symbols: Vec<u32>,
    /// Where each begins, and where the last ends.
    bounds: Vec<usize>,
}

impl Lists {
    fn get(&self, list: usize) -> Option<&[u32]> {
        self.symbols.get(*self.bounds.get(list)?..*self.bounds.get(list + 1)?)
    }

    /// Reads a new list.
    fn read(&mut self, column: &mut Column<'_>, limits: Limits) -> Option<&[u32]> {
        let first = self.symbols.len();
        let mut code = 0u32;
        for _ in 0..column.number()? {
            code = code.checked_add_signed(column.signed()?)?;
            self.symbols.push(symbol_of(code, limits)?);
        }
        self.bounds.push(self.symbols.len());
        self.symbols.get(first..)
    }
}

/// Words are even, sets are odd.
fn code_of(symbol: u32) -> u32 {
    match symbol {
        TURN => CODE_OF_TURN,
        ANY => CODE_OF_ANY,
        _ => symbol.checked_sub(FIRST_SET).map_or(symbol << 1, |set| set << 1 | 1),
    }
}

fn symbol_of(code: u32, limits: Limits) -> Option<u32> {
    match (code, code >> 1) {
        (CODE_OF_TURN, _) => Some(TURN),
        (CODE_OF_ANY, _) => Some(ANY),
        (_, word) if code & 1 == 0 => Some(word).filter(|word| *word < limits.words),
        (_, set) => Some(set).filter(|set| *set <= limits.sets).map(|set| FIRST_SET + set),
    }
}
