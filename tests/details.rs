//! Details row by row: a message someone sends, and what of one family it gives, with exact words and normalised value.
//!
//! Each file of `tests/details/` is one family. It names the kinds it watches: of these a row lists every detail that must be
//! given, in the order of the text, and none else; a decoy lists nothing. Other kinds are not looked at.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use politesse::{Analyzer, Detail, GivenDetail, Name, Report, Scratch};
use proptest::prelude::*;
use serde::Deserialize;

/// The fewest rows of all families.
const FEWEST_ROWS: usize = 400;

/// The fewest rows of one family.
const FEWEST_IN_FAMILY: usize = 12;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Family {
    family: String,
    kinds: Vec<Detail>,
    row: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    text: String,
    /// Kind, words, value, then its format and « malformed » where it has them.
    given: Vec<Vec<String>>,
    /// The references announced and not given; not checked where it is left out.
    announced: Option<Vec<Detail>>,
}

fn families() -> Vec<Family> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/details");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("tests/details is there")
        .map(|entry| entry.expect("the folder can be read").path())
        .filter(|path| path.extension() == Some(OsStr::new("toml")))
        .collect();
    paths.sort();
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).expect("a family's file can be read");
        let family: Family =
            toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_eq!(Some(OsStr::new(&family.family)), path.file_stem(), "a file is named after its family");
        family
    };
    paths.into_iter().map(read).collect()
}

/// A detail as a row writes it.
fn written(detail: &GivenDetail, text: &str) -> Vec<String> {
    let mut written = vec![detail.kind.to_string(), detail.span.of(text).to_owned(), detail.value.clone()];
    if let Some(format) = detail.format {
        let name = serde_json::to_value(format).expect("a format has a name");
        written.push(name.as_str().expect("a format's name is a string").to_owned());
    }
    if detail.malformed {
        written.push("malformed".to_owned());
    }
    written
}

impl Family {
    /// What is not as a row says, as a person would say it.
    fn complaint(&self, row: &Row, report: &Report) -> Option<String> {
        let watched = report.details.iter().filter(|detail| self.kinds.contains(&detail.kind));
        let read: Vec<_> = watched.map(|detail| written(detail, &row.text)).collect();
        let announced: Vec<_> = report.completeness.announced.iter().collect();
        let is_right = read == row.given && row.announced.as_ref().is_none_or(|wanted| *wanted == announced);
        (!is_right).then(|| {
            let text = row.text.replace('\n', " ⏎ ");
            format!(
                "{}: « {text} »\n   wanted {:?} {:?}\n   read   {read:?} {announced:?}",
                self.family, row.given, row.announced
            )
        })
    }
}

#[test]
fn every_row_gives_its_details_and_no_others() {
    let analyzer = Analyzer::french();
    let families = families();
    let complaints: Vec<_> = families
        .iter()
        .flat_map(|family| {
            family.row.iter().filter_map(|row| family.complaint(row, &analyzer.analyze(&row.text)))
        })
        .collect();
    let rows: usize = families.iter().map(|family| family.row.len()).sum();
    println!("{} of {rows} rows as they should be", rows - complaints.len());
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn there_are_rows_enough_and_none_twice() {
    let families = families();
    let rows: usize = families.iter().map(|family| family.row.len()).sum();
    assert!(rows >= FEWEST_ROWS, "only {rows} rows");
    let mut texts: Vec<_> =
        families.iter().flat_map(|family| family.row.iter().map(|row| &row.text)).collect();
    texts.sort_unstable();
    for pair in texts.windows(2) {
        assert_ne!(pair[0], pair[1], "a row twice");
    }
    for family in &families {
        assert!(family.row.len() >= FEWEST_IN_FAMILY, "{}: too few rows", family.family);
        for given in family.row.iter().flat_map(|row| &row.given) {
            assert!(
                Detail::from_name(&given[0]).is_some_and(|kind| family.kinds.contains(&kind)),
                "{given:?}"
            );
        }
    }
}

#[test]
fn a_secret_number_stands_nowhere_in_a_report() {
    let analyzer = Analyzer::french();
    let mut scratch = Scratch::new();
    // Eight digits without spaces: fewer may stand in a weight by chance.
    for (text, secret) in [
        ("Bonjour, mon IBAN est le FR76 3000 6000 0112 3456 7890 189, remboursez-moi vite.", "30006000"),
        ("vous avez débité 49€ sur ma carte bleue 4970 1012 3456 7893 hier !!", "10123456"),
        ("sur ma carte bleue n° 4970101234567890 une opération inconnue de 300 euros", "10123456"),
        ("mon numéro de sécu c'est 2 69 05 49 588 157 80, je n'arrive pas à me connecter", "49588157"),
    ] {
        let reading = analyzer.analyze_with(&mut scratch, text);
        let report = reading.to_report();
        assert!(report.details.iter().any(|detail| detail.value.starts_with("****")), "{report:?}");
        let json = serde_json::to_string(&report).expect("a report is JSON");
        let unmasked = reading.to_report_unmasked();
        let shown =
            [json, format!("{report:?}"), format!("{report:#?}"), format!("{unmasked:?}"), reading.explain()];
        for shown in shown {
            assert!(!shown.replace(' ', "").contains(secret), "{secret} shows in {shown}");
        }
        let value = |detail: &GivenDetail| detail.value.replace(' ', "").contains(secret);
        assert!(unmasked.details.iter().any(value), "the number is there when it is asked for");
    }
}

/// A report of a text that is all secrets is made in time that grows no faster than the text, and shows none.
#[test]
fn a_text_of_secrets_alone_is_masked_throughout() {
    let analyzer = Analyzer::french();
    let text = "FR76 3000 6000 0112 3456 7890 189, 4970 1012 3456 7893 ; ".repeat(4_000);
    let mut scratch = Scratch::new();
    let reading = analyzer.analyze_with(&mut scratch, &text);
    let report = reading.to_report();
    assert!(report.details.len() >= 8_000, "{} details", report.details.len());
    assert!(
        report.details.iter().all(|detail| !detail.value.contains("6000") && !detail.value.contains("1012"))
    );
}

#[test]
fn a_mistyped_number_counts_as_given_and_is_asked_to_be_checked() {
    let report = Analyzer::french().analyze("Bonjour, je n'ai pas reçu mon colis RR473124839FR. Merci");
    assert!(report.completeness.present.contains(Detail::TrackingNumber));
    assert!(report.completeness.missing.is_empty());
    let question = "Pourriez-vous vérifier votre numéro de suivi, qui semble comporter une erreur ?";
    assert_eq!(report.completeness.questions, [question]);
    let json = serde_json::to_value(&report).expect("a report is JSON");
    let parcel = |json: &serde_json::Value| {
        let details = json["details"].as_array().expect("details are a list").clone();
        details.into_iter().find(|detail| detail["kind"] == "tracking_number").expect("the parcel is given")
    };
    assert_eq!(parcel(&json)["malformed"], true);
    assert_eq!(parcel(&json)["format"], "s10");
    let again: Report = serde_json::from_value(json).expect("JSON is a report");
    assert_eq!(again.details, report.details);

    let sound = Analyzer::french().analyze("Bonjour, je n'ai pas reçu mon colis RR473124829FR. Merci");
    let json = serde_json::to_value(&sound).expect("a report is JSON");
    assert!(parcel(&json).get("malformed").is_none() && json["completeness"].get("announced").is_none());
}

/// The digits with the one behind them that makes Luhn's sum.
fn with_luhn(digits: &str) -> String {
    let weigh = |(place, digit): (usize, char)| {
        let value = digit.to_digit(10).expect("a digit");
        if place % 2 == 0 { value * 2 / 10 + value * 2 % 10 } else { value }
    };
    let sum: u32 = digits.chars().rev().enumerate().map(weigh).sum();
    format!("{digits}{}", (10 - sum % 10) % 10)
}

proptest! {
    /// A card number shows in no report, whatever words stand around it.
    #[test]
    fn a_card_in_any_words_is_masked(
        digits in "4[0-9]{14}",
        is_spaced in any::<bool>(),
        before in prop::sample::select(vec![
            "", "ma carte ", "cb: ", "débité 49€ sur ma carte bleue ", "commande ", "mon numéro est le ", "colis n° ",
            "bloquez ", "je n'ai plus accès à mon compte, ", "> carte ",
        ]),
        after in prop::sample::select(vec!["", " merci", ", hier soir", " !!!", "\nCordialement", " 06 39 98 00 00"]),
    ) {
        let card = with_luhn(&digits);
        let groups: Vec<&str> = (0..4).map(|group| &card[group * 4..group * 4 + 4]).collect();
        let written = if is_spaced { groups.join(" ") } else { card.clone() };
        let report = Analyzer::french().analyze(&format!("{before}{written}{after}"));
        let json = serde_json::to_string(&report).expect("a report is JSON");
        prop_assert!(!json.contains(&card[..12]) && !json.contains(&groups[..3].join(" ")), "{}", json);
    }

    /// A report of any text is made and read back from its JSON.
    #[test]
    fn any_digits_and_signs_make_a_report(text in "[0-9a-z +.,/()€$:\\-éè\n']{0,80}") {
        let report = Analyzer::french().analyze(&text);
        for detail in &report.details {
            prop_assert!(!detail.value.is_empty() && !detail.span.of(&text).is_empty(), "{:?}", detail);
        }
        let json = serde_json::to_string(&report).expect("a report is JSON");
        let again: Report = serde_json::from_str(&json).expect("JSON is a report");
        prop_assert_eq!(again.details, report.details);
    }
}
