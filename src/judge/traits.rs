//! Traits of how a message is built: how long it is, what courtesies it has, what stands beside what.
//!
//! Takes what the families that stand show, the style marks and the zones; gives a flag for each trait, and the share of
//! capitals. « Merci. » is thanks alone, « Rien reçu. » a fault alone and bare.

use crate::clean::zones::ZoneKind;
use crate::find::style::Mark;
use crate::judge::features::Given;
use crate::judge::shows::Shows;
use crate::lexicon::glossary::Class;
use crate::message::Channel;

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

/// The trait that is no flag but a share.
pub(crate) const CAPITALS_SHARE: usize = 19;

/// What traits are read from.
pub(crate) struct Traits<'a> {
    pub(crate) given: &'a Given<'a>,
    /// Bit set of [`Shows`] of all families that stand.
    pub(crate) shown: u16,
}

impl Traits<'_> {
    fn shows(&self, what: Shows) -> bool {
        what.is_in(self.shown)
    }

    fn has(&self, mark: Mark) -> bool {
        self.given.style.count(mark) > 0
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
    pub(crate) fn praise_is_doubtful(&self) -> bool {
        let fails = self.shows(Shows::Failure) && !self.shows(Shows::Resolved);
        self.shows(Shows::Praise) && (fails || self.is_angry())
    }

    /// Whether it is so short, and without a courtesy, that a courtesy might be missed.
    fn is_short(&self) -> bool {
        let words = self.given.style.word_count;
        words > 0 && words <= SHORT && self.shown & Shows::COURTESIES == 0
    }

    /// An order or a fragment, without a greeting.
    pub(crate) fn is_bare(&self) -> bool {
        let orders = self.shows(Shows::Order) || self.is_short() && !self.is_sentence();
        orders && !self.shows(Shows::Greeting)
    }

    /// The share of words in capitals, among words enough to tell.
    pub(crate) fn capitals_share(&self) -> f32 {
        let style = self.given.style;
        if style.word_count >= 4 { style.capital_count as f32 / style.word_count as f32 } else { 0.0 }
    }

    /// The traits that are there, but for the share of capitals; bits in the order of [`TRAITS`].
    pub(crate) fn flags(&self) -> u64 {
        let words = self.given.style.word_count;
        let class = LENGTH_BOUNDS.iter().filter(|bound| words > **bound).count();
        let greets = self.shows(Shows::Greeting);
        let asks = self.has(Mark::Question)
            || self.has(Mark::PiledQuestions)
            || self.has(Mark::MixedMarks)
            || self.shown & Shows::REQUESTS != 0;
        let fails = self.shows(Shows::Failure);
        let is_resolved = self.shows(Shows::Resolved);
        let courtesies = (self.shown & Shows::COURTESIES).count_ones();
        let thanks = self.shows(Shows::Thanks);
        let praises = self.shows(Shows::Praise);
        let is_angry = self.is_angry();
        let channel = |wanted| self.given.channel == Some(wanted);
        let opens = self.given.zones.iter().any(|zone| zone.kind == ZoneKind::Greeting);
        let is_short = self.is_short();
        let is_sentence = is_short && self.is_sentence();
        let build = [
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
        1 << class | bits(build) << (LENGTH_BOUNDS.len() + 1) | bits(mocks) << (CAPITALS_SHARE + 1)
    }
}

/// A bit for each flag that is true.
fn bits<const COUNT: usize>(flags: [bool; COUNT]) -> u64 {
    flags.into_iter().zip(0..).fold(0, |bits, (flag, place)| bits | u64::from(flag) << place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traits_are_where_their_names_are() {
        assert_eq!(TRAITS[CAPITALS_SHARE], "build.capitals-share");
        assert_eq!(bits([true, false, true, true]), 0b1101);
    }
}
