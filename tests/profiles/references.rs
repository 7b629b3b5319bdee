//! The looks that a profile gives to references: where they count, and where they do not.

use politesse::Detail;

use super::{reference, with};

/// What an analyzer with these two looks reads in a text: details with values.
fn check(text: &str, expected: &[(Detail, &str)]) {
    let profile = reference("order_number", "NB ?-?[0-9]{3} ?[0-9]{3}", "NB-204518", "NB-2045")
        + &reference("customer_id", "[0-9]{8}", "30718442", "3071");
    let report = with(&profile).unwrap().analyze(text);
    let given: Vec<_> = report.details.iter().map(|detail| (detail.kind, detail.value.as_str())).collect();
    assert_eq!(given, expected, "{text:?}");
    for detail in &report.details {
        assert!(!detail.span.is_empty() && text.get(detail.span.range()).is_some(), "{text:?}");
    }
}

const ORDER: (Detail, &str) = (Detail::OrderNumber, "NB-204518");

#[test]
fn a_reference_needs_no_label() {
    check("NB-204518 svp", &[ORDER]);
    check("nb-204518???", &[ORDER]);
    check("(NB–204518)", &[(Detail::OrderNumber, "NB–204518")]);
    check("c'est pour NB 204 518, merci", &[(Detail::OrderNumber, "NB204518")]);
    check("NB-204518 et NB-204519", &[ORDER, (Detail::OrderNumber, "NB-204519")]);
    check("n°NB-204518", &[ORDER]);
    check("№NB-204518", &[ORDER]);
    check("n° NB-204518 12 pièces", &[ORDER]);
    check("NB-204518\n12 pièces", &[ORDER]);
}

#[test]
fn a_reference_stands_for_whole_words() {
    for text in [
        "XNB-204518",
        "NB-2045187",
        "NB-204518-A",
        "NB-20451",
        "https://x.fr/NB-204518",
        "NB-204518@x.fr",
        "@nb204518",
        "NB-204\n518",
    ] {
        check(
            text,
            if text.contains('@') && text.starts_with('N') {
                &[(Detail::Email, "nb-204518@x.fr")]
            } else {
                &[]
            },
        );
    }
}

#[test]
fn it_counts_in_the_quoted_mail_and_the_signature_too() {
    check("Toujours rien\n\n> Votre commande est prête, réf NB-204518", &[ORDER]);
    check("Toujours rien\n\nCordialement\nA. Martin\nNB-204518", &[ORDER]);
}

#[test]
fn an_amount_a_date_or_a_longer_value_stays_what_it_is() {
    check("on m'a pris 30718442 euros", &[(Detail::Amount, "30718442.00 EUR")]);
    check("30718442", &[(Detail::CustomerId, "30718442")]);
    check("le 12/03/2026", &[(Detail::Date, "2026-03-12")]);
}

#[test]
fn a_label_says_more_than_a_look_unless_its_own_look_is_known() {
    // « facture » has no look of its own here: the label is believed. An order has one, which 30718442 is not.
    check("commande 30718442", &[(Detail::CustomerId, "30718442")]);
    check("numéro client NB-204518", &[ORDER]);
    check("commande 4512-77", &[(Detail::OrderNumber, "4512-77")]);
}

#[test]
fn the_longest_of_several_looks_is_it() {
    let profile = reference("order_number", "NB-[0-9]{4}", "NB-2045", "NB-20")
        + &reference("contract_number", "NB-[0-9]{4}(/[0-9])?", "NB-2045/1", "NB-20");
    let report = with(&profile).unwrap().analyze("NB-2045 puis NB-2045/1");
    let kinds: Vec<_> = report.details.iter().map(|detail| detail.kind).collect();
    assert_eq!(kinds, [Detail::OrderNumber, Detail::ContractNumber]);
}

#[test]
fn labels_announce_what_has_no_look() {
    let profile = reference("order_number", "NB-[0-9]{6}", "NB-204518", "NB-2045")
        .replace("hits", "labels = [\"bon de Plume\"]\nhits");
    let report = with(&profile).unwrap().analyze("mon bon de plume : 77-81");
    assert_eq!(report.details[0].kind, Detail::OrderNumber);
}
