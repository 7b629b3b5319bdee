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

#[test]
fn a_used_scratch_makes_no_heap_allocation() {
    let analyzer = Analyzer::french();
    let mut scratch = Scratch::new();
    // Warm up on the training messages all in one: whatever comes later is shorter and of the same kind.
    let long = texts("train_t1.jsonl").join("\n\n") + &texts("train_t5.jsonl").join("\n");
    analyzer.analyze_with(&mut scratch, &long);
    for text in texts("messages.jsonl") {
        let before = ALLOCATIONS.with(Cell::get);
        let reading = analyzer.analyze_with(&mut scratch, Message::new(&text));
        std::hint::black_box(reading.aggression().score);
        let after = ALLOCATIONS.with(Cell::get);
        assert_eq!(after - before, 0, "allocations while reading {text:?}");
    }
}
