//! The slips of the finger that are forgiven in a word: « remboursemnt », « reboursement ».

/// The shortest words in which a swap and a lost letter are forgiven, in letters; shorter ones have too many neighbours.
const MIN_SWAPPED: usize = 5;
const MIN_LOST: usize = 6;

/// How many slips of a word of so many letters are made at most.
pub(super) fn most_slips(letters: usize) -> usize {
    2 * letters
}

/// Tells a plain word with one letter after the first left out, then with two neighbours after the first swapped.
pub(super) fn for_each_slip(word: &[u8], mut tell: impl FnMut(&[u8])) {
    if !word.iter().all(u8::is_ascii_lowercase) {
        return;
    }
    let mut slip = Vec::with_capacity(word.len());
    for at in (1..word.len()).filter(|_| word.len() >= MIN_LOST) {
        slip.clear();
        slip.extend_from_slice(&word[..at]);
        slip.extend_from_slice(&word[at + 1..]);
        tell(&slip);
    }
    for at in (2..word.len()).filter(|at| word.len() >= MIN_SWAPPED && word[*at] != word[*at - 1]) {
        slip.clear();
        slip.extend_from_slice(word);
        slip.swap(at - 1, at);
        tell(&slip);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slips(word: &str) -> Vec<String> {
        let mut slips = Vec::new();
        for_each_slip(word.as_bytes(), |slip| slips.push(String::from_utf8_lossy(slip).into_owned()));
        slips
    }

    #[test]
    fn slips_lose_a_letter_or_swap_two_after_the_first() {
        assert_eq!(slips("urgent").len(), 5 + 4);
        assert!(slips("urgent").contains(&"urgnt".to_owned()));
        assert!(slips("colis").contains(&"coils".to_owned()));
        assert_eq!(slips("nul"), Vec::<String>::new());
        assert_eq!(slips("c*n"), Vec::<String>::new());
    }
}
