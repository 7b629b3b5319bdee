//! Prints the last run of the benches as ratios: how long each takes beside unicode-segmentation, which merely splits into words.
//!
//! ```text
//! cargo bench --bench analyze && (cd benches/peers && cargo bench) && cargo run --release --example speed_table
//! ```
//! Reads what criterion left in `target/criterion` and `benches/peers/target/criterion`. Ratios hold between machines far
//! better than times do, if all were taken in one quiet hour.

use std::path::Path;

use serde_json::Value;

/// The groups with a yardstick in them, and where criterion keeps them.
const GROUPS: [(&str, &str); 5] = [
    ("target/criterion", "message_100"),
    ("target/criterion", "message_575"),
    ("target/criterion", "corpus"),
    ("target/criterion", "threads"),
    ("benches/peers/target/criterion", "peers"),
];

/// What the others are measured by: in its own group, or the first of these that is there.
const YARDSTICKS: [&str; 3] = ["unicode_words", "politesse", "one_thread"];

/// One bench: its name and how long a byte takes, in nanoseconds.
struct Timed {
    name: String,
    per_byte: f64,
}

fn read(path: &Path) -> Option<Value> {
    serde_json::from_str(&std::fs::read_to_string(path).ok()?).ok()
}

/// The benches of a group; none where it has not run.
fn timed(folder: &Path) -> Vec<Timed> {
    let benches = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut timed: Vec<Timed> = benches
        .filter_map(|bench| {
            let last = bench.path().join("new");
            let time = read(&last.join("estimates.json"))?["median"]["point_estimate"].as_f64()?;
            let bytes = read(&last.join("benchmark.json"))?["throughput"]["Bytes"].as_f64()?;
            Some(Timed { name: bench.file_name().to_string_lossy().into_owned(), per_byte: time / bytes })
        })
        .collect();
    timed.sort_by(|left, right| left.per_byte.total_cmp(&right.per_byte));
    timed
}

fn main() {
    println!("{:<12} {:<16} {:>9} {:>9}  ratio", "messages", "what", "ns/byte", "MiB/s");
    for (folder, group) in GROUPS {
        let timed = timed(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).join(group));
        let Some(yardstick) = YARDSTICKS.iter().find_map(|name| timed.iter().find(|one| one.name == *name))
        else {
            println!("{group:<12} has not run");
            continue;
        };
        for one in &timed {
            let speed = 1e9 / one.per_byte / f64::from(1 << 20);
            let ratio = one.per_byte / yardstick.per_byte;
            println!(
                "{group:<12} {:<16} {:>9.2} {speed:>9.1}  {ratio:.2} × {}",
                one.name, one.per_byte, yardstick.name
            );
        }
    }
}
