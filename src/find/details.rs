//! Joins labels and values into details: « commande » beside « CMD-4512 » is an order number.
//!
//! Takes words, cues and values; gives the details in order, each with its span. A labelled reference counts wherever it
//! stands, in the signature or the quoted mail too; every other detail counts in the writer's own words only (the guide,
//! "What the scores mean").

use std::cmp::Reverse;

use super::extent;
use super::formats::Format;
use super::looks::FoundReference;
use super::purposes::Purposes;
use super::shapes::{Shape, Value};
use super::substance::Speaking;
use super::words::Word;
use crate::clean::fold::Folded;
use crate::clean::tokens::Token;
use crate::clean::zones::Zone;
use crate::lexicon::Lexicon;
use crate::names::{Detail, Intent, Name, Set};
use crate::span::Span;

/// A detail given in the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct FoundDetail {
    pub(crate) detail: Detail,
    pub(crate) span: Span,
    /// The value, when it was found by its look.
    pub(crate) shape: Option<Shape>,
    /// The published format that the value is written in, or was meant to be.
    pub(crate) format: Option<Format>,
    /// The value does not pass the check of its format.
    pub(crate) is_malformed: bool,
    /// The intents of a message in which it counts; all where a cue, a label or its look gave it.
    pub(crate) intents: Set<Intent>,
}

impl FoundDetail {
    /// A detail told in words, that counts in a message about anything.
    pub(super) fn told(detail: Detail, span: Span) -> Self {
        Self { detail, span, shape: None, format: None, is_malformed: false, intents: every_intent() }
    }
}

/// What a label says of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Role {
    pub(super) detail: Detail,
    /// The tokens of the reference, the letters before and behind its digits included: « HB 4410 9983 ».
    pub(super) first: u32,
    pub(super) end: u32,
}

/// Buffers of this step.
#[derive(Debug, Default)]
pub(crate) struct Details {
    pub(crate) found: Vec<FoundDetail>,
    /// The details that cues, labels and looks gave.
    pub(crate) present: Set<Detail>,
    /// Announced by a label that no value follows (« mon numéro est le suivant : »), and given nowhere.
    pub(crate) announced: Set<Detail>,
    /// The words that may be of substance.
    pub(super) speaking: Vec<Speaking>,
    /// By value: its role, once a label gave it one.
    pub(super) roles: Vec<Option<Role>>,
}

/// How far before a day a « depuis » makes it the start of a time, in tokens.
const MAX_SINCE: usize = 6;

/// How words begin that make a purchase of what a « depuis » begins with: « depuis l'achat samedi » names the day of it.
const BOUGHT: [&[u8]; 5] = [b"achat", b"achet", b"livr", b"recep", b"command"];

/// Words before a weekday that stands for its kind.
const ANY_DAY: [&[u8]; 5] = [b"un", b"chaque", b"plusieurs", b"aucun", b"les"];

/// Words that make a street or a measure of the number before them: « le 12 rue des Lices », « du 5 ghz ».
const NOT_AFTER_A_DAY: [&[u8]; 22] = [
    b"rue",
    b"avenue",
    b"boulevard",
    b"impasse",
    b"place",
    b"allee",
    b"allees",
    b"chemin",
    b"quai",
    b"route",
    b"square",
    b"cours",
    b"bis",
    b"ter",
    b"ghz",
    b"volts",
    b"v",
    b"etage",
    b"eme",
    b"pouces",
    b"cm",
    b"mm",
];

/// What the step reads.
#[derive(Clone, Copy)]
pub(crate) struct Given<'a> {
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) folded: &'a Folded,
    pub(crate) tokens: &'a [Token],
    pub(crate) zones: &'a [Zone],
    pub(crate) words: &'a [Word],
    pub(crate) purposes: &'a Purposes,
    pub(crate) values: &'a [Value],
    pub(crate) references: &'a [FoundReference],
}

impl Details {
    /// The details that count in a message of that intent.
    pub(crate) fn that_count(&self, lexicon: &Lexicon, intent: Intent) -> Set<Detail> {
        let counting = self.found.iter().filter(|found| found.intents.contains(intent));
        lexicon.details_that_count(counting.map(|found| found.detail).collect(), intent)
    }
}

/// Every intent: what a cue, a label or a look gives counts in all, but for the detail's own list.
fn every_intent() -> Set<Intent> {
    Intent::ALL.iter().copied().collect()
}

/// Fills `details`.
pub(crate) fn join(given: Given<'_>, details: &mut Details) {
    details.found.clear();
    details.roles.clear();
    details.roles.resize(given.values.len(), None);
    given.label_values(details);
    given.add_values(details);
    given.add_told(details);
    details.present = details.found.iter().map(|found| found.detail).collect();
    given.add_shown(details);
    given.add_substance(details);
    details.found.sort_unstable_by_key(|found| (found.span.start, Reverse(found.span.end), found.detail));
    details.found.dedup_by(|same, kept| {
        let is_same = (same.span, same.detail) == (kept.span, kept.detail);
        kept.intents = kept.intents.union(if is_same { same.intents } else { Set::default() });
        is_same
    });
    extent::drop_overlapping(&mut details.found);
    details.announced = given.announced(details.present);
}

impl Given<'_> {
    pub(super) fn bytes(&self, at: usize) -> &[u8] {
        self.tokens.get(at).map_or(b"", |token| self.folded.bytes(token.plain))
    }

    pub(super) fn span(&self, first: usize, end: usize) -> Span {
        Span::new(self.tokens[first].source.start, self.tokens[end - 1].source.end)
    }

    /// The tokens of the words `first..end`.
    pub(super) fn tokens_of(&self, first: u32, end: u32) -> (usize, usize) {
        let (first, last) = (&self.words[first as usize], &self.words[end as usize - 1]);
        (first.token as usize, last.last_token as usize + 1)
    }

    pub(super) fn is_own(&self, token: u32) -> bool {
        let zone = self.zones.partition_point(|zone| zone.first_token <= token).checked_sub(1);
        zone.is_none_or(|zone| self.zones[zone].kind.is_own_words())
    }

    /// Adds what the values themselves give.
    fn add_values(&self, details: &mut Details) {
        for (index, value) in self.values.iter().enumerate() {
            let by_shop = self.reference(index).map(|found| found.span);
            let role = details.roles[index];
            let mut add = |detail, first: u32, end: u32| {
                let span = by_shop.unwrap_or_else(|| self.span(first as usize, end as usize));
                let (format, is_malformed) = self.format(*value, detail);
                let shape = Some(value.shape);
                let told = FoundDetail::told(detail, span);
                details.found.push(FoundDetail { shape, format, is_malformed, ..told });
            };
            if let Some(Role { detail, first, end }) = role {
                add(detail, first, end);
            }
            let detail = match value.shape {
                Shape::Amount { .. } => Detail::Amount,
                Shape::Date { .. } if role.is_none() && !self.is_street(value.end as usize) => Detail::Date,
                // With a label it is a reference in pairs.
                Shape::Phone { is_malformed: true }
                    if role.is_some_and(|role| role.detail != Detail::CustomerId) =>
                {
                    continue;
                }
                Shape::Phone { .. } => Detail::Phone,
                Shape::Email => Detail::Email,
                Shape::Address => Detail::Address,
                _ => continue,
            };
            if self.is_own(value.first) {
                add(detail, value.first, value.end);
            }
        }
    }

    /// Whether words that name a day mean that one day: « depuis la panne de mardi » says how long, « un dimanche » which kind
    /// of day, « du 12 rue des Lices » where.
    fn names_a_day(&self, first: usize, end: usize) -> bool {
        let segment = self.tokens[first].segment;
        let mut before = (first.saturating_sub(MAX_SINCE)..first).rev();
        // What stands before « depuis » (« livré depuis lundi ») names no day.
        let is_bought = |at: usize| BOUGHT.iter().any(|stem| self.bytes(at).starts_with(stem));
        let since =
            before.clone().find(|at| self.tokens[*at].segment == segment && self.bytes(*at) == b"depuis");
        let is_since = since.is_some_and(|since| !before.any(|at| at > since && is_bought(at)));
        // « quelqu'un ce soir » is one day.
        let is_someone = first > 1 && self.bytes(first - 2).starts_with(b"quelqu");
        let is_any = first > 0 && !is_someone && ANY_DAY.contains(&self.bytes(first - 1));
        !(is_since || is_any || self.is_street(end))
    }

    /// Whether words that count mean things: « commande 19-0044, centrifugeuse » counts none.
    fn counts_things(&self, first: usize, end: usize) -> bool {
        self.is_unbroken(first, end) && (first..end).all(|at| !self.bytes(at).contains(&b'-'))
    }

    /// « c'est une erreur, 3 cartons manquent »: a number behind a comma is of something else.
    fn is_unbroken(&self, first: usize, end: usize) -> bool {
        (first..end).all(|at| !matches!(self.bytes(at), b"," | b"("))
    }

    fn is_street(&self, at: usize) -> bool {
        at > 0 && at < self.tokens.len() && NOT_AFTER_A_DAY.contains(&self.bytes(at))
    }

    /// Adds what cues tell in words: product, symptom, reason …
    fn add_told(&self, details: &mut Details) {
        let own = || self.purposes.tellings.iter().filter(|telling| telling.is_own);
        let has_product = own().any(|telling| telling.is_strong && telling.detail == Detail::Product);
        // « ne marche pas » is a symptom only beside a product (the guide, "completeness").
        for telling in own().filter(|telling| has_product || telling.is_strong) {
            let detail = telling.detail;
            let (first, end) = self.tokens_of(telling.first, telling.end);
            if detail == Detail::Date && !self.names_a_day(first, end)
                || detail == Detail::Quantity && !self.counts_things(first, end)
                || detail == Detail::ErrorMessage && !self.is_unbroken(first, end)
            {
                continue;
            }
            if let Some((first, end)) = self.extent(detail, first, end) {
                details.found.push(FoundDetail::told(detail, self.span(first, end)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::find::tests::check;
    use crate::names::Detail;

    #[test]
    fn a_label_gives_a_value_its_role() {
        check("ma commande n° 4512-77", Detail::OrderNumber, Some("4512-77"));
        check("Commande : CMD-4512", Detail::OrderNumber, Some("CMD-4512"));
        check("le 31-70 886 est mon numéro de commande", Detail::OrderNumber, Some("31-70886"));
        check("N° client\n20-448-913", Detail::CustomerId, Some("20-448-913"));
        check("facture de mars (n° FA-0318)", Detail::InvoiceNumber, Some("FA-0318"));
        check("où est XW204118773FR", Detail::TrackingNumber, Some("XW204118773FR"));
    }

    #[test]
    fn a_number_without_a_role_does_not_count() {
        check("j'ai un numéro de commande", Detail::OrderNumber, None);
        check("je n'ai plus mon numéro de client", Detail::CustomerId, None);
        check("4512 fois merci", Detail::OrderNumber, None);
        check("facture de 34,99", Detail::InvoiceNumber, None);
        check("mes factures de 2022", Detail::InvoiceNumber, None);
    }

    #[test]
    fn a_reference_counts_in_a_quoted_mail_and_nothing_else_does() {
        let text = "Toujours rien\n\n> Bonjour, votre commande 4512-77 du 12/03";
        check(text, Detail::OrderNumber, Some("4512-77"));
        check(text, Detail::Date, None);
    }

    #[test]
    fn how_long_is_not_when() {
        check("plus de chauffage depuis hier soir", Detail::Date, None);
        check("livré hier soir", Detail::Date, Some("today-1 evening"));
        check("indiqué livré depuis lundi", Detail::Date, None);
        check("en panne depuis l'achat samedi", Detail::Date, Some("saturday"));
        check("il me faut quelqu'un ce soir", Detail::Date, Some("today evening"));
        check("ouvert un dimanche", Detail::Date, None);
    }
}
