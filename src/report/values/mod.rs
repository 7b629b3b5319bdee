//! Writes the value of a detail in one way, however it was typed.
//!
//! | detail                | typed                                       | value                        |
//! |-----------------------|---------------------------------------------|------------------------------|
//! | amount                | 49€90, vingt euros, 15,- CHF, $40           | 49.90 EUR, 20.00 EUR, 15.00 CHF, 40.00 $ |
//! | date                  | 12/03/2026, le 12 mars, le 1er, fin janvier | 2026-03-12, --03-12, ---01, --01 end |
//! | date                  | hier soir, mardi dernier, après-demain      | today-1 evening, last tuesday, today+2 |
//! | since_when            | depuis 3 semaines, ça fait un an et demi    | P3W, P18M (ISO 8601)         |
//! | since_when            | depuis lundi                                | monday                       |
//! | quantity              | deux exemplaires, une douzaine              | 2, 12                        |
//! | phone                 | 00 33 (0)6 39 98 00 00                      | +33639980000 (E.164)         |
//! | email                 | nom arobase domaine point fr                | nom@domaine.fr               |
//! | references            | cmd-4512 , 6a 2210 4478 913                 | CMD-4512, 6A22104478913      |
//! | IBAN, card, NIR       | FR76 3000 … 0189                            | **** **** **** 0189          |
//!
//! A message has no day of its own here, so a relative day stays relative: `today` is the day it was written. Left as words:
//! sums said with « et demi » or « la moitié », moveable feasts (« Pâques », « l'Aïd »), lengths without a number (« des semaines »).

mod days;
mod lengths;

use crate::clean::fold::{Folded, fold};
use crate::clean::tokens::split;
use crate::find::details::FoundDetail;
use crate::find::shapes::numerals::Numeral;
use crate::find::shapes::phones::Number;
use crate::find::shapes::{Shape, Unit};
use crate::names::Detail;
use crate::span::Span;

/// How many characters of a secret value are shown, in characters.
const SHOWN: usize = 4;

/// The normalised value of a detail, secret ones in full.
pub(crate) fn normalised(found: &FoundDetail, text: &str) -> String {
    let words = found.span.of(text);
    match found.shape {
        Some(Shape::Amount { cents: Some(cents), unit }) => sum(cents, unit),
        Some(Shape::Date { day: 0, month, year }) => format!("{year:04}-{month:02}"),
        Some(Shape::Date { day, month, year: 0 }) if found.detail == Detail::Date => {
            format!("--{month:02}-{day:02}")
        }
        Some(Shape::Date { day, month, year }) if found.detail == Detail::Date => {
            format!("{year:04}-{month:02}-{day:02}")
        }
        Some(Shape::Phone { .. }) => phone(words),
        Some(Shape::Email) => words.to_lowercase(),
        Some(
            Shape::Code
            | Shape::Postcode
            | Shape::Iban
            | Shape::Card
            | Shape::Nir
            | Shape::Vat
            | Shape::Tracking
            | Shape::Date { .. },
        ) => reference(found, words),
        Some(Shape::Amount { cents: None, .. } | Shape::Time | Shape::Address) => as_it_stands(words),
        None => told(found.detail, words).unwrap_or_else(|| as_it_stands(words)),
    }
}

/// A secret value with its last characters only.
pub(crate) fn masked(value: &str) -> String {
    let count = value.chars().filter(|character| character.is_alphanumeric()).count();
    let shown =
        value.chars().filter(|character| character.is_alphanumeric()).skip(count.saturating_sub(SHOWN));
    "**** **** **** ".chars().chain(shown).collect()
}

/// The text with all but the last characters of each secret span starred, byte for byte as long as before.
///
/// `secrets` are sorted by their start; linear in the text.
pub(crate) fn starred(text: &str, secrets: &[Span]) -> String {
    let mut starred = String::with_capacity(text.len());
    let mut read = 0;
    for span in secrets.iter().map(|span| span.range()) {
        let (Some(before), Some(secret)) = (text.get(read..span.start), text.get(span.clone())) else {
            continue;
        };
        starred.push_str(before);
        let mut left = secret.chars().filter(|character| character.is_alphanumeric()).count();
        for character in secret.chars() {
            if character.is_alphanumeric() && left > SHOWN {
                (0..character.len_utf8()).for_each(|_| starred.push('*'));
            } else {
                starred.push(character);
            }
            left -= usize::from(character.is_alphanumeric());
        }
        read = span.end;
    }
    starred.push_str(text.get(read..).unwrap_or(""));
    starred
}

fn as_it_stands(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// « 49.90 EUR »; without the unit where none is said.
fn sum(cents: u64, unit: Unit) -> String {
    format!("{}.{:02} {}", cents / 100, cents % 100, unit.code()).trim_end().to_owned()
}

/// As E.164 writes it, or the digits of one that is mistyped.
fn phone(words: &str) -> String {
    let mut number = Number::default();
    let is_read = words.bytes().all(|byte| number.take(byte));
    let digits = || words.chars().filter(char::is_ascii_digit).collect();
    if is_read { number.e164().unwrap_or_else(digits) } else { digits() }
}

/// Capitals without spaces; where a format or a carrier's look is known, without points and hyphens too.
fn reference(found: &FoundDetail, words: &str) -> String {
    let is_bare = found.format.is_some();
    let kept =
        |character: &char| if is_bare { character.is_alphanumeric() } else { !character.is_whitespace() };
    words.chars().filter(kept).flat_map(char::to_uppercase).collect()
}

/// The value of a detail told in words; `None` when the words say it best.
fn told(detail: Detail, words: &str) -> Option<String> {
    let tokens = tokens_of(words);
    let tokens: Vec<&str> = tokens.iter().map(String::as_str).collect();
    match detail {
        Detail::Date => days::day(&tokens),
        Detail::SinceWhen => lengths::length(&tokens).or_else(|| days::day_since(&tokens)),
        Detail::Quantity => first_number(&tokens).map(|(number, _)| number),
        Detail::Amount => told_amount(&tokens),
        Detail::Email => spelled_email(&tokens),
        _ => None,
    }
}

/// The folded tokens of some words.
fn tokens_of(words: &str) -> Vec<String> {
    let (mut folded, mut tokens) = (Folded::default(), Vec::new());
    fold(words, &mut folded);
    split(words, &folded, &mut tokens);
    tokens.iter().map(|token| String::from_utf8_lossy(folded.bytes(token.plain)).into_owned()).collect()
}

/// The first number, in digits or words, and how many tokens it ends behind.
fn first_number(tokens: &[&str]) -> Option<(String, usize)> {
    for (at, token) in tokens.iter().enumerate() {
        let digits: String =
            token.chars().take_while(|c| c.is_ascii_digit() || matches!(c, ',' | '.')).collect();
        if digits.starts_with(|first: char| first.is_ascii_digit()) {
            return Some((digits.trim_end_matches(['.', ',']).replace(',', "."), at + 1));
        }
        let mut numeral = Numeral::default();
        let taken = tokens[at..].iter().take_while(|token| numeral.take(token.as_bytes())).count();
        if let Some(value) = numeral.value() {
            return Some((value.to_string(), at + taken));
        }
    }
    None
}

/// The sum of « mensualité de 87 au lieu de 79 »: the first number, in hundredths.
fn told_amount(tokens: &[&str]) -> Option<String> {
    if tokens
        .iter()
        .any(|token| matches!(*token, "demi" | "moitie" | "double" | "triple" | "million" | "millions"))
    {
        return None;
    }
    let (number, end) = first_number(tokens)?;
    let mut money = crate::find::shapes::money::Money::default();
    if !money.take(number.as_bytes()) {
        return None;
    }
    let unit = tokens[end..].iter().find_map(|token| Unit::of(token.as_bytes())).unwrap_or(Unit::None);
    money.cents().map(|cents| sum(cents, unit))
}

/// « nom arobase domaine point fr » as an address, when a name stands on both sides of one « arobase ».
fn spelled_email(tokens: &[&str]) -> Option<String> {
    let spelled: String = tokens
        .iter()
        .map(|token| match *token {
            "arobase" | "arobas" | "arrobase" | "arobaze" | "at" => "@",
            "point" => ".",
            "tiret" => "-",
            other => other,
        })
        .collect();
    let (name, domain) = spelled.split_once('@')?;
    (!name.is_empty() && domain.contains('.') && !domain.contains('@')).then_some(spelled)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(detail: Detail, words: &str, expected: &str) {
        let value = told(detail, words).unwrap_or_else(|| as_it_stands(words));
        assert_eq!(value, expected, "{detail} « {words} »");
    }

    #[test]
    fn days_in_words_are_written_in_one_way() {
        for (words, expected) in [
            ("hier soir", "today-1 evening"),
            ("après-demain", "today+2"),
            ("mardi dernier", "last tuesday"),
            ("la veille de Noël", "--12-24"),
            ("mi-mars", "--03 mid"),
            ("fin janvier", "--01 end"),
            ("le 1er", "---01"),
            ("le quinze mars", "--03-15"),
            ("ce matin", "today morning"),
            ("lundi de Pâques", "lundi de Pâques"),
        ] {
            check(Detail::Date, words, expected);
        }
    }

    #[test]
    fn lengths_sums_and_counts_are_written_in_one_way() {
        check(Detail::SinceWhen, "depuis 3 semaines", "P3W");
        check(Detail::SinceWhen, "ça fait deux mois", "P2M");
        check(Detail::SinceWhen, "ça fait un an et demi", "P18M");
        check(Detail::SinceWhen, "depuis hier soir", "today-1 evening");
        check(Detail::SinceWhen, "depuis des semaines", "depuis des semaines");
        check(Detail::Quantity, "deux exemplaires", "2");
        check(Detail::Amount, "mensualité de 87 au lieu de 79", "87.00");
        check(Detail::Email, "marie point durand arobase exemple point fr", "marie.durand@exemple.fr");
    }

    #[test]
    fn a_secret_shows_its_last_four_alone() {
        assert_eq!(masked("4970 1012 3456 7890"), "**** **** **** 7890");
        let text = "carte 4970 1012 3456 7890 !";
        assert_eq!(starred(text, &[Span::new(6, 25)]), "carte **** **** **** 7890 !");
    }
}
