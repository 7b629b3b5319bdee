//! Lays out what the nodes of the trie need, each need once.
//!
//! Takes what the next word must be and, where any word may be passed over, what must be met then; gives their place in one list,
//! the second behind the first. Of three nodes two need what another one does.

use super::sight::Mask;

/// The places of needs laid out so far, by a hash; a map of the standard library would take a tenth of the time of a first call.
pub(super) struct KnownNeeds {
    /// Where a need stands, one more than that, twice; odd where a far one follows. 0 is nothing yet.
    slots: Vec<u32>,
}

impl KnownNeeds {
    /// For the needs of so many nodes, each with a slot at least.
    pub(super) fn new(nodes: usize) -> Self {
        Self { slots: vec![0; nodes.next_power_of_two()] }
    }

    /// Where these needs stand among `needs`, laid out there if they do not yet.
    pub(super) fn place_of(&mut self, near: Mask, far: Option<Mask>, needs: &mut Vec<Mask>) -> u32 {
        let mut slot = (near.hash() ^ far.map_or(0, |far| far.hash().rotate_left(32))) as usize;
        loop {
            slot %= self.slots.len();
            let place = match self.slots[slot] {
                0 => break,
                known => (known as usize >> 1) - 1,
            };
            let has_far = self.slots[slot] & 1 != 0;
            if needs[place] == near && has_far.then(|| needs[place + 1]) == far {
                return place as u32;
            }
            slot += 1;
        }
        let place = needs.len() as u32;
        self.slots[slot] = (place + 1) << 1 | u32::from(far.is_some());
        needs.push(near);
        needs.extend(far);
        place
    }
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
}
