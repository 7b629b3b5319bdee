//! Adds what features say together: the trees on top of the linear latent value.
//!
//! « Panne de courant l'hiver dernier » names an outage and tells a past story: together they are no emergency, whatever each
//! weighs alone. Takes the features, how likely each intent is, and the linear latent value; gives the sum of the trees, and
//! for the evidence how much of it each feature moved.

use crate::judge::features::Features;
use crate::judge::intent::Probabilities;
use crate::levels::Tone;
use crate::lexicon::grove::Grove;
use crate::lexicon::trees::{ASKS_LATENT, ASKS_LIKELY, ASKS_NOTHING, Trees};

/// The least probability of an intent that a tree sees; below it an intent is as good as out of the question.
const LEAST_LIKELY: f32 = 0.03;

/// What the trees ask about.
#[derive(Clone, Copy)]
pub(crate) struct Facts<'a> {
    /// The features that are no single cues.
    pub(crate) dense: &'a [f32],
    /// How likely each intent is.
    pub(crate) likely: &'a Probabilities,
    /// The linear latent value.
    pub(crate) latent: f32,
}

impl Facts<'_> {
    fn value(&self, asked: u16) -> f32 {
        match self.dense.get(usize::from(asked)) {
            Some(value) => *value,
            None if asked == ASKS_LATENT => self.latent,
            None => match self.likely[usize::from(asked - ASKS_LIKELY)] {
                likely if likely > LEAST_LIKELY => likely,
                _ => 0.0,
            },
        }
    }
}

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

/// Tells `moved` what the answer to each question about a feature that is there moved (Saabas 2014); gives what remains: the
/// trees' means, and what the intent, the latent value and absent features moved. Together they are the sum of the trees.
pub(crate) fn share_out(trees: &Trees, facts: Facts<'_>, mut moved: impl FnMut(usize, f32)) -> f32 {
    let mut rest = 0.0;
    for root in &trees.roots {
        rest += trees.nodes[*root as usize].value;
        walk(trees, *root, facts, |asked, by| match facts.dense.get(usize::from(asked)) {
            Some(value) if *value != 0.0 => moved(usize::from(asked), by),
            _ => rest += by,
        });
    }
    rest
}

/// Follows a tree to its leaf; says of each question how much its answer moved the value.
fn walk(trees: &Trees, root: u16, facts: Facts<'_>, mut moved: impl FnMut(u16, f32)) -> f32 {
    let mut place = usize::from(root);
    let mut node = trees.nodes[place];
    while node.asked != ASKS_NOTHING {
        place = if facts.value(node.asked) > node.above { place + 1 } else { usize::from(node.no) };
        let next = trees.nodes[place];
        moved(node.asked, next.value - node.value);
        node = next;
    }
    node.value
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::features::Layout;
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
            let facts = Facts { dense: &dense, likely: &likely, latent };
            let mut shares = 0.0;
            let rest = share_out(&trees, facts, |_, by| shares += by);
            assert!((sum - expected).abs() < 1e-6, "{dense:?}");
            assert!((rest + shares - expected).abs() < 1e-6);
        }
    }
}
