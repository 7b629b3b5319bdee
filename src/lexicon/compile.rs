//! Compiles the data files into the [`Parts`] of a lexicon.
//!
//! Order matters: verbs before classes (an entry may be `word~`), spellings before forms (a form is spelled out as a
//! message is), the model last (it names families and cues). Files may be compiled on top of a lexicon, as a profile is on
//! top of the embedded one: [`extend`] is the one way, [`compile`] starts from a lexicon that knows nothing.

use std::collections::HashSet;

use toml::Spanned;

use super::anchors::Anchors;
use super::form::FormReader;
use super::format::{CueBlock, CueFile, DetailFile, IntentFile, Source};
use super::grams::GramModel;
use super::growth::Growth;
use super::model::Model;
use super::named::{detail_of, drops_of, licences_of, names_of};
use super::profile::Profile;
use super::profile::shop::Shop;
use super::trie_builder::TrieBuilder;
use super::vocabulary::hash;
use super::vocabulary_builder::VocabularyBuilder;
use super::{Cue, Direction, Drops, Family, Need, Parts, Purpose};
use crate::error::Error;
use crate::find::style::Mark;
use crate::judge::features::Layout;
use crate::judge::shows::Shows;
use crate::judge::traits::TRAITS;
use crate::levels::Tone;
use crate::names::{Detail, Intent, Name, Set, Signal, unknown_name};

/// The files that are tables, not word classes.
const TABLES: [&str; 3] = ["verbs", "spellings", "frequency"];

/// What a lexicon is derived from, with what more forms are read with.
#[derive(Debug, Default)]
pub(crate) struct Compiled {
    pub(crate) parts: Parts,
    pub(crate) growth: Growth,
    /// What profiles add beside cues and needs; no part of what is stored.
    pub(crate) shop: Shop,
}

/// Compiles `sources`, in whatever order they come.
///
/// # Errors
/// The first thing wrong, with its file, its line and what to do.
pub(crate) fn compile(
    sources: &[Source<'_>],
    profiles: &[Profile],
    learned: &[u8],
) -> Result<Compiled, Error> {
    extend(Compiled::default(), sources, profiles, Some(learned))
}

/// Compiles `sources`, in whatever order they come, on top of a lexicon, and `profiles` on top of these; `learned` replaces its table of learned grams.
///
/// Words join classes, cues join families, new families weigh nothing unless a `model.toml` says so; the needs and the details'
/// intents that a file gives take the place of those the lexicon has.
///
/// # Errors
/// The first thing wrong, with its file, its line and what to do.
pub(crate) fn extend(
    base: Compiled,
    sources: &[Source<'_>],
    profiles: &[Profile],
    learned: Option<&[u8]>,
) -> Result<Compiled, Error> {
    let mut sources = sources.to_vec();
    sources.sort_unstable_by_key(|source| source.name);
    let all: Vec<_> = sources.iter().copied().chain(profiles.iter().map(Profile::source)).collect();
    let data_version = fingerprint(&base.parts.data_version, &all, learned);
    let in_folder =
        |folder: &'static str| sources.iter().filter(move |source| source.name.starts_with(folder));
    let mut compiler = Compiler::resume(base)?;
    for source in in_folder("words/").filter(|source| source.stem() == "verbs") {
        compiler.verbs(source)?;
    }
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
    profiles.iter().try_for_each(|profile| compiler.profile(profile))?;
    if let Some(learned) = learned {
        compiler.model.grams = GramModel::of_file(learned)?;
    }
    compiler.finish(sources.iter().find(|source| source.name == "model.toml"), data_version)
}

/// A short fingerprint of all files and of what they are compiled on top of, so that a report can say what data it was made
/// with.
fn fingerprint(base: &str, sources: &[Source<'_>], learned: Option<&[u8]>) -> String {
    if sources.is_empty() && learned.is_none() {
        return base.to_owned();
    }
    let start = hash(learned.unwrap_or_default());
    let start = if base.is_empty() { start } else { start ^ hash(base.as_bytes()) };
    let whole = sources.iter().fold(start, |sum, source| {
        sum.rotate_left(7) ^ hash(source.name.as_bytes()) ^ hash(source.text.as_bytes())
    });
    format!("{whole:016x}")
}

/// What has been compiled so far; the files add to it one by one, then the profiles.
pub(super) struct Compiler {
    pub(super) reader: FormReader,
    trie: TrieBuilder,
    pub(super) cues: Vec<Cue>,
    ids: HashSet<String>,
    pub(super) families: Vec<Family>,
    pub(super) needs: Vec<Vec<Need>>,
    detail_intents: Vec<Set<Intent>>,
    model: Model,
    /// What it goes on from.
    base: Layout,
    pub(super) shop: Shop,
}

/// What a cue has that says nothing of its own.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Defaults {
    pub(super) signals: Set<Signal>,
    pub(super) drops: Drops,
    pub(super) covers: bool,
}

/// The family whose cues hide what they span; that is all it is for.
pub(super) const COVERING: &str = "innocent";

impl Compiler {
    /// Goes on from `base`.
    fn resume(base: Compiled) -> Result<Self, Error> {
        let Compiled { parts: base, mut growth, shop } = base;
        let words = VocabularyBuilder::resume(&base.words, std::mem::take(&mut growth.counts))
            .ok_or_else(|| Error::malformed("its words are no words"))?;
        Ok(Self {
            reader: FormReader::resume(words, base.classes, growth),
            trie: TrieBuilder::resume(&base.trie, base.anchors.edges().collect()),
            base: Layout { families: base.families.len(), cues: base.cues.len() },
            ids: base.cues.iter().map(|cue| cue.id.clone()).collect(),
            cues: base.cues,
            families: base.families,
            needs: base.needs,
            detail_intents: base.detail_intents,
            model: base.model,
            shop,
        })
    }

    fn family(&mut self, source: &Source<'_>) -> Result<(), Error> {
        let file: CueFile = source.parse()?;
        if let Some(known) = self.families.iter().position(|known| known.name == *file.family.as_ref()) {
            return self.more_cues(source, &file, known);
        }
        self.new_family(source, &file)
    }

    /// Adds a family that is not there yet, with its cues.
    pub(super) fn new_family(&mut self, source: &Source<'_>, file: &CueFile) -> Result<(), Error> {
        let mut family = Family {
            name: file.family.as_ref().clone(),
            directions: [Direction::No; Tone::ALL.len()],
            licences: 0,
            assures: 0,
            shows: 0,
        };
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
        self.families.push(family);
        self.tone_cues(source, file, self.families.len() - 1)
    }

    /// Adds the cues of a file to a family of the lexicon that is extended.
    fn more_cues(&mut self, source: &Source<'_>, file: &CueFile, family: usize) -> Result<(), Error> {
        let name = file.family.as_ref();
        if family >= self.base.families {
            return Err(source
                .error(&file.family, format!("family \"{name}\" has a file already: put its cues there")));
        }
        let says_nothing_new = file.weighs.is_empty() && file.shows.is_empty();
        if !(says_nothing_new && file.licence.is_empty() && file.assures.is_empty()) {
            return Err(source.error(
                &file.family,
                format!(
                    "family \"{name}\" comes with the lexicon: give its cues alone, without weighs, licence, assures \
                     and shows, or choose another name"
                ),
            ));
        }
        self.tone_cues(source, file, family)
    }

    fn tone_cues(&mut self, source: &Source<'_>, file: &CueFile, family: usize) -> Result<(), Error> {
        let defaults = Defaults {
            signals: names_of(source, &file.signals)?,
            drops: drops_of(source, &file.drops)?,
            covers: file.family.as_ref() == COVERING,
        };
        self.cues(source, Purpose::Tone(family as u16), &file.cue, defaults)
    }

    fn intent(&mut self, source: &Source<'_>) -> Result<(), Error> {
        let file: IntentFile = source.parse()?;
        let intent = Intent::from_name(file.intent.as_ref())
            .ok_or_else(|| source.error(&file.intent, unknown_name::<Intent>(file.intent.as_ref())))?;
        if !file.needs.is_empty() {
            self.needs[intent.index()].clear();
        }
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
        let defaults = Defaults { drops: drops_of(source, &file.drops)?, ..Defaults::default() };
        self.cues(source, Purpose::Intent(intent), &file.cue, defaults)
    }

    fn detail(&mut self, source: &Source<'_>) -> Result<(), Error> {
        let file: DetailFile = source.parse()?;
        let detail = detail_of(source, &file.detail)?;
        if !file.intents.is_empty() {
            self.detail_intents[detail.index()] = names_of::<Intent>(source, &file.intents)?;
        }
        if !file.labels.is_empty() {
            let known = self.cues.iter().position(|cue| cue.purpose == Purpose::Label(detail));
            let cue = known.map_or_else(
                || self.new_cue(format!("{}.label", source.stem()), Purpose::Label(detail)),
                |known| known as u32,
            );
            for label in &file.labels {
                self.form(source, label, cue)?;
            }
        }
        let defaults = Defaults { drops: drops_of(source, &file.drops)?, ..Defaults::default() };
        self.cues(source, Purpose::Detail(detail), &file.cue, defaults)
    }

    /// Adds a plain cue of these forms, if there are any.
    pub(super) fn forms_of(
        &mut self,
        source: &Source<'_>,
        id: String,
        purpose: Purpose,
        forms: &[Spanned<String>],
    ) -> Result<(), Error> {
        if forms.is_empty() {
            return Ok(());
        }
        let cue = self.new_cue(id, purpose);
        forms.iter().try_for_each(|form| self.form(source, form, cue))
    }

    fn new_cue(&mut self, id: String, purpose: Purpose) -> u32 {
        let cue =
            Cue { id, purpose, strength: 2, signals: Set::new(), drops: Drops::default(), covers: false };
        self.cues.push(cue);
        self.cues.len() as u32 - 1
    }

    /// Adds cues of one purpose.
    pub(super) fn cues(
        &mut self,
        source: &Source<'_>,
        purpose: Purpose,
        blocks: &[CueBlock],
        defaults: Defaults,
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
            let signals =
                block.signals.as_deref().map_or(Ok(defaults.signals), |signals| names_of(source, signals))?;
            let drops = block.drops.as_deref().map_or(Ok(defaults.drops), |drops| drops_of(source, drops))?;
            let new = &mut self.cues[cue as usize];
            (new.strength, new.signals, new.drops) = (*block.strength.as_ref(), signals, drops);
            new.covers = defaults.covers || block.covers;
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

    fn finish(mut self, model: Option<&Source<'_>>, data_version: String) -> Result<Compiled, Error> {
        let layout = Layout { families: self.families.len(), cues: self.cues.len() };
        self.model.grow(self.base, layout);
        if let Some(source) = model {
            let features = feature_names(&self.families, &self.cues);
            debug_assert_eq!(features.len(), layout.len());
            let numbers = features.into_iter().enumerate().map(|(index, name)| (name, index)).collect();
            self.model.set(source, &numbers)?;
        }
        let (words, classes, growth) = self.reader.finish();
        let (trie, entries) = self.trie.build();
        let parts = Parts {
            words: words.build(),
            trie,
            anchors: Anchors::of_edges(&entries),
            cues: self.cues,
            families: self.families,
            needs: self.needs,
            detail_intents: self.detail_intents,
            model: self.model,
            data_version,
            classes,
        };
        Ok(Compiled { parts, growth, shop: self.shop })
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
