//! Underlines the evidence in a text, for people.

use std::fmt::Write;

use unicode_segmentation::UnicodeSegmentation;

use super::evidence::Evidence;

/// The most pieces of evidence named under one line.
const MAX_NAMED: usize = 12;

/// Each line of `text`, under it `~` where evidence stands, and under that what each piece weighs.
pub(crate) fn underline(text: &str, evidence: &[Evidence]) -> String {
    let mut explained = String::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let range = start..start + line.len();
        let shown = line.trim_end_matches(['\n', '\r']);
        let here: Vec<&Evidence> = evidence
            .iter()
            .filter(|one| {
                !one.span.is_empty()
                    && range.contains(&(one.span.start as usize))
                    && (one.weight != 0.0 || !one.standing.counts())
            })
            .collect();
        let _ = writeln!(explained, "  {shown}");
        if !here.is_empty() {
            let _ = writeln!(explained, "  {}", marks(shown, start, &here).trim_end());
        }
        for one in here.iter().take(MAX_NAMED) {
            let dropped = if one.standing.counts() {
                String::new()
            } else {
                format!(" ({:?})", one.standing).to_lowercase()
            };
            let on = format!("{:?}", one.on).to_lowercase();
            let words = one.span.of(text).replace('\n', " ");
            let _ = writeln!(explained, "    {:+.2} {on:<10} {} « {words} »{dropped}", one.weight, one.cue);
        }
        start = range.end;
    }
    explained
}

/// A line of `~` and spaces as wide as `line`, one column for each grapheme.
fn marks(line: &str, start: usize, evidence: &[&Evidence]) -> String {
    line.grapheme_indices(true)
        .map(|(at, _)| {
            let at = (start + at) as u32;
            if evidence.iter().any(|one| (one.span.start..one.span.end).contains(&at)) { '~' } else { ' ' }
        })
        .collect()
}
