//! Long inputs, several threads, filters and readers who leave.

use std::io::{BufRead, BufReader, Read};
use std::process::Stdio;

use serde_json::Value;

use super::{file, program, score};

#[test]
fn a_reader_who_has_seen_enough_is_no_error() {
    let name = file("long.txt", "Merci !\n".repeat(3000));
    for (format, jobs) in [("table", "1"), ("jsonl", "1"), ("jsonl", "3"), ("csv", "1"), ("html", "2")] {
        let mut child = program()
            .args([&name, "--format", format, "--jobs", jobs])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut first = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
        let mut complaints = String::new();
        child.stderr.take().unwrap().read_to_string(&mut complaints).unwrap();
        assert!(first.ends_with('\n'), "{format}");
        assert_eq!((child.wait().unwrap().code(), complaints.as_str()), (Some(0), ""), "{format}");
    }
}

#[test]
fn a_separator_behind_the_first_mebibyte_is_a_message() {
    let name = file("far.txt", "x".repeat(1 << 20) + "\n---\nb\n");
    let mut child = program().args([&name, "--format", "jsonl"]).stdout(Stdio::piped()).spawn().unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines().count();
    assert_eq!((lines, child.wait().unwrap().code()), (3, Some(0)));
}

/// Messages of many kinds, the eleventh a bad line.
fn lines(count: usize) -> String {
    let texts = [
        "Bonjour, où est mon colis FR-2048 ? Merci d'avance.",
        "Bande de voleurs, remboursez-moi 49,90 € !",
        "",
        "je suis trop con, perdu mon code 😡",
        "Ce n'est pas urgent.",
        "Plus de chauffage depuis hier avec un bébé de 3 mois, urgent svp",
    ];
    let line = |number: usize| match number {
        10 => "{\"text\":12}\n".to_owned(),
        _ => {
            format!("{}\n", serde_json::json!({ "text": texts[number % texts.len()].repeat(1 + number % 4) }))
        }
    };
    (0..count).map(line).collect()
}

#[test]
fn several_threads_print_what_one_prints() {
    // More than the threads hold at a time.
    let name = file("many.jsonl", lines(1100));
    for (format, several) in [("jsonl", ["2", "4"].as_slice()), ("html", &["3"])] {
        let run = |jobs: &str| score(&[&name, "no/such/file", "--format", format, "--jobs", jobs], "");
        let one = run("1");
        assert_eq!((one.status, one.complaints.lines().count()), (2, 2), "{}", one.complaints);
        for jobs in several {
            let several = run(jobs);
            assert_eq!((several.status, several.complaints), (one.status, one.complaints.clone()));
            assert!(several.out == one.out, "{format} differs on {jobs} threads");
        }
    }
}

#[test]
fn a_filter_leaves_out_whole_records_and_their_numbers() {
    let name = file("filter.jsonl", lines(30));
    let all = score(&[&name, "--format", "jsonl"], "").records();
    let order = ["none", "irritated", "hostile", "abusive"];
    let rank =
        |record: &Value| order.iter().position(|level| record["aggression"]["level"] == *level).unwrap();
    let is_missing = |record: &Value| !record["completeness"]["missing"].as_array().unwrap().is_empty();
    let kept = |flags: &[&str]| {
        let run = score(&[&[name.as_str(), "--format", "jsonl"], flags].concat(), "");
        assert_eq!(run.status, 1, "a bad line is said even when nothing is asked of it");
        run.records()
    };
    let expected = |keeps: &dyn Fn(&Value) -> bool| {
        all.iter().filter(|record| keeps(record)).cloned().collect::<Vec<_>>()
    };
    assert_eq!(kept(&["--min-aggression", "hostile"]), expected(&|record| rank(record) >= 2));
    let missing = expected(&is_missing);
    assert!(!missing.is_empty() && missing.len() < all.len());
    let both = expected(&|record| is_missing(record) && rank(record) >= 1);
    assert_eq!(kept(&["--only-missing", "--min-aggression", "irritated", "--jobs", "2"]), both);
    let page = score(&[&name, "--format", "html", "--only-missing"], "").out;
    assert_eq!(page.matches("<th scope=\"row\"").count(), missing.len());
    assert!(page.contains(&format!("<dd>{}</dd>", missing.len())), "the totals count what is shown");
}
