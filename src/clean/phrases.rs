//! The phrases by which a line shows what zone it opens, folded and split as messages are.
//!
//! They stand in the code, not in `data/`, since cleaning knows no lexicon: a profile adds cues, never zones.

/// A list of phrases, with what spares most look-ups in it.
pub(super) struct Phrases {
    pub(super) list: &'static [&'static [&'static [u8]]],
    /// One bit for each letter that a phrase begins with.
    letters: u32,
}

impl Phrases {
    pub(super) const fn new(list: &'static [&'static [&'static [u8]]]) -> Self {
        let mut letters = 0;
        let mut at = 0;
        while at < list.len() {
            letters |= letter_bit(list[at][0][0]);
            at += 1;
        }
        Self { list, letters }
    }

    /// Whether a phrase may begin with that word; false means surely not.
    pub(super) fn may_open_with(&self, word: &[u8]) -> bool {
        word.first().is_some_and(|first| first.is_ascii_lowercase() && letter_bit(*first) & self.letters != 0)
    }
}

const fn letter_bit(letter: u8) -> u32 {
    1 << (letter - b'a')
}

/// How a forwarded or quoted mail is announced.
pub(super) const FORWARDED: Phrases = Phrases::new(&[
    &[b"message", b"d'", b"origine"],
    &[b"message", b"original"],
    &[b"original", b"message"],
    &[b"message", b"transfere"],
    &[b"message", b"precedent"],
    &[b"forwarded", b"message"],
    &[b"debut", b"du", b"message", b"transfere"],
    &[b"debut", b"du", b"message", b"reexpedie"],
    &[b"begin", b"forwarded", b"message"],
    &[b"mail", b"precedent"],
]);

/// How the line above a quoted mail begins: « Le 3 mars … a écrit : ».
pub(super) const ATTRIBUTIONS: Phrases = Phrases::new(&[&[b"le"], &[b"on"], &[b"il", b"y", b"a"]]);

/// How the header of a forwarded mail begins.
pub(super) const SENDERS: Phrases = Phrases::new(&[&[b"de"], &[b"from"], &[b"expediteur"]]);

/// What goes on below a signature.
pub(super) const POSTSCRIPTS: Phrases = Phrases::new(&[&[b"ps"], &[b"p.s"], &[b"nb"], &[b"n.b"]]);

/// How mobile footers begin.
pub(super) const FOOTERS: Phrases = Phrases::new(&[
    &[b"envoye", b"de", b"mon"],
    &[b"envoye", b"depuis", b"mon"],
    &[b"envoye", b"depuis", b"ma"],
    &[b"envoye", b"a", b"partir", b"de"],
    &[b"envoye", b"avec", b"mon"],
    &[b"envoye", b"depuis", b"l'"],
    &[b"envoye", b"via"],
    &[b"envoye", b"de", b"l'"],
    &[b"sent", b"from", b"my"],
    &[b"sent", b"from", b"yahoo"],
    &[b"get", b"outlook", b"for"],
    &[b"telecharger", b"outlook", b"pour"],
    &[b"obtenez", b"outlook", b"pour"],
    &[b"provenance", b"courrier", b"pour", b"windows"],
    &[b"avant", b"d'", b"imprimer"],
    &[b"pensez", b"a", b"l'", b"environnement", b"avant"],
]);

/// How legal disclaimers begin.
pub(super) const DISCLAIMERS: Phrases = Phrases::new(&[
    &[b"ce", b"message", b"et", b"ses", b"pieces", b"jointes"],
    &[b"ce", b"message", b"et", b"toutes", b"les", b"pieces"],
    &[b"ce", b"message", b"est", b"confidentiel"],
    &[b"ce", b"mail", b"est", b"confidentiel"],
    &[b"ce", b"courriel", b"et"],
    &[b"this", b"email", b"and", b"any"],
]);

/// Words that open a greeting.
pub(super) const GREETINGS: [&[u8]; 22] = [
    b"bonjour",
    b"bjr",
    b"bonsoir",
    b"bsr",
    b"salut",
    b"slt",
    b"coucou",
    b"cc",
    b"hello",
    b"allo",
    b"madame",
    b"monsieur",
    b"mesdames",
    b"messieurs",
    b"cher",
    b"chere",
    b"chers",
    b"rebonjour",
    b"salam",
    b"hey",
    b"salutations",
    b"mme",
];

/// Phrases that open a closing formula.
pub(super) const CLOSINGS: Phrases = Phrases::new(&[
    &[b"cordialement"],
    &[b"cdt"],
    &[b"cdlt"],
    &[b"cordiales", b"salutations"],
    &[b"bien", b"cordialement"],
    &[b"tres", b"cordialement"],
    &[b"bien", b"a", b"vous"],
    &[b"bien", b"a", b"toi"],
    &[b"sincerement"],
    &[b"respectueusement"],
    &[b"salutations"],
    &[b"sinceres", b"salutations"],
    &[b"meilleures", b"salutations"],
    &[b"bonne", b"journee"],
    &[b"bonne", b"soiree"],
    &[b"bonne", b"fin"],
    &[b"bon", b"week"],
    &[b"bonne", b"reception"],
    &[b"belle", b"journee"],
    &[b"excellente", b"journee"],
    &[b"au", b"plaisir"],
    &[b"a", b"bientot"],
    &[b"veuillez", b"agreer"],
    &[b"veuillez", b"recevoir"],
    &[b"veuillez", b"croire"],
    &[b"je", b"vous", b"prie", b"d'", b"agreer"],
    &[b"je", b"vous", b"prie", b"de", b"croire"],
    &[b"recevez"],
    &[b"agreez"],
    &[b"amicalement"],
    &[b"bien", b"respectueusement"],
    &[b"avec", b"mes", b"remerciements"],
    &[b"dans", b"l'", b"attente"],
    &[b"amities"],
]);

/// Words that go on a greeting: « bonjour à tous », « bonjour madame ».
pub(super) fn is_address(word: &[u8]) -> bool {
    matches!(
        word,
        b"madame"
            | b"monsieur"
            | b"mesdames"
            | b"messieurs"
            | b"mme"
            | b"m"
            | b"mr"
            | b"a"
            | b"tous"
            | b"toutes"
            | b"et"
            | b"ou"
            | b"l'"
            | b"equipe"
            | b"le"
            | b"la"
            | b"les"
            | b"service"
            | b"client"
            | b"clients"
            | b"tout"
            | b"monde"
            | b"docteur"
            | b"maitre"
    )
}
