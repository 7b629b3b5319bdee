//! The trie as a column: node by node its side, its ends, and where it leads.
//!
//! The edges of a node that lead to one place are told together: « (voleur|escroc|menteur) est » is one list of words and one
//! target. Lists come back again and again and are told once.

use std::collections::{BTreeMap, HashMap};

use super::columns::{Column, Writer};
use crate::lexicon::trie::{ANY, Edge, End, NodeId, TURN, Trie};
use crate::lexicon::vocabulary::FIRST_SET;

/// What is told before the symbols of a branch: that there is one, that a new list follows, or one past which list it is.
const ONE: u32 = 0;
const NEW_LIST: u32 = 1;
const FIRST_LIST: u32 = 2;

/// The codes of the two symbols that are neither word nor set.
const CODE_OF_TURN: u32 = 0;
const CODE_OF_ANY: u32 = 1;

/// The column of a trie.
pub(super) fn write(trie: &Trie) -> Vec<u8> {
    let mut column = Writer::default();
    let mut lists: HashMap<Vec<u32>, u32> = HashMap::new();
    column.number(trie.len() as u32);
    for node in 0..trie.len() as NodeId {
        let mut branches: BTreeMap<NodeId, Vec<u32>> = BTreeMap::new();
        for edge in trie.edges(node) {
            branches.entry(edge.target).or_default().push(code_of(edge.symbol));
        }
        let ends = trie.ends(node);
        let flags = u32::from(trie.reads_left(node)) << 1 | u32::from(!ends.is_empty());
        column.number((branches.len() as u32) << 2 | flags);
        if !ends.is_empty() {
            column.number(ends.len() as u32);
        }
        for end in ends {
            let flags = u32::from(end.at_clause_start) << 1 | u32::from(end.at_clause_end);
            column.number(end.cue << 2 | flags);
        }
        let mut last = node;
        for (target, mut codes) in branches {
            column.signed(target.wrapping_sub(last) as i32);
            last = target;
            if let [code] = codes[..] {
                column.number(ONE);
                column.number(code);
                continue;
            }
            codes.sort_unstable();
            if let Some(list) = lists.get(&codes) {
                column.number(FIRST_LIST + list);
                continue;
            }
            column.number(NEW_LIST);
            column.number(codes.len() as u32);
            codes.iter().fold(0, |last, code| {
                column.number(code - last);
                *code
            });
            lists.insert(codes, lists.len() as u32);
        }
    }
    column.finish()
}

/// The most edges a stored trie may have, fifty times those of the French one: a short forged column could ask for any number.
const MAX_EDGES: usize = 1 << 24;

/// The bounds that a stored trie must keep to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    pub(super) words: u32,
    pub(super) sets: u32,
    pub(super) cues: u32,
}

/// The trie of a column, if it is one.
pub(super) fn read(bytes: &[u8], limits: Limits) -> Option<Trie> {
    let mut column = Column::new(bytes);
    let mut trie = Trie::default();
    let nodes = column.number()?;
    let (mut symbols, mut bounds) = (Vec::new(), vec![0]);
    let (mut edges, mut ends) = (Vec::new(), Vec::new());
    for node in 0..nodes {
        let head = column.number()?;
        ends.clear();
        for _ in 0..if head & 1 == 0 { 0 } else { column.number()? } {
            let code = column.number()?;
            let end = End { cue: code >> 2, at_clause_start: code & 2 != 0, at_clause_end: code & 1 != 0 };
            ends.push(Some(end).filter(|end| end.cue < limits.cues)?);
        }
        edges.clear();
        let mut target = node;
        for _ in 0..head >> 2 {
            target = target.checked_add_signed(column.signed()?).filter(|target| *target < nodes)?;
            match column.number()? {
                ONE => edges.push(Edge { symbol: symbol_of(column.number()?, limits)?, target }),
                list => {
                    let list = if list == NEW_LIST {
                        read_list(&mut column, &mut symbols, limits)?;
                        bounds.push(symbols.len());
                        bounds.len() - 2
                    } else {
                        (list - FIRST_LIST) as usize
                    };
                    let symbols = symbols.get(*bounds.get(list)?..*bounds.get(list + 1)?)?;
                    edges.extend(symbols.iter().map(|symbol| Edge { symbol: *symbol, target }));
                }
            }
        }
        edges.sort_unstable();
        if trie.edge_count() + edges.len() > MAX_EDGES {
            return None;
        }
        trie.push(head & 2 != 0, edges.iter().copied(), ends.iter().copied());
    }
    trie.close();
    (column.is_done() && trie.is_sound()).then_some(trie)
}

/// Reads a list of symbols onto the end of `symbols`.
fn read_list(column: &mut Column<'_>, symbols: &mut Vec<u32>, limits: Limits) -> Option<()> {
    let mut code = 0u32;
    for _ in 0..column.number()? {
        code = code.checked_add(column.number()?)?;
        symbols.push(symbol_of(code, limits)?);
    }
    Some(())
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
