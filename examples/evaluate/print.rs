//! Prints what was measured.

use politesse::{Aggression, Analyzer, Detail, Level, Name, On, Politeness, Scratch, Signal, Tone, Urgency};
use serde_json::json;

use crate::figures::{Figures, ToneFigures};
use crate::support::corpus::Labelled;
use crate::support::metrics::F1;

/// The names of a tone's levels, lowest first.
fn level_names(tone: Tone) -> Vec<&'static str> {
    match tone {
        Tone::Politeness => Politeness::ALL.iter().map(|level| level.name()).collect(),
        Tone::Aggression => Aggression::ALL.iter().map(|level| level.name()).collect(),
        Tone::Urgency => Urgency::ALL.iter().map(|level| level.name()).collect(),
    }
}

/// Gold aggression none read as hostile or worse, as a share of gold none.
fn false_alarms(figures: &ToneFigures) -> f64 {
    let calm: u32 = (0..4).map(|read| figures.confusion.count(0, read)).sum();
    f64::from(figures.confusion.count(0, 2) + figures.confusion.count(0, 3)) / f64::from(calm.max(1))
}

/// Gold abuse read as irritated or less.
fn missed_abuse(figures: &ToneFigures) -> u32 {
    figures.confusion.count(3, 0) + figures.confusion.count(3, 1)
}

/// All tables.
pub fn tables(figures: &Figures) {
    println!("{} messages\n", figures.messages);
    println!("{:<12}{:>8}{:>10}{:>8}{:>12}", "tone", "kappa", "spearman", "exact", "off by two");
    for tone in Tone::ALL {
        let one = &figures.tones[tone as usize];
        let (kappa, exact, off) =
            (one.confusion.weighted_kappa(), one.confusion.exact(), one.confusion.share_off_by(2));
        println!(
            "{:<12}{kappa:>8.3}{:>10.3}{:>7.1}%{:>11.1}%",
            tone.name(),
            one.spearman(),
            100.0 * exact,
            100.0 * off
        );
    }
    let aggression = &figures.tones[Tone::Aggression as usize];
    println!(
        "\nfalse alarms (none read as hostile or abusive) {:.1}%, missed abuse {}",
        100.0 * false_alarms(aggression),
        missed_abuse(aggression)
    );
    for tone in Tone::ALL {
        confusion(tone, &figures.tones[tone as usize]);
    }
    for tone in Tone::ALL {
        figures.tones[tone as usize].reliability.print(tone.name(), &level_names(tone));
    }
    let share = f64::from(figures.missing_exact) / f64::from(figures.messages.max(1));
    println!(
        "\nintent          accuracy {:.3}, macro-F1 {:.3}",
        figures.intents.exact(),
        figures.intents.macro_f1()
    );
    println!("missing needs   F1 {:.3}, exact {share:.3}", figures.missing.f1());
    println!("details         F1 {:.3}, needed F1 {:.3}", figures.details.f1(), figures.needed_details.f1());
    println!("signals         F1 {:.3}", figures.signals.f1());
    by_name("need missing", figures.by_need.iter().map(|(name, one)| (name.as_str(), one)));
    by_name("detail", Detail::ALL.iter().map(|detail| detail.name()).zip(&figures.by_detail));
    by_name("signal", Signal::ALL.iter().map(|signal| signal.name()).zip(&figures.by_signal));
}

fn confusion(tone: Tone, figures: &ToneFigures) {
    let names = level_names(tone);
    println!("\n{} (rows: label, columns: read)", tone.name());
    print!("{:<12}", "");
    names.iter().for_each(|name| print!("{name:>12}"));
    println!();
    for (gold, name) in names.iter().enumerate() {
        print!("{name:<12}");
        (0..names.len()).for_each(|read| print!("{:>12}", figures.confusion.count(gold, read)));
        println!();
    }
}

fn by_name<'f>(what: &str, figures: impl Iterator<Item = (&'f str, &'f F1)>) {
    // The longest name of a need.
    const WIDTH: usize = 44;
    println!("\n{what:<WIDTH$}{:>6}{:>11}{:>8}{:>7}", "n", "precision", "recall", "F1");
    for (name, one) in figures.filter(|(_, one)| one.gold + one.predicted > 0) {
        println!(
            "{name:<WIDTH$}{:>6}{:>11.2}{:>8.2}{:>7.2}",
            one.gold,
            one.precision(),
            one.recall(),
            one.f1()
        );
    }
}

/// The figures for machines.
pub fn json(figures: &Figures) -> serde_json::Value {
    let tone = |tone: Tone| {
        let one = &figures.tones[tone as usize];
        json!({
            "kappa": one.confusion.weighted_kappa(),
            "spearman": one.spearman(),
            "exact": one.confusion.exact(),
            "off_by_two": one.confusion.share_off_by(2),
            "reliability": one.reliability.json(&level_names(tone)),
        })
    };
    let aggression = &figures.tones[Tone::Aggression as usize];
    json!({
        "messages": figures.messages,
        "politeness": tone(Tone::Politeness),
        "aggression": tone(Tone::Aggression),
        "urgency": tone(Tone::Urgency),
        "false_alarms": false_alarms(aggression),
        "missed_abuse": missed_abuse(aggression),
        "missing_by_need": figures.by_need.iter().map(|(name, one)| (name.clone(), json!({ "n": one.gold, "precision": one.precision(), "recall": one.recall(), "f1": one.f1() }))).collect::<serde_json::Map<_, _>>(),
        "intent": { "accuracy": figures.intents.exact(), "macro_f1": figures.intents.macro_f1() },
        "missing": { "f1": figures.missing.f1(), "exact": f64::from(figures.missing_exact) / f64::from(figures.messages.max(1)) },
        "details": { "f1": figures.details.f1(), "needed_f1": figures.needed_details.f1() },
        "signals": { "f1": figures.signals.f1() },
    })
}

/// The worst misses of each tone, with their evidence.
pub fn errors(analyzer: &Analyzer, figures: &Figures, messages: &[Labelled], count: usize) {
    let mut scratch = Scratch::new();
    for tone in Tone::ALL {
        let pairs = &figures.tones[tone as usize].pairs;
        let top = (tone.level_count() - 1) as f32;
        let distance = |index: usize| (pairs[index].0 as f32 - pairs[index].1 * top).abs();
        let mut worst: Vec<usize> =
            (0..pairs.len()).filter(|index| pairs[*index].0 != pairs[*index].2).collect();
        worst.sort_by(|left, right| distance(*right).total_cmp(&distance(*left)));
        let names = level_names(tone);
        for index in worst.into_iter().take(count) {
            let labelled = &messages[index];
            println!(
                "\n{} {}: {} read as {}",
                labelled.id,
                tone.name(),
                names[pairs[index].0],
                names[pairs[index].2]
            );
            println!("  {}", labelled.text.replace('\n', "\n  "));
            let reading = analyzer.analyze_with(&mut scratch, labelled.message());
            for one in reading.evidence().filter(|one| one.on == On::from(tone)) {
                println!(
                    "    {:+.2} {} « {} » {:?}",
                    one.weight,
                    one.cue,
                    one.span.of(&labelled.text),
                    one.standing
                );
            }
        }
    }
}
