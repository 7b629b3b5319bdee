//! What can be wrong in a profile by itself, and between two of them.
//!
//! Takes the parsed file; gives its references compiled, or the first mistake with line and remedy. What needs the lexicon
//! (forms, families, questions of needs known already) is checked when the profile is added to it, hits and misses last.

use toml::Spanned;

use super::reference::{REFERENCES, Reference};
use super::{IntentBlock, LinkBlock, Profile, ProfileFile, Questions, ReferenceBlock};
use crate::clean::fold::folded_string;
use crate::error::Error;
use crate::lexicon::format::Source;
use crate::names::{Detail, Intent, Name, Set, unknown_name};

/// The longest link, in bytes; what browsers and mail programs take without cutting it.
const MAX_LINK_LEN: usize = 2_000;

/// How many references a profile may have; each is tried at every number of a message.
const MAX_REFERENCES: usize = 32;

/// Checks a profile by itself and compiles its references.
pub(super) fn check(source: &Source<'_>, file: &ProfileFile) -> Result<Vec<Reference>, Error> {
    check_products(source, &file.products)?;
    check_intents(source, &file.intent)?;
    for block in &file.detail {
        if let Some(intent) = block.intents.first() {
            let what = "a profile cannot say in which intents a detail counts: leave out `intents`";
            return Err(source.error(intent, what));
        }
    }
    for topic in file.out_of_scope.iter().map(|block| &block.topic) {
        if topic.as_ref().is_empty() || !topic.as_ref().bytes().all(is_kebab) {
            let what = format!("topic \"{}\" is no name: write it in kebab-case, `my-topic`", topic.as_ref());
            return Err(source.error(topic, what));
        }
    }
    check_links(source, &file.self_service)?;
    references(source, &file.reference)
}

fn is_kebab(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'
}

fn check_products(source: &Source<'_>, products: &[Spanned<String>]) -> Result<(), Error> {
    for (index, product) in products.iter().enumerate() {
        let folded = folded_string(product.as_ref());
        let earlier = products[..index].iter().find(|earlier| folded_string(earlier.as_ref()) == folded);
        if let Some(earlier) = earlier {
            let line = source.line_of(earlier.span().start);
            let what = format!("product \"{}\" stands on line {line} already: remove one", product.as_ref());
            return Err(source.error(product, what));
        }
    }
    Ok(())
}

fn check_intents(source: &Source<'_>, blocks: &[IntentBlock]) -> Result<(), Error> {
    for (index, block) in blocks.iter().enumerate() {
        intent_of(source, &block.intent)?;
        let name = block.intent.as_ref();
        if let Some(earlier) = blocks[..index].iter().find(|earlier| earlier.intent.as_ref() == name) {
            let line = source.line_of(earlier.intent.span().start);
            let what = format!("intent \"{name}\" has a block on line {line} already: join the two");
            return Err(source.error(&block.intent, what));
        }
        let needs = block.needs.as_deref().unwrap_or(&[]);
        for (index, need) in needs.iter().enumerate() {
            details_of(source, need)?;
            if needs[..index].iter().any(|earlier| earlier.as_ref() == need.as_ref()) {
                let what = format!("need \"{}\" stands twice: remove one", need.as_ref());
                return Err(source.error(need, what));
            }
        }
        check_questions(source, &block.questions, &block.questions_tu, "questions_tu")?;
        check_questions(source, &block.questions_tu, &block.questions, "questions")?;
    }
    Ok(())
}

/// Checks questions in one address, each of which must stand in the other address too.
fn check_questions(
    source: &Source<'_>,
    questions: &Questions,
    others: &Questions,
    other_key: &str,
) -> Result<(), Error> {
    for (need, question) in questions {
        let text = question.as_ref().trim();
        if text.is_empty() || text.ends_with(['?', '.']) {
            let what = format!(
                "the question of \"{need}\" must be the object of « Pourriez-vous nous indiquer … ? »: write \
                 « votre numéro de client », not a whole sentence"
            );
            return Err(source.error(question, what));
        }
        if !others.contains_key(need) {
            let what = format!(
                "need \"{need}\" is asked for in one address only: add its question under {other_key} too"
            );
            return Err(source.error(question, what));
        }
    }
    Ok(())
}

fn intent_of(source: &Source<'_>, name: &Spanned<String>) -> Result<Intent, Error> {
    Intent::from_name(name.as_ref()).ok_or_else(|| source.error(name, unknown_name::<Intent>(name.as_ref())))
}

/// The details of a need, of which one is enough.
pub(super) fn details_of(source: &Source<'_>, need: &Spanned<String>) -> Result<Set<Detail>, Error> {
    let mut details = Set::new();
    for name in need.as_ref().split('|') {
        if name.trim().is_empty() {
            let what = "a need is empty: name its details, `order_number|tracking_number`, or remove it";
            return Err(source.error(need, what));
        }
        let detail =
            Detail::from_name(name).ok_or_else(|| source.error(need, unknown_name::<Detail>(name)))?;
        details.insert(detail);
    }
    Ok(details)
}

fn check_links(source: &Source<'_>, blocks: &[LinkBlock]) -> Result<(), Error> {
    for (index, block) in blocks.iter().enumerate() {
        if [&block.intent, &block.need, &block.topic].into_iter().flatten().count() != 1 {
            let what = "a link is for one thing: give exactly one of `intent`, `need` and `topic`";
            return Err(source.error(&block.link, what));
        }
        if let Some(intent) = &block.intent {
            intent_of(source, intent)?;
        }
        if let Some(need) = &block.need {
            details_of(source, need)?;
        }
        if !is_link(block.link.as_ref()) {
            let what = format!(
                "\"{}\" is no link: write it in full, `https://…`, without spaces",
                block.link.as_ref()
            );
            return Err(source.error(&block.link, what));
        }
        if let Some(earlier) = blocks[..index].iter().find(|earlier| earlier.key() == block.key()) {
            let line = source.line_of(earlier.link.span().start);
            let what = format!("{} has a link on line {line} already: remove one", block.key());
            return Err(source.error(&block.link, what));
        }
    }
    Ok(())
}

impl LinkBlock {
    /// What the link is for, as the file writes it.
    fn key(&self) -> String {
        let keys = [("intent", &self.intent), ("need", &self.need), ("topic", &self.topic)];
        let given = keys.into_iter().find_map(|(key, value)| Some((key, value.as_ref()?)));
        given.map_or_else(String::new, |(key, value)| format!("{key} \"{}\"", value.as_ref()))
    }
}

/// Whether a text is an absolute link that can be put into a mail as it stands.
fn is_link(link: &str) -> bool {
    let rest = link.strip_prefix("https://").or_else(|| link.strip_prefix("http://"));
    let is_clean = |rest: &str| {
        !rest.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>' | '\\'))
    };
    rest.is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or("");
        !host.is_empty() && !host.starts_with('.') && link.len() <= MAX_LINK_LEN && is_clean(rest)
    })
}

fn references(source: &Source<'_>, blocks: &[ReferenceBlock]) -> Result<Vec<Reference>, Error> {
    let mut references: Vec<Reference> = Vec::new();
    if let Some(block) = blocks.get(MAX_REFERENCES) {
        let what = format!("a profile has {MAX_REFERENCES} references at most: join their patterns, `(a|b)`");
        return Err(source.error(&block.pattern, what));
    }
    for block in blocks {
        let name = block.detail.as_ref();
        let detail = Detail::from_name(name)
            .ok_or_else(|| source.error(&block.detail, unknown_name::<Detail>(name)))?;
        if !REFERENCES.contains(&detail) {
            let known: Vec<_> = REFERENCES.iter().map(|detail| detail.name()).collect();
            let what = format!("detail \"{name}\" is no reference: use one of {}", known.join(", "));
            return Err(source.error(&block.detail, what));
        }
        let pattern = block.pattern.as_ref();
        if references.iter().any(|earlier| earlier.pattern == *pattern) {
            let what =
                format!("pattern `{pattern}` stands twice: one look can be one detail only, remove one");
            return Err(source.error(&block.pattern, what));
        }
        let reference = Reference::new(detail, pattern).map_err(|what| source.error(&block.pattern, what))?;
        references.push(reference);
        if block.hits.is_empty() || block.misses.is_empty() {
            let what = format!(
                "the reference of {name} has no proof: add `hits`, messages it is read in, and `misses`, the \
                 nearest in which it is not"
            );
            return Err(source.error(&block.pattern, what));
        }
    }
    Ok(references)
}

/// Checks that `profile` says nothing else of a thing than `earlier` did.
pub(super) fn agree(profile: &Profile, earlier: &Profile) -> Result<(), Error> {
    let (source, before) = (profile.source(), earlier.source());
    if source.name == before.name {
        let what = "a profile of this name was added already: join the two or rename one";
        return Err(Error::new(source.name, Some(1), what));
    }
    let differ = |at: &Spanned<String>, other: &Spanned<String>, what: String| {
        let place = format!("{}:{}", before.name, before.line_of(other.span().start));
        Err(source.error(at, format!("{what} than at {place}: keep one of the two")))
    };
    for block in &profile.file.intent {
        let name = block.intent.as_ref();
        let Some(other) = earlier.file.intent.iter().find(|other| other.intent.as_ref() == name) else {
            continue;
        };
        if let (Some(needs), Some(others)) = (&block.needs, &other.needs)
            && !needs.iter().map(Spanned::as_ref).eq(others.iter().map(Spanned::as_ref))
        {
            return differ(&block.intent, &other.intent, format!("intent \"{name}\" has other needs"));
        }
        let pairs = [(&block.questions, &other.questions), (&block.questions_tu, &other.questions_tu)];
        for (need, question, known) in pairs.into_iter().flat_map(|(these, others)| shared(these, others)) {
            if question.as_ref() != known.as_ref() {
                return differ(
                    question,
                    known,
                    format!("need \"{need}\" of \"{name}\" is asked for otherwise"),
                );
            }
        }
    }
    for block in &profile.file.self_service {
        let same =
            |other: &&LinkBlock| other.key() == block.key() && other.link.as_ref() != block.link.as_ref();
        if let Some(other) = earlier.file.self_service.iter().find(same) {
            return differ(&block.link, &other.link, format!("{} has another link", block.key()));
        }
    }
    for block in &profile.file.reference {
        let same = |other: &&ReferenceBlock| {
            other.pattern.as_ref() == block.pattern.as_ref() && other.detail.as_ref() != block.detail.as_ref()
        };
        if let Some(other) = earlier.file.reference.iter().find(same) {
            let what = format!("pattern `{}` is another detail", block.pattern.as_ref());
            return differ(&block.pattern, &other.pattern, what);
        }
    }
    Ok(())
}

/// The questions that two profiles both have, with the need.
fn shared<'q>(
    these: &'q Questions,
    others: &'q Questions,
) -> impl Iterator<Item = (&'q str, &'q Spanned<String>, &'q Spanned<String>)> {
    these.iter().filter_map(|(need, question)| Some((need.as_str(), question, others.get(need)?)))
}

#[cfg(test)]
mod tests {
    use super::is_link;

    #[test]
    fn links_are_whole() {
        for link in ["https://aide.exemple.fr/suivi?x=1#y", "http://exemple.fr"] {
            assert!(is_link(link), "{link}");
        }
        for link in [
            "exemple.fr",
            "javascript:alert(1)",
            "https://",
            "https:///x",
            "https://a b.fr",
            "ftp://x.fr",
            "https://x.fr/\"><b",
        ] {
            assert!(!is_link(link), "{link}");
        }
    }
}
