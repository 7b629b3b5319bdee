//! Gathers what is measured, message by message.

use politesse::{Detail, Intent, Level, Name, Reading, Score, Signal, Tone};

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
    pub details: F1,
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
            details: F1::default(),
            by_detail: vec![F1::default(); Detail::ALL.len()],
            signals: F1::default(),
            by_signal: vec![F1::default(); Signal::ALL.len()],
            messages: 0,
        }
    }
}

impl Figures {
    /// Compares one reading with its labels.
    pub fn add(&mut self, labelled: &Labelled, reading: &Reading<'_>) {
        self.messages += 1;
        self.add_tone(Tone::Politeness, labelled, reading.politeness());
        self.add_tone(Tone::Aggression, labelled, reading.aggression());
        self.add_tone(Tone::Urgency, labelled, reading.urgency());
        self.intents.add(labelled.intent.index(), reading.intent().intent.index());
        let missing: Vec<&str> = reading.missing().collect();
        let gold: Vec<&str> = labelled.missing.iter().map(String::as_str).collect();
        self.missing.add(&gold, &missing);
        self.missing_exact += u32::from(gold == missing);
        for detail in Detail::ALL {
            let one = |is_in: bool| if is_in { vec![*detail] } else { Vec::new() };
            let (gold, read) =
                (one(labelled.present.contains(*detail)), one(reading.present().contains(*detail)));
            self.by_detail[detail.index()].add(&gold, &read);
            self.details.add(&gold, &read);
        }
        for signal in Signal::ALL {
            let one = |is_in: bool| if is_in { vec![*signal] } else { Vec::new() };
            let (gold, read) =
                (one(labelled.signals.contains(*signal)), one(reading.signals().contains(*signal)));
            self.by_signal[signal.index()].add(&gold, &read);
            self.signals.add(&gold, &read);
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

impl ToneFigures {
    /// Rank correlation of the scores with the labels.
    pub fn spearman(&self) -> f64 {
        let gold: Vec<f64> = self.pairs.iter().map(|pair| pair.0 as f64).collect();
        let scores: Vec<f64> = self.pairs.iter().map(|pair| f64::from(pair.1)).collect();
        spearman(&gold, &scores)
    }
}
