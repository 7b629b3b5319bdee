//! Words are read through their disguises and slips; what merely looks like one is left alone.

use politesse::{Analyzer, Signal};

/// The texts in which `signal` is not what `expected` says.
fn wrong<'t>(texts: &[&'t str], signal: Signal, expected: bool) -> Vec<&'t str> {
    let analyzer = Analyzer::french();
    texts
        .iter()
        .copied()
        .filter(|text| analyzer.analyze(*text).signals.contains(signal) != expected)
        .collect()
}

#[test]
fn insults_are_read_through_their_disguises() {
    let disguised = [
        "espèce de c*nnard",
        "bande d'encul3s",
        "espèce d'3nculé",
        "vous êtes des abru.tis",
        "vous êtes des conn_ards",
        "c o n n a r d",
        "c-o-n-n-a-r-d-s",
        "vous êtes des i m b é c i l e s",
        "comportement typiquedesalopard",
        "bande de connrads",
        "espèce d'abrtui",
    ];
    assert_eq!(wrong(&disguised, Signal::Insult, true), Vec::<&str>::new());
}

#[test]
fn what_only_looks_like_an_insult_is_left_alone() {
    let innocent = [
        "Ma référence est C0N-4512-AB.",
        "Le plan A B C D de la gare ne s'ouvre pas.",
        "Vos conditions d'abonnement, svp.",
        "Les disputes entre voisins me fatiguent.",
        "Je voulais que vous le soupçonnassiez.",
        "Par ordre alphabétique, merci.",
        "Puis-je fumer sur la terrasse ?",
        "Nos clients bordelais attendent leur colis.",
        "Il y a une crevasse dans le mur.",
    ];
    assert_eq!(wrong(&innocent, Signal::Insult, false), Vec::<&str>::new());
}

#[test]
fn a_slip_of_the_finger_hides_no_courtesy() {
    let slipped = ["Bonojur, mreci beaucoup pour votre aide"];
    assert_eq!(wrong(&slipped, Signal::Gratitude, true), Vec::<&str>::new());
}
