//! A profile can make reading neither panic nor slow, whatever it and the message are.

use politesse::{Analyzer, AnalyzerBuilder, Scratch};
use proptest::prelude::*;

use super::{reference, refusal, small, with};

/// How long the hostile messages are, in bytes; work that grew with the square of it would not end.
const LENGTH: usize = 128 << 10;

/// Looks that make other engines slow, each with a message it is read in.
const HOSTILE_PATTERNS: [(&str, &str); 5] = [
    ("(a|a)*(a|a)*[0-9]{4}", "aa1234"),
    ("([a-z0-9]+[- ]?)+x99", "ab-cx99"),
    ("(.?){20}[0-9]{4}", "réf 1234"),
    ("[0-9 ]{4,60}x", "12 34x"),
    ("(1|11|111){3,}2", "111112"),
];

#[test]
fn reading_stays_linear_with_hostile_patterns() {
    for (pattern, hit) in HOSTILE_PATTERNS {
        let analyzer = with(&reference("order_number", pattern, hit, "b")).unwrap();
        let mut scratch = Scratch::new();
        for piece in ["a", "1", "a1", "1 ", "a 1 ", "1-", "11 11 ", "a-a-1"] {
            analyzer.analyze_with(&mut scratch, &piece.repeat(LENGTH / piece.len()));
        }
    }
}

#[test]
fn a_form_that_could_be_walked_in_too_many_ways_is_refused() {
    for form in [
        "(x)? (x)? (x)? (x)? (x)? (x)? (x)? (x)? (x)? (x)? (x)? (x)? ici",
        ".. x .. x .. x .. x .. x .. ici",
        "(x|x x|x x x)? (x|x x|x x x)? (x|x x|x x x)? (x|x x|x x x)? (x|x x|x x x)? (x|x x|x x x)? ici",
    ] {
        let profile = format!("products = [\"{form}\"]\n");
        let said = refusal(&profile);
        assert!(said.starts_with("shop.toml:1:") && said.contains("ways"), "{said}");
    }
}

#[test]
fn gaps_side_by_side_are_one() {
    for form in ["(_)? (_)? (_)? (_)? (_)? (_)? (_)? (_)? (_)? (_)? (_)? (_)? ici", ".. .. .. .. .. .. ici"] {
        let shop = with(&format!("products = [\"par {form}\"]\n")).unwrap();
        let text = "par un deux trois quatre cinq six sept huit neuf dix onze douze ici ".repeat(1_000);
        assert_eq!(shop.analyze(&text).details.len(), 1_000);
    }
}

#[test]
fn a_megabyte_of_references_is_read() {
    let shop = with(&reference("order_number", "NB-?[0-9]{6}", "NB-204518", "NB-2045")).unwrap();
    let text = "NB-204518 ".repeat(100_000);
    assert_eq!(shop.analyze(&text).details.len(), 100_000);
}

const SHOP: &str = include_str!("../../data/profiles/network_hardware.toml");
const LOYALTY: &str = include_str!("../../data/profiles/loyalty.toml");

/// Data with the families that the examples join.
fn roomy() -> AnalyzerBuilder {
    let families = ["outage", "blocked-business", "out-of-scope"];
    let builder = families.into_iter().fold(small(), |builder, family| {
        builder.file(
            &format!("cues/{family}.toml"),
            &format!("family = \"{family}\"\nsignals = [\"self_service\"]\n"),
        )
    });
    let asks = "family = \"self-service\"\nsignals = [\"self_service\"]\n";
    let cues = ["hours", "copy-online", "forgotten-password"].map(|topic| {
        format!("[[cue]]\nid = \"self-service.{topic}\"\nforms = [\"zzz\"]\nhits = [\"a\", \"b\"]\nmisses = [\"c\", \"d\"]\n")
    });
    let needs = "intent = \"account_access\"\nneeds = [\"customer_id\", \"product\", \"order_number|invoice_number\"]\n\
                 [questions]\ncustomer_id = \"a\"\nproduct = \"b\"\n\"order_number|invoice_number\" = \"c\"\n";
    builder
        .file("cues/self-service.toml", &(asks.to_owned() + &cues.concat()))
        .file("intents/account_access.toml", needs)
}

#[test]
fn the_examples_need_no_more_than_these_families() {
    for profile in [SHOP, LOYALTY] {
        if let Err(error) = roomy().profile_toml("x.toml", profile).and_then(AnalyzerBuilder::build) {
            panic!("{error}");
        }
    }
}

/// Texts made of what references look like, and of anything at all.
fn message() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "NB",
        "-",
        " ",
        "204518",
        "nb-204518",
        "CLI",
        "30718",
        "n°",
        "commande",
        "\n",
        "> ",
        "12/03",
        "49,90 €",
        "é",
        "e\u{301}",
        "№",
        "00 33",
        "06 39 98 00 00",
        "@",
        "x.fr",
        "https://",
        "\u{200b}",
        "🇫🇷",
        "borne",
        "3000",
    ]);
    prop_oneof![
        3 => prop::collection::vec(pieces, 0..25).prop_map(|pieces| pieces.concat()),
        1 => any::<String>(),
    ]
}

/// An analyzer with looks, products and links, made once.
fn shop() -> &'static Analyzer {
    static SHOP: std::sync::OnceLock<Analyzer> = std::sync::OnceLock::new();
    SHOP.get_or_init(|| {
        let profile = String::from("products = [\"borne 3000\", \"e\"]\n")
            + &reference("order_number", "NB[ -]?[0-9]{6}", "NB-204518", "NB-2045")
            + &reference("customer_id", "(CLI|[0-9]{2})[^a]?[0-9 ]{4,}", "CLI 30718", "CLI 1");
        with(&profile).unwrap()
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 300,
        rng_seed: proptest::test_runner::RngSeed::Fixed(2026),
        ..ProptestConfig::default()
    })]

    /// Any text is read, with spans inside it; a used scratch, also of another analyzer, gives what a fresh one gives.
    #[test]
    fn any_text_is_read_with_a_profile(first in message(), second in message()) {
        let mut scratch = Scratch::new();
        small_one().analyze_with(&mut scratch, &first);
        shop().analyze_with(&mut scratch, &first);
        let used = shop().analyze_with(&mut scratch, &second).to_report();
        for detail in &used.details {
            prop_assert!(second.get(detail.span.range()).is_some());
        }
        prop_assert_eq!(used, shop().analyze(&second));
    }

    /// A whole profile with lines left out, doubled, swapped or scratched is a profile or an error that names a line of it.
    #[test]
    fn a_spoilt_profile_is_a_profile_or_an_error(
        of_shop in any::<bool>(),
        spoils in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..5, "[a-z0-9|()?~.@#$^_ \"'=\\[\\]{}*+-]"), 1..4),
    ) {
        let mut lines: Vec<String> = if of_shop { SHOP } else { LOYALTY }.lines().map(str::to_owned).collect();
        for (at, other, kind, text) in spoils {
            let (at, other) = (at.index(lines.len()), other.index(lines.len()));
            match kind {
                0 => { lines.remove(at); }
                1 => { let line = lines[at].clone(); lines.insert(other, line); }
                2 => lines.swap(at, other),
                _ => {
                    let mut letters: Vec<char> = lines[at].chars().collect();
                    let letter = other % (letters.len() + 1);
                    letters.splice(letter..letters.len().min(letter + 1), text.chars());
                    lines[at] = letters.into_iter().collect();
                }
            }
        }
        let text = lines.join("\n");
        match roomy().profile_toml("x.toml", &text).and_then(AnalyzerBuilder::build) {
            Ok(analyzer) => drop(analyzer.analyze("NB-204518, mes points et le VLAN ???")),
            Err(error) => {
                let said = error.to_string();
                let line = said.strip_prefix("x.toml:").and_then(|rest| rest.split(':').next()?.parse::<usize>().ok());
                prop_assert!(line.is_some_and(|line| (1..=lines.len() + 1).contains(&line)), "{}", said);
            }
        }
    }

    /// Any text given as a profile is a profile or an error that names it.
    #[test]
    fn any_text_is_a_profile_or_an_error(text in any::<String>(), line in any::<String>()) {
        for text in [text, format!("[[reference]]\ndetail = \"order_number\"\npattern = {line:?}\nhits = [\"a\"]\nmisses = [\"b\"]")] {
            if let Err(error) = AnalyzerBuilder::empty().profile_toml("x.toml", &text) {
                prop_assert!(error.to_string().starts_with("x.toml:"), "{}", error);
            }
        }
    }
}

fn small_one() -> &'static Analyzer {
    static SMALL: std::sync::OnceLock<Analyzer> = std::sync::OnceLock::new();
    SMALL.get_or_init(|| small().build().unwrap())
}
