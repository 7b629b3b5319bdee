//! Tells a detail from what a message says beyond the words that say nothing: the substance.
//!
//! Takes the words, and the details that cues and labels gave; adds, for messages of some intents, a detail that no cue gave
//! where enough words of substance are left once words of grammar, empty words (« rappelez-moi », « merci », « mardi ») and
//! words that other details are made of are put aside. What can go wrong with a thing, or be wanted of a firm, is an open
//! list; the words that leave it unsaid are a short one. Knows nothing of the intent: each detail says in which it counts.
//!
//! | sentence, its intent                              | left                           | adds      |
//! |---------------------------------------------------|--------------------------------|-----------|
//! | un doublon à supprimer sur le fil, `other`        | doublon, supprimer, fil        | a subject |
//! | rappelez-moi avant mardi svp, `other`             |                                |           |
//! | mon thermostat a décidé que c'était l'été, `technical` | décidé, été               | a symptom |
//! | ma box est en panne, `technical`                  |                                |           |

use super::details::{Details, FoundDetail, Given};
use super::purposes::Told;
use crate::clean::tokens::Kind;
use crate::clean::zones::ZoneKind;
use crate::lexicon::glossary::{Class, Classes};
use crate::names::{Detail, Intent, Set};

/// When the substance of a message gives a detail.
struct Rule {
    detail: Detail,
    intents: &'static [Intent],
    /// How many words of substance are enough, in words.
    least: usize,
    /// The words that say nothing here, beside those that say nothing anywhere.
    empty: Class,
    /// Details whose words say nothing here.
    besides: &'static [Detail],
    /// Whether words of tone say nothing here, and nothing is told beside an insult: anger is no ground.
    is_of_facts: bool,
}

/// A word that may be of substance.
#[derive(Clone, Copy, Debug)]
pub(super) struct Speaking {
    word: u32,
    classes: Classes,
    told: Told,
}

/// The shortest word of substance (« gaz »), in folded bytes; shorter ones are grammar and slips.
const MIN_WORD_LEN: usize = 3;

/// The intents of a message in which a name or what fails is taken for the thing it is about.
const NAMED_IN: [Intent; 3] = [Intent::Technical, Intent::Warranty, Intent::ProductInfo];

/// How far before a symptom the noun that has it may stand, in words.
const MAX_TO_VERB: usize = 3;

/// Words before a thing that has a name.
const ARTICLES: [&[u8]; 18] = [
    b"le", b"la", b"l'", b"les", b"un", b"une", b"mon", b"ma", b"mes", b"ton", b"ta", b"votre", b"vos",
    b"notre", b"ce", b"cette", b"du", b"sur",
];

/// The least numbers of words were tuned on the training messages, three fifths read and two fifths counted only, 2026-11.
const RULES: [Rule; 6] = [
    Rule {
        detail: Detail::Subject,
        intents: &[Intent::Other],
        least: 3,
        empty: Class::Filler,
        besides: &[],
        is_of_facts: false,
    },
    Rule {
        detail: Detail::Symptom,
        intents: &[Intent::Technical, Intent::Warranty],
        least: 4,
        empty: Class::Trouble,
        besides: &[Detail::Product, Detail::SinceWhen, Detail::Date],
        is_of_facts: false,
    },
    Rule {
        detail: Detail::Product,
        intents: &[Intent::ProductInfo],
        least: 2,
        empty: Class::Shop,
        besides: &[Detail::Date, Detail::Quantity],
        is_of_facts: false,
    },
    Rule {
        detail: Detail::Change,
        intents: &[Intent::OrderChange],
        least: 4,
        empty: Class::Claim,
        besides: &[Detail::Product, Detail::Date],
        is_of_facts: false,
    },
    Rule {
        detail: Detail::Reason,
        intents: &[Intent::Refund, Intent::Return, Intent::Delivery, Intent::Billing],
        least: 6,
        empty: Class::Claim,
        besides: &[Detail::Product, Detail::Date],
        is_of_facts: false,
    },
    Rule {
        detail: Detail::Reason,
        intents: &[Intent::Complaint],
        least: 5,
        empty: Class::Claim,
        besides: &[Detail::Date],
        is_of_facts: true,
    },
];

impl Given<'_> {
    /// Adds what the substance gives to details that no cue gave; linear in the words.
    pub(super) fn add_substance(&self, details: &mut Details) {
        self.list_speaking(&mut details.speaking);
        self.add_named_thing(details);
        for rule in &RULES {
            let is_told = details.present.contains(rule.detail);
            let is_too_short = details.speaking.len() < rule.least;
            if is_told || is_too_short || rule.is_of_facts && self.purposes.has_insult {
                continue;
            }
            if let Some((first, end)) = self.substance(rule, &details.speaking) {
                let intents = rule.intents.iter().copied().collect();
                let span = self.span(first, end);
                details.found.push(FoundDetail { intents, ..FoundDetail::told(rule.detail, span) });
            }
        }
    }

    /// Adds a thing that no cue names: by a name of its own (« la Mokafina »), or since it is what fails (« l'image saute »).
    fn add_named_thing(&self, details: &mut Details) {
        if details.found.iter().any(|found| found.detail == Detail::Product) {
            return;
        }
        let named = (1..self.words.len()).find(|at| self.is_name(*at));
        let failing = || {
            let symptoms = self.purposes.tellings.iter().filter(|telling| telling.detail == Detail::Symptom);
            symptoms.into_iter().find_map(|telling| self.subject_of(telling.first as usize))
        };
        if let Some(at) = named.or_else(failing) {
            let word = self.words[at];
            let span = self.span(word.token as usize, word.last_token as usize + 1);
            let intents = NAMED_IN.iter().copied().collect();
            details.found.push(FoundDetail { intents, ..FoundDetail::told(Detail::Product, span) });
        }
    }

    /// A capital in mid-sentence behind an article or before a number: « la Mokafina », « Brisson 60 ».
    fn is_name(&self, at: usize) -> bool {
        let word = &self.words[at];
        let token = &self.tokens[word.token as usize];
        let before = &self.words[at - 1];
        let is_capital = token.is_capitalised
            && token.kind == Kind::Word
            && !token.is_capitals
            && self.says_something(at, Class::Trouble);
        if !is_capital || !word.zone.is_own_words() {
            return false;
        }
        let follows = before.clause == word.clause && before.token + 1 == word.token;
        let is_model = self
            .tokens
            .get(word.token as usize + 1)
            .is_some_and(|next| next.kind == Kind::Code && next.clause == token.clause);
        let is_titled = follows && ARTICLES.contains(&self.bytes(before.token as usize));
        is_titled || is_model && !word.starts_clause
    }

    /// The noun right before a symptom, with its article or at the start: « l'image » of « l'image saute », « caisse HS ».
    fn subject_of(&self, symptom: usize) -> Option<usize> {
        let clause = self.words[symptom].clause;
        let noun = (symptom.saturating_sub(MAX_TO_VERB)..symptom)
            .rev()
            .take_while(|at| self.words[*at].clause == clause)
            .find(|at| self.says_something(*at, Class::Function))?;
        let is_titled = noun > 0
            && self.words[noun - 1].clause == clause
            && ARTICLES.contains(&self.bytes(self.words[noun - 1].token as usize));
        let is_noun = is_titled || self.words[noun].starts_clause;
        (is_noun && self.says_something(noun, Class::Trouble)).then_some(noun)
    }

    /// Whether a word is neither grammar, nor empty, nor one of those that say nothing here.
    fn says_something(&self, at: usize, here: Class) -> bool {
        let word = &self.words[at];
        let is_silent = |class| self.lexicon.is(word.id, class);
        self.is_long_word(word.token as usize)
            && ![Class::Function, Class::Filler, here].into_iter().any(is_silent)
    }

    /// Lists the words that may be of substance, for any rule: those of what is said, neither grammar nor empty.
    fn list_speaking(&self, speaking: &mut Vec<Speaking>) {
        speaking.clear();
        for (at, word) in self.words.iter().enumerate() {
            let classes = self.lexicon.glossary.classes(word.id);
            // Most words are of grammar.
            let speaks = !classes.have_any(&[Class::Function, Class::Filler])
                && matches!(word.zone, ZoneKind::Body | ZoneKind::Header)
                && self.is_long_word(word.token as usize);
            if speaks {
                speaking.push(Speaking { word: at as u32, classes, told: self.purposes.told[at] });
            }
        }
    }

    fn is_long_word(&self, token: usize) -> bool {
        let token = &self.tokens[token];
        token.kind == Kind::Word && token.plain.range().len() >= MIN_WORD_LEN
    }

    /// The tokens from the first to the last word of substance of the clause that has the first, where there are enough words.
    fn substance(&self, rule: &Rule, speaking: &[Speaking]) -> Option<(usize, usize)> {
        let besides: Set<Detail> = rule.besides.iter().copied().collect();
        let counts = |word: &&Speaking| {
            let is_spoken_for =
                word.told.details.intersects(besides) || rule.is_of_facts && word.told.is_tone;
            !is_spoken_for && !word.classes.have_any(&[rule.empty])
        };
        speaking.iter().filter(counts).nth(rule.least - 1)?;
        let mut counted = speaking.iter().filter(counts).map(|word| &self.words[word.word as usize]);
        let first = counted.next()?;
        let last = counted.rfind(|word| word.clause == first.clause).unwrap_or(first);
        Some((first.token as usize, last.last_token as usize + 1))
    }
}

#[cfg(test)]
mod tests {
    use crate::analyzer::Analyzer;
    use crate::names::{Detail, Intent};
    use crate::scratch::Scratch;

    fn check(text: &str, intent: Intent, detail: Detail, expected: bool) {
        let (analyzer, mut scratch) = (Analyzer::french(), Scratch::new());
        let reading = analyzer.analyze_with(&mut scratch, text);
        let given = reading.present_for(intent).contains(detail);
        assert_eq!(given, expected, "{detail} in « {text} » about {intent}");
    }

    #[test]
    fn one_can_tell_what_is_wanted_from_words_that_say_something() {
        let subject = |text, expected| check(text, Intent::Other, Detail::Subject, expected);
        subject("Il faudrait raboter le seuil du kiosque à musique", true);
        subject("Les mesures du clocher sortent d'où ?", true);
        subject("rappelez-moi avant mardi svp, c'est urgent", false);
        subject("Bonjour, j'ai une question, quelqu'un peut-il me répondre ? Merci", false);
    }

    #[test]
    fn nothing_is_asked_where_the_intent_is_none() {
        check("Il faudrait raboter le seuil du kiosque à musique", Intent::None, Detail::Subject, false);
    }

    #[test]
    fn what_happens_is_told_by_more_than_failure_and_a_thing() {
        let symptom = |text, expected| check(text, Intent::Technical, Detail::Symptom, expected);
        symptom("Mon thermostat a décidé que treize degrés suffisaient à un bébé", true);
        symptom("aide imprimante svp, merci", false);
        symptom("mon lave-linge est sous garantie, envoyez un technicien", false);
    }

    #[test]
    fn a_thing_is_named_by_its_capital_or_by_what_fails() {
        let product = |text, expected| check(text, Intent::Technical, Detail::Product, expected);
        product("Comment détartrer la Mokafina ?", true);
        product("l'image saute toutes les cinq minutes", true);
        product("à Mokafina ça saute toutes les cinq minutes", false);
        product("ça saute toutes les cinq minutes", false);
    }

    #[test]
    fn a_question_about_stock_names_no_thing() {
        let product = |text, expected| check(text, Intent::ProductInfo, Detail::Product, expected);
        product("vous auriez encore des percuteurs pour un vieux Verney ?", true);
        product("dispo en bleu ? quel prix ?", false);
    }

    #[test]
    fn a_change_is_told_and_a_claim_alone_gives_no_reason() {
        check("Mettez la gravure au dos plutôt qu'au fermoir", Intent::OrderChange, Detail::Change, true);
        check("Remboursez-moi ma commande, merci", Intent::Refund, Detail::Reason, false);
    }
}
