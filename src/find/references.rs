//! Gives references their role: which of the values and codes a label speaks of.
//!
//! Takes the labels found and the values; gives values a role, and finds the references that look like no value, once a label
//! announces them. A label reaches its value over the few words that fill such a phrase; over other words only where the
//! value is announced (« : », « n° », a bracket) or can be nothing but a reference.
//!
//! | text                                              | reference             | of                |
//! |---------------------------------------------------|-----------------------|-------------------|
//! | ma commande n° 4512-77                            | `4512-77`             | order             |
//! | contrat HB 4410 9983                              | `HB 4410 9983`        | contract          |
//! | commande de matelas 77-0902                       | `77-0902`             | order             |
//! | dossier QX7RTP                                    | `QX7RTP`              | a journey's order |
//! | identifiant : n.roussel                           | `n.roussel`           | customer          |
//! | j'ai commandé 3500 briques                        | none                  |                   |

use super::candidates::Candidate;
use super::details::{Details, FoundDetail, Given, Role};
use super::looks::FoundReference;
use super::shapes::{Shape, Value, month_number};
use crate::clean::tokens::Kind;
use crate::lexicon::Purpose;
use crate::names::{Detail, Intent};

/// How many tokens may stand between a label and its value, in tokens.
const MAX_BETWEEN: usize = 10;

/// How many of them may be words that fill no such phrase (« commande *de matelas* 77-0902 »), in words.
const MAX_LOOSE: usize = 5;

/// Words that a stop may shorten: « réf. 7781 », « cde. 4512 ».
const SHORTENED: [&[u8]; 12] =
    [b"ref", b"no", b"n", b"num", b"nr", b"cde", b"cmd", b"com", b"res", b"fact", b"fac", b"cli"];

/// How words begin that say how to reach the writer: « joignable au … ».
const REPLY_STEMS: [&[u8]; 10] =
    [b"joign", b"joind", b"rappel", b"appel", b"contact", b"repon", b"ecri", b"envoy", b"renvoy", b"tel"];

/// How far before an address the words that say what it is for may stand, in tokens.
const MAX_REPLY_WORDS: usize = 6;

/// What stands between a label and the token looked at.
#[derive(Clone, Copy, Default)]
struct Between {
    loose: usize,
    is_announced: bool,
}

impl Given<'_> {
    /// Gives the values beside a label their role, and adds references that are no value.
    pub(super) fn label_values(&self, details: &mut Details) {
        for label in &self.purposes.labels {
            if self.purposes.is_label_of_longer(*label) {
                continue;
            }
            let detail = label.detail;
            let (first, end) = self.tokens_of(label.first, label.end);
            let candidate = self.candidate_after(detail, end).or_else(|| self.value_before(detail, first));
            if let Some(candidate) = candidate {
                self.give_role(detail, candidate, details);
            }
        }
        self.take_account_address(details);
        for (index, value) in self.values.iter().enumerate() {
            if details.roles[index].is_none() {
                let detail = self.by_shop(index).or_else(|| self.by_look(*value));
                details.roles[index] =
                    detail.map(|detail| Role { detail, first: value.first, end: value.end });
            }
        }
    }

    /// What a value is by its look alone.
    fn by_look(&self, value: Value) -> Option<Detail> {
        match value.shape {
            Shape::Tracking => Some(Detail::TrackingNumber),
            Shape::Iban => Some(Detail::BankAccount),
            // The card or insured number of the account (the guide, "completeness").
            Shape::Card | Shape::Nir | Shape::Vat => Some(Detail::CustomerId),
            Shape::Code => self.own_label(value.first as usize).or_else(|| self.named(value)),
            _ => None,
        }
    }

    /// The reference that a value is by the looks that a profile gives, if it is one.
    pub(super) fn reference(&self, value: usize) -> Option<&FoundReference> {
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

    /// Says what a candidate is, unless another label has said it before.
    fn give_role(&self, detail: Detail, candidate: Candidate, details: &mut Details) {
        let Candidate { first, end, value } = candidate;
        let detail = if self.is_locator(detail, candidate) { Detail::OrderNumber } else { detail };
        match value {
            Some(value) => {
                let shop = self.by_shop(value).filter(|_| self.has_look(detail));
                let detail = shop.unwrap_or(detail);
                details.roles[value].get_or_insert(Role { detail, first: first as u32, end: end as u32 });
            }
            None => {
                let span = self.span(first, end);
                // An account's name is not written in capitals when it is normalised, as codes are.
                let shape = self.tokens[first].is_capitals.then_some(Shape::Code);
                if details.found.iter().rev().take(1).all(|last| last.span != span) {
                    details.found.push(FoundDetail { shape, ..FoundDetail::told(detail, span) });
                }
            }
        }
    }

    /// In a message about access to an account, the address or line that the writer gives is the account's, unless it is said to
    /// be for the reply.
    fn take_account_address(&self, details: &mut Details) {
        let is_known = details.roles.iter().flatten().any(|role| role.detail == Detail::CustomerId);
        let value = self.values.iter().find(|value| {
            matches!(value.shape, Shape::Email | Shape::Phone { .. })
                && self.is_own(value.first)
                && !self.is_for_reply(value.first as usize)
        });
        if let Some(value) = value.filter(|_| !is_known) {
            let intents = [Intent::AccountAccess].into_iter().collect();
            let span = self.span(value.first as usize, value.end as usize);
            let shape = Some(value.shape);
            details.found.push(FoundDetail { shape, intents, ..FoundDetail::told(Detail::CustomerId, span) });
        }
    }

    /// « joignable au 06 … », « répondez-moi sur … »: how to reach the writer.
    fn is_for_reply(&self, at: usize) -> bool {
        (at.saturating_sub(MAX_REPLY_WORDS)..at)
            .any(|at| REPLY_STEMS.iter().any(|stem| self.bytes(at).starts_with(stem)))
    }

    /// The reference that a label ending before `end` announces.
    fn candidate_after(&self, detail: Detail, end: usize) -> Option<Candidate> {
        if !self.may_reach(detail, end) {
            return None;
        }
        let mut between = Between::default();
        let mut at = end;
        // The first value that does not begin before `at`.
        let mut next = self.values.partition_point(|value| (value.first as usize) < end);
        while at < self.tokens.len().min(end + MAX_BETWEEN) {
            while self.values.get(next).is_some_and(|value| (value.first as usize) < at) {
                next += 1;
            }
            let value = self.values.get(next).filter(|value| value.first as usize == at).map(|_| next);
            let candidate = self.candidate(detail, at, value, between.loose == 0);
            if let Some(candidate) = candidate
                && self.can_be(detail, candidate)
            {
                let is_plain = between.is_announced || self.is_unmistakable(candidate);
                // « mon numéro de téléphone : 06 … » is what the words between say.
                let is_phone = candidate.value.is_some_and(|value| self.is_phone(value));
                return (between.loose == 0 || is_plain && !is_phone).then_some(candidate);
            }
            if let Some(value) = value {
                // « commandée le 12 octobre (n° 9-4417) »: another value fills the phrase like a word.
                at = self.values[value].end as usize;
                between = Between { loose: between.loose + 1, is_announced: false };
            } else {
                self.pass(at, end, &mut between)?;
                at += 1;
            }
            if between.loose > MAX_LOOSE {
                return None;
            }
        }
        None
    }

    /// Whether anything that may be a reference stands within reach of a label that ends before `end`; most labels have none.
    fn may_reach(&self, detail: Detail, end: usize) -> bool {
        // The digits may stand two tokens behind their capitals: « PAL/0418-9 ».
        let reach = &self.tokens[end..self.tokens.len().min(end + MAX_BETWEEN + 2)];
        let next = self.values.partition_point(|value| (value.first as usize) < end);
        let has_value = self.values.get(next).is_some_and(|value| (value.first as usize) < end + MAX_BETWEEN);
        // A customer may be known by a name.
        has_value
            || detail == Detail::CustomerId
            || reach.iter().any(|token| token.kind == Kind::Code || token.is_capitals)
    }

    fn is_phone(&self, value: usize) -> bool {
        matches!(self.values[value].shape, Shape::Phone { .. })
    }

    /// Passes over a token between a label and its value; nothing when a label reaches no further.
    fn pass(&self, at: usize, end: usize, between: &mut Between) -> Option<()> {
        let bytes = self.bytes(at);
        match self.tokens[at].kind {
            Kind::Newline => return (at <= end + 1 && between.loose == 0).then_some(()),
            Kind::Mark => match bytes {
                b":" | b"(" => between.is_announced = true,
                b"," => between.is_announced = false,
                b"." if self.is_short_for_more(at) => {}
                _ => return None,
            },
            Kind::Sign | Kind::Quote => {}
            Kind::Word if is_announcement(bytes) => between.is_announced = true,
            Kind::Word if self.purposes.opens_label(self.words, at) => return None,
            Kind::Word if is_filler(bytes) => {}
            Kind::Word => {
                *between = Between { loose: between.loose + 1, is_announced: false };
            }
            _ => return None,
        }
        Some(())
    }

    /// Whether the stop at `at` only shortens the word before it: « réf. 7781 », « cde. 4512 ».
    fn is_short_for_more(&self, at: usize) -> bool {
        let next = self.tokens.get(at + 1);
        SHORTENED.contains(&self.bytes(at - 1))
            && self.is_stuck(at)
            && next.is_some_and(|next| next.kind != Kind::Newline)
    }

    /// The value that ends just before the label: « 4512 est mon numéro de commande ».
    fn value_before(&self, detail: Detail, first: usize) -> Option<Candidate> {
        let previous = self.values.partition_point(|value| value.end as usize <= first).checked_sub(1)?;
        let Value { first: value_first, end, .. } = self.values[previous];
        let between = end as usize..first;
        // What may stand there is less than what may follow a label.
        const MAX_BEFORE: usize = 5;
        if between.len() > MAX_BEFORE {
            return None;
        }
        let says_so =
            between.clone().any(|at| matches!(self.bytes(at), b"est" | b"c'" | b"(" | b"comme" | b":"));
        let is_near = between.clone().all(|at| {
            is_filler(self.bytes(at)) || matches!(self.bytes(at), b"(" | b":" | b"," | b"comme" | b"pour")
        });
        let candidate = Candidate { first: value_first as usize, end: end as usize, value: Some(previous) };
        (is_near && says_so && self.can_be(detail, candidate)).then_some(candidate)
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
        let paths = &self.lexicon.paths;
        let mut ends = paths.entries(spelled).iter().flat_map(|entry| paths.ends(entry.node()));
        ends.find_map(|end| match self.lexicon.cues[end.cue as usize].purpose {
            Purpose::Label(detail) => Some(detail),
            _ => None,
        })
    }
}

/// Words that say that a reference comes: « commande de rideaux, réf … ».
fn is_announcement(word: &[u8]) -> bool {
    matches!(
        word,
        b"no"
            | b"num"
            | b"numero"
            | b"nr"
            | b"ref"
            | b"reference"
            | b"referencee"
            | b"sous"
            | b"est"
            | b"c'"
            | b"c"
            | b"id"
    )
}

/// Words that may stand between a label and its value, and say nothing: « facture de mars (n° …) ».
pub(super) fn is_filler(word: &[u8]) -> bool {
    let fills = matches!(
        word,
        b"n" | b"le"
            | b"la"
            | b"l'"
            | b"suivant"
            | b"suivante"
            | b"mon"
            | b"ma"
            | b"notre"
            | b"de"
            | b"du"
            | b"porte"
            | b"etant"
            | b"code"
            | b"visa"
            | b"mastercard"
            | b"amex"
            | b"bleue"
    );
    fills || is_announcement(word) || month_number(word).is_some()
}

#[cfg(test)]
mod tests {
    use crate::find::tests::check;
    use crate::names::Detail;

    #[test]
    fn capitals_before_and_behind_the_digits_are_part_of_a_reference() {
        check("contrat HB 4410 9983", Detail::ContractNumber, Some("HB44109983"));
        check("Référence commande : PAL/0418-9", Detail::OrderNumber, Some("PAL/0418-9"));
        check("suivi PX 77 201 884 FR", Detail::TrackingNumber, Some("PX77201884FR"));
        check("ma commande 4512 SVP", Detail::OrderNumber, Some("4512"));
    }

    #[test]
    fn a_label_reaches_over_words_to_what_can_only_be_a_reference() {
        check("la commande de matelas 77-0902", Detail::OrderNumber, Some("77-0902"));
        check("la table commandée hier 12 octobre (n° 9-4417)", Detail::OrderNumber, Some("9-4417"));
        check("ma commande du magazine, c'est la 77 120", Detail::OrderNumber, Some("77120"));
        check("la commande de pneus 205/55", Detail::OrderNumber, None);
        check("ma commande fait dans les 3500 briques", Detail::OrderNumber, None);
        check("ma commande porte sur la facture 23-0311", Detail::OrderNumber, None);
        check("mon numéro de téléphone est le suivant : 06 39 98 00 00", Detail::CustomerId, None);
    }

    #[test]
    fn a_file_numbered_like_a_booking_is_one() {
        check("dossier QX7RTP", Detail::OrderNumber, Some("QX7RTP"));
        check("dossier TKRWPA", Detail::OrderNumber, Some("TKRWPA"));
        check("ma réservation QXTPLM, merci", Detail::OrderNumber, Some("QXTPLM"));
        check("dossier MARTIN", Detail::OrderNumber, None);
        check("MON DOSSIER TRNQSP", Detail::OrderNumber, None);
        check("dossier SAV-55210", Detail::CaseNumber, Some("SAV-55210"));
        check("dossier 55210", Detail::OrderNumber, None);
    }

    #[test]
    fn an_account_name_counts_beside_its_label_alone() {
        check("identifiant : n.roussel", Detail::CustomerId, Some("n.roussel"));
        check("mon login c'est lune_grise", Detail::CustomerId, Some("lune_grise"));
        check("mon identifiant ne marche plus. merci", Detail::CustomerId, None);
        check("voir le site n.roussel", Detail::CustomerId, None);
    }
}
