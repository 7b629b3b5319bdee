//! The phrases by which a line shows what zone it opens, folded and split as messages are.
//!
//! They stand in the code, not in `data/`, since cleaning knows no lexicon: a profile adds cues, never zones.

/// A list of phrases, in the order of the letters they begin with.
pub(super) struct Phrases {
    list: &'static [Phrase],
    /// One bit for each letter that a phrase begins with.
    letters: u32,
    /// By letter: where those that begin with it begin in the list; the next letter's say where they end.
    starts: [u8; LETTER_COUNT + 1],
}

/// The words of a phrase.
pub(super) type Phrase = &'static [&'static [u8]];

/// How many letters there are.
const LETTER_COUNT: usize = 26;

impl Phrases {
    const fn new(list: &'static [Phrase]) -> Self {
        let mut starts = [0; LETTER_COUNT + 1];
        let mut letters = 0;
        let mut letter = 0;
        let mut at = 0;
        while letter < LETTER_COUNT {
            starts[letter] = at as u8;
            while at < list.len() && list[at][0][0] == b'a' + letter as u8 {
                letters |= 1 << letter;
                at += 1;
            }
            letter += 1;
        }
        starts[LETTER_COUNT] = at as u8;
        assert!(at == list.len(), "phrases stand in the order of the letters they begin with");
        Self { list, letters, starts }
    }

    /// Whether a phrase may begin with the letter of that bit; false means surely not.
    #[inline]
    pub(super) fn may_open_with(&self, letter_bit: u32) -> bool {
        self.letters & letter_bit != 0
    }

    /// The phrases whose first word that is.
    pub(super) fn that_open_with(&self, word: &[u8]) -> impl Iterator<Item = Phrase> {
        let letter = word.first().map_or(LETTER_COUNT, |first| first.wrapping_sub(b'a') as usize);
        let list = match self.starts.get(letter..letter + 2) {
            Some(&[start, end]) => &self.list[start as usize..end as usize],
            _ => &[],
        };
        list.iter().copied().filter(move |phrase| phrase[0] == word)
    }
}

/// The bit of the letter that a word begins with, or none.
#[inline]
pub(super) fn letter_bit(word: &[u8]) -> u32 {
    match word.first() {
        Some(letter @ b'a'..=b'z') => 1 << (letter - b'a'),
        _ => 0,
    }
}

/// How a forwarded or quoted mail is announced.
pub(super) const FORWARDED: Phrases = Phrases::new(&[
    &[b"begin", b"forwarded", b"message"],
    &[b"debut", b"du", b"message", b"transfere"],
    &[b"debut", b"du", b"message", b"reexpedie"],
    &[b"forwarded", b"message"],
    &[b"message", b"d'", b"origine"],
    &[b"message", b"original"],
    &[b"message", b"transfere"],
    &[b"message", b"precedent"],
    &[b"mail", b"precedent"],
    &[b"original", b"message"],
]);

/// How the line above a quoted mail begins: « Le 3 mars … a écrit : ».
pub(super) const ATTRIBUTIONS: Phrases = Phrases::new(&[&[b"il", b"y", b"a"], &[b"le"], &[b"on"]]);

/// How the header of a forwarded mail begins.
pub(super) const SENDERS: Phrases = Phrases::new(&[&[b"de"], &[b"expediteur"], &[b"from"]]);

/// What goes on below a signature.
pub(super) const POSTSCRIPTS: Phrases = Phrases::new(&[&[b"nb"], &[b"n.b"], &[b"ps"], &[b"p.s"]]);

/// How mobile footers begin.
pub(super) const FOOTERS: Phrases = Phrases::new(&[
    &[b"avant", b"d'", b"imprimer"],
    &[b"envoye", b"de", b"mon"],
    &[b"envoye", b"depuis", b"mon"],
    &[b"envoye", b"depuis", b"ma"],
    &[b"envoye", b"a", b"partir", b"de"],
    &[b"envoye", b"avec", b"mon"],
    &[b"envoye", b"depuis", b"l'"],
    &[b"envoye", b"via"],
    &[b"envoye", b"de", b"l'"],
    &[b"get", b"outlook", b"for"],
    &[b"obtenez", b"outlook", b"pour"],
    &[b"provenance", b"courrier", b"pour", b"windows"],
    &[b"pensez", b"a", b"l'", b"environnement", b"avant"],
    &[b"sent", b"from", b"my"],
    &[b"sent", b"from", b"yahoo"],
    &[b"telecharger", b"outlook", b"pour"],
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

/// Whether the word opens a greeting.
pub(super) fn is_greeting(word: &[u8]) -> bool {
    matches!(
        word,
        b"bonjour"
            | b"bjr"
            | b"bonsoir"
            | b"bsr"
            | b"salut"
            | b"slt"
            | b"coucou"
            | b"cc"
            | b"hello"
            | b"allo"
            | b"madame"
            | b"monsieur"
            | b"mesdames"
            | b"messieurs"
            | b"cher"
            | b"chere"
            | b"chers"
            | b"rebonjour"
            | b"salam"
            | b"hey"
            | b"salutations"
            | b"mme"
    )
}

/// Phrases that open a closing formula.
pub(super) const CLOSINGS: Phrases = Phrases::new(&[
    &[b"au", b"plaisir"],
    &[b"a", b"bientot"],
    &[b"agreez"],
    &[b"amicalement"],
    &[b"avec", b"mes", b"remerciements"],
    &[b"amities"],
    &[b"bien", b"cordialement"],
    &[b"bien", b"a", b"vous"],
    &[b"bien", b"a", b"toi"],
    &[b"bonne", b"journee"],
    &[b"bonne", b"soiree"],
    &[b"bonne", b"fin"],
    &[b"bon", b"week"],
    &[b"bonne", b"reception"],
    &[b"belle", b"journee"],
    &[b"bien", b"respectueusement"],
    &[b"cordialement"],
    &[b"cdt"],
    &[b"cdlt"],
    &[b"cordiales", b"salutations"],
    &[b"dans", b"l'", b"attente"],
    &[b"excellente", b"journee"],
    &[b"je", b"vous", b"prie", b"d'", b"agreer"],
    &[b"je", b"vous", b"prie", b"de", b"croire"],
    &[b"meilleures", b"salutations"],
    &[b"respectueusement"],
    &[b"recevez"],
    &[b"sincerement"],
    &[b"salutations"],
    &[b"sinceres", b"salutations"],
    &[b"tres", b"cordialement"],
    &[b"veuillez", b"agreer"],
    &[b"veuillez", b"recevoir"],
    &[b"veuillez", b"croire"],
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
