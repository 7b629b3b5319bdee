//! The slips of the finger that are forgiven in a word: « remboursemnt », « reboursement ».

/// The shortest words in which a swap and a lost letter are forgiven, in letters; shorter ones have too many neighbours.
const MIN_SWAPPED: usize = 5;
const MIN_LOST: usize = 6;

/// A plain word with one letter after the first left out, or with two neighbours after the first swapped.
pub(super) fn slips(letters: &[u8]) -> Vec<String> {
    let Some(word) = std::str::from_utf8(letters).ok().filter(|word| is_plain(word)) else {
        return Vec::new();
    };
    let lost = (1..letters.len()).filter(|_| letters.len() >= MIN_LOST).map(|at| {
        let mut slip = word.to_owned();
        slip.remove(at);
        slip
    });
    let swaps = (2..letters.len()).filter(|_| letters.len() >= MIN_SWAPPED);
    let swapped = swaps
        .filter(|at| letters[*at] != letters[at - 1])
        .map(|at| format!("{}{}{}{}", &word[..at - 1], &word[at..=at], &word[at - 1..at], &word[at + 1..]));
    lost.chain(swapped).collect()
}

/// Whether a word is made of unaccented letters alone.
fn is_plain(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_lose_a_letter_or_swap_two_after_the_first() {
        assert_eq!(slips(b"urgent").len(), 5 + 4);
        assert!(slips(b"urgent").contains(&"urgnt".to_owned()));
        assert!(slips(b"colis").contains(&"coils".to_owned()));
        assert_eq!(slips(b"nul"), Vec::<String>::new());
        assert_eq!(slips(b"c*n"), Vec::<String>::new());
    }
}
