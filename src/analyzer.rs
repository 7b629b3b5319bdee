//! Runs the steps; the only file that knows their order.

use std::sync::{Arc, OnceLock};

use crate::builder::AnalyzerBuilder;
use crate::clean::tokens::Kind;
use crate::clean::{fold, tokens, zones};
use crate::error::Error;
use crate::find::{cues, details, looks, purposes, shapes, style, words};
use crate::judge::features::Features;
use crate::judge::language::{Hold, Language, hold};
use crate::judge::score::Bounds;
use crate::judge::{context, features, intent, learned, score, signals, together};
use crate::levels::{Level, Politeness, Score, Tone};
use crate::lexicon::compile::feature_names;
use crate::lexicon::embedded::FRENCH;
use crate::lexicon::format::Source;
use crate::lexicon::{Direction, Lexicon, Licence, Purpose, proof, stored};
use crate::message::{Channel, Message};
use crate::names::Signal;
use crate::report::{Reading, Report, Verdict};
use crate::scratch::Scratch;

/// Reads French customer messages.
///
/// Loaded once from the lexicon that comes with the crate; cheap to clone, shared between threads as it is.
///
/// ```
/// use politesse::{Aggression, Analyzer, Politeness};
/// let report = Analyzer::french().analyze("Bonjour, vous êtes vraiment des incapables. Cordialement.");
/// assert_eq!(report.politeness.level, Politeness::Rude);
/// assert_eq!(report.aggression.level, Aggression::Hostile);
/// ```
#[derive(Clone, Debug)]
pub struct Analyzer {
    pub(crate) lexicon: Arc<Lexicon>,
}

/// The way a feature may push a tone; see [`Analyzer::directions`].
pub use crate::lexicon::Direction as FeatureDirection;

impl Analyzer {
    pub(crate) fn new(lexicon: Lexicon) -> Self {
        Self { lexicon: Arc::new(lexicon) }
    }

    /// The analyzer for French with the data that comes with the crate.
    ///
    /// The first call loads the lexicon, in some milliseconds; later calls share it.
    ///
    /// ```
    /// let report = politesse::Analyzer::french().analyze("Où est mon colis ?");
    /// assert_eq!(report.completeness.missing, ["order_number|tracking_number"]);
    /// ```
    pub fn french() -> Self {
        static ANALYZER: OnceLock<Analyzer> = OnceLock::new();
        ANALYZER
            .get_or_init(|| {
                Self::load(FRENCH).expect("the embedded lexicon loads; tests/lexicon.rs proves it")
            })
            .clone()
    }

    /// The analyzer of a lexicon stored by [`AnalyzerBuilder::store`].
    ///
    /// # Errors
    /// Bytes that are no stored lexicon of this version of the crate.
    ///
    /// ```
    /// assert!(politesse::Analyzer::load(b"anything else").is_err());
    /// ```
    pub fn load(bytes: &[u8]) -> Result<Self, Error> {
        Ok(Self::new(stored::read(bytes)?))
    }

    /// A builder that starts from the lexicon that comes with the crate.
    ///
    /// ```
    /// assert!(politesse::Analyzer::builder().build().is_ok());
    /// ```
    pub fn builder() -> AnalyzerBuilder {
        AnalyzerBuilder::embedded()
    }

    /// Reads a message and gives an owned report.
    ///
    /// Reading never fails. Of a text over 4 GiB only the first 4 GiB are read.
    ///
    /// ```
    /// let report = politesse::Analyzer::french().analyze("Ce n'est pas urgent.");
    /// assert_eq!(report.urgency.level, politesse::Urgency::None);
    /// ```
    pub fn analyze<'t>(&self, message: impl Into<Message<'t>>) -> Report {
        let message: Message<'_> = message.into();
        let mut scratch = Scratch::new();
        self.analyze_with(&mut scratch, message).to_report()
    }

    /// Reads a message into `scratch` and gives a borrowed reading; allocates nothing once the scratch has grown.
    ///
    /// ```
    /// use politesse::{Analyzer, Intent, Scratch};
    /// let (analyzer, mut scratch) = (Analyzer::french(), Scratch::new());
    /// let reading = analyzer.analyze_with(&mut scratch, "Merci beaucoup !");
    /// assert_eq!(reading.intent().intent, Intent::Thanks);
    /// ```
    pub fn analyze_with<'r>(
        &'r self,
        scratch: &'r mut Scratch,
        message: impl Into<Message<'r>>,
    ) -> Reading<'r> {
        let message = message.into();
        let text = within_spans(message.text);
        clean(text, scratch);
        find(&self.lexicon, scratch);
        let verdict = judge(&self.lexicon, message.channel, scratch);
        Reading { text, lexicon: &self.lexicon, scratch, verdict }
    }

    /// Runs the steps up to `last` and no further, for benches that ask where the time goes.
    #[doc(hidden)]
    pub fn run_through(&self, last: Step, scratch: &mut Scratch, text: &str) {
        let text = within_spans(text);
        clean(text, scratch);
        if last >= Step::Find {
            find(&self.lexicon, scratch);
        }
        if last >= Step::Judge {
            judge(&self.lexicon, None, scratch);
        }
    }

    /// The names of the model's features, in the order of [`Reading::features`]' numbers.
    ///
    /// ```
    /// assert!(politesse::Analyzer::french().feature_names().contains(&"insult".to_owned()));
    /// ```
    pub fn feature_names(&self) -> Vec<String> {
        feature_names(&self.lexicon.families, &self.lexicon.cues)
    }

    /// The way each feature may push politeness, aggression and urgency, as its family's file says.
    ///
    /// ```
    /// let analyzer = politesse::Analyzer::french();
    /// assert_eq!(analyzer.directions().len(), analyzer.feature_names().len());
    /// ```
    pub fn directions(&self) -> Vec<[FeatureDirection; Tone::ALL.len()]> {
        let layout = self.lexicon.layout();
        let mut directions = vec![[Direction::Either; Tone::ALL.len()]; layout.len()];
        for (slot, family) in self.lexicon.families.iter().enumerate() {
            directions[slot] = family.directions;
        }
        let harsh = [Direction::Lowers, Direction::Raises, Direction::Either];
        for (slot, name) in self.feature_names().iter().enumerate() {
            if features::HARSH.contains(&name.as_str()) {
                directions[slot] = harsh;
            }
        }
        directions[layout.intents()..layout.first_cue()].fill([Direction::No; Tone::ALL.len()]);
        for (index, cue) in self.lexicon.cues.iter().enumerate() {
            directions[layout.first_cue() + index] = match cue.purpose {
                Purpose::Tone(family) => self.lexicon.families[family as usize].directions,
                _ => [Direction::No; Tone::ALL.len()],
            };
        }
        directions
    }

    /// Checks the hits and misses of a data file against this analyzer; gives one line for each that does not hold. A path under
    /// `profiles/` is that of a profile.
    ///
    /// # Errors
    /// A file that cannot be read.
    ///
    /// ```
    /// let analyzer = politesse::Analyzer::french();
    /// assert!(analyzer.prove("cues/none.toml", "family = \"none\"").unwrap().is_empty());
    /// ```
    pub fn prove(&self, path: &str, text: &str) -> Result<Vec<String>, Error> {
        proof::prove(self, &Source { name: path, text })
    }
}

/// The part of a text that spans can point into.
fn within_spans(text: &str) -> &str {
    if text.len() < u32::MAX as usize {
        return text;
    }
    let end = (0..u32::MAX as usize).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    &text[..end]
}

/// A step of the pipeline, for benches.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Fold, split, part.
    Clean,
    /// Words, cues, values, details, style.
    Find,
    /// Standing, features, levels, intent.
    Judge,
}

/// First step: the writer's own words.
fn clean(text: &str, scratch: &mut Scratch) {
    fold::fold(text, &mut scratch.folded);
    tokens::split(text, &scratch.folded, &mut scratch.tokens);
    zones::part(text, &scratch.folded, &scratch.tokens, &mut scratch.zones);
}

/// Second step: what stands in the text.
fn find(lexicon: &Lexicon, scratch: &mut Scratch) {
    words::read(lexicon, &scratch.folded, &scratch.tokens, &scratch.zones, &mut scratch.words);
    cues::find(lexicon, &scratch.words, &mut scratch.cues);
    shapes::find(&scratch.folded, &scratch.tokens, &mut scratch.values);
    looks::find(lexicon, &scratch.folded, &scratch.tokens, &mut scratch.references);
    looks::take_place(&scratch.references, &scratch.zones, &mut scratch.values);
    let words = &scratch.words.words;
    purposes::tell_apart(lexicon, words, &scratch.cues.found, &mut scratch.purposes);
    let given = details::Given {
        lexicon,
        folded: &scratch.folded,
        tokens: &scratch.tokens,
        zones: &scratch.zones,
        words,
        purposes: &scratch.purposes,
        values: &scratch.values,
        references: &scratch.references,
    };
    details::join(given, &mut scratch.details);
    style::observe(&scratch.folded, &scratch.tokens, &scratch.zones, &mut scratch.style);
}

/// Third step: what counts, and what it adds up to.
fn judge(lexicon: &Lexicon, channel: Option<Channel>, scratch: &mut Scratch) -> Verdict {
    context::weigh(lexicon, &scratch.words.words, &scratch.cues.found, &mut scratch.standings);
    if scratch.style.has_capitals() {
        let is_explained = features::are_capitals_explained(lexicon, &scratch.cues.found, &scratch.standings);
        let shouted = scratch.style.span(style::Mark::Shouting);
        if is_explained || !features::is_sentence(lexicon, &scratch.tokens, &scratch.words.words, shouted) {
            scratch.style.excuse_capitals();
        }
    }
    let given = features::Given {
        lexicon,
        words: &scratch.words.words,
        zones: &scratch.zones,
        found: &scratch.cues.found,
        standings: &scratch.standings,
        style: &scratch.style,
        present: scratch.details.present,
        channel,
        // Most messages have none: looking at all tokens beats stopping at the first.
        has_mention: scratch.tokens.iter().fold(false, |has, token| has | (token.kind == Kind::Mention)),
    };
    features::sum_up(&given, &mut scratch.features);
    learned::read(lexicon, &scratch.words.words, &scratch.cues.found, &mut scratch.grams);
    decide(lexicon, scratch)
}

/// Levels, intent and signals from what was summed up.
fn decide(lexicon: &Lexicon, scratch: &mut Scratch) -> Verdict {
    let hold = hold(lexicon, &scratch.words.words);
    let bounds = bounds(scratch);
    let open_levels = Tone::ALL.map(|tone| open_levels(tone, bounds, hold));
    let likely = intent::probabilities(&lexicon.model, lexicon.layout(), &scratch.features, &scratch.grams);
    together::answer(&lexicon.grove, &scratch.features, &likely, &mut scratch.answers);
    let latents = score::linear(&lexicon.model, lexicon.layout(), &scratch.features, &scratch.grams);
    let latents = together::add(&lexicon.grove, latents, &mut scratch.answers);
    let politeness = tone(lexicon, Tone::Politeness, latents, open_levels);
    let aggression = tone(lexicon, Tone::Aggression, latents, open_levels);
    let urgency = tone(lexicon, Tone::Urgency, latents, open_levels);
    let signals = signals::collect(&signals::Given {
        zones: &scratch.zones,
        style: &scratch.style,
        politeness: politeness.level,
        aggression: aggression.level,
        urgency: urgency.level,
        features: &scratch.features,
    });
    let is_empty = signals.contains(Signal::Empty) || signals.contains(Signal::SignatureOnly);
    let intents = if is_empty { intent::nothing_asked() } else { likely };
    let intent = intent::likeliest(&intents);
    let mut verdict = Verdict {
        politeness,
        aggression,
        urgency,
        intents,
        intent,
        present: scratch.details.that_count(lexicon, intent.intent),
        signals,
        language: hold.language(),
        confidence: 0.0,
        open_levels,
    };
    if !is_empty && verdict.language == Language::French {
        verdict.confidence = confidence(&verdict);
    }
    verdict
}

/// How sure the three levels are: the geometric mean of their probabilities.
fn confidence(verdict: &Verdict) -> f32 {
    let of = |probabilities: &[f32], rank: usize| probabilities[rank];
    let product = of(verdict.politeness.probabilities(), verdict.politeness.level.rank())
        * of(verdict.aggression.probabilities(), verdict.aggression.level.rank())
        * of(verdict.urgency.probabilities(), verdict.urgency.level.rank());
    product.cbrt()
}

/// The ranks a tone may take: those its bounds leave, or the neutral one alone for a text without words or in another language.
fn open_levels(tone: Tone, bounds: Bounds, hold: Hold) -> (usize, usize) {
    if hold.is_foreign() || hold.words == 0 {
        let neutral = if tone == Tone::Politeness { -Politeness::LOWEST as usize } else { 0 };
        return (neutral, neutral);
    }
    score::open_levels(tone, bounds)
}

/// One tone's verdict.
fn tone<L: Level>(
    lexicon: &Lexicon,
    tone: Tone,
    latents: [f32; Tone::ALL.len()],
    open_levels: [(usize, usize); Tone::ALL.len()],
) -> Score<L> {
    let (lowest, highest) = open_levels[tone as usize];
    score::verdict(&lexicon.model.tones[tone as usize], latents[tone as usize], lowest..=highest)
}

/// The top levels that standing evidence opens and assures; shouting is hostile and may be rude (the guide).
fn bounds(scratch: &Scratch) -> Bounds {
    let Features { licences, assures, .. } = scratch.features;
    let mut bounds = Bounds { licences, assures };
    if scratch.style.count(style::Mark::Shouting) > 0 {
        bounds.licences |= Licence::Rude.bit() | Licence::Hostile.bit();
        bounds.assures |= Licence::Hostile.bit();
    }
    bounds
}
