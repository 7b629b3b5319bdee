//! Gives a detail told in words its full words and no others: « reçu mardi » + « dernier » is « mardi dernier ».
//!
//! Takes the tokens a cue was found in; gives those of the day, e-mail or sum itself. A cue says that a day counts there
//! (« tous les mardis » is a habit), this step where the day begins and ends.

use super::details::{FoundDetail, Given};
use super::shapes::{Shape, Unit, month_number, numerals};
use crate::clean::tokens::Kind;
use crate::names::{Detail, Name};

/// How long the digits of a count may be, in bytes: longer ones are references.
const MAX_COUNT_LEN: usize = 6;

/// How far the words of a day reach behind a cue, in tokens.
const MAX_MORE: usize = 5;

impl Given<'_> {
    /// The tokens of a detail whose cue stands in `first..end`; `None` when a value found by its look says it already.
    pub(super) fn extent(&self, detail: Detail, first: usize, end: usize) -> Option<(usize, usize)> {
        match detail {
            Detail::Date => {
                let (first, end) = self.day(first, end);
                let before = if first == 0 { b"" } else { self.bytes(first - 1) };
                // « chaque lundi » is a habit, « à ce jour » no day at all.
                let is_habit = before == b"chaque" || before == b"a" && self.bytes(end - 1) == b"jour";
                let is_said = self.is_valued(first, end, |shape| matches!(shape, Shape::Date { .. }));
                (!is_said && !is_habit).then_some((first, end))
            }
            Detail::Amount => {
                let is_said = self.is_valued(first, end, |shape| matches!(shape, Shape::Amount { .. }));
                let (first, end) = self.sum(first, end);
                // « 20 % de remise » is a share, « payé 2 fois » a count.
                let is_count = matches!(
                    self.bytes(end),
                    b"%" | b"fois" | b"jour" | b"jours" | b"mois" | b"semaines" | b"ans" | b"heures" | b"h"
                );
                (!is_said && !is_count).then_some((first, end))
            }
            Detail::Quantity => {
                let first = self.first_number(first, end).unwrap_or(first);
                let is_sum = self.is_valued(first, end, |shape| matches!(shape, Shape::Amount { .. }));
                (!is_sum && self.bytes(first).len() <= MAX_COUNT_LEN).then_some((first, end))
            }
            Detail::SinceWhen => Some((first, self.length_end(first, end))),
            Detail::Address => {
                (!self.is_valued(first, end, |shape| matches!(shape, Shape::Address))).then_some((first, end))
            }
            Detail::Email => Some(self.address(first, end)),
            _ => Some((first, end)),
        }
    }

    /// Whether a value of that look shares a token with `first..end`.
    fn is_valued(&self, first: usize, end: usize, is_so: impl Fn(Shape) -> bool) -> bool {
        let from = self.values.partition_point(|value| value.end as usize <= first);
        self.values[from..]
            .iter()
            .take_while(|value| (value.first as usize) < end)
            .any(|value| is_so(value.shape))
    }

    /// The first number in `first..end`, in digits or words.
    fn first_number(&self, first: usize, end: usize) -> Option<usize> {
        (first..end).find(|at| self.is_number(*at))
    }

    fn is_number(&self, at: usize) -> bool {
        let bytes = self.bytes(at);
        bytes.first().is_some_and(u8::is_ascii_digit) || numerals::is_numeral(bytes)
    }

    /// The first number in `first..end` with its unit; all of it when it has no number.
    fn sum(&self, first: usize, end: usize) -> (usize, usize) {
        let Some(first) = self.first_number(first, end) else { return (first, end) };
        let mut last = first + 1;
        while last < end && self.is_number(last) {
            last += 1;
        }
        let has_unit = last < end && Unit::of(self.bytes(last)).is_some();
        (first, last + usize::from(has_unit))
    }

    /// One past a length of time: « un an » + « et demi », « une quinzaine » + « de jours », « 17 jours » less « que ».
    fn length_end(&self, first: usize, end: usize) -> usize {
        if end > first + 2 && matches!(self.bytes(end - 1), b"que" | b"qu'" | b"ke" | b"a" | b"sans") {
            return end - 1;
        }
        let is_half = self.bytes(end) == b"et" && matches!(self.bytes(end + 1), b"demi" | b"demie");
        let is_counted = numerals::is_numeral(self.bytes(end - 1))
            && matches!(self.bytes(end), b"de" | b"d'")
            && matches!(
                self.bytes(end + 1),
                b"jour" | b"jours" | b"semaines" | b"mois" | b"heures" | b"minutes" | b"annees"
            );
        if is_half || is_counted { end + 2 } else { end }
    }

    /// The words of the day in `first..end`, what goes with them behind included.
    fn day(&self, first: usize, end: usize) -> (usize, usize) {
        let mut start = first;
        // « payé le 12 » is « le 12 », « reçu hier » is « hier ».
        while start + 1 < end && !self.opens_day(start) {
            start += 1;
        }
        if !self.opens_day(start) {
            return (first, end);
        }
        let mut last = end;
        while last > start + 1 && !self.goes_on_day(last - 1) {
            last -= 1;
        }
        while last < self.tokens.len()
            && last < end + MAX_MORE
            && self.goes_on_day(last)
            && self.is_same_line(last)
            && !self.opens_other_value(last)
        {
            last += 1;
        }
        // « le lundi et » ends at the day.
        while last > start + 1
            && matches!(self.bytes(last - 1), b"de" | b"du" | b"le" | b"la" | b"l'" | b"au" | b"en" | b"et")
        {
            last -= 1;
        }
        (start, last)
    }

    /// Whether a value that is no day begins at a token: « hier matin au 27 allée … ».
    fn opens_other_value(&self, at: usize) -> bool {
        let next = self.values.partition_point(|value| (value.first as usize) < at);
        self.values.get(next).is_some_and(|value| {
            value.first as usize == at && !matches!(value.shape, Shape::Date { .. } | Shape::Code)
        })
    }

    fn is_same_line(&self, at: usize) -> bool {
        at > 0 && self.tokens[at].clause == self.tokens[at - 1].clause
    }

    fn opens_day(&self, at: usize) -> bool {
        let bytes = self.bytes(at);
        is_day_word(bytes)
            || month_number(bytes).is_some()
            || matches!(
                bytes,
                b"debut"
                    | b"mi"
                    | b"fin"
                    | b"courant"
                    | b"veille"
                    | b"lendemain"
                    | b"cette"
                    | b"ce"
                    | b"cet"
                    | b"jour"
            )
            || self.tokens[at].kind == Kind::Code
            || matches!(bytes, b"le" | b"la" | b"du" | b"au" | b"en" | b"a")
                && self.opens_after_article(at + 1)
            || numerals::is_numeral(bytes)
            || bytes == b"premier"
    }

    /// Behind an article only what needs one: « le 12 », « la veille de », « le jour de ».
    fn opens_after_article(&self, at: usize) -> bool {
        let bytes = self.bytes(at);
        self.tokens.get(at).is_some_and(|token| token.kind == Kind::Code)
            || matches!(
                bytes,
                b"veille"
                    | b"lendemain"
                    | b"jour"
                    | b"premier"
                    | b"soir"
                    | b"reveillon"
                    | b"nuit"
                    | b"semaine"
                    | b"mois"
            )
            || numerals::is_numeral(bytes)
    }

    fn goes_on_day(&self, at: usize) -> bool {
        let bytes = self.bytes(at);
        is_day_word(bytes)
            || month_number(bytes).is_some()
            || numerals::is_numeral(bytes)
            || self.tokens.get(at).is_some_and(|token| token.kind == Kind::Code && is_day_number(bytes))
            || matches!(
                bytes,
                b"dernier"
                    | b"derniere"
                    | b"prochain"
                    | b"prochaine"
                    | b"passe"
                    | b"passee"
                    | b"matin"
                    | b"midi"
                    | b"soir"
                    | b"nuit"
                    | b"aprem"
                    | b"apres"
                    | b"huit"
                    | b"de"
                    | b"du"
                    | b"le"
                    | b"la"
                    | b"l'"
                    | b"en"
                    | b"au"
                    | b"an"
                    | b"mois"
                    | b"er"
                    | b"noel"
                    | b"paques"
                    | b"toussaint"
                    | b"pentecote"
                    | b"ascension"
                    | b"nouvel"
                    | b"semaine"
                    | b"jour"
                    | b"premier"
            )
    }

    /// An address said in words, with the names and « point » around its « arobase ».
    fn address(&self, first: usize, end: usize) -> (usize, usize) {
        let (mut first, mut end) = (first, end);
        let is_name = |at: usize| matches!(self.tokens[at].kind, Kind::Word | Kind::Code);
        let joins = |at: usize| {
            matches!(
                self.bytes(at),
                b"point" | b"." | b"tiret" | b"arobase" | b"arobas" | b"arrobase" | b"at"
            )
        };
        while first >= 2 && joins(first - 1) && is_name(first - 2) {
            first -= 2;
        }
        if first >= 1 && joins(first) && is_name(first - 1) {
            first -= 1;
        }
        while end + 1 < self.tokens.len() && joins(end) && is_name(end + 1) {
            end += 2;
        }
        (first, end)
    }
}

/// « 12 », « 1er », « 2026 »; « 14h » is an hour.
fn is_day_number(bytes: &[u8]) -> bool {
    bytes.len() <= 4 && bytes.iter().all(u8::is_ascii_digit) || bytes == b"1er"
}

/// Of two details of one kind told in overlapping words, keeps the one that begins first; `found` is sorted.
pub(super) fn drop_overlapping(found: &mut Vec<FoundDetail>) {
    let mut ends = [0; Detail::ALL.len()];
    found.retain(|one| {
        let is_told = one.shape.is_none() && is_tightened(one.detail);
        let end = &mut ends[one.detail.index()];
        let is_kept = !is_told || one.span.start >= *end;
        *end = (*end).max(one.span.end);
        is_kept
    });
}

/// Kinds that have a value of their own, so that saying it twice in the same words says it once.
fn is_tightened(detail: Detail) -> bool {
    matches!(
        detail,
        Detail::Date
            | Detail::Amount
            | Detail::SinceWhen
            | Detail::Quantity
            | Detail::Address
            | Detail::Email
            | Detail::Phone
    )
}

/// A word that is a day by itself, spelled with a slip or short as customers do.
fn is_day_word(word: &[u8]) -> bool {
    matches!(
        word,
        b"lundi"
            | b"mardi"
            | b"mercredi"
            | b"jeudi"
            | b"vendredi"
            | b"samedi"
            | b"dimanche"
            | b"jeud"
            | b"vendrdi"
            | b"mercrdi"
            | b"hier"
            | b"avant"
            | b"demain"
            | b"apres"
            | b"aujourd'hui"
            | b"ajd"
            | b"auj"
            | b"tantot"
            | b"noel"
            | b"paques"
            | b"reveillon"
    )
}
