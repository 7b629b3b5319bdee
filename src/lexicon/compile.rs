//! Compiles the data files into a [`Lexicon`].
//!
//! Order matters: verbs before classes (an entry may be `word~`), spellings before forms (a form is spelled out as a
//! message is), the model last (it names families and cues).

use std::collections::{HashMap, HashSet};

use toml::Spanned;

use super::form::FormReader;
use super::format::{CueBlock, CueFile, DetailFile, IntentFile, Source, rows};
use super::inflect::{Inflector, Paradigms};
use super::model::{GramModel, Model};
use super::trie::TrieBuilder;
use super::vocabulary::{WordId, hash};
use super::{Context, Cue, Direction, Drops, Family, Lexicon, Licence, Need, Purpose};
use crate::clean::fold::folded_string;
use crate::error::Error;
use crate::find::style::Mark;
use crate::find::unmask::RUDE_WORDS;
use crate::judge::features::{Layout, Shows, TRAITS};
use crate::levels::Tone;
use crate::names::{Detail, Intent, Name, Set, Signal, unknown_name};

/// The files that are tables, not word classes.
const TABLES: [&str; 3] = ["verbs", "spellings", "frequency"];

/// Compiles `sources`, in whatever order they come.
///
/// # Errors
/// The first thing wrong, with its file, its line and what to do.
pub(crate) fn compile(sources: &[Source<'_>], learned: &[u8]) -> Result<Lexicon, Error> {
    let mut sources = sources.to_vec();
    sources.sort_unstable_by_key(|source| source.name);
    let in_folder =
        |folder: &'static str| sources.iter().filter(move |source| source.name.starts_with(folder));
    let mut compiler = Compiler::new(paradigms(&sources)?);
    for source in in_folder("words/").filter(|source| source.stem() == "frequency") {
        compiler.frequencies(source)?;
    }
    for source in in_folder("words/").filter(|source| source.stem() == "spellings") {
        compiler.spellings(source)?;
    }
    for source in in_folder("words/").filter(|source| !TABLES.contains(&source.stem())) {
        compiler.class(source)?;
    }
    for source in in_folder("cues/") {
        compiler.family(source)?;
    }
    for source in in_folder("intents/") {
        compiler.intent(source)?;
    }
    for source in in_folder("details/") {
        compiler.detail(source)?;
    }
    let model = sources.iter().find(|source| source.name == "model.toml");
    let mut lexicon = compiler.finish(model, fingerprint(&sources, learned))?;
    if !learned.is_empty() {
        lexicon.model.grams = GramModel::read("learned.bin", learned)?;
    }
    Ok(lexicon)
}

/// The irregular verbs.
fn paradigms(sources: &[Source<'_>]) -> Result<Paradigms, Error> {
    let mut paradigms = Paradigms::new();
    for source in sources.iter().filter(|source| source.name == "words/verbs.tsv") {
        for (line, row) in rows(source.text) {
            let (infinitive, forms) = row.split_once('\t').ok_or_else(|| {
                Error::new(
                    source.name,
                    Some(line),
                    "a row is an infinitive, a tab, and its forms with spaces between",
                )
            })?;
            let forms = forms.split_whitespace().map(folded_string).collect();
            if paradigms.insert(folded_string(infinitive), forms).is_some() {
                return Err(Error::new(
                    source.name,
                    Some(line),
                    format!("\"{infinitive}\" has a row already: join the two"),
                ));
            }
        }
    }
    Ok(paradigms)
}

/// A short fingerprint of all files, so that a report can say what data it was made with.
fn fingerprint(sources: &[Source<'_>], learned: &[u8]) -> String {
    let whole = sources.iter().fold(hash(learned), |sum, source| {
        sum.rotate_left(7) ^ hash(source.name.as_bytes()) ^ hash(source.text.as_bytes())
    });
    format!("{whole:016x}")
}

/// The class of words that are read even with a slip of the finger.
const LOOSE_WORDS: &str = "loose-word";

struct Compiler {
    reader: FormReader,
    trie: TrieBuilder,
    cues: Vec<Cue>,
    ids: HashSet<String>,
    families: Vec<Family>,
    needs: Vec<Vec<Need>>,
    detail_intents: Vec<Set<Intent>>,
}

impl Compiler {
    fn new(paradigms: Paradigms) -> Self {
        Self {
            reader: FormReader::new(Inflector::new(paradigms)),
            trie: TrieBuilder::default(),
            cues: Vec::new(),
            ids: HashSet::new(),
            families: Vec::new(),
            needs: vec![Vec::new(); Intent::ALL.len()],
            detail_intents: vec![Intent::ALL.iter().copied().collect(); Detail::ALL.len()],
        }
    }

    fn frequencies(&mut self, source: &Source<'_>) -> Result<(), Error> {
        for (line, row) in rows(source.text) {
            let (word, count) = row
                .split_once('\t')
                .and_then(|(word, count)| Some((word, count.parse().ok()?)))
                .ok_or_else(|| Error::new(source.name, Some(line), "a row is a word, a tab, and a count"))?;
            self.reader.words.set_frequency(word, count);
        }
        Ok(())
    }

    fn spellings(&mut self, source: &Source<'_>) -> Result<(), Error> {
        for (line, row) in rows(source.text) {
            let (short, full) = row.split_once('\t').ok_or_else(|| {
                Error::new(
                    source.name,
                    Some(line),
                    "a row is a short spelling, a tab, and what it stands for",
                )
            })?;
            self.reader
                .add_spelling(short, full)
                .map_err(|what| Error::new(source.name, Some(line), format!("\"{short}\": {what}")))?;
        }
        Ok(())
    }

    fn class(&mut self, source: &Source<'_>) -> Result<(), Error> {
        for (line, row) in rows(source.text) {
            self.reader
                .add_to_class(source.stem(), row)
                .map_err(|what| Error::new(source.name, Some(line), what))?;
        }
        Ok(())
    }

    fn family(&mut self, source: &Source<'_>) -> Result<(), Error> {
        let file: CueFile = source.parse()?;
        let mut family = Family {
            name: file.family.as_ref().clone(),
            directions: [Direction::No; Tone::ALL.len()],
            licences: 0,
            assures: 0,
            shows: 0,
        };
        if self.families.iter().any(|known| known.name == family.name) {
            return Err(source.error(
                &file.family,
                format!("family \"{}\" has a file already: put its cues there", family.name),
            ));
        }
        for (tone, direction) in &file.weighs {
            let known = Tone::ALL.iter().find(|known| known.name() == tone).ok_or_else(|| {
                source.error(
                    direction,
                    format!("unknown tone \"{tone}\", use politeness, aggression or urgency"),
                )
            })?;
            family.directions[*known as usize] = match direction.as_ref().as_str() {
                "raises" => Direction::Raises,
                "lowers" => Direction::Lowers,
                "either" => Direction::Either,
                other => {
                    return Err(source.error(
                        direction,
                        format!("unknown direction \"{other}\", use raises, lowers or either"),
                    ));
                }
            };
        }
        family.licences = licences_of(source, &file.licence)? | licences_of(source, &file.assures)?;
        family.assures = licences_of(source, &file.assures)?;
        for shows in &file.shows {
            let (_, known) = Shows::ALL.iter().find(|(name, _)| name == shows.as_ref()).ok_or_else(|| {
                let known: Vec<_> = Shows::ALL.iter().map(|(name, _)| *name).collect();
                source.error(
                    shows,
                    format!("unknown \"{}\", a family shows one of {}", shows.as_ref(), known.join(", ")),
                )
            })?;
            family.shows |= known.bit();
        }
        let purpose = Purpose::Tone(self.families.len() as u16);
        // What is innocent hides what it spans; that is all it is for.
        let covers = family.name == "innocent";
        self.families.push(family);
        self.cues(source, purpose, &file.cue, &file.signals, &file.drops, covers)
    }

    fn intent(&mut self, source: &Source<'_>) -> Result<(), Error> {
        let file: IntentFile = source.parse()?;
        let intent = Intent::from_name(file.intent.as_ref())
            .ok_or_else(|| source.error(&file.intent, unknown_name::<Intent>(file.intent.as_ref())))?;
        for need in &file.needs {
            let name = need.as_ref().clone();
            let details = name
                .split('|')
                .map(|detail| {
                    Detail::from_name(detail)
                        .ok_or_else(|| source.error(need, unknown_name::<Detail>(detail)))
                })
                .collect::<Result<Set<Detail>, Error>>()?;
            let question = file.questions.get(&name).cloned().ok_or_else(|| {
                source.error(need, format!("need \"{name}\" has no question: add it under [questions]"))
            })?;
            let question_tu = file.questions_tu.get(&name).cloned().unwrap_or_else(|| question.clone());
            self.needs[intent.index()].push(Need { name, details, question, question_tu });
        }
        self.cues(source, Purpose::Intent(intent), &file.cue, &[], &file.drops, false)
    }

    fn detail(&mut self, source: &Source<'_>) -> Result<(), Error> {
        let file: DetailFile = source.parse()?;
        let detail = Detail::from_name(file.detail.as_ref())
            .ok_or_else(|| source.error(&file.detail, unknown_name::<Detail>(file.detail.as_ref())))?;
        if !file.intents.is_empty() {
            self.detail_intents[detail.index()] = names_of::<Intent>(source, &file.intents)?;
        }
        if !file.labels.is_empty() {
            let cue = self.new_cue(format!("{}.label", source.stem()), Purpose::Label(detail));
            for label in &file.labels {
                self.form(source, label, cue)?;
            }
        }
        self.cues(source, Purpose::Detail(detail), &file.cue, &[], &file.drops, false)
    }

    fn new_cue(&mut self, id: String, purpose: Purpose) -> u32 {
        let cue =
            Cue { id, purpose, strength: 2, signals: Set::new(), drops: Drops::default(), covers: false };
        self.cues.push(cue);
        self.cues.len() as u32 - 1
    }

    fn cues(
        &mut self,
        source: &Source<'_>,
        purpose: Purpose,
        blocks: &[CueBlock],
        signals: &[Spanned<String>],
        drops: &[Spanned<String>],
        covers: bool,
    ) -> Result<(), Error> {
        for block in blocks {
            let id = block.id.as_ref().clone();
            if !self.ids.insert(id.clone()) {
                return Err(source.error(&block.id, format!("cue \"{id}\" stands twice: rename or join")));
            }
            if block.forms.is_empty() {
                return Err(source.error(&block.id, format!("cue \"{id}\" has no forms")));
            }
            if block.hits.len() < 2 || block.misses.len() < 2 {
                return Err(
                    source.error(&block.id, format!("cue \"{id}\" needs two hits and two misses at least"))
                );
            }
            if !(1..=3).contains(block.strength.as_ref()) {
                return Err(source.error(&block.strength, format!("cue \"{id}\": strength is 1, 2 or 3")));
            }
            let cue = self.new_cue(id, purpose);
            let signals = names_of::<Signal>(source, block.signals.as_deref().unwrap_or(signals))?;
            let drops = drops_of(source, block.drops.as_deref().unwrap_or(drops))?;
            let new = &mut self.cues[cue as usize];
            (new.strength, new.signals, new.drops) = (*block.strength.as_ref(), signals, drops);
            new.covers = covers || block.covers;
            for form in &block.forms {
                self.form(source, form, cue)?;
            }
        }
        Ok(())
    }

    fn form(&mut self, source: &Source<'_>, form: &Spanned<String>, cue: u32) -> Result<(), Error> {
        let id = &self.cues[cue as usize].id;
        let forms = self
            .reader
            .read(form.as_ref())
            .map_err(|what| source.error(form, format!("cue \"{id}\": {what}")))?;
        let words = &self.reader.words;
        for items in forms {
            self.trie.add(&items, cue, &|symbol| words.frequency(symbol));
        }
        Ok(())
    }

    fn finish(mut self, model: Option<&Source<'_>>, data_version: String) -> Result<Lexicon, Error> {
        let classes = self.reader.class_sets();
        if let Some(set) = classes.get(LOOSE_WORDS) {
            self.reader.words.forgive_slips(*set);
        }
        let asked = self.trie.symbols();
        let trie = self.trie.build();
        let vocabulary = self.reader.words.build(&asked);
        let layout = Layout { families: self.families.len(), cues: self.cues.len() };
        let features = feature_names(&self.families, &self.cues);
        let numbers: HashMap<String, usize> =
            features.iter().enumerate().map(|(index, name)| (name.clone(), index)).collect();
        let empty = Source { name: "model.toml", text: "" };
        let model = Model::read(model.unwrap_or(&empty), &numbers)?;
        let rude_words =
            classes.get(RUDE_WORDS).map(|set| vocabulary.members(*set).collect()).unwrap_or_default();
        debug_assert_eq!(features.len(), layout.len());
        let (mut anchors, mut anchor_bounds) = (Vec::new(), vec![0]);
        for word in 0..vocabulary.len() as WordId {
            anchors.extend(trie.anchored(vocabulary.symbols(word)));
            anchor_bounds.push(anchors.len() as u32);
        }
        Ok(Lexicon {
            anchors,
            anchor_bounds,
            vocabulary,
            trie,
            cues: self.cues,
            families: self.families,
            needs: self.needs,
            detail_intents: self.detail_intents,
            model,
            data_version,
            classes,
            rude_words,
        })
    }
}

/// The names of all features, in the order of [`Layout`].
pub(crate) fn feature_names(families: &[Family], cues: &[Cue]) -> Vec<String> {
    let mut names: Vec<String> = families.iter().map(|family| family.name.clone()).collect();
    names.extend(Mark::ALL.iter().map(|(_, name)| (*name).to_owned()));
    names.extend(TRAITS.iter().map(|name| (*name).to_owned()));
    names.extend(Intent::ALL.iter().map(|intent| format!("intent.{intent}")));
    names.extend(Detail::ALL.iter().map(|detail| format!("detail.{detail}")));
    names.extend(cues.iter().map(|cue| format!("cue:{}", cue.id)));
    names
}

fn names_of<T: Name>(source: &Source<'_>, names: &[Spanned<String>]) -> Result<Set<T>, Error> {
    names
        .iter()
        .map(|name| {
            T::from_name(name.as_ref()).ok_or_else(|| source.error(name, unknown_name::<T>(name.as_ref())))
        })
        .collect()
}

/// The top levels of these names, as a bit set.
fn licences_of(source: &Source<'_>, names: &[Spanned<String>]) -> Result<u8, Error> {
    names.iter().try_fold(0, |licences, name| {
        let (_, licence) =
            Licence::ALL.iter().find(|(known, _)| known == name.as_ref()).ok_or_else(|| {
                source.error(
                    name,
                    format!("unknown licence \"{}\", use rude, hostile, abusive or critical", name.as_ref()),
                )
            })?;
        Ok(licences | licence.bit())
    })
}

fn drops_of(source: &Source<'_>, names: &[Spanned<String>]) -> Result<Drops, Error> {
    let mut drops = Drops::default();
    for name in names {
        let (_, context) =
            Context::ALL.iter().find(|(known, _)| known == name.as_ref()).ok_or_else(|| {
                let known: Vec<_> = Context::ALL.iter().map(|(name, _)| *name).collect();
                source.error(
                    name,
                    format!("unknown context \"{}\", use one of {}", name.as_ref(), known.join(", ")),
                )
            })?;
        drops.insert(*context);
    }
    Ok(drops)
}
