//! The words of an HTML mail, in lines as a reader sees them.
//!
//! ```text
//! <div>Bonjour,</div><div>o&ugrave; est-il&nbsp;?</div>      Bonjour,
//! <blockquote><p>Votre colis part.</p></blockquote>           où est-il ?
//!                                                            > Votre colis part.
//! ```
//! No layout, no style: blocks become lines, quoted blocks lines with `>`, what is never shown goes.

use mail_parser::decoders::charsets::map::charset_decoder;
use mail_parser::decoders::html::add_html_token;

/// Elements whose content is not shown.
const UNSEEN: [&str; 6] = ["head", "style", "script", "template", "title", "noscript"];

/// Elements that stand on lines of their own.
const BLOCKS: [&str; 14] = [
    "div", "li", "tr", "section", "article", "header", "footer", "address", "dt", "dd", "figure", "form",
    "hr", "center",
];

/// Elements that stand on lines of their own with a blank line around them.
const PARAGRAPHS: [&str; 12] =
    ["p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "ul", "ol", "pre"];

/// The longest name of an entity, in bytes (`&CounterClockwiseContourIntegral;`).
const MAX_ENTITY: usize = 36;

/// How far the end of a tag is looked for with its quotes in mind, in bytes; bounds the work on quotes that never close.
const MAX_TAG: usize = 4096;

/// The text that an HTML document shows.
pub fn text(html: &str) -> String {
    let mut page = Page::default();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        page.push(&rest[..open]);
        let Some(tag) = Tag::read(&rest[open..]) else {
            page.push("<");
            rest = &rest[open + 1..];
            continue;
        };
        page.obey(&tag);
        rest = &rest[open + tag.len..];
        if !tag.is_end && UNSEEN.contains(&tag.name.as_str()) {
            rest = behind(rest, &tag.name);
        }
    }
    page.push(rest);
    page.end_line();
    page.text
}

/// What stands behind the end of an element that is not shown; all of it when the element never ends.
fn behind<'h>(html: &'h str, name: &str) -> &'h str {
    let ends = html.match_indices("</").map(|(at, _)| &html[at..]);
    let mut of_name = ends.filter(|end| Tag::read(end).is_some_and(|tag| tag.name == name));
    of_name.next().unwrap_or("")
}

/// A tag, or a comment, which has no name.
struct Tag {
    /// In small letters.
    name: String,
    is_end: bool,
    /// How many bytes it takes, marks included.
    len: usize,
}

impl Tag {
    /// The tag at the start of `html`; `None` when `<` is a mere sign there.
    fn read(html: &str) -> Option<Self> {
        let nameless = |len| Some(Self { name: String::new(), is_end: false, len });
        if html.starts_with("<!--") {
            return nameless(html.find("-->").map_or(html.len(), |end| end + 3));
        }
        if html.starts_with("<!") || html.starts_with("<?") {
            return nameless(html.find('>').map_or(html.len(), |end| end + 1));
        }
        let is_end = html.starts_with("</");
        let head = &html[if is_end { 2 } else { 1 }..];
        if !head.starts_with(|first: char| first.is_ascii_alphabetic()) {
            return None;
        }
        let name = head.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("").to_ascii_lowercase();
        Some(Self { name, is_end, len: tag_len(html) })
    }
}

/// How far a tag reaches; a `>` within quotes does not end it.
fn tag_len(html: &str) -> usize {
    let mut quote = None;
    for (at, byte) in html.bytes().take(MAX_TAG).enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    // A quote that does not close would hide the rest of the mail.
    html.find('>').map_or(html.len(), |end| end + 1)
}

/// The text so far.
#[derive(Default)]
struct Page {
    text: String,
    /// The line being written.
    line: String,
    /// How many quotes stand around it.
    depth: usize,
}

impl Page {
    /// Adds words, white space made single spaces and entities read.
    fn push(&mut self, words: &str) {
        let mut rest = words;
        while let Some(first) = rest.chars().next() {
            if first.is_ascii_whitespace() {
                if !self.line.is_empty() && !self.line.ends_with(' ') {
                    self.line.push(' ');
                }
                rest = rest.trim_ascii_start();
            } else if let Some(entity) = entity(rest) {
                add_entity(&mut self.line, entity);
                rest = &rest[entity.len()..];
            } else {
                let end = rest[first.len_utf8()..].find(|c: char| c.is_ascii_whitespace() || c == '&');
                let end = end.map_or(rest.len(), |end| end + first.len_utf8());
                self.line.push_str(&rest[..end]);
                rest = &rest[end..];
            }
        }
    }

    fn obey(&mut self, tag: &Tag) {
        let name = tag.name.as_str();
        if name == "br" {
            self.break_line();
        } else if BLOCKS.contains(&name) {
            self.end_line();
        } else if PARAGRAPHS.contains(&name) {
            self.end_line();
            self.add_blank();
        } else if matches!(name, "td" | "th") && !self.line.is_empty() && !self.line.ends_with(' ') {
            self.line.push(' ');
        }
        match (name, tag.is_end) {
            ("blockquote", false) => self.depth += 1,
            ("blockquote", true) => self.depth = self.depth.saturating_sub(1),
            ("li", false) => self.line.push_str("- "),
            _ => {}
        }
    }

    /// Ends the line where there is one.
    fn end_line(&mut self) {
        if !self.line.trim().is_empty() {
            self.break_line();
        }
        self.line.clear();
    }

    /// Ends the line, which may be blank; never makes two blank lines.
    fn break_line(&mut self) {
        let line = self.line.trim_matches(' ');
        if line.is_empty() {
            self.add_blank();
        } else {
            self.text.extend(std::iter::repeat_n("> ", self.depth));
            self.text.push_str(line);
            self.text.push('\n');
        }
        self.line.clear();
    }

    fn add_blank(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }
}

/// The entity at the start of the words, `&` and `;` included.
fn entity(words: &str) -> Option<&str> {
    let name = words.strip_prefix('&')?;
    let end = name.bytes().take(MAX_ENTITY).position(|byte| !byte.is_ascii_alphanumeric() && byte != b'#')?;
    (end > 0 && name.as_bytes()[end] == b';').then(|| &words[..end + 2])
}

/// Adds the sign that an entity stands for.
fn add_entity(line: &mut String, entity: &str) {
    // Old mailers count in windows-1252: `&#146;` is their apostrophe.
    let old = entity.strip_prefix("&#").and_then(|code| code.strip_suffix(';')?.parse::<u8>().ok());
    match old.filter(|code| (0x80..0xA0).contains(code)).zip(charset_decoder(b"windows-1252")) {
        Some((code, decode)) => line.push_str(&decode(&[code])),
        None => add_html_token(line, entity.as_bytes(), false),
    }
}
