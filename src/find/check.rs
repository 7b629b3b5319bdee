//! Knows a well-formed number from a mistyped one by its check digits.
//!
//! Takes the letters and digits of one value, folded and joined; says whether the check of its kind holds. Knows neither
//! text nor label: which kind a value is, [`super::formats`] says. A check sees one wrong digit, and all but Luhn's and
//! the ten-based ones every swap of neighbours too; it does not know whether a number was ever given out.
//!
//! | number                       | check                                   |
//! |------------------------------|-----------------------------------------|
//! | RR 473124829 FR              | UPU S10, eleven                         |
//! | 1Z 5R8 939 03 5756 712 7     | UPS, ten                                |
//! | FR76 3000 6000 … 189         | IBAN, ninety-seven, and its length      |
//! | 732 829 320                  | SIREN, Luhn                             |
//! | 2 69 05 49 588 157 80        | NIR, ninety-seven                       |

/// The most letters and digits that a number with a check has, in characters: an IBAN has 34.
pub(crate) const MAX_LEN: usize = 34;

/// The SIREN of La Poste, whose own sites number their SIRET in another way.
const LA_POSTE: &[u8] = b"356000000";

/// Whether Luhn's sum holds (ISO/IEC 7812-1, annex B); false for anything but digits.
///
/// It cannot see 09 swapped with 90: both weigh the same.
pub(crate) fn luhn(digits: &[u8]) -> bool {
    let weigh = |(place, digit): (usize, &u8)| {
        let value = u32::from(digit - b'0');
        if place % 2 == 0 { value } else { value * 2 / 10 + value * 2 % 10 }
    };
    is_number(digits) && digits.iter().rev().enumerate().map(weigh).sum::<u32>().is_multiple_of(10)
}

/// Whether a SIREN (INSEE, nine digits) is well-formed.
pub(crate) fn siren(digits: &[u8]) -> bool {
    digits.len() == 9 && luhn(digits)
}

/// Whether a SIRET (INSEE, fourteen digits) is well-formed; the digits of a site of La Poste add up to a multiple of five.
pub(crate) fn siret(digits: &[u8]) -> bool {
    let sum = || digits.iter().map(|digit| u32::from(digit - b'0')).sum::<u32>();
    digits.len() == 14
        && is_number(digits)
        && (luhn(digits) && luhn(&digits[..9]) || digits.starts_with(LA_POSTE) && sum().is_multiple_of(5))
}

/// Whether a French VAT number, « FR », two digits and the SIREN, is well-formed (CGI, annexe IV; key (12 + 3 · SIREN) mod 97).
pub(crate) fn vat(number: &[u8]) -> bool {
    let Some(digits) = number.strip_prefix(b"fr") else { return false };
    digits.len() == 11
        && siren(&digits[2..])
        && remainder(&digits[..2], 97) == (12 + 3 * remainder(&digits[2..], 97)) % 97
}

/// Whether a card number has a scheme's prefix and length (ISO/IEC 7812; the schemes' published ranges).
pub(crate) fn is_card_scheme(digits: &[u8]) -> bool {
    if !is_number(digits) || digits.len() < 13 {
        return false;
    }
    let prefix = |length: usize| remainder(&digits[..length], 1_000_000);
    match digits.len() {
        13 | 19 => digits[0] == b'4',
        14 => matches!(prefix(2), 36 | 38 | 39) || (300..=305).contains(&prefix(3)),
        15 => matches!(prefix(2), 34 | 37),
        16 => {
            digits[0] == b'4'
                || (51..=55).contains(&prefix(2))
                || (2221..=2720).contains(&prefix(4))
                || matches!(prefix(4), 5018 | 5020 | 5038 | 5893 | 6011 | 6304 | 6759 | 6761..=6763)
                || prefix(2) == 65
        }
        _ => false,
    }
}

/// Whether a card number has a scheme's prefix and length, and Luhn's sum.
pub(crate) fn card(digits: &[u8]) -> bool {
    is_card_scheme(digits) && luhn(digits)
}

/// Whether fifteen characters look like a French social security number: sex, year, month, place (INSEE, NIR).
pub(crate) fn looks_like_nir(number: &[u8]) -> bool {
    let is_corsican = number.len() > 6 && number[5] == b'2' && matches!(number[6], b'a' | b'b');
    let is_plain = |(place, byte): (usize, &u8)| byte.is_ascii_digit() || place == 6 && is_corsican;
    if !matches!(number.len(), 13 | 15) || !number.iter().enumerate().all(is_plain) {
        return false;
    }
    // Months beyond twelve stand for a birth whose month is not known.
    let month = remainder(&number[3..5], 100);
    matches!(number[0], b'1' | b'2' | b'3' | b'4' | b'7' | b'8')
        && (matches!(month, 1..=12 | 20..=42) || month >= 50)
}

/// Whether a number is meant for a NIR: one that looks so, or of its length give or take a digit.
pub(crate) fn looks_like_nir_slip(number: &[u8]) -> bool {
    looks_like_nir(number) || (12..=16).contains(&number.len()) && number[0] != b'0' && is_number(number)
}

/// Whether a NIR with its key is well-formed: 97 less the number's remainder; « 2A » counts as 19 and « 2B » as 18 (INSEE).
pub(crate) fn nir(number: &[u8]) -> bool {
    if number.len() != 15 || !looks_like_nir(number) {
        return false;
    }
    let mut digits = [0; 15];
    digits.copy_from_slice(number);
    match number[6] {
        b'a' => digits[5..7].copy_from_slice(b"19"),
        b'b' => digits[5..7].copy_from_slice(b"18"),
        _ => {}
    }
    97 - remainder(&digits[..13], 97) == remainder(&digits[13..], 97)
}

/// How long the IBAN of a country is, in characters (SWIFT IBAN registry); `None` for a country that has none.
pub(crate) fn iban_len(country: &[u8]) -> Option<usize> {
    const LENGTHS: [(&[u8], usize); 44] = [
        (b"ad", 24),
        (b"at", 20),
        (b"be", 16),
        (b"bf", 28),
        (b"bg", 22),
        (b"bj", 28),
        (b"ch", 21),
        (b"ci", 28),
        (b"cm", 27),
        (b"cy", 28),
        (b"cz", 24),
        (b"de", 22),
        (b"dk", 18),
        (b"dz", 26),
        (b"ee", 20),
        (b"es", 24),
        (b"fi", 18),
        (b"fr", 27),
        (b"gb", 22),
        (b"gr", 27),
        (b"hr", 21),
        (b"hu", 28),
        (b"ie", 22),
        (b"is", 26),
        (b"it", 27),
        (b"li", 21),
        (b"lt", 20),
        (b"lu", 20),
        (b"lv", 21),
        (b"ma", 28),
        (b"mc", 27),
        (b"mg", 27),
        (b"ml", 28),
        (b"mt", 31),
        (b"mu", 30),
        (b"nl", 18),
        (b"no", 15),
        (b"pl", 28),
        (b"pt", 25),
        (b"ro", 24),
        (b"se", 24),
        (b"si", 19),
        (b"sn", 28),
        (b"tn", 24),
    ];
    LENGTHS.iter().find(|(known, _)| *known == country).map(|(_, length)| *length)
}

/// Whether an IBAN has its country's length and ISO 13616's remainder of one.
pub(crate) fn iban(number: &[u8]) -> bool {
    let is_long_enough = number.len() > 4 && iban_len(&number[..2]) == Some(number.len());
    is_long_enough && {
        let rearranged = number[4..].iter().chain(&number[..4]);
        rearranged.fold(0, |rest, byte| match byte {
            b'0'..=b'9' => (rest * 10 + u32::from(byte - b'0')) % 97,
            _ => (rest * 100 + u32::from(byte.saturating_sub(b'a')) + 10) % 97,
        }) == 1
    }
}

/// Whether a postal number « RR 473124829 FR » has its check digit (UPU standard S10-12, section 6).
pub(crate) fn s10(number: &[u8]) -> bool {
    const WEIGHTS: [u32; 8] = [8, 6, 4, 2, 3, 5, 9, 7];
    if number.len() != 13 || !is_number(&number[2..11]) {
        return false;
    }
    let sum: u32 =
        number[2..10].iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    let check = match 11 - sum % 11 {
        10 => 0,
        11 => 5,
        check => check,
    };
    u32::from(number[10] - b'0') == check
}

/// Whether the two letters before a postal number are of a service whose items cross borders, so that S10 binds.
///
/// The letters kept for use inside a country (« XW … FR » of Chronopost among them) need not follow it (UPU S10-12, annex A).
pub(crate) fn is_s10_service(number: &[u8]) -> bool {
    matches!(number.first(), Some(b'a' | b'c' | b'e' | b'h' | b'l' | b'r' | b'u' | b'v'))
}

/// Whether a UPS number « 1Z … » of eighteen characters has its check digit (UPS; places from left, every second doubled,
/// a letter counts its place in the alphabet plus two).
pub(crate) fn ups(number: &[u8]) -> bool {
    let Some(rest) = number.strip_prefix(b"1z") else { return false };
    if rest.len() != 16 || !rest[15].is_ascii_digit() {
        return false;
    }
    let value =
        |byte: u8| u32::from(if byte.is_ascii_digit() { byte - b'0' } else { (byte - b'a' + 2) % 10 });
    let weigh = |(place, byte): (usize, &u8)| value(*byte) * if place % 2 == 0 { 1 } else { 2 };
    let sum: u32 = rest[..15].iter().enumerate().map(weigh).sum();
    (sum + value(rest[15])).is_multiple_of(10)
}

/// Whether a DHL Express waybill of ten digits ends with the remainder by seven of what stands before (DHL Express, waybill).
pub(crate) fn dhl_express(digits: &[u8]) -> bool {
    digits.len() == 10 && is_number(digits) && remainder(&digits[..9], 7) == u32::from(digits[9] - b'0')
}

/// Whether a number of Postes Canada of sixteen digits has its check digit (Canada Post, barcode specification: weights 3 and 1).
pub(crate) fn canada_post(digits: &[u8]) -> bool {
    digits.len() == 16 && is_three_one(digits)
}

/// Whether a DPD number of twenty-eight characters has its check character (ISO/IEC 7064, MOD 37,36).
pub(crate) fn dpd(number: &[u8]) -> bool {
    let value = |byte: &u8| u32::from(if byte.is_ascii_digit() { byte - b'0' } else { byte - b'a' + 10 });
    let Some((check, rest)) = number.split_last().filter(|(_, rest)| rest.len() == 27 && is_number(rest))
    else {
        return false;
    };
    let product = rest.iter().fold(36, |product, byte| {
        let sum = (product + value(byte)) % 36;
        (if sum == 0 { 36 } else { sum }) * 2 % 37
    });
    (product + value(check)) % 36 == 1
}

/// Whether digits weighed 3, 1, 3, 1 … add up to a multiple of ten, check digit included.
fn is_three_one(digits: &[u8]) -> bool {
    let weigh = |(place, digit): (usize, &u8)| u32::from(digit - b'0') * if place % 2 == 0 { 1 } else { 3 };
    is_number(digits) && digits.iter().rev().enumerate().map(weigh).sum::<u32>().is_multiple_of(10)
}

fn is_number(digits: &[u8]) -> bool {
    !digits.is_empty() && digits.iter().all(u8::is_ascii_digit)
}

/// The remainder of a number of any length.
fn remainder(digits: &[u8], by: u32) -> u32 {
    digits.iter().fold(0, |rest, digit| (rest * 10 + u32::from(digit.wrapping_sub(b'0'))) % by)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The number is sound; with one digit wrong, or two neighbours swapped, it is not.
    fn holds(check: fn(&[u8]) -> bool, sound: &str, wrong: &str, swapped: &str) {
        assert!(check(sound.as_bytes()), "{sound} is sound");
        assert!(!check(wrong.as_bytes()), "{wrong} has a wrong digit");
        assert!(!check(swapped.as_bytes()), "{swapped} has two digits swapped");
    }

    #[test]
    fn every_check_sees_a_wrong_digit_and_a_swap() {
        holds(s10, "rr473124829fr", "rr473124839fr", "rr473142829fr");
        holds(ups, "1z5r89390357567127", "1z5r89390357567137", "1z5r89390357576127");
        holds(dhl_express, "3318810025", "3318810026", "3138810025");
        holds(canada_post, "0073938000549297", "0073938000549292", "0739380000549297");
        holds(
            dpd,
            "008182709980000020033350276c",
            "008182709980000020033350276a",
            "008182709980000200033350276c",
        );
        holds(
            iban,
            "fr7630006000011234567890189",
            "fr7630006000011234567890188",
            "fr7630006000011234567809189",
        );
        holds(siren, "732829320", "732829321", "732289320");
        holds(siret, "73282932000074", "73282932000075", "73282932000704");
        holds(siret, "35600000012341", "35600000012342", "65300000012341");
        holds(vat, "fr44732829320", "fr45732829320", "fr44732289320");
        holds(nir, "269054958815780", "269054958815781", "269054958817580");
        holds(nir, "185122a00411282", "185122b00411282", "185122a04011282");
        holds(card, "4970101234567893", "4970101234567890", "4970101243567893");
    }

    #[test]
    fn luhn_cannot_see_09_swapped_with_90() {
        assert!(luhn(b"4970100934567811") == luhn(b"4970109034567811"));
        assert!(luhn(b"091") == luhn(b"901"));
    }

    #[test]
    fn a_check_of_anything_else_is_false() {
        for odd in
            ["", "1", "fr", "1z", "frfrfrfrfrfrf", "abcdefghijklmno", "0000000000000000000000000000000000"]
        {
            for check in [s10, ups, dpd, vat, iban, nir, card, dhl_express, canada_post] {
                let _ = check(odd.as_bytes());
            }
            assert!(!card(odd.as_bytes()) && !iban(odd.as_bytes()) && !nir(odd.as_bytes()), "{odd}");
        }
    }
}
