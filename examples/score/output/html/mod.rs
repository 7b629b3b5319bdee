//! One page for people: how the scores are distributed, and every message with its evidence.
//!
//! ```text
//! page.css, heading          start    printed at once
//! one row per message        write    printed as the messages are read
//! overview, page.js          finish   what the totals say; the script moves it above the rows
//! ```
//! So the page is written without keeping a message. It loads nothing, and says so to the browser (`CONTENT_POLICY`);
//! every text of a message is escaped (`escape.rs`). It can be read without its script, but not sorted or filtered then.

mod charts;
mod escape;
mod marks;
mod message;
pub mod words;

use std::io::{self, Write};

use politesse::Reading;

use super::Output;
use crate::arguments::Lang;
use crate::input::Id;
use crate::totals::Totals;
use words::{ENGLISH, FRENCH, Phrases};

/// How the page looks, on a screen, on a phone, in the dark and on paper.
const STYLE: &str = include_str!("page.css");

/// What sorts, filters and explains.
const SCRIPT: &str = include_str!("page.js");

/// What the page may load: itself.
const CONTENT_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/// Prints one page.
pub struct Html {
    phrases: &'static Phrases,
}

impl Html {
    /// A page in that language; the messages stay as they are.
    pub fn new(lang: Lang) -> Self {
        Self { phrases: if lang == Lang::Fr { &FRENCH } else { &ENGLISH } }
    }

    /// The button that sorts by a column.
    fn column(&self, class: &str, title: &str, key: &str) -> String {
        format!(
            "<th scope=\"col\" class=\"{class}\" data-key=\"{key}\"><button type=\"button\">{title}</button></th>\n"
        )
    }
}

impl Output for Html {
    fn start(&self, out: &mut dyn Write) -> io::Result<()> {
        let say = self.phrases;
        writeln!(
            out,
            "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{CONTENT_POLICY}\">\n\
             <title>{}</title>\n<link rel=\"icon\" href=\"data:,\">\n<style>\n{STYLE}</style>\n</head>\n<body>",
            say.code, say.title
        )?;
        writeln!(
            out,
            "<header>\n<h1>{}</h1>\n<p>{}</p>\n</header>\n<main>\n<section id=\"messages\" aria-labelledby=\"messages-title\">\n\
             <h2 id=\"messages-title\">{}</h2>",
            say.title, say.lead, say.messages
        )?;
        writeln!(
            out,
            "<div class=\"tools\" hidden>\n<input type=\"search\" id=\"search\" placeholder=\"{0}\" aria-label=\"{0}\">\n\
             <p id=\"count\" role=\"status\" data-shown=\"{1}\"></p>\n<button type=\"button\" id=\"reset\" disabled>{2}</button>\n\
             <button type=\"button\" id=\"open\" data-other=\"{3}\">{4}</button>\n</div>",
            say.search, say.shown, say.reset, say.close_all, say.open_all
        )?;
        write!(out, "{}<table id=\"readings\">\n<thead>\n<tr>\n", marks::legend(say))?;
        let keys = ["p", "a", "u", "c"];
        write!(out, "{}", self.column("id", say.id, "n"))?;
        for (title, key) in say.scores.into_iter().zip(keys) {
            write!(out, "{}", self.column(&format!("score {key}"), title, key))?;
        }
        write!(out, "{}", self.column("intent", say.intent, "i"))?;
        writeln!(out, "<th scope=\"col\" class=\"message\">{}</th>\n</tr>\n</thead>\n<tbody>", say.message)
    }

    fn write(&self, id: &Id, reading: &Reading<'_>, printed: &mut Vec<u8>) -> io::Result<()> {
        printed.extend_from_slice(message::row(self.phrases, id, reading).as_bytes());
        Ok(())
    }

    fn finish(&self, totals: &Totals, out: &mut dyn Write) -> io::Result<()> {
        let say = self.phrases;
        writeln!(out, "</tbody>\n</table>\n<p id=\"nothing\" hidden>{}</p>\n</section>", say.nothing_shown)?;
        write!(out, "{}", charts::overview(say, totals))?;
        writeln!(
            out,
            "</main>\n<footer><p>{}</p><noscript><p>{}</p></noscript></footer>\n<div id=\"tip\" role=\"tooltip\" hidden></div>\n\
             <script>\n{SCRIPT}</script>\n</body>\n</html>",
            say.made_by, say.needs_script
        )
    }
}
