//! Sums up a message as numbers: one for each family, style mark and trait of build.
//!
//! Takes what was found with its standing; gives the feature values. A family counts once, with a small bonus for a
//! second cue: piling up mild cues must not reach the top levels. Knows no weight.

use crate::clean::tokens::Token;
use crate::clean::zones::{Zone, ZoneKind};
use crate::find::cues::Found;
use crate::find::style::{Mark, Style};
use crate::find::words::Word;
use crate::judge::context::Standing;
use crate::judge::shows::Shows;
use crate::lexicon::glossary::Class;
use crate::lexicon::{Lexicon, Purpose};
use crate::message::Channel;
use crate::names::{Detail, Intent, Name, Set};
use crate::span::Span;

/// What a second and third cue of one family add, per cue; more add nothing.
///
/// Counting cues pushes long complaints to the top levels; a family is one thing said.
const REPEAT_BONUS: f32 = 0.25;

/// How many repeated cues count, in cues.
const MAX_REPEATS: f32 = 2.0;

/// What each strength, from 1 to 3, counts.
const STRENGTH: [f32; 4] = [0.0, 0.6, 1.0, 1.4];

/// A message's words are put into as many classes of length as there are bounds here, in words.
const LENGTH_BOUNDS: [u32; 6] = [0, 3, 8, 20, 50, 120];

/// The longest message without a courtesy that is a fragment or a short sentence, in words.
const SHORT: u32 = 6;

/// Traits of how a message is built, beside style marks and families.
pub(crate) const TRAITS: [&str; 37] = [
    "build.words-0",
    "build.words-3",
    "build.words-8",
    "build.words-20",
    "build.words-50",
    "build.words-120",
    "build.words-more",
    "build.no-greeting",
    "build.opens-with-greeting",
    "build.fragment",
    "build.short-sentence",
    "build.bare-order",
    "build.asks",
    "build.nothing-asked",
    "build.one-courtesy",
    "build.two-courtesies",
    "build.three-courtesies",
    "build.four-courtesies",
    "build.no-courtesy",
    "build.capitals-share",
    "build.mock-thanks",
    "build.mock-praise",
    "build.praise-beside-anger",
    "build.thanks-beside-anger",
    "build.thanks-beside-failure",
    "build.softened-beside-anger",
    "build.request-with-courtesy",
    "build.thanks-alone",
    "build.fault-alone",
    "build.no-anger",
    "channel.email",
    "channel.chat",
    "channel.form",
    "channel.tweet",
    "channel.sms",
    "channel.forum",
    "build.mention",
];

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
    /// Bit set of [`Shows`] of all families that stand.
    shown: u16,
    /// How many standing cues each family, then each intent, has.
    counts: Vec<u32>,
    /// The slots of the families and intents that have any.
    touched: Vec<u32>,
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
    features.dense.clear();
    features.dense.resize(layout.first_cue(), 0.0);
    features.cues.clear();
    features.counts.clear();
    features.counts.resize(layout.families + Intent::ALL.len(), 0);
    let shown = sum_cues(given, layout, features);
    features.shown = shown;
    for (mark, _) in Mark::ALL {
        let count = given.style.count(mark) as f32;
        features.dense[layout.style() + mark as usize] = saturated(1.0, count);
    }
    for detail in given.present.iter() {
        features.dense[layout.details() + detail.index()] = 1.0;
    }
    let traits = Traits { given, values: &features.dense, layout, shown };
    let (values, praise_is_doubtful, is_bare) =
        (traits.values(), traits.praise_is_doubtful(), traits.is_bare());
    (features.praise_is_doubtful, features.is_bare) = (praise_is_doubtful, is_bare);
    features.dense[layout.traits()..layout.traits() + TRAITS.len()].copy_from_slice(&values);
    features.list_slots(layout);
}

/// The value of something seen `count` times whose strongest is worth `strongest`.
fn saturated(strongest: f32, count: f32) -> f32 {
    if count == 0.0 { 0.0 } else { strongest + REPEAT_BONUS * (count - 1.0).min(MAX_REPEATS) }
}

/// Sums up the cues that stand, and gives the bit set of [`Shows`] of their families.
fn sum_cues(given: &Given<'_>, layout: Layout, features: &mut Features) -> u16 {
    let mut shown = 0;
    features.touched.clear();
    for (found, standing) in given.found.iter().zip(given.standings) {
        if !standing.counts() || !given.words[found.first as usize].zone.is_own_words() {
            continue;
        }
        let cue = &given.lexicon.cues[found.cue as usize];
        let (slot, count) = match cue.purpose {
            Purpose::Tone(family) => {
                shown |= given.lexicon.families[family as usize].shows;
                (family as usize, family as usize)
            }
            Purpose::Intent(intent) => (layout.intents() + intent.index(), layout.families + intent.index()),
            _ => continue,
        };
        features.cues.push(found.cue);
        if features.counts[count] == 0 {
            features.touched.push(slot as u32);
        }
        features.counts[count] += 1;
        let value = &mut features.dense[slot];
        *value = value.max(STRENGTH[cue.strength as usize]);
    }
    features.cues.sort_unstable();
    features.cues.dedup();
    features.touched.sort_unstable();
    for slot in features.touched.iter().map(|slot| *slot as usize) {
        let count = if slot < layout.families { slot } else { slot - layout.intents() + layout.families };
        features.dense[slot] = saturated(features.dense[slot], features.counts[count] as f32);
    }
    shown
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

    /// Lists the slots that are not 0.
    fn list_slots(&mut self, layout: Layout) {
        let Features { dense, slots, touched, .. } = self;
        let families = touched.partition_point(|slot| (*slot as usize) < layout.families);
        let set = |slots: &mut Vec<u32>, range: std::ops::Range<usize>| {
            slots.extend(range.filter(|slot| dense[*slot] != 0.0).map(|slot| slot as u32))
        };
        slots.clear();
        slots.extend_from_slice(&touched[..families]);
        set(slots, layout.style()..layout.intents());
        slots.extend_from_slice(&touched[families..]);
        set(slots, layout.details()..layout.first_cue());
    }

    /// How many cues of the family or intent at `slot` stand.
    pub(crate) fn count(&self, layout: Layout, purpose: Purpose) -> u32 {
        match purpose {
            Purpose::Tone(family) => self.counts[family as usize],
            Purpose::Intent(intent) => self.counts[layout.families + intent.index()],
            _ => 0,
        }
    }
}

struct Traits<'a> {
    given: &'a Given<'a>,
    values: &'a [f32],
    layout: Layout,
    /// Bit set of [`Shows`] of all families that stand.
    shown: u16,
}

impl Traits<'_> {
    fn shows(&self, what: Shows) -> bool {
        what.is_in(self.shown)
    }

    fn shows_any(&self, what: &[Shows]) -> bool {
        what.iter().any(|what| self.shows(*what))
    }

    fn has(&self, mark: Mark) -> bool {
        self.values[self.layout.style() + mark as usize] > 0.0
    }

    /// Whether some word shows a sentence, with a subject or a verb of its own: « sa marche pas », not « code wifi ».
    fn is_sentence(&self) -> bool {
        let lexicon = self.given.lexicon;
        let mut own = self.given.words.iter().filter(|word| word.zone.is_own_words());
        own.any(|word| lexicon.is(word.id, Class::Sentence))
    }

    fn is_angry(&self) -> bool {
        self.shows(Shows::Anger) || self.has(Mark::Shouting)
    }

    /// Praise beside an open failure, or beside anger.
    fn praise_is_doubtful(&self) -> bool {
        let fails = self.shows(Shows::Failure) && !self.shows(Shows::Resolved);
        self.shows(Shows::Praise) && (fails || self.is_angry())
    }

    /// Whether it is so short, and without a courtesy, that a courtesy might be missed.
    fn is_short(&self) -> bool {
        let words = self.given.style.word_count;
        words > 0 && words <= SHORT && !self.shows_any(&Shows::COURTESIES)
    }

    /// An order or a fragment, without a greeting.
    fn is_bare(&self) -> bool {
        let orders = self.shows(Shows::Order) || self.is_short() && !self.is_sentence();
        orders && !self.shows(Shows::Greeting)
    }

    /// All traits, in the order of [`TRAITS`].
    fn values(&self) -> [f32; TRAITS.len()] {
        let words = self.given.style.word_count;
        let class = LENGTH_BOUNDS.iter().position(|bound| words <= *bound).unwrap_or(LENGTH_BOUNDS.len());
        let greets = self.shows(Shows::Greeting);
        let asks = self.has(Mark::Question)
            || self.has(Mark::PiledQuestions)
            || self.has(Mark::MixedMarks)
            || self.shows_any(&Shows::REQUESTS);
        let fails = self.shows(Shows::Failure);
        let is_resolved = self.shows(Shows::Resolved);
        let courtesies = Shows::COURTESIES.iter().filter(|what| self.shows(**what)).count();
        let thanks = self.shows(Shows::Thanks);
        let praises = self.shows(Shows::Praise);
        let is_angry = self.is_angry();
        let share = self.given.style.capital_count as f32 / words.max(1) as f32;
        let channel = |wanted| self.given.channel == Some(wanted);
        let opens = self.given.zones.iter().any(|zone| zone.kind == ZoneKind::Greeting);
        let is_short = self.is_short();
        let is_sentence = is_short && self.is_sentence();
        let flags = [
            !greets && words > 0,
            opens && greets,
            is_short && !is_sentence,
            is_sentence,
            courtesies == 0 && self.shows(Shows::Order),
            asks,
            !asks && words > 0,
            courtesies == 1,
            courtesies == 2,
            courtesies == 3,
            courtesies >= 4,
            courtesies == 0 && words > 0,
        ];
        let mocks = [
            thanks && fails && !greets && !asks && !is_resolved,
            praises && fails && !is_resolved,
            praises && is_angry,
            thanks && is_angry && !is_resolved,
            thanks && fails && !is_resolved,
            self.shows(Shows::SoftenedRequest) && is_angry,
            asks && courtesies >= 2,
            thanks && !fails && !asks && !is_angry,
            fails && !is_angry && courtesies == 0,
            !is_angry && words > 0,
            channel(Channel::Email),
            channel(Channel::Chat),
            channel(Channel::Form),
            channel(Channel::Tweet),
            channel(Channel::Sms),
            channel(Channel::Forum),
            self.given.has_mention,
        ];
        let mut values = [0.0; TRAITS.len()];
        values[class] = 1.0;
        let number = |flag: bool| if flag { 1.0 } else { 0.0 };
        let lengths = LENGTH_BOUNDS.len() + 1;
        for (index, flag) in flags.into_iter().enumerate() {
            values[lengths + index] = number(flag);
        }
        values[lengths + flags.len()] = if words >= 4 { share } else { 0.0 };
        for (index, flag) in mocks.into_iter().enumerate() {
            values[lengths + flags.len() + 1 + index] = number(flag);
        }
        values
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_family_counts_once_with_a_small_bonus() {
        assert_eq!(saturated(1.0, 0.0), 0.0);
        assert_eq!(saturated(1.0, 1.0), 1.0);
        assert_eq!(saturated(1.0, 2.0), 1.25);
        assert_eq!(saturated(1.0, 9.0), 1.5);
    }
}
