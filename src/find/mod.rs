//! Second step: what stands in the text, each thing with its span.
//!
//! Takes the tokens and zones. [`words`] gives the stream of known words, short [`spellings`] written out; [`cues`] finds the
//! phrases of the lexicon in it, which [`walk`] reads with what [`views`] shows; [`shapes`] finds values by their look; [`purposes`] tells the phrases apart by what they are
//! for; [`details`] joins labels and values: [`references`] and [`candidates`] give references their role, [`shown`] what a
//! machine shows, [`substance`] what no cue tells; [`formats`] says which published format a value has and, by [`check`],
//! whether it is mistyped; [`announced`] finds labels left without a value; [`extent`] gives told days and amounts their full
//! words; [`style`] counts what is typed rather than said. Judges nothing: a denied insult is found like any other.

mod announced;
mod candidates;
pub(crate) mod check;
pub(crate) mod cues;
pub(crate) mod details;
mod extent;
pub(crate) mod formats;
pub(crate) mod looks;
pub(crate) mod purposes;
mod references;
pub(crate) mod shapes;
mod shown;
mod spellings;
pub(crate) mod style;
mod substance;
pub(crate) mod unmask;
mod views;
mod walk;
pub(crate) mod words;

#[cfg(test)]
pub(crate) mod tests {
    use crate::analyzer::Analyzer;
    use crate::names::Detail;

    /// Holds the first detail of a kind in a text to its value, or to being absent.
    pub(crate) fn check(text: &str, detail: Detail, value: Option<&str>) {
        let report = Analyzer::french().analyze(text);
        let given =
            report.details.iter().find(|given| given.kind == detail).map(|given| given.value.as_str());
        assert_eq!(given, value, "{detail} in « {text} »");
    }
}
