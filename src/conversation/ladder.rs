//! The ladder of threats: to leave, to shame in public, to sue, violence; and how it is climbed.
//!
//! | message                                             | rung           | climbs |
//! |-----------------------------------------------------|----------------|--------|
//! | Sinon je pars.                                      | threat_churn   | 1      |
//! | Je mets un avis sur tous les sites.                 | threat_public  | 2      |
//! | Je répète : sinon je pars.                          | threat_churn   | 2      |
//! | Mon avocat vous écrira.                             | threat_legal   | 3      |

use serde::{Deserialize, Serialize};

use crate::names::Signal;

/// The rungs, lowest first.
pub(crate) const RUNGS: [Signal; 4] =
    [Signal::ThreatChurn, Signal::ThreatPublic, Signal::ThreatLegal, Signal::ThreatViolence];

/// The threats made so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ladder {
    /// The gravest threat made.
    pub highest: Option<Signal>,
    /// How many messages went higher than any before them, from 0 to 4.
    pub climbs: u32,
}

impl Ladder {
    /// Takes down the threats of one message; says whether it climbs.
    pub(crate) fn add(&mut self, threats: impl Iterator<Item = Signal>) -> bool {
        let Some(highest) = threats.filter_map(rung).max() else { return false };
        let climbs = self.highest.and_then(rung).is_none_or(|before| highest > before);
        if climbs {
            self.highest = Some(RUNGS[highest]);
            self.climbs = self.climbs.saturating_add(1);
        }
        climbs
    }
}

fn rung(threat: Signal) -> Option<usize> {
    RUNGS.iter().position(|rung| *rung == threat)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_higher_rung_is_a_climb() {
        let mut ladder = Ladder::default();
        assert!(!ladder.add([].into_iter()));
        assert!(ladder.add([Signal::ThreatPublic, Signal::ThreatChurn].into_iter()));
        assert!(!ladder.add([Signal::ThreatChurn].into_iter()));
        assert!(ladder.add([Signal::ThreatViolence].into_iter()));
        assert_eq!(ladder, Ladder { highest: Some(Signal::ThreatViolence), climbs: 2 });
    }
}
