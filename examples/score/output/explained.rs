//! A message for a terminal: its evidence underlined, what each piece weighs, and what follows from it.
//!
//! ```text
//!   Bonjour, vous êtes vraiment des incapables.
//!   ~~~~~~~  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
//!     +0.00 politeness greeting.bonjour « Bonjour » (ritual)
//!     +1.99 aggression scorn.said-incapables « vous êtes vraiment des incapables »
//!   ask      Pourriez-vous nous indiquer …
//! ```
//! Words have the colour of the tone they tell most of, where there are colours.

use std::fmt::Write;

use politesse::{Evidence, Name, On, Reading, Span};
use unicode_segmentation::UnicodeSegmentation;

use super::colours::{Colours, Paint};
use super::names::{on_name, standing_name};
use super::telling::rank;
use crate::columns::{columns, is_unprintable};
use crate::pieces::{Piece, pieces};

/// The most pieces of evidence named under one line.
const MAX_NAMED: usize = 12;

/// Prints messages with their evidence.
pub struct Explained {
    colours: Colours,
}

/// A line of the message as it is printed, and what stands under it.
#[derive(Default)]
struct Line {
    words: String,
    marks: String,
    /// Evidence that starts on the line.
    named: Vec<usize>,
}

impl Explained {
    pub fn new(colours: Colours) -> Self {
        Self { colours }
    }

    /// The message, line by line, then its signals, what is missing and the question to ask back.
    pub fn print(&self, reading: &Reading<'_>) -> String {
        let text = reading.text();
        let evidence: Vec<Evidence> = reading.evidence().filter(is_shown).collect();
        let spans: Vec<Span> = evidence.iter().map(|one| one.span).collect();
        let mut printed = String::new();
        let mut line = Line::default();
        for piece in pieces(text.len(), &spans) {
            line.named
                .extend(piece.marks.iter().filter(|mark| spans[**mark].range().start == piece.range.start));
            let paint = paint(&piece, &evidence);
            for part in text[piece.range.clone()].split_inclusive('\n') {
                self.add(&mut line, part.trim_end_matches(['\n', '\r']), paint);
                if part.ends_with('\n') {
                    self.print_line(&std::mem::take(&mut line), text, &evidence, &mut printed);
                }
            }
        }
        if !line.words.is_empty() || text.is_empty() {
            self.print_line(&line, text, &evidence, &mut printed);
        }
        self.print_rest(reading, &mut printed);
        printed
    }

    fn add(&self, line: &mut Line, words: &str, paint: Option<Paint>) {
        let words: String = words.chars().map(printable).collect();
        let width = words.graphemes(true).map(columns).sum();
        match paint {
            Some(paint) => {
                line.words += &self.colours.paint(paint, &words);
                line.marks += &self.colours.paint(paint, &"~".repeat(width));
            }
            None => {
                line.words += &words;
                line.marks += &" ".repeat(width);
            }
        }
    }

    fn print_line(&self, line: &Line, text: &str, evidence: &[Evidence], printed: &mut String) {
        let _ = writeln!(printed, "  {}", line.words);
        if !line.marks.trim().is_empty() {
            let _ = writeln!(printed, "  {}", line.marks.trim_end());
        }
        for one in line.named.iter().take(MAX_NAMED).map(|mark| &evidence[*mark]) {
            let words: String = one.span.of(text).chars().map(printable).collect();
            let weight = format!("{:+.2} {:<10}", one.weight, on_name(one.on));
            let (paint, why) = match one.standing.counts() {
                true => (Paint::Evidence(one.on), String::new()),
                false => (Paint::Dropped, format!(" ({})", standing_name(one.standing))),
            };
            let _ =
                writeln!(printed, "    {} {} « {words} »{why}", self.colours.paint(paint, &weight), one.cue);
        }
        if line.named.len() > MAX_NAMED {
            let _ = writeln!(printed, "    and {} more", line.named.len() - MAX_NAMED);
        }
    }

    fn print_rest(&self, reading: &Reading<'_>, printed: &mut String) {
        let signals: Vec<&str> = reading.signals().iter().map(Name::name).collect();
        let missing: Vec<&str> = reading.missing().collect();
        let questions = reading.to_report().completeness.questions;
        for (title, line) in
            [("signals", signals.join(" ")), ("missing", missing.join(" ")), ("ask", questions.join(" "))]
        {
            if !line.is_empty() {
                let title = self.colours.paint(Paint::Bold, &format!("{title:<7}"));
                let _ = writeln!(printed, "  {title}  {line}");
            }
        }
        printed.push('\n');
    }
}

/// Whether evidence is underlined: it has words, and weighs on a tone or would if it counted.
fn is_shown(evidence: &Evidence) -> bool {
    let weighs = evidence.weight != 0.0 || !evidence.standing.counts();
    evidence.on != On::Intent && !evidence.span.is_empty() && weighs
}

/// The paint of what tells most there.
fn paint(piece: &Piece, evidence: &[Evidence]) -> Option<Paint> {
    let here = piece.marks.iter().map(|mark| &evidence[*mark]);
    let first = here.max_by(|left, right| rank(left).total_cmp(&rank(right)))?;
    Some(if first.standing.counts() { Paint::Evidence(first.on) } else { Paint::Dropped })
}

/// The character, or a space for one that speaks to the terminal.
fn printable(character: char) -> char {
    if is_unprintable(character) { ' ' } else { character }
}
