//! How long other crates take over the same messages: `rustrict` (profanity, English), `vader_sentiment` (sentiment, English),
//! `whatlang` (which language). They do other work, none in French; the ratios only say in which order of time reading lies.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use politesse::{Analyzer, Scratch};
use rustrict::CensorStr;
use vader_sentiment::SentimentIntensityAnalyzer;

/// Mails of about 575 bytes, one JSON object per line.
const MAILS: &str = include_str!("../../messages/mails.jsonl");

fn texts() -> Vec<String> {
    let text_of = |line| serde_json::from_str::<serde_json::Value>(line).ok()?["text"].as_str().map(str::to_owned);
    MAILS.lines().filter_map(text_of).collect()
}

fn peers(criterion: &mut Criterion) {
    let texts = texts();
    let analyzer = Analyzer::french();
    let mut scratch = Scratch::new();
    let vader = SentimentIntensityAnalyzer::new();
    let mut group = criterion.benchmark_group("peers");
    group.sample_size(10);
    group.throughput(Throughput::Bytes(texts.iter().map(|text| text.len() as u64).sum()));
    group.bench_function("politesse", |bencher| {
        bencher.iter(|| {
            let score = |text: &String| analyzer.analyze_with(&mut scratch, black_box(text.as_str())).aggression().score;
            texts.iter().map(score).sum::<f32>()
        })
    });
    group.bench_function("rustrict", |bencher| {
        bencher.iter(|| texts.iter().filter(|text| black_box(text.as_str()).is_inappropriate()).count())
    });
    group.bench_function("vader_sentiment", |bencher| {
        bencher.iter(|| texts.iter().map(|text| vader.polarity_scores(black_box(text))["compound"]).sum::<f64>())
    });
    group.bench_function("whatlang", |bencher| {
        bencher.iter(|| texts.iter().filter(|text| whatlang::detect(black_box(text)).is_some()).count())
    });
    group.finish();
}

criterion_group!(benches, peers);
criterion_main!(benches);
