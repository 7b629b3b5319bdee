//! Grows `word~` into the forms French gives it.
//!
//! Irregular verbs come from `words/verbs.tsv`; regular ones and nouns follow the endings below. Everything is folded, so
//! « é » and « e » are one. A rule may grow a form that nobody writes (`ouvrie`), which is harmless; it must not grow
//! another word, so verbs with a very short Snowball stem are refused.

use std::collections::BTreeMap;

use rust_stemmers::{Algorithm, Stemmer};

/// Endings of regular verbs in -er, after the infinitive's -er is taken off.
const ER_ENDINGS: [&str; 33] = [
    "er", "e", "es", "ons", "ez", "ent", "ee", "ees", "ais", "ait", "ions", "iez", "aient", "erai", "eras",
    "era", "erons", "erez", "eront", "erais", "erait", "erions", "eriez", "eraient", "ant", "ai", "as", "a",
    "ames", "ates", "erent", "ante", "ants",
];

/// Endings of regular verbs in -ir (finir), after -ir.
const IR_ENDINGS: [&str; 30] = [
    "ir", "is", "it", "issons", "issez", "issent", "i", "ie", "ies", "issais", "issait", "issions", "issiez",
    "issaient", "irai", "iras", "ira", "irons", "irez", "iront", "irais", "irait", "irions", "iriez",
    "iraient", "issant", "isse", "isses", "irent", "issante",
];

/// Endings of regular verbs in -dre (vendre), after -re.
const RE_ENDINGS: [&str; 31] = [
    "re", "s", "", "ons", "ez", "ent", "u", "ue", "us", "ues", "ais", "ait", "ions", "iez", "aient", "rai",
    "ras", "ra", "rons", "rez", "ront", "rais", "rait", "rions", "riez", "raient", "ant", "e", "es", "it",
    "irent",
];

/// Words in -er that no verb rule may touch: it would grow « chez », « fiez », « mes ».
const NOT_VERBS: [&str; 8] = ["cher", "fier", "hier", "mer", "fer", "ver", "dernier", "premier"];

/// The fewest letters a verb's Snowball stem may have: shorter ones grow into other words.
const MIN_STEM_LEN: usize = 3;

/// Irregular paradigms, by folded infinitive.
pub(crate) type Paradigms = BTreeMap<String, Vec<String>>;

/// Grows words; keeps the stemmer it checks them with.
pub(crate) struct Inflector {
    stemmer: Stemmer,
    paradigms: Paradigms,
}

impl Inflector {
    pub(crate) fn new(paradigms: Paradigms) -> Self {
        Self { stemmer: Stemmer::create(Algorithm::French), paradigms }
    }

    /// Adds an irregular verb with its forms; says whether it is new.
    pub(crate) fn add(&mut self, infinitive: String, forms: Vec<String>) -> bool {
        self.paradigms.insert(infinitive, forms).is_none()
    }

    /// The irregular verbs it knows.
    pub(crate) fn into_paradigms(self) -> Paradigms {
        self.paradigms
    }

    /// All folded forms of a folded word, itself first.
    ///
    /// # Errors
    /// A verb whose stem is too short to grow by rule: what is wrong, in words.
    pub(crate) fn forms(&self, word: &str) -> Result<Vec<String>, String> {
        let mut forms = vec![word.to_owned()];
        if let Some(paradigm) = self.paradigms.get(word) {
            forms.extend(paradigm.iter().cloned());
        } else if let Some((stem, endings)) = verb_rule(word) {
            let snowball = self.stemmer.stem(word);
            if snowball.len() < MIN_STEM_LEN {
                return Err(format!(
                    "form \"{word}~\" has a stem of {} letters, list its forms instead or add it to words/verbs.tsv",
                    snowball.len()
                ));
            }
            forms.extend(endings.iter().map(|ending| format!("{stem}{ending}")));
            soften(stem, &mut forms);
            forms.push(format!("{word}s"));
        } else {
            nominal(word, &mut forms);
        }
        let mut seen = std::collections::HashSet::new();
        forms.retain(|form| seen.insert(form.clone()));
        Ok(forms)
    }
}

/// The stem and endings of a regular verb.
fn verb_rule(word: &str) -> Option<(&str, &'static [&'static str])> {
    if NOT_VERBS.contains(&word) || word.len() < 4 {
        return None;
    }
    if let Some(stem) = word.strip_suffix("er") {
        return Some((stem, &ER_ENDINGS));
    }
    if let Some(stem) = word.strip_suffix("ir").filter(|stem| stem.len() >= 3 && !stem.ends_with('o')) {
        return Some((stem, &IR_ENDINGS));
    }
    word.strip_suffix("re")
        .filter(|stem| stem.len() >= 3 && stem.ends_with('d'))
        .map(|stem| (stem, &RE_ENDINGS as &[_]))
}

/// « manger » keeps its sound in « mangeons », « appuyer » becomes « appuie », « appeler » « appelle ».
fn soften(stem: &str, forms: &mut Vec<String>) {
    if stem.ends_with('g') {
        forms
            .extend(["eons", "eais", "eait", "eaient", "eant", "ea"].map(|ending| format!("{stem}{ending}")));
    }
    if let Some(root) = stem.strip_suffix('y') {
        forms.extend(
            ["ie", "ies", "ient", "iera", "ierai", "ierez", "ieront", "ierait"]
                .map(|ending| format!("{root}{ending}")),
        );
    }
    if stem.ends_with("el") || stem.ends_with("et") {
        let last = &stem[stem.len() - 1..];
        forms.extend(["e", "es", "ent", "era", "erai", "erez"].map(|ending| format!("{stem}{last}{ending}")));
    }
}

/// Feminine and plural of a noun or adjective.
fn nominal(word: &str, forms: &mut Vec<String>) {
    const FEMININES: [(&str, &[&str]); 11] = [
        ("eur", &["eurs", "euse", "euses", "rice", "rices", "eure", "eures"]),
        ("eux", &["euse", "euses"]),
        ("if", &["ifs", "ive", "ives"]),
        ("el", &["els", "elle", "elles"]),
        ("en", &["ens", "enne", "ennes"]),
        ("on", &["ons", "onne", "onnes"]),
        ("al", &["aux", "ale", "ales", "als"]),
        ("er", &["ers", "ere", "eres"]),
        ("eau", &["eaux", "elle", "elles"]),
        ("ard", &["ards", "arde", "ardes", "asse", "asses"]),
        ("ot", &["ots", "otte", "ottes", "ote", "otes"]),
    ];
    for (ending, others) in FEMININES {
        if let Some(stem) = word.strip_suffix(ending) {
            forms.extend(others.iter().map(|other| format!("{stem}{other}")));
            return;
        }
    }
    if word.ends_with('e') {
        forms.push(format!("{word}s"));
    } else if word.ends_with(['s', 'x', 'z']) {
        forms.extend(["e", "es"].map(|ending| format!("{word}{ending}")));
    } else {
        forms.extend(["s", "e", "es", "x"].map(|ending| format!("{word}{ending}")));
        if let Some(last) = word.chars().last().filter(|last| matches!(last, 'l' | 't')) {
            forms.extend(["e", "es"].map(|ending| format!("{word}{last}{ending}")));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(word: &str, grown: &[&str], not_grown: &[&str]) {
        let paradigms = Paradigms::from([("avoir".to_owned(), vec!["ai".to_owned(), "eu".to_owned()])]);
        let forms = Inflector::new(paradigms).forms(word).unwrap();
        for form in grown {
            assert!(forms.iter().any(|known| known == form), "{word}~ should give {form}: {forms:?}");
        }
        for form in not_grown {
            assert!(!forms.iter().any(|known| known == form), "{word}~ must not give {form}");
        }
    }

    #[test]
    fn a_word_grows_into_its_paradigm() {
        check("arnaquer", &["arnaque", "arnaquez", "arnaquee", "arnaquait"], &["arnaqu"]);
        check("voleur", &["voleurs", "voleuse"], &["vol"]);
        check("changer", &["change", "changeons", "changeait"], &[]);
        check("appeler", &["appelle", "appelez"], &[]);
        check("avoir", &["ai", "eu", "avoir"], &["avoiz"]);
        check("cher", &["chere", "chers"], &["chez"]);
        check("soir", &["soirs"], &["sois", "soit"]);
        check("nul", &["nuls", "nulle", "nulles"], &[]);
    }
}
