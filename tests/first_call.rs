//! What the first call of `Analyzer::french` keeps on the heap, and that later calls are free.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering};

use politesse::Analyzer;

/// Counts the bytes that are on the heap, and the most that ever were.
struct Counting;

static LIVE: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

// SAFETY: hands every call to the system's allocator and only counts.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let live = LIVE.fetch_add(layout.size(), Ordering::Relaxed) + layout.size();
        PEAK.fetch_max(live, Ordering::Relaxed);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        LIVE.fetch_sub(layout.size(), Ordering::Relaxed);
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// The most bytes the loaded lexicon may keep.
const MOST_KEPT: usize = 8 << 20;

/// The most bytes that may be in use while it is loaded.
const MOST_WHILE_LOADING: usize = 12 << 20;

// One test, so that no other thread allocates meanwhile.
#[test]
fn the_lexicon_keeps_eight_mebibytes_at_most_and_later_calls_nothing() {
    let before = LIVE.load(Ordering::Relaxed);
    let analyzer = Analyzer::french();
    let kept = LIVE.load(Ordering::Relaxed) - before;
    assert!(kept <= MOST_KEPT, "{kept} bytes are kept");
    let peak = PEAK.load(Ordering::Relaxed) - before;
    assert!(peak <= MOST_WHILE_LOADING, "{peak} bytes were in use while loading");
    let shared = Analyzer::french();
    assert_eq!(LIVE.load(Ordering::Relaxed) - before, kept, "a later call keeps more");
    drop((analyzer, shared));
}
