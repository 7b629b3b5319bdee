//! Conversations: the trend, the chase, and what is remembered between two messages.

use politesse::{
    Analyzer, Channel, Conversation, ConversationState, ConversationStep, Detail, Intent, Message,
    Observation, Signal, Time, Trend,
};
use proptest::prelude::*;

/// A stored state never grows beyond this, in bytes of JSON; its documentation says so.
const MOST_STATE_BYTES: usize = 10 * 1024;

const DAY: i64 = 86_400;

/// Le mec pressé: ten mails in ten days about one order, each angrier than the last.
const PRESSED: [&str; 10] = [
    "Bonjour, pourriez-vous me dire quand arrivera ma commande 7741-C (un lave-linge) ? Merci beaucoup.",
    "Bonjour, je n'ai pas eu de réponse pour la commande 7741-C. Merci de regarder.",
    "Bonjour, je relance pour la commande 7741-C.",
    "Deuxième relance pour la 7741-C.",
    "Toujours rien pour la 7741-C. C'est long !",
    "Cinq mails, aucune réponse. C'est inadmissible. Commande 7741-C.",
    "Vous le faites exprès ? Puisque c'est ainsi je résilie mon contrat.",
    "Bande d'incapables, je vais raconter ça sur tous les sites d'avis.",
    "Vous êtes des escrocs, mon avocat vous écrira.",
    "T'es vraiment un connard, je vais venir te casser la gueule.",
];

fn steps(messages: &[Message<'_>]) -> Vec<ConversationStep> {
    let mut conversation = Conversation::new(&Analyzer::french());
    messages.iter().map(|message| conversation.push(*message)).collect()
}

/// The last step of a thread without times.
fn last(texts: &[&str]) -> ConversationStep {
    let messages: Vec<Message<'_>> = texts.iter().map(|text| Message::new(text)).collect();
    steps(&messages).pop().unwrap()
}

fn reasons(step: &ConversationStep, of: Observation) -> Vec<(u32, &str)> {
    let of_kind = step.reasons.iter().filter(|reason| reason.of == of);
    of_kind.map(|reason| (reason.message, reason.words.as_str())).collect()
}

#[test]
fn ten_mails_in_ten_days_each_angrier() {
    let messages: Vec<Message<'_>> =
        (0..).zip(PRESSED).map(|(day, text)| Message::new(text).at(day * DAY)).collect();
    let steps = steps(&messages);
    let (first, last) = (&steps[0], &steps[9]);
    assert_eq!((first.trend, first.chasing), (Trend::Stable, false));
    assert_eq!((last.trend, last.chasing), (Trend::Escalating, true));
    assert!(steps[4].chasing, "three bare reminders by the fifth mail");
    assert!(last.reminders.bare >= 4, "{:?}", last.reminders);
    assert_eq!(last.pace.per_day, Some(10.0 / 9.0));
    assert!(!last.pace.is_quickening());
    assert_eq!(last.threats.highest, Some(Signal::ThreatViolence));
    assert_eq!(last.threats.climbs, 4, "to leave, to shame, to sue, violence");
    assert!(last.turned_to_tu && !steps[8].turned_to_tu);
    assert!(steps[3].lost_greeting && !steps[2].lost_greeting);
    assert!(last.given_earlier.contains(Detail::OrderNumber));
    assert!(!last.solved);
    let tone = reasons(last, Observation::Tone);
    assert_eq!(tone.len(), 1);
    assert_eq!(tone[0].0, 10);
    assert_eq!(
        reasons(last, Observation::Threat).iter().map(|reason| reason.0).collect::<Vec<_>>(),
        [7, 8, 9, 10]
    );
    assert_eq!(reasons(last, Observation::TurnedToTu)[0].0, 10);
    assert_eq!(reasons(last, Observation::LostGreeting), [(3, "Bonjour")]);
    assert!(reasons(last, Observation::Reminder).len() <= 3);
}

#[test]
fn the_trend_goes_from_the_first_message_to_the_last() {
    let calm = "Bonjour, où en est ma commande 4512-77 ? Merci.";
    let angry = "Bande de voleurs, c'est une honte !";
    let sorry = "C'est réglé, merci beaucoup, et désolé pour le ton.";
    assert_eq!(last(&[calm]).trend, Trend::Stable);
    assert_eq!(last(&[calm, angry]).trend, Trend::Escalating);
    assert_eq!(last(&[angry, sorry]).trend, Trend::Calming);
    assert_eq!(last(&[calm, angry, sorry]).trend, Trend::Stable, "a rise in the middle that is gone");
    assert_eq!(last(&[calm, angry, ""]).trend, Trend::Escalating, "an empty mail has no tone of its own");
    assert_eq!(last(&["", angry]).trend, Trend::Stable, "nothing to compare it with");
    assert_eq!(last(&["", ""]).trend, Trend::Stable);
    assert!(last(&[angry, sorry]).solved);
    assert_eq!(reasons(&last(&[angry, sorry]), Observation::Tone)[0].0, 1);
}

#[test]
fn a_reminder_with_a_new_fact_is_no_bare_one() {
    let first = "Bonjour, ma commande 77-412 (un vélo) est en retard.";
    let bare =
        ["Bonjour, je relance pour la commande 77-412.", "Bonjour, deuxième relance, commande 77-412."];
    let told = [
        "Bonjour, je relance pour la commande 77-412 : le transporteur m'a donné le numéro de suivi 6X44100321.",
        "Bonjour, deuxième relance, commande 77-412 : mon adresse est le 12 rue du Moulin, 35500 Vitré.",
    ];
    let step = last(&[first, bare[0], bare[1]]);
    assert!(step.chasing && step.reminders.bare == 2, "{:?}", step.reminders);
    let step = last(&[first, told[0], told[1]]);
    assert!(!step.chasing && step.reminders.with_new_facts == 2, "{:?}", step.reminders);
    let step = last(&[first, bare[0], told[0]]);
    assert!(!step.chasing, "{:?}", step.reminders);
    let step = last(&[first, first, first]);
    assert!(step.chasing, "the same mail again is a reminder: {:?}", step.reminders);
    let step = last(&[first, "Toujours rien pour la 77-412.", "Ça fait trois semaines pour la 77-412."]);
    assert!(step.chasing, "said without a word of reminding: {:?}", step.reminders);
    let step = last(&[first, "Bande de voleurs !", "Bande de voleurs !"]);
    assert_eq!(step.reminders.bare, 0, "an insult reminds of nothing");
    let step = last(&["Je relance encore une fois."]);
    assert_eq!(step.reminders.bare, 0, "the first message tells all for the first time");
}

#[test]
fn what_was_given_once_is_not_asked_again() {
    let step = last(&["Ma commande 4512-77 n'est pas arrivée.", "Alors, mon colis ?"]);
    assert!(!step.report.completeness.missing.is_empty(), "by itself it lacks the number");
    assert_eq!(step.completeness.missing, [""; 0]);
    assert_eq!(step.completeness.questions, [""; 0]);
    assert!(step.given_earlier.contains(Detail::OrderNumber));
    let step = last(&["Où est mon colis ?", "Je relance. Toujours rien."]);
    assert_eq!(step.completeness.missing, ["order_number|tracking_number"], "a reminder is about its matter");
}

#[test]
fn an_answer_that_is_about_nothing_tells_what_the_matter_needs() {
    let asked = last(&["Bonjour, j'ai une panne, rien ne s'allume."]);
    assert_eq!(asked.completeness.missing, ["product"]);
    let answered = last(&["Bonjour, j'ai une panne, rien ne s'allume.", "C'est la box"]);
    assert_eq!(answered.report.completeness.intent, Intent::None);
    assert_eq!((answered.completeness.intent, answered.completeness.missing), (Intent::Technical, vec![]));
}

#[test]
fn where_nobody_greets_twice_no_greeting_is_lost() {
    let chat = |text| Message::new(text).by(Channel::Chat);
    let texts = ["Bonjour, ma box ne marche plus", "le voyant est rouge"];
    assert!(!steps(&texts.map(chat))[1].lost_greeting);
    assert!(steps(&texts.map(Message::new))[1].lost_greeting);
}

#[test]
fn a_late_message_is_put_in_its_place() {
    let (calm, angry) =
        ("Bonjour, où en est ma commande 4512-77 ? Merci.", "Bande de voleurs, c'est une honte !");
    let at = |text, day| Message::new(text).at(day * DAY);
    let trend = |messages: &[Message<'_>]| steps(messages).pop().unwrap().trend;
    assert_eq!(trend(&[at(angry, 5), at(calm, 1)]), Trend::Escalating);
    assert_eq!(trend(&[at(calm, 1), at(angry, 9), at(calm, 4)]), Trend::Escalating);
    assert_eq!(trend(&[at(calm, 1), at(angry, 1)]), Trend::Escalating, "equal times: as pushed");
    assert_eq!(trend(&[Message::new(calm), at(angry, 1)]), Trend::Escalating, "no time: as pushed");
    assert_eq!(trend(&[at(calm, 1), Message::new(angry)]), Trend::Escalating);
    assert_eq!(trend(&[at(calm, 1), Message::new(angry), at(calm, 0)]), Trend::Escalating);
}

#[test]
fn a_pace_that_quickens_is_a_reason_while_it_does() {
    let at = |day: i64| Message::new("Je relance.").at(day * DAY);
    let quick = steps(&[0, 8, 12, 14, 30].map(at));
    assert_eq!(reasons(&quick[2], Observation::Quickening), []);
    assert_eq!(reasons(&quick[3], Observation::Quickening), [(4, "")]);
    assert!(quick[3].pace.is_quickening() && !quick[4].pace.is_quickening());
    assert_eq!(reasons(&quick[4], Observation::Quickening), []);
}

#[test]
fn the_ends_of_time_are_times() {
    let times = [i64::MAX, i64::MIN, 0, i64::MIN, i64::MAX];
    let steps = steps(&times.map(|time| Message::new("Je relance.").at(Time::from(time))));
    assert!(steps[4].pace.per_day.is_some_and(f32::is_finite));
}

#[test]
fn ten_thousand_messages_fit_into_the_same_memory() {
    let analyzer = Analyzer::french();
    let mut conversation = Conversation::new(&analyzer);
    let bytes = |conversation: &Conversation| serde_json::to_string(conversation.state()).unwrap().len();
    for number in 0..10_000_i64 {
        // Threats and reminders with words that JSON must escape, and a new number each time.
        let text =
            format!("\u{1}Je relance\u{2}\u{3} : commande AB-{number}, sinon je résilie « \"{number}\" » !");
        conversation.push(Message::new(&text).at(number * 60));
        if number % 1_000 == 0 {
            assert!(bytes(&conversation) <= MOST_STATE_BYTES, "{} after {number}", bytes(&conversation));
        }
    }
    assert!(bytes(&conversation) <= MOST_STATE_BYTES, "{}", bytes(&conversation));
    assert_eq!(conversation.push("Je relance.").message, 10_001);
}

#[test]
fn a_state_of_less_or_more_is_read() {
    let analyzer = Analyzer::french();
    let state: ConversationState = serde_json::from_str("{}").unwrap();
    assert_eq!(state, ConversationState::default());
    let many: Vec<u32> = (0..5_000).collect();
    let text = serde_json::json!({ "messages": u32::MAX, "facts": many, "of_tomorrow": true }).to_string();
    let mut conversation = Conversation::resume(&analyzer, serde_json::from_str(&text).unwrap());
    assert_eq!(conversation.push("Commande 4512-77").message, u32::MAX);
    assert!(serde_json::to_string(conversation.state()).unwrap().len() <= MOST_STATE_BYTES);
}

/// Messages of a conversation, with what is hard about them.
fn thread() -> impl Strategy<Value = Vec<(String, Option<i64>)>> {
    let pieces = prop::sample::select(vec![
        "Bonjour",
        "je relance",
        "commande 4512-77",
        "commande 88-1042",
        "toujours rien",
        "c'est réglé, merci",
        "bande de voleurs",
        "je résilie",
        "mon avocat vous écrira",
        "vous répondez quand ?",
        "tu réponds quand ?",
        "le 12/03",
        "49,90 €",
        "\u{1}« \" »\n",
        "e\u{301}👏",
    ]);
    let text = prop_oneof![
        3 => prop::collection::vec(pieces, 0..5).prop_map(|pieces| pieces.join(" ")),
        1 => any::<String>(),
    ];
    let time = prop_oneof![2 => (0..10_i64).prop_map(|day| Some(day * DAY)), 1 => any::<Option<i64>>()];
    prop::collection::vec((text, time), 0..8)
}

fn message((text, time): &(String, Option<i64>)) -> Message<'_> {
    time.map_or(Message::new(text), |time| Message::new(text).at(time))
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 100,
        rng_seed: prop::test_runner::RngSeed::Fixed(0x5eed),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// Storing and restoring between any two messages changes nothing.
    #[test]
    fn a_stored_conversation_goes_on_as_if_never_stored(thread in thread()) {
        let analyzer = Analyzer::french();
        let mut kept = Conversation::new(&analyzer);
        let mut stored = String::from("{}");
        for one in &thread {
            let state: ConversationState = serde_json::from_str(&stored).unwrap();
            let mut restored = Conversation::resume(&analyzer, state);
            prop_assert_eq!(kept.push(message(one)), restored.push(message(one)));
            prop_assert_eq!(kept.state(), restored.state());
            stored = serde_json::to_string(restored.state()).unwrap();
            prop_assert!(stored.len() <= MOST_STATE_BYTES);
        }
    }

    /// The counts agree with each other, and a step's JSON is read back.
    #[test]
    fn a_step_is_sound(thread in thread()) {
        let mut conversation = Conversation::new(&Analyzer::french());
        let mut before = 0;
        for (number, one) in (1..).zip(&thread) {
            let step = conversation.push(message(one));
            let reminders = step.reminders.bare + step.reminders.with_new_facts;
            prop_assert_eq!(step.message, number);
            prop_assert!(reminders == before || reminders == before + 1);
            prop_assert_eq!(step.chasing, step.reminders.bare >= 2);
            prop_assert!(step.threats.climbs <= 4);
            prop_assert!(step.reasons.iter().all(|reason| (1..=number).contains(&reason.message)));
            before = reminders;
            let json = serde_json::to_string(&step).unwrap();
            let back: ConversationStep = serde_json::from_str(&json).unwrap();
            prop_assert_eq!(serde_json::to_string(&back).unwrap(), json);
        }
    }
}
