//! Reads a rude word through its disguise: « c*nnard », « conn@rd », « enc0ulé ».
//!
//! Only words of the class `rude-word` are looked for, so that a reference such as « C0-4512 » stays one. Letters spaced
//! out (« c o n n a r d ») are a form's business.

use crate::lexicon::Lexicon;
use crate::lexicon::vocabulary::WordId;

/// The class of words people disguise.
pub(crate) const RUDE_WORDS: &str = "rude-word";

/// The longest disguised word read, in bytes.
const MAX_LEN: usize = 24;

/// The share of a masked word that must still be letters, as one in this many.
const ONE_LETTER_IN: usize = 3;

/// The rude word behind `masked`, if there is just one reading.
pub(crate) fn unmask(lexicon: &Lexicon, masked: &[u8]) -> Option<WordId> {
    let set = lexicon.class(RUDE_WORDS)?;
    let letters = masked.iter().filter(|byte| byte.is_ascii_lowercase()).count();
    if masked.len() > MAX_LEN || masked.len() < 3 || letters * ONE_LETTER_IN < masked.len() {
        return None;
    }
    let mut plain = [0; MAX_LEN];
    for (plain, byte) in plain.iter_mut().zip(masked) {
        *plain = letter_behind(*byte);
    }
    let plain = &plain[..masked.len()];
    if !plain.contains(&b'*') {
        return lexicon.vocabulary.find(plain).filter(|word| lexicon.vocabulary.is_in(*word, Some(set)));
    }
    lexicon.rude_words.iter().copied().find(|word| {
        let word = lexicon.vocabulary.bytes(*word);
        word.len() == plain.len()
            && word.iter().zip(plain).all(|(letter, shown)| letter == shown || *shown == b'*')
    })
}

/// The letter a digit or sign stands for in « leet » spelling.
fn letter_behind(byte: u8) -> u8 {
    match byte {
        b'0' => b'o',
        b'1' => b'i',
        b'3' => b'e',
        b'4' | b'@' => b'a',
        b'5' | b'$' => b's',
        b'7' => b't',
        _ => byte,
    }
}
