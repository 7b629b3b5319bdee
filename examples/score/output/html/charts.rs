//! The overview: how many messages, and how scores, intents and missing needs are distributed.
//!
//! Each bar is a button: pressed, it lets only its messages stand in the table.

use std::fmt::Write;

use politesse::{Aggression, Intent, Level, Name, Politeness, Urgency};

use super::escape::escaped;
use super::words::{List, Phrases};
use crate::totals::{BINS, Histogram, Totals};

/// The height of a histogram, in units of its picture; its width is one unit for each percent of the score.
const HEIGHT: f64 = 30.0;

/// What parts two columns of a histogram, in the same units.
const GAP: f64 = 0.7;

/// The least height of a column that is not empty, so that one message among thousands is seen.
const LEAST: f64 = 1.0;

/// One line of a chart.
struct Bar {
    /// What the rows of the table have in their data.
    value: String,
    title: String,
    count: u64,
    /// How loudly it is shown, as in the table.
    alarm: &'static str,
}

/// The section of the page.
pub fn overview(say: &Phrases, totals: &Totals) -> String {
    let mut html = format!(
        "<section id=\"overview\" aria-labelledby=\"overview-title\">\n<h2 id=\"overview-title\">{}</h2>\n",
        say.overview
    );
    push_figures(&mut html, say, totals);
    let _ = writeln!(html, "<p class=\"hint\" hidden>{}</p>\n<div class=\"cards\">", say.filter_hint);
    let charts = [
        ("p", levels::<Politeness>(say, List::Politeness, &totals.politeness, [1, 0])),
        ("a", levels::<Aggression>(say, List::Aggression, &totals.aggression, [1, 2])),
        ("u", levels::<Urgency>(say, List::Urgency, &totals.urgency, [2, 3])),
        ("c", completeness(say, totals)),
    ];
    for (at, (key, bars)) in charts.iter().enumerate() {
        let picture = histogram(say, say.scores[at], &totals.histograms[at], totals.mean(at));
        push_card(&mut html, say, key, say.scores[at], &picture, bars, totals.messages);
    }
    let missing = missing(say, totals);
    let none = format!("<p>{}</p>", say.nothing_missing);
    push_card(&mut html, say, "i", say.intent, "", &intents(say, totals), totals.messages);
    let note = if missing.is_empty() { none.as_str() } else { "" };
    push_card(&mut html, say, "m", say.missing_title, note, &missing, totals.messages);
    html + "</div>\n</section>\n"
}

/// The four figures to know first.
fn push_figures(html: &mut String, say: &Phrases, totals: &Totals) {
    let hostile = totals.aggression[Aggression::Hostile.rank()..].iter().sum::<u64>();
    let pressing = totals.urgency[Urgency::Pressing.rank()..].iter().sum::<u64>();
    let incomplete = totals.completeness[..2].iter().sum::<u64>();
    let _ = writeln!(html, "<dl class=\"figures\">");
    let _ = writeln!(html, "<div><dt>{}</dt><dd>{}</dd></div>", say.messages.to_lowercase(), totals.messages);
    for (class, title, count) in
        [("a", say.hostile, hostile), ("u", say.pressing, pressing), ("c", say.to_ask, incomplete)]
    {
        let share = say.percent(count, totals.messages);
        let _ = writeln!(
            html,
            "<div class=\"{class}\"><dt>{title}</dt><dd>{count} <small>{share}</small></dd></div>"
        );
    }
    let _ = writeln!(html, "</dl>");
}

fn levels<L: Level>(say: &Phrases, list: List, counts: &[u64], [warm, hot]: [usize; 2]) -> Vec<Bar> {
    let alarm = |rank: usize| match rank {
        rank if rank == warm => " warm",
        rank if rank == hot || (hot > warm && rank > hot) => " hot",
        _ => "",
    };
    let bar = |level: &L| {
        let rank = level.rank();
        let title = say.name(list, level.name()).into_owned();
        Bar { value: rank.to_string(), title, count: counts[rank], alarm: alarm(rank) }
    };
    L::ALL.iter().map(bar).collect()
}

fn completeness(say: &Phrases, totals: &Totals) -> Vec<Bar> {
    let titles = say.completeness.iter().zip(totals.completeness).enumerate();
    titles
        .map(|(rank, (title, count))| Bar {
            value: rank.to_string(),
            title: (*title).to_owned(),
            count,
            alarm: "",
        })
        .collect()
}

/// The intents that came up, the most frequent first.
fn intents(say: &Phrases, totals: &Totals) -> Vec<Bar> {
    let found = Intent::ALL.iter().map(|intent| (intent.name(), totals.intents[intent.index()]));
    let title = |name: &str| say.name(List::Intent, name).into_owned();
    by_count(found.filter(|(_, count)| *count > 0), title)
}

/// The needs that are missing somewhere, the most frequent first.
fn missing(say: &Phrases, totals: &Totals) -> Vec<Bar> {
    by_count(totals.missing.iter().map(|(need, count)| (need.as_str(), *count)), |need| say.need(need))
}

fn by_count<'n>(counts: impl Iterator<Item = (&'n str, u64)>, title: impl Fn(&str) -> String) -> Vec<Bar> {
    let bar =
        |(name, count): (&str, u64)| Bar { value: name.to_owned(), title: title(name), count, alarm: "" };
    let mut bars: Vec<Bar> = counts.map(bar).collect();
    bars.sort_by_key(|bar| std::cmp::Reverse(bar.count));
    bars
}

/// A chart with its title, its picture and its bars.
fn push_card(
    html: &mut String,
    say: &Phrases,
    key: &str,
    title: &str,
    picture: &str,
    bars: &[Bar],
    messages: u64,
) {
    let _ = writeln!(html, "<section class=\"card {key}\">\n<h3>{title}</h3>\n{picture}<ul class=\"bars\">");
    let most = bars.iter().map(|bar| bar.count).max().unwrap_or(0).max(1);
    for bar in bars {
        let width = 100.0 * bar.count as f64 / most as f64;
        let _ = writeln!(
            html,
            "<li><button type=\"button\" class=\"bar{}\" data-filter=\"{key}\" data-value=\"{}\" aria-pressed=\"false\">\
             <span class=\"name\">{}</span><i style=\"--w:{width:.1}%\"></i><b>{}</b><small>{}</small></button></li>",
            bar.alarm,
            escaped(&bar.value),
            escaped(&bar.title),
            bar.count,
            say.percent(bar.count, messages),
        );
    }
    let _ = writeln!(html, "</ul>\n</section>");
}

/// A picture of how often each score is given, from 0 on the left to 1 on the right.
fn histogram(say: &Phrases, title: &str, counts: &Histogram, mean: f32) -> String {
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    let step = 100.0 / BINS as f64;
    let mean = say.number(mean, 2, false);
    let mut html = format!(
        "<figure><svg viewBox=\"0 0 100 {HEIGHT}\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"{title} : {} ; {} {mean}\">\n",
        say.distribution, say.mean
    );
    for (bin, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let height = (HEIGHT * *count as f64 / most as f64).max(LEAST);
        let bound = |bin: usize| say.number(bin as f32 / BINS as f32, 2, false);
        let _ = writeln!(
            html,
            "<rect x=\"{:.2}\" y=\"{:.2}\" width=\"{:.2}\" height=\"{height:.2}\" rx=\".6\"><title>{}–{} : {count}</title></rect>",
            bin as f64 * step + GAP / 2.0,
            HEIGHT - height,
            step - GAP,
            bound(bin),
            bound(bin + 1),
        );
    }
    let _ = writeln!(
        html,
        "</svg><figcaption><span>0</span><span>{} {mean}</span><span>1</span></figcaption></figure>",
        say.mean
    );
    html
}
