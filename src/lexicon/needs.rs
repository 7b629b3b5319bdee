//! Lays out what the nodes of the trie need, each need once.
//!
//! Takes what the next word must be and, where any word may be passed over, what must be met then; gives their place in one list,
//! the second behind the first. Of three nodes two need what another one does.

use super::sight::Mask;

/// The places of needs laid out so far, by a hash; a map of the standard library would take a tenth of the time of a first call.
pub(super) struct KnownNeeds {
    /// Where a need stands, one more than that, twice; odd where a far one follows. 0 is nothing yet.
    slots: Vec<u32>,
    /// How many are not empty; a quarter of them always is.
    taken: usize,
}

impl KnownNeeds {
    /// For the needs of so many nodes; most need what another one does.
    pub(super) fn new(nodes: usize) -> Self {
        Self { slots: vec![0; (nodes / 2).next_power_of_two().max(4)], taken: 0 }
    }

    /// Where these needs stand among `needs`, laid out there if they do not yet.
    pub(super) fn place_of(&mut self, near: Mask, far: Option<Mask>, needs: &mut Vec<Mask>) -> u32 {
        let mut slot = self.home(near, far);
        while let Some((place, has_far)) = place_in(self.slots[slot]) {
            if needs[place] == near && has_far.then(|| needs[place + 1]) == far {
                return place as u32;
            }
            slot = (slot + 1) % self.slots.len();
        }
        let place = needs.len() as u32;
        self.slots[slot] = (place + 1) << 1 | u32::from(far.is_some());
        needs.push(near);
        needs.extend(far);
        self.taken += 1;
        if self.taken > self.slots.len() / 4 * 3 {
            self.grow(needs);
        }
        place
    }

    /// Where needs are looked for first.
    fn home(&self, near: Mask, far: Option<Mask>) -> usize {
        (near.hash() ^ far.map_or(0, |far| far.hash().rotate_left(32))) as usize % self.slots.len()
    }

    /// Makes twice as many slots.
    fn grow(&mut self, needs: &[Mask]) {
        let twice = vec![0; self.slots.len() * 2];
        for known in std::mem::replace(&mut self.slots, twice) {
            let Some((place, has_far)) = place_in(known) else { continue };
            let mut slot = self.home(needs[place], has_far.then(|| needs[place + 1]));
            while self.slots[slot] != 0 {
                slot = (slot + 1) % self.slots.len();
            }
            self.slots[slot] = known;
        }
    }
}

/// Where the need of a slot stands, and whether a far one follows.
fn place_in(slot: u32) -> Option<(usize, bool)> {
    (slot as usize >> 1).checked_sub(1).map(|place| (place, slot & 1 != 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_need_is_laid_out_once() {
        let [near, far] = [3, 70].map(Mask::of_bit);
        let (mut known, mut needs) = (KnownNeeds::new(4), Vec::new());
        for _ in 0..2 {
            let mut place_of = |near, far| known.place_of(near, far, &mut needs);
            let places = [place_of(near, None), place_of(near, Some(far)), place_of(far, None)];
            assert_eq!(places, [0, 1, 3]);
        }
        assert_eq!(needs, [near, near, far, far]);
    }

    #[test]
    fn needs_are_found_again_once_there_are_many() {
        let (mut known, mut needs) = (KnownNeeds::new(4), Vec::new());
        let masks: Vec<Mask> = (0..60).map(Mask::of_bit).collect();
        for _ in 0..2 {
            for (at, near) in masks.iter().enumerate() {
                let far = (at % 2 == 1).then_some(Mask::ALL);
                assert_eq!(known.place_of(*near, far, &mut needs) as usize, at + at / 2);
            }
        }
    }
}
