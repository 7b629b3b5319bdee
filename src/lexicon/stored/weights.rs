//! The weights as a column, in thousandths; features that weigh nothing are passed over.

use super::columns::{Column, Writer};
use crate::judge::features::Layout;
use crate::levels::Tone;
use crate::lexicon::model::{Model, from_steps, to_steps};

/// The column of a model, learned grams left out.
pub(super) fn write(model: &Model, layout: Layout) -> Vec<u8> {
    let mut column = Writer::default();
    let mut last = 0;
    let mut pass = |column: &mut Writer, feature: usize| {
        column.number((feature - last) as u32);
        last = feature;
    };
    for tone in &model.tones {
        tone.thresholds.iter().chain(&tone.cuts).for_each(|bound| column.signed(to_steps(*bound)));
    }
    model.intent.bias.iter().for_each(|bias| column.signed(to_steps(*bias)));
    for feature in 0..layout.len() {
        let tones = model.tones.iter().map(|tone| to_steps(tone.weights[feature]));
        let weights = tones.chain(model.intent.weights[feature].map(i32::from));
        let used = weights.clone().enumerate().filter(|(_, weight)| *weight != 0);
        let bits = used.clone().fold(0, |bits, (output, _)| bits | 1 << output);
        if bits != 0 {
            pass(&mut column, feature);
            column.number(bits);
            used.for_each(|(_, weight)| column.signed(weight));
        }
    }
    column.finish()
}

/// The model of a column for a lexicon of that layout, if it is one.
pub(super) fn read(bytes: &[u8], layout: Layout) -> Option<Model> {
    let mut column = Column::new(bytes);
    let mut model = Model::flat(layout.len());
    for tone in &mut model.tones {
        for bound in tone.thresholds.iter_mut().chain(&mut tone.cuts) {
            *bound = from_steps(column.signed()?);
        }
    }
    for bias in &mut model.intent.bias {
        *bias = from_steps(column.signed()?);
    }
    let mut feature = 0usize;
    while !column.is_done() {
        feature = feature.checked_add(column.number()? as usize)?;
        let mut bits = column.number()?;
        while bits != 0 {
            let output = bits.trailing_zeros() as usize;
            bits &= bits - 1;
            let steps = column.signed()?;
            match output.checked_sub(Tone::ALL.len()) {
                None => *model.tones[output].weights.get_mut(feature)? = from_steps(steps),
                Some(intent) => {
                    *model.intent.weights.get_mut(feature)?.get_mut(intent)? = i16::try_from(steps).ok()?;
                }
            }
        }
    }
    Some(model)
}
