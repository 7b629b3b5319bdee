//! The words that prove what is said of a conversation, and how few of them are kept.

use serde::{Deserialize, Serialize};

use super::heard::Proof;
use crate::names::Observation;

/// How many of the bare reminders are kept as reasons: the latest ones.
const MOST_REMINDERS: usize = 3;

/// How many reasons of one kind are kept, but for reminders: one for each rung of the ladder of threats.
const MOST_OF_A_KIND: usize = 4;

/// Why something is said of a conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// What it is a reason for.
    pub of: Observation,
    /// The number of the message, from 1, in the order of pushing.
    pub message: u32,
    /// The cue's id, as in the evidence of that message; « conversation.… » where no words but the whole says so.
    pub cue: String,
    /// The words, cut at 60 characters; empty where the whole says so.
    pub words: String,
}

/// The reasons kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Reasons(pub(crate) Vec<Reason>);

impl Reason {
    pub(crate) fn new(of: Observation, message: u32, proof: &Proof) -> Self {
        Self { of, message, cue: proof.cue.clone(), words: proof.words.clone() }
    }
}

impl Reasons {
    /// Keeps a reason; the oldest of its kind goes when there are too many.
    pub(crate) fn add(&mut self, reason: Reason) {
        let most = if reason.of == Observation::Reminder { MOST_REMINDERS } else { MOST_OF_A_KIND };
        let of_kind = self.0.iter().filter(|kept| kept.of == reason.of).count();
        let mut surplus = (of_kind + 1).saturating_sub(most);
        self.0.retain(|kept| {
            let goes = kept.of == reason.of && surplus > 0;
            surplus -= usize::from(goes);
            !goes
        });
        self.0.push(reason);
    }

    /// Drops the reasons of a kind.
    pub(crate) fn forget(&mut self, of: Observation) {
        self.0.retain(|kept| kept.of != of);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_reasons_of_a_kind_are_kept() {
        let proof = Proof { cue: "chase.relance".to_owned(), words: "Je relance".to_owned() };
        let mut reasons = Reasons::default();
        reasons.add(Reason::new(Observation::Solved, 1, &proof));
        for message in 2..10 {
            reasons.add(Reason::new(Observation::Reminder, message, &proof));
        }
        assert_eq!(reasons.0.iter().map(|reason| reason.message).collect::<Vec<_>>(), [1, 7, 8, 9]);
        reasons.forget(Observation::Reminder);
        assert_eq!(reasons.0.len(), 1);
    }
}
