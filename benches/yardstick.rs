//! The pipeline one would write by hand: lower case, words, stems, a map of rude words, a few regular expressions.
//!
//! It judges nothing that matters; it is what reading costs when it is put together from parts off the shelf.

use std::collections::HashMap;

use regex::{Regex, RegexSet};
use rust_stemmers::{Algorithm, Stemmer};
use unicode_segmentation::UnicodeSegmentation;

/// How many stems the map holds, in stems.
const STEMS: usize = 3000;

/// What twenty regular expressions look for: courtesies, demands, threats, references.
const PATTERNS: [&str; 20] = [
    r"(?i)\bbonjour\b",
    r"(?i)\bmerci( beaucoup| d'avance)?\b",
    r"(?i)\bs'il (vous|te) pla[iî]t\b",
    r"(?i)\bcordialement\b",
    r"(?i)\bpourriez[- ]vous\b",
    r"(?i)\burgent(e|es|s)?\b",
    r"(?i)\b(avocat|tribunal|huissier)s?\b",
    r"(?i)\b(arnaque|arnaqueurs?|escrocs?|voleurs?)\b",
    r"(?i)\b(inadmissible|inacceptable|scandaleux|honteux)\b",
    r"(?i)\b(nuls?|incapables?|incompétents?)\b",
    r"(?i)\bdepuis \d+ (jours?|semaines?|mois)\b",
    r"(?i)\b(remboursez|rendez)[- ]moi\b",
    r"(?i)\bcommande (n°|no|numéro)? ?[\w-]*\d[\w-]*",
    r"(?i)\bfacture (n°|no|numéro)? ?[\w-]*\d[\w-]*",
    r"\b\d{1,2}/\d{1,2}(/\d{2,4})?\b",
    r"\b\d+([,.]\d{2})? ?(€|euros?)",
    r"\b0\d([ .-]?\d\d){4}\b",
    r"[\w.+-]+@[\w-]+\.[\w.]+",
    r"[!?]{2,}",
    r"\b\p{Lu}{4,}\b",
];

/// The parts, built once.
pub struct Pipeline {
    stemmer: Stemmer,
    weights: HashMap<String, f32>,
    patterns: RegexSet,
    marks: Vec<Regex>,
}

impl Pipeline {
    /// A pipeline that weighs the commonest stems of these texts.
    pub fn new(texts: &[String]) -> Self {
        let stemmer = Stemmer::create(Algorithm::French);
        let mut counts: HashMap<String, u32> = HashMap::new();
        for text in texts {
            for word in text.to_lowercase().unicode_words() {
                *counts.entry(stemmer.stem(word).into_owned()).or_default() += 1;
            }
        }
        let mut stems: Vec<(u32, String)> = counts.into_iter().map(|(stem, count)| (count, stem)).collect();
        stems.sort_unstable_by(|left, right| right.cmp(left));
        let weights = stems.into_iter().take(STEMS).map(|(count, stem)| (stem, 1.0 / count as f32)).collect();
        let marks = PATTERNS.iter().map(|pattern| Regex::new(pattern).expect("a pattern compiles")).collect();
        Self { stemmer, weights, patterns: RegexSet::new(PATTERNS).expect("the patterns compile"), marks }
    }

    /// A score of one text: the weights of its stems, and one for each place that a pattern finds.
    pub fn score(&self, text: &str) -> f32 {
        let lower = text.to_lowercase();
        let stems = lower.unicode_words().map(|word| self.stemmer.stem(word));
        let words: f32 = stems.filter_map(|stem| self.weights.get(stem.as_ref())).sum();
        // The set tells which patterns are there at all, which spares searching for the others.
        let places: usize =
            self.patterns.matches(text).iter().map(|at| self.marks[at].find_iter(text).count()).sum();
        words + places as f32
    }
}
