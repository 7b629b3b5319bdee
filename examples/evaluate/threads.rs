//! Measures the conversation on labelled threads: is the trend right, is the chase right?

use politesse::{Analyzer, Conversation, ConversationStep, Name, Trend};
use serde_json::json;

use crate::support::metrics::{Confusion, F1};
use crate::support::threads::Thread;

/// What was read of the threads.
pub struct ThreadFigures {
    trends: Confusion,
    chases: F1,
    right_chases: u32,
    threads: u32,
    misses: Vec<String>,
}

impl ThreadFigures {
    /// Reads each thread from its first message to its last, and compares what the last step says with the labels.
    pub fn measure(analyzer: &Analyzer, threads: &[Thread]) -> Self {
        let mut figures = Self {
            trends: Confusion::new(Trend::ALL.len()),
            chases: F1::default(),
            right_chases: 0,
            threads: 0,
            misses: Vec::new(),
        };
        for thread in threads {
            let mut conversation = Conversation::new(analyzer);
            let steps = thread.messages.iter().map(|written| conversation.push(written.message()));
            if let Some(last) = steps.last() {
                figures.add(thread, &last);
            }
        }
        figures
    }

    fn add(&mut self, thread: &Thread, last: &ConversationStep) {
        self.threads += 1;
        self.trends.add(thread.trend.index(), last.trend.index());
        let chases = |chasing: bool| if chasing { vec![()] } else { Vec::new() };
        self.chases.add(&chases(thread.chasing), &chases(last.chasing));
        self.right_chases += u32::from(thread.chasing == last.chasing);
        if thread.trend != last.trend || thread.chasing != last.chasing {
            self.misses.push(describe(thread, last));
        }
    }

    fn chasing_accuracy(&self) -> f64 {
        f64::from(self.right_chases) / f64::from(self.threads.max(1))
    }

    /// The tables, and the first `misses` threads read otherwise than labelled.
    pub fn print(&self, misses: usize) {
        if self.threads == 0 {
            return;
        }
        println!("\n{} threads\n", self.threads);
        println!("trend           accuracy {:.3}", self.trends.exact());
        println!(
            "chasing         accuracy {:.3}, precision {:.2}, recall {:.2}",
            self.chasing_accuracy(),
            self.chases.precision(),
            self.chases.recall()
        );
        print!("\n{:<18}", "trend, read as");
        Trend::ALL.iter().for_each(|trend| print!("{:>12}", trend.name()));
        for gold in Trend::ALL {
            print!("\n{:<18}", gold.name());
            Trend::ALL
                .iter()
                .for_each(|read| print!("{:>12}", self.trends.count(gold.index(), read.index())));
        }
        println!();
        self.misses.iter().take(misses).for_each(|miss| println!("\n{miss}"));
    }

    /// The figures for machines.
    pub fn json(&self) -> serde_json::Value {
        json!({
            "threads": self.threads,
            "trend": { "accuracy": self.trends.exact(), "macro_f1": self.trends.macro_f1() },
            "chasing": {
                "accuracy": self.chasing_accuracy(),
                "precision": self.chases.precision(),
                "recall": self.chases.recall(),
            },
        })
    }
}

/// A thread read otherwise than labelled, with the reasons.
fn describe(thread: &Thread, last: &ConversationStep) -> String {
    let mut text = format!(
        "{}: {} read as {}, chasing {} read as {}",
        thread.id, thread.trend, last.trend, thread.chasing, last.chasing
    );
    for (index, written) in thread.messages.iter().enumerate() {
        text += &format!("\n  {} {}", index + 1, written.text.replace('\n', " "));
    }
    for reason in &last.reasons {
        text += &format!("\n    {} in {}: {} « {} »", reason.of, reason.message, reason.cue, reason.words);
    }
    text
}
