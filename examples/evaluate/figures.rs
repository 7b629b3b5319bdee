//! Gathers what is measured, message by message.

use std::collections::BTreeMap;

use politesse::{Analyzer, Detail, Intent, Level, Name, Reading, Score, Set, Signal, Tone};

use crate::reliability::Reliability;
use crate::support::corpus::Labelled;
use crate::support::metrics::{Confusion, F1, spearman};

/// One tone's pairs of label and reading.
pub struct ToneFigures {
    pub confusion: Confusion,
    /// Label rank, score and read rank of each message.
    pub pairs: Vec<(usize, f32, usize)>,
    pub reliability: Reliability,
}

/// All that is measured.
pub struct Figures {
    pub tones: [ToneFigures; 3],
    pub intents: Confusion,
    pub missing: F1,
    pub missing_exact: u32,
    /// By need, spelled as in the guide: how often it is missing.
    pub by_need: BTreeMap<String, F1>,
    pub details: F1,
    /// Details that the labelled intent needs, and those no other: what an agent would have to ask for if they were overlooked.
    pub needed_details: F1,
    pub by_detail: Vec<F1>,
    pub signals: F1,
    pub by_signal: Vec<F1>,
    pub messages: u32,
}

impl Default for Figures {
    fn default() -> Self {
        let tone = |tone: Tone| ToneFigures {
            confusion: Confusion::new(tone.level_count()),
            pairs: Vec::new(),
            reliability: Reliability::new(tone.level_count()),
        };
        Self {
            tones: Tone::ALL.map(tone),
            intents: Confusion::new(Intent::ALL.len()),
            missing: F1::default(),
            missing_exact: 0,
            by_need: BTreeMap::new(),
            details: F1::default(),
            needed_details: F1::default(),
            by_detail: vec![F1::default(); Detail::ALL.len()],
            signals: F1::default(),
            by_signal: vec![F1::default(); Signal::ALL.len()],
            messages: 0,
        }
    }
}

impl Figures {
    /// Compares one reading with its labels; `as_labelled` judges details and needs as if the intent were read as it is
    /// labelled, which shows their own errors.
    pub fn add(
        &mut self,
        analyzer: &Analyzer,
        labelled: &Labelled,
        reading: &Reading<'_>,
        as_labelled: bool,
    ) {
        self.messages += 1;
        self.add_tone(Tone::Politeness, labelled, reading.politeness());
        self.add_tone(Tone::Aggression, labelled, reading.aggression());
        self.add_tone(Tone::Urgency, labelled, reading.urgency());
        self.intents.add(labelled.intent.index(), reading.intent().intent.index());
        let intent = if as_labelled { labelled.intent } else { reading.intent().intent };
        if let Some(gold) = &labelled.missing {
            self.add_needs(gold, &reading.missing_for(intent).collect::<Vec<_>>());
        }
        if let Some(present) = labelled.present {
            let read = reading.present_for(intent);
            add_names(&mut self.by_detail, &mut self.details, present, read);
            let needed = needed(analyzer, labelled.intent);
            let names = |set: Set<Detail>| -> Vec<_> {
                set.iter().filter(|detail| needed.contains(*detail)).map(Name::name).collect()
            };
            self.needed_details.add(&names(present), &names(read));
        }
        if let Some(signals) = labelled.signals {
            add_names(&mut self.by_signal, &mut self.signals, signals, reading.signals());
        }
    }

    fn add_needs(&mut self, gold: &[String], missing: &[&str]) {
        let gold: Vec<&str> = gold.iter().map(String::as_str).collect();
        self.missing.add(&gold, missing);
        self.missing_exact += u32::from(gold == missing);
        for need in gold.iter().chain(missing.iter().filter(|need| !gold.contains(need))) {
            let only = |needs: &[&str]| needs.iter().filter(|other| *other == need).count();
            let (gold, read) = (vec![(); only(&gold)], vec![(); only(missing)]);
            self.by_need.entry((*need).to_owned()).or_default().add(&gold, &read);
        }
    }

    fn add_tone<L: Level>(&mut self, tone: Tone, labelled: &Labelled, score: Score<L>) {
        let gold = labelled.rank(tone);
        let figures = &mut self.tones[tone as usize];
        figures.confusion.add(gold, score.level.rank());
        figures.pairs.push((gold, score.score, score.level.rank()));
        figures.reliability.add(gold, score.probabilities());
    }
}

/// The details that meet a need of an intent; a case number meets any for a reference (the guide, "completeness").
fn needed(analyzer: &Analyzer, intent: Intent) -> Set<Detail> {
    let named = analyzer.needs(intent).flat_map(|need| need.split('|')).filter_map(Detail::from_name);
    named.chain([Detail::CaseNumber]).collect()
}

/// Compares two sets of names, name by name and all together.
fn add_names<T: Name>(by_name: &mut [F1], all: &mut F1, gold: Set<T>, read: Set<T>) {
    for name in T::ALL {
        let one = |set: Set<T>| if set.contains(*name) { vec![name.name()] } else { Vec::new() };
        by_name[name.index()].add(&one(gold), &one(read));
        all.add(&one(gold), &one(read));
    }
}

impl ToneFigures {
    /// Rank correlation of the scores with the labels.
    pub fn spearman(&self) -> f64 {
        let gold: Vec<f64> = self.pairs.iter().map(|pair| pair.0 as f64).collect();
        let scores: Vec<f64> = self.pairs.iter().map(|pair| f64::from(pair.1)).collect();
        spearman(&gold, &scores)
    }
}
