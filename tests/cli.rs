//! The example program, run as a person or a script runs it: files and pipes in, records and an exit status out.
//!
//! No test here says what level a message has; that is for the tests of the library.

#![allow(clippy::unwrap_used, reason = "the helpers are tests too")]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

/// Messages that every format must carry unharmed.
const TEXTS: [&str; 5] = [
    "Bonjour, où est mon \"colis\" ?",
    "",
    "Perdu; mon\tcode 😡",
    "a\\b 'c', \"\"d",
    "  « Été »\u{a0}: e\u{301}",
];

/// The fields of a JSON record, in the order of the page that describes them.
const FIELDS: &str = "id politeness aggression urgency completeness signals zones details evidence confidence language data_version";

/// The header of the csv output.
const HEADER: &str = "id,politeness,politeness_score,aggression,aggression_score,urgency,urgency_score,intent,completeness,\
     present,missing,signals,question,confidence,language,text";

/// What a run of the program leaves behind.
struct Run {
    status: i32,
    out: String,
    complaints: String,
}

impl Run {
    /// The records of `--format jsonl`.
    fn records(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).expect(line)).collect()
    }

    /// The ids of those records, as JSON.
    fn ids(&self) -> Vec<String> {
        self.records().iter().map(|record| record["id"].to_string()).collect()
    }

    /// The rows of `--format csv`, header first.
    fn rows(&self) -> Vec<Vec<String>> {
        let mut rows = csv::ReaderBuilder::new().has_headers(false).from_reader(self.out.as_bytes());
        rows.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
    }
}

/// One column of csv rows, without its title.
fn column<'r>(rows: &'r [Vec<String>], title: &str) -> Vec<&'r str> {
    let column = rows[0].iter().position(|column| column == title).expect(title);
    rows[1..].iter().map(|row| row[column].as_str()).collect()
}

/// The program, where `cargo test` puts it.
fn program() -> Command {
    let test = std::env::current_exe().unwrap();
    let folder = test.parent().and_then(Path::parent).unwrap();
    let program = folder.join("examples").join(format!("score{}", std::env::consts::EXE_SUFFIX));
    assert!(program.exists(), "{} is not built; run `cargo build --example score`", program.display());
    let mut command = Command::new(program);
    command.env_remove("COLUMNS");
    command
}

/// Runs the program with `input` on its standard input.
fn score(arguments: &[&str], input: impl AsRef<[u8]>) -> Run {
    let mut command = program();
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // A program that does not read its input may be gone before it is written.
    let _ = child.stdin.take().unwrap().write_all(input.as_ref());
    let output = child.wait_with_output().unwrap();
    Run {
        status: output.status.code().expect("ended by itself"),
        out: String::from_utf8(output.stdout).unwrap(),
        complaints: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Writes a file for one test; names are not shared between tests.
fn file(name: &str, bytes: impl AsRef<[u8]>) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("cli-{name}"));
    fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().to_owned()
}

/// The texts as a file of that format.
fn written(format: &str) -> String {
    match format {
        "text" => TEXTS.map(|text| format!("{text}\n")).concat(),
        "jsonl" => {
            TEXTS.map(|text| format!("{}\n", serde_json::json!({ "text": text, "other": [1] }))).concat()
        }
        _ => {
            let mut rows = csv::Writer::from_writer(Vec::new());
            rows.write_record(["other", "text"]).unwrap();
            for text in TEXTS {
                rows.write_record(["x", text]).unwrap();
            }
            String::from_utf8(rows.into_inner().unwrap()).unwrap()
        }
    }
}

#[test]
fn every_format_goes_into_every_format_record_by_record() {
    let files = [("a.txt", "text"), ("a.jsonl", "jsonl"), ("a.CSV", "csv")];
    let files = files.map(|(name, format)| file(name, written(format)));
    let run = |format| {
        let run = score(&[&files[0], &files[1], &files[2], "--format", format], "");
        assert_eq!((run.status, run.complaints.as_str()), (0, ""), "{format}");
        run
    };
    let numbers: Vec<_> = (1..=files.len() * TEXTS.len()).map(|number| number.to_string()).collect();
    assert_eq!(run("jsonl").ids(), numbers);
    let rows = run("csv").rows();
    assert_eq!(rows[0].join(","), HEADER);
    assert_eq!(column(&rows, "id"), numbers);
    assert_eq!(column(&rows, "text"), [TEXTS; 3].concat());
    let table = run("table").out;
    let shown: Vec<_> = table.lines().skip(1).filter_map(|row| row.split_whitespace().next()).collect();
    assert_eq!(shown, numbers);
}

#[test]
fn a_record_has_every_field_of_the_report() {
    let line = r#"{"id":"a","text":"Bonjour, commande n° 4512-77 : 49,90 €, c'est inadmissible !","channel":"email"}"#;
    let run = score(&["-", "--input-format", "jsonl", "--format", "jsonl"], line);
    let start = |field: &str| run.out.find(&format!("\"{field}\":")).expect(field);
    let starts: Vec<_> = FIELDS.split(' ').map(start).collect();
    assert_eq!(starts[0], 1, "the id comes first");
    let record = &run.records()[0];
    assert_eq!(record.as_object().unwrap().len(), starts.len());
    for tone in ["politeness", "aggression", "urgency"] {
        assert!(record[tone]["level"].is_string() && record[tone]["score"].is_f64(), "{tone}");
    }
    for field in ["intent", "score", "present", "missing", "questions"] {
        assert!(!record["completeness"][field].is_null(), "{field}");
    }
    assert_eq!(record["zones"][0]["start"], 0);
    for list in ["signals", "zones", "details", "evidence"] {
        assert!(record[list].is_array(), "{list}");
    }
}

#[test]
fn an_id_comes_out_as_it_went_in_and_else_is_a_number() {
    let rows = file("ids.csv", "text,id\na,007\nb,\n");
    let lines =
        "{\"id\":\"x é\",\"text\":\"a\"}\n{\"id\":7,\"text\":\"b\"}\n\n?\n{\"id\":null,\"text\":\"c\"}\n";
    let run = score(&[&rows, &file("ids.jsonl", lines), "-", "--format", "jsonl"], "d");
    // Numbers go on from file to file and count the bad line.
    assert_eq!(run.ids(), ["\"007\"", "2", "\"x é\"", "7", "6", "7"]);
}

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
fn every_channel_of_the_guide_is_known() {
    let channels = ["email", "chat", "form", "tweet", "sms", "forum", ""];
    let rows = channels.map(|channel| format!("a,{channel}\n")).concat();
    let run = score(&["-", "--input-format", "csv", "--format", "jsonl"], format!("text,channel\n{rows}"));
    assert_eq!((run.status, run.records().len()), (0, channels.len()), "{}", run.complaints);
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
fn columns_may_be_parted_by_semicolons_or_tabs() {
    let rows = ["id,text\n1,\"a,b;c\td\"\n", "id;text\n1;\"a,b;c\td\"\n", "id\ttext\n1\t\"a,b;c\td\"\n"];
    let [comma, semicolon, tab] =
        [("c.csv", rows[0]), ("s.csv", rows[1]), ("t.tsv", rows[2])].map(|(name, rows)| file(name, rows));
    let rows = score(&[&comma, &semicolon, &tab, "--format", "csv"], "").rows();
    assert_eq!(column(&rows, "text"), ["a,b;c\td"; 3]);
    assert_eq!(column(&rows, "id"), ["1"; 3]);
}

#[test]
fn what_comes_out_as_csv_goes_in_again() {
    let lines = written("jsonl") + "{\"text\":\"Bonjour,\\n\\n\\\"vous\\\"\\n\"}";
    let first = score(&["-", "--input-format", "jsonl", "--format", "csv"], lines);
    assert_eq!(first.rows()[6][15], "Bonjour,\n\n\"vous\"\n");
    let again = score(&["-", "--input-format", "csv", "--format", "csv"], &first.out);
    assert_eq!(again.out, first.out);
}

/// The bytes with Windows line ends, behind a byte order mark.
fn windows(bytes: &[u8]) -> Vec<u8> {
    let mut windows = b"\xEF\xBB\xBF".to_vec();
    for byte in bytes {
        windows.extend(if *byte == b'\n' { &b"\r\n"[..] } else { std::slice::from_ref(byte) });
    }
    windows
}

#[test]
fn windows_line_ends_and_a_mark_change_nothing() {
    let separated = "Bonjour,\noù est-il ?\n---\nMerci".to_owned();
    let files = [
        ("w.txt", written("text")),
        ("w.jsonl", written("jsonl")),
        ("w.csv", written("csv")),
        ("v.txt", separated),
    ];
    let unix = files.each_ref().map(|(name, text)| file(&format!("unix-{name}"), text));
    let windows =
        files.each_ref().map(|(name, text)| file(&format!("windows-{name}"), windows(text.as_bytes())));
    let [unix, windows] = [unix, windows].map(|[a, b, c, d]| score(&[&a, &b, &c, &d, "--format", "csv"], ""));
    assert_eq!((windows.status, windows.complaints.as_str()), (0, ""));
    assert_eq!(windows.out, unix.out);
}

#[test]
fn an_empty_file_has_no_records() {
    let files = ["e.txt", "e.jsonl", "e.csv"].map(|name| file(name, ""));
    let marked = ["m.txt", "m.jsonl", "m.csv"].map(|name| file(name, b"\xEF\xBB\xBF"));
    let mut arguments: Vec<_> = files.iter().chain(&marked).map(String::as_str).collect();
    arguments.extend(["--format", "jsonl"]);
    let run = score(&arguments, "");
    assert_eq!((run.status, run.out.as_str(), run.complaints.as_str()), (0, "", ""));
}

#[test]
fn lines_of_dashes_end_messages() {
    let cases = [
        (
            "Bonjour,\n\nperdu\n---\n---\n----\n --- \n---\nfin\n",
            vec!["Bonjour,\n\nperdu", "", "----\n --- ", "fin"],
        ),
        ("a\nb\n---\n", vec!["a\nb"]),
        ("a\n----\n\nb", vec!["a", "----", "", "b"]),
    ];
    let files: Vec<_> =
        (1..).zip(&cases).map(|(number, (text, _))| file(&format!("d{number}.txt"), text)).collect();
    let run = score(&[&files[0], &files[1], &files[2], "-", "--format", "csv"], b"a\nb\xFF\n---\nc");
    let texts: Vec<_> = cases.into_iter().flat_map(|(_, texts)| texts).chain(["c"]).collect();
    assert_eq!(column(&run.rows(), "text"), texts);
    assert_eq!((run.status, run.complaints.as_str()), (1, "stdin:2: not UTF-8; save the file as UTF-8\n"));
}

#[test]
fn bad_usage_ends_with_two() {
    let bad = [
        vec!["--no-such-flag"],
        vec!["--format", "xml"],
        vec!["--input-format", "jsonl"],
        vec!["--explain", "--format", "csv"],
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
fn a_reader_who_has_seen_enough_is_no_error() {
    let name = file("long.txt", "Merci !\n".repeat(3000));
    for format in ["table", "jsonl", "csv"] {
        let mut child = program()
            .args([&name, "--format", format])
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
fn the_sample_needs_no_file() {
    let run = score(&["--explain"], "");
    assert_eq!((run.status, run.complaints.as_str()), (0, ""));
    // What is said below a row is set in.
    let rows = run.out.lines().skip(1).filter(|line| line.starts_with(char::is_alphabetic)).count();
    assert!((20..=30).contains(&rows), "{rows}");
    assert!(run.out.contains("\n  mon numéro de suivi de commande???\n"));
}

#[test]
fn columns_line_up_and_nothing_speaks_to_the_terminal() {
    let lines = [
        r#"{"id":"plain","text":"a"}"#,
        r#"{"id":"été","text":"b\u001b[31m\u202eb\rb"}"#,
        r#"{"id":"e\u0301te\u0301","text":"c"}"#,
        r#"{"id":"👍👩‍👩‍👧❤️","text":"d"}"#,
        r#"{"id":"a long, long identity","text":"e\n\ne"}"#,
    ];
    let run = score(&["-", "--input-format", "jsonl", "--explain"], lines.join("\n"));
    let is_harmless =
        |character: char| character == '\n' || !character.is_control() && character != '\u{202e}';
    assert!(run.out.chars().all(is_harmless));
    for shown in [
        "plain         ",
        "été           ",
        "e\u{301}te\u{301}           ",
        "👍👩‍👩‍👧❤️        ",
        "a long, lon…  ",
    ] {
        let row = run.out.lines().find(|row| row.starts_with(shown)).expect(shown);
        assert!(row[shown.len()..].starts_with(char::is_alphabetic), "{row}");
    }
    for end in [" b [31m b b", " e e"] {
        assert!(run.out.lines().any(|row| row.ends_with(end)), "{end}");
    }
}

#[test]
fn help_tells_of_every_flag_and_exit_status() {
    let run = score(&["--help"], "");
    assert_eq!(run.status, 0);
    for word in ["--input-format", "--format", "--explain", "jsonl", "---", "Exit status", "channel"] {
        assert!(run.out.contains(word), "{word}");
    }
}

#[test]
fn a_separator_behind_the_first_mebibyte_is_a_message() {
    let name = file("far.txt", "x".repeat(1 << 20) + "\n---\nb\n");
    let mut child = program().args([&name, "--format", "jsonl"]).stdout(Stdio::piped()).spawn().unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines().count();
    assert_eq!((lines, child.wait().unwrap().code()), (3, Some(0)));
}
