//! Reads numbers written in words: « vingt-cinq », « deux mille trois cents », « nonante », « quatre-vingt-dix ».
//!
//! Takes words one by one, gives the number once they are all in. Knows the regional tens (septante, huitante, octante,
//! nonante) and reaches to 999 999.

/// A number as it is built up from its words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Numeral {
    thousands: u32,
    rest: u32,
    words: u32,
}

/// What a word does to a number.
#[derive(Clone, Copy)]
enum Part {
    Units(u32),
    Hundred,
    Thousand,
    /// « une vingtaine », « deux douzaines »: as many times.
    Times(u32),
    Joint,
}

impl Numeral {
    /// Takes one more word; false, and unchanged, when it is no part of a number.
    pub(crate) fn take(&mut self, word: &[u8]) -> bool {
        let Some(part) = part(word) else { return false };
        let mut next = *self;
        match part {
            Part::Joint if self.words == 0 => return false,
            Part::Joint => {}
            // « quatre-vingt »: the only twenty that is counted.
            Part::Units(20) if next.rest % 100 == 4 => next.rest += 76,
            Part::Units(value) => next.rest += value,
            Part::Times(value) => next.rest = next.rest.max(1).saturating_mul(value),
            Part::Hundred => next.rest = next.rest.clamp(1, 9) * 100,
            Part::Thousand => {
                next.thousands = next.rest.max(1);
                next.rest = 0;
            }
        }
        next.words += 1;
        if next.rest > 999 {
            return false;
        }
        *self = next;
        true
    }

    /// The number, `None` when no word was taken.
    pub(crate) fn value(self) -> Option<u32> {
        (self.words > 0).then_some(self.thousands * 1000 + self.rest)
    }
}

/// Whether a word is part of a number in words, « et » left out.
pub(crate) fn is_numeral(word: &[u8]) -> bool {
    part(word).is_some_and(|part| !matches!(part, Part::Joint))
}

fn part(word: &[u8]) -> Option<Part> {
    let value = match word {
        b"et" => return Some(Part::Joint),
        b"cent" | b"cents" => return Some(Part::Hundred),
        b"mille" => return Some(Part::Thousand),
        b"un" | b"une" => 1,
        b"deux" => 2,
        b"trois" => 3,
        b"quatre" => 4,
        b"cinq" => 5,
        b"six" => 6,
        b"sept" => 7,
        b"huit" => 8,
        b"neuf" => 9,
        b"dix" => 10,
        b"onze" => 11,
        b"douze" => 12,
        b"treize" => 13,
        b"quatorze" => 14,
        b"quinze" => 15,
        b"seize" => 16,
        b"vingt" | b"vingts" => 20,
        b"trente" => 30,
        b"quarante" => 40,
        b"cinquante" => 50,
        b"soixante" => 60,
        b"septante" => 70,
        b"huitante" | b"octante" => 80,
        b"nonante" => 90,
        b"dizaine" | b"dizaines" => return Some(Part::Times(10)),
        b"douzaine" | b"douzaines" => return Some(Part::Times(12)),
        b"quinzaine" | b"quinzaines" => return Some(Part::Times(15)),
        b"vingtaine" | b"vingtaines" => return Some(Part::Times(20)),
        b"trentaine" | b"trentaines" => return Some(Part::Times(30)),
        b"quarantaine" | b"quarantaines" => return Some(Part::Times(40)),
        b"cinquantaine" | b"cinquantaines" => return Some(Part::Times(50)),
        b"soixantaine" | b"soixantaines" => return Some(Part::Times(60)),
        b"centaine" | b"centaines" => return Some(Part::Times(100)),
        _ => return None,
    };
    Some(Part::Units(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, expected: Option<u32>) {
        let mut numeral = Numeral::default();
        let is_whole = words.split(' ').all(|word| numeral.take(word.as_bytes()));
        assert_eq!(numeral.value().filter(|_| is_whole), expected, "{words}");
    }

    #[test]
    fn numbers_in_words_are_added_up() {
        check("vingt cinq", Some(25));
        check("vingt et un", Some(21));
        check("quatre vingt dix neuf", Some(99));
        check("quatre vingts", Some(80));
        check("soixante quinze", Some(75));
        check("septante deux", Some(72));
        check("cent vingt", Some(120));
        check("deux cents", Some(200));
        check("mille deux cent trente quatre", Some(1234));
        check("deux mille", Some(2000));
        check("quatre cent quatre vingt quatre", Some(484));
        check("une vingtaine", Some(20));
        check("deux douzaines", Some(24));
        check("colis", None);
    }
}
