//! `score --conversations`, run as a person or a script runs it.
//!
//! No test here says what a thread is labelled; that is for the tests of the library.

#![allow(clippy::unwrap_used, reason = "the helpers are tests too")]

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

/// What a run of the program leaves behind.
struct Run {
    status: i32,
    lines: Vec<Value>,
    complaints: String,
}

/// Runs `score --conversations -` with `input` on its standard input.
fn score(input: impl AsRef<[u8]>) -> Run {
    run(&["--conversations", "-"], input)
}

fn run(arguments: &[&str], input: impl AsRef<[u8]>) -> Run {
    let test = std::env::current_exe().unwrap();
    let folder = test.parent().and_then(Path::parent).unwrap();
    let program = folder.join("examples").join(format!("score{}", std::env::consts::EXE_SUFFIX));
    assert!(program.exists(), "{} is not built; run `cargo build --example score`", program.display());
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // A program that does not read its input may be gone before it is written.
    let _ = child.stdin.take().unwrap().write_all(input.as_ref());
    let output = child.wait_with_output().unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    Run {
        status: output.status.code().unwrap(),
        lines: out.lines().map(|line| serde_json::from_str(line).expect(line)).collect(),
        complaints: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Lines of JSON.
fn lines(values: &[Value]) -> String {
    values.iter().map(|value| format!("{value}\n")).collect()
}

/// One field of every step, as JSON.
fn field(line: &Value, name: &str) -> Vec<Value> {
    line["steps"].as_array().unwrap().iter().map(|step| step[name].clone()).collect()
}

#[test]
fn a_thread_gives_one_line_with_a_step_for_each_message() {
    let thread = json!({"id": "t1", "messages": [
        {"id": "m1", "at": "2026-03-02T08:14:00", "channel": "email", "text": "Bonjour, où est ma commande 4512-77 ? Merci."},
        {"at": "2026-03-03T09:14:00+01:00", "text": "Bande de voleurs, c'est une honte !"},
    ]});
    let run = score(lines(&[thread, json!({"messages": []})]));
    assert_eq!((run.status, run.complaints.as_str()), (0, ""));
    assert_eq!(run.lines.len(), 2);
    let line = &run.lines[0];
    let fields: Vec<&str> = line.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(fields, ["chasing", "id", "reasons", "steps", "trend"]);
    assert_eq!(
        (&line["id"], &line["trend"], &line["chasing"]),
        (&json!("t1"), &json!("escalating"), &json!(false))
    );
    assert_eq!(field(line, "id"), [json!("m1"), Value::Null]);
    assert_eq!(field(line, "message"), [json!(1), json!(2)]);
    assert_eq!(field(line, "at"), [json!(1_772_439_240), json!(1_772_525_640)]);
    assert!(line["steps"][1]["report"]["evidence"].is_array());
    assert_eq!(line["reasons"][0]["of"], "tone");
    assert_eq!(line["reasons"][0]["message"], 2);
    assert_eq!(
        run.lines[1],
        json!({"id": 2, "trend": "stable", "chasing": false, "steps": [], "reasons": []})
    );
}

#[test]
fn messages_of_several_threads_may_be_interleaved() {
    let message = |thread: Value, at: &str, text: &str| json!({"thread": thread, "at": at, "text": text});
    let run = score(lines(&[
        message(json!("a"), "2026-03-01", "Bonjour, où est ma commande 4512-77 ?"),
        message(json!(7), "2026-03-01", "Bonjour, ma box ne marche plus."),
        json!({"id": "whole", "messages": [{"text": "Merci beaucoup !"}]}),
        message(json!("7"), "2026-03-02", "Un autre fil."),
        message(json!("a"), "2026-03-02", "Je relance pour la commande 4512-77."),
        message(json!(7), "2026-03-02", "C'est réglé, merci."),
    ]));
    assert_eq!(run.status, 0, "{}", run.complaints);
    let ids: Vec<&Value> = run.lines.iter().map(|line| &line["id"]).collect();
    assert_eq!(ids, [&json!("whole"), &json!("a"), &json!(7), &json!("7")], "7 and \"7\" are two");
    assert_eq!(field(&run.lines[1], "message").len(), 2);
    assert_eq!(field(&run.lines[2], "solved"), [json!(false), json!(true)]);
}

#[test]
fn messages_are_read_in_the_order_of_their_times() {
    let (calm, angry) = ("Bonjour, où est ma commande 4512-77 ? Merci.", "Bande de voleurs !");
    let messages = json!([
        {"at": "2026-03-09", "text": angry},
        {"at": "2026-03-01", "text": calm},
        {"text": "Je relance."},
        {"at": 1_772_600_000, "text": "Je relance encore."},
    ]);
    let run = score(lines(&[json!({"id": 1, "messages": messages})]));
    assert_eq!(run.status, 0, "{}", run.complaints);
    let march = |day: i64| 1_772_323_200 + (day - 1) * 86_400;
    let expected = [json!(march(1)), Value::Null, json!(1_772_600_000), json!(march(9))];
    assert_eq!(field(&run.lines[0], "at"), expected, "one without a time stays behind the one it follows");
    assert_eq!(run.lines[0]["trend"], "escalating");
}

#[test]
fn missing_times_and_unknown_fields_are_no_faults() {
    let thread = json!({"id": 1, "customer": {"name": "X"}, "trend": "unheard of", "messages": [
        {"text": "Où est mon colis ?", "politeness": -1, "signals": ["chase"]},
        {"text": "Où est mon colis ?", "at": null, "channel": null},
    ]});
    let run = score(lines(&[thread]));
    assert_eq!((run.status, run.complaints.as_str()), (0, ""));
    assert_eq!(field(&run.lines[0], "at"), [Value::Null, Value::Null]);
    assert_eq!(run.lines[0]["steps"][1]["pace"]["per_day"], Value::Null);
}

#[test]
fn a_bad_line_is_named_with_its_remedy_and_the_rest_is_read() {
    let rows: [(&[u8], &str); 11] = [
        (b"{", "not a thread or message ("),
        (b"[1]", "not a JSON object"),
        (b"{\"text\":\"seul\"}", "neither \"messages\" nor \"thread\""),
        (b"{\"thread\":\"a\",\"at\":\"2026-03-01\"}", "no \"text\""),
        (b"{\"thread\":\"a\",\"at\":\"hier\",\"text\":\"x\"}", "\"at\": hier: not a time of ISO 8601"),
        (b"{\"thread\":\"a\",\"at\":true,\"text\":\"x\"}", "not a thread or message ("),
        (b"{\"thread\":[],\"text\":\"x\"}", "not a thread or message ("),
        (b"{\"messages\":[{\"at\":1}]}", "missing field `text`"),
        (b"{\"messages\":\"x\"}", "not a thread or message ("),
        (b"{\"messages\":[{\"text\":\"x\",\"channel\":\"pigeon\"}]}", "pigeon"),
        (b"{\"messages\":[{\"text\":\"\xff\"}]}", "not UTF-8"),
    ];
    let mut input = b"{\"id\":\"before\",\"messages\":[]}\r\n\n".to_vec();
    for (row, _) in rows {
        input.extend_from_slice(row);
        input.push(b'\n');
    }
    input.extend_from_slice(b"{\"id\":\"behind\",\"messages\":[]}");
    let run = score(input);
    assert_eq!(run.status, 1, "{}", run.complaints);
    let ids: Vec<&Value> = run.lines.iter().map(|line| &line["id"]).collect();
    assert_eq!(ids, ["before", "behind"]);
    let complaints: Vec<&str> = run.complaints.lines().collect();
    assert_eq!(complaints.len(), rows.len(), "{}", run.complaints);
    for (number, ((_, expected), complaint)) in (3..).zip(rows.iter().zip(complaints)) {
        assert!(complaint.starts_with(&format!("stdin:{number}: ")), "{complaint}");
        assert!(complaint.contains(expected), "{complaint} lacks {expected}");
    }
}

#[test]
fn bad_usage_is_said_with_status_2() {
    assert_eq!(run(&["--conversations"], "").status, 2, "which file?");
    assert_eq!(run(&["--conversations", "--format", "csv", "-"], "").status, 2);
    let missing = run(&["--conversations", "no/such/file.jsonl", "-"], "{\"id\":1,\"messages\":[]}");
    assert_eq!((missing.status, missing.lines.len()), (2, 1), "other files are read");
    assert!(missing.complaints.starts_with("no/such/file.jsonl: "), "{}", missing.complaints);
    assert_eq!(score("").status, 0, "an empty file holds no thread");
}
