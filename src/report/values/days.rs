//! Writes a day that was told in words: « hier soir » is `today-1 evening`, « le quinze mars » is `--03-15`.
//!
//! What is said is kept and nothing is guessed: a day without a month is `---12`, one without a year `--03-12` (the truncated
//! forms of ISO 8601:2000), a weekday is its name, with `last` or `next` where that is said.

use crate::find::shapes::numerals::Numeral;
use crate::find::shapes::{days_in, month_number};

/// The weekdays, folded, with the slips met in mails.
const WEEKDAYS: [(&[&str], &str); 7] = [
    (&["lundi"], "monday"),
    (&["mardi"], "tuesday"),
    (&["mercredi", "mercrdi"], "wednesday"),
    (&["jeudi", "jeud"], "thursday"),
    (&["vendredi", "vendrdi"], "friday"),
    (&["samedi"], "saturday"),
    (&["dimanche"], "sunday"),
];

/// Feasts that fall on one day every year: a word of the name, month, day.
const FEASTS: [(&str, u8, u8); 15] = [
    ("sylvestre", 12, 31),
    ("valentin", 2, 14),
    ("nicolas", 12, 6),
    ("jean", 6, 24),
    ("noel", 12, 25),
    ("toussaint", 11, 1),
    ("assomption", 8, 15),
    ("epiphanie", 1, 6),
    ("chandeleur", 2, 2),
    ("halloween", 10, 31),
    ("armistice", 11, 11),
    ("travail", 5, 1),
    ("nouvel", 1, 1),
    ("jour-de-l-an", 1, 1),
    ("premier-de-l-an", 1, 1),
];

/// The value of a day in folded tokens, `None` when the words say it best.
pub(super) fn day(tokens: &[&str]) -> Option<String> {
    let in_eight = tokens.windows(2).any(|two| two == ["en", "huit"]);
    let base = if in_eight { weekday(tokens) } else { None }
        .or_else(|| feast(tokens))
        .or_else(|| calendar_day(tokens))
        .or_else(|| relative_day(tokens))
        .or_else(|| weekday(tokens))?;
    // « ce matin » has its moment in its base already.
    match moment(tokens) {
        Some(moment) if !base.starts_with('-') => Some(format!("{base} {moment}")),
        _ => Some(base),
    }
}

/// The value of the day that « depuis … » counts from.
pub(super) fn day_since(tokens: &[&str]) -> Option<String> {
    let has_more = tokens.iter().any(|token| matches!(*token, "que" | "qu'" | "derniere"));
    // A bare number is a length whose unit is not known, not a day.
    let is_bare = |day: &String| day.starts_with("---") && !has(tokens, "le");
    if has_more { None } else { day(tokens).filter(|day| !is_bare(day)) }
}

fn has(tokens: &[&str], word: &str) -> bool {
    tokens.contains(&word)
}

/// The part of the day that is said.
fn moment(tokens: &[&str]) -> Option<&'static str> {
    let at = |name: &str| tokens.iter().position(|token| *token == name);
    let is_afternoon = at("apres").is_some_and(|at| tokens.get(at + 1) == Some(&"midi"));
    if is_afternoon || has(tokens, "aprem") {
        return Some("afternoon");
    }
    [("matin", "morning"), ("midi", "noon"), ("soir", "evening"), ("nuit", "night")]
        .into_iter()
        .find_map(|(word, moment)| has(tokens, word).then_some(moment))
}

/// A feast on a fixed day, its eve or its morrow.
fn feast(tokens: &[&str]) -> Option<String> {
    let is_new_year = tokens.windows(3).any(|three| three == ["de", "l'", "an"]);
    let (_, month, day) = FEASTS
        .iter()
        .find(|(name, ..)| has(tokens, name) || is_new_year && name.ends_with("-an"))
        .copied()?;
    let (month, day) = if has(tokens, "veille") || has(tokens, "reveillon") {
        if day > 1 { (month, day - 1) } else { previous_month_end(month) }
    } else if has(tokens, "lendemain") {
        if u32::from(day) < days_in(u32::from(month)) { (month, day + 1) } else { (month % 12 + 1, 1) }
    } else {
        (month, day)
    };
    Some(format!("--{month:02}-{day:02}"))
}

fn previous_month_end(month: u8) -> (u8, u8) {
    let previous = if month == 1 { 12 } else { month - 1 };
    (previous, days_in(u32::from(previous)) as u8)
}

/// « le quinze mars », « le 12 », « fin janvier », « mars 2026 ».
fn calendar_day(tokens: &[&str]) -> Option<String> {
    let month_at = tokens.iter().position(|token| month_number(token.as_bytes()).is_some());
    let number = day_number(&tokens[..month_at.unwrap_or(tokens.len())]);
    let Some(at) = month_at else {
        return number.map(|day| format!("---{day:02}"));
    };
    let month = month_number(tokens[at].as_bytes())?;
    let year = tokens
        .get(at + 1)
        .and_then(|year| year.parse::<u16>().ok())
        .filter(|year| (1900..=2100).contains(year));
    let written = match (number, year) {
        (Some(day), Some(year)) => format!("{year:04}-{month:02}-{day:02}"),
        (Some(day), None) => format!("--{month:02}-{day:02}"),
        (None, Some(year)) => format!("{year:04}-{month:02}"),
        (None, None) => format!("--{month:02}"),
    };
    let part = [("debut", " start"), ("mi", " mid"), ("fin", " end")]
        .into_iter()
        .find_map(|(word, part)| has(&tokens[..at], word).then_some(part))
        .unwrap_or("");
    Some(format!("{}{written}{part}", side(&tokens[at..])))
}

/// The number of a day before its month or alone, 1…31; « le 12 h » is an hour.
fn day_number(tokens: &[&str]) -> Option<u32> {
    let first = tokens
        .iter()
        .position(|token| token.starts_with(|c: char| c.is_ascii_digit()) || is_numeral(token))?;
    let digits: String = tokens[first].chars().take_while(char::is_ascii_digit).collect();
    let day = if digits.is_empty() {
        let mut numeral = Numeral::default();
        let _ = tokens[first..].iter().take_while(|token| numeral.take(token.as_bytes())).count();
        if tokens[first] == "premier" { 1 } else { numeral.value()? }
    } else if matches!(&tokens[first][digits.len()..], "" | "er" | "e") {
        digits.parse().ok()?
    } else {
        return None;
    };
    (1..=31).contains(&day).then_some(day)
}

fn is_numeral(token: &str) -> bool {
    token == "premier" || Numeral::default().take(token.as_bytes())
}

/// « hier », « après-demain », « ce soir », « la nuit dernière », « le mois dernier ».
fn relative_day(tokens: &[&str]) -> Option<String> {
    let is_before =
        |word: &str| tokens.windows(2).any(|two| two == [word, "hier"] || two == [word, "demain"]);
    if has(tokens, "hier") {
        return Some(if is_before("avant") { "today-2" } else { "today-1" }.to_owned());
    }
    if has(tokens, "demain") {
        return Some(if is_before("apres") { "today+2" } else { "today+1" }.to_owned());
    }
    if has(tokens, "mois") && (has(tokens, "dernier") || has(tokens, "passe") || has(tokens, "prochain")) {
        return Some(format!("{}month", side(tokens)));
    }
    let is_this_day =
        ["aujourd'hui", "ajd", "auj", "ce", "cet", "cette", "tantot"].iter().any(|word| has(tokens, word));
    let says_no_more = !has(tokens, "semaine") && !has(tokens, "mois") && weekday(tokens).is_none();
    let is_last_night = has(tokens, "nuit") && has(tokens, "derniere");
    if is_last_night {
        return Some("last".to_owned());
    }
    (is_this_day && says_no_more).then(|| "today".to_owned())
}

fn weekday(tokens: &[&str]) -> Option<String> {
    let (at, name) = tokens.iter().enumerate().find_map(|(at, token)| {
        WEEKDAYS.iter().find(|(words, _)| words.contains(token)).map(|(_, name)| (at, *name))
    })?;
    let is_feast = ["paques", "pentecote"].iter().any(|feast| has(tokens, feast));
    let in_eight = tokens[at..].windows(2).any(|two| two == ["en", "huit"]);
    if is_feast {
        return None;
    }
    Some(format!("{}{name}{}", side(&tokens[at..]), if in_eight { "+7" } else { "" }))
}

/// Which of two days of that name: « dernier », « prochain ».
fn side(tokens: &[&str]) -> &'static str {
    if tokens.iter().any(|token| matches!(*token, "dernier" | "derniere" | "passe" | "passee")) {
        "last "
    } else if tokens.iter().any(|token| matches!(*token, "prochain" | "prochaine")) {
        "next "
    } else {
        ""
    }
}
