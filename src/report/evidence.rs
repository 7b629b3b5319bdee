//! Which words weigh what: every cue found, every style mark and trait of build that weighs, with its span.
//!
//! For each tone, the latent value is the model's sum over exactly the evidence given here: no weight is hidden. Levels are
//! summed up without it, so that it is weighed only for who asks.

use serde::{Deserialize, Serialize};

use crate::clean::tokens::Token;
use crate::find::cues::Found;
use crate::find::style::{Mark, Style};
use crate::find::words::Word;
use crate::judge::context::Standing;
use crate::judge::features::{Features, share_of};
use crate::judge::learned::{self, Grams};
use crate::levels::Tone;
use crate::lexicon::model::from_steps;
use crate::lexicon::{Direction, Lexicon, Purpose};
use crate::names::{Intent, Name};
use crate::span::Span;

/// What a piece of evidence bears on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum On {
    /// How the writer treats the reader.
    Politeness,
    /// Hostility.
    Aggression,
    /// How soon a reply is needed.
    Urgency,
    /// What the message is about.
    Intent,
}

impl From<Tone> for On {
    fn from(tone: Tone) -> Self {
        match tone {
            Tone::Politeness => On::Politeness,
            Tone::Aggression => On::Aggression,
            Tone::Urgency => On::Urgency,
        }
    }
}

/// A cue found at a span, or a trait of the message, and what it weighs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// The cue's id (« insult.con »), a style mark (« style.shouting »), a trait of build
    /// (« build.no-greeting »), a word the model learned (« learned.word ») or what is said together, by its likely intent and
    /// what is absent (« learned.together »).
    pub cue: String,
    /// The words that say so; empty at the start of the text for a trait of the whole message.
    #[serde(flatten)]
    pub span: Span,
    /// Whether it counts.
    pub standing: Standing,
    /// What it bears on.
    pub on: On,
    /// What it adds to the latent value of that tone, or to the log-odds of the intent; 0 when it does not count.
    pub weight: f32,
}

/// The smallest learned weight of a word that is named; smaller ones are summed up in « learned.other-words ».
const SMALLEST_NAMED: f32 = 0.05;

/// Evidence before its name is written out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Weighed {
    pub(crate) source: WeighedBy,
    pub(crate) span: Span,
    pub(crate) standing: Standing,
    pub(crate) on: On,
    pub(crate) weight: f32,
}

/// What weighs.
#[derive(Clone, Copy, Debug)]
pub(crate) enum WeighedBy {
    Cue(u32),
    /// A style mark or trait, by feature number.
    Feature(usize),
    /// A word, through the learned term.
    Word,
    /// All words whose learned weight is too small to name.
    OtherWords,
    /// What features say together and none of those that are there moved alone.
    Together,
}

/// What the step reads.
pub(crate) struct Given<'a> {
    pub(crate) text: &'a str,
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) tokens: &'a [Token],
    pub(crate) words: &'a [Word],
    pub(crate) found: &'a [Found],
    pub(crate) standings: &'a [Standing],
    pub(crate) features: &'a Features,
    pub(crate) grams: &'a Grams,
    pub(crate) style: &'a Style,
    pub(crate) intent: Intent,
    pub(crate) answers: &'a [u8],
}

/// What a feature moves together with others, by tone.
type Moved = [f32; Tone::ALL.len()];

/// All evidence, sorted by span.
pub(crate) fn collect(given: &Given<'_>) -> Vec<Weighed> {
    let mut list = Vec::new();
    // By cue, a bit: whether it stood before; its own weight counts once.
    let mut seen = vec![0u64; given.lexicon.cues.len() / u64::BITS as usize + 1];
    let mut together = Vec::new();
    given.weigh_together(&mut together, &mut list);
    for (found, standing) in given.found.iter().zip(given.standings) {
        if given.words[found.first as usize].zone.is_own_words() {
            let (place, bit) = (found.cue / u64::BITS, 1 << (found.cue % u64::BITS));
            let is_first = seen[place as usize] & bit == 0;
            seen[place as usize] |= if standing.counts() { bit } else { 0 };
            given.weigh_cue(found, *standing, is_first, &together, &mut list);
        }
    }
    given.weigh_build(&together, &mut list);
    given.weigh_learned(&mut list);
    list.sort_unstable_by_key(|one| (one.span, one.on as u8, one.weight.to_bits()));
    list
}

impl Given<'_> {
    /// The words a cue spans, in the text given.
    fn span_of(&self, found: &Found) -> Span {
        let first = self.words[found.first as usize].token as usize;
        let last = self.words[found.end as usize - 1].last_token as usize;
        Span::new(self.tokens[first].source.start, self.tokens[last].source.end).on_graphemes(self.text)
    }

    /// Fills `together` with what each feature moves together with others; what none of them moves is evidence of its own.
    fn weigh_together(&self, together: &mut Vec<Moved>, evidence: &mut Vec<Weighed>) {
        let with_words = self.lexicon.layout().intents();
        together.clear();
        together.resize(with_words, Moved::default());
        let mut moved = Vec::new();
        for tone in Tone::ALL {
            let mean = self.lexicon.grove.share_out(tone, self.answers, &mut moved);
            for slot in self.slots().filter(|slot| *slot < with_words) {
                together[slot][tone as usize] = std::mem::take(&mut moved[slot]);
            }
            // What the subject, the details given and absent features move has no words of its own.
            let rest = mean + moved.iter().sum::<f32>();
            if rest != 0.0 {
                evidence.push(Weighed {
                    source: WeighedBy::Together,
                    span: Span::default(),
                    standing: Standing::Stands,
                    on: tone.into(),
                    weight: rest,
                });
            }
        }
    }

    /// The features that are there, cues left out.
    fn slots(&self) -> impl Iterator<Item = usize> {
        self.features.slots.iter().map(|slot| *slot as usize)
    }

    fn weigh_cue(
        &self,
        found: &Found,
        standing: Standing,
        is_first: bool,
        together: &[Moved],
        evidence: &mut Vec<Weighed>,
    ) {
        let layout = self.lexicon.layout();
        let cue = &self.lexicon.cues[found.cue as usize];
        let mut add = |on, weight| {
            evidence.push(Weighed {
                source: WeighedBy::Cue(found.cue),
                span: self.span_of(found),
                standing,
                on,
                weight,
            })
        };
        let own = if is_first { 1.0 } else { 0.0 };
        let cue_slot = layout.first_cue() + found.cue as usize;
        match cue.purpose {
            Purpose::Tone(family) => {
                let directions = self.lexicon.families[family as usize].directions;
                let mut tones =
                    Tone::ALL.into_iter().filter(|tone| directions[*tone as usize] != Direction::No);
                if !standing.counts() {
                    if let Some(tone) = tones.next() {
                        add(tone.into(), 0.0);
                    }
                    return;
                }
                let value = self.features.dense[family as usize];
                let share = share_of(value, self.features.count(family as usize));
                for tone in tones {
                    let weights = &self.lexicon.model.tones[tone as usize].weights;
                    let moved =
                        if value == 0.0 { 0.0 } else { together[family as usize][tone as usize] / value };
                    add(tone.into(), (weights[family as usize] + moved) * share + weights[cue_slot] * own);
                }
            }
            Purpose::Intent(intent) if standing.counts() => {
                let slot = layout.intents() + intent.index();
                let share = share_of(self.features.dense[slot], self.features.count(slot));
                let weights = &self.lexicon.model.intent.weights;
                let weight = |slot: usize| from_steps(weights[slot][self.intent.index()].into());
                add(On::Intent, weight(slot) * share + weight(cue_slot) * own);
            }
            _ => {}
        }
    }

    /// Words that weigh through the learned term; those below [`SMALLEST_NAMED`] together.
    fn weigh_learned(&self, evidence: &mut Vec<Weighed>) {
        if self.lexicon.model.grams.is_empty() {
            return;
        }
        let value = learned::value(self.grams.free_count as usize);
        for tone in Tone::ALL {
            let mut rest = 0.0;
            for of_word in self.grams.all().chunk_by(|left, right| left.word == right.word) {
                let weights = of_word
                    .iter()
                    .filter(|gram| gram.is_free)
                    .map(|gram| self.lexicon.model.grams.weight(gram.row, tone as usize));
                let weight = weights.sum::<f32>() * value;
                if weight.abs() < SMALLEST_NAMED {
                    rest += weight;
                    continue;
                }
                let word = self.words[of_word[0].word as usize];
                let (first, last) = (self.tokens[word.token as usize], self.tokens[word.last_token as usize]);
                let span = Span::new(first.source.start, last.source.end).on_graphemes(self.text);
                evidence.push(Weighed {
                    source: WeighedBy::Word,
                    span,
                    standing: Standing::Stands,
                    on: tone.into(),
                    weight,
                });
            }
            if rest != 0.0 {
                let (source, span) = (WeighedBy::OtherWords, Span::default());
                evidence.push(Weighed {
                    source,
                    span,
                    standing: Standing::Stands,
                    on: tone.into(),
                    weight: rest,
                });
            }
        }
    }

    /// Style marks and traits of build that weigh on a tone.
    fn weigh_build(&self, together: &[Moved], evidence: &mut Vec<Weighed>) {
        let layout = self.lexicon.layout();
        for slot in self.slots().filter(|slot| (layout.style()..layout.intents()).contains(slot)) {
            let (value, moved) = (self.features.dense[slot], together[slot]);
            let mark = Mark::ALL.get(slot - layout.style());
            let span =
                mark.map_or(Span::default(), |(mark, _)| self.style.span(*mark).on_graphemes(self.text));
            for tone in Tone::ALL {
                let weight =
                    value * self.lexicon.model.tones[tone as usize].weights[slot] + moved[tone as usize];
                if weight != 0.0 {
                    let source = WeighedBy::Feature(slot);
                    evidence.push(Weighed {
                        source,
                        span,
                        standing: Standing::Stands,
                        on: tone.into(),
                        weight,
                    });
                }
            }
        }
    }
}
