//! Reads a fixed input once through each step, for `benches/instructions.sh` to count the processor's instructions.
//!
//! Prints one line for each count taken, in the order they are taken: input, step, bytes. Each step includes those before it;
//! the scratch is warm.

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

fn main() {
    let analyzer = Analyzer::french();
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
