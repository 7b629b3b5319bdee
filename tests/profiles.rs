//! Profiles: what a shop adds is read, what it does not say stays as it is, and its mistakes are named.

#[path = "profiles/examples.rs"]
mod examples;
#[path = "profiles/hostile.rs"]
mod hostile;
#[path = "profiles/mistakes.rs"]
mod mistakes;
#[path = "profiles/references.rs"]
mod references;

use politesse::{Analyzer, AnalyzerBuilder, Error};

/// The smallest data that profiles can be added to: compiles in no time.
fn small() -> AnalyzerBuilder {
    let delivery = "intent = \"delivery\"\nneeds = [\"order_number|tracking_number\"]\n\
                    questions = {\"order_number|tracking_number\" = \"votre numéro de commande ou de suivi\"}\n\
                    questions_tu = {\"order_number|tracking_number\" = \"ton numéro de commande ou de suivi\"}\n";
    let chase = "family = \"chase\"\nsignals = [\"chase\"]\n[weighs]\nurgency = \"raises\"\n[[cue]]\nid = \"chase.again\"\n\
                 forms = [\"relance\"]\nhits = [\"relance\", \"une relance\"]\nmisses = [\"merci\", \"non\"]\n";
    let label = "detail = \"order_number\"\nlabels = [\"commande\"]\n";
    let label_of_customer = "detail = \"customer_id\"\nlabels = [\"numéro client\"]\n";
    AnalyzerBuilder::empty()
        .file("intents/delivery.toml", delivery)
        .file("cues/chase.toml", chase)
        .file("details/order_number.toml", label)
        .file("details/customer_id.toml", label_of_customer)
}

/// The small data with a profile.
fn with(profile: &str) -> Result<Analyzer, Error> {
    small().profile_toml("shop.toml", profile)?.build()
}

/// What is said of a profile that is not taken.
fn refusal(profile: &str) -> String {
    with(profile).map(|_| ()).expect_err(profile).to_string()
}

/// A profile whose one reference is of this pattern.
fn reference(detail: &str, pattern: &str, hit: &str, miss: &str) -> String {
    format!(
        "[[reference]]\ndetail = \"{detail}\"\npattern = '{pattern}'\nhits = [\"{hit}\"]\nmisses = [\"{miss}\"]\n"
    )
}

#[test]
fn an_empty_profile_changes_nothing() {
    let (plain, shop) = (small().build().unwrap(), with("").unwrap());
    for text in ["relance : commande 4512-77 ???", "", "Bonjour, merci 👏"] {
        let (plain, mut shop) = (plain.analyze(text), shop.analyze(text));
        assert_ne!(plain.data_version, shop.data_version, "the version tells that there is a profile");
        shop.data_version.clone_from(&plain.data_version);
        assert_eq!(plain, shop, "{text:?}");
    }
}

#[test]
fn needs_and_questions_replace_those_of_the_crate() {
    let shop = with(
        "[[intent]]\nintent = \"delivery\"\nneeds = [\"customer_id\", \"order_number|tracking_number\"]\n\
         questions = {customer_id = \"votre numéro de carte\"}\nquestions_tu = {customer_id = \"ton numéro de carte\"}\n\
         [[intent.cue]]\nid = \"delivery.shop\"\nforms = [\"coursier\"]\nhits = [\"coursier\", \"le coursier\"]\n\
         misses = [\"non\", \"course\"]\n\
         [[intent]]\nintent = \"thanks\"\nneeds = []\n",
    )
    .unwrap();
    // Without weights the first intent of the guide, delivery, is the likeliest.
    let report = shop.analyze("où est le coursier ?");
    assert_eq!(report.completeness.missing, ["customer_id", "order_number|tracking_number"]);
    assert_eq!(
        report.completeness.questions,
        [
            "Pourriez-vous nous indiquer votre numéro de carte, ainsi que votre numéro de commande ou de suivi ?"
        ]
    );
}

#[test]
fn a_question_alone_leaves_the_needs_as_they_are() {
    let need = "\"order_number|tracking_number\"";
    let shop = with(&format!(
        "[[intent]]\nintent = \"delivery\"\nquestions = {{{need} = \"le numéro du bon\"}}\nquestions_tu = {{{need} = \"le numéro du bon\"}}\n"
    ))
    .unwrap();
    let report = shop.analyze("où est le coursier ?");
    assert_eq!(report.completeness.missing, ["order_number|tracking_number"]);
    assert_eq!(report.completeness.questions, ["Pourriez-vous nous indiquer le numéro du bon ?"]);
}

#[test]
fn products_are_known_by_name_in_one_word_or_several() {
    let shop = with("products = [\"switch NB-24\", \"Zéphyr~\", \"borne 3000\"]\n").unwrap();
    for (text, product) in [
        ("mon Switch NB-24 est mort", "Switch NB-24"),
        ("nos ZEPHYRS ronflent", "ZEPHYRS"),
        ("la borne 3000 clignote", "borne 3000"),
    ] {
        let report = shop.analyze(text);
        let values: Vec<_> = report.details.iter().map(|detail| detail.value.as_str()).collect();
        assert_eq!(values, [product], "{text:?}");
    }
    assert!(shop.analyze("le switch").details.is_empty());
}

#[test]
fn links_are_given_for_topics_before_needs_before_intents() {
    let profile = "[[family]]\nfamily = \"self-service\"\nsignals = [\"self_service\"]\n[[family.cue]]\nid = \"self-service.hours\"\n\
         forms = [\"horaires\"]\nhits = [\"horaires\", \"vos horaires\"]\nmisses = [\"non\", \"heure\"]\n\
         [[family.cue]]\nid = \"self-service.where\"\nforms = [\"où est\"]\nhits = [\"où est\", \"il est où est\"]\nmisses = [\"non\", \"où\"]\n\
         [[self_service]]\nintent = \"delivery\"\nlink = \"https://shop.example/intent\"\n\
         [[self_service]]\nneed = \"order_number|tracking_number\"\nlink = \"https://shop.example/need\"\n\
         [[self_service]]\ntopic = \"hours\"\nlink = \"https://shop.example/topic\"\n";
    let shop = with(profile).unwrap();
    let link = |text: &str| shop.analyze(text).completeness.self_service;
    assert_eq!(link("où est le colis, et vos horaires ?").as_deref(), Some("https://shop.example/topic"));
    assert_eq!(link("où est le colis ?").as_deref(), Some("https://shop.example/need"));
    assert_eq!(link("où est la commande 4512-77 ?").as_deref(), Some("https://shop.example/intent"));
    assert_eq!(link("rendez-moi mon colis"), None, "nothing asks for a page");
    let quoted = "où est mon colis ?\n\n> Voici nos horaires";
    assert_eq!(link(quoted).as_deref(), Some("https://shop.example/need"), "a quoted mail asks nothing");
}

#[test]
fn a_report_without_a_link_has_no_such_key_in_its_json() {
    let json = serde_json::to_value(small().build().unwrap().analyze("vos horaires ?")).unwrap();
    assert!(json["completeness"].get("self_service").is_none());
}

#[test]
fn a_cue_that_says_nothing_has_the_signals_that_are_usual_in_its_family() {
    let shop = with(
        "[[family]]\nfamily = \"chase\"\n[[family.cue]]\nid = \"chase.shop\"\nforms = [\"ticket rouge\"]\n\
         hits = [\"ticket rouge !\", \"le ticket rouge\"]\nmisses = [\"ticket\", \"rouge\"]\n",
    )
    .unwrap();
    assert!(shop.analyze("ticket rouge").signals.contains(politesse::Signal::Chase));
}

#[test]
fn two_profiles_that_agree_are_both_read() {
    let order = reference("order_number", "NB-[0-9]{6}", "NB-204518", "NB-2045");
    let customer = reference("customer_id", "CLI[0-9]{5}", "CLI30718", "CLI3");
    let shop = small()
        .profile_toml("order.toml", &order)
        .and_then(|builder| builder.profile_toml("customer.toml", &customer))
        .and_then(AnalyzerBuilder::build)
        .unwrap();
    let present = shop.analyze("CLI30718 attend NB-204518").completeness.present;
    assert_eq!(present.len(), 2);
}
