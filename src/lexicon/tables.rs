//! Reads the files of `words/`: three tables and the classes.

use super::compile::Compiler;
use super::format::{Source, rows};
use crate::clean::fold::folded_string;
use crate::error::Error;

impl Compiler {
    /// The irregular verbs.
    pub(super) fn verbs(&mut self, source: &Source<'_>) -> Result<(), Error> {
        for (line, row) in rows(source.text) {
            let (infinitive, forms) = row.split_once('\t').ok_or_else(|| {
                let what = "a row is an infinitive, a tab, and its forms with spaces between";
                Error::new(source.name, Some(line), what)
            })?;
            let forms = forms.split_whitespace().map(folded_string).collect();
            if !self.reader.add_verb(folded_string(infinitive), forms) {
                let what = format!("\"{infinitive}\" has a row already: join the two");
                return Err(Error::new(source.name, Some(line), what));
            }
        }
        Ok(())
    }

    /// How often common words are met.
    pub(super) fn frequencies(&mut self, source: &Source<'_>) -> Result<(), Error> {
        for (line, row) in rows(source.text) {
            let (word, count) = row
                .split_once('\t')
                .and_then(|(word, count)| Some((word, count.parse().ok()?)))
                .ok_or_else(|| Error::new(source.name, Some(line), "a row is a word, a tab, and a count"))?;
            self.reader.words.set_frequency(word, count);
        }
        Ok(())
    }

    /// Short spellings and what they stand for.
    pub(super) fn spellings(&mut self, source: &Source<'_>) -> Result<(), Error> {
        for (line, row) in rows(source.text) {
            let (short, full) = row.split_once('\t').ok_or_else(|| {
                Error::new(
                    source.name,
                    Some(line),
                    "a row is a short spelling, a tab, and what it stands for",
                )
            })?;
            self.reader
                .add_spelling(short, full)
                .map_err(|what| Error::new(source.name, Some(line), format!("\"{short}\": {what}")))?;
        }
        Ok(())
    }

    /// The entries of a class of words.
    pub(super) fn class(&mut self, source: &Source<'_>) -> Result<(), Error> {
        for (line, row) in rows(source.text) {
            self.reader
                .add_to_class(source.stem(), row)
                .map_err(|what| Error::new(source.name, Some(line), what))?;
        }
        Ok(())
    }
}
