//! Lays out what the nodes of the trie need over a word, where any word may be passed over.
//!
//! It stands behind what the next word must be, for which the list of a node has room. Few nodes that read the same need something
//! else over a word: these get another place, each need once.

use std::collections::HashMap;

use super::paths::Need;
use super::sight::Mask;

/// The places of needs that are not those of their lists.
#[derive(Default)]
pub(super) struct FarNeeds {
    /// By list and far need.
    others: HashMap<(usize, Mask), u32>,
}

impl FarNeeds {
    /// The place among `needs` of what `list` needs with `far` behind it, laid out there if it is not yet.
    pub(super) fn place_of(&mut self, list: usize, far: Mask, needs: &mut Vec<Need>) -> u32 {
        let room = &mut needs[list + 1];
        if room.mask == Mask::default() {
            room.mask = far;
        }
        if room.mask == far {
            return list as u32;
        }
        let end = room.first;
        *self.others.entry((list, far)).or_insert_with(|| {
            needs.extend([needs[list], Need { mask: far, first: end }]);
            needs.len() as u32 - 2
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_need_is_laid_out_once() {
        let [near, far, other] = [3, 70, 80].map(Mask::of_bit);
        let need = |mask, first| Need { mask, first };
        let mut needs = vec![need(near, 5), need(Mask::default(), 8), need(near, 8)];
        let mut known = FarNeeds::default();
        for _ in 0..2 {
            assert_eq!([far, other].map(|far| known.place_of(0, far, &mut needs)), [0, 3]);
        }
        assert_eq!(needs.iter().map(|need| need.first).collect::<Vec<_>>(), [5, 8, 8, 5, 8]);
        assert_eq!(needs.iter().map(|need| need.mask).collect::<Vec<_>>(), [near, far, near, near, other]);
    }
}
