//! A message's words with what they prove: coloured by what they bear on, explained on hover.
//!
//! ```text
//! vous êtes des <mark class="a w2 up" title="Agressivité +2,04 · insult.nuls">nuls</mark>
//! ```
//! A colour tells what a word bears on (p, a, u: the tones; i: the intent; d: a detail given), its strength how much it
//! weighs (w0 to w2), its line which way; what does not count is grey.

use std::fmt::Write;

use politesse::{Evidence, GivenDetail, Name, On, Reading, Span, Standing, ZoneKind};

use super::escape::{escaped, push_escaped};
use super::words::{List, Phrases};
use crate::output::names::standing_name;
use crate::output::telling::rank;
use crate::pieces::pieces;

/// From which weight on a word is tinted (w1) and strongly tinted (w2), in steps of the latent value: the levels of a tone
/// are about two apart.
const TINTS: [f32; 2] = [0.25, 1.0];

/// The smallest weight that is marked at all, in the same steps; all the others are told below the message.
const SMALLEST: f32 = 0.15;

/// How much a detail tells beside evidence on the same words: more than a hint at the intent.
const DETAIL_RANK: f32 = 0.25;

/// The smallest weight that is marked of a single word that the model learned, which proves little by itself.
const SMALLEST_LEARNED: f32 = 0.4;

/// The most that is told of one word on hover; the rest is told below the message.
const MOST_TOLD: usize = 6;

/// What the cue of such a word is called.
const LEARNED: &str = "learned.word";

/// Something that stands in the text.
struct Mark {
    span: Span,
    /// What it looks like.
    class: String,
    /// How much it tells beside others on the same words.
    rank: f32,
    /// What is said on hover.
    tip: String,
}

/// The text of a message, escaped and marked; what the writer did not write now is faint.
pub fn marked(say: &Phrases, reading: &Reading<'_>) -> String {
    let text = reading.text();
    let mut marks: Vec<Mark> =
        reading.evidence().filter(is_marked).map(|evidence| Mark::of_evidence(say, &evidence)).collect();
    marks.extend(reading.details().map(|detail| Mark::of_detail(say, &detail)));
    let is_faint = |kind: ZoneKind| matches!(kind, ZoneKind::Quote | ZoneKind::Signature | ZoneKind::Footer);
    let first_zone = marks.len();
    let mut spans: Vec<Span> = marks.iter().map(|mark| mark.span).collect();
    spans.extend(reading.zones().iter().filter(|zone| is_faint(zone.kind)).map(|zone| zone.span));
    let mut html = String::with_capacity(text.len() * 2);
    for piece in pieces(text.len(), &spans) {
        let words = &text[piece.range.clone()];
        let is_faint = piece.marks.iter().any(|mark| *mark >= first_zone);
        let here: Vec<&Mark> = piece.marks.iter().filter_map(|mark| marks.get(*mark)).collect();
        if is_faint {
            html.push_str("<span class=\"faint\">");
        }
        match here.is_empty() || words.trim().is_empty() {
            true => push_escaped(&mut html, words),
            false => push_marked(&mut html, words, &here),
        }
        if is_faint {
            html.push_str("</span>");
        }
    }
    html
}

/// What the colours and lines mean.
pub fn legend(say: &Phrases) -> String {
    let [politeness, aggression, urgency, _] = say.scores;
    let mut html = format!("<p class=\"legend\"><b>{}</b>", say.legend);
    for (class, title) in
        [("p", politeness), ("a", aggression), ("u", urgency), ("i", say.intent), ("d", say.detail)]
    {
        let tint = if class == "i" { 0 } else { 1 };
        let _ = write!(html, " <mark class=\"{class} w{tint} up\">{title}</mark>");
    }
    let lines = [("key up", say.raises), ("key down", say.lowers), ("dropped", say.dropped)];
    for (class, title) in lines {
        let _ = write!(html, " <mark class=\"{class}\">{title}</mark>");
    }
    html + "</p>\n"
}

/// The class of what evidence bears on.
pub fn class(on: On) -> char {
    match on {
        On::Politeness => 'p',
        On::Aggression => 'a',
        On::Urgency => 'u',
        On::Intent => 'i',
    }
}

/// The title of what evidence bears on.
pub fn title(say: &Phrases, on: On) -> &'static str {
    match on {
        On::Politeness => say.scores[0],
        On::Aggression => say.scores[1],
        On::Urgency => say.scores[2],
        On::Intent => say.intent,
    }
}

/// Whether evidence is worth a mark; what a longer cue covers is marked with that cue.
fn is_marked(evidence: &Evidence) -> bool {
    let smallest = if evidence.cue == LEARNED { SMALLEST_LEARNED } else { SMALLEST };
    !evidence.span.is_empty()
        && evidence.standing != Standing::Covered
        && (!evidence.standing.counts() || evidence.weight.abs() >= smallest)
}

impl Mark {
    fn of_evidence(say: &Phrases, evidence: &Evidence) -> Self {
        let title = title(say, evidence.on);
        let (class, tip) = match evidence.standing.counts() {
            true => {
                let way = if evidence.weight < 0.0 { "down" } else { "up" };
                let weight = say.number(evidence.weight, 2, true);
                let class = format!("{} w{} {way}", class(evidence.on), tint(evidence));
                (class, format!("{title} {weight} · {}", evidence.cue))
            }
            false => {
                let why = say.name(List::Standing, standing_name(evidence.standing));
                ("dropped".to_owned(), format!("{title} 0 · {} · {why}", evidence.cue))
            }
        };
        Self { span: evidence.span, class, rank: rank(evidence), tip }
    }

    fn of_detail(say: &Phrases, detail: &GivenDetail) -> Self {
        let kind = say.name(List::Detail, detail.kind.name());
        let tip = format!("{} · {kind} « {} »", say.detail, detail.value.trim());
        Self { span: detail.span, class: "d w1 up".to_owned(), rank: DETAIL_RANK, tip }
    }
}

/// How strongly evidence is tinted, 0 to 2; what points at the intent and what calms is underlined only.
fn tint(evidence: &Evidence) -> usize {
    match evidence.on {
        On::Intent => 0,
        On::Aggression | On::Urgency if evidence.weight < 0.0 => 0,
        _ => TINTS.iter().filter(|from| evidence.weight.abs() >= **from).count(),
    }
}

/// Words under one or more marks: the most telling gives the colour, all are told.
fn push_marked(html: &mut String, words: &str, marks: &[&Mark]) {
    let mut order: Vec<&&Mark> = marks.iter().collect();
    order.sort_by(|left, right| right.rank.total_cmp(&left.rank));
    let tips: Vec<&str> = order.iter().take(MOST_TOLD).map(|mark| mark.tip.as_str()).collect();
    let more = if order.len() > MOST_TOLD { "\n…" } else { "" };
    let _ = write!(html, "<mark class=\"{}\" title=\"{}{more}\">", order[0].class, escaped(&tips.join("\n")));
    push_escaped(html, words);
    html.push_str("</mark>");
}
