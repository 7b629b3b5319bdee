//! The tags of a message: those its standing cues carry, and those its build shows.

use crate::clean::zones::{Zone, ZoneKind};
use crate::find::cues::Found;
use crate::find::style::{Mark, Style};
use crate::find::words::Word;
use crate::judge::context::Standing;
use crate::levels::Politeness;
use crate::lexicon::{Lexicon, Purpose};
use crate::names::{Set, Signal};

/// The most words a bare demand has: longer messages say more than a demand.
const BARE_DEMAND_WORDS: u32 = 12;

/// What the step reads.
pub(crate) struct Given<'a> {
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) words: &'a [Word],
    pub(crate) zones: &'a [Zone],
    pub(crate) found: &'a [Found],
    pub(crate) standings: &'a [Standing],
    pub(crate) style: &'a Style,
    pub(crate) politeness: Politeness,
    pub(crate) praise_is_doubtful: bool,
}

/// All signals of a message.
pub(crate) fn collect(given: &Given<'_>) -> Set<Signal> {
    let mut signals = Set::new();
    let mut greets = false;
    for (found, standing) in given.found.iter().zip(given.standings) {
        if !standing.counts() || !given.words[found.first as usize].zone.is_own_words() {
            continue;
        }
        let cue = &given.lexicon.cues[found.cue as usize];
        signals = signals.union(cue.signals);
        if let Purpose::Tone(family) = cue.purpose {
            greets |= given.lexicon.families[family as usize].name == "greeting";
        }
    }
    let has_words = given.style.has_content();
    if !has_words {
        let is_signed =
            given.zones.iter().any(|zone| matches!(zone.kind, ZoneKind::Signature | ZoneKind::Footer));
        signals.insert(if is_signed { Signal::SignatureOnly } else { Signal::Empty });
    }
    // Four in five curt messages that praise a failure are labelled ironic in the training messages.
    if given.praise_is_doubtful && given.politeness < Politeness::Neutral {
        signals.insert(Signal::Irony);
    }
    if given.style.count(Mark::Shouting) > 0 {
        signals.insert(Signal::Shouting);
    }
    if has_words
        && !greets
        && given.politeness == Politeness::Curt
        && given.style.word_count <= BARE_DEMAND_WORDS
    {
        signals.insert(Signal::BareDemand);
    }
    signals
}
