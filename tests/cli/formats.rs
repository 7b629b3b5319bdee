//! Every format in and out.

use serde_json::Value;

use super::{TEXTS, column, file, score, windows, written};

/// The fields of a JSON record, in the order of the page that describes them.
const FIELDS: &str = "id politeness aggression urgency completeness signals zones details evidence confidence language data_version";

/// The header of the csv output.
const HEADER: &str = "id,politeness,politeness_score,aggression,aggression_score,urgency,urgency_score,intent,completeness,\
     present,missing,signals,details,evidence,question,confidence,language,data_version,text";

#[test]
fn every_format_goes_into_every_format_record_by_record() {
    let files = [("a.txt", "text"), ("a.jsonl", "jsonl"), ("a.CSV", "csv")];
    let files = files.map(|(name, format)| file(name, written(format)));
    let run = |format| {
        let run = score(&[&files[0], &files[1], &files[2], "--format", format], "");
        assert_eq!((run.status, run.complaints.as_str()), (0, ""), "{format}");
        run
    };
    let numbers: Vec<_> = (1..=files.len() * TEXTS.len()).map(|number| number.to_string()).collect();
    assert_eq!(run("jsonl").ids(), numbers);
    let rows = run("csv").rows();
    assert_eq!(rows[0].join(","), HEADER);
    assert_eq!(column(&rows, "id"), numbers);
    assert_eq!(column(&rows, "text"), [TEXTS; 3].concat());
    let table = run("table").out;
    let shown: Vec<_> = table.lines().skip(1).filter_map(|row| row.split_whitespace().next()).collect();
    assert_eq!(shown, numbers);
    let page = run("html").out;
    assert_eq!(page.matches("<th scope=\"row\" class=\"id\">").count(), numbers.len());
}

#[test]
fn a_csv_row_tells_what_a_json_record_tells() {
    let line = r#"{"id":"a","text":"Commande n° FR-2048 : 49,90 €. Je suis trop con, mais vous êtes des voleurs !"}"#;
    let record = &score(&["-", "--input-format", "jsonl", "--format", "jsonl"], line).records()[0];
    let rows = score(&["-", "--input-format", "jsonl", "--format", "csv"], line).rows();
    let cell = |title: &str| column(&rows, title)[0].to_owned();
    assert_eq!(cell("data_version"), record["data_version"].as_str().unwrap());
    let list = |field: &str| record[field].as_array().unwrap().clone();
    let text = |value: &Value, field: &str| value[field].as_str().unwrap().to_owned();
    let details: Vec<_> = list("details")
        .iter()
        .map(|detail| format!("{}={}", text(detail, "kind"), text(detail, "value")))
        .collect();
    assert!(details.contains(&"amount=49.90 EUR".to_owned()), "{details:?}");
    assert_eq!(cell("details"), details.join("; "));
    let evidence = cell("evidence");
    let evidence: Vec<_> = evidence.split("; ").collect();
    assert_eq!(evidence.len(), list("evidence").len());
    for (said, one) in evidence.iter().zip(list("evidence")) {
        let standing = text(&one, "standing");
        let told = match standing.as_str() {
            "stands" => format!("{:+.2}", one["weight"].as_f64().unwrap() as f32),
            _ => standing,
        };
        assert_eq!(*said, format!("{}:{}:{told}", text(&one, "cue"), text(&one, "on")));
    }
}

#[test]
fn a_record_has_every_field_of_the_report() {
    let line = r#"{"id":"a","text":"Bonjour, commande n° 4512-77 : 49,90 €, c'est inadmissible !","channel":"email"}"#;
    let run = score(&["-", "--input-format", "jsonl", "--format", "jsonl"], line);
    let start = |field: &str| run.out.find(&format!("\"{field}\":")).expect(field);
    let starts: Vec<_> = FIELDS.split(' ').map(start).collect();
    assert_eq!(starts[0], 1, "the id comes first");
    let record = &run.records()[0];
    assert_eq!(record.as_object().unwrap().len(), starts.len());
    for tone in ["politeness", "aggression", "urgency"] {
        assert!(record[tone]["level"].is_string() && record[tone]["score"].is_f64(), "{tone}");
    }
    for field in ["intent", "score", "present", "missing", "questions"] {
        assert!(!record["completeness"][field].is_null(), "{field}");
    }
    assert_eq!(record["zones"][0]["start"], 0);
    for list in ["signals", "zones", "details", "evidence"] {
        assert!(record[list].is_array(), "{list}");
    }
}

#[test]
fn an_id_comes_out_as_it_went_in_and_else_is_a_number() {
    let rows = file("ids.csv", "text,id\na,007\nb,\n");
    let lines =
        "{\"id\":\"x é\",\"text\":\"a\"}\n{\"id\":7,\"text\":\"b\"}\n\n?\n{\"id\":null,\"text\":\"c\"}\n";
    let run = score(&[&rows, &file("ids.jsonl", lines), "-", "--format", "jsonl"], "d");
    // Numbers go on from file to file and count the bad line.
    assert_eq!(run.ids(), ["\"007\"", "2", "\"x é\"", "7", "6", "7"]);
}

#[test]
fn every_channel_of_the_guide_is_known() {
    let channels = ["email", "chat", "form", "tweet", "sms", "forum", ""];
    let rows = channels.map(|channel| format!("a,{channel}\n")).concat();
    let run = score(&["-", "--input-format", "csv", "--format", "jsonl"], format!("text,channel\n{rows}"));
    assert_eq!((run.status, run.records().len()), (0, channels.len()), "{}", run.complaints);
}

#[test]
fn columns_may_be_parted_by_semicolons_or_tabs() {
    let rows = ["id,text\n1,\"a,b;c\td\"\n", "id;text\n1;\"a,b;c\td\"\n", "id\ttext\n1\t\"a,b;c\td\"\n"];
    let [comma, semicolon, tab] =
        [("c.csv", rows[0]), ("s.csv", rows[1]), ("t.tsv", rows[2])].map(|(name, rows)| file(name, rows));
    let rows = score(&[&comma, &semicolon, &tab, "--format", "csv"], "").rows();
    assert_eq!(column(&rows, "text"), ["a,b;c\td"; 3]);
    assert_eq!(column(&rows, "id"), ["1"; 3]);
}

#[test]
fn what_comes_out_as_csv_goes_in_again() {
    let lines = written("jsonl") + "{\"text\":\"Bonjour,\\n\\n\\\"vous\\\"\\n\"}";
    let first = score(&["-", "--input-format", "jsonl", "--format", "csv"], lines);
    assert_eq!(column(&first.rows(), "text")[5], "Bonjour,\n\n\"vous\"\n");
    let again = score(&["-", "--input-format", "csv", "--format", "csv"], &first.out);
    assert_eq!(again.out, first.out);
}

#[test]
fn windows_line_ends_and_a_mark_change_nothing() {
    let separated = "Bonjour,\noù est-il ?\n---\nMerci".to_owned();
    let files = [
        ("w.txt", written("text")),
        ("w.jsonl", written("jsonl")),
        ("w.csv", written("csv")),
        ("v.txt", separated),
    ];
    let unix = files.each_ref().map(|(name, text)| file(&format!("unix-{name}"), text));
    let windows =
        files.each_ref().map(|(name, text)| file(&format!("windows-{name}"), windows(text.as_bytes())));
    let [unix, windows] = [unix, windows].map(|[a, b, c, d]| score(&[&a, &b, &c, &d, "--format", "csv"], ""));
    assert_eq!((windows.status, windows.complaints.as_str()), (0, ""));
    assert_eq!(windows.out, unix.out);
}

#[test]
fn an_empty_file_has_no_records() {
    let files = ["e.txt", "e.jsonl", "e.csv", "e.eml", "e.mbox"].map(|name| file(name, ""));
    let marked = ["m.txt", "m.jsonl", "m.csv", "m.mbox"].map(|name| file(name, b"\xEF\xBB\xBF"));
    let mut arguments: Vec<_> = files.iter().chain(&marked).map(String::as_str).collect();
    arguments.extend(["--format", "jsonl"]);
    let run = score(&arguments, "");
    assert_eq!((run.status, run.out.as_str(), run.complaints.as_str()), (0, "", ""));
}

#[test]
fn lines_of_dashes_end_messages() {
    let cases = [
        (
            "Bonjour,\n\nperdu\n---\n---\n----\n --- \n---\nfin\n",
            vec!["Bonjour,\n\nperdu", "", "----\n --- ", "fin"],
        ),
        ("a\nb\n---\n", vec!["a\nb"]),
        ("a\n----\n\nb", vec!["a", "----", "", "b"]),
    ];
    let files: Vec<_> =
        (1..).zip(&cases).map(|(number, (text, _))| file(&format!("d{number}.txt"), text)).collect();
    let run = score(&[&files[0], &files[1], &files[2], "-", "--format", "csv"], b"a\nb\xFF\n---\nc");
    let texts: Vec<_> = cases.into_iter().flat_map(|(_, texts)| texts).chain(["c"]).collect();
    assert_eq!(column(&run.rows(), "text"), texts);
    assert_eq!((run.status, run.complaints.as_str()), (1, "stdin:2: not UTF-8; save the file as UTF-8\n"));
}
