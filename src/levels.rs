//! The three tones and their ordinal levels, as the annotation guide defines them.

use serde::{Deserialize, Serialize};

/// A tone a message is judged by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// How the writer treats the reader.
    Politeness,
    /// Hostility toward the company or its people.
    Aggression,
    /// How soon a reply is really needed.
    Urgency,
}

impl Tone {
    /// The three tones, in the order of the guide.
    pub const ALL: [Tone; 3] = [Tone::Politeness, Tone::Aggression, Tone::Urgency];

    /// Its name in data files and JSON.
    ///
    /// ```
    /// assert_eq!(politesse::Tone::Urgency.name(), "urgency");
    /// ```
    pub fn name(self) -> &'static str {
        match self {
            Tone::Politeness => "politeness",
            Tone::Aggression => "aggression",
            Tone::Urgency => "urgency",
        }
    }

    /// How many levels it has: five for politeness, four for the others.
    ///
    /// ```
    /// assert_eq!(politesse::Tone::Politeness.level_count(), 5);
    /// ```
    pub fn level_count(self) -> usize {
        match self {
            Tone::Politeness => Politeness::ALL.len(),
            Tone::Aggression => Aggression::ALL.len(),
            Tone::Urgency => Urgency::ALL.len(),
        }
    }
}

/// A step of one tone's ordinal scale.
pub trait Level: Copy + Ord + Sized + 'static {
    /// Every level, lowest first.
    const ALL: &'static [Self];
    /// The value of the lowest level on the guide's scale (−2 for politeness, 0 for the others).
    const LOWEST: i8;

    /// Its name in JSON.
    fn name(self) -> &'static str;

    /// Its position on the scale, 0 for the lowest.
    fn rank(self) -> usize;

    /// Its value on the guide's scale.
    fn value(self) -> i8 {
        Self::LOWEST + self.rank() as i8
    }
}

macro_rules! levels {
    ($(#[$doc:meta])* $type:ident from $lowest:literal { $($(#[$level_doc:meta])* $level:ident = $name:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $type { $($(#[$level_doc])* $level),+ }

        impl Level for $type {
            const ALL: &'static [Self] = &[$($type::$level),+];
            const LOWEST: i8 = $lowest;
            fn name(self) -> &'static str { match self { $($type::$level => $name),+ } }
            fn rank(self) -> usize { self as usize }
        }
    };
}

levels! {
    /// How the writer treats the reader, from `Rude` (−2) to `VeryPolite` (+2).
    Politeness from -2 {
        /// Contempt, insults, mockery, shouting, orders with threats.
        Rude = "rude",
        /// A bare demand or fragment, orders, piled marks, reproach.
        Curt = "curt",
        /// No courtesy and nothing rude, or the two cancel out.
        Neutral = "neutral",
        /// Ordinary courtesy: a greeting, thanks, please or closing, and nothing rude.
        Polite = "polite",
        /// A greeting or thanks beside a softened request, deference, patience or an excuse.
        VeryPolite = "very_polite",
    }
}

levels! {
    /// Hostility toward the company or its people, from `None` (0) to `Abusive` (3).
    Aggression from 0 {
        /// Calm, even when a serious problem is reported.
        None = "none",
        /// Impatience, reproach, exasperation.
        Irritated = "irritated",
        /// Accusation, contempt, biting sarcasm, shouting, threats to sue or to shame.
        Hostile = "hostile",
        /// Insults at people, slurs, threats of violence, obscene orders.
        Abusive = "abusive",
    }
}

levels! {
    /// How soon a reply is really needed, from `None` (0) to `Critical` (3).
    ///
    /// Anger is not urgency: a furious message with no deadline is at most `Ordinary`.
    Urgency from 0 {
        /// Thanks, remarks, idle questions, nothing asked.
        None = "none",
        /// A normal request without time pressure.
        Ordinary = "ordinary",
        /// A deadline within days, a service down, repeated chasing, money wrongly taken.
        Pressing = "pressing",
        /// Danger, health, fraud in progress, business standing still, a costly deadline within 24 hours.
        Critical = "critical",
    }
}

/// The most levels any tone has.
pub(crate) const MOST_LEVELS: usize = 5;

/// One tone's verdict: the level, and where in the whole range the message lies.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Score<L> {
    /// The level the guide would give.
    pub level: L,
    /// The expected level, scaled to 0 (all weight on the lowest) … 1 (all on the highest).
    pub score: f32,
    #[serde(skip)]
    pub(crate) probabilities: [f32; MOST_LEVELS],
}

impl<L: Level> Score<L> {
    /// The probability of every level, lowest first; they sum to 1.
    ///
    /// Empty sums (all 0) come only from a score read back from JSON, which does not carry them.
    ///
    /// ```
    /// let report = politesse::Analyzer::french().analyze("Bonjour, merci beaucoup !");
    /// let sum: f32 = report.aggression.probabilities().iter().sum();
    /// assert!((sum - 1.0).abs() < 1e-3);
    /// ```
    pub fn probabilities(&self) -> &[f32] {
        &self.probabilities[..L::ALL.len()]
    }
}
