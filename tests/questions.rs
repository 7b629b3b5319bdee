//! Every question that can be asked back, kept in `tests/questions.txt` to be read like prose.
//!
//! The file holds each combination of missing needs that the guide's table allows, in vous and in tu, and how malformed
//! details are asked about. After a change of texts, `POLITESSE_WRITE_QUESTIONS=1 cargo test --test questions` writes it anew.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use politesse::{Analyzer, Intent, Name};
use serde::Deserialize;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn snapshot() -> PathBuf {
    root().join("tests/questions.txt")
}

/// Every combination of the needs of an intent, the empty one left out.
fn combinations<'n>(needs: &[&'n str]) -> Vec<Vec<&'n str>> {
    let bits = 1_u32 << needs.len();
    let chosen = |bit: u32| {
        needs
            .iter()
            .enumerate()
            .filter(move |(place, _)| bit & (1 << place) != 0)
            .map(|(_, need)| *need)
            .collect()
    };
    (1..bits).map(chosen).collect()
}

/// Messages with a malformed number, alone, beside missing needs and beside another.
const MALFORMED: [&str; 8] = [
    "Bonjour, où est mon colis RR473124839FR ?",
    "Salut, tu peux me dire où est mon colis RR473124839FR stp ?",
    "Bonjour, je souhaite un remboursement sur mon IBAN FR76 3000 6000 0112 3456 7890 188.",
    "Tu me rembourses sur mon IBAN FR76 3000 6000 0112 3456 7890 188 ?",
    "Bonjour, ma carte bancaire 4970 1012 3456 7890 a été débitée par un inconnu.",
    "Bonjour, où est mon colis RR473124839FR ? Rappelez-moi au 06 39 98 00 0.",
    "Je n'arrive plus à me connecter, mon numéro de sécu est le 2 69 05 49 588 157 81.",
    "SIRET 732 829 320 00075, je n'ai pas reçu ma facture.",
];

fn written() -> String {
    let analyzer = Analyzer::french();
    let mut written = String::new();
    for intent in Intent::ALL {
        let needs: Vec<_> = analyzer.needs(*intent).collect();
        for missing in combinations(&needs) {
            let _ = writeln!(written, "{intent}: {}", missing.join(", "));
            for is_tu in [false, true] {
                let question =
                    analyzer.question(*intent, &missing, is_tu).expect("a missing need is asked for");
                let _ = writeln!(written, "  {question}");
            }
        }
    }
    for text in MALFORMED {
        let _ = writeln!(written, "« {text} »");
        for question in analyzer.analyze(text).completeness.questions {
            let _ = writeln!(written, "  {question}");
        }
    }
    written
}

#[test]
fn the_questions_are_those_that_were_read() {
    let written = written();
    if std::env::var_os("POLITESSE_WRITE_QUESTIONS").is_some() {
        std::fs::write(snapshot(), &written).expect("the file can be written");
    }
    let kept = std::fs::read_to_string(snapshot()).expect("tests/questions.txt is there");
    for (kept, written) in kept.lines().zip(written.lines()) {
        assert_eq!(written, kept);
    }
    assert_eq!(written.lines().count(), kept.lines().count());
}

/// What must hold of any question: one sentence, nothing said twice, no hole, « tu » and « vous » never mixed.
#[test]
fn every_question_is_one_clean_sentence() {
    for question in written().lines().filter_map(|line| line.strip_prefix("  ")) {
        assert!(question.ends_with(" ?") && question.matches('?').count() == 1, "{question}");
        for hole in ["  ", ", ,", "et et", " ,", "de le ", "de les ", "à le ", "()", "{", "|", "_"] {
            assert!(!question.contains(hole), "{hole:?} in {question}");
        }
        let says = |words: &[&str]| words.iter().any(|word| question.contains(word));
        let (vous, tu) = (
            says(&["Pourriez-vous", " votre ", " vos ", " vous "]),
            says(&["Pourrais-tu", " ton ", " ta ", " tu "]),
        );
        assert!(vous != tu, "vous and tu in {question}");
    }
}

#[test]
fn every_combination_that_messages_miss_is_in_the_file() {
    #[derive(Deserialize)]
    struct Labelled {
        intent: Option<String>,
        missing: Option<Vec<String>>,
    }
    let kept = std::fs::read_to_string(snapshot()).expect("tests/questions.txt is there");
    let known: BTreeSet<&str> = kept.lines().collect();
    let folder = root().join("data/corpus");
    let mut seen = 0;
    for entry in std::fs::read_dir(folder).expect("the corpus is there") {
        let path = entry.expect("the folder can be read").path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("").to_owned();
        if !name.starts_with("train_") || !name.ends_with(".jsonl") {
            continue;
        }
        for line in std::fs::read_to_string(path).expect("a training file can be read").lines() {
            let Ok(labelled) = serde_json::from_str::<Labelled>(line) else { continue };
            let (Some(intent), Some(missing)) = (labelled.intent, labelled.missing) else { continue };
            if !missing.is_empty() {
                seen += 1;
                let wanted = format!("{intent}: {}", missing.join(", "));
                assert!(known.contains(wanted.as_str()), "{wanted} is not in tests/questions.txt ({name})");
            }
        }
    }
    assert!(seen > 0, "no labelled message misses anything");
}
