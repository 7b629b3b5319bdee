//! Routes messages: who must hurry, who answers firmly, whom to ask back, and who can simply be answered.
//!
//! ```text
//! cargo run --release --example triage                       # a few invented messages
//! cargo run --release --example triage -- "ca sent le gaz ici" "Merci, c'est réglé !"
//! ```
//! The order of the routes is the order of what a mistake costs: a critical message left lying costs most, then a threat
//! answered by a beginner, then an answer that cannot be given for want of a number.

use politesse::{Aggression, Analyzer, Level, Name, Report, Urgency};

/// From which probability on a message is treated as critical, 0…1.
///
/// Well below one half: to look at a message at once that could have waited costs a minute, the reverse may cost a life.
const HURRY_FROM: f32 = 0.25;

/// From which probability on a message is treated as hostile or worse, 0…1.
///
/// One half: to meet an irritated customer with a firm reply makes him a hostile one, so neither mistake is cheap.
const FIRM_FROM: f32 = 0.5;

/// Below which confidence a person should have a look, 0…1.
///
/// The confidence is the geometric mean of the probabilities of the three levels: below this they are little better than
/// even. A text without words or in another language has 0.
const UNSURE_BELOW: f32 = 0.45;

/// Invented messages, one for each route.
const SAMPLES: [&str; 7] = [
    "Ça sent le gaz dans la cuisine, que faire ??",
    "Bande de voleurs, je vous préviens, mon avocat va vous écrire.",
    "mon numéro de suivi de commande???",
    "Bonjour, pourriez-vous me dire où en est la commande 4512-77 ? Merci.",
    "Merci beaucoup, tout est réglé !",
    "Where is my parcel, please?",
    "",
];

/// What is to be done with a message.
enum Route {
    /// A person, now.
    Hurry,
    /// Somebody with experience, who names the limits.
    FirmReply,
    /// The question to send before anybody spends time on it.
    AskBack(String),
    /// Nothing readable, or nothing sure: a person has a look.
    Look,
    /// Nothing is asked.
    NoReply,
    /// All is there.
    Answer,
}

fn main() {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let messages: Vec<&str> =
        if given.is_empty() { SAMPLES.to_vec() } else { given.iter().map(String::as_str).collect() };
    let analyzer = Analyzer::french();
    for message in messages {
        let report = analyzer.analyze(message);
        println!("{:<10} {:<14} {message}", name(&route(&report)), report.completeness.intent.name());
        if let Route::AskBack(question) = route(&report) {
            println!("{:>26}{question}", "→ ");
        }
    }
}

/// The route of a message: the first that applies.
fn route(report: &Report) -> Route {
    let critical: f32 = at_least(report.urgency.probabilities(), Urgency::Critical);
    let hostile: f32 = at_least(report.aggression.probabilities(), Aggression::Hostile);
    if critical >= HURRY_FROM {
        return Route::Hurry;
    }
    if hostile >= FIRM_FROM {
        return Route::FirmReply;
    }
    if report.confidence < UNSURE_BELOW {
        return Route::Look;
    }
    match report.completeness.questions.first() {
        Some(question) => Route::AskBack(question.clone()),
        None if report.urgency.level == Urgency::None => Route::NoReply,
        None => Route::Answer,
    }
}

/// The probability of a level or a higher one.
fn at_least<L: Level>(probabilities: &[f32], level: L) -> f32 {
    probabilities[level.rank()..].iter().sum()
}

fn name(route: &Route) -> &'static str {
    match route {
        Route::Hurry => "hurry",
        Route::FirmReply => "firm reply",
        Route::AskBack(_) => "ask back",
        Route::Look => "look",
        Route::NoReply => "no reply",
        Route::Answer => "answer",
    }
}
