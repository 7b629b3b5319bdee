//! The trie as a column: the symbols asked for, the lists they stand in, node by node its side, its list, its ends and where it
//! leads, and the edges of the root.
//!
//! Most nodes lead to one place by whatever they read: « (voleur|escroc|menteur) est » is one list of words and one target.
//! Others tell their targets once, and by symbol which of them, in as few bits as that takes. Many lists come back again and
//! again and are told once; they stand first.

use super::columns::{Column, Writer};
use crate::lexicon::anchors::Anchors;
use crate::lexicon::sight::PathSymbol;
use crate::lexicon::trie::{Closes, End, NodeId, Room, Trie};
use crate::lexicon::vocabulary::FIRST_SET;

/// The flags of a node, below its list: whether it has ends, its side, whether it leads to several places.
const HAS_ENDS: u32 = 1;
const READS_LEFT: u32 = 1 << 1;
const LEADS_APART: u32 = 1 << 2;
const LIST_SHIFT: u32 = 3;

/// What is told for a list: that there is none, that it is the next of those that never come back; the places of others follow.
const NO_LIST: u32 = 0;
const NEXT_LIST: u32 = 1;

/// The codes of the two symbols that are neither word nor set; those of the others follow, ascending.
const CODE_OF_ANY: u32 = 0;
const CODE_OF_TURN: u32 = 1;
const FIRST_CODE: u32 = 2;

/// The column of a trie and of the edges of its root.
pub(super) fn write(trie: &Trie, anchors: &Anchors, words: u32) -> Vec<u8> {
    let mut times = vec![0; trie.lists.len()];
    trie.nodes.iter().for_each(|node| times[node.list()] += 1);
    let lists: Vec<usize> = (1..trie.lists.len() - 1).filter(|place| times[*place] > 0).collect();
    let next = lists.iter().copied().find(|place| times[*place] == 1).unwrap_or(trie.lists.len());
    let asked = &trie.asked;
    let mut column = Writer::default();
    for count in
        [trie.nodes.len(), lists.len(), next, trie.symbols.len(), trie.targets.len(), trie.ends.len()]
    {
        column.number(count as u32);
    }
    column.number(asked.len() as u32);
    let mut last = 0;
    asked.iter().for_each(|symbol| write_symbol(symbol.symbol(), &mut last, words, &mut column));
    let mut own: Vec<_> =
        asked.iter().zip(0..).filter_map(|(symbol, code)| Some((symbol.own_bit()?, code))).collect();
    own.sort_unstable();
    column.number(own.len() as u32);
    own.iter().for_each(|(_, code)| column.number(*code));
    lists.iter().for_each(|place| write_list(trie.list(*place), asked, &mut column));
    for number in 0..trie.nodes.len() as NodeId {
        let list = trie.nodes[number as usize].list();
        let code = match list {
            0 => NO_LIST,
            _ if list >= next => NEXT_LIST,
            _ => NEXT_LIST + list as u32,
        };
        write_node(trie, number, code, &mut column);
    }
    write_anchors(anchors, words, &mut column);
    column.finish()
}

/// A symbol after the one with the code `last`; the sets stand behind all words.
fn write_symbol(symbol: u32, last: &mut u32, words: u32, column: &mut Writer) {
    let code = symbol.checked_sub(FIRST_SET).map_or(symbol, |set| words + set);
    column.number(code - *last);
    *last = code;
}

/// How many symbols a list has, and each, by its place among those asked for.
fn write_list(list: &[PathSymbol], asked: &[PathSymbol], column: &mut Writer) {
    column.number(list.len() as u32);
    let code_of = |symbol: &PathSymbol| match *symbol {
        PathSymbol::ANY => CODE_OF_ANY,
        PathSymbol::TURN => CODE_OF_TURN,
        _ => FIRST_CODE + asked.partition_point(|other| other < symbol) as u32,
    };
    list.iter().map(code_of).fold(0, |last, code| {
        column.number(code - last);
        code
    });
}

/// The list of a node, told by `list`, its flags, its ends, and where it leads.
fn write_node(trie: &Trie, number: NodeId, list: u32, column: &mut Writer) {
    let all: Vec<NodeId> = trie.edges(number).map(|edge| edge.target).collect();
    let mut targets = all.clone();
    targets.sort_unstable();
    targets.dedup();
    let ends = trie.ends(number);
    let flag = |flag, is_set| if is_set { flag } else { 0 };
    let flags = flag(HAS_ENDS, !ends.is_empty())
        | flag(READS_LEFT, trie.reads_left(number))
        | flag(LEADS_APART, targets.len() > 1);
    column.number(list << LIST_SHIFT | flags);
    if !ends.is_empty() {
        column.number(ends.len() as u32);
    }
    for end in ends {
        let flags = u32::from(end.at_clause_start) << 2 | end.closes as u32;
        column.number(end.cue << 3 | flags);
    }
    let Some(first) = targets.first() else { return };
    column.signed(first.wrapping_sub(number) as i32);
    if targets.len() > 1 {
        column.number(targets.len() as u32);
        targets.windows(2).for_each(|pair| column.number(pair[1] - pair[0]));
        let which = all.iter().map(|target| targets.partition_point(|other| other < target) as u32);
        column.bits(bits_for(targets.len()), which);
    }
}

/// How many bits tell one of so many.
fn bits_for(count: usize) -> u32 {
    count.next_power_of_two().trailing_zeros()
}

/// The edges of the root, symbol by symbol.
fn write_anchors(anchors: &Anchors, words: u32, column: &mut Writer) {
    let (symbols, targets) = anchors.counts();
    column.number(symbols as u32);
    column.number(targets as u32);
    let mut last = 0;
    for (symbol, nodes) in anchors.iter() {
        write_symbol(symbol, &mut last, words, column);
        column.number(nodes.len() as u32);
        nodes.iter().fold(0, |last, node| {
            column.number(node - last);
            *node
        });
    }
}

/// The most targets a stored trie may have, twenty times those of the French one: a short forged column could ask for any number.
const MOST_TARGETS: usize = 1 << 22;

/// The bounds that a stored trie must keep to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    pub(super) words: u32,
    pub(super) sets: u32,
    pub(super) cues: u32,
}

/// The trie of a column and the edges of its root, if it is one.
pub(super) fn read(bytes: &[u8], limits: Limits) -> Option<(Trie, Anchors)> {
    let mut column = Column::new(bytes);
    let mut count = || column.number().map(|count| count as usize);
    let [nodes, lists, next, symbols, targets, ends] =
        [count()?, count()?, count()?, count()?, count()?, count()?];
    // A node takes a byte at least, and so do a list, a symbol of it and an end.
    if [nodes, lists, symbols, ends].iter().any(|count| *count > bytes.len()) || targets > MOST_TARGETS {
        return None;
    }
    let asked = read_asked(&mut column, limits)?;
    // Some lists leave room behind them.
    let mut trie = Trie::with_room(asked, &Room { nodes, lists: lists + lists / 4, symbols, targets, ends });
    let by_code: Vec<_> = [PathSymbol::ANY, PathSymbol::TURN].iter().chain(&trie.asked).copied().collect();
    for _ in 0..lists {
        read_list(&mut column, &by_code, &mut trie)?;
    }
    let mut nodes_read = Nodes { column, next, most_targets: targets, nodes: nodes as u32, told: Vec::new() };
    for number in 0..nodes as NodeId {
        nodes_read.read(number, &mut trie, limits)?;
    }
    let mut column = nodes_read.column;
    let anchors = read_anchors(&mut column, nodes as u32, limits)?;
    (column.is_done() && trie.is_sound()).then_some((trie, anchors))
}

/// The next of ascending symbols.
fn read_symbol(column: &mut Column<'_>, code: &mut u32, limits: Limits) -> Option<u32> {
    *code = code.checked_add(column.number()?)?;
    match code.checked_sub(limits.words) {
        None => Some(*code),
        Some(set) => Some(set).filter(|set| *set <= limits.sets).map(|set| FIRST_SET + set),
    }
}

/// The symbols that lists have.
fn read_asked(column: &mut Column<'_>, limits: Limits) -> Option<Vec<PathSymbol>> {
    let count = Some(column.number()? as usize).filter(|count| *count <= column.len())?;
    let mut asked = Vec::with_capacity(count);
    let mut code = 0;
    for _ in 0..count {
        asked.push(PathSymbol::shared(read_symbol(column, &mut code, limits)?));
    }
    for bit in 0..column.number()? {
        let symbol = asked.get_mut(column.number()? as usize)?;
        *symbol = symbol.with_own_bit(bit)?;
    }
    Some(asked)
}

/// Reads the next list.
fn read_list(column: &mut Column<'_>, by_code: &[PathSymbol], trie: &mut Trie) -> Option<()> {
    // A symbol takes a byte at least.
    let count = Some(column.number()? as usize).filter(|count| *count <= column.len())?;
    trie.symbols.reserve(count);
    let (mut code, mut from) = (0u32, *column);
    for _ in 0..count {
        code = code.checked_add(from.number()?)?;
        trie.symbols.push(*by_code.get(code as usize)?);
    }
    *column = from;
    trie.close_list();
    Some(())
}

/// The nodes as they are read.
struct Nodes<'a> {
    column: Column<'a>,
    /// The place of the next of the lists that never come back.
    next: usize,
    most_targets: usize,
    /// How many there are.
    nodes: u32,
    /// The targets of the last one that leads apart, each once.
    told: Vec<NodeId>,
}

impl Nodes<'_> {
    /// Reads the node of that number.
    fn read(&mut self, number: NodeId, trie: &mut Trie, limits: Limits) -> Option<()> {
        let head = self.column.number()?;
        let first_end = trie.ends.len();
        if head & HAS_ENDS != 0 {
            for _ in 0..self.column.number()? {
                trie.ends.push(read_end(&mut self.column, limits)?);
            }
        }
        let list = match head >> LIST_SHIFT {
            NO_LIST => 0,
            NEXT_LIST => {
                let list = self.next;
                self.next = trie.behind(list)?;
                list
            }
            known => (known - NEXT_LIST) as usize,
        };
        let size = trie.size_of(list)?;
        let target = match (size, head & LEADS_APART) {
            (0, _) => Ok(0),
            (_, 0) => Ok(self.read_target(number)?),
            _ => Err(self.read_targets(number, size, &mut trie.targets)?),
        };
        trie.push(head & READS_LEFT != 0, list, target, first_end);
        Some(())
    }

    fn read_target(&mut self, number: NodeId) -> Option<NodeId> {
        number.checked_add_signed(self.column.signed()?).filter(|target| *target < self.nodes)
    }

    /// Reads where the symbols of a list of that size lead, gives where that begins.
    fn read_targets(&mut self, number: NodeId, size: usize, targets: &mut Vec<NodeId>) -> Option<usize> {
        let first = targets.len();
        if first + size > self.most_targets {
            return None;
        }
        let mut target = self.read_target(number)?;
        self.told.clear();
        self.told.push(target);
        for _ in 1..self.column.number()? {
            target = target.checked_add(self.column.number()?).filter(|target| *target < self.nodes)?;
            self.told.push(target);
        }
        targets.reserve(size);
        for which in self.column.bits(bits_for(self.told.len()), size)? {
            targets.push(*self.told.get(which as usize)?);
        }
        Some(first)
    }
}

/// Reads the edges of the root, symbol by symbol.
fn read_anchors(column: &mut Column<'_>, nodes: u32, limits: Limits) -> Option<Anchors> {
    let [count, targets] = [column.number()? as usize, column.number()? as usize];
    if count > column.len() || targets > column.len() {
        return None;
    }
    let mut anchors = Anchors::with_room(count, targets);
    let mut code = 0;
    for _ in 0..count {
        let symbol = read_symbol(column, &mut code, limits)?;
        let (count, mut node) = (column.number()?, 0u32);
        anchors.push(
            symbol,
            (0..count).map(|_| {
                node = node.checked_add(column.number()?).filter(|node| *node < nodes)?;
                Some(node)
            }),
        )?;
    }
    Some(anchors)
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
