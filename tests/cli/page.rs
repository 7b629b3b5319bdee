//! The page: harmless whatever a message says, whole without a network, and in two languages.

use politesse::{Aggression, Detail, Intent, Level, Name, Politeness, Signal, Urgency};

use serde_json::Value;

use super::{file, score};

#[allow(dead_code, reason = "the phrases are the page's; only the names are checked here")]
#[path = "../../examples/score/output/html/words.rs"]
mod words;

/// The page's part that one message fills.
fn rows(page: &str) -> &str {
    page.split_once("<tbody>").unwrap().1.split_once("</tbody>\n</table>\n<p id=\"nothing\"").unwrap().0
}

#[test]
fn a_message_stays_text() {
    let texts = [
        "<script>alert(1)</script>",
        "</p></td></tr></table></main><img src=x onerror=alert(1)>",
        "\"><svg onload=alert(1)> ' onclick='alert(1)",
        "Bande de <b>voleurs</b> & Cie, \"bravo\" ! mon n° est <b>FR-2048</b>",
        "<!-- --> <![CDATA[ ]]> &lt;script&gt; &#60;",
        "a\u{0}b\u{1b}[31mc\u{202e}d\u{85}e",
    ];
    let lines: String = texts
        .iter()
        .map(|text| format!("{}\n", serde_json::json!({ "id": text, "text": text, "other": 1 })))
        .collect();
    let run = score(&["-", "--input-format", "jsonl", "--format", "html"], lines);
    assert_eq!(run.status, 0);
    let rows = rows(&run.out);
    for forbidden in
        ["<script", "<img", "<svg", "<b>FR", "<b>v", "<!--", "<![", "\u{0}", "\u{1b}", "\u{85}", "\u{202e}"]
    {
        assert!(!rows.contains(forbidden), "{forbidden:?}");
    }
    assert_eq!(run.out.matches("<script>").count(), 1, "the page's own");
    assert_eq!(run.out.matches("</script>").count(), 1);
    // What a reader sees is what was written: without the tags, the words are all there.
    for text in &texts[..5] {
        assert!(shown(rows).contains(text), "{text}");
    }
    // No attribute is left open: a quote within one is escaped.
    let tags = rows.split('<').skip(1).map(|tag| tag.split('>').next().unwrap());
    assert!(tags.clone().all(|tag| tag.matches('"').count() % 2 == 0), "{:?}", tags.collect::<Vec<_>>());
}

/// The text of a piece of HTML, as a browser shows it.
fn shown(html: &str) -> String {
    let mut shown = String::new();
    for part in html.split('<') {
        shown += part.split_once('>').map_or(part, |(_, text)| text);
    }
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    entities.iter().fold(shown, |shown, (entity, character)| shown.replace(entity, character))
}

#[test]
fn the_page_asks_nobody_for_anything() {
    let page = score(&["--format", "html"], "").out;
    assert!(page.starts_with("<!doctype html>\n<html lang=\"fr\">"));
    assert!(page.ends_with("</html>\n"));
    assert!(page.contains("default-src 'none'"));
    let style_and_script = page.replace(rows(&page), "");
    for reference in ["http:", "https:", "//", "url(", "@import", "src=", "fetch(", "import("] {
        let found = style_and_script.lines().find(|line| {
            // A comment of the script is no address.
            line.contains(reference) && !line.trim_start().starts_with("//")
        });
        assert_eq!(found, None, "{reference}");
    }
}

#[test]
fn the_page_counts_and_explains_every_message() {
    let texts = "Bande de voleurs !\nBonjour, où est mon colis ? Merci.\n\nvous êtes des incapables\n";
    let name = file("page.txt", texts);
    let records = score(&[&name, "--format", "jsonl"], "").records();
    let page = score(&[&name, "--format", "html"], "").out;
    for (key, tone) in [("p", "politeness"), ("a", "aggression"), ("u", "urgency")] {
        for rank in 0..3 {
            let bar = format!("data-filter=\"{key}\" data-value=\"{rank}\"");
            let bar = page.split(&bar).nth(1).expect(&bar);
            let counted = bar.split_once("<b>").unwrap().1.split_once("</b>").unwrap().0;
            let in_rows = rows(&page).matches(&format!(" data-{key}=\"{rank}\"")).count();
            assert_eq!(counted, in_rows.to_string(), "{tone} {rank}");
        }
    }
    assert_eq!(records.len(), 4);
    let insult = records[0]["evidence"].as_array().unwrap();
    let is_shown = |one: &&Value| one["on"] == "aggression" && one["start"] != one["end"];
    let weights = insult.iter().filter(is_shown).map(|one| one["weight"].as_f64().unwrap() as f32);
    let heaviest = weights.fold(0.0, f32::max);
    let heaviest = format!("+{heaviest:.2}").replace('.', ",");
    assert!(rows(&page).contains(&format!("title=\"Agressivité {heaviest} · ")), "{heaviest}");
    let ask = records[1]["completeness"]["questions"][0].as_str().unwrap();
    assert!(rows(&page).contains(ask));
}

#[test]
fn the_page_speaks_english_too() {
    let page = score(&["--format", "html", "--lang", "en"], "").out;
    assert!(page.contains("<html lang=\"en\">"));
    for word in ["Politeness", "very polite", "order number or tracking number", "Overview"] {
        assert!(page.contains(word), "{word}");
    }
    let outside = page.replace(rows(&page), "");
    for word in ["Politesse", "Manque", "Vue d’ensemble"] {
        assert!(!outside.contains(word), "{word}");
    }
}

#[test]
fn every_name_of_the_guide_has_a_french_one() {
    fn check<'n>(pairs: words::Pairs, names: impl Iterator<Item = &'n str>) {
        let names: Vec<_> = names.collect();
        for name in &names {
            assert!(pairs.iter().any(|(known, _)| known == name), "{name} has no French name");
        }
        for (known, _) in pairs {
            assert!(names.contains(known), "{known} is no name of the guide");
        }
    }
    let french = words::FRENCH_NAMES;
    check(french.politeness, Politeness::ALL.iter().map(|level| level.name()));
    check(french.aggression, Aggression::ALL.iter().map(|level| level.name()));
    check(french.urgency, Urgency::ALL.iter().map(|level| level.name()));
    check(french.intents, Intent::ALL.iter().map(|intent| intent.name()));
    check(french.details, Detail::ALL.iter().map(|detail| detail.name()));
    check(french.signals, Signal::ALL.iter().map(|signal| signal.name()));
}

#[test]
fn a_page_without_messages_is_a_page() {
    let run = score(&["-", "--format", "html"], "");
    assert_eq!((run.status, run.complaints.as_str()), (0, ""));
    assert!(run.out.contains("<dd>0</dd>") && run.out.ends_with("</html>\n"));
}
