//! What one message brings to its conversation.
//!
//! Takes a [`Reading`] and its report; gives its tone, its facts, and the words for each thing a conversation watches. Knows nothing of
//! the messages before it.
//!
//! | message                                                    | facts                       | watched for    |
//! |------------------------------------------------------------|-----------------------------|----------------|
//! | Je relance pour la commande 77-B.                          | order number 77-B           | reminder       |
//! | Deuxième relance, le dépôt de Laval dit ne pas l'avoir.    | `depot` `laval`             | reminder       |
//! | Sinon je pars.                                             |                             | threat (churn) |

use serde::{Deserialize, Serialize};

use super::facts::hash;
use crate::clean::tokens::Kind;
use crate::clean::zones::ZoneKind;
use crate::find::cues::Found;
use crate::judge::shows::Shows;
use crate::lexicon::glossary::Class;
use crate::lexicon::{Cue, Purpose};
use crate::names::{Detail, Intent, Signal};
use crate::report::{Evidence, GivenDetail, On, Reading, Report};
use crate::span::Span;

/// The longest piece of words kept as a proof, in characters.
const MOST_WORDS: usize = 60;

/// The shortest word that may carry a fact, in letters: shorter ones are articles, pronouns, « fois », « mail ».
const MIN_FACT_LETTERS: usize = 5;

/// The shortest code that may be a reference, in letters and digits: shorter ones are counts and hours.
const MIN_CODE: usize = 3;

/// The letters by which two forms of a word are taken for the same: « commande » and « commandé ».
const STEM_LETTERS: usize = 5;

/// The name of a learned word in the evidence.
const LEARNED_WORD: &str = "learned.word";

/// Families of cues by which the reader is « vous ».
const VOUS_FAMILIES: [&str; 2] = ["vouvoiement", "vous-subject"];

/// Families of cues by which a message behind another reminds of it: still not settled, for so long, when at last.
const OPEN_FAMILIES: [&str; 3] = ["open-end", "duration", "impatience"];

/// Details that are facts by their value. Others are phrases, whose words tell whether they are new, or days, which in a
/// reminder are those of the messages it recalls.
const FACTS: [Detail; 11] = [
    Detail::CaseNumber,
    Detail::OrderNumber,
    Detail::TrackingNumber,
    Detail::CustomerId,
    Detail::ContractNumber,
    Detail::InvoiceNumber,
    Detail::ErrorMessage,
    Detail::Amount,
    Detail::Address,
    Detail::Phone,
    Detail::Email,
];

/// What keeps the hash of a value apart from that of a word.
const VALUE: u8 = 1;
const WORD: u8 = 0;

/// Words that prove something, and the cue they were found by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Proof {
    pub(crate) cue: String,
    pub(crate) words: String,
}

/// A word or a code that carries meaning.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mention {
    pub(crate) fact: u32,
    /// No cue of tone has said it: « inadmissible » is loud, but tells nothing new.
    pub(crate) is_fresh: bool,
}

/// What one message brings.
#[derive(Debug, Default)]
pub(crate) struct Heard {
    /// Hashes of the details given, by kind and value.
    pub(crate) details: Vec<u32>,
    /// The words that carry meaning.
    pub(crate) words: Vec<Mention>,
    pub(crate) reminder: Option<Proof>,
    /// That the matter is still open: « toujours pas là », « ça fait trois semaines ».
    pub(crate) open: Option<Proof>,
    pub(crate) threats: Vec<(Signal, Proof)>,
    pub(crate) tu: Option<Proof>,
    pub(crate) says_vous: bool,
    pub(crate) greeting: Option<Proof>,
    pub(crate) solved: Option<Proof>,
    /// What speaks most for aggression or against politeness.
    pub(crate) sharpest: Option<Proof>,
}

/// Everything a conversation wants to know of a message.
pub(crate) fn hear(reading: &Reading<'_>, report: &Report) -> Heard {
    let sharpest = sharpest(&report.evidence, reading.text);
    let mut heard = Heard { details: details(&report.details), sharpest, ..Heard::default() };
    let mut said = vec![false; reading.scratch.words.words.len()];
    for (found, cue) in standing_cues(reading) {
        if let Purpose::Tone(family) = cue.purpose {
            said[found.first as usize..found.end as usize].fill(true);
            heard.watch(reading, found, cue, family);
        }
    }
    heard.settle(reading);
    heard.words = words(reading, &said);
    heard
}

impl Heard {
    /// Takes down a standing cue of a tone family.
    fn watch(&mut self, reading: &Reading<'_>, found: Found, cue: &Cue, family: u16) {
        let family = &reading.lexicon.families[family as usize];
        let proof = || Proof::of(&cue.id, span_of(reading, found).of(reading.text));
        let shows = |what: Shows| what.is_in(family.shows);
        if cue.signals.contains(Signal::Chase) {
            self.reminder.get_or_insert_with(proof);
        }
        if cue.signals.contains(Signal::Tutoiement) {
            self.tu.get_or_insert_with(proof);
        }
        if shows(Shows::Greeting) {
            self.greeting.get_or_insert_with(proof);
        }
        if shows(Shows::Resolved) {
            self.solved.get_or_insert_with(proof);
        }
        if OPEN_FAMILIES.contains(&family.name.as_str()) {
            self.open.get_or_insert_with(proof);
        }
        self.says_vous |= VOUS_FAMILIES.contains(&family.name.as_str());
        for threat in super::ladder::RUNGS {
            let is_first = self.threats.iter().all(|(known, _)| *known != threat);
            if is_first && cue.signals.contains(threat) {
                self.threats.push((threat, proof()));
            }
        }
    }

    /// Drops what the message as a whole does not bear out.
    fn settle(&mut self, reading: &Reading<'_>) {
        let is_over =
            reading.intent().intent == Intent::Thanks && self.reminder.is_none() && self.open.is_none();
        if !is_over {
            // « C'est réglé » in a message that still asks for something is about a part of the matter.
            self.solved = None;
        } else if self.solved.is_none() {
            self.solved = Some(Proof::of("intent.thanks", reading.text.trim()));
        }
    }
}

impl Proof {
    /// A proof, its words cut at [`MOST_WORDS`].
    pub(crate) fn of(cue: &str, words: &str) -> Self {
        Self { cue: cue.chars().take(MOST_WORDS).collect(), words: words.chars().take(MOST_WORDS).collect() }
    }
}

/// The cues that stand in the writer's own words.
fn standing_cues<'r>(reading: &Reading<'r>) -> impl Iterator<Item = (Found, &'r Cue)> {
    let (scratch, lexicon) = (reading.scratch, reading.lexicon);
    let found = scratch.cues.found.iter().zip(&scratch.standings);
    found
        .filter(|(found, standing)| {
            standing.counts() && scratch.words.words[found.first as usize].zone.is_own_words()
        })
        .map(|(found, _)| (*found, &lexicon.cues[found.cue as usize]))
}

/// The words a cue spans, in the text given.
fn span_of(reading: &Reading<'_>, found: Found) -> Span {
    let (words, tokens) = (&reading.scratch.words.words, &reading.scratch.tokens);
    let first = words[found.first as usize].token as usize;
    let last = words[found.end as usize - 1].last_token as usize;
    Span::new(tokens[first].source.start, tokens[last].source.end).on_graphemes(reading.text)
}

/// The evidence that weighs most for aggression or against politeness; a word that only the model has learned convinces nobody.
fn sharpest(evidence: &[Evidence], text: &str) -> Option<Proof> {
    let sharpness = |on: On, weight: f32| match on {
        On::Aggression => weight,
        On::Politeness => -weight,
        On::Urgency | On::Intent => 0.0,
    };
    let of_words = evidence.iter().filter(|one| !one.span.is_empty() && one.cue != LEARNED_WORD);
    let sharp = of_words.map(|one| (sharpness(one.on, one.weight), one)).filter(|(sharp, _)| *sharp > 0.0);
    let sharpest = sharp.max_by(|left, right| left.0.total_cmp(&right.0))?;
    Some(Proof::of(&sharpest.1.cue, sharpest.1.span.of(text)))
}

/// The details given that are facts, hashed by value alone: the same number is no new fact when it is given another role.
fn details(given: &[GivenDetail]) -> Vec<u32> {
    let given = given.iter().filter(|detail| FACTS.contains(&detail.kind));
    let mut hashes: Vec<u32> =
        given.map(|detail| hash(VALUE, &letters_and_digits(detail.value.as_bytes()))).collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

/// The words that carry meaning, hashed by their first letters, and the codes, hashed whole; those that no cue of tone has
/// said are fresh.
fn words(reading: &Reading<'_>, said: &[bool]) -> Vec<Mention> {
    let (scratch, lexicon) = (reading.scratch, reading.lexicon);
    let mut mentions = Vec::new();
    for (word, said) in scratch.words.words.iter().zip(said) {
        let token = &scratch.tokens[word.token as usize];
        let bytes = scratch.folded.bytes(token.plain);
        let is_empty = || lexicon.is(word.id, Class::Empty);
        let fact = match token.kind {
            _ if word.zone != ZoneKind::Body => None,
            Kind::Word if bytes.len() >= MIN_FACT_LETTERS && !is_empty() => {
                Some(hash(WORD, &bytes[..STEM_LETTERS]))
            }
            Kind::Code => Some(letters_and_digits(bytes))
                .filter(|code| code.len() >= MIN_CODE)
                .map(|code| hash(VALUE, &code)),
            _ => None,
        };
        if let Some(fact) = fact {
            mentions.push(Mention { fact, is_fresh: !said });
        }
    }
    mentions.sort_unstable_by_key(|mention| (mention.fact, !mention.is_fresh));
    mentions.dedup_by_key(|mention| mention.fact);
    mentions
}

/// A reference as it is compared: « BX-330 » and « bx330 » are the same.
fn letters_and_digits(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().filter(|byte| byte.is_ascii_alphanumeric()).map(u8::to_ascii_uppercase).collect()
}
