//! A used scratch makes no heap allocation.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use politesse::{Analyzer, Message, Scratch};

/// Counts the allocations of the thread that asks.
struct Counting;

thread_local! {
    static ALLOCATIONS: Cell<u64> = const { Cell::new(0) };
}

// SAFETY: hands every call to the system's allocator and only counts.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.with(|count| count.set(count.get() + 1));
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        ALLOCATIONS.with(|count| count.set(count.get() + 1));
        unsafe { System.realloc(pointer, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// The texts of a labelled file.
fn texts(file: &str) -> Vec<String> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data/corpus").join(file);
    let lines = std::fs::read_to_string(path).unwrap();
    lines
        .lines()
        .map(|line| {
            serde_json::from_str::<serde_json::Value>(line).unwrap()["text"].as_str().unwrap().to_owned()
        })
        .collect()
}

/// Reads texts, each with `said` at its end, with a used scratch, and says when one of them allocates.
fn check(analyzer: &Analyzer, file: &str, said: &str) {
    let mut scratch = Scratch::new();
    // Warm up on the training messages all in one: whatever comes later is shorter and of the same kind.
    let long = texts("train_t1.jsonl").join("\n\n") + &texts("train_t5.jsonl").join("\n") + said;
    analyzer.analyze_with(&mut scratch, &long);
    for text in texts(file).into_iter().map(|text| text + said) {
        let before = ALLOCATIONS.with(Cell::get);
        let reading = analyzer.analyze_with(&mut scratch, Message::new(&text));
        std::hint::black_box((reading.aggression().score, reading.self_service()));
        let after = ALLOCATIONS.with(Cell::get);
        assert_eq!(after - before, 0, "allocations while reading {text:?}");
    }
}

#[test]
fn a_used_scratch_makes_no_heap_allocation() {
    check(&Analyzer::french(), "messages.jsonl", "");
}

#[test]
fn nor_does_it_with_a_profile() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data/profiles/network_hardware.toml");
    let profile = std::fs::read_to_string(path).unwrap();
    let builder = Analyzer::builder().profile_toml("network_hardware.toml", &profile).unwrap();
    let shop = builder.build().unwrap();
    check(&shop, "train_t2.jsonl", " NB-204518, CLI 30718 : comment suivre ce colis ?");
}
