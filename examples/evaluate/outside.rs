//! Measures the crate on public data labelled by others, on scales that are not those of the guide.
//!
//! Takes files of texts with a human politeness score, or with a yes or no about aggression; gives ranks, areas and
//! shares, since levels cannot be compared. Fits nothing.
//!
//! | text                  | label     | what our score should do                     |
//! |-----------------------|-----------|----------------------------------------------|
//! | Merci de votre aide ! | score 1.2 | rank it above those people found less polite |
//! | Quel idiot.           | toxic     | rank it above those that are not toxic       |

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use politesse::{Aggression, Analyzer, Language, Message, Scratch};
use serde_json::{Value, json};

use crate::lines::{BinaryLine, ScoredLine, read};
use crate::support::metrics::{auc, best_threshold_accuracy, median_split_accuracy, spearman};

/// HateCheck's functions whose insults, threats and slurs its `spell_*` functions write in disguise.
///
/// The French file does not pair them. Of 396 disguised sentences (the half we measure on), 125 lie near a plain one,
/// edit distance ≤ 3 once spaces, leet and the name of the group are put aside: 121 in these seven functions, 4 in
/// `derog_impl_h`, left out because what it implies holds no word to disguise.
const PLAIN: [&str; 7] = [
    "derog_dehum_h",
    "derog_neg_attrib_h",
    "derog_neg_emote_h",
    "profanity_h",
    "slur_h",
    "threat_dir_h",
    "threat_norm_h",
];

/// How the functions whose words are disguised begin.
const DISGUISED: &str = "spell_";

/// Which files to measure on.
pub struct Sources<'a> {
    pub politeness_scores: &'a [PathBuf],
    pub aggression_binary: &'a [PathBuf],
    /// Whether a file that is not there is passed over rather than an error.
    pub if_present: bool,
}

/// What was measured, file by file.
pub struct Checks {
    politeness: Vec<PolitenessCheck>,
    aggression: Vec<AggressionCheck>,
}

/// Our politeness score against people's.
struct PolitenessCheck {
    file: String,
    count: usize,
    unsure: f64,
    spearman: f64,
    binary_count: usize,
    auc: f64,
    accuracy: f64,
}

/// Our aggression score against a yes or no.
struct AggressionCheck {
    file: String,
    count: usize,
    positive_count: usize,
    unsure: f64,
    auc: f64,
    hostile_accuracy: f64,
    best_accuracy: f64,
    functions: BTreeMap<String, Share>,
}

/// How many texts of a function were read as hostile or worse.
#[derive(Clone, Copy, Debug, Default)]
struct Share {
    count: u32,
    hostile: u32,
}

impl Share {
    fn value(self) -> f64 {
        f64::from(self.hostile) / f64::from(self.count.max(1))
    }
}

impl Checks {
    /// Reads every file, then measures on each.
    ///
    /// # Errors
    /// A file that cannot be read, or a malformed line with its file and number.
    pub fn run(analyzer: &Analyzer, sources: &Sources<'_>) -> Result<Self, String> {
        let mut checks = Self { politeness: Vec::new(), aggression: Vec::new() };
        for path in sources.politeness_scores {
            if let Some(lines) = read(path, sources.if_present)? {
                checks.politeness.push(PolitenessCheck::of(path, analyzer, &lines));
            }
        }
        for path in sources.aggression_binary {
            if let Some(lines) = read(path, sources.if_present)? {
                checks.aggression.push(AggressionCheck::of(path, analyzer, &lines));
            }
        }
        Ok(checks)
    }

    /// Prints one paragraph per file.
    pub fn print(&self) {
        self.politeness.iter().for_each(PolitenessCheck::print);
        self.aggression.iter().for_each(AggressionCheck::print);
    }

    /// The same for machines.
    pub fn json(&self) -> Value {
        json!({
            "politeness_scores": self.politeness.iter().map(PolitenessCheck::json).collect::<Vec<_>>(),
            "aggression_binary": self.aggression.iter().map(AggressionCheck::json).collect::<Vec<_>>(),
        })
    }
}

impl PolitenessCheck {
    fn of(path: &Path, analyzer: &Analyzer, lines: &[ScoredLine]) -> Self {
        let mut scratch = Scratch::new();
        let mut unsure = 0;
        let mut scores = Vec::new();
        for line in lines {
            let reading = analyzer.analyze_with(&mut scratch, Message::new(&line.text));
            scores.push(f64::from(reading.politeness().score));
            unsure += u32::from(reading.language() == Language::Unsure);
        }
        let human: Vec<f64> = lines.iter().map(|line| line.score).collect();
        let quarters = lines.iter().zip(&scores);
        let (outer, is_top): (Vec<f64>, Vec<bool>) =
            quarters.filter_map(|(line, score)| line.binary.map(|mark| (*score, mark.0))).unzip();
        Self {
            file: path.display().to_string(),
            count: lines.len(),
            unsure: f64::from(unsure) / lines.len().max(1) as f64,
            spearman: spearman(&human, &scores),
            binary_count: outer.len(),
            auc: auc(&outer, &is_top),
            accuracy: median_split_accuracy(&outer, &is_top),
        }
    }

    fn print(&self) {
        println!("\npoliteness, {}", self.file);
        println!("texts {}, read as unsure {:.1}%", self.count, 100.0 * self.unsure);
        println!("spearman with the human score {:.3}", self.spearman);
        println!(
            "top against bottom quarter ({}): AUC {:.3}, accuracy {:.3} (split at our median)",
            self.binary_count, self.auc, self.accuracy
        );
    }

    fn json(&self) -> Value {
        json!({
            "file": self.file,
            "count": self.count,
            "unsure": self.unsure,
            "spearman": self.spearman,
            "binary_count": self.binary_count,
            "auc": self.auc,
            "accuracy": self.accuracy,
        })
    }
}

impl AggressionCheck {
    fn of(path: &Path, analyzer: &Analyzer, lines: &[BinaryLine]) -> Self {
        let mut scratch = Scratch::new();
        let (mut unsure, mut right) = (0, 0);
        let mut scores = Vec::new();
        let mut functions: BTreeMap<String, Share> = BTreeMap::new();
        for line in lines {
            let reading = analyzer.analyze_with(&mut scratch, Message::new(&line.text));
            let is_hostile = reading.aggression().level >= Aggression::Hostile;
            scores.push(f64::from(reading.aggression().score));
            unsure += u32::from(reading.language() == Language::Unsure);
            right += u32::from(is_hostile == line.is_positive);
            if let Some(function) = &line.function {
                let share = functions.entry(function.clone()).or_default();
                share.count += 1;
                share.hostile += u32::from(is_hostile);
            }
        }
        let positive: Vec<bool> = lines.iter().map(|line| line.is_positive).collect();
        let count = lines.len().max(1) as f64;
        Self {
            file: path.display().to_string(),
            count: lines.len(),
            positive_count: positive.iter().filter(|positive| **positive).count(),
            unsure: f64::from(unsure) / count,
            auc: auc(&scores, &positive),
            hostile_accuracy: f64::from(right) / count,
            best_accuracy: best_threshold_accuracy(&scores, &positive),
            functions,
        }
    }

    /// The functions chosen, taken together.
    fn joined(&self, is_chosen: impl Fn(&str) -> bool) -> Share {
        let chosen = self.functions.iter().filter(|(function, _)| is_chosen(function));
        chosen.fold(Share::default(), |sum, (_, share)| Share {
            count: sum.count + share.count,
            hostile: sum.hostile + share.hostile,
        })
    }

    fn plain(&self) -> Share {
        self.joined(|function| PLAIN.contains(&function))
    }

    fn disguised(&self) -> Share {
        self.joined(|function| function.starts_with(DISGUISED))
    }

    /// The share as a ratio to that of the plain functions, where they have one.
    fn ratio(&self, share: Share) -> Option<f64> {
        let plain = self.plain();
        (share.count > 0 && plain.hostile > 0).then(|| share.value() / plain.value())
    }

    fn print(&self) {
        println!("\naggression, {}", self.file);
        println!(
            "texts {}, positive {}, read as unsure {:.1}%",
            self.count,
            self.positive_count,
            100.0 * self.unsure
        );
        println!(
            "AUC {:.3}, accuracy {:.3} at hostile or worse, {:.3} at the best threshold (optimistic: chosen on this file)",
            self.auc, self.hostile_accuracy, self.best_accuracy
        );
        if self.functions.is_empty() {
            return;
        }
        println!("{:<26}{:>6}{:>10}{:>10}", "function", "n", "hostile", "of plain");
        for (function, share) in &self.functions {
            let is_disguised = function.starts_with(DISGUISED);
            print_share(function, *share, if is_disguised { self.ratio(*share) } else { None });
        }
        print_share("plain of the disguised", self.plain(), None);
        print_share("disguised, together", self.disguised(), self.ratio(self.disguised()));
    }

    fn json(&self) -> Value {
        let function = |(function, share): (&String, &Share)| {
            let ratio = if function.starts_with(DISGUISED) { self.ratio(*share) } else { None };
            let one = json!({ "count": share.count, "hostile": share.value(), "of_plain": ratio });
            (function.clone(), one)
        };
        json!({
            "file": self.file,
            "count": self.count,
            "positive": self.positive_count,
            "unsure": self.unsure,
            "auc": self.auc,
            "accuracy_at_hostile": self.hostile_accuracy,
            "best_accuracy_optimistic": self.best_accuracy,
            "functions": self.functions.iter().map(function).collect::<serde_json::Map<_, _>>(),
            "disguised_of_plain": self.ratio(self.disguised()),
        })
    }
}

fn print_share(name: &str, share: Share, ratio: Option<f64>) {
    let ratio = ratio.map(|ratio| format!("{:>9.0}%", 100.0 * ratio)).unwrap_or_default();
    println!("{name:<26}{:>6}{:>9.1}%{ratio}", share.count, 100.0 * share.value());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn disguised_functions_are_compared_with_the_plain_ones_together() {
        let share = |count, hostile| Share { count, hostile };
        let check = AggressionCheck {
            file: String::new(),
            count: 0,
            positive_count: 0,
            unsure: 0.0,
            auc: 0.0,
            hostile_accuracy: 0.0,
            best_accuracy: 0.0,
            functions: BTreeMap::from([
                ("slur_h".to_owned(), share(10, 8)),
                ("profanity_h".to_owned(), share(10, 2)),
                ("ident_pos_nh".to_owned(), share(10, 9)),
                ("spell_leet_h".to_owned(), share(4, 1)),
            ]),
        };
        assert_eq!(check.ratio(check.disguised()), Some(0.5));
    }
}
