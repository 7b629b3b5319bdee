//! The trie as a column: node by node its side, its ends, and where it leads.
//!
//! The edges of a node that lead to one place are told together: « (voleur|escroc|menteur) est » is one list of words and one
//! target. Many lists come back again and again and are told once.

use std::collections::{BTreeMap, HashMap};

use super::columns::{Column, Writer};
use crate::lexicon::trie::{ANY, Closes, Edge, End, NodeId, ROOT, TURN, Trie};
use crate::lexicon::vocabulary::FIRST_SET;

/// What is told before the symbols of a branch: that there is one, that a list follows which never comes back, that one follows
/// which does, or which of these it is.
const ONE: u32 = 0;
const LONE_LIST: u32 = 1;
const NEW_LIST: u32 = 2;
const FIRST_LIST: u32 = 3;

/// The codes of the two symbols that are neither word nor set.
const CODE_OF_TURN: u32 = 0;
const CODE_OF_ANY: u32 = 1;

/// The column of a trie and of the edges of its root.
pub(super) fn write(trie: &Trie, entries: &[Edge]) -> Vec<u8> {
    let of_nodes = branches_of_nodes(trie, entries);
    let mut met: HashMap<&[u32], u32> = HashMap::new();
    let lists =
        || of_nodes.iter().flatten().map(|(symbols, _)| symbols.as_slice()).filter(|list| list.len() > 1);
    lists().for_each(|list| *met.entry(list).or_default() += 1);
    met.retain(|_, times| *times > 1);
    let mut column = Writer::default();
    column.number(trie.len() as u32);
    column.number(trie.edge_count() as u32);
    column.number(trie.end_count() as u32);
    column.number(met.keys().map(|list| list.len()).sum::<usize>() as u32);
    // The lists that come back, from here on with their numbers, once told.
    let mut known: HashMap<&[u32], u32> = HashMap::new();
    for (node, branches) in of_nodes.iter().enumerate() {
        let node = node as NodeId;
        write_head(trie, node, branches.len(), &mut column);
        let mut last = node;
        for (symbols, target) in branches {
            column.signed(target.wrapping_sub(last) as i32);
            last = *target;
            if let [symbol] = symbols[..] {
                column.number(ONE);
                column.number(code_of(symbol));
            } else if let Some(list) = known.get(symbols.as_slice()) {
                column.number(FIRST_LIST + list);
            } else {
                let comes_back = met.contains_key(symbols.as_slice());
                column.number(if comes_back { NEW_LIST } else { LONE_LIST });
                write_list(symbols, &mut column);
                if comes_back {
                    known.insert(symbols, known.len() as u32);
                }
            }
        }
    }
    column.finish()
}

/// By node, the targets of its edges, each with the symbols that lead to it.
fn branches_of_nodes(trie: &Trie, entries: &[Edge]) -> Vec<Vec<(Vec<u32>, NodeId)>> {
    let branches = |node| {
        let mut branches: BTreeMap<NodeId, Vec<u32>> = BTreeMap::new();
        for edge in if node == ROOT { entries } else { trie.edges(node) } {
            branches.entry(edge.target).or_default().push(edge.symbol);
        }
        let mut branches: Vec<_> = branches.into_iter().map(|(target, symbols)| (symbols, target)).collect();
        // By their first symbols, so that most edges are read in the order they are kept in. Those of the root are put into
        // order by counting their symbols, which keeps the order of their targets.
        if node != ROOT {
            branches.sort_unstable();
        }
        branches
    };
    (0..trie.len() as NodeId).map(branches).collect()
}

/// How many symbols a list has, and each.
fn write_list(symbols: &[u32], column: &mut Writer) {
    column.number(symbols.len() as u32);
    let mut last = 0;
    for symbol in symbols {
        let code = code_of(*symbol);
        column.signed(code.wrapping_sub(last) as i32);
        last = code;
    }
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
    let [nodes, edge_count, end_count, listed] =
        [column.number()?, column.number()?, column.number()?, column.number()?].map(|count| count as usize);
    // A node takes a byte at least, and so do an end and a symbol of a list.
    if [nodes, end_count, listed].iter().any(|count| *count > bytes.len()) || edge_count > MOST_EDGES {
        return None;
    }
    let mut trie = Trie::with_capacity(nodes, edge_count, end_count);
    let mut lists = Lists { symbols: Vec::with_capacity(listed), bounds: vec![0] };
    let mut entries = Vec::new();
    for node in 0..nodes as NodeId {
        let head = column.number()?;
        let (first_edge, first_end) = (trie.edges.len(), trie.ends.len());
        for _ in 0..if head & 1 == 0 { 0 } else { column.number()? } {
            trie.ends.push(read_end(&mut column, limits)?);
        }
        let mut target = node;
        for _ in 0..head >> 2 {
            target =
                target.checked_add_signed(column.signed()?).filter(|target| (*target as usize) < nodes)?;
            match column.number()? {
                ONE => trie.edges.push(Edge { symbol: symbol_of(column.number()?, limits)?, target }),
                LONE_LIST => {
                    read_list(&mut column, limits, |symbol| trie.edges.push(Edge { symbol, target }))?
                }
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
            entries = sorted(&trie.edges[first_edge..], limits)?;
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

fn read_end(column: &mut Column<'_>, limits: Limits) -> Option<End> {
    let code = column.number()?;
    let closes = match code & 3 {
        0 => Closes::Nothing,
        1 => Closes::Clause,
        2 => Closes::AtColon,
        _ => return None,
    };
    let end = End { cue: code >> 3, at_clause_start: code & 4 != 0, closes };
    Some(end).filter(|end| end.cue < limits.cues)
}

/// Tells the symbols of a list.
#[inline]
fn read_list(column: &mut Column<'_>, limits: Limits, mut tell: impl FnMut(u32)) -> Option<()> {
    let mut code = 0u32;
    for _ in 0..column.number()? {
        code = code.checked_add_signed(column.signed()?)?;
        tell(symbol_of(code, limits)?);
    }
    Some(())
}

/// The edges of the root, whose targets ascend, by their symbols; counts them, since the root has very many.
fn sorted(edges: &[Edge], limits: Limits) -> Option<Vec<Edge>> {
    let place_of = |edge: &Edge| match edge.symbol.checked_sub(FIRST_SET) {
        Some(set) => (limits.words + set.min(limits.sets + 1)) as usize,
        None => edge.symbol as usize,
    };
    let mut bounds = vec![0u32; (limits.words + limits.sets) as usize + 3];
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
    edges.is_sorted_by_key(|edge| edge.target).then_some(sorted)
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
        read_list(column, limits, |symbol| self.symbols.push(symbol))?;
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
