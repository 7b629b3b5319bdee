//! What a shop's own numbers look like: a pattern of a profile, compiled to a table.
//!
//! Takes the pattern as its author wrote it; gives an automaton that is stepped through byte by byte: no memory but the
//! table, one look-up a byte, whatever the pattern and the text are. What cannot be bounded so is refused here, in words.
//!
//! | pattern             | reads                      |
//! |---------------------|----------------------------|
//! | `NB-[0-9]{6}`       | nb-204518                  |
//! | `NB ?\d{3} ?\d{3}`  | NB 204 518                 |

use regex_automata::dfa::Automaton;
use regex_automata::dfa::{StartKind, dense};
use regex_automata::nfa::thompson;
use regex_automata::util::primitives::StateID;
use regex_automata::util::{start, syntax};
use regex_automata::{Anchored, MatchKind};

use crate::names::Detail;

/// The longest pattern, in bytes; bounds the work of reading it.
const MAX_PATTERN_LEN: usize = 256;

/// The shortest and the longest reference, in bytes of the folded text.
///
/// Anything shorter than four characters is met in every message as a count, a size or a day; the upper end bounds the work
/// at each place where a reference may begin.
const MIN_LEN: usize = 4;
pub(crate) const MAX_LEN: usize = 64;

/// How large the automata of one pattern may grow, in bytes; those of real order numbers take a few thousand.
const NFA_SIZE_LIMIT: usize = 1 << 16;
const DFA_SIZE_LIMIT: usize = 1 << 18;
const WORK_SIZE_LIMIT: usize = 1 << 20;

/// The details that are references: numbers by which an agent finds the matter (the guide, "completeness").
pub(crate) const REFERENCES: [Detail; 6] = [
    Detail::CaseNumber,
    Detail::OrderNumber,
    Detail::TrackingNumber,
    Detail::CustomerId,
    Detail::ContractNumber,
    Detail::InvoiceNumber,
];

/// The look of one reference.
#[derive(Clone, Debug)]
pub(crate) struct Reference {
    pub(crate) detail: Detail,
    /// As its author wrote it.
    pub(crate) pattern: String,
    dfa: dense::DFA<Vec<u32>>,
    start: StateID,
}

impl Reference {
    /// Compiles the pattern of a reference, which stands for whole words, in capitals or not.
    ///
    /// # Errors
    /// What is wrong with the pattern and what to write instead, in words.
    pub(crate) fn new(detail: Detail, pattern: &str) -> Result<Self, String> {
        check_text(pattern)?;
        let parsed = syntax::parse_with(pattern, &syntax_of_patterns()).map_err(|error| {
            let text = error.to_string();
            let what = text.lines().last().unwrap_or("").trim_start_matches("error: ");
            format!("the pattern is no regular expression ({what}): mend it, `\\` before a mark takes it as it stands")
        })?;
        let properties = parsed.properties();
        if !properties.look_set().is_empty() {
            return Err(
                "the pattern has an anchor: leave out `^`, `$` and `\\b`, a pattern always stands for whole words"
                    .to_owned(),
            );
        }
        check_length(properties.minimum_len())?;
        let nfa = thompson::Config::new()
            .utf8(false)
            .which_captures(thompson::WhichCaptures::None)
            .nfa_size_limit(Some(NFA_SIZE_LIMIT));
        let nfa = thompson::Compiler::new().configure(nfa).build_from_hir(&parsed).map_err(too_large)?;
        let config = dense::Config::new()
            .start_kind(StartKind::Anchored)
            // All matches, so that the longest that ends with a word is seen, not the first alternative's alone.
            .match_kind(MatchKind::All)
            .dfa_size_limit(Some(DFA_SIZE_LIMIT))
            .determinize_size_limit(Some(WORK_SIZE_LIMIT));
        let dfa = dense::Builder::new().configure(config).build_from_nfa(&nfa).map_err(too_large)?;
        let start = dfa.start_state(&start::Config::new().anchored(Anchored::Yes)).map_err(too_large)?;
        Ok(Self { detail, pattern: pattern.to_owned(), dfa, start })
    }

    /// The ends of what the pattern matches from the start of `bytes` on, ascending; linear in them.
    pub(crate) fn ends<'b>(&'b self, bytes: &'b [u8]) -> impl Iterator<Item = usize> + 'b {
        // The automaton tells of a match one byte late, or at the end of its input.
        let mut state = self.start;
        (0..=bytes.len())
            .map_while(move |at| {
                state = match bytes.get(at) {
                    Some(byte) => self.dfa.next_state(state, *byte),
                    None => self.dfa.next_eoi_state(state),
                };
                let goes_on = !self.dfa.is_dead_state(state) && !self.dfa.is_quit_state(state);
                goes_on.then(|| self.dfa.is_match_state(state).then_some(at))
            })
            .flatten()
    }
}

/// How patterns are read: folded text is ASCII where it can be, and tables of Unicode would only make the automata large.
fn syntax_of_patterns() -> syntax::Config {
    syntax::Config::new().unicode(false).utf8(false).case_insensitive(true)
}

/// Checks a pattern as it is written.
fn check_text(pattern: &str) -> Result<(), String> {
    if pattern.len() > MAX_PATTERN_LEN {
        return Err(format!(
            "the pattern is {} bytes long, at most {MAX_PATTERN_LEN} are allowed: shorten it or part it in two",
            pattern.len()
        ));
    }
    if let Some(odd) = pattern.chars().find(|character| !character.is_ascii()) {
        return Err(format!(
            "the pattern has « {odd} », messages are read without accents and with `-` for dashes: write plain letters"
        ));
    }
    Ok(())
}

/// Checks the fewest bytes that a pattern matches.
fn check_length(fewest: Option<usize>) -> Result<(), String> {
    Err(match fewest {
        None => "the pattern matches nothing at all: mend it".to_owned(),
        Some(0) => {
            "the pattern matches the empty string: make a part of it obligatory (`+` or `{n}` for `*`)"
                .to_owned()
        }
        Some(length) if length < MIN_LEN => {
            format!(
                "the pattern matches {length} bytes, which stand in any message: ask for {MIN_LEN} at least"
            )
        }
        Some(length) if length > MAX_LEN => {
            format!("the pattern asks for {length} bytes, no reference is longer than {MAX_LEN}: shorten it")
        }
        Some(_) => return Ok(()),
    })
}

/// What to say of a pattern whose automaton grows past its limits.
fn too_large<E>(_: E) -> String {
    "the pattern is too large when compiled: lower its repetitions `{n,m}`".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reference(pattern: &str) -> Result<Reference, String> {
        Reference::new(Detail::OrderNumber, pattern)
    }

    #[test]
    fn every_end_of_a_match_is_told() {
        let ends = |pattern: &str, text: &str| -> Vec<usize> {
            reference(pattern).unwrap().ends(text.as_bytes()).collect()
        };
        assert_eq!(ends("NB-[0-9]{6}", "nb-204518"), [9]);
        assert_eq!(ends("NB-[0-9]{4,6}", "nb-204518x"), [7, 8, 9]);
        assert_eq!(ends("NB1234|NB1234-5", "nb1234-5"), [6, 8]);
        assert_eq!(ends("NB-[0-9]{6}", "no. nb-204518"), [0; 0]);
        assert_eq!(ends("[0-9]{4,}", "").len(), 0);
    }

    #[test]
    fn what_cannot_be_bounded_is_refused() {
        for (pattern, remedy) in [
            ("NB-(", "no regular expression"),
            ("[0-9]*", "empty string"),
            ("[0-9]{2}", "at least"),
            ("^NB[0-9]{4}$", "leave out `^`"),
            (r"\bNB[0-9]{4}", "leave out `^`"),
            ("[0-9]{65}", "no reference is longer"),
            ("(([0-9a-z]{0,60}){0,60}){0,60}[0-9]{4}", "lower its repetitions"),
            (".*[0-9][a-z].{14}", "lower its repetitions"),
            ("[a&&b]{4}", "matches nothing"),
            ("réf[0-9]{4}", "write plain letters"),
            (&"[0-9]".repeat(60), "shorten it"),
        ] {
            let said = reference(pattern).unwrap_err();
            assert!(said.contains(remedy), "{pattern}: {said}");
        }
    }
}
