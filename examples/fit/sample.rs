//! The training messages as the models see them.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use politesse::{Analyzer, FeatureDirection, Name, Scratch, Tone};

use crate::support::corpus::{self, Labelled};

/// The least probability of an intent that a tree sees, as in the library.
const LEAST_LIKELY: f64 = 0.03;

/// How many words, stems and pairs of words are learned: those that most messages have.
///
/// Taken by how many messages have them, not by what they weigh, so that held-out messages have no say in it beyond their words.
/// What more of them gain is in `src/lexicon/grams.rs`.
const GRAMS: usize = 17_000;

/// How often a message of an inbox counts in a fit: the drills are ten times as many, by authors who saw the guide alone, and what
/// is irritated and what is not yet drifts a little from one to the other.
const INBOX_WEIGHT: usize = 3;

/// A message as the models see it: feature numbers with values.
pub type Row = Vec<(usize, f64)>;

/// All that is fitted on. Learned grams are features too, numbered after those that have names.
pub struct Sample {
    /// What bears on the tones.
    pub rows: Vec<Row>,
    /// What bears on the intent.
    pub intent_rows: Vec<Row>,
    pub messages: Vec<Labelled>,
    /// Lowest and highest rank open to each message, by tone.
    pub open: Vec<[(usize, usize); 3]>,
    /// How many features stand for « comes from this drill », numbered last: they take up what is peculiar to a drill's level
    /// shares, and are left out when a message is read.
    pub offsets: usize,
    pub names: Vec<String>,
    /// The keys of the learned grams, ascending.
    pub grams: Vec<u32>,
    /// How rare each of them is: the logarithm of messages for each message that has it (idf), as a share of the mean.
    pub rarity: Vec<f64>,
    pub directions: Vec<[FeatureDirection; 3]>,
}

impl Sample {
    /// Reads the training messages of a folder.
    ///
    /// # Errors
    /// A file that cannot be read, with its name and line.
    pub fn read(analyzer: &Analyzer, folder: &Path) -> Result<Self, String> {
        let messages = corpus::read_training(folder)?;
        let mut scratch = Scratch::new();
        let (grams, rarity) = most_met(analyzer, &messages);
        let names = analyzer.feature_names();
        let (mut rows, mut intent_rows, mut open) = (Vec::new(), Vec::new(), Vec::new());
        let drills: BTreeSet<&str> = messages.iter().filter_map(|message| message.drill.as_deref()).collect();
        for labelled in &messages {
            let reading = analyzer.analyze_with(&mut scratch, labelled.message());
            let drill = drills.iter().position(|drill| Some(*drill) == labelled.drill.as_deref());
            let offset = drill.map(|drill| (names.len() + grams.len() + drill, 1.0));
            let learned = |(key, value): (u32, f32)| {
                grams.binary_search(&key).ok().map(|gram| (names.len() + gram, f64::from(value)))
            };
            let named = || reading.features().map(|(feature, value)| (feature, f64::from(value)));
            rows.push(named().chain(reading.tone_grams().filter_map(learned)).chain(offset).collect());
            intent_rows
                .push(named().chain(reading.intent_grams().filter_map(learned)).chain(offset).collect());
            open.push(Tone::ALL.map(|tone| reading.open_levels(tone).into_inner()));
        }
        let (offsets, directions) = (drills.len(), analyzer.directions());
        Ok(Self { rows, intent_rows, open, offsets, messages, names, grams, rarity, directions })
    }

    /// The messages of `indices`, those of inboxes as often as they count.
    pub fn weighted(&self, indices: &[usize]) -> Vec<usize> {
        let count = |index: usize| if self.messages[index].drill.is_none() { INBOX_WEIGHT } else { 1 };
        indices.iter().flat_map(|index| std::iter::repeat_n(*index, count(*index))).collect()
    }

    /// How many features are left when a message is read.
    pub fn kept(&self) -> usize {
        self.names.len() + self.grams.len()
    }

    /// How many features are no single cue.
    fn traits(&self) -> usize {
        self.names.iter().take_while(|name| !name.starts_with("cue:")).count()
    }

    /// What the trees ask about: the features that are no single cue and, numbered after them, how likely each intent is.
    pub fn asked_rows(&self, likely: &[Vec<f64>]) -> Vec<Row> {
        let traits = self.traits();
        let row = |(row, likely): (&Row, &Vec<f64>)| {
            let named = row.iter().copied().filter(|(feature, _)| *feature < traits);
            let intents = likely.iter().enumerate().filter(|(_, likely)| **likely > LEAST_LIKELY);
            named.chain(intents.map(|(intent, likely)| (traits + intent, *likely))).collect()
        };
        self.rows.iter().zip(likely).map(row).collect()
    }

    /// The names of what the trees ask about; the linear latent value comes last.
    pub fn asked_names(&self) -> Vec<String> {
        let intents = politesse::Intent::ALL.iter().map(|intent| format!("likely.{intent}"));
        self.names[..self.traits()].iter().cloned().chain(intents).chain(["latent".to_owned()]).collect()
    }

    /// How each of them may push a tone in a tree. The subject and the details given may push either way: « when will my
    /// parcel come » presses less than « the line is dead ».
    pub fn asked_directions(&self, tone: Tone) -> Vec<FeatureDirection> {
        let traits = self.names.iter().zip(&self.directions).take(self.traits());
        let direction = |(name, directions): (&String, &[FeatureDirection; 3])| {
            let is_subject = name.starts_with("intent.") || name.starts_with("detail.");
            if is_subject { FeatureDirection::Either } else { directions[tone as usize] }
        };
        traits.map(direction).chain([FeatureDirection::Either; politesse::Intent::ALL.len()]).collect()
    }

    /// The labelled ranks of a tone.
    pub fn ranks(&self, tone: Tone) -> Vec<usize> {
        self.messages.iter().map(|message| message.rank(tone)).collect()
    }

    /// The labelled intents, by number.
    pub fn classes(&self) -> Vec<usize> {
        self.messages.iter().map(|message| message.intent.index()).collect()
    }
}

/// The keys of the grams that most messages have, ascending, and how rare each is.
fn most_met(analyzer: &Analyzer, messages: &[Labelled]) -> (Vec<u32>, Vec<f64>) {
    let mut scratch = Scratch::new();
    let mut counts: HashMap<u32, usize> = HashMap::new();
    for labelled in messages {
        let reading = analyzer.analyze_with(&mut scratch, labelled.message());
        let of_message: BTreeSet<u32> = reading.intent_grams().map(|(key, _)| key).collect();
        of_message.into_iter().for_each(|key| *counts.entry(key).or_default() += 1);
    }
    let mut counts: Vec<(usize, u32)> = counts.into_iter().map(|(key, count)| (count, key)).collect();
    counts.sort_unstable_by(|left, right| right.cmp(left));
    counts.truncate(GRAMS);
    counts.sort_unstable_by_key(|(_, key)| *key);
    let idf = |count: usize| (messages.len() as f64 / count as f64).ln();
    let mean = counts.iter().map(|(count, _)| idf(*count)).sum::<f64>() / counts.len().max(1) as f64;
    counts.into_iter().map(|(count, key)| (key, idf(count) / mean)).unzip()
}
