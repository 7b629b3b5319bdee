//! Reads a form, `(je|on) (vous)? arnaquer~ .. @day`, into items.
//!
//! The grammar is in `data/README.md`. Words are folded, split and spelled out by the same code that reads messages, so a
//! form and a message that look alike are alike. Items stay as they are written; [`super::trie`] gives them nodes.

use std::collections::{BTreeMap, BTreeSet};

use super::growth::Growth;
use super::inflect::Inflector;
use super::item::{Item, apart, inner, longest};
use super::vocabulary::{DIGITS, FIRST_SET, WordId};
use super::vocabulary_builder::{SpelledOut, VocabularyBuilder};
use super::ways::{MAX_WAYS, ways};
use crate::clean::fold::{Folded, fold};
use crate::clean::tokens::{Kind, Token, split};
use crate::find::words::is_transparent;

/// The longest form, in words, gaps included; bounds the work per word of a message.
const MAX_WORDS: usize = 24;

/// Turns forms into alternatives and grows the vocabulary on the way.
pub(crate) struct FormReader {
    pub(crate) words: VocabularyBuilder,
    /// In how many ways a form may be read.
    pub(crate) max_ways: u64,
    inflector: Inflector,
    /// By folded base word.
    inflected: BTreeMap<String, u32>,
    /// Set number and multi-word entries of each class file.
    classes: BTreeMap<String, (u32, Vec<Vec<Item>>)>,
    /// The classes that earlier forms were read with.
    settled: BTreeSet<String>,
    next_set: u32,
    folded: Folded,
    tokens: Vec<Token>,
}

impl FormReader {
    /// Goes on from `words`, the sets of `classes` and what else earlier forms have left.
    pub(crate) fn resume(words: VocabularyBuilder, classes: BTreeMap<String, u32>, growth: Growth) -> Self {
        let mut phrases = growth.phrases;
        let settled = classes.keys().cloned().collect();
        let classes = classes.into_iter().map(|(name, set)| {
            let phrases = phrases.remove(&name).unwrap_or_default();
            (name, (set, phrases))
        });
        Self {
            words,
            max_ways: MAX_WAYS,
            inflector: Inflector::new(growth.paradigms),
            inflected: growth.inflected,
            classes: classes.collect(),
            settled,
            next_set: FIRST_SET + growth.sets,
            folded: Folded::default(),
            tokens: Vec::new(),
        }
    }

    /// The words, the set of each class, and what forms that come later are read with.
    pub(crate) fn finish(self) -> (VocabularyBuilder, BTreeMap<String, u32>, Growth) {
        let sets = self.classes.iter().map(|(name, (set, _))| (name.clone(), *set)).collect();
        let phrases = self.classes.into_iter().map(|(name, (_, phrases))| (name, phrases));
        let growth = Growth {
            counts: self.words.counts().clone(),
            paradigms: self.inflector.into_paradigms(),
            inflected: self.inflected,
            phrases: phrases.filter(|(_, phrases)| !phrases.is_empty()).collect(),
            sets: self.next_set - FIRST_SET,
        };
        (self.words, sets, growth)
    }

    fn new_set(&mut self) -> u32 {
        self.next_set += 1;
        self.next_set
    }

    /// Adds an irregular verb with its forms; says whether it is new.
    pub(crate) fn add_verb(&mut self, infinitive: String, forms: Vec<String>) -> bool {
        self.inflector.add(infinitive, forms)
    }

    /// Reads one row of the spelling table.
    ///
    /// # Errors
    /// An empty or a repeated left side.
    pub(crate) fn add_spelling(&mut self, short: &str, full: &str) -> Result<(), String> {
        let short = self.split_words(short);
        let full = self.split_words(full);
        let Some((first, rest)) = short.split_first() else {
            return Err("the left side is empty".to_owned());
        };
        if rest.len() > usize::from(u8::MAX) {
            return Err(format!("the left side has more than {} words", u8::MAX));
        }
        if self.words.spelling_of(&short).is_some_and(|(_, length)| length == short.len()) {
            return Err("this left side stands in the table already".to_owned());
        }
        self.words.spell(*first, SpelledOut { rest: rest.to_vec(), full });
        Ok(())
    }

    /// Reads one entry of a class file; `@name` in a form means any of its entries.
    ///
    /// # Errors
    /// An entry that is no form.
    pub(crate) fn add_to_class(&mut self, name: &str, entry: &str) -> Result<(), String> {
        if !self.classes.contains_key(name) {
            let set = self.new_set();
            self.classes.insert(name.to_owned(), (set, Vec::new()));
        }
        // « ne » is transparent: as a word of a class it says nothing.
        if matches!(entry, "ne" | "n'") {
            return Ok(());
        }
        let set = self.classes[name].0;
        for items in self.read(entry)? {
            match &items[..] {
                [Item::OneOf(symbols)] => {
                    for symbol in symbols {
                        let members = if *symbol < FIRST_SET { vec![*symbol] } else { self.members(*symbol) };
                        members.into_iter().for_each(|word| self.words.join(word, set));
                    }
                }
                _ if self.settled.contains(name) => {
                    return Err(format!(
                        "class \"@{name}\" comes with the lexicon and can be given single words only: \
                         write \"{entry}\" as a form of a cue"
                    ));
                }
                _ => {
                    if let Some((_, phrases)) = self.classes.get_mut(name) {
                        phrases.push(items);
                    }
                }
            }
        }
        Ok(())
    }

    /// The words of an inflected set, grown anew.
    fn members(&mut self, set: u32) -> Vec<WordId> {
        let base = self.inflected.iter().find(|(_, number)| **number == set).map(|(base, _)| base.clone());
        let forms = base.and_then(|base| self.inflector.forms(&base).ok()).unwrap_or_default();
        forms.iter().map(|form| self.words.number(form)).collect()
    }

    /// The items of a form; of several forms, when a choice at one of its ends holds `^` or `$`: `a (b|$)` is `a b` and `a $`.
    ///
    /// # Errors
    /// What is wrong with it and what to write instead, in words.
    pub(crate) fn read(&mut self, form: &str) -> Result<Vec<Vec<Item>>, String> {
        let mut rest = form;
        let items = self.sequence(&mut rest, 0)?;
        if !rest.is_empty() {
            return Err(format!("form \"{form}\" has a ')' too many"));
        }
        if longest(&items) > MAX_WORDS {
            return Err(format!(
                "form \"{form}\" may reach over {} words, at most {MAX_WORDS} are allowed: shorten it",
                longest(&items)
            ));
        }
        let all = apart(apart(vec![items], &Item::End), &Item::Start);
        if all.iter().any(|items| !items.iter().any(Item::is_sure)) {
            return Err(format!(
                "form \"{form}\" can match without a word of its own: make one item obligatory"
            ));
        }
        if all.iter().any(|items| inner(items).iter().any(Item::has_edge)) {
            return Err(format!(
                "form \"{form}\" has '^', '$' or ':' in its midst: '^' may only open a form, '$' and ':' only close it"
            ));
        }
        if all.iter().any(|items| ways(items) > self.max_ways) {
            return Err(format!(
                "form \"{form}\" can be read in over {} ways: leave out some of its `..`, `_?` and choices, or part it",
                self.max_ways
            ));
        }
        Ok(all)
    }

    /// Reads `a|b|c` up to a closing bracket; alternatives of a single word join into one item.
    fn choice(&mut self, rest: &mut &str, depth: usize) -> Result<Vec<Vec<Item>>, String> {
        let mut all = vec![self.sequence(rest, depth)?];
        while let Some(more) = rest.strip_prefix('|') {
            *rest = more;
            all.push(self.sequence(rest, depth)?);
        }
        let (singles, mut others): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|items| matches!(items[..], [Item::OneOf(_)]));
        let symbols: Vec<u32> = singles
            .into_iter()
            .flatten()
            .flat_map(|item| if let Item::OneOf(symbols) = item { symbols } else { Vec::new() })
            .collect();
        if !symbols.is_empty() {
            others.push(vec![one_of(symbols)]);
        }
        Ok(others)
    }

    /// Reads items up to `|`, `)` or the end.
    fn sequence(&mut self, rest: &mut &str, depth: usize) -> Result<Vec<Item>, String> {
        let mut all = Vec::new();
        loop {
            *rest = rest.trim_start();
            if rest.is_empty() || rest.starts_with('|') || rest.starts_with(')') {
                if depth == 0 && rest.starts_with('|') {
                    return Err("a '|' needs brackets around its choice: (a|b)".to_owned());
                }
                return Ok(all);
            }
            let items = self.item(rest, depth)?;
            match rest.strip_prefix('?') {
                Some(more) => {
                    *rest = more;
                    all.push(Item::Optional(items));
                }
                None => all.extend(items),
            }
        }
    }

    /// Reads one written item, which may be several words.
    fn item(&mut self, rest: &mut &str, depth: usize) -> Result<Vec<Item>, String> {
        if let Some(inner) = rest.strip_prefix('(') {
            *rest = inner;
            let mut all = self.choice(rest, depth + 1)?;
            *rest = rest.strip_prefix(')').ok_or("a '(' is never closed")?;
            return Ok(if all.len() == 1 { all.remove(0) } else { vec![Item::Choice(all)] });
        }
        let end = rest
            .find(|c: char| c.is_whitespace() || matches!(c, '|' | '(' | ')' | '?'))
            .unwrap_or(rest.len());
        let (word, more) = rest.split_at(end);
        if word.is_empty() {
            return Err(format!("cannot read \"{rest}\": a '?' follows the item it makes optional"));
        }
        *rest = more;
        Ok(match word {
            ".." | "…" => vec![Item::Gap],
            "_" => vec![Item::Any],
            "#" => vec![Item::OneOf(vec![DIGITS])],
            "^" => vec![Item::Start],
            "$" => vec![Item::End],
            ":" => vec![Item::Colon],
            _ => match word.strip_prefix('@') {
                Some(class) => vec![self.class(class)?],
                None => self.words_of(word)?,
            },
        })
    }

    fn class(&self, name: &str) -> Result<Item, String> {
        let Some((set, phrases)) = self.classes.get(name) else {
            return Err(format!(
                "unknown class \"@{name}\": there is no words/{name}.tsv, use one of {}",
                self.class_names()
            ));
        };
        if phrases.is_empty() {
            return Ok(Item::OneOf(vec![*set]));
        }
        let mut all = phrases.clone();
        all.push(vec![Item::OneOf(vec![*set])]);
        Ok(Item::Choice(all))
    }

    fn class_names(&self) -> String {
        self.classes.keys().map(|name| format!("@{name}")).collect::<Vec<_>>().join(", ")
    }

    /// The elements of a written word: « s'il » is two, « rendez-vous » is two.
    fn words_of(&mut self, written: &str) -> Result<Vec<Item>, String> {
        let (written, is_inflected) = match written.strip_suffix('~') {
            Some(base) => (base, true),
            None => (written, false),
        };
        let mut words = self.split_words(written);
        if words.is_empty() && !matches!(written, "ne" | "n'" | "n’") {
            return Err(format!("\"{written}\" is no word"));
        }
        let base = if is_inflected { words.pop() } else { None };
        words = self.spelled_out(&words);
        let mut items: Vec<Item> = words.into_iter().map(|word| Item::OneOf(vec![word])).collect();
        if let Some(base) = base {
            items.push(Item::OneOf(vec![self.inflected_set(base)?]));
        }
        Ok(items)
    }

    /// The set of all forms of a word.
    fn inflected_set(&mut self, base: WordId) -> Result<u32, String> {
        let base = self.words.text(base).to_owned();
        if let Some(set) = self.inflected.get(&base) {
            return Ok(*set);
        }
        let forms = self.inflector.forms(&base)?;
        let set = self.new_set();
        for form in forms {
            let word = self.words.number(&form);
            self.words.join(word, set);
        }
        self.inflected.insert(base, set);
        Ok(set)
    }

    /// The numbers of the words in a short text, « ne » left out as it is in messages.
    fn split_words(&mut self, text: &str) -> Vec<WordId> {
        fold(text, &mut self.folded);
        split(text, &self.folded, &mut self.tokens);
        let words = self.tokens.iter().filter(|token| {
            matches!(token.kind, Kind::Word | Kind::Masked | Kind::Code | Kind::Emoji)
                || token.kind == Kind::Sign && token.source.of(text) == "€"
        });
        words
            .filter(|token| !is_transparent(self.folded.bytes(token.plain), token))
            .map(|token| String::from_utf8_lossy(self.folded.bytes(token.plain)).into_owned())
            .map(|word| self.words.number(&word))
            .collect()
    }

    /// The words with every known short spelling written out.
    fn spelled_out(&self, words: &[WordId]) -> Vec<WordId> {
        let mut full = Vec::new();
        let mut at = 0;
        while at < words.len() {
            match self.words.spelling_of(&words[at..]) {
                Some((spelled, length)) => {
                    full.extend_from_slice(spelled);
                    at += length;
                }
                None => {
                    full.push(words[at]);
                    at += 1;
                }
            }
        }
        full
    }
}

/// A choice of symbols, each once.
fn one_of(mut symbols: Vec<u32>) -> Item {
    symbols.sort_unstable();
    symbols.dedup();
    Item::OneOf(symbols)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reader() -> FormReader {
        FormReader::resume(VocabularyBuilder::default(), BTreeMap::new(), Growth::default())
    }

    #[test]
    fn a_choice_at_an_end_may_be_the_clause_s_end() {
        let forms = reader().read("code (wifi|$)").unwrap();
        let ends: Vec<bool> = forms.iter().map(|items| items.last() == Some(&Item::End)).collect();
        assert_eq!(ends, [true, false]);
        let forms = reader().read("(^|et) code").unwrap();
        let starts: Vec<bool> = forms.iter().map(|items| items.first() == Some(&Item::Start)).collect();
        assert_eq!(starts, [true, false]);
    }

    #[test]
    fn a_form_may_end_at_a_colon() {
        let forms = reader().read("^ résultat :").unwrap();
        assert_eq!(forms.len(), 1);
        assert_eq!((forms[0].first(), forms[0].last()), (Some(&Item::Start), Some(&Item::Colon)));
    }

    #[test]
    fn an_edge_in_the_midst_of_a_form_is_refused() {
        for form in ["code (wifi|$) svp", "a (b|c $) d", "code $ svp", "rendez (vous|$)?", "total : payé"] {
            assert!(reader().read(form).unwrap_err().contains("in its midst"), "{form}");
        }
    }
}
