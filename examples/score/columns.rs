//! How wide text is on a terminal, and text cut or padded to a width.
//!
//! | text   | columns                         |
//! |--------|---------------------------------|
//! | `reçu` | 4, however the cedilla is coded |
//! | `😡`   | 2                               |
//! | `\n\n` | 1, printed as a space           |

use std::ops::RangeInclusive;

use unicode_segmentation::UnicodeSegmentation;

/// What stands at the end of a text that was cut.
const ELLIPSIS: char = '…';

/// The single signs that take two columns: East Asian Wide between U+2300 and U+2BFF.
const WIDE_SIGNS: &str = "⌚⌛⏩⏪⏫⏬⏰⏳◽◾☔☕♈♉♊♋♌♍♎♏♐♑♒♓♿⚓⚡⚪⚫⚽⚾⛄⛅⛎⛔⛪⛲⛳⛵⛺⛽✅✊✋✨❌❎❓❔❕❗➕➖➗➰➿⬛⬜⭐⭕";

/// The ranges that take two columns: East Asian Wide and the blocks of pictures. What is narrow in those is seldom typed
/// without the selector that makes it wide.
const WIDE_RANGES: [RangeInclusive<char>; 10] = [
    '\u{1100}'..='\u{115F}',
    '\u{2E80}'..='\u{A4CF}',
    '\u{AC00}'..='\u{D7A3}',
    '\u{F900}'..='\u{FAFF}',
    '\u{FE30}'..='\u{FE6F}',
    '\u{FF01}'..='\u{FF60}',
    '\u{1F1E6}'..='\u{1F265}',
    '\u{1F300}'..='\u{1F6FF}',
    '\u{1F7E0}'..='\u{1FAFF}',
    '\u{20000}'..='\u{3FFFD}',
];

/// The text on one line, in exactly `width` columns: white space made single spaces, the rest cut with … or padded.
pub fn fit(text: &str, width: usize) -> String {
    let mut fitted = String::new();
    let mut used = 0;
    // How far it may stay when the ellipsis must still go behind it.
    let (mut kept, mut kept_used) = (0, 0);
    for grapheme in text.trim().graphemes(true) {
        let is_gap = grapheme.chars().all(|character| character.is_whitespace() || is_unprintable(character));
        if is_gap && fitted.ends_with(' ') {
            continue;
        }
        let shown = if is_gap { " " } else { grapheme };
        let columns = columns(shown);
        if used + columns > width {
            fitted.truncate(kept);
            fitted.push(ELLIPSIS);
            used = kept_used + 1;
            break;
        }
        fitted.push_str(shown);
        used += columns;
        if used < width {
            (kept, kept_used) = (fitted.len(), used);
        }
    }
    fitted.extend(std::iter::repeat_n(' ', width.saturating_sub(used)));
    fitted
}

/// Whether a character would move the cursor, turn the writing round or speak to the terminal instead of being seen.
pub fn is_unprintable(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

/// How many columns a grapheme takes.
pub fn columns(grapheme: &str) -> usize {
    let is_wide =
        |first| WIDE_SIGNS.contains(first) || WIDE_RANGES.iter().any(|range| range.contains(&first));
    match grapheme.chars().next() {
        None => 0,
        Some('\0'..='\u{7F}') if grapheme.len() == 1 => 1,
        // The variation selector asks for a picture: « ❤ » is narrow, « ❤\u{FE0F} » wide.
        Some(first) if is_wide(first) || grapheme.contains('\u{FE0F}') => 2,
        Some(_) => 1,
    }
}
