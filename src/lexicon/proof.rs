//! Runs the `hits` and `misses` that prove each cue.

use toml::Spanned;

use super::format::{CueBlock, CueFile, DetailFile, IntentFile, Source};
use super::profile::{Profile, ReferenceBlock};
use crate::analyzer::Analyzer;
use crate::error::Error;
use crate::judge::context::Standing;
use crate::lexicon::{Cue, Purpose};
use crate::scratch::Scratch;

/// One line for each hit that does not give its cue and each miss that does.
pub(crate) fn prove(analyzer: &Analyzer, source: &Source<'_>) -> Result<Vec<String>, Error> {
    if source.name.starts_with("profiles/") {
        let profile = Profile::read(source.name, source.text)?;
        return Ok(profile_failures(analyzer, &profile).map(|failure| failure.to_string()).collect());
    }
    let blocks: Vec<CueBlock> = match source.name.split('/').next() {
        Some("intents") => source.parse::<IntentFile>()?.cue,
        Some("details") => source.parse::<DetailFile>()?.cue,
        _ => source.parse::<CueFile>()?.cue,
    };
    let failures = blocks.iter().flat_map(|block| cue_failures(analyzer, source, block));
    Ok(failures.map(|failure| failure.to_string()).collect())
}

/// Proves a profile by its hits and misses.
///
/// # Errors
/// The first hit or miss that does not hold.
pub(crate) fn prove_profile(analyzer: &Analyzer, profile: &Profile) -> Result<(), Error> {
    let source = profile.source();
    let remedy = "mend the forms or pattern, or the sentence";
    match profile_failures(analyzer, profile).next() {
        Some(failure) => {
            Err(Error::new(source.name, Some(failure.line), format!("{}; {remedy}", failure.what)))
        }
        None => Ok(()),
    }
}

/// A hit or miss that does not hold.
struct Failure {
    file: String,
    line: usize,
    what: String,
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.what)
    }
}

fn profile_failures<'a>(analyzer: &'a Analyzer, profile: &'a Profile) -> impl Iterator<Item = Failure> + 'a {
    let cues = profile.cues().flat_map(|block| cue_failures(analyzer, &profile.source(), &block));
    let references = profile.file.reference.iter();
    cues.chain(references.flat_map(|block| reference_failures(analyzer, &profile.source(), block)))
}

fn cue_failures(analyzer: &Analyzer, source: &Source<'_>, block: &CueBlock) -> Vec<Failure> {
    let mut scratch = Scratch::new();
    let id = block.id.as_ref();
    failures_of(source, &block.id, id, (&block.hits, &block.misses), |sentence, wanted| {
        let reading = analyzer.analyze_with(&mut scratch, sentence);
        reading.own_cues().any(|(cue, standing)| {
            if wanted { proves(id, cue, standing) } else { cue.id == *id && standing.counts() }
        })
    })
}

fn reference_failures(analyzer: &Analyzer, source: &Source<'_>, block: &ReferenceBlock) -> Vec<Failure> {
    let mut scratch = Scratch::new();
    let what = format!("{} by its look", block.detail.as_ref());
    failures_of(source, &block.pattern, &what, (&block.hits, &block.misses), |sentence, _| {
        let reading = analyzer.analyze_with(&mut scratch, sentence);
        reading.references().any(|reference| reference.pattern == *block.pattern.as_ref())
    })
}

/// One failure for each hit in which `is_given` does not find `what`, and for each miss in which it does.
fn failures_of(
    source: &Source<'_>,
    at: &Spanned<String>,
    what: &str,
    (hits, misses): (&[String], &[String]),
    mut is_given: impl FnMut(&str, bool) -> bool,
) -> Vec<Failure> {
    let wanted = hits.iter().map(|hit| (hit, true)).chain(misses.iter().map(|miss| (miss, false)));
    let failed = wanted.filter(|(sentence, wanted)| is_given(sentence, *wanted) != *wanted);
    failed
        .map(|(sentence, wanted)| {
            let so = if wanted { "hit does not give" } else { "miss gives" };
            Failure {
                file: source.name.to_owned(),
                line: source.line_of(at.span().start),
                what: format!("{so} {what}: « {sentence} »"),
            }
        })
        .collect()
}

/// Whether a cue that was found proves a hit of the cue `id`: it is the one, standing or covered by a longer cue whose meaning
/// is its own file's business; or it is a longer cue of the same detail, which took its words.
fn proves(id: &str, cue: &Cue, standing: Standing) -> bool {
    let detail_of = |id: &str| id.split('.').next().map(str::to_owned);
    let is_same_detail = matches!(cue.purpose, Purpose::Detail(_)) && detail_of(&cue.id) == detail_of(id);
    (cue.id == id || is_same_detail) && (standing.counts() || standing == Standing::Covered)
}
