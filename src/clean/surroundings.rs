//! Tells what the writer did not write now: quoted mail, mail headers, subject lines, footers.
//!
//! Takes a line of tokens; says what it opens. Where a zone begins and ends is for [`super::zones`].

use super::phrases::{ATTRIBUTIONS, DISCLAIMERS, FOOTERS, FORWARDED, Phrase, SENDERS};
use super::tokens::Kind;
use super::zones::{Opening, Parter};

/// How many words a mobile footer may have; disclaimers may have more, in words.
const MAX_FOOTER_WORDS: usize = 12;

/// How many tokens of a line are looked at to know what it opens, in tokens.
pub(super) const LINE_HEAD: usize = 14;

impl Parter<'_> {
    pub(super) fn opens_quote(&self, first: usize, end: usize, opening: Opening<'_>) -> bool {
        if self.word(first) == b">" {
            return true;
        }
        let head = end.min(first + LINE_HEAD);
        let announces = |phrase: Phrase| {
            let words = || self.tokens[first..end].iter().filter(|token| token.kind == Kind::Word).count();
            self.word(first) == b"-" || words() == phrase.len()
        };
        if self.reads_any(opening, head, &FORWARDED)
            && self.phrases_at(opening, head, &FORWARDED).any(announces)
        {
            return true;
        }
        self.is_attribution(first, end, opening) || self.is_mail_header(first, end, opening)
    }

    /// « Le 3 mars 2026 à 10:12, X <x@y.fr> a écrit : », « On Tue, X wrote: », also broken over two lines.
    fn is_attribution(&self, first: usize, end: usize, opening: Opening<'_>) -> bool {
        let has_date =
            || self.tokens[first..end].iter().take(LINE_HEAD).any(|token| token.kind == Kind::Code);
        if !self.reads_any(opening, end, &ATTRIBUTIONS) || !has_date() {
            return false;
        }
        let line_end = self.tokens[end..]
            .iter()
            .position(|token| token.kind == Kind::Newline)
            .map_or(self.tokens.len(), |n| end + n);
        let said = |from: usize, to: usize| {
            (from..to).any(|at| {
                self.word(at) == b"wrote"
                    || (self.word(at) == b"a" || self.word(at) == b"avez")
                        && self.word(at + 1).starts_with(b"ecrit")
            })
        };
        let ends_with_colon =
            |to: usize| to > 0 && (to.saturating_sub(3)..to).any(|at| self.word(at) == b":");
        said(first, end) && ends_with_colon(end)
            || end - first >= 5
                && !said(first, end)
                && line_end - end < 8
                && said(end, line_end)
                && ends_with_colon(line_end)
    }

    /// « De : … » or « From: … », followed within four lines by « Envoyé : », « Date : », « À : », « Objet : ».
    fn is_mail_header(&self, first: usize, end: usize, opening: Opening<'_>) -> bool {
        let is_field = |at: usize| {
            self.word(at + 1) == b":" || self.word(at + 2) == b":" && self.tokens[at + 1].kind == Kind::Sign
        };
        if !(self.reads_any(opening, end, &SENDERS) && is_field(first)) {
            return false;
        }
        let mut lines = 0;
        for at in end..self.tokens.len() {
            lines += usize::from(self.tokens[at].kind == Kind::Newline);
            if lines >= 4 {
                break;
            }
            let is_second =
                matches!(self.word(at), b"envoye" | b"sent" | b"date" | b"objet" | b"subject" | b"to" | b"a");
            if self.tokens[at].starts_line && is_second && is_field(at) {
                return true;
            }
        }
        false
    }

    pub(super) fn is_footer(&self, first: usize, end: usize, opening: Opening<'_>) -> bool {
        let asks =
            || self.tokens[first..end].iter().any(|token| self.folded.bytes(token.plain).contains(&b'?'));
        let head = end.min(first + LINE_HEAD);
        self.reads_any(opening, head, &DISCLAIMERS)
            || self.reads_any(opening, head, &FOOTERS)
                && self.word_count(first, end) <= MAX_FOOTER_WORDS
                && !asks()
    }

    pub(super) fn is_header(&self, first: usize, end: usize) -> bool {
        matches!(self.word(first), b"objet" | b"sujet" | b"subject" | b"re" | b"fwd" | b"tr")
            && (first + 1..end.min(first + 4)).any(|at| self.word(at) == b":")
    }
}
