//! The table, the evidence under it, colours and help.

use super::{program, run, score};

#[test]
fn the_sample_needs_no_file() {
    let run = score(&["--explain"], "");
    assert_eq!((run.status, run.complaints.as_str()), (0, ""));
    // What is said below a row is set in.
    let rows = run.out.lines().skip(1).filter(|line| line.starts_with(char::is_alphabetic)).count();
    assert!((20..=30).contains(&rows), "{rows}");
    assert!(run.out.contains("\n  mon numéro de suivi de commande???\n"));
}

#[test]
fn columns_line_up_and_nothing_speaks_to_the_terminal() {
    let lines = [
        r#"{"id":"plain","text":"a"}"#,
        r#"{"id":"été","text":"b\u001b[31m\u202eb\rb"}"#,
        r#"{"id":"e\u0301te\u0301","text":"c"}"#,
        r#"{"id":"👍👩‍👩‍👧❤️","text":"d"}"#,
        r#"{"id":"a long, long identity","text":"e\n\ne"}"#,
    ];
    let run = score(&["-", "--input-format", "jsonl", "--explain"], lines.join("\n"));
    let is_harmless =
        |character: char| character == '\n' || !character.is_control() && character != '\u{202e}';
    assert!(run.out.chars().all(is_harmless));
    for shown in [
        "plain         ",
        "été           ",
        "e\u{301}te\u{301}           ",
        "👍👩‍👩‍👧❤️        ",
        "a long, lon…  ",
    ] {
        let row = run.out.lines().find(|row| row.starts_with(shown)).expect(shown);
        assert!(row[shown.len()..].starts_with(char::is_alphabetic), "{row}");
    }
    for end in [" b [31m b b", " e e"] {
        assert!(run.out.lines().any(|row| row.ends_with(end)), "{end}");
    }
}

#[test]
fn help_tells_of_every_flag_and_exit_status() {
    let run = score(&["--help"], "");
    assert_eq!(run.status, 0);
    for word in [
        "--input-format",
        "--format",
        "--explain",
        "--lang",
        "--min-aggression",
        "--only-missing",
        "--jobs",
        "jsonl",
        "mbox",
        "html",
        "---",
        "Exit status",
        "Examples",
        "channel",
        "NO_COLOR",
        "abusive",
    ] {
        assert!(run.out.contains(word), "{word}");
    }
}

#[test]
fn colours_are_for_terminals_and_for_who_wants_them() {
    let text = "Bonjour, vous êtes vraiment des incapables.";
    let explained = |set: &[(&str, &str)]| {
        let mut command = program();
        command.args(["-", "--explain"]).envs(set.iter().copied());
        run(&mut command, text).out
    };
    let plain = explained(&[]);
    assert!(!plain.contains('\x1b'));
    let coloured = explained(&[("CLICOLOR_FORCE", "1")]);
    assert!(coloured.contains("\x1b[31m"), "{coloured}");
    assert_eq!(explained(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]), plain);
    assert_eq!(
        explained(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "")]),
        coloured,
        "an empty NO_COLOR is none"
    );
    // Colours add nothing but themselves.
    let mut stripped = String::new();
    for part in coloured.split('\x1b') {
        stripped +=
            part.split_once('m').filter(|(code, _)| code.starts_with('[')).map_or(part, |(_, text)| text);
    }
    assert_eq!(stripped, plain);
}

#[test]
fn evidence_is_underlined_where_it_stands() {
    let run = score(&["-", "--explain"], "👏👏 Bravo, bande de voleurs !");
    let lines: Vec<_> = run.out.lines().collect();
    // The applause takes two columns for each sign.
    let at = lines.iter().position(|line| line.starts_with("  👏👏 Bravo, bande de voleurs")).unwrap();
    let marks = lines[at + 1];
    assert_eq!(
        marks.chars().skip("  xxxx Bravo, ".len()).take(16).collect::<String>(),
        "~".repeat(16),
        "{marks}"
    );
    let weighed: Vec<_> = lines[at + 2..].iter().take_while(|line| line.starts_with("    ")).collect();
    assert!(
        weighed.iter().any(|line| line.contains(" aggression ") && line.contains("voleurs »")),
        "{weighed:?}"
    );
}
