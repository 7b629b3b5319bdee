//! Decides whether a cue counts where it was found.
//!
//! Takes the words and the cues found in them; gives each cue a [`Standing`]. Looks no further than the clause the cue is
//! in, but for what is said to be over; knows nothing of levels. Which contexts drop a cue, its family's file says.
//!
//! | sentence                                      | cue       | standing |
//! |-----------------------------------------------|-----------|----------|
//! | Vous êtes des voleurs.                        | `voleurs` | stands   |
//! | Je ne dis pas que vous êtes des voleurs.      | `voleurs` | denied   |
//! | Votre collègue m'a traité de menteur.         | `menteur` | reported |
//! | Je suis trop con.                             | `con`     | self     |
//! | C'était urgent mais c'est réglé.              | `urgent`  | past     |

use std::cell::OnceCell;

use serde::{Deserialize, Serialize};

use super::frames::{FAR_FROM, is_light, is_voiced};
use crate::find::cues::Found;
use crate::find::words::Word;
use crate::judge::shows::Shows;
use crate::judge::told::{Told, tells_past};
use crate::lexicon::glossary::Class;
use crate::lexicon::{Context, Cue, Drops, Lexicon, Licence};

/// Whether a cue counts where it was found, and if not, why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It counts.
    Stands,
    /// The writer says that it is not so.
    Denied,
    /// Somebody else's words.
    Reported,
    /// Said of the writer.
    #[serde(rename = "self")]
    Own,
    /// Said of a thing, not of a person.
    Thing,
    /// Over and done with.
    Past,
    /// Not the case, only supposed.
    Hypothetical,
    /// Inside a longer cue that says what is meant: « presse » in « rien ne presse ».
    Covered,
    /// A ritual courtesy around rudeness: it does not undo it (the guide, "politeness").
    Ritual,
}

impl Standing {
    /// Whether it counts.
    ///
    /// ```
    /// use politesse::Standing;
    /// assert!(Standing::Stands.counts() && !Standing::Denied.counts());
    /// ```
    pub fn counts(self) -> bool {
        self == Standing::Stands
    }

    fn of(context: Context) -> Self {
        match context {
            Context::Denied => Standing::Denied,
            Context::Reported => Standing::Reported,
            Context::Own => Standing::Own,
            Context::Thing => Standing::Thing,
            Context::Past => Standing::Past,
            Context::Hypothetical => Standing::Hypothetical,
        }
    }
}

/// How far back a negation, a subject or a noun may bear on a cue, in words.
const NEAR: usize = 5;

/// How far back a verb of saying may bear on a cue, in words.
const FAR: usize = 10;

/// How far « le mois dernier » bears on what is told, in words; bounds the work in a text without clauses.
const PAST_REACH: usize = 20;

/// Fills `standings`, one for each cue found.
pub(crate) fn weigh(lexicon: &Lexicon, words: &[Word], found: &[Found], standings: &mut Vec<Standing>) {
    let told = OnceCell::new();
    let mut is_rude = false;
    standings.clear();
    standings.extend(found.iter().map(|one| {
        let cue = &lexicon.cues[one.cue as usize];
        let standing = if one.is_covered {
            Standing::Covered
        } else if cue.drops.is_empty() {
            Standing::Stands
        } else {
            let (first, end) = (one.first as usize, one.end as usize);
            Place { lexicon, words, found, told: &told, first, end }.standing(cue.drops)
        };
        is_rude |= standing.counts() && licenses_rudeness(lexicon, cue) && one.is_own(words);
        standing
    }));
    if is_rude {
        drop_ritual(lexicon, found, standings);
    }
}

fn licenses_rudeness(lexicon: &Lexicon, cue: &Cue) -> bool {
    lexicon.family_of(cue.purpose).is_some_and(|family| family.licences & Licence::Rude.bit() != 0)
}

/// Lets no ritual courtesy count beside rudeness that stands: « Bonjour, vous êtes des incapables. Cordialement. »
fn drop_ritual(lexicon: &Lexicon, found: &[Found], standings: &mut [Standing]) {
    for (found, standing) in found.iter().zip(standings) {
        let family = lexicon.family_of(lexicon.cues[found.cue as usize].purpose);
        if standing.counts() && family.is_some_and(|family| family.shows & Shows::RITUAL != 0) {
            *standing = Standing::Ritual;
        }
    }
}

/// A cue's place among the words.
struct Place<'a> {
    lexicon: &'a Lexicon,
    words: &'a [Word],
    found: &'a [Found],
    /// Found out once, when a cue asks.
    told: &'a OnceCell<Told>,
    first: usize,
    end: usize,
}

impl Place<'_> {
    fn standing(&self, drops: Drops) -> Standing {
        // Each a function that is called, so that a cue pays for those it asks alone.
        let holds = |context| match context {
            Context::Denied => self.is_denied(),
            Context::Reported => self.is_reported(),
            Context::Own => self.is_own(),
            Context::Thing => self.is_thing(),
            Context::Past => self.is_past(),
            Context::Hypothetical => self.is_hypothetical(),
        };
        drops.iter().find(|context| holds(*context)).map_or(Standing::Stands, Standing::of)
    }

    fn text(&self, at: usize) -> &[u8] {
        self.lexicon.vocabulary.bytes(self.words[at].id)
    }

    fn is_in(&self, at: usize, class: Class) -> bool {
        self.lexicon.is(self.words[at].id, class)
    }

    /// The words before the cue, nearest first, up to `limit` and not past the start of its clause or segment.
    fn before(&self, limit: usize, within_segment: bool) -> impl Iterator<Item = usize> {
        let here = self.words[self.first];
        let stop = self.first.saturating_sub(limit);
        (stop..self.first).rev().take_while(move |at| {
            let word = self.words[*at];
            word.clause == here.clause && (!within_segment || word.segment == here.segment)
        })
    }

    /// « pas … », « sans … », « jamais … » right before, or « je ne dis pas que » further back.
    #[inline(never)]
    fn is_denied(&self) -> bool {
        // « ça marche pas vous êtes des nuls »: what begins with its own subject is a clause of its own.
        let has_subject = matches!(
            self.text(self.first),
            b"vous"
                | b"tu"
                | b"t'"
                | b"c'"
                | b"ce"
                | b"on"
                | b"il"
                | b"elle"
                | b"ils"
                | b"elles"
                | b"bande"
                | b"espece"
                | b"tas"
        );
        if has_subject {
            return self.is_in_denied_speech();
        }
        let mut after_negator = self.first;
        for at in self.before(NEAR, true) {
            if self.is_in(at, Class::Negator) {
                let compares = matches!(
                    self.text(after_negator),
                    b"plus" | b"aussi" | b"moins" | b"que" | b"seulement" | b"mieux"
                );
                // « plus » denies only after a verb: « n'est plus urgent », not « plus urgent ».
                let is_more = self.text(at) == b"plus"
                    && !at.checked_sub(1).is_some_and(|verb| {
                        matches!(self.text(verb), b"est" | b"suis" | b"sont" | b"etes" | b"a" | b"ai")
                    });
                return !(is_more || compares && after_negator < self.first) || self.is_in_denied_speech();
            }
            if !is_light(self.text(at)) {
                break;
            }
            after_negator = at;
        }
        self.is_in_denied_speech()
    }

    /// « je ne dis pas que … », « loin de moi l'idée que … », « sans vous traiter de … ».
    fn is_in_denied_speech(&self) -> bool {
        self.before(FAR, false).any(|at| {
            // Most words do not.
            if !self.lexicon.is_any(self.words[at].id, &[Class::Saying, Class::ReportingVerb]) {
                return false;
            }
            if self.text(at) == FAR_FROM {
                return self.text((at + 1).min(self.first)) == b"de";
            }
            let negated_after = (at + 1..self.first.min(at + 3))
                .any(|next| matches!(self.text(next), b"pas" | b"jamais" | b"nullement" | b"point"));
            let negated_before = at > 0
                && matches!(self.text(at - 1), b"pas" | b"jamais" | b"sans")
                && !(at > 1 && self.text(at - 2) == b"pour");
            negated_after || negated_before
        })
    }

    /// Between quotation marks, or after « il m'a traité de », « on m'a dit que ».
    #[inline(never)]
    fn is_reported(&self) -> bool {
        let is_quoted = (self.first..self.end).all(|at| self.words[at].is_quoted);
        let is_within_more =
            |at: Option<usize>| at.and_then(|at| self.words.get(at)).is_some_and(|word| word.is_quoted);
        let is_long_quote = is_within_more(self.first.checked_sub(1)) || is_within_more(Some(self.end));
        // A single word between quotation marks may be the writer's own irony, unless somebody is said to have said it.
        is_quoted
            && (is_long_quote
                || self
                    .before(NEAR, false)
                    .any(|at| is_voiced(self.text(at)) || self.is_in(at, Class::ReportingVerb)))
            || self.follows_speech()
    }

    /// After « on m'a dit que », « il m'a traité de », with no comma between.
    fn follows_speech(&self) -> bool {
        self.before(FAR, true).any(|at| {
            let joins = || {
                (at + 1..self.first.min(at + 3))
                    .any(|next| matches!(self.text(next), b"que" | b"qu'" | b"de" | b"d'" | b"comme"))
            };
            if !self.is_in(at, Class::ReportingVerb) || !joins() {
                return false;
            }
            let speaker = at.saturating_sub(4)..at;
            let is_mine = speaker.clone().any(|at| matches!(self.text(at), b"je" | b"j'"));
            let to_me = speaker.clone().any(|at| {
                matches!(
                    self.text(at),
                    b"m'" | b"me" | b"nous" | b"il" | b"elle" | b"on" | b"ils" | b"elles" | b"lui" | b"qui"
                )
            });
            // « vous me dites n'importe quoi » is the writer's own reproach.
            let is_reader = speaker.clone().any(|at| matches!(self.text(at), b"vous"));
            to_me && !is_mine && !is_reader
        })
    }

    /// « je suis trop … », « quel … je fais », « … que je suis ».
    #[inline(never)]
    fn is_own(&self) -> bool {
        for at in self.before(NEAR, true) {
            match self.text(at) {
                b"suis" | b"etais" | b"serais" | b"fus" | b"sens" => return true,
                b"ete" | b"passer" | b"passe" | b"comme" | b"fais" | b"fait" => {
                    return self
                        .before(NEAR + 2, true)
                        .any(|at| matches!(self.text(at), b"j'" | b"je" | b"moi" | b"m'" | b"avoir"));
                }
                word if is_light(word)
                    || matches!(word, b"quel" | b"quelle" | b"bien" | b"juste" | b"parfois" | b"peut") => {}
                _ => break,
            }
        }
        let after = |offset: usize| {
            if self.end + offset < self.words.len() { self.text(self.end + offset) } else { b"" }
        };
        matches!(
            (after(0), after(1)),
            (b"que", b"je") | (b"que", b"j'") | (b"je", b"suis") | (b"j'", b"ai") | (b"de", b"moi")
        )
    }

    /// Right after or before a thing people swear at: « cette box débile », « connerie de site ».
    #[inline(never)]
    fn is_thing(&self) -> bool {
        for at in self.before(NEAR, true) {
            if self.is_in(at, Class::Insultable) {
                return true;
            }
            if !is_light(self.text(at)) && !matches!(self.text(at), b"est" | b"sont" | b"etait") {
                break;
            }
        }
        let next_noun = self.end + 1;
        next_noun < self.words.len()
            && matches!(self.text(self.end), b"de" | b"d'")
            && (next_noun..self.words.len().min(next_noun + 2)).any(|at| self.is_in(at, Class::Insultable))
    }

    /// The matter is over, or near words, in the same clause, tell of long ago.
    fn is_past(&self) -> bool {
        let told = self.told.get_or_init(|| Told::of(self.lexicon, self.words, self.found));
        told.is_over || told.has_past && self.is_told_as_past()
    }

    fn is_told_as_past(&self) -> bool {
        let clause = self.words[self.first].clause;
        let (from, to) = (self.first.saturating_sub(PAST_REACH) as u32, (self.end + PAST_REACH) as u32);
        // Cues are sorted by their first word.
        let first = self.found.partition_point(|found| found.first < from);
        let is_past = |found: &Found| {
            let purpose = self.lexicon.cues[found.cue as usize].purpose;
            self.lexicon.family_of(purpose).is_some_and(tells_past)
        };
        self.found[first..]
            .iter()
            .take_while(|found| found.first < to)
            .any(|found| self.words[found.first as usize].clause == clause && is_past(found))
    }

    /// After « si », « en cas de », « au cas où » in its segment.
    #[inline(never)]
    fn is_hypothetical(&self) -> bool {
        self.before(FAR, true).any(|at| match self.text(at) {
            b"si" => {
                self.words[at].starts_clause
                    || at > 0 && matches!(self.text(at - 1), b"meme" | b"et" | b"que")
            }
            b"s'" => self.words[at].starts_clause,
            b"cas" => at > 0 && matches!(self.text(at - 1), b"en" | b"au" | b"dans" | b"le"),
            b"imaginons" | b"supposons" | b"quand" | b"eventuellement" => self.words[at].starts_clause,
            _ => false,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Standing::{self, *};
    use crate::analyzer::Analyzer;
    use crate::report::Evidence;

    /// Checks the standing of the evidence whose words are `words`; what should not count may also be covered by a cue that
    /// says what is meant.
    fn check(sentence: &str, words: &str, standing: Standing) {
        let report = Analyzer::french().analyze(sentence);
        let is_it = |one: &&Evidence| {
            one.span.of(sentence).to_lowercase().contains(words)
                && !one.cue.starts_with("learned")
                && !one.cue.starts_with("build")
        };
        let found: Vec<_> = report.evidence.iter().filter(is_it).collect();
        assert!(
            found.iter().any(|one| one.standing == standing || standing != Stands && one.standing == Covered),
            "« {sentence} »: {words} should be {standing:?}, not {found:#?}"
        );
    }

    #[test]
    fn a_sentence_can_deny_what_it_names() {
        check("Je ne dis pas que vous êtes des voleurs.", "voleurs", Denied);
        check("Vous êtes des voleurs.", "voleurs", Stands);
        check("Vous n'êtes pas des incapables.", "incapables", Denied);
        check("Il n'y a pas plus incapables que vous.", "incapables", Stands);
        check("C'est sans doute urgent.", "urgent", Stands);
        check("ça marche pas vous êtes des incapables", "incapables", Stands);
    }

    #[test]
    fn somebody_else_s_words_are_not_the_writer_s() {
        check("Votre collègue m'a traité de connard.", "connard", Reported);
        check("On me dit d'attendre, bande de connards.", "connards", Stands);
        check("Il a hurlé « dégage, connard » devant mes enfants.", "connard", Reported);
    }

    #[test]
    fn an_insult_at_oneself_is_not_at_the_reader() {
        check("je suis un connard, pardon pour hier", "connard", Own);
        check("désolé d'avoir été un connard", "connard", Own);
        check("vous êtes trop cons", "cons", Stands);
    }

    #[test]
    fn what_is_over_is_not_urgent() {
        check("C'était urgent mais c'est réglé.", "urgent", Past);
        check("C'est urgent.", "urgent", Stands);
    }
}
