//! One row of the table: scores, intent, the message with its marks, and why.

use std::fmt::Write;

use politesse::{Evidence, Language, Level, Name, On, Reading, Score};

use super::escape::escaped;
use super::marks::{class, marked, title};
use super::words::{List, Phrases};
use crate::input::Id;
use crate::output::names::standing_name;
use crate::totals::completeness_rank;

/// From how many bytes or lines on a message is folded until it is explained.
const LONG: (usize, usize) = (420, 7);

/// The smallest weight that is told by itself, in steps of the latent value; smaller ones are summed up.
const SMALLEST: f32 = 0.15;

/// The most weights told for one tone; the others are summed up.
const MOST_TOLD: usize = 12;

/// The weight whose bar is full.
const FULL: f32 = 4.0;

/// The row of a message.
pub fn row(say: &Phrases, id: &Id, reading: &Reading<'_>) -> String {
    let (politeness, aggression, urgency) = (reading.politeness(), reading.aggression(), reading.urgency());
    let completeness = reading.completeness();
    let intent = reading.intent().intent.name();
    let missing: Vec<&str> = reading.missing().collect();
    let mut html = format!(
        "<tr data-p=\"{}\" data-a=\"{}\" data-u=\"{}\" data-c=\"{}\" data-i=\"{}\" data-m=\"{}\" \
         data-scores=\"{:.4} {:.4} {:.4} {:.4}\">\n<th scope=\"row\" class=\"id\">{}</th>\n",
        politeness.level.rank(),
        aggression.level.rank(),
        urgency.level.rank(),
        completeness_rank(completeness),
        escaped(intent),
        escaped(&missing.join(" ")),
        politeness.score,
        aggression.score,
        urgency.score,
        completeness,
        escaped(&id.to_string()),
    );
    let alarms = [alarm(politeness, [1, 0]), alarm(aggression, [1, 2]), alarm(urgency, [2, 3]), ""];
    let [p, a, u, c] = alarms;
    html += &cell(say, 0, 'p', p, &say.name(List::Politeness, politeness.level.name()), politeness.score);
    html += &cell(say, 1, 'a', a, &say.name(List::Aggression, aggression.level.name()), aggression.score);
    html += &cell(say, 2, 'u', u, &say.name(List::Urgency, urgency.level.name()), urgency.score);
    html += &cell(say, 3, 'c', c, say.completeness[completeness_rank(completeness)], completeness);
    let _ = writeln!(
        html,
        "<td class=\"intent\" data-title=\"{}\">{}</td>\n<td class=\"message\">",
        say.intent,
        escaped(&say.name(List::Intent, intent))
    );
    push_message(&mut html, say, reading);
    push_chips(&mut html, say, reading, &missing);
    push_why(&mut html, say, reading);
    html + "</td>\n</tr>\n"
}

/// How loudly a level is shown: not at all, from the first rank on (`warm`), from the second on (`hot`); ranks may fall.
fn alarm<L: Level>(score: Score<L>, [warm, hot]: [usize; 2]) -> &'static str {
    let rank = score.level.rank();
    let reaches = |bound: usize| if warm > hot { rank <= bound } else { rank >= bound };
    match (reaches(hot), reaches(warm)) {
        (true, _) => " hot",
        (_, true) => " warm",
        _ => "",
    }
}

/// A score: its level in words, the number, and a bar.
fn cell(say: &Phrases, dimension: usize, class: char, alarm: &str, level: &str, score: f32) -> String {
    format!(
        "<td class=\"score {class}{alarm}\" data-title=\"{}\"><span class=\"level\">{}</span> \
         <span class=\"number\">{}</span><i style=\"--w:{:.0}%\"></i></td>\n",
        say.scores[dimension],
        escaped(level),
        say.number(score, 2, false),
        score * 100.0
    )
}

fn push_message(html: &mut String, say: &Phrases, reading: &Reading<'_>) {
    let text = reading.text();
    if text.trim().is_empty() {
        let _ = writeln!(html, "<p class=\"text none\">{}</p>", say.empty_message);
        return;
    }
    let is_long = text.len() > LONG.0 || text.lines().count() > LONG.1;
    let long = if is_long { " long" } else { "" };
    let _ = writeln!(html, "<p class=\"text{long}\" lang=\"fr\">{}</p>", marked(say, reading));
}

/// What is missing, and the signals.
fn push_chips(html: &mut String, say: &Phrases, reading: &Reading<'_>, missing: &[&str]) {
    let mut chips = String::new();
    if reading.language() == Language::Unsure && !reading.text().trim().is_empty() {
        let _ = write!(chips, "<li class=\"unsure\">{}</li>", say.unsure);
    }
    for need in missing {
        let _ =
            write!(chips, "<li class=\"missing\"><b>{}</b> {}</li>", say.missing, escaped(&say.need(need)));
    }
    for signal in reading.signals().iter() {
        let _ = write!(chips, "<li>{}</li>", escaped(&say.name(List::Signal, signal.name())));
    }
    if !chips.is_empty() {
        let _ = writeln!(html, "<ul class=\"chips\">{chips}</ul>");
    }
}

/// The question to ask back, and for each tone and the intent the weights that count.
fn push_why(html: &mut String, say: &Phrases, reading: &Reading<'_>) {
    let report = reading.to_report();
    let questions = &report.completeness.questions;
    if report.evidence.is_empty() && questions.is_empty() {
        return;
    }
    let _ = writeln!(html, "<details><summary>{}</summary>", say.why);
    for question in questions {
        let _ = writeln!(
            html,
            "<p class=\"ask\"><b>{}</b> <q lang=\"fr\">{}</q></p>",
            say.question,
            escaped(question)
        );
    }
    html.push_str("<div class=\"why\">\n");
    for on in [On::Politeness, On::Aggression, On::Urgency, On::Intent] {
        let evidence = report.evidence.iter().filter(|one| one.on == on).collect();
        push_group(html, say, on, evidence, reading.text());
    }
    let confidence = say.number(report.confidence, 2, false);
    let _ = writeln!(html, "</div>\n<p class=\"data\">{} {confidence}</p></details>", say.confidence);
}

/// What bears on one tone: the sum, the weights that tell most, and what the rest comes to.
fn push_group(html: &mut String, say: &Phrases, on: On, mut evidence: Vec<&Evidence>, text: &str) {
    if evidence.is_empty() {
        return;
    }
    evidence.sort_by(|left, right| right.weight.abs().total_cmp(&left.weight.abs()));
    let sum = |evidence: &[&Evidence]| evidence.iter().map(|one| one.weight).sum::<f32>();
    let _ = writeln!(
        html,
        "<section class=\"{}\"><h3>{} <b>{}</b></h3><ul>",
        class(on),
        title(say, on),
        say.number(sum(&evidence), 2, true)
    );
    let (dropped, counted): (Vec<&Evidence>, Vec<&Evidence>) =
        evidence.into_iter().partition(|one| !one.standing.counts());
    let told = counted.iter().take(MOST_TOLD).take_while(|one| one.weight.abs() >= SMALLEST).count();
    let (told, rest) = counted.split_at(told);
    for one in told.iter().chain(&dropped) {
        push_weight(html, say, one, text);
    }
    if !rest.is_empty() {
        let sum = say.number(sum(rest), 2, true);
        let _ = writeln!(html, "<li class=\"rest\"><b>{sum}</b> {} ({})</li>", say.others, rest.len());
    }
    html.push_str("</ul></section>\n");
}

fn push_weight(html: &mut String, say: &Phrases, one: &Evidence, text: &str) {
    let words = match one.span.is_empty() {
        true => format!("<em>{}</em>", say.whole_message),
        false => format!("« <span lang=\"fr\">{}</span> »", escaped(one.span.of(text))),
    };
    let cue = escaped(&one.cue);
    if !one.standing.counts() {
        let why = escaped(&say.name(List::Standing, standing_name(one.standing)));
        let _ = writeln!(html, "<li class=\"rest\"><b>0</b> {words} <code>{cue}</code> ({why})</li>");
        return;
    }
    let way = if one.weight < 0.0 { "down" } else { "up" };
    let width = (one.weight.abs() / FULL).min(1.0) * 100.0;
    let weight = say.number(one.weight, 2, true);
    let _ = writeln!(
        html,
        "<li class=\"{way}\"><b>{weight}</b> {words} <code>{cue}</code><i style=\"--w:{width:.0}%\"></i></li>"
    );
}
