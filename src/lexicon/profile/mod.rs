//! A profile: what a service adds to the French that comes with the crate, in one TOML file.
//!
//! Takes the file's text; gives it parsed and checked as far as it can be without the lexicon. [`checks`] holds those
//! checks, [`lower`] adds a profile to what the compiler has read so far, [`reference`] compiles the looks of references,
//! [`shop`] is what remains when all is compiled. `data/README.md` tells the format, `data/profiles/` has two examples.
//!
//! ```toml
//! products = ["switch NB-24", "borne NB-AX"]
//! [[reference]]
//! detail = "order_number"
//! pattern = 'NB-[0-9]{6}'
//! hits = ["où en est NB-204518 ?"]
//! misses = ["j'ai deux NB-24"]
//! ```

mod checks;
mod lower;
pub(crate) mod reference;
pub(crate) mod shop;

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::format::{CueBlock, CueFile, DetailFile, Source};
use crate::error::Error;
use reference::Reference;

/// The file as serde sees it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProfileFile {
    /// Names of products, each a form.
    #[serde(default)]
    pub(crate) products: Vec<Spanned<String>>,
    /// As the files of `data/cues`.
    #[serde(default)]
    pub(crate) family: Vec<CueFile>,
    #[serde(default)]
    pub(crate) intent: Vec<IntentBlock>,
    /// As the files of `data/details`.
    #[serde(default)]
    pub(crate) detail: Vec<DetailFile>,
    #[serde(default)]
    pub(crate) reference: Vec<ReferenceBlock>,
    #[serde(default)]
    pub(crate) self_service: Vec<LinkBlock>,
    #[serde(default)]
    pub(crate) out_of_scope: Vec<TopicBlock>,
}

/// Names with the text asked for each.
pub(crate) type Questions = BTreeMap<String, Spanned<String>>;

/// One intent: as the files of `data/intents`, but needs that are not said stay as they are.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct IntentBlock {
    pub(crate) intent: Spanned<String>,
    pub(crate) needs: Option<Vec<Spanned<String>>>,
    #[serde(default)]
    pub(crate) questions: Questions,
    #[serde(default)]
    pub(crate) questions_tu: Questions,
    pub(crate) drops: Option<Vec<Spanned<String>>>,
    #[serde(default)]
    pub(crate) cue: Vec<CueBlock>,
}

/// The look of one reference, and forms that announce it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReferenceBlock {
    pub(crate) detail: Spanned<String>,
    pub(crate) pattern: Spanned<String>,
    #[serde(default)]
    pub(crate) labels: Vec<Spanned<String>>,
    #[serde(default)]
    pub(crate) hits: Vec<String>,
    #[serde(default)]
    pub(crate) misses: Vec<String>,
}

/// The link to give for an intent, a need or a topic, one of the three.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LinkBlock {
    pub(crate) intent: Option<Spanned<String>>,
    pub(crate) need: Option<Spanned<String>>,
    pub(crate) topic: Option<Spanned<String>>,
    pub(crate) link: Spanned<String>,
}

/// A topic that the shop does not serve.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TopicBlock {
    pub(crate) topic: Spanned<String>,
    pub(crate) forms: Vec<Spanned<String>>,
    pub(crate) drops: Option<Vec<Spanned<String>>>,
    #[serde(default)]
    pub(crate) hits: Vec<String>,
    #[serde(default)]
    pub(crate) misses: Vec<String>,
}

/// The family that out-of-scope topics join.
pub(crate) const OUT_OF_SCOPE: &str = "out-of-scope";

impl TopicBlock {
    /// The topic as a cue of its family.
    pub(crate) fn cue(&self) -> CueBlock {
        let span = self.topic.span();
        CueBlock {
            id: Spanned::new(span.clone(), format!("{OUT_OF_SCOPE}.{}", self.topic.as_ref())),
            forms: self.forms.clone(),
            strength: Spanned::new(span.clone(), 2),
            signals: Some(vec![Spanned::new(span, "out_of_scope".to_owned())]),
            drops: self.drops.clone(),
            covers: false,
            hits: self.hits.clone(),
            misses: self.misses.clone(),
        }
    }
}

/// A profile that was read and checked.
#[derive(Clone, Debug)]
pub(crate) struct Profile {
    name: String,
    text: String,
    pub(crate) file: ProfileFile,
    /// By [`ProfileFile::reference`].
    pub(crate) references: Vec<Reference>,
}

impl Profile {
    /// Reads a profile.
    ///
    /// # Errors
    /// The first thing wrong that can be told without the lexicon, with line and remedy.
    pub(crate) fn read(name: &str, text: &str) -> Result<Self, Error> {
        let text = text.trim_start_matches('\u{feff}');
        let source = Source { name, text };
        let file: ProfileFile = toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(1, |span| source.line_of(span.start));
            Error::new(name, Some(line), with_remedy(error.message()))
        })?;
        let references = checks::check(&source, &file)?;
        Ok(Self { name: name.to_owned(), text: text.to_owned(), file, references })
    }

    /// Its text, as the other data files are held.
    pub(crate) fn source(&self) -> Source<'_> {
        Source { name: &self.name, text: &self.text }
    }

    /// Checks that this profile says nothing else of a thing than `earlier` did.
    ///
    /// # Errors
    /// The first thing of which the two say different things.
    pub(crate) fn agree_with(&self, earlier: &Profile) -> Result<(), Error> {
        checks::agree(self, earlier)
    }

    /// Its cues, wherever they stand.
    pub(crate) fn cues(&self) -> impl Iterator<Item = CueBlock> {
        let file = &self.file;
        let families = file.family.iter().flat_map(|block| &block.cue);
        let intents = file.intent.iter().flat_map(|block| &block.cue);
        let details = file.detail.iter().flat_map(|block| &block.cue);
        let cues = families.chain(intents).chain(details).cloned();
        cues.chain(file.out_of_scope.iter().map(TopicBlock::cue))
    }
}

/// What the TOML reader says, with what to do about it.
fn with_remedy(message: &str) -> String {
    let message = message.trim_end();
    if let Some(rest) = message.strip_prefix("unknown field") {
        let known = rest.replace("expected one of", "use one of").replace("expected", "use");
        return format!("unknown key{known}");
    }
    if let Some(rest) = message.strip_prefix("missing field") {
        return format!("missing key{rest}: add it to this block");
    }
    if message.starts_with("invalid type") || message.starts_with("invalid value") {
        return format!("{message}: write it as data/README.md shows it, \"A profile\"");
    }
    if message.starts_with("duplicate key") {
        return format!("{message}: join the two or remove one");
    }
    format!("not TOML ({message}): mend the line, texts stand between quotes and blocks are [[…]]")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_is_no_mistake() {
        assert!(Profile::read("a.toml", "\u{feff}products = [\"borne\"]\r\n").is_ok());
    }
}
