//! Writes a length of time that was told with a number as ISO 8601 does: « trois semaines » is `P3W`, « 48 h » is `PT48H`.

use super::first_number;

/// The length in folded tokens; `None` where no number and unit say it.
pub(super) fn length(tokens: &[&str]) -> Option<String> {
    let (number, end) = first_number(tokens)?;
    let count: u32 = number.parse().ok()?;
    // « 10j », « 48h »: the unit is stuck to the digits.
    let stuck = tokens[end - 1].trim_start_matches(|c: char| c.is_ascii_digit());
    let is_stuck = stuck.len() < tokens[end - 1].len() && !stuck.is_empty();
    let after =
        if tokens.get(end).is_some_and(|joint| matches!(*joint, "de" | "d'")) { end + 1 } else { end };
    let unit = if is_stuck { stuck } else { tokens.get(after).copied()? };
    let has_half = tokens.windows(2).any(|two| two[0] == "et" && two[1].starts_with("demi"));
    match unit {
        "an" | "ans" | "annee" | "annees" if has_half => Some(format!("P{}M", count.checked_mul(12)? + 6)),
        _ if has_half => None,
        "an" | "ans" | "annee" | "annees" => Some(format!("P{count}Y")),
        "mois" => Some(format!("P{count}M")),
        "semaine" | "semaines" | "sem" => Some(format!("P{count}W")),
        "jour" | "jours" | "j" | "nuit" | "nuits" => Some(format!("P{count}D")),
        "heure" | "heures" | "h" => Some(format!("PT{count}H")),
        "minute" | "minutes" | "min" | "mn" => Some(format!("PT{count}M")),
        _ => None,
    }
}
