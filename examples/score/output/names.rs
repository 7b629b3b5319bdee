//! Names as the JSON spells them, for the formats that are not JSON.

use politesse::{Language, On, Standing};

/// Of a language.
pub fn language_name(language: Language) -> &'static str {
    match language {
        Language::French => "french",
        Language::Unsure => "unsure",
    }
}

/// Of what a piece of evidence bears on.
pub fn on_name(on: On) -> &'static str {
    match on {
        On::Politeness => "politeness",
        On::Aggression => "aggression",
        On::Urgency => "urgency",
        On::Intent => "intent",
    }
}

/// Of a standing.
pub fn standing_name(standing: Standing) -> &'static str {
    match standing {
        Standing::Stands => "stands",
        Standing::Denied => "denied",
        Standing::Reported => "reported",
        Standing::Own => "self",
        Standing::Thing => "thing",
        Standing::Past => "past",
        Standing::Hypothetical => "hypothetical",
        Standing::Covered => "covered",
        Standing::Ritual => "ritual",
    }
}
