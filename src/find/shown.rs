//! Finds what a machine says: the words it shows between quotation marks, and codes that no list can hold.
//!
//! Takes the tokens; adds an error message where a quotation follows what shows (« affiche », « message », « écran ») or a code
//! follows « erreur ». It counts in messages about something that does not work, since elsewhere a quotation is somebody's.
//!
//! | text                                    | error message            |
//! |-----------------------------------------|--------------------------|
//! | le terminal affiche « liaison E-31 »    | `liaison E-31`           |
//! | erreur S-1120 sur la télé               | `S-1120`                 |
//! | votre collègue m'a dit « patientez »    | none                     |

use super::details::{Details, FoundDetail, Given};
use crate::clean::tokens::Kind;
use crate::names::{Detail, Intent};

/// The intents of a message in which words between quotation marks may be a machine's.
const INTENTS: [Intent; 3] = [Intent::Technical, Intent::AccountAccess, Intent::Warranty];

/// How far before a quotation what shows it may stand, in tokens.
const MAX_TO_QUOTE: usize = 6;

/// How many tokens a machine's words may be, in tokens; longer ones are a letter's.
const MAX_SHOWN: usize = 14;

/// How words begin that say that a machine shows something.
const SHOWS: [&[u8]; 14] = [
    b"affich", b"apparai", b"bandeau", b"ecran", b"erreur", b"indiqu", b"marqu", b"mention", b"messag",
    b"notif", b"page", b"renvoi", b"statut", b"voyant",
];

/// How words begin that name a machine: what it says counts, what people say does not.
const MACHINES: [&[u8]; 16] = [
    b"appli",
    b"borne",
    b"box",
    b"caisse",
    b"ca",
    b"console",
    b"decodeur",
    b"imprimante",
    b"logiciel",
    b"machine",
    b"plateforme",
    b"portail",
    b"site",
    b"systeme",
    b"terminal",
    b"tpe",
];

/// How words begin that say.
const SAYS: [&[u8]; 5] = [b"dit", b"repond", b"met", b"ecrit", b"donne"];

/// Words that announce a machine's code.
const CODED: [&[u8]; 6] = [b"erreur", b"error", b"err", b"erreurs", b"defaut", b"anomalie"];

impl Given<'_> {
    /// Adds what a machine says; linear in the tokens.
    pub(super) fn add_shown(&self, details: &mut Details) {
        let mut from = 0;
        while let Some(at) = self.next_that_may_show(from) {
            from = at + 1;
            if let Some((first, end)) = self.shown(at).filter(|(first, _)| self.is_own(*first as u32)) {
                let intents = INTENTS.iter().copied().collect();
                let span = self.span(first, end);
                details.found.push(FoundDetail { intents, ..FoundDetail::told(Detail::ErrorMessage, span) });
                from = end + 1;
            }
        }
    }

    /// The next quotation mark or code from token `from` on; most tokens are neither.
    #[inline(never)]
    fn next_that_may_show(&self, from: usize) -> Option<usize> {
        let rest = self.tokens.get(from..)?;
        rest.iter()
            .position(|token| matches!(token.kind, Kind::Quote | Kind::Code))
            .map(|skipped| from + skipped)
    }

    /// The tokens that a machine shows behind the quotation mark at `at`, or the code that stands there if it is an error's.
    fn shown(&self, at: usize) -> Option<(usize, usize)> {
        match self.tokens[at].kind {
            Kind::Quote if self.is_shown(at) => self.quoted(at),
            Kind::Code if self.is_error_code(at) => Some((at, at + 1)),
            _ => None,
        }
    }

    /// Whether what stands before a quotation shows it, or is a machine that says it.
    fn is_shown(&self, quote: usize) -> bool {
        let begins = |at: usize, stems: &[&[u8]]| stems.iter().any(|stem| self.bytes(at).starts_with(stem));
        let before = quote.saturating_sub(MAX_TO_QUOTE)..quote;
        let says = before.clone().any(|at| begins(at, &SAYS));
        before.into_iter().any(|at| begins(at, &SHOWS) || says && begins(at, &MACHINES))
    }

    /// The tokens between the quotation mark at `quote` and the next, if they are few.
    fn quoted(&self, quote: usize) -> Option<(usize, usize)> {
        let first = quote + 1;
        let window = self.tokens.get(first..self.tokens.len().min(first + MAX_SHOWN))?;
        let length = window.iter().position(|token| token.kind == Kind::Quote)?;
        (length > 0).then_some((first, first + length))
    }

    /// « erreur S-1120 »: a code with a letter right behind the word.
    fn is_error_code(&self, at: usize) -> bool {
        let bytes = self.bytes(at);
        let before = at.checked_sub(1).map_or(&b""[..], |before| self.bytes(before));
        CODED.contains(&before) && bytes.iter().any(u8::is_ascii_lowercase)
    }
}

#[cfg(test)]
mod tests {
    use crate::analyzer::Analyzer;
    use crate::names::{Detail, Intent};
    use crate::scratch::Scratch;

    fn check(text: &str, expected: bool) {
        let (analyzer, mut scratch) = (Analyzer::french(), Scratch::new());
        let reading = analyzer.analyze_with(&mut scratch, text);
        let given = reading.present_for(Intent::Technical).contains(Detail::ErrorMessage);
        assert_eq!(given, expected, "error message in « {text} »");
    }

    #[test]
    fn what_a_machine_shows_is_its_message() {
        check("Le terminal affiche « lecteur absent 7 » toute la journée", true);
        check("le site répond \"choisissez une autre date\"", true);
        check("erreur S-1120 sur la télé", true);
    }

    #[test]
    fn what_people_say_is_not() {
        check("Votre collègue m'a dit « patientez »", false);
        check("J'ai lu « Les Misérables » sur ma liseuse", false);
        check("c'est une erreur, 3 cartons", false);
    }
}
