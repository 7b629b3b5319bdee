//! Sums up a message as numbers: one for each family, style mark and trait of build.
//!
//! Takes what was found with its standing; gives the feature values. A family counts once, with a small bonus for a
//! second cue: piling up mild cues must not reach the top levels. Knows no weight.

use crate::clean::tokens::Token;
use crate::clean::zones::Zone;
use crate::find::cues::Found;
use crate::find::style::{Mark, Style};
use crate::find::words::Word;
use crate::judge::context::Standing;
use crate::judge::shows::Shows;
use crate::judge::traits::{CAPITALS_SHARE, TRAITS, Traits};
use crate::lexicon::glossary::Class;
use crate::lexicon::{Lexicon, Purpose};
use crate::message::Channel;
use crate::names::{Detail, Intent, Name, Set, Signal};
use crate::span::Span;

/// What a second and third cue of one family add, per cue; more add nothing.
///
/// Counting cues pushes long complaints to the top levels; a family is one thing said.
const REPEAT_BONUS: f32 = 0.25;

/// How many repeated cues count, in cues.
const MAX_REPEATS: f32 = 2.0;

/// What each strength, from 1 to 3, counts.
const STRENGTH: [f32; 4] = [0.0, 0.6, 1.0, 1.4];

/// Style marks and traits that are rude whenever they say anything: they may only lower politeness and raise aggression.
pub(crate) const HARSH: [&str; 10] = [
    "style.shouting",
    "style.piled-questions",
    "style.piled-exclamations",
    "style.mixed-marks",
    "build.mock-thanks",
    "build.mock-praise",
    "build.praise-beside-anger",
    "build.thanks-beside-anger",
    "build.thanks-beside-failure",
    "build.softened-beside-anger",
];

/// The place of every feature: families first, then style marks, then traits, then intents, then details, then cues.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Layout {
    pub(crate) families: usize,
    pub(crate) cues: usize,
}

impl Layout {
    pub(crate) fn style(self) -> usize {
        self.families
    }
    pub(crate) fn traits(self) -> usize {
        self.style() + Mark::ALL.len()
    }
    pub(crate) fn intents(self) -> usize {
        self.traits() + TRAITS.len()
    }
    pub(crate) fn details(self) -> usize {
        self.intents() + Intent::ALL.len()
    }
    pub(crate) fn first_cue(self) -> usize {
        self.details() + Detail::ALL.len()
    }
    /// How many features have a name; learned grams come after them.
    pub(crate) fn len(self) -> usize {
        self.first_cue() + self.cues
    }
}

/// The values of one message.
#[derive(Debug, Default)]
pub(crate) struct Features {
    /// All but the cues, by [`Layout`].
    pub(crate) dense: Vec<f32>,
    /// The slots of `dense` that are not 0, ascending: a message has few of the many features.
    pub(crate) slots: Vec<u32>,
    /// The cues that stand, each once, ascending.
    pub(crate) cues: Vec<u32>,
    /// Praise stands beside a failure or beside anger.
    pub(crate) praise_is_doubtful: bool,
    /// An order or a fragment, without a greeting.
    pub(crate) is_bare: bool,
    /// What the families that stand open and assure; bit sets of [`Licence`](crate::lexicon::Licence).
    pub(crate) licences: u8,
    pub(crate) assures: u8,
    /// The tags of the cues that stand.
    pub(crate) signals: Set<Signal>,
    /// Bit set of [`Shows`] of all families that stand.
    shown: u16,
    /// By slot, the cues of a family or an intent that stand.
    tallies: Vec<Tally>,
    /// By slot, a bit for each that is not 0.
    marked: Vec<u64>,
}

/// The cues of one family or intent that stand.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    count: u32,
    /// The strength of the strongest.
    strongest: u32,
}

/// What the step reads.
pub(crate) struct Given<'a> {
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) words: &'a [Word],
    pub(crate) zones: &'a [Zone],
    pub(crate) found: &'a [Found],
    pub(crate) standings: &'a [Standing],
    pub(crate) style: &'a Style,
    pub(crate) present: Set<Detail>,
    pub(crate) channel: Option<Channel>,
    pub(crate) has_mention: bool,
}

/// Whether the writer says why the message is in capitals (the guide, "aggression").
pub(crate) fn are_capitals_explained(lexicon: &Lexicon, found: &[Found], standings: &[Standing]) -> bool {
    found.iter().zip(standings).any(|(found, standing)| match lexicon.cues[found.cue as usize].purpose {
        Purpose::Tone(family) => {
            standing.counts() && Shows::CapitalsExplained.is_in(lexicon.families[family as usize].shows)
        }
        _ => false,
    })
}

/// Whether words in capitals are a sentence: « LA BOX MARCHE PAS » has grammar in it, « TV LG OLED » is a name.
pub(crate) fn is_sentence(lexicon: &Lexicon, tokens: &[Token], words: &[Word], capitals: Span) -> bool {
    let first = words.partition_point(|word| tokens[word.token as usize].source.end <= capitals.start);
    let within =
        words[first..].iter().take_while(|word| tokens[word.token as usize].source.start < capitals.end);
    capitals.is_empty() || within.into_iter().any(|word| lexicon.is(word.id, Class::Function))
}

/// Fills `features`.
pub(crate) fn sum_up(given: &Given<'_>, features: &mut Features) {
    let layout = given.lexicon.layout();
    features.clear(layout);
    sum_cues(given, layout, features);
    for (mark, count) in given.style.counts().iter().enumerate().filter(|(_, count)| **count > 0) {
        features.set(layout.style() + mark, saturated(1.0, *count));
    }
    features.mark_all(layout.details(), given.present.bits().into());
    let traits = Traits { given, shown: features.shown };
    (features.praise_is_doubtful, features.is_bare) = (traits.praise_is_doubtful(), traits.is_bare());
    let (flags, share) = (traits.flags(), traits.capitals_share());
    features.mark_all(layout.traits(), flags);
    if share > 0.0 {
        features.set(layout.traits() + CAPITALS_SHARE, share);
    }
    features.list_slots();
}

/// The value of something seen `count` times whose strongest is worth `strongest`.
fn saturated(strongest: f32, count: u32) -> f32 {
    if count == 0 { 0.0 } else { strongest + REPEAT_BONUS * ((count - 1) as f32).min(MAX_REPEATS) }
}

/// Takes in the cues that stand, but for the values of their families and intents.
fn sum_cues(given: &Given<'_>, layout: Layout, features: &mut Features) {
    for (found, standing) in given.found.iter().zip(given.standings) {
        if !standing.counts() || !given.words[found.first as usize].zone.is_own_words() {
            continue;
        }
        let cue = &given.lexicon.cues[found.cue as usize];
        features.signals = features.signals.union(cue.signals);
        let slot = match cue.purpose {
            Purpose::Tone(family) => {
                let family_of = &given.lexicon.families[family as usize];
                features.shown |= family_of.shows;
                features.licences |= family_of.licences;
                features.assures |= family_of.assures;
                family as usize
            }
            Purpose::Intent(intent) => layout.intents() + intent.index(),
            _ => continue,
        };
        features.cues.push(found.cue);
        let tally = &mut features.tallies[slot];
        tally.count += 1;
        tally.strongest = tally.strongest.max(cue.strength.into());
        features.mark(slot);
    }
    features.cues.sort_unstable();
    features.cues.dedup();
}

/// The share of a family's value that one of its standing cues brings, given the family's value and how many cues stand.
pub(crate) fn share_of(value: f32, count: u32) -> f32 {
    if count == 0 { 0.0 } else { value / count as f32 }
}

impl Features {
    /// Whether some family that stands shows that.
    pub(crate) fn shows(&self, what: Shows) -> bool {
        what.is_in(self.shown)
    }

    /// Takes out what an earlier message left.
    fn clear(&mut self, layout: Layout) {
        let count = layout.first_cue();
        if self.dense.len() == count {
            for slot in self.slots.iter().map(|slot| *slot as usize) {
                (self.dense[slot], self.tallies[slot]) = (0.0, Tally::default());
            }
        } else {
            self.dense = vec![0.0; count];
            self.tallies = vec![Tally::default(); count];
            // One more, so that the bits of any 64 slots are in two.
            self.marked = vec![0; count / u64::BITS as usize + 2];
        }
        self.slots.clear();
        self.cues.clear();
        (self.shown, self.licences, self.assures, self.signals) = (0, 0, 0, Set::new());
    }

    fn mark(&mut self, slot: usize) {
        self.marked[slot / u64::BITS as usize] |= 1 << (slot % u64::BITS as usize);
    }

    fn set(&mut self, slot: usize, value: f32) {
        self.dense[slot] = value;
        self.mark(slot);
    }

    /// Marks the slots from `first` on that are bits of `flags`.
    fn mark_all(&mut self, first: usize, flags: u64) {
        let (place, bit) = (first / u64::BITS as usize, first % u64::BITS as usize);
        self.marked[place] |= flags << bit;
        self.marked[place + 1] |= flags >> 1 >> (u64::BITS as usize - 1 - bit);
    }

    /// Lists the slots marked, and gives values to those that have none yet: to families and intents by their cues, to flags 1.
    fn list_slots(&mut self) {
        let Features { dense, slots, tallies, marked, .. } = self;
        for (first, marked) in (0..).step_by(u64::BITS as usize).zip(marked) {
            let mut left = std::mem::take(marked);
            while left != 0 {
                let slot = first + left.trailing_zeros();
                left &= left - 1;
                slots.push(slot);
                let (value, tally) = (&mut dense[slot as usize], tallies[slot as usize]);
                if tally.count > 0 {
                    *value = saturated(STRENGTH[tally.strongest as usize], tally.count);
                } else if *value == 0.0 {
                    *value = 1.0;
                }
            }
        }
    }

    /// How many cues of the family or intent at `slot` stand.
    pub(crate) fn count(&self, slot: usize) -> u32 {
        self.tallies[slot].count
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_family_counts_once_with_a_small_bonus() {
        assert_eq!(saturated(1.0, 0), 0.0);
        assert_eq!(saturated(1.0, 1), 1.0);
        assert_eq!(saturated(1.0, 2), 1.25);
        assert_eq!(saturated(1.0, 9), 1.5);
    }
}
