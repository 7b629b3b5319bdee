//! Counts what is typed rather than said: capitals, piled marks, stretched letters.
//!
//! Takes the tokens of the writer's own words; gives counts, each with the span of its first occurrence. Shouting is a
//! clause of three words or more in capitals (the guide, "aggression"); « URGENT », « SFR », « CMD-4512 » are not.

use crate::clean::fold::Folded;
use crate::clean::tokens::{Kind, Token};
use crate::clean::zones::Zone;
use crate::span::Span;

/// A way of typing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// A clause in capitals.
    Shouting,
    /// A word in capitals outside such a clause, of four letters or more.
    StressedWord,
    /// « ??? ».
    PiledQuestions,
    /// « !!! ».
    PiledExclamations,
    /// « ?! ».
    MixedMarks,
    /// « ? ».
    Question,
    /// « ! ».
    Exclamation,
    /// « … ».
    Ellipsis,
    /// « merciiii ».
    Stretched,
    /// Words between quotation marks.
    Quoted,
}

impl Mark {
    pub(crate) const ALL: [(Mark, &'static str); 10] = [
        (Mark::Shouting, "style.shouting"),
        (Mark::StressedWord, "style.stressed-word"),
        (Mark::PiledQuestions, "style.piled-questions"),
        (Mark::PiledExclamations, "style.piled-exclamations"),
        (Mark::MixedMarks, "style.mixed-marks"),
        (Mark::Question, "style.question"),
        (Mark::Exclamation, "style.exclamation"),
        (Mark::Ellipsis, "style.ellipsis"),
        (Mark::Stretched, "style.stretched"),
        (Mark::Quoted, "style.quoted"),
    ];
}

/// The fewest words in capitals that shout, in words (the guide, "aggression").
const SHOUTED_WORDS: u32 = 3;

/// The fewest letters for a single word in capitals to be stressed; shorter ones are acronyms.
const STRESSED_LETTERS: u32 = 4;

/// The counts of one message.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Style {
    counts: [u32; Mark::ALL.len()],
    first: [Span; Mark::ALL.len()],
    /// Words of the writer's own, in words.
    pub(crate) word_count: u32,
    /// Numbers, references, addresses and links.
    pub(crate) code_count: u32,
    /// Of the words, those with two letters or more that are all capitals.
    pub(crate) capital_count: u32,
}

impl Style {
    pub(crate) fn count(&self, mark: Mark) -> u32 {
        self.counts[mark as usize]
    }

    /// How often each mark stands, in the order of [`Mark::ALL`].
    pub(crate) fn counts(&self) -> &[u32; Mark::ALL.len()] {
        &self.counts
    }

    /// Where the mark stands first.
    pub(crate) fn span(&self, mark: Mark) -> Span {
        self.first[mark as usize]
    }

    /// Whether there is anything to read: a word or a number, not just marks and pictures.
    pub(crate) fn has_content(&self) -> bool {
        self.word_count + self.code_count > 0
    }

    /// Whether there is any word in capitals.
    pub(crate) fn has_capitals(&self) -> bool {
        self.capital_count > 0
    }

    /// Takes the capitals for what the writer says they are: no shouting, no stress.
    pub(crate) fn excuse_capitals(&mut self) {
        for mark in [Mark::Shouting, Mark::StressedWord] {
            self.counts[mark as usize] = 0;
            self.first[mark as usize] = Span::default();
        }
        self.capital_count = 0;
    }

    fn add(&mut self, mark: Mark, span: Span) {
        if self.counts[mark as usize] == 0 {
            self.first[mark as usize] = span;
        }
        self.counts[mark as usize] += 1;
    }
}

/// A run of words in capitals inside one clause.
#[derive(Default)]
struct CapitalRun {
    clause: u32,
    words: u32,
    span: Span,
    longest_letters: u32,
}

/// Fills `style` from the tokens of the zones that are the writer's own words.
pub(crate) fn observe(folded: &Folded, tokens: &[Token], zones: &[Zone], style: &mut Style) {
    *style = Style::default();
    for zone in zones.iter().filter(|zone| zone.kind.is_own_words()) {
        let mut run = CapitalRun::default();
        let mut rest = &tokens[zone.first_token as usize..zone.end_token as usize];
        loop {
            if run.words == 0 {
                rest = pass_plain_words(rest, style);
            }
            let [token, others @ ..] = rest else { break };
            observe_token(folded, token, &mut run, style);
            rest = others;
        }
        run.close(style);
    }
}

/// Counts the words that `tokens` open with, as far as there is nothing but words to count, and gives what follows: most
/// tokens are words that neither begin nor end a run of capitals.
fn pass_plain_words<'t>(tokens: &'t [Token], style: &mut Style) -> &'t [Token] {
    let is_plain = |token: &Token| token.kind == Kind::Word && !token.is_capitals && !token.is_stretched;
    let count = tokens.iter().position(|token| !is_plain(token)).unwrap_or(tokens.len());
    style.word_count += count as u32;
    &tokens[count..]
}

#[inline(never)]
fn observe_token(folded: &Folded, token: &Token, run: &mut CapitalRun, style: &mut Style) {
    if token.is_stretched {
        style.add(Mark::Stretched, token.source);
    }
    match token.kind {
        Kind::Word | Kind::Masked => {
            style.word_count += 1;
            style.capital_count += u32::from(token.is_capitals);
            run.take(token, style);
        }
        Kind::Mark => mark(folded.bytes(token.plain), token.source, style),
        Kind::Quote => style.add(Mark::Quoted, token.source),
        Kind::Code | Kind::Email | Kind::Link => style.code_count += 1,
        _ => {}
    }
}

impl CapitalRun {
    fn take(&mut self, token: &Token, style: &mut Style) {
        if self.words == 0 && !token.is_capitals {
            return;
        }
        let letters = token.plain.end - token.plain.start;
        if token.clause != self.clause {
            if self.words > 0 {
                self.close(style);
            }
            self.clause = token.clause;
        }
        if token.is_capitals || letters <= 2 && token.is_capitalised && self.words > 0 {
            if self.words == 0 {
                self.span = token.source;
            }
            self.words += 1;
            self.span.end = token.source.end;
            self.longest_letters = self.longest_letters.max(letters);
        } else if self.words > 0 {
            self.close(style);
            self.clause = token.clause;
        }
    }

    fn close(&mut self, style: &mut Style) {
        if self.words >= SHOUTED_WORDS && self.longest_letters >= STRESSED_LETTERS {
            style.add(Mark::Shouting, self.span);
        } else if self.words > 0 && self.longest_letters >= STRESSED_LETTERS {
            style.add(Mark::StressedWord, self.span);
        }
        *self = CapitalRun::default();
    }
}

fn mark(bytes: &[u8], span: Span, style: &mut Style) {
    // Most marks are one comma or stop.
    match bytes {
        [b'?'] => return style.add(Mark::Question, span),
        [b'!'] => return style.add(Mark::Exclamation, span),
        [_] => return,
        _ => {}
    }
    let questions = bytes.iter().filter(|byte| **byte == b'?').count();
    let exclamations = bytes.iter().filter(|byte| **byte == b'!').count();
    match (questions, exclamations) {
        (0, 0) if bytes.len() >= 2 && bytes[0] == b'.' => style.add(Mark::Ellipsis, span),
        (0, 0) => {}
        (0, 1) => style.add(Mark::Exclamation, span),
        (0, _) => style.add(Mark::PiledExclamations, span),
        (1, 0) => style.add(Mark::Question, span),
        (_, 0) => style.add(Mark::PiledQuestions, span),
        _ => style.add(Mark::MixedMarks, span),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::{fold::fold, tokens::split, zones::part};

    fn check(text: &str, mark: Mark, count: u32) {
        let (mut folded, mut tokens, mut zones, mut style) =
            (Folded::default(), Vec::new(), Vec::new(), Style::default());
        fold(text, &mut folded);
        split(text, &folded, &mut tokens);
        part(text, &folded, &tokens, &mut zones);
        observe(&folded, &tokens, &zones, &mut style);
        assert_eq!(style.count(mark), count, "{mark:?} in {text:?}");
    }

    #[test]
    fn a_clause_in_capitals_shouts_and_a_word_or_a_reference_does_not() {
        check("VOUS ÊTES DES NULS", Mark::Shouting, 1);
        check("REMBOURSEZ-MOI TOUT DE SUITE !", Mark::Shouting, 1);
        check("C'est URGENT, ma box SFR, CMD-4512", Mark::Shouting, 0);
        check("La SNCF, la RATP et EDF", Mark::Shouting, 0);
        check("C'est URGENT", Mark::StressedWord, 1);
    }

    #[test]
    fn capitals_that_are_explained_do_not_shout() {
        let shouts = |text: &str| {
            crate::analyzer::Analyzer::french().analyze(text).signals.contains(crate::names::Signal::Shouting)
        };
        assert!(shouts("OU EST MON COLIS"));
        assert!(!shouts("DESOLE POUR LES MAJUSCULES, JE VOIS MAL : OU EST MON COLIS"));
    }

    #[test]
    fn marks_are_told_apart() {
        check("quoi ???", Mark::PiledQuestions, 1);
        check("quoi ?!", Mark::MixedMarks, 1);
        check("non!!!!", Mark::PiledExclamations, 1);
        check("Oui… non...", Mark::Ellipsis, 2);
        check("Où ?", Mark::Question, 1);
    }
}
