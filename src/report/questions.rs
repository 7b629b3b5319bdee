//! Asks back for what is missing and what is mistyped: « Pourriez-vous nous indiquer votre numéro de commande ou de suivi ? »,
//! « Pourriez-vous vérifier votre numéro de suivi, qui semble comporter une erreur ? »
//!
//! Takes the needs not met and the malformed details; gives one sentence for each of the two, so that either stands alone.
//! No value is ever repeated: a question can be sent and logged as it is.

use crate::analyzer::Analyzer;
use crate::find::formats::Format;
use crate::lexicon::Need;
use crate::names::{Detail, Intent, Name};

impl Analyzer {
    /// The needs of an intent, in the guide's order and spelling.
    ///
    /// ```
    /// use politesse::{Analyzer, Intent};
    /// assert_eq!(Analyzer::french().needs(Intent::Technical).collect::<Vec<_>>(), ["product", "symptom"]);
    /// ```
    pub fn needs(&self, intent: Intent) -> impl Iterator<Item = &str> {
        self.lexicon.needs[intent.index()].iter().map(|need| need.name.as_str())
    }

    /// The question that asks for the needs of an intent named in `missing`, in vous or in tu; `None` when it names none.
    ///
    /// For callers who ask later or elsewhere, once what several messages gave is put together.
    ///
    /// ```
    /// use politesse::{Analyzer, Intent};
    /// let question = Analyzer::french().question(Intent::Technical, &["symptom"], true);
    /// assert_eq!(question.unwrap(), "Pourrais-tu nous indiquer ce qui se passe exactement ?");
    /// ```
    pub fn question(&self, intent: Intent, missing: &[&str], is_tu: bool) -> Option<String> {
        let needs = self.lexicon.needs[intent.index()].iter();
        ask(needs.filter(|need| missing.contains(&need.name.as_str())), is_tu)
    }
}

/// One question for all missing needs, in vous, or in tu when the writer says tu; `None` when nothing is missing.
pub(crate) fn ask<'n>(missing: impl Iterator<Item = &'n Need>, is_tu: bool) -> Option<String> {
    let objects: Vec<&str> =
        missing.map(|need| if is_tu { need.question_tu.as_str() } else { need.question.as_str() }).collect();
    let opening = if is_tu { "Pourrais-tu nous indiquer " } else { "Pourriez-vous nous indiquer " };
    Some(format!("{opening}{} ?", joined(&objects)?))
}

/// One question to check all malformed details; `also` where another question stands before it.
pub(crate) fn ask_to_check(
    malformed: impl Iterator<Item = (Detail, Option<Format>)>,
    is_tu: bool,
    also: bool,
) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    for (detail, format) in malformed {
        let name = format!("{} {}", if is_tu { "ton" } else { "votre" }, noun(detail, format));
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let opening = if is_tu { "Pourrais-tu" } else { "Pourriez-vous" };
    let also = if also { " aussi" } else { "" };
    let seems = if names.len() > 1 { "qui semblent" } else { "qui semble" };
    let objects: Vec<&str> = names.iter().map(String::as_str).collect();
    Some(format!("{opening}{also} vérifier {}, {seems} comporter une erreur ?", joined(&objects)?))
}

/// « a », « a et b », « a, b et c »; « a ou b, ainsi que c » where an object holds a choice, so that « et » joins no half of it.
fn joined(objects: &[&str]) -> Option<String> {
    let (last, others) = objects.split_last()?;
    if others.is_empty() {
        return Some((*last).to_owned());
    }
    let has_choice = objects.iter().any(|object| object.contains(" ou "));
    // « ainsi que ce que » stumbles.
    let joint = if has_choice && !last.starts_with("ce ") { ", ainsi que" } else { " et" };
    Some(format!("{}{joint} {last}", others.join(", ")))
}

/// What a detail is called when it is to be checked; all are masculine, for « votre » and « ton » alike.
fn noun(detail: Detail, format: Option<Format>) -> &'static str {
    match (format, detail) {
        (Some(Format::Iban), _) => "IBAN",
        (Some(Format::Card), _) => "numéro de carte",
        (Some(Format::Nir), _) => "numéro de sécurité sociale",
        (Some(Format::Siren), _) => "numéro SIREN",
        (Some(Format::Siret), _) => "numéro SIRET",
        (Some(Format::Vat), _) => "numéro de TVA",
        (_, Detail::TrackingNumber) => "numéro de suivi",
        (_, Detail::Phone) => "numéro de téléphone",
        (_, Detail::OrderNumber) => "numéro de commande",
        (_, Detail::InvoiceNumber) => "numéro de facture",
        (_, Detail::ContractNumber) => "numéro de contrat",
        (_, Detail::CaseNumber) => "numéro de dossier",
        _ => "numéro de client",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::Set;

    #[test]
    fn several_needs_make_one_sentence() {
        let need = |question: &str| Need {
            name: String::new(),
            details: Set::new(),
            question: question.to_owned(),
            question_tu: question.replace("votre", "ton"),
        };
        let needs = [need("votre numéro de client"), need("de quel code il s'agit"), need("la date")];
        assert_eq!(
            ask(needs.iter(), false).unwrap(),
            "Pourriez-vous nous indiquer votre numéro de client, de quel code il s'agit et la date ?"
        );
        assert_eq!(ask(needs[..1].iter(), true).unwrap(), "Pourrais-tu nous indiquer ton numéro de client ?");
        assert_eq!(ask([].iter(), false), None);
    }

    #[test]
    fn what_is_mistyped_is_asked_to_be_checked() {
        let tracking = (Detail::TrackingNumber, Some(Format::S10));
        let account = (Detail::BankAccount, Some(Format::Iban));
        assert_eq!(
            ask_to_check([tracking].into_iter(), false, false).unwrap(),
            "Pourriez-vous vérifier votre numéro de suivi, qui semble comporter une erreur ?"
        );
        assert_eq!(
            ask_to_check([tracking, account, tracking].into_iter(), true, true).unwrap(),
            "Pourrais-tu aussi vérifier ton numéro de suivi et ton IBAN, qui semblent comporter une erreur ?"
        );
        assert_eq!(ask_to_check([].into_iter(), false, true), None);
    }
}
