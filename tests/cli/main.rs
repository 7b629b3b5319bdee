//! The example program, run as a person or a script runs it: files and pipes in, records and an exit status out.
//!
//! No test here says what level a message has; that is for the tests of the library. Here stand the hands that run the
//! program; what is tested stands beside: `formats`, `lines`, `mails`, `page`, `schema`, `streams`, `terminal`.

#![allow(clippy::unwrap_used, reason = "the helpers are tests too")]

mod formats;
mod lines;
mod mails;
mod page;
mod schema;
mod streams;
mod terminal;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use serde_json::Value;

/// Messages that every format must carry unharmed.
const TEXTS: [&str; 5] = [
    "Bonjour, où est mon \"colis\" ?",
    "",
    "Perdu; mon\tcode 😡",
    "a\\b 'c', \"\"d",
    "  « Été »\u{a0}: e\u{301}",
];

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
    for variable in ["COLUMNS", "NO_COLOR", "CLICOLOR_FORCE"] {
        command.env_remove(variable);
    }
    command
}

/// Runs the program with `input` on its standard input.
fn score(arguments: &[&str], input: impl AsRef<[u8]>) -> Run {
    run(program().args(arguments), input)
}

/// Runs a command with `input` on its standard input.
fn run(command: &mut Command, input: impl AsRef<[u8]>) -> Run {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // A program that does not read its input may be gone before it is written; one that prints much must be read meanwhile.
    let (mut stdin, input) = (child.stdin.take().unwrap(), input.as_ref().to_vec());
    let writing = thread::spawn(move || _ = stdin.write_all(&input));
    let output = child.wait_with_output().unwrap();
    writing.join().unwrap();
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

/// The bytes with Windows line ends, behind a byte order mark.
fn windows(bytes: &[u8]) -> Vec<u8> {
    let mut windows = b"\xEF\xBB\xBF".to_vec();
    for byte in bytes {
        windows.extend(if *byte == b'\n' { &b"\r\n"[..] } else { std::slice::from_ref(byte) });
    }
    windows
}
