//! Which of several pieces of evidence on the same words tells most, and so gives them their colour.
//!
//! | words                    | evidence                            | colour     |
//! |--------------------------|-------------------------------------|------------|
//! | Bande de voleurs         | politeness −3.09, aggression +2.15  | aggression |
//! | Bonjour                  | politeness +0.52, aggression −0.08  | politeness |
//! | perdu mon code           | politeness −0.70, intent +1.20      | politeness |

use politesse::{Evidence, On};

/// From which weight on a word that offends is shown so, however much politeness it costs; in steps of the latent value, of
/// which the levels of a tone are about two apart.
const OFFENDS: f32 = 1.0;

/// More than any weight.
const FIRST: f32 = 1000.0;

/// The most that the intent tells beside tones.
const MOST_OF_INTENT: f32 = 0.15;

/// How much evidence tells beside other evidence on the same words; below 0 when it does not count.
pub fn rank(evidence: &Evidence) -> f32 {
    let weight = evidence.weight.abs();
    match evidence.on {
        _ if !evidence.standing.counts() => -1.0,
        On::Aggression if evidence.weight >= OFFENDS => FIRST + weight,
        // What calms tells less than what does not.
        On::Aggression | On::Urgency if evidence.weight < 0.0 => weight / 2.0,
        On::Intent => weight.min(MOST_OF_INTENT),
        _ => weight,
    }
}
