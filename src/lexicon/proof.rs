//! Runs the `hits` and `misses` that prove each cue.

use super::format::{CueBlock, CueFile, DetailFile, IntentFile, Source};
use crate::analyzer::Analyzer;
use crate::error::Error;
use crate::judge::context::Standing;
use crate::lexicon::{Cue, Purpose};
use crate::scratch::Scratch;

/// One line for each hit that does not give its cue and each miss that does.
pub(crate) fn prove(analyzer: &Analyzer, source: &Source<'_>) -> Result<Vec<String>, Error> {
    let blocks: Vec<CueBlock> = match source.name.split('/').next() {
        Some("intents") => source.parse::<IntentFile>()?.cue,
        Some("details") => source.parse::<DetailFile>()?.cue,
        _ => source.parse::<CueFile>()?.cue,
    };
    let mut scratch = Scratch::new();
    let mut failures = Vec::new();
    for block in &blocks {
        let id = block.id.as_ref();
        let mut check = |sentence: &str, wanted: bool| {
            let reading = analyzer.analyze_with(&mut scratch, sentence);
            let is_given = reading.own_cues().any(|(cue, standing)| {
                if wanted { proves(id, cue, standing) } else { cue.id == *id && standing.counts() }
            });
            if is_given != wanted {
                let what = if wanted { "hit does not give" } else { "miss gives" };
                let line = source.line_of(block.id.span().start);
                failures.push(format!("{}:{line}: {what} {id}: « {sentence} »", source.name));
            }
        };
        block.hits.iter().for_each(|hit| check(hit, true));
        block.misses.iter().for_each(|miss| check(miss, false));
    }
    Ok(failures)
}

/// Whether a cue that was found proves a hit of the cue `id`: it is the one, standing or covered by a longer cue whose meaning
/// is its own file's business; or it is a longer cue of the same detail, which took its words.
fn proves(id: &str, cue: &Cue, standing: Standing) -> bool {
    let detail_of = |id: &str| id.split('.').next().map(str::to_owned);
    let is_same_detail = matches!(cue.purpose, Purpose::Detail(_)) && detail_of(&cue.id) == detail_of(id);
    (cue.id == id || is_same_detail) && (standing.counts() || standing == Standing::Covered)
}
