//! Colours of a terminal, where there is one and its user wants them.

use std::env;
use std::io::{self, IsTerminal};

use politesse::On;

/// Whether text is coloured.
#[derive(Clone, Copy, Debug)]
pub struct Colours {
    are_on: bool,
}

/// How a word is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Paint {
    /// Evidence that counts, by what it bears on.
    Evidence(On),
    /// Evidence that does not count.
    Dropped,
    /// A title.
    Bold,
}

impl Colours {
    /// On when stdout is a terminal that knows colours, or `CLICOLOR_FORCE` is set; off whenever `NO_COLOR` is set
    /// (<https://no-color.org>). Set means: to anything but nothing, and for the second, but 0.
    pub fn of_stdout() -> Self {
        let is_set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
        let is_forced =
            is_set("CLICOLOR_FORCE") && env::var_os("CLICOLOR_FORCE").is_some_and(|value| value != "0");
        let knows_colours = env::var_os("TERM").is_some_and(|terminal| terminal != "dumb");
        let is_shown = io::stdout().is_terminal() && knows_colours;
        Self { are_on: !is_set("NO_COLOR") && (is_forced || is_shown) }
    }

    /// The text in that paint, or as it is.
    pub fn paint(self, paint: Paint, text: &str) -> String {
        if !self.are_on || text.is_empty() {
            return text.to_owned();
        }
        // Green, red, yellow, cyan: of the eight that every terminal has, readable on black and on white.
        let code = match paint {
            Paint::Evidence(On::Politeness) => "32",
            Paint::Evidence(On::Aggression) => "31",
            Paint::Evidence(On::Urgency) => "33",
            Paint::Evidence(On::Intent) => "36",
            Paint::Dropped => "2",
            Paint::Bold => "1",
        };
        format!("\x1b[{code}m{text}\x1b[0m")
    }
}
