//! What was read, borrowed and owned.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use super::evidence::{self, Evidence, On, WeighedBy};
use super::explain;
use super::given::GivenDetail;
use super::values::starred;
use crate::clean::zones::Zone;
use crate::find::cues::Found;
use crate::judge::completeness;
use crate::judge::context::Standing;
use crate::judge::intent::{LikelyIntent, Probabilities};
use crate::judge::language::Language;
use crate::judge::learned;
use crate::levels::{Aggression, Politeness, Score, Tone, Urgency};
use crate::lexicon::profile::reference::Reference;
use crate::lexicon::{Cue, Lexicon, Need};
use crate::names::{Detail, Intent, Name, Set, Signal};
use crate::scratch::Scratch;

/// The results that are not lists.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Verdict {
    pub(crate) politeness: Score<Politeness>,
    pub(crate) aggression: Score<Aggression>,
    pub(crate) urgency: Score<Urgency>,
    pub(crate) intents: Probabilities,
    pub(crate) intent: LikelyIntent,
    /// The details that count, given the intent.
    pub(crate) present: Set<Detail>,
    pub(crate) signals: Set<Signal>,
    pub(crate) language: Language,
    pub(crate) confidence: f32,
    /// Lowest and highest rank allowed, by tone.
    pub(crate) open_levels: [(usize, usize); Tone::ALL.len()],
}

/// What one message says, borrowed from the scratch it was read with.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'r> {
    pub(crate) text: &'r str,
    pub(crate) lexicon: &'r Lexicon,
    pub(crate) scratch: &'r Scratch,
    pub(crate) verdict: Verdict,
}

/// What an agent still has to ask for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Completeness {
    /// What the message is mainly about.
    pub intent: Intent,
    /// The share of the intent's needs that the text meets, 0…1; 1 where nothing is needed.
    pub score: f32,
    /// Every detail given, needed or not.
    pub present: Set<Detail>,
    /// The needs not met, spelled as in the guide: « order_number|tracking_number ».
    pub missing: Vec<String>,
    /// References that the writer announces and gives nowhere: « mon numéro est le suivant : » with nothing after it, a form
    /// field left blank, « numéro ci-joint ». Not in the JSON when empty.
    #[serde(default, skip_serializing_if = "is_empty")]
    pub announced: Set<Detail>,
    /// What to ask back, in French: one sentence for what is missing, one for what is malformed; empty when nothing is.
    pub questions: Vec<String>,
    /// The link of a profile to give, where the signal `self_service` stands; left out of the JSON where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub self_service: Option<String>,
}

fn is_empty(set: &Set<Detail>) -> bool {
    set.is_empty()
}

/// What one message says, owned; its serde form is the crate's JSON.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// How the writer treats the reader.
    pub politeness: Score<Politeness>,
    /// Hostility.
    pub aggression: Score<Aggression>,
    /// How soon a reply is needed.
    pub urgency: Score<Urgency>,
    /// What it is about and what is missing.
    pub completeness: Completeness,
    /// The tags.
    pub signals: Set<Signal>,
    /// The parts of the message; joined they give it back.
    pub zones: Vec<Zone>,
    /// The details given.
    pub details: Vec<GivenDetail>,
    /// The words that prove it.
    pub evidence: Vec<Evidence>,
    /// How sure the levels are, 0…1; 0 where there was nothing to judge by.
    pub confidence: f32,
    /// Whether it is French.
    pub language: Language,
    /// A fingerprint of the data it was read with.
    pub data_version: String,
}

impl<'r> Reading<'r> {
    /// The text that was read.
    ///
    /// ```
    /// # let (analyzer, mut scratch) = (politesse::Analyzer::french(), politesse::Scratch::new());
    /// assert_eq!(analyzer.analyze_with(&mut scratch, "Allô ?").text(), "Allô ?");
    /// ```
    pub fn text(&self) -> &'r str {
        self.text
    }

    /// How the writer treats the reader.
    ///
    /// ```
    /// # let (analyzer, mut scratch) = (politesse::Analyzer::french(), politesse::Scratch::new());
    /// let reading = analyzer.analyze_with(&mut scratch, "Bonjour, merci beaucoup pour votre aide !");
    /// assert!(reading.politeness().level >= politesse::Politeness::Polite);
    /// ```
    pub fn politeness(&self) -> Score<Politeness> {
        self.verdict.politeness
    }

    /// Hostility toward the company or its people.
    ///
    /// ```
    /// # let (analyzer, mut scratch) = (politesse::Analyzer::french(), politesse::Scratch::new());
    /// let reading = analyzer.analyze_with(&mut scratch, "Bande de voleurs !");
    /// assert!(reading.aggression().level >= politesse::Aggression::Hostile);
    /// ```
    pub fn aggression(&self) -> Score<Aggression> {
        self.verdict.aggression
    }

    /// How soon a reply is really needed.
    ///
    /// ```
    /// # let (analyzer, mut scratch) = (politesse::Analyzer::french(), politesse::Scratch::new());
    /// let reading = analyzer.analyze_with(&mut scratch, "Ce n'est pas urgent.");
    /// assert_eq!(reading.urgency().level, politesse::Urgency::None);
    /// ```
    pub fn urgency(&self) -> Score<Urgency> {
        self.verdict.urgency
    }

    /// What it is mainly about, with its probability.
    ///
    /// ```
    /// # let (analyzer, mut scratch) = (politesse::Analyzer::french(), politesse::Scratch::new());
    /// let reading = analyzer.analyze_with(&mut scratch, "Où est mon colis ?");
    /// assert_eq!(reading.intent().intent, politesse::Intent::Delivery);
    /// ```
    pub fn intent(&self) -> LikelyIntent {
        self.verdict.intent
    }

    /// The probability of every intent, in the order of [`Intent`]'s list.
    ///
    /// ```
    /// # let (analyzer, mut scratch) = (politesse::Analyzer::french(), politesse::Scratch::new());
    /// let reading = analyzer.analyze_with(&mut scratch, "Où est mon colis ?");
    /// assert!((reading.intents().map(|likely| likely.probability).sum::<f32>() - 1.0).abs() < 1e-3);
    /// ```
    pub fn intents(&self) -> impl Iterator<Item = LikelyIntent> {
        let probabilities = self.verdict.intents;
        Intent::ALL
            .iter()
            .map(move |intent| LikelyIntent { intent: *intent, probability: probabilities[intent.index()] })
    }

    /// Every detail given, needed or not; what only some intents know (a symptom, a reason, a change wanted) in a message of
    /// one of these.
    ///
    /// ```
    /// # let (analyzer, mut scratch) = (politesse::Analyzer::french(), politesse::Scratch::new());
    /// let reading = analyzer.analyze_with(&mut scratch, "Commande n° 4512-77");
    /// assert!(reading.present().contains(politesse::Detail::OrderNumber));
    /// ```
    pub fn present(&self) -> Set<Detail> {
        self.verdict.present
    }

    /// The share of the intent's needs that the text meets, 0…1.
    ///
    /// ```
    /// # let (analyzer, mut scratch) = (politesse::Analyzer::french(), politesse::Scratch::new());
    /// assert_eq!(analyzer.analyze_with(&mut scratch, "Où est mon colis ?").completeness(), 0.0);
    /// ```
    pub fn completeness(&self) -> f32 {
        completeness::score(self.needs(), self.present())
    }

    /// The link to give, where the message asks for what a page answers (the signal `self_service`) and a profile has a link
    /// for what it asks, for a need that is missing or for its intent, tried in this order.
    ///
    /// ```
    /// # let (analyzer, mut scratch) = (politesse::Analyzer::french(), politesse::Scratch::new());
    /// assert_eq!(analyzer.analyze_with(&mut scratch, "à quelle heure fermez-vous ?").self_service(), None);
    /// ```
    pub fn self_service(&self) -> Option<&'r str> {
        if !self.signals().contains(Signal::SelfService) {
            return None;
        }
        let standing = self.own_found().filter(|(_, standing)| standing.counts()).map(|(found, _)| found.cue);
        self.lexicon.shop.links.choose(standing, self.missing(), self.verdict.intent.intent)
    }

    /// The tags.
    ///
    /// ```
    /// # let (analyzer, mut scratch) = (politesse::Analyzer::french(), politesse::Scratch::new());
    /// assert!(analyzer.analyze_with(&mut scratch, "").signals().contains(politesse::Signal::Empty));
    /// ```
    pub fn signals(&self) -> Set<Signal> {
        self.verdict.signals
    }

    /// The parts of the message, in order and without gaps.
    ///
    /// ```
    /// # let (analyzer, mut scratch) = (politesse::Analyzer::french(), politesse::Scratch::new());
    /// let reading = analyzer.analyze_with(&mut scratch, "Bonjour,\nOù est mon colis ?");
    /// assert_eq!(reading.zones().len(), 2);
    /// ```
    pub fn zones(&self) -> &'r [Zone] {
        &self.scratch.zones
    }

    /// Whether it is French.
    ///
    /// ```
    /// # let (analyzer, mut scratch) = (politesse::Analyzer::french(), politesse::Scratch::new());
    /// let reading = analyzer.analyze_with(&mut scratch, "Where is my parcel, please?");
    /// assert_eq!(reading.language(), politesse::Language::Unsure);
    /// ```
    pub fn language(&self) -> Language {
        self.verdict.language
    }

    /// How sure the levels are, 0…1: the geometric mean of the probabilities of the three levels given, 0 where there was
    /// nothing to judge by.
    ///
    /// ```
    /// # let (analyzer, mut scratch) = (politesse::Analyzer::french(), politesse::Scratch::new());
    /// assert_eq!(analyzer.analyze_with(&mut scratch, "").confidence(), 0.0);
    /// ```
    pub fn confidence(&self) -> f32 {
        self.verdict.confidence
    }

    /// What the message is made of as the model sees it: feature numbers ([`crate::Analyzer::feature_names`]) with values.
    ///
    /// This is what `examples/fit` fits the weights on.
    ///
    /// ```
    /// # let (analyzer, mut scratch) = (politesse::Analyzer::french(), politesse::Scratch::new());
    /// assert!(analyzer.analyze_with(&mut scratch, "Bonjour").features().next().is_some());
    /// ```
    pub fn features(&self) -> impl Iterator<Item = (usize, f32)> {
        let first_cue = self.lexicon.layout().first_cue();
        let dense =
            self.scratch.features.dense.iter().copied().enumerate().filter(|(_, value)| *value != 0.0);
        dense.chain(self.scratch.features.cues.iter().map(move |cue| (first_cue + *cue as usize, 1.0)))
    }

    /// The grams of the learned term: keys with values, whether the model has them or not; first those that bear on the tones, then those that bear on the intent.
    ///
    /// ```
    /// # let (analyzer, mut scratch) = (politesse::Analyzer::french(), politesse::Scratch::new());
    /// let reading = analyzer.analyze_with(&mut scratch, "Le vase est fendu");
    /// assert!(reading.tone_grams().count() <= reading.intent_grams().count());
    /// ```
    pub fn tone_grams(&self) -> impl Iterator<Item = (u32, f32)> {
        let grams = &self.scratch.grams;
        let value = learned::value(grams.free_count as usize);
        grams.all().iter().filter(|gram| gram.is_free).map(move |gram| (gram.key, value))
    }

    /// See [`Reading::tone_grams`].
    ///
    /// ```
    /// # let (analyzer, mut scratch) = (politesse::Analyzer::french(), politesse::Scratch::new());
    /// assert!(analyzer.analyze_with(&mut scratch, "Le vase est fendu").intent_grams().count() > 0);
    /// ```
    pub fn intent_grams(&self) -> impl Iterator<Item = (u32, f32)> {
        let grams = &self.scratch.grams;
        let value = learned::value(grams.count);
        grams.all().iter().map(move |gram| (gram.key, value))
    }

    /// The levels of a tone that this message's standing evidence allows, by rank; see the licences in `data/README.md`.
    ///
    /// ```
    /// # let (analyzer, mut scratch) = (politesse::Analyzer::french(), politesse::Scratch::new());
    /// let reading = analyzer.analyze_with(&mut scratch, "C'est long.");
    /// assert_eq!(reading.open_levels(politesse::Tone::Aggression), 0..=1);
    /// ```
    pub fn open_levels(&self, tone: Tone) -> RangeInclusive<usize> {
        let (lowest, highest) = self.verdict.open_levels[tone as usize];
        lowest..=highest
    }

    /// The reading as an owned report, secret values masked (see [`Reading::details`]).
    ///
    /// ```
    /// # let (analyzer, mut scratch) = (politesse::Analyzer::french(), politesse::Scratch::new());
    /// let report = analyzer.analyze_with(&mut scratch, "Merci !").to_report();
    /// assert_eq!(report.completeness.intent, politesse::Intent::Thanks);
    /// ```
    pub fn to_report(&self) -> Report {
        self.report_with(self.details().collect())
    }

    /// The reading as an owned report that holds bank accounts, cards and social security numbers in full.
    ///
    /// For the one service that must act on them; everyone else takes [`Reading::to_report`]. The `Debug` form stays masked.
    ///
    /// ```
    /// # let (analyzer, mut scratch) = (politesse::Analyzer::french(), politesse::Scratch::new());
    /// let reading = analyzer.analyze_with(&mut scratch, "Mon IBAN : FR76 3000 6000 0112 3456 7890 189");
    /// let report = reading.to_report_unmasked();
    /// assert!(report.details.iter().any(|detail| detail.value == "FR7630006000011234567890189"));
    /// assert!(!format!("{report:?}").contains("3456"));
    /// ```
    pub fn to_report_unmasked(&self) -> Report {
        self.report_with(self.details_unmasked().collect())
    }

    fn report_with(&self, details: Vec<GivenDetail>) -> Report {
        Report {
            politeness: self.verdict.politeness,
            aggression: self.verdict.aggression,
            urgency: self.verdict.urgency,
            completeness: Completeness {
                intent: self.verdict.intent.intent,
                score: self.completeness(),
                present: self.present(),
                missing: self.missing().map(str::to_owned).collect(),
                announced: self.announced(),
                questions: self.questions(),
                self_service: self.self_service().map(str::to_owned),
            },
            signals: self.signals(),
            zones: self.zones().to_vec(),
            details,
            evidence: self.evidence().collect(),
            confidence: self.verdict.confidence,
            language: self.verdict.language,
            data_version: self.lexicon.data_version.clone(),
        }
    }

    /// The words that prove it, in the order of the text; weighed when asked for.
    ///
    /// ```
    /// # let (analyzer, mut scratch) = (politesse::Analyzer::french(), politesse::Scratch::new());
    /// let reading = analyzer.analyze_with(&mut scratch, "Bande de voleurs");
    /// assert!(reading.evidence().any(|evidence| evidence.span.of(reading.text()).contains("voleurs")));
    /// ```
    pub fn evidence(&self) -> impl Iterator<Item = Evidence> {
        let layout = self.lexicon.layout();
        let features = &self.lexicon.feature_names;
        evidence::collect(&self.weighed()).into_iter().map(move |one| Evidence {
            cue: match one.source {
                WeighedBy::Cue(cue) => self.lexicon.cues[cue as usize].id.clone(),
                WeighedBy::Word => "learned.word".to_owned(),
                WeighedBy::OtherWords => "learned.other-words".to_owned(),
                WeighedBy::Together => "learned.together".to_owned(),
                WeighedBy::Feature(feature) => features[feature.min(layout.first_cue() - 1)].clone(),
            },
            span: one.span,
            standing: one.standing,
            on: one.on,
            weight: one.weight,
        })
    }

    /// The text with its evidence underlined, line by line, for a terminal or a log; secret values are starred.
    ///
    /// ```
    /// # let (analyzer, mut scratch) = (politesse::Analyzer::french(), politesse::Scratch::new());
    /// let explained = analyzer.analyze_with(&mut scratch, "Bande de voleurs").explain();
    /// assert!(explained.contains('~'));
    /// ```
    pub fn explain(&self) -> String {
        explain::underline(
            &starred(self.text, &self.secrets()),
            &self.evidence().filter(|evidence| evidence.on != On::Intent).collect::<Vec<_>>(),
        )
    }

    /// The cues in the writer's own words, with their standing.
    pub(crate) fn own_cues(&self) -> impl Iterator<Item = (&'r Cue, Standing)> {
        self.own_found().map(|(found, standing)| (&self.lexicon.cues[found.cue as usize], standing))
    }

    fn own_found(&self) -> impl Iterator<Item = (&'r Found, Standing)> {
        let words = &self.scratch.words.words;
        let found = self.scratch.cues.found.iter().zip(&self.scratch.standings);
        found
            .filter(|(found, _)| words[found.first as usize].zone.is_own_words())
            .map(|(found, standing)| (found, *standing))
    }

    /// The references found by the looks that profiles give them.
    pub(crate) fn references(&self) -> impl Iterator<Item = &'r Reference> {
        let known = &self.lexicon.shop.references;
        self.scratch.references.iter().map(|found| &known[found.reference as usize])
    }

    /// What the evidence is weighed from.
    fn weighed(&self) -> evidence::Given<'_> {
        evidence::Given {
            text: self.text,
            lexicon: self.lexicon,
            tokens: &self.scratch.tokens,
            words: &self.scratch.words.words,
            found: &self.scratch.cues.found,
            standings: &self.scratch.standings,
            features: &self.scratch.features,
            grams: &self.scratch.grams,
            style: &self.scratch.style,
            intent: self.verdict.intent.intent,
            answers: &self.scratch.answers,
        }
    }

    fn needs(&self) -> &'r [Need] {
        &self.lexicon.needs[self.verdict.intent.intent.index()]
    }
}
