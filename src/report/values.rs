//! Writes the value of a detail in one way, however it was typed.

use crate::find::details::FoundDetail;
use crate::find::shapes::Shape;

/// The normalised value of a detail: cents with a point, ISO dates (`--03-12` where the year is not said), digits of a phone
/// number, capitals of a reference, and else the words as they stand.
pub(crate) fn normalised(found: &FoundDetail, text: &str) -> String {
    let words = found.span.of(text);
    match found.shape {
        Some(Shape::Amount { cents: Some(cents) }) => format!("{}.{:02}", cents / 100, cents % 100),
        Some(Shape::Date { day, month, year: 0 }) => format!("--{month:02}-{day:02}"),
        Some(Shape::Date { day, month, year }) => format!("{year:04}-{month:02}-{day:02}"),
        Some(Shape::Phone) => words.chars().filter(char::is_ascii_digit).collect(),
        Some(Shape::Email) => words.to_lowercase(),
        Some(Shape::Code | Shape::Postcode | Shape::Iban | Shape::Tracking) => words
            .chars()
            .filter(|character| !character.is_whitespace())
            .flat_map(char::to_uppercase)
            .collect(),
        Some(Shape::Amount { cents: None } | Shape::Time | Shape::Address) | None => {
            words.split_whitespace().collect::<Vec<_>>().join(" ")
        }
    }
}
