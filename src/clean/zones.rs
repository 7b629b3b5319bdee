//! Parts a message into zones: what the writer says now, and what only surrounds it.
//!
//! Takes the tokens; gives the zones in order, joined without gaps, so that no byte is lost. Looks only at how lines
//! begin and at the few phrases that open a greeting, a closing, a quote. Judges nothing.
//!
//! | line                                        | zone      |
//! |---------------------------------------------|-----------|
//! | Objet : Re: ma commande                     | header    |
//! | Bonjour,                                    | greeting  |
//! | Où est mon colis ?                          | body      |
//! | Merci d'avance,                             | thanks    |
//! | Cordialement,                               | closing   |
//! | Paul Durand — 06 …                          | signature |
//! | Envoyé de mon iPhone                        | footer    |
//! | Le 3 mars, X a écrit : / > … / De : …       | quote     |

use serde::{Deserialize, Serialize};

use super::fold::Folded;
use super::phrases::{CLOSINGS, POSTSCRIPTS, Phrase, Phrases, is_address, is_greeting, letter_bit};
use super::surroundings::LINE_HEAD;
use super::tokens::{Kind, Token};
use crate::span::Span;

/// What a stretch of a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ZoneKind {
    /// A subject line or other header above the text.
    Header,
    /// The opening address.
    Greeting,
    /// What is said.
    Body,
    /// Thanks at the end.
    Thanks,
    /// The closing formula.
    Closing,
    /// The writer's name and whereabouts.
    Signature,
    /// A mobile footer or a legal disclaimer.
    Footer,
    /// Earlier mail, quoted or forwarded, with its own header.
    Quote,
}

impl ZoneKind {
    /// Whether tone is judged there: the writer's own words in this message.
    ///
    /// ```
    /// use politesse::ZoneKind;
    /// assert!(ZoneKind::Thanks.is_own_words() && !ZoneKind::Quote.is_own_words());
    /// ```
    pub fn is_own_words(self) -> bool {
        !matches!(self, ZoneKind::Signature | ZoneKind::Footer | ZoneKind::Quote)
    }
}

/// One zone of a message.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Zone {
    /// What it is.
    pub kind: ZoneKind,
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    #[serde(skip)]
    pub(crate) first_token: u32,
    #[serde(skip)]
    pub(crate) end_token: u32,
}

/// Two zones are the same when they are of one kind over one span; the tokens are the crate's own business.
impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        (self.kind, self.span) == (other.kind, other.span)
    }
}

impl Eq for Zone {}

/// How many words a line may have to count as part of a signature, in words.
const MAX_SIGNATURE_WORDS: usize = 9;

/// How many words in small letters a name may have (« Anne de la Tour », « paul durand »), in words.
const MAX_SMALL_IN_NAME: usize = 2;

/// How many words in small letters an address may have (« 3 rue des Tilleuls »), in words.
const MAX_SMALL_IN_ADDRESS: usize = 4;

/// How far a name may reach behind a closing on its own line, in tokens.
const MAX_SIGNED_TOKENS: usize = 8;

/// How many lines a signature may have, in lines.
const MAX_SIGNATURE_LINES: usize = 7;

/// How many words a greeting line may have before it is a sentence, in words.
const MAX_GREETING_WORDS: usize = 6;

/// Parts the message into `zones`; linear in the tokens.
pub(crate) fn part(source: &str, folded: &Folded, tokens: &[Token], zones: &mut Vec<Zone>) {
    zones.clear();
    let mut parter =
        Parter { folded, tokens, zones, seen_body: false, signature_lines: 0, now: ZoneKind::Body };
    let mut first = 0;
    while first < tokens.len() {
        let end = tokens[first..]
            .iter()
            .position(|token| token.kind == Kind::Newline)
            .map_or(tokens.len(), |n| first + n + 1);
        parter.line(first, end);
        first = end;
    }
    close(source, tokens, zones);
}

pub(super) struct Parter<'a> {
    pub(super) folded: &'a Folded,
    pub(super) tokens: &'a [Token],
    zones: &'a mut Vec<Zone>,
    seen_body: bool,
    signature_lines: usize,
    /// The zone that the last line ended in.
    now: ZoneKind,
}

/// Where the first word of a line or clause stands, and that word; empty when there is none.
#[derive(Clone, Copy)]
pub(super) struct Opening<'a> {
    pub(super) at: usize,
    word: &'a [u8],
    /// The bit of its first letter.
    letter_bit: u32,
}

impl<'a> Parter<'a> {
    #[inline]
    pub(super) fn word(&self, at: usize) -> &'a [u8] {
        self.tokens.get(at).map_or(b"", |token| self.folded.bytes(token.plain))
    }

    /// Whether the words from `at` on are these, marks left out.
    fn reads(&self, at: usize, end: usize, phrase: &[&[u8]]) -> bool {
        let mut words = (at..end.min(self.tokens.len())).filter(|at| !is_mark(&self.tokens[*at]));
        phrase.iter().all(|wanted| words.next().is_some_and(|at| self.word(at) == *wanted))
    }

    /// What the words from `at` on may open, the marks before them left out.
    #[inline]
    pub(super) fn opening(&self, at: usize, end: usize) -> Opening<'a> {
        let end = end.min(self.tokens.len());
        let at = (at..end).find(|at| !is_mark(&self.tokens[*at])).unwrap_or(end);
        let word: &[u8] = if at < end { self.word(at) } else { b"" };
        Opening { at, word, letter_bit: letter_bit(word) }
    }

    /// Whether the words of the opening are one of the phrases, up to token `end`.
    #[inline(always)]
    pub(super) fn reads_any(&self, opening: Opening<'_>, end: usize, phrases: &Phrases) -> bool {
        // Most words begin with no letter that a phrase does; this spares them the call.
        phrases.may_open_with(opening.letter_bit) && self.reads_one(opening, end, phrases)
    }

    #[inline(never)]
    fn reads_one(&self, opening: Opening<'_>, end: usize, phrases: &Phrases) -> bool {
        self.phrases_at(opening, end, phrases).next().is_some()
    }

    /// Those of the phrases that the words of the opening are, up to token `end`.
    pub(super) fn phrases_at(
        &self,
        opening: Opening<'_>,
        end: usize,
        phrases: &Phrases,
    ) -> impl Iterator<Item = Phrase> {
        phrases.that_open_with(opening.word).filter(move |phrase| self.reads(opening.at, end, phrase))
    }

    /// How many words and codes there are in tokens `first..end`.
    pub(super) fn word_count(&self, first: usize, end: usize) -> usize {
        let is_word = |token: &&Token| matches!(token.kind, Kind::Word | Kind::Code);
        self.tokens[first..end].iter().filter(is_word).count()
    }

    /// Opens zone `kind` at token `at`, unless it is open already.
    fn open(&mut self, kind: ZoneKind, at: usize) {
        self.now = kind;
        let at = at as u32;
        match self.zones.last_mut() {
            Some(last) if last.kind == kind => {}
            Some(last) if last.first_token == at => last.kind = kind,
            _ => self.zones.push(Zone { kind, span: Span::default(), first_token: at, end_token: at }),
        }
    }

    /// Gives one line, tokens `first..end`, its zones.
    fn line(&mut self, first: usize, end: usize) {
        if self.now == ZoneKind::Quote && !self.is_answer_below(first) {
            return;
        }
        let is_blank = self.tokens[first].kind == Kind::Newline;
        if is_blank {
            if self.zones.is_empty() {
                self.open(ZoneKind::Body, first);
            }
            return;
        }
        let opening = self.opening(first, end);
        if self.opens_quote(first, end, opening) {
            return self.open(ZoneKind::Quote, first);
        }
        if self.now == ZoneKind::Footer || self.is_footer(first, end, opening) {
            return self.open(ZoneKind::Footer, first);
        }
        if !self.seen_body && self.is_header(first, end) {
            return self.open(ZoneKind::Header, first);
        }
        if matches!(self.now, ZoneKind::Closing | ZoneKind::Signature)
            && self.goes_on_signing(first, end, opening)
        {
            return self.open(ZoneKind::Signature, first);
        }
        self.own_words(first, end);
    }

    /// Below `> …` lines the writer may go on; below any other quote everything is quoted.
    fn is_answer_below(&self, first: usize) -> bool {
        let opener = self.zones.last().map_or(0, |zone| zone.first_token as usize);
        self.word(opener) == b">" && self.word(first) != b">" && self.tokens[first].kind != Kind::Newline
    }

    /// After a closing, short lines without a sentence in them sign.
    fn goes_on_signing(&mut self, first: usize, end: usize, opening: Opening<'_>) -> bool {
        if opening.at < first + 2 && self.reads_any(opening, first + 2, &POSTSCRIPTS) {
            return false;
        }
        self.signature_lines += 1;
        let line = || self.tokens[first..].iter().take_while(|token| token.kind != Kind::Newline);
        let asks = line().any(|token| {
            token.kind == Kind::Mark
                && self.folded.bytes(token.plain).iter().any(|byte| matches!(byte, b'?' | b'!'))
        });
        // A name, a firm, an address: words in small letters make a sentence, which is the writer's own again.
        let small = line().filter(|token| token.kind == Kind::Word && !token.is_capitalised).count();
        let has_number = line().any(|token| matches!(token.kind, Kind::Code | Kind::Email | Kind::Link));
        let allowed = if has_number { MAX_SMALL_IN_ADDRESS } else { MAX_SMALL_IN_NAME };
        !asks
            && small <= allowed
            && self.word_count(first, end) <= MAX_SIGNATURE_WORDS
            && self.signature_lines <= MAX_SIGNATURE_LINES
    }

    /// Parts a line of the writer's own words into greeting, body, thanks and closing.
    fn own_words(&mut self, first: usize, end: usize) {
        self.signature_lines = 0;
        if self.word(first) == b"-" && self.word(first + 1) == b"-" && end - first <= 4 {
            self.signature_lines = 1;
            return self.open(ZoneKind::Signature, first);
        }
        let mut at = first;
        if !self.seen_body {
            let greeting_end = self.greeting_end(first, end);
            if greeting_end > first {
                self.open(ZoneKind::Greeting, first);
                at = greeting_end;
            }
        }
        // The line's end is no part of it: a mail added below must change nothing.
        let last = end - usize::from(self.tokens[end - 1].kind == Kind::Newline);
        while at < last {
            let segment = self.tokens[at].segment;
            let is_clause_start = at == first || segment != self.tokens[at - 1].segment;
            if is_clause_start && self.seen_body && self.is_closing(at, end) {
                return self.close_with(at, last);
            }
            let is_thanks = is_clause_start && self.word(at) == b"merci" && self.is_last_sentence(at, end);
            if is_thanks {
                self.open(ZoneKind::Thanks, at);
            } else if self.now != ZoneKind::Thanks || at == first {
                self.open(ZoneKind::Body, at);
            }
            self.seen_body = true;
            // Nothing opens but where a segment begins.
            let rest = &self.tokens[at..last];
            at += rest.iter().position(|token| token.segment != segment).unwrap_or(rest.len());
        }
    }

    /// Opens the closing at token `at`, and the signature where a name follows it on its line, which ends at `last`.
    fn close_with(&mut self, at: usize, last: usize) {
        self.open(ZoneKind::Closing, at);
        let signed = (at + 1..last).find(|next| self.word(*next) == b",").map(|comma| comma + 1);
        if let Some(name) = signed.filter(|name| *name < last && last - name < MAX_SIGNED_TOKENS)
            && self.tokens[name].kind == Kind::Word
            && self.tokens[name].is_capitalised
            && !self.is_closing(name, last)
        {
            self.open(ZoneKind::Signature, name);
        }
    }

    /// One past the greeting that opens the line, or `first` when there is none.
    fn greeting_end(&self, first: usize, end: usize) -> usize {
        let start = (first..end)
            .find(|at| !matches!(self.tokens[*at].kind, Kind::Mention | Kind::Sign))
            .unwrap_or(end);
        if start >= end || !is_greeting(self.word(start)) {
            return first;
        }
        if self.word_count(first, end) <= MAX_GREETING_WORDS
            && !self.tokens[start..end].iter().any(|token| self.folded.bytes(token.plain) == b"?")
        {
            let is_short_line = (start..end).all(|at| !matches!(self.tokens[at].kind, Kind::Code))
                && (start + 1..end).all(|at| {
                    matches!(self.tokens[at].kind, Kind::Mark | Kind::Newline)
                        || self.tokens[at].is_capitalised
                        || is_address(self.word(at))
                });
            if is_short_line {
                return end;
            }
        }
        let mut at = start + 1;
        while at < end && (is_address(self.word(at)) || is_greeting(self.word(at))) {
            at += 1;
        }
        // A name may follow: « Bonjour Camille, ».
        if at + 1 < end && self.tokens[at].is_capitalised && self.tokens[at + 1].kind == Kind::Mark {
            at += 1;
        }
        while at < end && matches!(self.tokens[at].kind, Kind::Mark) && self.word(at) != b"(" {
            at += 1;
        }
        at
    }

    fn is_closing(&self, at: usize, end: usize) -> bool {
        let head = end.min(at + LINE_HEAD);
        self.reads_any(self.opening(at, head), head, &CLOSINGS)
    }

    /// Whether nothing but a short rest of the line follows the clause that `at` begins.
    fn is_last_sentence(&self, at: usize, end: usize) -> bool {
        self.tokens[end - 1].clause <= self.tokens[at].clause + 1
    }
}

fn is_mark(token: &Token) -> bool {
    matches!(token.kind, Kind::Mark | Kind::Sign | Kind::Quote)
}

/// Gives the zones their spans, joined without gaps over the whole text.
fn close(source: &str, tokens: &[Token], zones: &mut Vec<Zone>) {
    let length = source.len() as u32;
    if zones.is_empty() && length > 0 {
        zones.push(Zone { kind: ZoneKind::Body, span: Span::default(), first_token: 0, end_token: 0 });
    }
    let mut end = length;
    let mut end_token = tokens.len() as u32;
    for index in (0..zones.len()).rev() {
        let zone = &mut zones[index];
        let start = if index == 0 { 0 } else { tokens[zone.first_token as usize].source.start };
        zone.span = Span::new(start, end).on_graphemes(source);
        zone.end_token = end_token;
        end = zone.span.start;
        end_token = zone.first_token;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::{fold::fold, tokens::split};

    fn zones_of(text: &str) -> Vec<(ZoneKind, String)> {
        let (mut folded, mut tokens, mut zones) = (Folded::default(), Vec::new(), Vec::new());
        fold(text, &mut folded);
        split(text, &folded, &mut tokens);
        part(text, &folded, &tokens, &mut zones);
        let joined: String = zones.iter().map(|zone| zone.span.of(text)).collect();
        assert_eq!(joined, text, "zones joined give back the text");
        zones.iter().map(|zone| (zone.kind, zone.span.of(text).trim().to_owned())).collect()
    }

    fn check(text: &str, expected: &[(ZoneKind, &str)]) {
        let expected: Vec<_> = expected.iter().map(|(kind, text)| (*kind, (*text).to_owned())).collect();
        assert_eq!(zones_of(text), expected, "parting {text:?}");
    }

    use ZoneKind::*;

    #[test]
    fn a_whole_mail_has_all_its_zones() {
        check(
            "Objet : colis\nBonjour Madame,\n\nOù est mon colis ?\n\nMerci d'avance.\nCordialement,\nPaul Durand\n06 39 98 00 00\n\nEnvoyé de mon iPhone",
            &[
                (Header, "Objet : colis"),
                (Greeting, "Bonjour Madame,"),
                (Body, "Où est mon colis ?"),
                (Thanks, "Merci d'avance."),
                (Closing, "Cordialement,"),
                (Signature, "Paul Durand\n06 39 98 00 00"),
                (Footer, "Envoyé de mon iPhone"),
            ],
        );
    }

    #[test]
    fn one_line_can_hold_them_too() {
        check(
            "Bonjour, où est mon colis ? Merci. Cordialement, Paul",
            &[
                (Greeting, "Bonjour,"),
                (Body, "où est mon colis ?"),
                (Thanks, "Merci."),
                (Closing, "Cordialement,"),
                (Signature, "Paul"),
            ],
        );
    }

    #[test]
    fn quoted_mail_is_not_the_writer_s() {
        for quote in [
            "> vous êtes des nuls",
            "Le 3 mars 2026 à 10:12, Aide <aide@exemple.fr> a écrit :\n> nuls",
            "On Tue, Mar 3, 2026 at 10:12 AM Aide wrote:\nnuls",
            "-----Message d'origine-----\nDe : Aide\nnuls",
            "De : Aide\nEnvoyé : mardi 3 mars\nObjet : nuls",
            "From: Aide\nSent: Tuesday\nSubject: nuls",
        ] {
            check(&format!("Oui merci\n\n{quote}"), &[(Body, "Oui merci"), (Quote, quote)]);
        }
        check("> et le prix ?\nIl est de 3 €", &[(Quote, "> et le prix ?"), (Body, "Il est de 3 €")]);
    }

    #[test]
    fn a_sentence_below_a_closing_is_the_writer_s_own() {
        let own = |text: &str| {
            let zones = zones_of(text);
            zones
                .into_iter()
                .filter(|(kind, _)| kind.is_own_words())
                .map(|(_, text)| text)
                .collect::<Vec<_>>()
                .join(" | ")
        };
        for text in [
            "Mon colis n'arrive pas. Cordialement.\nVous êtes des voleurs.",
            "Toujours rien. Bonne journée, bande de voleurs !",
            "Toujours rien.\nCordialement\n\nRemboursez-moi, c'est très urgent",
            "Envoyé via Mondial Relay le 3 mars, mon colis n'est jamais arrivé et vous ne faites rien, voleurs",
            "Avant d'imprimer mon étiquette, je voudrais savoir si elle vaut encore ?",
            "Mail précédent sans réponse.",
        ] {
            let last = text.split(' ').next_back().unwrap();
            assert!(own(text).contains(last), "own words of {text:?}: {}", own(text));
        }
    }

    #[test]
    fn a_sentence_that_looks_like_a_header_is_body() {
        check("Le 12 mars j'ai commandé", &[(Body, "Le 12 mars j'ai commandé")]);
        check("Envoyé hier, mon colis ?", &[(Body, "Envoyé hier, mon colis ?")]);
        check("", &[]);
    }
}
