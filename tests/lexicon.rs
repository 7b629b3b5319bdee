//! The data files: the crate embeds what they compile to, and every cue's hits and misses hold.

use std::collections::BTreeSet;
use std::path::Path;

use politesse::{Analyzer, AnalyzerBuilder};

/// The files under `data/` that the lexicon is compiled from, by path.
fn files_on_disk() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let mut files = BTreeSet::from(["model.toml".to_owned()]);
    for folder in ["words", "cues", "intents", "details"] {
        for entry in std::fs::read_dir(root.join(folder)).unwrap() {
            files.insert(format!("{folder}/{}", entry.unwrap().file_name().to_str().unwrap()));
        }
    }
    files
}

/// A builder of these files alone.
fn builder_from_disk() -> AnalyzerBuilder {
    let learned = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("data/learned.bin")).unwrap();
    let builder = AnalyzerBuilder::empty().learned(&learned);
    files_on_disk().iter().fold(builder, |builder, path| builder.file(path, &text_of(path)))
}

fn text_of(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(path)).unwrap()
}

/// The command that writes the stored lexicon anew.
const REMEDY: &str = "cargo run --release --example compile_data -- data data/french.bin";

/// The most bytes that the crate may embed.
const MOST_EMBEDDED: usize = 2 << 20;

#[test]
fn the_stored_lexicon_is_that_of_the_data() {
    let stored = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("data/french.bin")).unwrap();
    assert!(stored.len() <= MOST_EMBEDDED, "data/french.bin has {} bytes", stored.len());
    let compiled = builder_from_disk().store().unwrap();
    assert!(stored == compiled, "data/french.bin is not what data/ compiles to, write it anew: {REMEDY}");
}

#[test]
fn every_cue_is_proven_by_its_hits_and_misses() {
    let analyzer = Analyzer::french();
    let mut failures = Vec::new();
    for path in files_on_disk().iter().filter(|path| path.ends_with(".toml") && *path != "model.toml") {
        failures.extend(analyzer.prove(path, &text_of(path)).unwrap());
    }
    assert!(failures.is_empty(), "{} examples do not hold:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn a_proof_that_fails_is_said() {
    let text = r#"
family = "trial"
[[cue]]
id = "trial.one"
forms = ["bleu~"]
hits = ["Le ciel est bleu.", "Le ciel est vert."]
misses = ["Le ciel est gris.", "La mer est bleue."]
"#;
    let analyzer = AnalyzerBuilder::empty().file("cues/trial.toml", text).build().unwrap();
    let failures = analyzer.prove("cues/trial.toml", text).unwrap();
    assert_eq!(
        failures,
        [
            "cues/trial.toml:4: hit does not give trial.one: « Le ciel est vert. »",
            "cues/trial.toml:4: miss gives trial.one: « La mer est bleue. »",
        ]
    );
}

/// What the loader says of a file.
fn refusal(path: &str, text: &str) -> String {
    AnalyzerBuilder::empty().file(path, text).build().unwrap_err().to_string()
}

/// A cue file whose one cue has these lines.
fn cue(lines: &str) -> String {
    format!(
        "family = \"trial\"\n[[cue]]\nid = \"trial.one\"\nhits = [\"a\", \"b\"]\nmisses = [\"c\", \"d\"]\n{lines}\n"
    )
}

#[test]
fn a_mistake_is_named_with_file_line_and_remedy() {
    let path = "cues/trial.toml";
    let rows: [(&str, String, &str); 14] = [
        ("not toml", "family = ".to_owned(), "cues/trial.toml:1:"),
        ("unknown key", "familly = \"x\"".to_owned(), "cues/trial.toml:1: unknown field `familly`"),
        ("no forms", cue("forms = []"), "cues/trial.toml:3: cue \"trial.one\" has no forms"),
        (
            "open bracket",
            cue("forms = [\"(a|b\"]"),
            "cues/trial.toml:6: cue \"trial.one\": a '(' is never closed",
        ),
        ("close bracket", cue("forms = [\"a)\"]"), "has a ')' too many"),
        ("bare choice", cue("forms = [\"a|b\"]"), "needs brackets around its choice"),
        ("unknown class", cue("forms = [\"@planet\"]"), "there is no words/planet.tsv"),
        ("nothing of its own", cue("forms = [\"_ ..\"]"), "make one item obligatory"),
        ("short stem", cue("forms = [\"duer~\"]"), "list its forms instead"),
        ("strength", cue("forms = [\"a\"]\nstrength = 9"), "strength is 1, 2 or 3"),
        (
            "signal",
            cue("forms = [\"a\"]\nsignals = [\"anger\"]"),
            "unknown name \"anger\", use one of empty,",
        ),
        (
            "context",
            cue("forms = [\"a\"]\ndrops = [\"never\"]"),
            "unknown context \"never\", use one of denied,",
        ),
        ("too long", cue("forms = [\"a .. b .. c .. d .. e .. f .. g .. h\"]"), "shorten it"),
        (
            "proofs",
            "family = \"trial\"\n[[cue]]\nid = \"t.o\"\nforms = [\"a\"]\nhits = [\"a\"]\nmisses = []"
                .to_owned(),
            "needs two hits and two misses",
        ),
    ];
    for (name, text, expected) in rows {
        let said = refusal(path, &text);
        assert!(said.contains(expected), "{name}: {said}");
    }
}

#[test]
fn mistakes_in_tables_intents_and_model_are_named_too() {
    let rows = [
        ("words/spellings.tsv", "bjr bonjour", "words/spellings.tsv:1: a row is a short spelling, a tab"),
        (
            "words/spellings.tsv",
            "bjr\tbonjour\nbjr\tsalut",
            "words/spellings.tsv:2: \"bjr\": this left side stands in the table already",
        ),
        ("words/verbs.tsv", "être", "words/verbs.tsv:1: a row is an infinitive"),
        ("intents/delivery.toml", "intent = \"dellivery\"", "unknown name \"dellivery\""),
        (
            "intents/delivery.toml",
            "intent = \"delivery\"\nneeds = [\"order_number\"]",
            "need \"order_number\" has no question",
        ),
        ("model.toml", "[tones.urgency]\nthresholds = [1]\ncuts = [1]", "must be 3 ascending numbers"),
    ];
    for (path, text, expected) in rows {
        let said = refusal(path, text);
        assert!(said.contains(expected), "{path}: {said}");
    }
}
