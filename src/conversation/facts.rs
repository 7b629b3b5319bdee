//! Remembers what has been said, so that a reminder that brings something new is told from one that does not.
//!
//! Takes the facts of each message as hashes; says how many are new. Holds the [`MOST_FACTS`] said last and no text: the
//! memory of a conversation must not grow with it, and a service that stores it stores no words of its customers there.

use serde::{Deserialize, Serialize};

/// How many facts are remembered.
///
/// A fact is a detail with its value or a word that carries meaning: a message has some ten. The oldest is forgotten first, and
/// a fact said again is young again.
pub(crate) const MOST_FACTS: usize = 256;

/// Facts said so far, as hashes, the one said last at the end.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Facts(Vec<u32>);

impl Facts {
    /// Whether it was said.
    pub(crate) fn contains(&self, fact: u32) -> bool {
        self.0.contains(&fact)
    }

    /// Remembers a fact, and says whether it is new.
    pub(crate) fn add(&mut self, fact: u32) -> bool {
        let known = self.0.iter().position(|known| *known == fact);
        if let Some(at) = known {
            self.0.remove(at);
        }
        self.0.push(fact);
        let surplus = self.0.len().saturating_sub(MOST_FACTS);
        self.0.drain(..surplus);
        known.is_none()
    }
}

/// A hash of bytes that is the same on every machine and in every version, since states are stored: 32-bit FNV-1a (Fowler,
/// Noll and Vo, 1991).
pub(crate) fn hash(salt: u8, bytes: &[u8]) -> u32 {
    const OFFSET: u32 = 0x811c_9dc5;
    const PRIME: u32 = 0x0100_0193;
    let mix = |state: u32, byte: &u8| (state ^ u32::from(*byte)).wrapping_mul(PRIME);
    bytes.iter().fold(mix(OFFSET, &salt), mix)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fact_is_new_once_and_the_oldest_is_forgotten() {
        let mut facts = Facts::default();
        assert!(facts.add(0));
        assert!(!facts.add(0));
        for fact in 1..=MOST_FACTS as u32 {
            assert!(facts.add(fact));
        }
        assert_eq!(facts.0.len(), MOST_FACTS);
        assert!(!facts.contains(0) && facts.contains(1));
        assert!(!facts.add(1), "said again, it is young again");
        assert!(facts.add(0) && facts.contains(1));
    }

    #[test]
    fn the_hash_never_changes() {
        assert_eq!(hash(0, b"4512-77"), 0xa6fc_061c);
        assert_ne!(hash(0, b"4512-77"), hash(1, b"4512-77"));
    }
}
