//! Files compiled on top of the embedded lexicon: what they add is read, what was there stays as it was.

#[path = "../examples/support/mod.rs"]
mod support;

use std::path::Path;

use politesse::{Analyzer, AnalyzerBuilder, Detail, Intent, Scratch};
use support::{corpus, data_folder};

/// A family of its own, a class of its own, and a cue for each.
const OWN_FAMILY: &str = r#"
family = "rack"
signals = ["out_of_scope"]
[weighs]
politeness = "lowers"
[[cue]]
id = "rack.bay"
forms = ["@rack-word (de|du) bureau", "armoire~ .. brassage"]
hits = ["La baie du bureau est pleine.", "une armoire de brassage"]
misses = ["La baie de Somme est belle.", "Une armoire normande."]
"#;

/// A cue more for a family that is there.
const MORE_OF_A_FAMILY: &str = r#"
family = "thanks"
[[cue]]
id = "thanks.house-word"
forms = ["grand clic à (vous|toi)"]
hits = ["Grand clic à vous !", "Un grand clic à toi"]
misses = ["Un grand clac à vous", "un clic à droite"]
"#;

/// Other needs for an intent that is there.
const OTHER_NEEDS: &str = r#"
intent = "delivery"
needs = ["customer_id"]
[questions]
customer_id = "votre numéro d'adhérent"
"#;

/// The files, by path.
fn files() -> [(&'static str, &'static str); 4] {
    [
        ("words/rack-word.tsv", "baie\nsalle machine\n"),
        ("cues/rack.toml", OWN_FAMILY),
        ("cues/thanks.toml", MORE_OF_A_FAMILY),
        ("intents/delivery.toml", OTHER_NEEDS),
    ]
}

fn extended() -> Analyzer {
    let builder = files().iter().fold(Analyzer::builder(), |builder, (path, text)| builder.file(path, text));
    builder.build().unwrap()
}

#[test]
fn what_files_add_is_read_and_proven() {
    let analyzer = extended();
    for (path, text) in files().iter().filter(|(path, _)| path.starts_with("cues/")) {
        assert_eq!(analyzer.prove(path, text).unwrap(), Vec::<String>::new());
    }
    let report = analyzer.analyze("Bonjour, la salle machine du bureau est pleine, où est mon colis ?");
    assert!(report.evidence.iter().any(|evidence| evidence.cue == "rack.bay"), "{:?}", report.evidence);
    assert_eq!(report.completeness.intent, Intent::Delivery);
    assert_eq!(report.completeness.missing, ["customer_id"]);
    assert_eq!(report.completeness.questions, ["Pourriez-vous nous indiquer votre numéro d'adhérent ?"]);
    assert_ne!(report.data_version, Analyzer::french().analyze("").data_version);
}

#[test]
fn a_word_joins_a_class_that_forms_have_asked_for() {
    let text = "Bonjour, je voudrais renvoyer ma vouivrette, elle est trop petite.";
    let names_product = |analyzer: &Analyzer| {
        analyzer.analyze(text).details.iter().any(|given| given.kind == Detail::Product)
    };
    let extended = Analyzer::builder().file("words/product.tsv", "vouivrette~\n").build().unwrap();
    assert!(!names_product(&Analyzer::french()) && names_product(&extended));
}

#[test]
fn what_nothing_was_added_to_is_read_as_before() {
    let (french, extended) = (Analyzer::french(), extended());
    let (mut one, mut other) = (Scratch::new(), Scratch::new());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/corpus");
    for labelled in corpus::read(&folder.join("train_t1.jsonl")).unwrap().iter().take(200) {
        let mut report = extended.analyze_with(&mut other, labelled.message()).to_report();
        let expected = french.analyze_with(&mut one, labelled.message()).to_report();
        report.data_version.clone_from(&expected.data_version);
        // The needs of one intent are others.
        report.completeness = expected.completeness.clone();
        assert_eq!(
            serde_json::to_string(&report).unwrap(),
            serde_json::to_string(&expected).unwrap(),
            "{}",
            labelled.text
        );
    }
}

#[test]
fn compiling_in_one_go_or_on_top_reads_alike() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let own = &files()[..2];
    let add =
        |builder: AnalyzerBuilder| own.iter().fold(builder, |builder, (path, text)| builder.file(path, text));
    let at_once = add(data_folder::builder(&root).unwrap()).build().unwrap();
    let on_top = add(Analyzer::builder()).build().unwrap();
    let (mut one, mut other) = (Scratch::new(), Scratch::new());
    let messages = corpus::read(&root.join("corpus/train_t2.jsonl")).unwrap();
    let texts = messages.iter().take(200).map(|labelled| labelled.text.as_str());
    for text in texts.chain(["la baie du bureau", "Les armoires de brassage de la salle machine du bureau"]) {
        let at_once = at_once.analyze_with(&mut one, text).to_report();
        let on_top = on_top.analyze_with(&mut other, text).to_report();
        assert_eq!(at_once.evidence, on_top.evidence, "{text}");
        assert_eq!(at_once.signals, on_top.signals, "{text}");
    }
}

#[test]
fn a_stored_extension_is_read_as_it_was() {
    let builder = files().iter().fold(Analyzer::builder(), |builder, (path, text)| builder.file(path, text));
    let loaded = Analyzer::load(&builder.store().unwrap()).unwrap();
    let text = "Grand clic à vous, la baie du bureau marche.";
    assert_eq!(loaded.analyze(text).evidence, extended().analyze(text).evidence);
}

#[test]
fn what_cannot_be_added_is_named_with_its_remedy() {
    let rows = [
        (
            "words/day.tsv",
            "# More.\nsemaine des quatre jeudis\n",
            "words/day.tsv:2: class \"@day\" comes with the lexicon",
        ),
        (
            "cues/thanks.toml",
            "family = \"thanks\"\nlicence = [\"rude\"]",
            "cues/thanks.toml:1: family \"thanks\" comes with the lexicon: give its cues alone",
        ),
        (
            "cues/rack.toml",
            "family = \"rack\"\n[[cue]]\nid = \"thanks.word\"\nforms = [\"clic\"]\nhits = [\"a\", \"b\"]\nmisses = [\"c\", \"d\"]",
            "cues/rack.toml:3: cue \"thanks.word\" stands twice: rename or join",
        ),
        ("words/verbs.tsv", "être\tsommes", "words/verbs.tsv:1: \"être\" has a row already"),
        (
            "words/spellings.tsv",
            "bjr\tbonsoir",
            "words/spellings.tsv:1: \"bjr\": this left side stands in the table already",
        ),
    ];
    for (path, text, expected) in rows {
        let said = Analyzer::builder().file(path, text).build().unwrap_err().to_string();
        assert!(said.starts_with(expected), "{path}: {said}");
    }
}
