//! Whole messages: the seeds of the idea, asserted and kept as snapshots in `tests/readings/`.

use std::fmt::Write;

use politesse::{Aggression, Analyzer, Detail, Intent, Level, Name, Politeness, Report, Signal, Urgency};

fn read(text: &str) -> Report {
    Analyzer::french().analyze(text)
}

/// A reading as a person would check it: no weights, which every fit moves.
fn digest(text: &str) -> String {
    let report = read(text);
    let mut digest = format!("« {} »\n\n", text.replace('\n', "\n  "));
    let _ = writeln!(digest, "politeness  {}", report.politeness.level.name());
    let _ = writeln!(digest, "aggression  {}", report.aggression.level.name());
    let _ = writeln!(digest, "urgency     {}", report.urgency.level.name());
    let _ = writeln!(digest, "intent      {}", report.completeness.intent);
    let _ = writeln!(digest, "missing     {}", report.completeness.missing.join(", "));
    let _ = writeln!(digest, "question    {}", report.completeness.questions.join(" "));
    let signals: Vec<_> = report.signals.iter().map(Name::name).collect();
    let _ = writeln!(digest, "signals     {}", signals.join(", "));
    for zone in &report.zones {
        let _ = writeln!(
            digest,
            "zone        {:?} « {} »",
            zone.kind,
            zone.span.of(text).trim().replace('\n', " ⏎ ")
        );
    }
    for detail in &report.details {
        let _ = writeln!(digest, "detail      {} = {}", detail.kind, detail.value);
    }
    digest
}

macro_rules! snapshot {
    ($name:literal, $text:expr) => {
        insta::with_settings!({ snapshot_path => "readings", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!($name, digest($text));
        });
    };
}

#[test]
fn a_tracking_number_is_demanded() {
    let text = "mon numéro de suivi de commande???";
    let report = read(text);
    assert_eq!(report.politeness.level, Politeness::Curt);
    assert_eq!(report.completeness.intent, Intent::Delivery);
    assert_eq!(report.completeness.missing, ["order_number|tracking_number"]);
    assert_eq!(
        report.completeness.questions,
        ["Pourriez-vous nous indiquer votre numéro de commande ou de suivi ?"]
    );
    snapshot!("tracking_number_demanded", text);
}

#[test]
fn a_code_is_lost_and_nobody_knows_which() {
    let text = "Perdu mon code";
    let report = read(text);
    assert_eq!(report.completeness.intent, Intent::AccountAccess);
    assert_eq!(report.completeness.missing, ["customer_id", "access_kind"]);
    snapshot!("code_lost", text);
}

#[test]
fn an_empty_mail_is_empty() {
    let report = read("");
    assert!(report.signals.contains(Signal::Empty));
    assert_eq!(report.completeness.intent, Intent::None);
    assert_eq!(
        (report.politeness.level, report.aggression.level, report.urgency.level),
        (Politeness::Neutral, Aggression::None, Urgency::None)
    );
    snapshot!("empty", "");
}

#[test]
fn a_mobile_footer_alone_is_a_signature() {
    for text in ["Envoyé depuis mon iPhone", "\n\nEnvoyé de mon Samsung Galaxy"] {
        let report = read(text);
        assert!(report.signals.contains(Signal::SignatureOnly), "{text:?}");
        assert_eq!(report.completeness.intent, Intent::None, "{text:?}");
    }
    snapshot!("footer_alone", "Envoyé depuis mon iPhone");
}

#[test]
fn a_polite_full_request_lacks_nothing() {
    let text = "Bonjour,\n\nPourriez-vous s'il vous plaît me dire où en est ma commande n° 4512-77, passée le 12/03 ?\n\n\
                Je vous remercie par avance pour votre aide.\n\nBien cordialement,\nCamille Roussel";
    let report = read(text);
    assert_eq!(report.politeness.level, Politeness::VeryPolite);
    assert_eq!(report.aggression.level, Aggression::None);
    assert_eq!(report.completeness.intent, Intent::Delivery);
    assert!(report.completeness.present.contains(Detail::OrderNumber));
    assert_eq!(report.completeness.missing, Vec::<String>::new());
    assert_eq!(report.completeness.questions, Vec::<String>::new());
    snapshot!("polite_full_request", text);
}

#[test]
fn ritual_courtesy_does_not_undo_rudeness() {
    let text = "Bonjour, vous êtes vraiment des incapables. Cordialement.";
    let report = read(text);
    assert_eq!(report.politeness.level, Politeness::Rude);
    assert_eq!(report.aggression.level, Aggression::Hostile);
    snapshot!("ritual_courtesy", text);
}

#[test]
fn an_insult_at_oneself_is_no_aggression() {
    let text = "je suis trop con, j'ai perdu mon code";
    let report = read(text);
    assert_eq!(report.aggression.level, Aggression::None);
    assert!(!report.signals.contains(Signal::Insult));
    snapshot!("insult_at_oneself", text);
}

#[test]
fn what_is_not_urgent_is_not() {
    let text = "ce n'est pas urgent";
    let report = read(text);
    assert_eq!(report.urgency.level, Urgency::None);
    assert!(report.signals.contains(Signal::NotUrgent));
    snapshot!("not_urgent", text);
}
