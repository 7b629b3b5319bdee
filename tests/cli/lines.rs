//! What is wrong with the input or with the command line, and how it is said.

use super::{column, file, score, windows};

#[test]
fn bad_json_lines_are_named_and_the_rest_is_scored() {
    let bad = [
        ("{\"text\":\"a\"", "not JSON ("),
        ("bonjour", "not a JSON object;"),
        ("[\"i\",\"t\",null]", "not a JSON object;"),
        ("{\"id\":\"a\"}", "no \"text\";"),
        ("{\"text\":12}", "\"text\" is not a string;"),
        ("{\"text\":\"a\",\"id\":true}", "\"id\" is neither a string nor a number;"),
        ("{\"text\":\"a\",\"channel\":\"fax\"}", "unknown channel \"fax\"; use email,"),
        ("{\"text\":\"a\",\"channel\":3}", "unknown channel \"3\"; use email,"),
        ("{\"text\":\"\\ud800\"}", "not JSON ("),
    ];
    let lines = bad.map(|(line, _)| format!("{line}\n{{\"text\":\"bien\"}}\n")).concat();
    let name = file("bad.jsonl", lines + "{\"text\":\"é\"}");
    let latin1 = file("bad-latin1.jsonl", b"{\"text\":\"\xE9\"}\n{\"text\":\"e\"}\n");
    let run = score(&[&name, &latin1, "--format", "jsonl"], "");
    assert_eq!((run.status, run.records().len()), (1, bad.len() + 2));
    let complaints: Vec<_> = run.complaints.lines().collect();
    assert_eq!(complaints.len(), bad.len() + 1, "{}", run.complaints);
    for (index, ((line, what), complaint)) in bad.iter().zip(&complaints).enumerate() {
        let expected = format!("{name}:{}: {what}", 2 * index + 1);
        assert!(complaint.starts_with(&expected), "{line}: {complaint}");
    }
    assert_eq!(complaints[bad.len()], format!("{latin1}:1: not UTF-8; save the file as UTF-8"));
}

#[test]
fn bad_rows_are_named_by_the_line_they_start_at() {
    let rows = b"id,text,channel\n1,ok,\n2,b\n\n\n3,\"ok\n\nok\",sms\n4,ok,fax\n5,\"d\n\xE9\",\n\xE9,ok,\n6,ok,\n7,\"open,\n8,";
    let said = [
        "3: 2 fields where the header has 3;",
        "9: unknown channel \"fax\";",
        "11: not UTF-8;",
        "12: not UTF-8;",
        "14: a quote is never closed,",
    ];
    let (unix, windows) = (file("lf.csv", rows), file("crlf.csv", windows(rows)));
    let run =
        score(&[&unix, "-", &windows, "--input-format", "csv", "--format", "csv"], "id,message\n1,a\n2,b\n");
    assert_eq!((run.status, column(&run.rows(), "id")), (1, vec!["1", "3", "6", "1", "3", "6"]));
    let mut expected: Vec<_> = said.iter().map(|said| format!("{unix}:{said}")).collect();
    expected.push("stdin:1: no column \"text\"".to_owned());
    expected.extend(said.iter().map(|said| format!("{windows}:{said}")));
    assert_eq!(run.complaints.lines().count(), expected.len());
    for (complaint, expected) in run.complaints.lines().zip(&expected) {
        assert!(complaint.starts_with(expected), "{complaint}");
    }
}

#[test]
fn bad_usage_ends_with_two() {
    let bad = [
        vec!["--no-such-flag"],
        vec!["--format", "xml"],
        vec!["--input-format", "jsonl"],
        vec!["--explain", "--format", "csv"],
        vec!["--lang", "en", "--format", "csv"],
        vec!["--min-aggression", "furious"],
        vec!["--jobs", "many"],
    ];
    for arguments in bad {
        let run = score(&arguments, "");
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{arguments:?}");
        assert!(run.complaints.contains("--help"), "{arguments:?}: {}", run.complaints);
    }
}

#[test]
fn a_missing_file_does_not_hide_the_others() {
    let (good, bad) = (file("good.txt", "Allô ?"), file("worse.jsonl", "?"));
    let folder = env!("CARGO_TARGET_TMPDIR");
    let run = score(&["no/such/file.txt", folder, &bad, &good, "--format", "jsonl"], "");
    assert_eq!((run.status, run.records().len()), (2, 1));
    let complaints: Vec<_> = run.complaints.lines().collect();
    assert!(complaints[0].starts_with("no/such/file.txt: cannot be read: "), "{}", complaints[0]);
    assert!(complaints[1].starts_with(&format!("{folder}: cannot be read: ")), "{}", complaints[1]);
    assert!(complaints[2].starts_with(&format!("{bad}:1: ")), "{}", complaints[2]);
}

#[test]
fn a_message_without_end_is_named_and_not_kept() {
    let most = 4 << 20;
    let too_long = "é".repeat(most / 2 + 1);
    let lines = file("huge.txt", format!("{too_long}\nb\n{too_long}"));
    let json = file("huge.jsonl", format!("{{\"text\":\"{too_long}\"}}\n{{\"text\":\"b\"}}\n"));
    let rows = file("huge.csv", format!("id,text\n1,\"{}\"\n2,b\n", "ab\n".repeat(most / 2)));
    let separated = file("huge-separated.txt", format!("---\n{}---\nb\n", "ab\n".repeat(most / 2)));
    let run = score(&[&lines, &json, &rows, &separated, "--format", "csv"], "");
    assert_eq!(column(&run.rows(), "text"), ["b", "b", "b", "", "b"]);
    let said = [(&lines, 1), (&lines, 3), (&json, 1), (&rows, 2), (&separated, 2)];
    let said = said.map(|(file, line)| format!("{file}:{line}:"));
    for (complaint, said) in run.complaints.lines().zip(&said) {
        assert_eq!(complaint, format!("{said} longer than 4 MiB; part it into messages"));
    }
    assert_eq!((run.status, run.complaints.lines().count()), (1, said.len()));
}
