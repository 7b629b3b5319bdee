//! What a caller pays: `compile` (how long to start), `step/*` (where the time goes, step by step), `message/*` (bytes per
//! second for messages of some 100 and 575 bytes, and for an SMS, a chat, a mail, a long mail with quotes), `hostile/*` (texts
//! made to be slow), `threads/*` (one and two), `corpus/*` (the whole dev set). Beside it, in the same run, what others take: unicode-segmentation merely
//! to split the text into words, and the pipeline one would write by hand. `cargo run --release --example speed_table` prints
//! the ratios.

mod yardstick;

use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use politesse::{Analyzer, Scratch, Step};
use unicode_segmentation::UnicodeSegmentation;

/// The messages of `benches/messages/`, by name.
const MESSAGES: [(&str, &str); 4] = [
    ("sms", include_str!("messages/sms.txt")),
    ("chat", include_str!("messages/chat.txt")),
    ("mail", include_str!("messages/mail.txt")),
    ("long_mail", include_str!("messages/long_mail.txt")),
];

/// Texts that a careless reader takes quadratic time for.
const HOSTILE: [(&str, &str); 5] =
    [("questions", "?"), ("codes", "1-"), ("elisions", "n'"), ("emails", "a@"), ("quotes", "> > ")];

/// How long a hostile text is, in bytes.
const HOSTILE_LEN: usize = 1 << 16;

/// The texts of the dev set; none where the corpus is absent, as in the published package.
fn corpus() -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/corpus/messages.jsonl");
    texts(&std::fs::read_to_string(path).unwrap_or_default())
}

fn compile(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("compile");
    group.sample_size(10);
    group.bench_function("french", |bencher| {
        bencher.iter(|| Analyzer::builder().build().map(|analyzer| black_box(analyzer).directions().len()))
    });
    group.finish();
}

/// The texts of JSON lines.
fn texts(lines: &str) -> Vec<String> {
    let text_of = |line: &str| {
        serde_json::from_str::<serde_json::Value>(line).ok()?["text"].as_str().map(str::to_owned)
    };
    lines.lines().filter_map(text_of).collect()
}

/// Reads `texts` with politesse and with the yardsticks, as benches of `group`.
fn beside_yardsticks(criterion: &mut Criterion, group: &str, texts: &[String]) {
    let analyzer = Analyzer::french();
    let mut scratch = Scratch::new();
    let mut group = criterion.benchmark_group(group);
    group.sample_size(20);
    group.throughput(Throughput::Bytes(texts.iter().map(|text| text.len() as u64).sum()));
    group.bench_function("analyze", |bencher| {
        bencher.iter(|| {
            let read = |text: &String| {
                analyzer.analyze_with(&mut scratch, black_box(text.as_str())).aggression().score
            };
            texts.iter().map(read).sum::<f32>()
        });
    });
    group.bench_function("unicode_words", |bencher| {
        bencher.iter(|| {
            texts.iter().map(|text| black_box(text.as_str()).unicode_words().count()).sum::<usize>()
        });
    });
    let pipeline = yardstick::Pipeline::new(texts);
    group.bench_function("by_hand", |bencher| {
        bencher.iter(|| texts.iter().map(|text| pipeline.score(black_box(text))).sum::<f32>());
    });
    group.finish();
}

fn messages(criterion: &mut Criterion) {
    beside_yardsticks(criterion, "message_100", &texts(include_str!("messages/short_messages.jsonl")));
    beside_yardsticks(criterion, "message_575", &texts(include_str!("messages/mails.jsonl")));
    let analyzer = Analyzer::french();
    let mut scratch = Scratch::new();
    let mut group = criterion.benchmark_group("message");
    for (name, text) in MESSAGES {
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |bencher| {
            bencher.iter(|| analyzer.analyze_with(&mut scratch, black_box(text)).aggression().score)
        });
    }
    group.throughput(Throughput::Bytes(MESSAGES[2].1.len() as u64));
    group.bench_function("mail_report", |bencher| {
        bencher.iter(|| analyzer.analyze(black_box(MESSAGES[2].1)).evidence.len())
    });
    group.finish();
}

/// Where the time goes: each figure includes the steps before it.
fn steps(criterion: &mut Criterion) {
    let analyzer = Analyzer::french();
    let mut scratch = Scratch::new();
    let text = MESSAGES[2].1;
    let mut group = criterion.benchmark_group("step");
    group.throughput(Throughput::Bytes(text.len() as u64));
    for (name, last) in [("clean", Step::Clean), ("find", Step::Find), ("judge", Step::Judge)] {
        group.bench_function(name, |bencher| {
            bencher.iter(|| analyzer.run_through(last, &mut scratch, black_box(text)))
        });
    }
    group.bench_function("report", |bencher| {
        bencher.iter(|| analyzer.analyze_with(&mut scratch, black_box(text)).aggression().score)
    });
    group.finish();
}

fn hostile(criterion: &mut Criterion) {
    let analyzer = Analyzer::french();
    let mut scratch = Scratch::new();
    let mut group = criterion.benchmark_group("hostile");
    group.sample_size(10);
    for (name, pattern) in HOSTILE {
        let text = pattern.repeat(HOSTILE_LEN / pattern.len());
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |bencher| {
            bencher.iter(|| analyzer.analyze_with(&mut scratch, black_box(&text)).aggression().score)
        });
    }
    group.finish();
}

/// How often the mails are read in a bench of threads: long enough that starting a thread takes no part in it.
const THREAD_ROUNDS: usize = 20;

/// What two threads read in the time that one takes; each has a scratch of its own, the analyzer is shared.
fn threads(criterion: &mut Criterion) {
    let texts = texts(include_str!("messages/mails.jsonl"));
    let bytes: usize = texts.iter().map(String::len).sum();
    let analyzer = Analyzer::french();
    let read = || {
        let mut scratch = Scratch::new();
        for text in std::iter::repeat_n(&texts, THREAD_ROUNDS).flatten() {
            black_box(analyzer.analyze_with(&mut scratch, black_box(text.as_str())).aggression().score);
        }
    };
    let mut group = criterion.benchmark_group("threads");
    group.sample_size(20);
    for (name, count) in [("one_thread", 1), ("two_threads", 2)] {
        group.throughput(Throughput::Bytes((bytes * THREAD_ROUNDS * count) as u64));
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                std::thread::scope(|scope| {
                    for _ in 0..count {
                        scope.spawn(read);
                    }
                })
            })
        });
    }
    group.finish();
}

fn whole_corpus(criterion: &mut Criterion) {
    beside_yardsticks(criterion, "corpus", &corpus());
}

criterion_group!(benches, compile, steps, messages, hostile, threads, whole_corpus);
criterion_main!(benches);
