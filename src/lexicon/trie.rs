//! The phrases of all cues as one automaton over words, a trie whose branches may meet again.
//!
//! An edge is a symbol: a word, a set of words (`voler~`, `@day`) or any word. Walking takes a word's own symbol and each
//! of its sets, so inflection costs a look-up, not a copy of the phrase. Phrases that begin alike share their nodes; the
//! branches of a choice meet in one node, so `(a b|c) (d|e f) ..` multiplies nothing.
//!
//! A phrase is entered at its rarest word, its anchor, and read to one side from there, then to the other, the side of the
//! rarer neighbour first: most words of a message (« je », « de », « pas ») open no phrase at all. Every node knows on which
//! side it reads on; turning round is an edge that takes no word.
//!
//! ```text
//! (ma|votre) facture est fausse      fausse ⟲ est ← facture ← (ma|votre)
//! remboursez .. moi                  remboursez → .. → moi
//! vous .. ne répondez jamais         répondez → jamais ⟲ .. ← vous
//! ```

use std::cmp::Reverse;
use std::collections::HashMap;

use super::minimise::Branching;
use super::sight::{PathSymbol, asked_for};

/// A cue's number.
pub(crate) type CueId = u32;

/// A node's number; 0 is « nowhere ».
pub(crate) type NodeId = u32;

/// Where anchors are read. Its edges, the entries, are not walked: [`super::anchors`] tells them by word.
pub(super) const ROOT: NodeId = 1;

/// The symbol of an edge that any word takes.
pub(super) const ANY: u32 = u32::MAX;

/// The symbol of an edge that takes no word and turns round.
pub(super) const TURN: u32 = u32::MAX - 1;

/// How often a way turns round without a word read in between: after the anchor, and after a first side that may be left out.
const MAX_TURNS: usize = 2;

/// One node, as it is stored, and as it is walked once [`super::laying`] has laid out what it needs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node {
    /// The place of the list of symbols it reads, in [`Trie::lists`] and among what is needed, and six flags above.
    list: u32,
    /// Where all of them lead, or where the places they lead to begin among [`Trie::targets`].
    target: u32,
}

/// The flags of a node.
const READS_LEFT: u32 = 1 << 31;
const HAS_ANY: u32 = 1 << 30;
const TURNS: u32 = 1 << 29;
const HAS_ENDS: u32 = 1 << 28;
const LEADS_APART: u32 = 1 << 27;
const HAS_SEVERAL_ANY: u32 = 1 << 26;

/// The place of a list, below the flags.
const PLACE: u32 = HAS_SEVERAL_ANY - 1;

impl Node {
    fn is(self, flag: u32) -> bool {
        self.list & flag != 0
    }

    /// The place of the list of symbols it reads.
    #[inline]
    pub(super) fn list(self) -> usize {
        (self.list & PLACE) as usize
    }

    /// Lets it read the list at another place, of the same symbols.
    pub(super) fn move_list(&mut self, place: u32) {
        self.list = self.list & !PLACE | place;
    }

    /// Where the symbol at a place of its list leads.
    #[inline]
    pub(super) fn target(self, place: usize, targets: &[NodeId]) -> NodeId {
        if self.is(LEADS_APART) { targets[self.target as usize + place] } else { self.target }
    }

    /// Where the symbols of its list lead, the first alone if all lead to one node; others may follow.
    #[inline]
    pub(super) fn targets<'a>(&'a self, targets: &'a [NodeId]) -> &'a [NodeId] {
        if self.is(LEADS_APART) {
            &targets[self.target as usize..]
        } else {
            std::slice::from_ref(&self.target)
        }
    }

    /// Whether it reads the word before what was read, not the one after.
    #[inline]
    pub(crate) fn reads_left(self) -> bool {
        self.is(READS_LEFT)
    }

    /// Whether any word may lead on.
    #[inline]
    pub(crate) fn has_any(self) -> bool {
        self.is(HAS_ANY)
    }

    /// Whether any word may lead on to several nodes.
    #[inline]
    pub(super) fn has_several_any(self) -> bool {
        self.is(HAS_SEVERAL_ANY)
    }

    /// Whether reading turns round.
    pub(super) fn turns(self) -> bool {
        self.is(TURNS)
    }

    /// Whether coming here gives something at once: a cue ends, or reading turns round.
    #[inline]
    pub(crate) fn is_sure(self) -> bool {
        self.is(HAS_ENDS | TURNS)
    }
}

/// Where a list of symbols begins among all, and the flags of the nodes that read it.
#[derive(Clone, Copy, Debug)]
pub(super) struct List(u32);

impl List {
    pub(super) fn first(self) -> usize {
        (self.0 & PLACE) as usize
    }
}

/// A cue that ends at a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct End {
    pub(crate) cue: CueId,
    /// Only where a clause starts with it.
    pub(crate) at_clause_start: bool,
    /// What must end with it.
    pub(crate) closes: Closes,
}

/// What a form that ends closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Closes {
    Nothing,
    /// The clause, though not at a colon.
    Clause,
    /// The clause, at a colon.
    AtColon,
}

/// An edge of a node: a symbol and where it leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Edge {
    pub(crate) symbol: u32,
    pub(crate) target: NodeId,
}

/// The compiled trie. Many nodes read the same symbols, which are told once; most of them lead on to one node, whichever is read.
#[derive(Debug)]
pub(crate) struct Trie {
    pub(super) nodes: Vec<Node>,
    /// Those that come back first, the commonest before the others; closed by one more. The first is empty, and so is each one
    /// behind a list by which any word leads on: there is room for what must be met then.
    pub(super) lists: Vec<List>,
    /// List by list, ascending.
    pub(super) symbols: Vec<PathSymbol>,
    /// By node that leads to several others: where each symbol of its list leads.
    pub(super) targets: Vec<NodeId>,
    pub(super) ends: Vec<End>,
    /// The nodes where cues end, ascending, with where their ends begin; few do.
    pub(super) ending: Vec<(NodeId, u32)>,
    /// All symbols that lists have, ascending, with their bits.
    pub(super) asked: Vec<PathSymbol>,
}

impl Trie {
    pub(super) fn new(nodes: &[Branching]) -> Self {
        let asked = asked_for(nodes.iter().flat_map(|node| node.edges.iter().map(|edge| edge.symbol)));
        // By node, the symbols it reads, each with where it leads.
        let edges: Vec<Vec<(PathSymbol, NodeId)>> = nodes.iter().map(|node| edges_of(node, &asked)).collect();
        let symbols_of = |edges: &[(PathSymbol, NodeId)]| -> Vec<PathSymbol> {
            edges.iter().map(|(symbol, _)| *symbol).collect()
        };
        // How often each list is read, and where first.
        let mut read: HashMap<Vec<PathSymbol>, (u32, usize)> = HashMap::new();
        for (number, edges) in edges.iter().enumerate().filter(|(_, edges)| !edges.is_empty()) {
            read.entry(symbols_of(edges)).or_insert((0, number)).0 += 1;
        }
        let mut lists: Vec<_> = read.into_iter().collect();
        lists.sort_unstable_by_key(|(_, (times, first))| (Reverse(*times), *first));
        let mut trie = Self::with_room(asked, &Room::default());
        let mut place_of: HashMap<Vec<PathSymbol>, usize> = HashMap::from([(Vec::new(), 0)]);
        for (list, _) in lists {
            trie.symbols.extend_from_slice(&list);
            place_of.insert(list, trie.close_list());
        }
        for (node, edges) in nodes.iter().zip(&edges) {
            let list = place_of[&symbols_of(edges)];
            let mut targets = edges.iter().map(|(_, target)| *target);
            let first = targets.next().unwrap_or_default();
            let target =
                if targets.all(|target| target == first) { Ok(first) } else { Err(trie.targets.len()) };
            if target.is_err() {
                trie.targets.extend(edges.iter().map(|(_, target)| *target));
            }
            let first_end = trie.ends.len();
            trie.ends.extend_from_slice(&node.ends);
            trie.push(node.reads_left, list, target, first_end);
        }
        trie
    }

    /// A trie that still has no nodes, with room for so much.
    pub(super) fn with_room(asked: Vec<PathSymbol>, room: &Room) -> Self {
        let mut lists = Vec::with_capacity(room.lists + 2);
        lists.extend([List(0); 2]);
        Self {
            nodes: Vec::with_capacity(room.nodes),
            lists,
            symbols: Vec::with_capacity(room.symbols),
            targets: Vec::with_capacity(room.targets),
            ends: Vec::with_capacity(room.ends),
            ending: Vec::new(),
            asked,
        }
    }

    /// Closes the list whose symbols were added last, gives its place.
    pub(super) fn close_list(&mut self) -> usize {
        let place = self.lists.len() - 1;
        let list = &mut self.lists[place];
        for symbol in self.symbols[list.first()..].iter().take_while(|symbol| **symbol <= PathSymbol::TURN) {
            list.0 |= match *symbol {
                PathSymbol::ANY if list.0 & HAS_ANY != 0 => HAS_SEVERAL_ANY,
                PathSymbol::ANY => HAS_ANY,
                _ => TURNS,
            };
        }
        let end = List(self.symbols.len() as u32);
        self.lists.push(end);
        if self.lists[place].0 & HAS_ANY != 0 {
            self.lists.push(end);
        }
        place
    }

    /// Adds a node that reads the list at a place, with where all of it leads, or where the targets begin, those added last.
    /// Its ends are those from the place `first_end` on.
    pub(super) fn push(
        &mut self,
        reads_left: bool,
        list: usize,
        target: Result<NodeId, usize>,
        first_end: usize,
    ) {
        let mut flags = self.lists[list].0 & (HAS_ANY | HAS_SEVERAL_ANY | TURNS);
        if reads_left {
            flags |= READS_LEFT;
        }
        if first_end < self.ends.len() {
            flags |= HAS_ENDS;
            self.ending.push((self.nodes.len() as NodeId, first_end as u32));
        }
        let target = match target {
            Ok(target) => target,
            Err(first) => {
                flags |= LEADS_APART;
                first as u32
            }
        };
        self.nodes.push(Node { list: list as u32 | flags, target });
    }

    /// How many nodes there are.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether it has the two first nodes, and no way that turns round without end.
    pub(super) fn is_sound(&self) -> bool {
        // Few do at all.
        let turning = self.nodes.iter().zip(0..).filter(|(node, _)| node.turns());
        let mut turned: Vec<NodeId> = turning.flat_map(|(_, number)| self.turns(number)).collect();
        for _ in 0..MAX_TURNS {
            turned.sort_unstable();
            turned.dedup();
            turned = turned.into_iter().flat_map(|node| self.turns(node)).collect();
        }
        self.len() > ROOT as usize && turned.is_empty()
    }

    /// A node by itself.
    pub(super) fn branching(&self, node: NodeId) -> Branching {
        let mut edges: Vec<Edge> = self.edges(node).collect();
        edges.sort_unstable();
        Branching { reads_left: self.reads_left(node), ends: self.ends(node).to_vec(), edges }
    }

    /// The symbols of the list at a place.
    pub(super) fn list(&self, place: usize) -> &[PathSymbol] {
        &self.symbols[self.lists[place].first()..self.lists[place + 1].first()]
    }

    /// How many symbols the list at a place has, if there is one.
    pub(super) fn size_of(&self, place: usize) -> Option<usize> {
        Some(self.lists.get(place + 1)?.first() - self.lists[place].first())
    }

    /// The place of the list behind the one at a place, if that is one.
    pub(super) fn behind(&self, place: usize) -> Option<usize> {
        let has_room = self.lists.get(place)?.0 & HAS_ANY != 0;
        Some(place + if has_room { 2 } else { 1 })
    }

    /// The edges of a node, those first that take any word or none.
    pub(super) fn edges(&self, node: NodeId) -> impl Iterator<Item = Edge> {
        let node = self.nodes[node as usize];
        let symbols = self.list(node.list()).iter().enumerate();
        symbols.map(move |(place, symbol)| Edge {
            symbol: symbol.symbol(),
            target: node.target(place, &self.targets),
        })
    }

    /// Whether a node reads the word before what was read, not the one after.
    pub(crate) fn reads_left(&self, node: NodeId) -> bool {
        self.nodes[node as usize].reads_left()
    }

    /// The nodes that read on at the other side.
    fn turns(&self, node: NodeId) -> impl Iterator<Item = NodeId> {
        self.edges(node).filter(|edge| edge.symbol == TURN).map(|edge| edge.target)
    }

    /// The cues that end at a node.
    pub(crate) fn ends(&self, node: NodeId) -> &[End] {
        let Ok(place) = self.ending.binary_search_by_key(&node, |(node, _)| *node) else { return &[] };
        let end = self.ending.get(place + 1).map_or(self.ends.len(), |(_, next)| *next as usize);
        &self.ends[self.ending[place].1 as usize..end]
    }
}

/// The edges of a node, by the symbols asked for, ascending.
fn edges_of(node: &Branching, asked: &[PathSymbol]) -> Vec<(PathSymbol, NodeId)> {
    let of = |symbol| match symbol {
        ANY => PathSymbol::ANY,
        TURN => PathSymbol::TURN,
        _ => asked[asked.partition_point(|asked| asked.symbol() < symbol)],
    };
    let mut edges: Vec<_> = node.edges.iter().map(|edge| (of(edge.symbol), edge.target)).collect();
    edges.sort_unstable();
    edges
}

/// How much of everything a trie will have.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Room {
    pub(super) nodes: usize,
    pub(super) lists: usize,
    pub(super) symbols: usize,
    pub(super) targets: usize,
    pub(super) ends: usize,
}
