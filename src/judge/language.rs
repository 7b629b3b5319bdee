//! Whether there is French to judge.

use serde::{Deserialize, Serialize};

use crate::find::words::Word;
use crate::lexicon::Lexicon;
use crate::lexicon::glossary::Class;
use crate::lexicon::vocabulary::{DIGITS, UNKNOWN};

/// The language a message seems to be in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// French, of any kind.
    French,
    /// Another language, or too little to tell.
    Unsure,
}

/// The least share of known words for a text to be French.
const MIN_KNOWN: f32 = 0.25;

/// The fewest words of another language that decide, in words.
const MIN_FOREIGN: u32 = 2;

/// What the words say about their language.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Hold {
    /// Words of the writer's own.
    pub(crate) words: u32,
    /// Of these, words that the lexicon knows.
    pub(crate) known: u32,
    /// Of these, words of other languages.
    pub(crate) foreign: u32,
}

impl Hold {
    /// Whether the words are those of another language.
    pub(crate) fn is_foreign(self) -> bool {
        self.foreign >= MIN_FOREIGN && self.foreign > self.known
    }

    pub(crate) fn language(self) -> Language {
        let is_french =
            self.words > 0 && self.known as f32 >= MIN_KNOWN * self.words as f32 && self.known > self.foreign;
        if is_french { Language::French } else { Language::Unsure }
    }
}

/// Counts the words that tell the language.
pub(crate) fn hold(lexicon: &Lexicon, words: &[Word]) -> Hold {
    let (mut all, mut unknown, mut foreign) = (0, 0, 0);
    for word in words.iter().filter(|word| word.zone.is_own_words() && word.id != DIGITS) {
        all += 1;
        // Most words are neither unknown, nor of another language, nor a picture.
        if word.id == UNKNOWN {
            unknown += 1;
        } else if lexicon.is_any(word.id, &[Class::Picture, Class::Foreign]) {
            // An emoji is no word of any language.
            if lexicon.is(word.id, Class::Picture) { all -= 1 } else { foreign += 1 }
        }
    }
    Hold { words: all, known: all - unknown - foreign, foreign }
}
