//! Reads the lines of public data labelled by others.
//!
//! Takes a JSONL file; gives each text with its label, or the first malformed line with its file and number. Knows
//! nothing of what is measured on them.
//!
//! | line                                                                 | read as                       |
//! |----------------------------------------------------------------------|-------------------------------|
//! | `{"text": "Merci de votre aide !", "score": 1.2, "binary": 1}`       | polite, in the top quarter    |
//! | `{"text": "Quel idiot.", "toxic": 1}`                                | positive                      |
//! | `{"text": "C'est nul.", "hateful": 0, "function": "target_obj_nh"}`  | negative, of a named function |
//! | `{"text": "Bien dit.", "labels": ["normal"]}`                        | negative                      |

use std::io::ErrorKind;
use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;

/// A 0 or a 1.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(try_from = "u8")]
pub struct Mark(pub bool);

impl TryFrom<u8> for Mark {
    type Error = String;

    fn try_from(number: u8) -> Result<Self, String> {
        match number {
            0 | 1 => Ok(Self(number == 1)),
            other => Err(format!("{other} is neither 0 nor 1")),
        }
    }
}

/// A text with the mean politeness that people gave it.
#[derive(Deserialize)]
pub struct ScoredLine {
    pub text: String,
    pub score: f64,
    /// In the top quarter or the bottom one; null between.
    pub binary: Option<Mark>,
}

/// A text as the file labels it, before exactly one label is required.
#[derive(Deserialize)]
struct MarkedLine {
    text: String,
    toxic: Option<Mark>,
    hateful: Option<Mark>,
    labels: Option<Vec<String>>,
    function: Option<String>,
}

/// A text with whether people found it aggressive.
#[derive(Deserialize)]
#[serde(try_from = "MarkedLine")]
pub struct BinaryLine {
    pub text: String,
    pub is_positive: bool,
    pub function: Option<String>,
}

impl TryFrom<MarkedLine> for BinaryLine {
    type Error = String;

    fn try_from(line: MarkedLine) -> Result<Self, String> {
        let listed = line.labels.map(|labels| labels.iter().any(|label| label != "normal"));
        let marks = [line.toxic.map(|mark| mark.0), line.hateful.map(|mark| mark.0), listed];
        let mut given = marks.into_iter().flatten();
        match (given.next(), given.next()) {
            (Some(is_positive), None) => Ok(Self { text: line.text, is_positive, function: line.function }),
            _ => Err("give exactly one of `toxic`, `hateful`, `labels`".to_owned()),
        }
    }
}

/// The lines of a file, or `None` where it is not there and need not be, which is said on the error stream.
///
/// # Errors
/// A file that cannot be read, or a malformed line with its file and number.
pub fn read<L: DeserializeOwned>(path: &Path, if_present: bool) -> Result<Option<Vec<L>>, String> {
    match std::fs::read_to_string(path) {
        Ok(text) => parse(path, &text).map(Some),
        Err(error) if if_present && error.kind() == ErrorKind::NotFound => {
            eprintln!("{}: not there, skipped", path.display());
            Ok(None)
        }
        Err(error) => Err(format!("{}: {error}", path.display())),
    }
}

fn parse<L: DeserializeOwned>(path: &Path, text: &str) -> Result<Vec<L>, String> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(index, line)| {
            serde_json::from_str(line).map_err(|error| format!("{}:{}: {error}", path.display(), index + 1))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_positive(line: &str) -> Result<bool, String> {
        parse::<BinaryLine>(Path::new("some.jsonl"), line).map(|lines| lines[0].is_positive)
    }

    #[test]
    fn each_kind_of_label_says_yes_or_no() {
        let rows = [
            (r#"{"text": "Quel idiot.", "toxic": 1}"#, true),
            (r#"{"text": "C'est nul.", "hateful": 0, "function": "target_obj_nh"}"#, false),
            (r#"{"text": "Bien dit.", "labels": ["normal"]}"#, false),
            (r#"{"text": "Bande de nuls.", "labels": ["abusive", "normal"]}"#, true),
        ];
        for (line, expected) in rows {
            assert_eq!(is_positive(line), Ok(expected), "{line}");
        }
    }

    #[test]
    fn a_malformed_line_is_named_by_file_and_number() {
        let rows = [
            r#"{"text": "Oui."}"#,
            r#"{"text": "Oui.", "toxic": 2}"#,
            r#"{"text": "Oui.", "toxic": 1, "hateful": 1}"#,
            r#"{"toxic": 1}"#,
            "Oui.",
        ];
        for row in rows {
            let error = is_positive(&format!("{{\"text\": \"Non.\", \"toxic\": 0}}\n\n{row}"));
            assert!(
                error.as_ref().is_err_and(|error| error.starts_with("some.jsonl:3: ")),
                "{row}: {error:?}"
            );
        }
    }

    #[test]
    fn a_file_that_is_not_there_is_passed_over_only_if_asked() {
        let path = Path::new("no/such/file.jsonl");
        assert!(matches!(read::<ScoredLine>(path, true), Ok(None)));
        assert!(
            read::<ScoredLine>(path, false).is_err_and(|error| error.starts_with("no/such/file.jsonl: "))
        );
    }
}
