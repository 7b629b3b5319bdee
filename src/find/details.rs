//! Joins labels and values into details: « commande » beside « CMD-4512 » is an order number.
//!
//! Takes words, cues and values; gives the details in order, each with its span. A labelled reference counts wherever it
//! stands, in the signature or the quoted mail too; every other detail counts in the writer's own words only (the guide,
//! "What the scores mean").

use std::cmp::Reverse;

use super::cues::Found;
use super::extent;
use super::formats::Format;
use super::looks::FoundReference;
use super::shapes::{Shape, Value};
use super::words::Word;
use crate::clean::fold::Folded;
use crate::clean::tokens::{Kind, Token};
use crate::clean::zones::Zone;
use crate::lexicon::{Lexicon, Purpose};
use crate::names::{Detail, Set};
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
}

/// Buffers of this step.
#[derive(Debug, Default)]
pub(crate) struct Details {
    pub(crate) found: Vec<FoundDetail>,
    pub(crate) present: Set<Detail>,
    /// Announced by a label that no value follows (« mon numéro est le suivant : »), and given nowhere.
    pub(crate) announced: Set<Detail>,
    /// By value: its role, once a label gave it one.
    roles: Vec<Option<Detail>>,
}

/// How many tokens may stand between a label and its value, in tokens.
const MAX_BETWEEN: usize = 7;

/// The fewest digits of a reference whose label is a mere noun (« commande »), in digits.
const MIN_DIGITS: usize = 3;

/// The shortest reference of letters and digits mixed (« LT-88 », « F7K2 »), in bytes.
const MIN_MIXED_LEN: usize = 4;

/// What the step reads.
#[derive(Clone, Copy)]
pub(crate) struct Given<'a> {
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) folded: &'a Folded,
    pub(crate) tokens: &'a [Token],
    pub(crate) zones: &'a [Zone],
    pub(crate) words: &'a [Word],
    pub(crate) found: &'a [Found],
    pub(crate) values: &'a [Value],
    pub(crate) references: &'a [FoundReference],
}

/// Fills `details`.
pub(crate) fn join(given: Given<'_>, details: &mut Details) {
    details.found.clear();
    details.roles.clear();
    details.roles.resize(given.values.len(), None);
    given.label_values(details);
    given.add_values(details);
    given.add_told(details);
    details.found.sort_unstable_by_key(|found| (found.span.start, Reverse(found.span.end), found.detail));
    details.found.dedup_by_key(|found| (found.span, found.detail));
    extent::drop_overlapping(&mut details.found);
    details.present = details.found.iter().map(|found| found.detail).collect();
    details.announced = given.announced(details.present);
}

impl Given<'_> {
    pub(super) fn bytes(&self, at: usize) -> &[u8] {
        self.tokens.get(at).map_or(b"", |token| self.folded.bytes(token.plain))
    }

    fn span(&self, first: usize, end: usize) -> Span {
        Span::new(self.tokens[first].source.start, self.tokens[end - 1].source.end)
    }

    pub(super) fn is_own(&self, token: u32) -> bool {
        let zone = self.zones.partition_point(|zone| zone.first_token <= token).checked_sub(1);
        zone.is_none_or(|zone| self.zones[zone].kind.is_own_words())
    }

    /// Gives the values beside a label their role.
    fn label_values(&self, details: &mut Details) {
        for found in self.found {
            let Purpose::Label(detail) = self.lexicon.cues[found.cue as usize].purpose else { continue };
            let first = self.words[found.first as usize].token as usize;
            if self.is_label_of_longer(found) {
                continue;
            }
            let end = self.words[found.end as usize - 1].last_token as usize + 1;
            let value = self.value_after(end).or_else(|| self.value_before(first));
            if let Some(value) = value.filter(|value| self.can_be(detail, *value)) {
                let shop = self.by_shop(value).filter(|_| self.has_look(detail));
                details.roles[value].get_or_insert(shop.unwrap_or(detail));
            }
        }
        for (index, value) in self.values.iter().enumerate() {
            if details.roles[index].is_none() {
                details.roles[index] = self.by_shop(index);
            }
            if details.roles[index].is_none() {
                details.roles[index] = match value.shape {
                    Shape::Tracking => Some(Detail::TrackingNumber),
                    Shape::Iban => Some(Detail::BankAccount),
                    // The card or insured number of the account (the guide, "completeness"), told by its look alone.
                    Shape::Card | Shape::Nir | Shape::Vat => Some(Detail::CustomerId),
                    Shape::Code => self.own_label(value.first as usize).or_else(|| self.named(*value)),
                    _ => None,
                };
            }
        }
    }

    /// The reference that a value is by the looks that a profile gives, if it is one.
    fn reference(&self, value: usize) -> Option<&FoundReference> {
        let Value { shape, first, end } = self.values[value];
        let at = self.references.binary_search_by_key(&first, |found| found.first).ok()?;
        (shape == Shape::Code && self.references[at].end == end).then_some(&self.references[at])
    }

    fn by_shop(&self, value: usize) -> Option<Detail> {
        let found = self.reference(value)?;
        Some(self.lexicon.shop.references[found.reference as usize].detail)
    }

    /// Whether a profile knows how a detail looks: what looks like another is that other, whatever the label says.
    fn has_look(&self, detail: Detail) -> bool {
        self.lexicon.shop.references.iter().any(|reference| reference.detail == detail)
    }

    /// « mon numéro » is not the label in « mon numéro de commande »: of two that overlap, the one that ends later is.
    pub(super) fn is_label_of_longer(&self, label: &Found) -> bool {
        // Cues are sorted by their first word.
        let first = self.found.partition_point(|other| other.first < label.first);
        self.found[first..].iter().take_while(|other| other.first < label.end).any(|other| {
            let is_label = matches!(self.lexicon.cues[other.cue as usize].purpose, Purpose::Label(_));
            is_label && other.end > label.end
        })
    }

    /// The value that begins within a few filling tokens from `end` on.
    pub(super) fn value_after(&self, end: usize) -> Option<usize> {
        for at in end..self.tokens.len().min(end + MAX_BETWEEN) {
            let next = self.values.partition_point(|value| (value.first as usize) < at);
            if self.values.get(next).is_some_and(|value| value.first as usize == at) {
                return Some(next);
            }
            let is_filler = match self.tokens[at].kind {
                Kind::Newline => at <= end + 1,
                Kind::Mark => matches!(self.bytes(at), b":" | b"(" | b","),
                Kind::Sign => true,
                _ => is_filler(self.bytes(at)),
            };
            if !is_filler {
                return None;
            }
        }
        None
    }

    /// The value that ends just before the label: « 4512 est mon numéro de commande ».
    pub(super) fn value_before(&self, first: usize) -> Option<usize> {
        let previous = self.values.partition_point(|value| value.end as usize <= first).checked_sub(1)?;
        let between = self.values[previous].end as usize..first;
        if between.len() > MAX_BETWEEN {
            return None;
        }
        let says_so =
            between.clone().any(|at| matches!(self.bytes(at), b"est" | b"c'" | b"(" | b"comme" | b":"));
        let is_near = between.len() <= 5
            && between.clone().all(|at| {
                is_filler(self.bytes(at)) || matches!(self.bytes(at), b"(" | b":" | b"," | b"comme" | b"pour")
            });
        (is_near && says_so).then_some(previous)
    }

    /// Whether the value can be a reference of that kind.
    pub(super) fn can_be(&self, detail: Detail, value: usize) -> bool {
        let Value { shape, first, end } = self.values[value];
        let bytes = || (first..end).flat_map(|at| self.bytes(at as usize));
        let digits = bytes().filter(|byte| byte.is_ascii_digit()).count();
        let has_letter = bytes().any(u8::is_ascii_lowercase);
        match shape {
            Shape::Code | Shape::Postcode if is_decimal(self.bytes(first as usize)) => false,
            Shape::Code | Shape::Postcode if end == first + 1 && is_year(self.bytes(first as usize)) => {
                self.is_announced(first)
            }
            Shape::Code | Shape::Postcode => {
                digits >= MIN_DIGITS
                    || has_letter && bytes().count() >= MIN_MIXED_LEN
                    || self.is_announced(first)
            }
            Shape::Card | Shape::Nir | Shape::Vat => true,
            Shape::Phone { is_malformed: true } => detail != Detail::CustomerId || self.is_own(first),
            // In a quoted mail an address or phone is the company's own.
            Shape::Email | Shape::Phone { .. } => detail == Detail::CustomerId && self.is_own(first),
            Shape::Tracking => detail == Detail::TrackingNumber,
            Shape::Date { year: 0, .. } => self.bytes(first as usize).contains(&b'-'),
            _ => false,
        }
    }

    /// Right after « n° », « : » or « # ».
    fn is_announced(&self, token: u32) -> bool {
        token > 0 && matches!(self.bytes(token as usize - 1), b"no" | b":" | b"#")
    }

    /// The label that is part of the code itself: « CMD-4512 ».
    fn own_label(&self, token: usize) -> Option<Detail> {
        let bytes = self.bytes(token);
        let letters = bytes.iter().take_while(|byte| byte.is_ascii_lowercase()).count();
        let word = self.lexicon.vocabulary.find(&bytes[..letters])?;
        let spelled = match self.lexicon.vocabulary.spellings(word).last() {
            Some(spelling) if spelling.rest.is_empty() && spelling.full.len() == 1 => spelling.full[0],
            _ => word,
        };
        let nodes = self.lexicon.anchored(spelled).iter();
        nodes.flat_map(|anchor| self.lexicon.trie.ends(anchor.node())).find_map(|end| {
            match self.lexicon.cues[end.cue as usize].purpose {
                Purpose::Label(detail) => Some(detail),
                _ => None,
            }
        })
    }

    /// Adds what the values themselves give.
    fn add_values(&self, details: &mut Details) {
        for (index, value) in self.values.iter().enumerate() {
            let whole = || self.span(value.first as usize, value.end as usize);
            let span = self.reference(index).map_or_else(whole, |found| found.span);
            let role = details.roles[index];
            let mut add = |detail| {
                let (format, is_malformed) = self.format(*value, detail);
                details.found.push(FoundDetail {
                    detail,
                    span,
                    shape: Some(value.shape),
                    format,
                    is_malformed,
                });
            };
            if let Some(role) = role {
                add(role);
            }
            let detail = match value.shape {
                Shape::Amount { .. } => Detail::Amount,
                Shape::Date { .. } if role.is_none() => Detail::Date,
                // With a label it is a reference in pairs.
                Shape::Phone { is_malformed: true }
                    if role.is_some_and(|role| role != Detail::CustomerId) =>
                {
                    continue;
                }
                Shape::Phone { .. } => Detail::Phone,
                Shape::Email => Detail::Email,
                Shape::Address => Detail::Address,
                _ => continue,
            };
            if self.is_own(value.first) {
                add(detail);
            }
        }
    }

    /// Adds what cues tell in words: product, symptom, reason …
    fn add_told(&self, details: &mut Details) {
        let told = |strong_only: bool| {
            self.found.iter().filter_map(move |found| {
                let cue = &self.lexicon.cues[found.cue as usize];
                let Purpose::Detail(detail) = cue.purpose else { return None };
                let is_own = self.words[found.first as usize].zone.is_own_words();
                (is_own && (!strong_only || cue.strength > 1)).then_some((detail, found))
            })
        };
        let has_product = told(true).any(|(detail, _)| detail == Detail::Product);
        // « ne marche pas » is a symptom only beside a product (the guide, "completeness").
        for (detail, found) in told(false) {
            let is_weak = self.lexicon.cues[found.cue as usize].strength == 1;
            if is_weak && !has_product {
                continue;
            }
            let first = self.words[found.first as usize].token as usize;
            let end = self.words[found.end as usize - 1].last_token as usize + 1;
            // « depuis hier » says how long, not when.
            if detail == Detail::Date && first > 0 && self.bytes(first - 1) == b"depuis" {
                continue;
            }
            if let Some((first, end)) = self.extent(detail, first, end) {
                let span = self.span(first, end);
                let (shape, format, is_malformed) = (None, None, false);
                details.found.push(FoundDetail { detail, span, shape, format, is_malformed });
            }
        }
    }
}

/// « 35,00 » is a quantity, never a reference.
fn is_decimal(bytes: &[u8]) -> bool {
    bytes.contains(&b',')
}

/// « 2024 » beside a label is more often the year than the number.
fn is_year(bytes: &[u8]) -> bool {
    bytes.len() == 4 && (bytes.starts_with(b"19") || bytes.starts_with(b"20"))
}

/// Words that may stand between a label and its value: « facture de mars (n° …) ».
fn is_filler(word: &[u8]) -> bool {
    super::shapes::month_number(word).is_some()
        || matches!(
            word,
            b"no"
                | b"n"
                | b"num"
                | b"numero"
                | b"nr"
                | b"est"
                | b"le"
                | b"la"
                | b"l'"
                | b"c'"
                | b"c"
                | b"visa"
                | b"mastercard"
                | b"amex"
                | b"bleue"
                | b"suivant"
                | b"suivante"
                | b"ref"
                | b"reference"
                | b"mon"
                | b"ma"
                | b"notre"
                | b"de"
                | b"du"
                | b"porte"
                | b"sous"
                | b"etant"
                | b"code"
                | b"client"
                | b"commande"
                | b"id"
        )
}

#[cfg(test)]
mod tests {
    use crate::analyzer::Analyzer;
    use crate::names::Detail;

    fn check(text: &str, detail: Detail, value: Option<&str>) {
        let report = Analyzer::french().analyze(text);
        let given =
            report.details.iter().find(|given| given.kind == detail).map(|given| given.value.as_str());
        assert_eq!(given, value, "{detail} in « {text} »");
    }

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
    }
}
