//! Any text is read: no panic, no gap between zones, and time that grows no faster than the text.

use politesse::{Analyzer, Language, Scratch, Signal};

/// One mebibyte.
const LARGE: usize = 1 << 20;

/// `pattern` over and over, up to `length` bytes.
fn repeated(pattern: &str, length: usize) -> String {
    pattern.repeat(length / pattern.len() + 1)
}

fn read_all_of(text: &str) {
    let analyzer = Analyzer::french();
    let mut scratch = Scratch::new();
    let reading = analyzer.analyze_with(&mut scratch, text);
    let joined: usize = reading.zones().iter().map(|zone| zone.span.range().len()).sum();
    assert_eq!(joined, text.len(), "zones cover {:?}…", text.chars().take(20).collect::<String>());
    assert!(reading.confidence().is_finite());
}

#[test]
fn a_megabyte_of_anything_is_read() {
    for pattern in [
        "?",
        "a",
        "1-",
        "n'",
        "e\u{301}",
        "🇫🇷",
        "<",
        "&",
        "a@",
        "> > ",
        "1 ",
        "!?",
        "\n",
        "con ",
        "pas ",
        "« ",
        "merciii ",
        "*",
        "c*n ",
        "commande ",
        "pas urgent ",
        "c'est réglé urgent. ",
        "un euros ",
        "cent mille ",
        "06 ",
        "+3",
        "FR76 3000 ",
        "3 rue ",
        "n° de commande : ",
        "1er mars ",
    ] {
        read_all_of(&repeated(pattern, LARGE / 4));
    }
    read_all_of(&repeated("?", LARGE));
}

#[test]
fn odd_text_is_read() {
    for text in [
        "\0\0\0",
        "\u{301}\u{301}",
        "\u{feff}",
        "שלום עולם",
        "مرحبا",
        "\r\n\r\n",
        "\u{202e}abc",
        "<br",
        "&#",
        "@",
        "#",
        "''",
        "--",
        ">",
        "1/1/1/1",
        "é",
        "🤷🏽‍♀️",
    ] {
        read_all_of(text);
    }
    read_all_of(&"> cité\n".repeat(10_000));
}

#[test]
fn an_empty_text_is_not_judged() {
    for text in ["", " ", "\n\n", "...", "???", "😡"] {
        let report = Analyzer::french().analyze(text);
        assert!(report.signals.contains(Signal::Empty), "{text:?}");
        assert_eq!(report.language, Language::Unsure, "{text:?}");
        assert_eq!(report.confidence, 0.0, "{text:?}");
    }
}
