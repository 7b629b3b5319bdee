//! Scores records on one thread or several; what comes out is the same, in the same order.
//!
//! ```text
//!             ┌─▶ thread 0: batch 0, batch 2, … ─┐
//! records ────┤                                  ├──▶ batch 0, batch 1, batch 2, …
//!             └─▶ thread 1: batch 1, batch 3, … ─┘
//! ```
//! Batches go round the threads in turn and are fetched in the same turn, so that their order needs no book-keeping. Each
//! thread has at most [`AHEAD`] batches waiting: memory is bounded however long the input is.

use std::io;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use politesse::{Analyzer, Scratch};

use crate::filter::Filter;
use crate::input::{Id, Problem, Record};
use crate::output::Output;
use crate::totals::Totals;

/// The most records of a batch: enough that handing it over costs nothing beside scoring it.
const MAX_BATCH: usize = 128;

/// The most bytes of text in a batch but for its last record.
const MAX_BATCH_BYTES: usize = 1 << 18;

/// How many batches may wait for a thread: one to score, one behind it.
const AHEAD: usize = 2;

/// Everything a thread needs beside its scratch.
pub struct Scorer<'s> {
    /// What reads the messages.
    pub analyzer: &'s Analyzer,
    /// What is printed.
    pub filter: Filter,
    /// How it is printed.
    pub output: &'s dyn Output,
}

/// A record or what is wrong with it, with its number counted over all files, from 1.
pub type Numbered = (u64, Result<Record, Problem>);

/// What records in a row came to.
#[derive(Default)]
pub struct Scored {
    /// What is to be printed.
    pub printed: Vec<u8>,
    /// Counts of what is printed.
    pub totals: Totals,
    /// What is wrong with the others.
    pub problems: Vec<Problem>,
}

impl Scorer<'_> {
    /// Scores all records on so many threads (1: on this one) and hands over what they came to, in order.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn run(
        &self,
        jobs: usize,
        records: impl Iterator<Item = Numbered>,
        write: impl FnMut(Scored) -> io::Result<()>,
    ) -> io::Result<()> {
        if jobs <= 1 { self.run_here(records, write) } else { self.run_on_threads(jobs, records, write) }
    }

    /// One record at a time, printed before the next one is read.
    fn run_here(
        &self,
        records: impl Iterator<Item = Numbered>,
        mut write: impl FnMut(Scored) -> io::Result<()>,
    ) -> io::Result<()> {
        let mut scratch = Scratch::new();
        for record in records {
            write(self.score(&mut scratch, [record])?)?;
        }
        Ok(())
    }

    fn run_on_threads(
        &self,
        jobs: usize,
        mut records: impl Iterator<Item = Numbered>,
        mut write: impl FnMut(Scored) -> io::Result<()>,
    ) -> io::Result<()> {
        thread::scope(|scope| {
            let threads: Vec<_> = (0..jobs)
                .map(|_| {
                    let (batches, to_score) = sync_channel(AHEAD);
                    let (scored, done) = sync_channel(AHEAD);
                    scope.spawn(move || self.work(&to_score, &scored));
                    (batches, done)
                })
                .collect();
            let (mut given, mut fetched) = (0, 0);
            loop {
                let batch = batch(&mut records);
                let is_last = batch.is_empty();
                if !is_last {
                    hand_over(&threads[given % jobs].0, batch)?;
                    given += 1;
                }
                while fetched < given && (is_last || given - fetched >= jobs * AHEAD) {
                    write(fetch(&threads[fetched % jobs].1)??)?;
                    fetched += 1;
                }
                if is_last {
                    return Ok(());
                }
            }
        })
    }

    /// Scores batches until there are no more, or nobody wants what they come to.
    fn work(&self, to_score: &Receiver<Vec<Numbered>>, scored: &SyncSender<io::Result<Scored>>) {
        let mut scratch = Scratch::new();
        for batch in to_score {
            if scored.send(self.score(&mut scratch, batch)).is_err() {
                return;
            }
        }
    }

    fn score(
        &self,
        scratch: &mut Scratch,
        records: impl IntoIterator<Item = Numbered>,
    ) -> io::Result<Scored> {
        let mut scored = Scored::default();
        for (number, record) in records {
            match record {
                Ok(record) => {
                    let reading = self.analyzer.analyze_with(scratch, record.message());
                    if self.filter.lets_pass(&reading) {
                        let id = record.id.clone().unwrap_or(Id::from(number));
                        scored.totals.add(&reading);
                        self.output.write(&id, &reading, &mut scored.printed)?;
                    }
                }
                Err(problem) => scored.problems.push(problem),
            }
        }
        Ok(scored)
    }
}

/// The next records, as many as make a batch; none at the end.
fn batch(records: &mut impl Iterator<Item = Numbered>) -> Vec<Numbered> {
    let mut batch = Vec::new();
    let mut bytes = 0;
    while batch.len() < MAX_BATCH && bytes < MAX_BATCH_BYTES {
        let Some(record) = records.next() else { break };
        bytes += record.1.as_ref().map_or(0, |record| record.text.len());
        batch.push(record);
    }
    batch
}

fn hand_over(batches: &SyncSender<Vec<Numbered>>, batch: Vec<Numbered>) -> io::Result<()> {
    batches.send(batch).map_err(|_| gone())
}

fn fetch<T>(done: &Receiver<T>) -> io::Result<T> {
    done.recv().map_err(|_| gone())
}

/// A thread that ended before its work did; what it panicked with is on stderr.
fn gone() -> io::Error {
    io::Error::other("a thread has ended too early")
}
