//! Adds a profile to what was compiled before it.
//!
//! Takes the compiler with the crate's own data in it and a checked profile; adds what the profile says, as the data files
//! are added. A cue joins a family that the model knows, and weighs what that family weighs: weights are fitted on labelled
//! messages, a profile has none. A cue that does not say otherwise has the signals and drops that most cues of its family,
//! intent or detail have.

use toml::Spanned;

use super::checks::details_of;
use super::{IntentBlock, LinkBlock, OUT_OF_SCOPE, Profile, Questions, TopicBlock};
use crate::error::Error;
use crate::lexicon::compile::{COVERING, Compiler, Defaults};
use crate::lexicon::format::{CueBlock, CueFile, Source};
use crate::lexicon::named::{detail_of, drops_of, names_of};
use crate::lexicon::ways::MAX_PROFILE_WAYS;
use crate::lexicon::{Cue, Need, Purpose};
use crate::names::{Detail, Intent, Name, Set, Signal};

/// The class of words that product names join, so that every form which reads `@product` reads them.
const PRODUCTS: &str = "product";

/// The family whose cues' names are topics of links.
const SELF_SERVICE: &str = "self-service";

impl Compiler {
    /// Adds a profile.
    ///
    /// # Errors
    /// The first thing wrong, with line and remedy.
    pub(in crate::lexicon) fn profile(&mut self, profile: &Profile) -> Result<(), Error> {
        let source = &profile.source();
        let file = &profile.file;
        self.reader.max_ways = MAX_PROFILE_WAYS;
        self.shop.first_cue = self.shop.first_cue.min(self.cues.len() as u32);
        self.products(source, &file.products)?;
        for block in &file.family {
            self.join_family(source, block)?;
        }
        self.topics(source, &file.out_of_scope)?;
        for block in &file.intent {
            self.intent_block(source, block)?;
        }
        for block in &file.detail {
            let detail = detail_of(source, &block.detail)?;
            let id = format!("{detail}.label-{}", source.stem());
            self.forms_of(source, id, Purpose::Label(detail), &block.labels)?;
            let given = (!block.drops.is_empty()).then_some(block.drops.as_slice());
            self.usual_cues(source, Purpose::Detail(detail), &block.cue, given)?;
        }
        for (number, block) in file.reference.iter().enumerate() {
            let detail = detail_of(source, &block.detail)?;
            let id = format!("{detail}.label-{}-{number}", source.stem());
            self.forms_of(source, id, Purpose::Label(detail), &block.labels)?;
        }
        self.shop.references.extend(profile.references.iter().cloned());
        file.self_service.iter().try_for_each(|block| self.link(source, block))
    }

    fn products(&mut self, source: &Source<'_>, products: &[Spanned<String>]) -> Result<(), Error> {
        let id = format!("product.of-{}", source.stem());
        // A name that is one word joins the class, for all forms that were read with it. Others, and names that are no form,
        // are left to the cue.
        for product in products.iter().filter(|product| !product.as_ref().contains(' ')) {
            self.reader.add_to_class(PRODUCTS, product.as_ref()).ok();
        }
        self.forms_of(source, id, Purpose::Detail(Detail::Product), products)
    }

    /// Adds cues to a family that is there already, or a family that says what its cues are for.
    fn join_family(&mut self, source: &Source<'_>, block: &CueFile) -> Result<(), Error> {
        let name = block.family.as_ref();
        if let Some(direction) = block.weighs.values().next() {
            let what = "a profile has no weights: leave out [family.weighs], and put what bears on tone into a \
                        family that the model knows";
            return Err(source.error(direction, what));
        }
        let Some(family) = self.families.iter().position(|known| known.name == *name) else {
            let signals = block.cue.iter().filter_map(|cue| cue.signals.as_ref()).flatten();
            if block.signals.iter().chain(&block.assures).chain(signals).next().is_none() {
                let what = format!(
                    "unknown family \"{name}\": correct the name, or give the new family `signals` or `assures`"
                );
                return Err(source.error(&block.family, what));
            }
            return self.new_family(source, block);
        };
        if let Some(key) = block.licence.iter().chain(&block.assures).chain(&block.shows).next() {
            let what =
                format!("family \"{name}\" comes with the crate: leave out `licence`, `assures` and `shows`");
            return Err(source.error(key, what));
        }
        let purpose = Purpose::Tone(family as u16);
        let usual = self.usual(purpose);
        let defaults = Defaults {
            signals: if block.signals.is_empty() { usual.signals } else { names_of(source, &block.signals)? },
            drops: if block.drops.is_empty() { usual.drops } else { drops_of(source, &block.drops)? },
            covers: name == COVERING,
        };
        self.cues(source, purpose, &block.cue, defaults)
    }

    fn topics(&mut self, source: &Source<'_>, topics: &[TopicBlock]) -> Result<(), Error> {
        let Some(first) = topics.first() else { return Ok(()) };
        let cues: Vec<CueBlock> = topics.iter().map(TopicBlock::cue).collect();
        match self.families.iter().position(|known| known.name == OUT_OF_SCOPE) {
            Some(family) => self.usual_cues(source, Purpose::Tone(family as u16), &cues, None),
            None => {
                let family = Spanned::new(first.topic.span(), OUT_OF_SCOPE.to_owned());
                self.new_family(source, &CueFile::of(family, cues))
            }
        }
    }

    fn intent_block(&mut self, source: &Source<'_>, block: &IntentBlock) -> Result<(), Error> {
        let name = block.intent.as_ref();
        let intent = Intent::from_name(name).expect("the checks have looked the intent up");
        if let Some(needs) = &block.needs {
            let needs: Result<Vec<Need>, Error> =
                needs.iter().map(|need| self.need(source, need, block, intent)).collect();
            self.needs[intent.index()] = needs?;
        }
        let all = &mut self.needs[intent.index()];
        for (questions, is_tu) in [(&block.questions, false), (&block.questions_tu, true)] {
            for (need, question) in questions {
                let Some(known) = all.iter_mut().find(|known| known.name == *need) else {
                    let names: Vec<_> = all.iter().map(|need| need.name.as_str()).collect();
                    let what = format!(
                        "intent \"{name}\" has no need \"{need}\": add it to `needs` or ask for one of {}",
                        names.join(", ")
                    );
                    return Err(source.error(question, what));
                };
                let text = if is_tu { &mut known.question_tu } else { &mut known.question };
                question.as_ref().trim().clone_into(text);
            }
        }
        self.usual_cues(source, Purpose::Intent(intent), &block.cue, block.drops.as_deref())
    }

    /// A need with its questions: those of the block, or those of the same need of any intent.
    fn need(
        &self,
        source: &Source<'_>,
        need: &Spanned<String>,
        block: &IntentBlock,
        intent: Intent,
    ) -> Result<Need, Error> {
        let name = need.as_ref().clone();
        let details = details_of(source, need)?;
        let text = |questions: &Questions| Some(questions.get(&name)?.as_ref().trim().to_owned());
        if let (Some(question), Some(question_tu)) = (text(&block.questions), text(&block.questions_tu)) {
            return Ok(Need { name, details, question, question_tu });
        }
        let known = self.needs[intent.index()]
            .iter()
            .chain(self.needs.iter().flatten())
            .find(|known| known.name == name);
        known.cloned().ok_or_else(|| {
            let what = format!(
                "need \"{name}\" has no question: add it under [intent.questions] and [intent.questions_tu]"
            );
            source.error(need, what)
        })
    }

    fn link(&mut self, source: &Source<'_>, block: &LinkBlock) -> Result<(), Error> {
        let link = block.link.as_ref().clone();
        if let Some(intent) = &block.intent {
            let intent = Intent::from_name(intent.as_ref()).expect("the checks have looked the intent up");
            self.shop.links.by_intent.push((intent, link));
        } else if let Some(need) = &block.need {
            if !self.needs.iter().flatten().any(|known| known.name == *need.as_ref()) {
                let what = format!(
                    "no intent has the need \"{}\": spell it as the intent's `needs` do",
                    need.as_ref()
                );
                return Err(source.error(need, what));
            }
            self.shop.links.by_need.push((need.as_ref().clone(), link));
        } else if let Some(topic) = &block.topic {
            let id = format!("{SELF_SERVICE}.{}", topic.as_ref());
            let asks = |cue: &Cue| cue.signals.contains(Signal::SelfService);
            let cue =
                self.cues.iter().position(|cue| asks(cue) && (cue.id == id || cue.id == *topic.as_ref()));
            let Some(cue) = cue else {
                let known = self.cues.iter().filter(|cue| asks(cue));
                let names: Vec<_> = known.map(|cue| topic_of(&cue.id)).collect();
                let what = format!(
                    "unknown topic \"{}\", use one of {} or add a cue \"{id}\" to the family {SELF_SERVICE}",
                    topic.as_ref(),
                    names.join(", ")
                );
                return Err(source.error(topic, what));
            };
            self.shop.links.by_topic.push((cue as u32, link));
        }
        Ok(())
    }

    /// Adds cues that have what is usual among those of their purpose, `drops` apart where given.
    fn usual_cues(
        &mut self,
        source: &Source<'_>,
        purpose: Purpose,
        blocks: &[CueBlock],
        drops: Option<&[Spanned<String>]>,
    ) -> Result<(), Error> {
        let mut defaults = self.usual(purpose);
        if let Some(drops) = drops {
            defaults.drops = drops_of(source, drops)?;
        }
        self.cues(source, purpose, blocks, defaults)
    }

    /// What most cues of a purpose have.
    fn usual(&self, purpose: Purpose) -> Defaults {
        let cues = || self.cues.iter().filter(|cue| cue.purpose == purpose);
        let signals: Vec<Set<Signal>> = cues().map(|cue| cue.signals).collect();
        let drops: Vec<_> = cues().map(|cue| cue.drops).collect();
        Defaults { signals: commonest(&signals), drops: commonest(&drops), covers: false }
    }
}

/// The name of a topic of links: that of its cue, without the family where that goes without saying.
fn topic_of(id: &str) -> &str {
    id.strip_prefix(SELF_SERVICE).and_then(|rest| rest.strip_prefix('.')).unwrap_or(id)
}

/// The value met most often, of several the first.
fn commonest<T: Copy + Default + PartialEq>(values: &[T]) -> T {
    let count = |value: &T| values.iter().filter(|other| *other == value).count();
    let highest = values.iter().map(count).max().unwrap_or(0);
    values.iter().copied().find(|value| count(value) == highest).unwrap_or_default()
}
