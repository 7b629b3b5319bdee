//! Adds what features say together: the trees on top of the linear latent value.
//!
//! « Panne de courant l'hiver dernier » names an outage and tells a past story: together they are no emergency, whatever each
//! weighs alone. Takes the features, how likely each intent is, and the linear latent value; gives the sum of the trees.

use crate::judge::features::Features;
use crate::judge::intent::Probabilities;
use crate::levels::Tone;
use crate::lexicon::grove::Grove;

/// The least probability of an intent that a tree sees; below it an intent is as good as out of the question.
const LEAST_LIKELY: f32 = 0.03;

/// Fills `answers` with what the trees of all tones answer, but for the questions about the latent values.
pub(crate) fn answer(grove: &Grove, features: &Features, likely: &Probabilities, answers: &mut Vec<u8>) {
    grove.keep_silent(answers);
    for slot in features.slots.iter().map(|slot| *slot as usize) {
        grove.hear_feature(slot, features.dense[slot], answers);
    }
    for (intent, likely) in likely.iter().enumerate() {
        if *likely > LEAST_LIKELY {
            grove.hear_likely(intent, *likely, answers);
        }
    }
}

/// The latent values with what the trees add to their linear parts, the other questions being answered.
pub(crate) fn add(
    grove: &Grove,
    linear: [f32; Tone::ALL.len()],
    answers: &mut [u8],
) -> [f32; Tone::ALL.len()] {
    let mut latents = linear;
    for (tone, latent) in Tone::ALL.into_iter().zip(&mut latents) {
        grove.hear_latent(tone, *latent, answers);
        *latent += grove.sum(tone, answers);
    }
    latents
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::features::Layout;
    use crate::lexicon::trees::Trees;
    use std::collections::HashMap;

    #[test]
    fn the_shares_are_the_sum() {
        let features = HashMap::from([("a".to_owned(), 0), ("b".to_owned(), 1)]);
        let mut trees = Trees::default();
        trees.add("0.1{a>0?0.5{b>0?0.2:0.9}:0.0}", &features).unwrap();
        trees.add("0.0{latent>1?0.3:-0.3{likely.refund>0.5?-0.4:-0.2}}", &features).unwrap();
        let none = Trees::default();
        let layout = Layout { families: 2, cues: 0 };
        let grove = Grove::new([&none, &none, &trees], layout);
        let mut likely = Probabilities::default();
        likely[1] = 0.8;
        for (dense, latent, expected) in
            [([1.0, 0.0], 2.0, 1.2), ([1.0, 1.0], 0.0, -0.2), ([0.0, 0.0], 0.0, -0.4)]
        {
            let mut features = Features::default();
            (features.dense, features.slots) = (dense.into(), vec![0, 1]);
            let mut answers = Vec::new();
            answer(&grove, &features, &likely, &mut answers);
            let [.., sum] = add(&grove, [0.0, 0.0, latent], &mut answers).map(|sum| sum - latent);
            assert!((sum - expected).abs() < 1e-6, "{dense:?}");
            let mut moved = Vec::new();
            let mean = grove.share_out(Tone::Urgency, &answers, &mut moved);
            assert!((mean + moved.iter().sum::<f32>() - expected).abs() < 1e-6);
        }
    }
}
