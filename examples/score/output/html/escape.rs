//! Makes any text harmless between tags and between quotes of an attribute.

/// Adds the text, so that a browser shows it and obeys nothing in it.
pub fn push_escaped(html: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            '\n' | '\t' => html.push(character),
            // A page may not hold them; Unicode has a picture for each.
            '\0'..='\x1F' => html.extend(char::from_u32(0x2400 + character as u32)),
            // The second ranges would turn the writing round, the page's own behind it too.
            '\x7F'..='\u{9F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
                html.push(char::REPLACEMENT_CHARACTER)
            }
            _ => html.push(character),
        }
    }
}

/// The text, harmless.
pub fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    push_escaped(&mut html, text);
    html
}
