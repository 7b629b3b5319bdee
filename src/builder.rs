//! Puts an [`Analyzer`] together: from the lexicon that comes with the crate, from data files, or from both.

use crate::analyzer::Analyzer;
use crate::error::Error;
use crate::lexicon::Lexicon;
use crate::lexicon::compile::{Compiled, compile, extend};
use crate::lexicon::embedded::FRENCH;
use crate::lexicon::format::Source;
use crate::lexicon::profile::Profile;
use crate::lexicon::proof;
use crate::lexicon::stored;

/// Puts an [`Analyzer`] together from data files, on top of the lexicon that comes with the crate
/// ([`Analyzer::builder`]) or of nothing ([`AnalyzerBuilder::empty`]).
#[derive(Clone, Debug, Default)]
pub struct AnalyzerBuilder {
    base: Base,
    files: Vec<(String, String)>,
    learned: Option<Vec<u8>>,
    profiles: Vec<Profile>,
}

/// What the files are compiled on top of.
#[derive(Clone, Copy, Debug, Default)]
enum Base {
    #[default]
    Nothing,
    Embedded,
}

impl AnalyzerBuilder {
    /// A builder that knows nothing: what its files say is all that is read.
    ///
    /// ```
    /// use politesse::{AnalyzerBuilder, Intent};
    /// let analyzer = AnalyzerBuilder::empty().build().unwrap();
    /// assert!(analyzer.analyze("Où est mon colis ?").completeness.missing.is_empty());
    /// ```
    pub fn empty() -> Self {
        Self::default()
    }

    /// A builder that starts from the lexicon that comes with the crate.
    pub(crate) fn embedded() -> Self {
        Self { base: Base::Embedded, ..Self::default() }
    }

    /// Adds a data file by its path under `data/`, in place of an earlier file of that path.
    ///
    /// On top of the embedded lexicon its words join the classes, and its cues the families, that are there; the needs of an
    /// intent take the place of those that are there.
    ///
    /// ```
    /// let words = "# Our van.\ncamionnette verte\n";
    /// let cues = "family = \"our-van\"\n[[cue]]\nid = \"our-van.van\"\nforms = [\"@van\"]\n\
    ///             hits = [\"la camionnette verte\", \"Camionnette verte !\"]\n\
    ///             misses = [\"la camionnette\", \"une plante verte\"]\n";
    /// let builder = politesse::Analyzer::builder().file("words/van.tsv", words).file("cues/our-van.toml", cues);
    /// let analyzer = builder.build().unwrap();
    /// assert!(analyzer.prove("cues/our-van.toml", cues).unwrap().is_empty());
    /// ```
    pub fn file(mut self, path: &str, text: &str) -> Self {
        self.files.retain(|(known, _)| known != path);
        self.files.push((path.to_owned(), text.to_owned()));
        self
    }

    /// Sets the table of learned grams, the bytes of `learned.bin`; empty bytes switch the learned term off.
    ///
    /// ```
    /// assert!(politesse::Analyzer::builder().learned(&[]).build().is_ok());
    /// ```
    pub fn learned(mut self, table: &[u8]) -> Self {
        self.learned = Some(table.to_vec());
        self
    }

    /// Adds a profile: a shop's own needs, questions, references, products, cues, links and topics out of scope, in one TOML
    /// text. `name` is what errors call it. `data/README.md` tells the format, `data/profiles/` has examples.
    ///
    /// # Errors
    /// The first thing wrong that the text shows by itself, or that an earlier profile contradicts, with name, line and remedy.
    /// What can only be told with the rest of the data (forms, hits and misses) is told by [`AnalyzerBuilder::build`].
    ///
    /// ```
    /// let builder = politesse::Analyzer::builder();
    /// let error = builder.profile_toml("acme.toml", "prodcuts = [\"borne\"]").unwrap_err();
    /// assert!(error.to_string().starts_with("acme.toml:1: unknown key `prodcuts`, use one of `products`"));
    /// ```
    pub fn profile_toml(mut self, name: &str, text: &str) -> Result<Self, Error> {
        let profile = Profile::read(name, text)?;
        self.profiles.iter().try_for_each(|earlier| profile.agree_with(earlier))?;
        self.profiles.push(profile);
        Ok(self)
    }

    /// Compiles the files and the profiles, and proves the profiles by their hits and misses.
    ///
    /// # Errors
    /// The first thing wrong in them, with file, line and remedy.
    ///
    /// ```
    /// let error = politesse::Analyzer::builder().file("cues/x.toml", "familly = 1").build().unwrap_err();
    /// assert!(error.to_string().starts_with("cues/x.toml:1:"));
    /// ```
    pub fn build(self) -> Result<Analyzer, Error> {
        if matches!(self.base, Base::Embedded)
            && self.files.is_empty()
            && self.profiles.is_empty()
            && self.learned.is_none()
        {
            return Analyzer::load(FRENCH);
        }
        let compiled = self.compile()?;
        let mut lexicon = Lexicon::new(compiled.parts);
        lexicon.shop = compiled.shop;
        let analyzer = Analyzer::new(lexicon);
        self.profiles.iter().try_for_each(|profile| proof::prove_profile(&analyzer, profile))?;
        Ok(analyzer)
    }

    /// Compiles the files and gives the lexicon as bytes, for [`Analyzer::load`]; the same files give the same bytes.
    ///
    /// # Errors
    /// The first thing wrong in the files, with file, line and remedy; a profile, which is added to a lexicon and never stored.
    ///
    /// ```
    /// use politesse::{Analyzer, AnalyzerBuilder};
    /// let bytes = AnalyzerBuilder::empty().store().unwrap();
    /// assert!(Analyzer::load(&bytes).is_ok());
    /// ```
    pub fn store(self) -> Result<Vec<u8>, Error> {
        if let Some(profile) = self.profiles.first() {
            let what =
                "a profile is not stored: store the data files alone and add the profile when it is loaded";
            return Err(Error::new(profile.source().name, None, what));
        }
        stored::write(&self.compile()?)
    }

    fn compile(&self) -> Result<Compiled, Error> {
        let sources: Vec<Source<'_>> = self.files.iter().map(|(name, text)| Source { name, text }).collect();
        match self.base {
            Base::Nothing => compile(&sources, &self.profiles, self.learned.as_deref().unwrap_or_default()),
            Base::Embedded => {
                extend(stored::read_to_extend(FRENCH)?, &sources, &self.profiles, self.learned.as_deref())
            }
        }
    }
}
