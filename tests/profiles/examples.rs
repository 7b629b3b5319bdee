//! The two example profiles of `data/profiles/`: their hits and misses hold, and whole messages are read as the shop wants.

use std::path::Path;
use std::sync::OnceLock;

use politesse::{Analyzer, Detail, Intent, Signal, Urgency};

/// An analyzer with an example profile; building it proves the profile's hits and misses.
fn analyzer(name: &str) -> Analyzer {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/profiles").join(name);
    let text = std::fs::read_to_string(path).unwrap();
    Analyzer::builder().profile_toml(name, &text).and_then(|builder| builder.build()).unwrap()
}

fn network_hardware() -> &'static Analyzer {
    static ANALYZER: OnceLock<Analyzer> = OnceLock::new();
    ANALYZER.get_or_init(|| analyzer("network_hardware.toml"))
}

fn loyalty() -> &'static Analyzer {
    static ANALYZER: OnceLock<Analyzer> = OnceLock::new();
    ANALYZER.get_or_init(|| analyzer("loyalty.toml"))
}

/// Checks what a message is about and what is still to be asked.
fn check_missing(analyzer: &Analyzer, text: &str, intent: Intent, missing: &[&str], question: &str) {
    let completeness = analyzer.analyze(text).completeness;
    assert_eq!(completeness.intent, intent, "{text:?}");
    assert_eq!(completeness.missing, missing, "{text:?}");
    assert_eq!(completeness.questions.first().map_or("", String::as_str), question, "{text:?}");
}

/// Checks that a value is read as a detail.
fn check_detail(analyzer: &Analyzer, text: &str, kind: Detail, value: &str) {
    let details = analyzer.analyze(text).details;
    assert!(
        details.iter().any(|detail| detail.kind == kind && detail.value == value),
        "{text:?}: {details:?}"
    );
}

/// Checks whether a message has a signal.
fn check_signal(analyzer: &Analyzer, text: &str, signal: Signal, wanted: bool) {
    assert_eq!(analyzer.analyze(text).signals.contains(signal), wanted, "{signal} in {text:?}");
}

#[test]
fn the_hits_and_misses_of_the_examples_hold() {
    for (name, analyzer) in [("network_hardware.toml", network_hardware()), ("loyalty.toml", loyalty())] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/profiles").join(name);
        let text = std::fs::read_to_string(path).unwrap();
        assert_eq!(analyzer.prove(&format!("profiles/{name}"), &text).unwrap(), [""; 0], "{name}");
        let plain = Analyzer::french().prove(&format!("profiles/{name}"), &text).unwrap();
        assert!(!plain.is_empty(), "without {name} its hits do not hold");
    }
}

#[test]
fn who_asks_a_network_shop_to_be_taught_is_out_of_scope() {
    let shop = network_hardware();
    for text in [
        "comment configurer un VLAN ?",
        "Bonjour, je débute : pourriez-vous m'expliquer le routage entre deux sous-réseaux ? Merci",
        "slt vs avez un tuto vlan",
        "Bonjour, il nous faudrait valider notre plan d'adressage avant lundi. Cordialement",
    ] {
        check_signal(shop, text, Signal::OutOfScope, true);
    }
    for text in [
        "Le switch NB-24 gère-t-il les VLAN ?",
        "NB-204518 : le switch ne s'allume plus",
        "Mes VLAN ont disparu depuis la mise à jour",
    ] {
        check_signal(shop, text, Signal::OutOfScope, false);
    }
}

#[test]
fn who_wants_to_pay_a_network_shop_later_names_the_account() {
    let shop = network_hardware();
    let text = "Bonjour, serait-il possible de payer la commande NB-204518 en trois fois ? Merci d'avance";
    check_missing(
        shop,
        text,
        Intent::PaymentTerms,
        &["customer_id"],
        "Pourriez-vous nous indiquer votre identifiant, votre numéro de client ou l'adresse e-mail de votre compte ?",
    );
    check_signal(shop, text, Signal::PaymentTerms, true);
    let text = "Bonjour, nous souhaitons régler FNB2026/118 à 60 jours fin de mois, CLI-30718. Cordialement";
    check_missing(shop, text, Intent::PaymentTerms, &[], "");
    check_signal(shop, "peut-on régler sur encours ?", Signal::PaymentTerms, true);
}

#[test]
fn who_haggles_with_a_network_shop_says_how_many() {
    let shop = network_hardware();
    check_missing(
        shop,
        "Vous pouvez me faire une remise ?",
        Intent::Negotiation,
        &["product", "quantity"],
        "Pourriez-vous nous indiquer la référence de l'article et la quantité souhaitée ?",
    );
    check_missing(
        shop,
        "Salut, tu peux me faire un prix ?",
        Intent::Negotiation,
        &["product", "quantity"],
        "Pourrais-tu nous indiquer la référence de l'article et la quantité souhaitée ?",
    );
    check_missing(
        shop,
        "vous faites une remise si j'en prends 12 ? c'est pour des NB-48",
        Intent::Negotiation,
        &[],
        "",
    );
}

#[test]
fn a_network_shop_s_numbers_need_no_label() {
    let shop = network_hardware();
    check_detail(shop, "nb204518 tjrs pas là !!", Detail::OrderNumber, "NB204518");
    check_detail(shop, "ma commande n°NB-204518", Detail::OrderNumber, "NB-204518");
    check_detail(shop, "numéro client : NB-204518", Detail::OrderNumber, "NB-204518");
    check_detail(shop, "Bonjour, ici CLI 30718.", Detail::CustomerId, "CLI30718");
    check_detail(shop, "Le NB-24 ne s'allume plus.", Detail::Product, "NB-24");
    check_missing(shop, "Mon colis NB-204518 n'est pas arrivé.", Intent::Delivery, &[], "");
}

#[test]
fn a_site_without_its_network_stands_still() {
    let report = network_hardware().analyze("le switch est down, toute la boîte est arrêtée");
    assert!(report.urgency.level >= Urgency::Pressing);
    assert!(report.signals.contains(Signal::BlockedBusiness));
}

#[test]
fn a_page_that_answers_is_named() {
    let link = |analyzer: &Analyzer, text: &str| analyzer.analyze(text).completeness.self_service;
    let shop = network_hardware();
    assert_eq!(link(shop, "comment suivre mon colis ?").as_deref(), Some("https://nordbaie.exemple/suivi"));
    assert_eq!(link(shop, "ouvert samedi ?"), link(&Analyzer::french(), "ouvert samedi ?"));
    assert_eq!(
        link(shop, "vous êtes ouverts le samedi ?").as_deref(),
        Some("https://nordbaie.exemple/comptoir#horaires")
    );
    let plume = loyalty();
    assert_eq!(
        link(plume, "combien il me reste de points ?").as_deref(),
        Some("https://plume.exemple/mon-solde")
    );
    assert_eq!(link(plume, "mot de passe oublié").as_deref(), Some("https://plume.exemple/code-oublie"));
    assert_eq!(
        link(plume, "comment on change son code pin ?").as_deref(),
        Some("https://plume.exemple/code-oublie")
    );
    assert_eq!(link(plume, "Mes points ont disparu, c'est inadmissible."), None);
    assert_eq!(link(&Analyzer::french(), "mot de passe oublié"), None);
}

#[test]
fn a_loyalty_card_is_all_that_points_need() {
    let plume = loyalty();
    check_missing(
        plume,
        "Bonjour, mes points ont disparu, merci de vérifier.",
        Intent::AccountAccess,
        &["customer_id"],
        "Pourriez-vous nous indiquer votre numéro de carte Plume (16 chiffres, au dos) ?",
    );
    check_missing(
        plume,
        "tu peux me dire où sont passés mes points ?",
        Intent::AccountAccess,
        &["customer_id"],
        "Pourrais-tu nous indiquer ton numéro de carte Plume (16 chiffres, au dos) ?",
    );
    check_missing(
        plume,
        "9250 1187 3304 5512, mes points ne sont toujours pas crédités",
        Intent::AccountAccess,
        &[],
        "",
    );
    check_detail(plume, "carte 9250118733045512", Detail::CustomerId, "9250118733045512");
    check_detail(plume, "j'ai perdu mon code Plume", Detail::AccessKind, "code Plume");
    check_detail(plume, "le chèque chq-tk4481 est refusé", Detail::OrderNumber, "CHQ-TK4481");
    check_signal(
        plume,
        "convertir mes points en billets d'une compagnie aérienne, possible ?",
        Signal::OutOfScope,
        true,
    );
    check_signal(plume, "convertir mes points en chèque Plume, possible ?", Signal::OutOfScope, false);
}

#[test]
fn what_a_profile_does_not_say_is_read_as_before() {
    let (plain, shop) = (Analyzer::french(), network_hardware());
    for text in [
        "Bonjour, vous êtes vraiment des incapables. Cordialement.",
        "Ce n'est pas urgent.",
        "Merci beaucoup pour votre aide, tout fonctionne !",
        "Je n'ai jamais reçu le remboursement de 49,90 € promis le 12/03.",
        "",
    ] {
        let (mut plain, shop) = (plain.analyze(text), shop.analyze(text));
        plain.data_version.clone_from(&shop.data_version);
        assert_eq!(plain, shop, "{text:?}");
    }
}
