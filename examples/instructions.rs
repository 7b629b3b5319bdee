//! Reads a fixed input once through each step, for `benches/instructions.sh` to count the processor's instructions.
//!
//! Prints one line for each count taken, in the order they are taken: input, step, bytes. Each step includes those before it;
//! the scratch is warm. With `growth` it reads texts of 1 KiB and of 1 MiB instead, ordinary ones and hostile ones.

use std::hint::black_box;

use politesse::{Analyzer, Scratch, Step};

/// The messages of `benches/messages/`, by name: about 575 and about 100 bytes each.
const INPUTS: [(&str, &str); 2] = [
    ("mails", include_str!("../benches/messages/mails.jsonl")),
    ("short", include_str!("../benches/messages/short_messages.jsonl")),
];

/// How far a message is read.
#[derive(Clone, Copy)]
enum Until {
    Step(Step),
    Reading,
    Evidence,
}

/// How far a message is read, and what that is called.
const STEPS: [(&str, Until); 5] = [
    ("clean", Until::Step(Step::Clean)),
    ("find", Until::Step(Step::Find)),
    ("judge", Until::Step(Step::Judge)),
    ("whole", Until::Reading),
    ("evidence", Until::Evidence),
];

/// The texts of JSON lines.
fn texts(lines: &str) -> Vec<String> {
    let text_of =
        |line| serde_json::from_str::<serde_json::Value>(line).ok()?["text"].as_str().map(str::to_owned);
    lines.lines().filter_map(text_of).collect()
}

/// Reads every text as far as `until`; the script counts what runs in here.
#[inline(never)]
fn counted(analyzer: &Analyzer, until: Until, scratch: &mut Scratch, texts: &[String]) {
    for text in texts {
        match until {
            Until::Step(last) => analyzer.run_through(last, scratch, black_box(text)),
            Until::Reading => {
                black_box(analyzer.analyze_with(scratch, black_box(text.as_str())).aggression().score);
            }
            Until::Evidence => {
                black_box(analyzer.analyze_with(scratch, black_box(text.as_str())).evidence().count());
            }
        }
    }
}

/// Texts that a careless reader takes quadratic time for, by name: a pattern over and over.
const HOSTILE: [(&str, &str); 9] = [
    ("questions", "? "),
    ("letters", "a "),
    ("codes", "1-1-1-"),
    ("elisions", "n'n'n'"),
    ("quotes", "« \" "),
    ("cited", ">> > "),
    ("flags", "🇫🇷"),
    ("marks", "e\u{301}\u{327}"),
    ("addresses", "a@"),
];

/// How long a short text is and a long one, in bytes, and how many of the short ones are read.
const SHORT_LEN: usize = 1 << 10;
const LONG_LEN: usize = 1 << 20;
const SHORT_COUNT: usize = 64;

/// The first bytes of `pattern` over and over, up to a character's edge.
fn repeated(pattern: &str, length: usize) -> String {
    let mut text = pattern.repeat(length / pattern.len() + 1);
    text.truncate((0..=length).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0));
    text
}

/// Texts by name, each as many short ones and as a long one: the hostile ones, the mails one after the other, and their words on
/// one endless line.
fn growing() -> Vec<(&'static str, [Vec<String>; 2])> {
    let mails = texts(INPUTS[0].1).join("\n\n");
    let line: String = mails.split(|letter: char| !letter.is_alphabetic()).collect::<Vec<_>>().join(" ");
    let ordinary = [("mails", mails.as_str()), ("line", line.as_str())];
    let long = ordinary.into_iter().chain(HOSTILE).map(|(name, pattern)| (name, repeated(pattern, LONG_LEN)));
    let cut = |text: &str| {
        let edge =
            |at: usize| (0..=at * SHORT_LEN).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
        (0..SHORT_COUNT).map(|at| text[edge(at)..edge(at + 1)].to_owned()).collect()
    };
    long.map(|(name, text)| (name, [cut(&text), vec![text]])).collect()
}

/// Reads long texts and short ones, for `benches/instructions.sh --growth`.
fn count_growth(analyzer: &Analyzer) {
    let mut scratch = Scratch::new();
    let inputs = growing();
    let all: Vec<String> = inputs.iter().flat_map(|(_, [_, long])| long.clone()).collect();
    counted(analyzer, Until::Reading, &mut scratch, &all);
    for (_, lengths) in &inputs {
        lengths.iter().for_each(|texts| counted(analyzer, Until::Reading, &mut scratch, texts));
    }
    for (input, lengths) in &inputs {
        for (length, texts) in ["1KiB", "1MiB"].iter().zip(lengths) {
            println!("{input} {length} {}", texts.iter().map(String::len).sum::<usize>());
        }
    }
}

fn main() {
    let analyzer = Analyzer::french();
    if std::env::args().nth(1).is_some_and(|mode| mode == "growth") {
        return count_growth(&analyzer);
    }
    let mut scratch = Scratch::new();
    let inputs = INPUTS.map(|(input, lines)| (input, texts(lines)));
    // Warms the scratch; its count, with that of everything before, is the one that the script leaves out.
    counted(
        &analyzer,
        Until::Evidence,
        &mut scratch,
        &inputs.each_ref().map(|(_, texts)| texts.as_slice()).concat(),
    );
    for (_, texts) in &inputs {
        for (_, until) in STEPS {
            counted(&analyzer, until, &mut scratch, texts);
        }
    }
    for (input, texts) in &inputs {
        for (step, _) in STEPS {
            println!("{input} {step} {}", texts.iter().map(String::len).sum::<usize>());
        }
    }
}
