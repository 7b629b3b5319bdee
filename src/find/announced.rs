//! Finds the references that a writer announces and does not give: « mon numéro de commande est le suivant : », « N° client : »
//! left blank, « numéro de contrat ci-joint ».
//!
//! Takes the labels and values; gives the details announced. A label that is merely said (« j'ai perdu mon numéro ») announces
//! nothing.

use super::details::Given;
use crate::clean::tokens::Kind;
use crate::names::{Detail, Set};

/// How many tokens after a label the announcement may take, in tokens.
const MAX_ANNOUNCEMENT: usize = 8;

impl Given<'_> {
    /// The details announced and not in `present`.
    pub(super) fn announced(&self, present: Set<Detail>) -> Set<Detail> {
        let labels = self.purposes.labels.iter().filter(|label| !present.contains(label.detail));
        labels
            .filter(|label| {
                let (first, end) = self.tokens_of(label.first, label.end);
                self.words[label.first as usize].zone.is_own_words()
                    && !self.purposes.is_label_of_longer(**label)
                    && self.says_number(first, end)
                    && self.is_left_blank(end)
            })
            .map(|label| label.detail)
            .collect()
    }

    /// Whether a label speaks of a number: « numéro de commande », « n° client », « réf dossier »; « notre commande : » opens a list.
    fn says_number(&self, first: usize, end: usize) -> bool {
        (first.saturating_sub(2)..end).any(|at| {
            matches!(
                self.bytes(at),
                b"no"
                    | b"n"
                    | b"num"
                    | b"numero"
                    | b"nr"
                    | b"ref"
                    | b"reference"
                    | b"identifiant"
                    | b"login"
                    | b"code"
                    | b"id"
            )
        })
    }

    /// Whether the label that ends before token `end` announces a value and none follows.
    fn is_left_blank(&self, end: usize) -> bool {
        let mut announces = false;
        let mut follows_is = false;
        for at in end..self.tokens.len().min(end + MAX_ANNOUNCEMENT) {
            match (self.tokens[at].kind, self.bytes(at)) {
                (_, b":") => announces = true,
                (_, b"est") => follows_is = true,
                (_, b"suivant" | b"suivante") => announces = true,
                (
                    _,
                    b"no" | b"num" | b"numero" | b"le" | b"la" | b"c'" | b"voici" | b"client" | b"commande"
                    | b"(" | b")" | b"#",
                ) => {}
                (_, b"ci") => {
                    return matches!(self.bytes(at + 1), b"joint" | b"jointe" | b"dessous" | b"apres");
                }
                (_, b"en") => return matches!(self.bytes(at + 1), b"pj" | b"piece" | b"objet" | b"copie"),
                (Kind::Newline, _) | (Kind::Mark, _) => {
                    return announces || follows_is && self.tokens[at].kind == Kind::Newline;
                }
                // « N° client : ___ », « N° : — »
                (Kind::Sign, _) => {}
                _ => return false,
            }
        }
        // The text ends, or nothing but signs follows.
        (announces || follows_is) && self.tokens.len() <= end + MAX_ANNOUNCEMENT
    }
}
