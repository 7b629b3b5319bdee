//! Shows on stderr how far long files have been read.

use std::fmt::Display;
use std::fs::File;
use std::io::{self, IsTerminal, Read, Write};

use indicatif::{ProgressBar, ProgressStyle};

/// From how many bytes on a bar is worth its place: below that, all is done in some seconds.
const LONG: u64 = 8 << 20;

/// What the bar looks like.
const TEMPLATE: &str = "{wide_bar} {bytes} of {total_bytes}, {binary_bytes_per_sec}, {eta} left";

/// How far all files together have been read.
pub struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// A bar for so many bytes; invisible when they are few, or unknown, or when a bar would stand in the way: stderr is no
    /// terminal, or the readings go to the same one.
    pub fn start(bytes: Option<u64>) -> Self {
        let is_wanted = io::stderr().is_terminal() && !io::stdout().is_terminal();
        let bar = match bytes {
            Some(bytes) if bytes >= LONG && is_wanted => ProgressBar::new(bytes),
            _ => ProgressBar::hidden(),
        };
        if let Ok(style) = ProgressStyle::with_template(TEMPLATE) {
            bar.set_style(style);
        }
        Self { bar }
    }

    /// The file, its bytes counted as they are read.
    pub fn watch(&self, file: File) -> impl Read + use<> {
        self.bar.wrap_read(file)
    }

    /// Says it on stderr, where there is one, above the bar.
    pub fn complain(&self, what: impl Display) {
        self.bar.suspend(|| {
            let _ = writeln!(io::stderr(), "{what}");
        });
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
