//! What is remembered of a conversation between two messages, however long it is.

use serde::{Deserialize, Serialize};

use super::facts::Facts;
use super::heard::{Heard, Proof, hear};
use super::pace::Clock;
use super::reason::Reasons;
use super::trend::{End, heat, trend};
use super::{ConversationStep, Ladder, Reason, Reminders};
use crate::judge::completeness;
use crate::levels::Aggression;
use crate::lexicon::Need;
use crate::message::{Channel, Message};
use crate::names::{Detail, Intent, Observation, Set, Signal, Trend};
use crate::report::{Completeness, Reading, Report, questions};

/// The fewest words that make a reminder tell something new, in words that carry meaning.
///
/// One or two new words are mostly the customer's mood (« ça devient pénible »). Chosen on the 162 training threads, 2026-11:
/// chasing is right for 94 % of them, and within two points of that from 2 to 4.
const NEW_WORDS: usize = 3;

/// Signals of a message that does more than remind, as a hostile one does: it threatens, insults or excuses.
const MORE_THAN_REMINDING: [Signal; 6] = [
    Signal::Insult,
    Signal::ThreatChurn,
    Signal::ThreatPublic,
    Signal::ThreatLegal,
    Signal::ThreatViolence,
    Signal::Apology,
];

/// What a [`Conversation`](super::Conversation) remembers: counts, hashes and a few proving words, below 10 KiB in JSON however
/// long the conversation is.
///
/// Store it between two messages and [`resume`](super::Conversation::resume) with it: nothing changes by it. Its fields are
/// the crate's own; a state stored by one minor version is read by the next.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ConversationState {
    messages: u32,
    clock: Clock,
    first: Option<End>,
    last: Option<End>,
    facts: Facts,
    present: Set<Detail>,
    /// What the conversation is about: the intent of the last message that asked for something of its own.
    matter: Option<Intent>,
    reminders: Reminders,
    threats: Ladder,
    said_vous: bool,
    said_tu: bool,
    turned_to_tu: bool,
    greeting: Option<(u32, Proof)>,
    reasons: Reasons,
}

/// What one message changed.
struct Changes {
    is_bare_reminder: bool,
    lost_greeting: bool,
    solved: bool,
}

impl ConversationState {
    /// Takes one message in, and says where the conversation stands.
    pub(crate) fn add(&mut self, message: &Message<'_>, reading: &Reading<'_>) -> ConversationStep {
        self.messages = self.messages.saturating_add(1);
        let report = reading.to_report();
        let heard = hear(reading, &report);
        let given_earlier = self.present;
        self.place(message, reading, &heard);
        let changes = Changes {
            is_bare_reminder: self.count_reminder(reading, &heard),
            lost_greeting: self.watch_greeting(message, reading, &heard),
            solved: self.watch_solved(&heard),
        };
        self.watch_threats(&heard);
        self.watch_address(&heard);
        let completeness = self.completeness(reading, &report, changes.is_bare_reminder);
        self.step(message, report, completeness, given_earlier, &changes)
    }

    /// Puts the message at its place in time.
    fn place(&mut self, message: &Message<'_>, reading: &Reading<'_>, heard: &Heard) {
        let at = message.time().or(self.clock.latest());
        if let Some(time) = message.time() {
            let was_quick = self.clock.pace().is_quickening();
            self.clock.add(time);
            let is_quick = self.clock.pace().is_quickening();
            if is_quick != was_quick {
                self.reasons.forget(Observation::Quickening);
            }
            if is_quick && !was_quick {
                self.note(Observation::Quickening, &Proof::of("conversation.quickening", ""));
            }
        }
        // A blank mail, a signature or a foreign text has no tone of its own: it ends no trend.
        if reading.confidence() == 0.0 {
            return;
        }
        let end = End { message: self.messages, at, heat: heat(reading), sharpest: heard.sharpest.clone() };
        if self.first.as_ref().is_none_or(|first| end.is_before(first)) {
            self.first = Some(end.clone());
        }
        if self.last.as_ref().is_none_or(|last| !end.is_before(last)) {
            self.last = Some(end);
        }
    }

    /// Counts the message if it is a reminder, remembers its facts; says whether it is a bare one.
    ///
    /// A message is a reminder when a cue of chasing stands in it. Behind another message it is one too when it says that
    /// the matter is still open, or comes back to what is known and tells nothing new.
    fn count_reminder(&mut self, reading: &Reading<'_>, heard: &Heard) -> bool {
        let new_details = heard.details.iter().filter(|fact| !self.facts.contains(**fact)).count();
        let fresh = heard.words.iter().filter(|word| word.is_fresh);
        let new_words = fresh.filter(|word| !self.facts.contains(word.fact)).count();
        let all = || heard.details.iter().copied().chain(heard.words.iter().map(|word| word.fact));
        let is_about_known = all().any(|fact| self.facts.contains(fact));
        for fact in all() {
            self.facts.add(fact);
        }
        let is_first = self.messages == 1;
        let does_more = MORE_THAN_REMINDING.iter().any(|signal| reading.signals().contains(*signal))
            || reading.aggression().level >= Aggression::Hostile
            || heard.solved.is_some();
        let says_no_more = is_about_known && new_details == 0 && new_words == 0;
        let reminds_here = !is_first && !does_more && (heard.open.is_some() || says_no_more);
        if heard.reminder.is_none() && !reminds_here {
            return false;
        }
        let is_bare = !is_first && new_details == 0 && new_words < NEW_WORDS;
        if is_bare {
            self.reminders.bare = self.reminders.bare.saturating_add(1);
            let repeats = Proof::of("conversation.nothing-new", reading.text().trim());
            let proof = heard.reminder.as_ref().or(heard.open.as_ref()).unwrap_or(&repeats);
            self.note(Observation::Reminder, proof);
        } else {
            self.reminders.with_new_facts = self.reminders.with_new_facts.saturating_add(1);
        }
        is_bare
    }

    /// Whether the writer, who greeted before, no longer does.
    fn watch_greeting(&mut self, message: &Message<'_>, reading: &Reading<'_>, heard: &Heard) -> bool {
        if let Some(greeting) = &heard.greeting {
            self.greeting = Some((self.messages, greeting.clone()));
            self.reasons.forget(Observation::LostGreeting);
            return false;
        }
        let greets_each_time = matches!(message.channel(), None | Some(Channel::Email | Channel::Form));
        let Some((number, greeting)) = &self.greeting else { return false };
        if !greets_each_time || reading.confidence() == 0.0 {
            return false;
        }
        let reason = Reason::new(Observation::LostGreeting, *number, greeting);
        self.reasons.forget(Observation::LostGreeting);
        self.reasons.add(reason);
        true
    }

    fn watch_solved(&mut self, heard: &Heard) -> bool {
        self.reasons.forget(Observation::Solved);
        if let Some(proof) = &heard.solved {
            self.note(Observation::Solved, proof);
        }
        heard.solved.is_some()
    }

    fn watch_threats(&mut self, heard: &Heard) {
        if self.threats.add(heard.threats.iter().map(|(threat, _)| *threat)) {
            let highest = heard.threats.iter().find(|(threat, _)| Some(*threat) == self.threats.highest);
            if let Some((_, proof)) = highest {
                self.note(Observation::Threat, proof);
            }
        }
    }

    fn watch_address(&mut self, heard: &Heard) {
        if let Some(tu) = heard.tu.as_ref().filter(|_| self.said_vous && !self.said_tu) {
            self.turned_to_tu = true;
            self.note(Observation::TurnedToTu, tu);
        }
        self.said_tu |= heard.tu.is_some();
        self.said_vous |= heard.says_vous;
    }

    fn note(&mut self, of: Observation, proof: &Proof) {
        self.reasons.add(Reason::new(of, self.messages, proof));
    }

    /// What is still to be asked for the matter in hand, with all that was given.
    fn completeness(
        &mut self,
        reading: &Reading<'_>,
        report: &Report,
        is_bare_reminder: bool,
    ) -> Completeness {
        let said = report.completeness.intent;
        let asks_nothing_new = is_bare_reminder || said == Intent::None;
        let intent = self.matter.filter(|_| asks_nothing_new).unwrap_or(said);
        if !matches!(intent, Intent::None | Intent::Thanks) {
            self.matter = Some(intent);
        }
        // An answer that is about nothing by itself (« elle clignote en rouge ») tells what the matter needs.
        self.present = self.present.union(reading.present()).union(reading.present_for(intent));
        let needs = &reading.lexicon.needs[intent as usize];
        let missing: Vec<&Need> = completeness::missing(needs, self.present).collect();
        let is_tu = reading.signals().contains(Signal::Tutoiement);
        Completeness {
            intent,
            score: completeness::score(needs, self.present),
            present: self.present,
            announced: report.completeness.announced,
            missing: missing.iter().map(|need| need.name.clone()).collect(),
            questions: questions::ask(missing.into_iter(), is_tu).into_iter().collect(),
            self_service: report.completeness.self_service.clone(),
        }
    }

    fn trend(&self) -> Trend {
        self.first.as_ref().zip(self.last.as_ref()).map_or(Trend::Stable, |(first, last)| trend(first, last))
    }

    fn step(
        &self,
        message: &Message<'_>,
        report: Report,
        completeness: Completeness,
        given_earlier: Set<Detail>,
        changes: &Changes,
    ) -> ConversationStep {
        let trend = self.trend();
        let sharper = match trend {
            Trend::Escalating => self.last.as_ref(),
            Trend::Calming => self.first.as_ref(),
            Trend::Stable => None,
        };
        let tone = sharper.and_then(|end| {
            end.sharpest.as_ref().map(|proof| Reason::new(Observation::Tone, end.message, proof))
        });
        ConversationStep {
            message: self.messages,
            at: message.time(),
            report,
            completeness,
            given_earlier,
            trend,
            reminders: self.reminders,
            chasing: self.reminders.is_chasing(),
            pace: self.clock.pace(),
            threats: self.threats.clone(),
            turned_to_tu: self.turned_to_tu,
            lost_greeting: changes.lost_greeting,
            solved: changes.solved,
            reasons: tone.into_iter().chain(self.reasons.0.iter().cloned()).collect(),
        }
    }
}
