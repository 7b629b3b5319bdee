//! The details of a reading: which are given, with which value, which only announced, and what to ask back.
//!
//! Takes the details found; gives them owned, normalised by [`super::values`], with secret values masked unless they are
//! asked for in full. « Débité sur ma carte bleue 4970 1012 3456 7893 » gives a card number as « **** **** **** 7893 ».

use std::fmt;

use serde::{Deserialize, Serialize};

use super::questions;
use super::reading::Reading;
use super::values::{masked, normalised, starred};
use crate::find::details::FoundDetail;
use crate::find::formats::Format;
use crate::judge::completeness;
use crate::lexicon::Need;
use crate::names::{Detail, Intent, Name, Set, Signal};
use crate::span::Span;

/// A detail given in the text.
///
/// Its `Debug` form masks a secret value even where [`Reading::details_unmasked`] gave it in full.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenDetail {
    /// Which detail.
    pub kind: Detail,
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// Its value in one spelling.
    ///
    /// | detail | typed | value |
    /// |---|---|---|
    /// | amount | 49€90 · vingt euros · 15,- CHF · $40 · 2 x 39,99 | `49.90 EUR` · `20.00 EUR` · `15.00 CHF` · `40.00 $` · `39.99` |
    /// | date, written | 12/03/2026 · le 12 mars · le 1er · 03/2026 · fin janvier | `2026-03-12` · `--03-12` · `---01` · `2026-03` · `--01 end` |
    /// | date, told | hier soir · après-demain · mardi dernier · la veille de Noël | `today-1 evening` · `today+2` · `last tuesday` · `--12-24` |
    /// | since when | depuis 3 semaines · ça fait un an et demi · depuis lundi | `P3W` · `P18M` · `monday` |
    /// | quantity | deux exemplaires · une douzaine | `2` · `12` |
    /// | phone | 00 33 (0)6 39 98 00 00 · 0470/12.34.56 | `+33639980000` · `+32470123456` |
    /// | e-mail | nom arobase exemple point fr | `nom@exemple.fr` |
    /// | references | cmd-4512 · 6a 2210 4478 913 | `CMD-4512` · `6A22104478913` |
    /// | bank account, card, social security | FR76 3000 … 0189 | `**** **** **** 0189` |
    ///
    /// The rest, and what has no such form, are the words as they stand: sums said with « la moitié », feasts that move (« Pâques »),
    /// lengths without a number (« des semaines »), addresses. `today` is the day the message was written. Of a phone number that is
    /// malformed the digits are given. Units are ISO 4217 codes where the words say which: « $ » and « francs » alone stay `$` and `F`.
    pub value: String,
    /// The published format that the value is written in, or was meant to be; not in the JSON when there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub format: Option<Format>,
    /// The value does not pass the check of its format (a check digit, a length): most likely it was mistyped.
    ///
    /// It still counts as given, since the writer gave it; a question asks to check it. Not in the JSON when false.
    #[serde(default, skip_serializing_if = "is_false")]
    pub malformed: bool,
}

fn is_false(flag: &bool) -> bool {
    !flag
}

impl fmt::Debug for GivenDetail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_secret = self.format.is_some_and(Format::is_secret);
        f.debug_struct("GivenDetail")
            .field("kind", &self.kind)
            .field("span", &self.span)
            .field("value", &if is_secret { masked(&self.value) } else { self.value.clone() })
            .field("format", &self.format)
            .field("malformed", &self.malformed)
            .finish()
    }
}

impl<'r> Reading<'r> {
    /// The needs of the intent that the text does not meet, in the guide's order and spelling.
    ///
    /// ```
    /// # let (analyzer, mut scratch) = (politesse::Analyzer::french(), politesse::Scratch::new());
    /// let reading = analyzer.analyze_with(&mut scratch, "Où est mon colis ?");
    /// assert_eq!(reading.missing().collect::<Vec<_>>(), ["order_number|tracking_number"]);
    /// ```
    pub fn missing(&self) -> impl Iterator<Item = &'r str> {
        self.missing_for(self.verdict.intent.intent)
    }

    /// The needs that the text would not meet if the message were about `intent`, whatever it was read to be about: what
    /// to ask once an agent, or a form the message came with, has said what it is about.
    ///
    /// ```
    /// use politesse::Intent;
    /// # let (analyzer, mut scratch) = (politesse::Analyzer::french(), politesse::Scratch::new());
    /// let reading = analyzer.analyze_with(&mut scratch, "Commande n° 4512-77, merci");
    /// assert_eq!(reading.missing_for(Intent::Return).collect::<Vec<_>>(), ["product", "reason"]);
    /// assert_eq!(reading.missing_for(Intent::Delivery).count(), 0);
    /// ```
    pub fn missing_for(&self, intent: Intent) -> impl Iterator<Item = &'r str> {
        self.missing_needs(intent).map(|need| need.name.as_str())
    }

    /// The details that count if the message is about `intent`; see [`Reading::missing_for`].
    ///
    /// ```
    /// use politesse::{Detail, Intent};
    /// # let (analyzer, mut scratch) = (politesse::Analyzer::french(), politesse::Scratch::new());
    /// let reading = analyzer.analyze_with(&mut scratch, "Ma box clignote en rouge");
    /// assert!(reading.present_for(Intent::Technical).contains(Detail::Symptom));
    /// assert!(!reading.present_for(Intent::ProductInfo).contains(Detail::Symptom));
    /// ```
    pub fn present_for(&self, intent: Intent) -> Set<Detail> {
        self.scratch.details.that_count(self.lexicon, intent)
    }

    /// References that the writer announces and gives nowhere.
    ///
    /// ```
    /// # let (analyzer, mut scratch) = (politesse::Analyzer::french(), politesse::Scratch::new());
    /// let reading = analyzer.analyze_with(&mut scratch, "Mon numéro de commande est le suivant :");
    /// assert!(reading.announced().contains(politesse::Detail::OrderNumber));
    /// ```
    pub fn announced(&self) -> Set<Detail> {
        self.scratch.details.announced
    }

    /// What to ask back, in French: for what is missing, then to check what is malformed; no value is repeated.
    ///
    /// ```
    /// # let (analyzer, mut scratch) = (politesse::Analyzer::french(), politesse::Scratch::new());
    /// let reading = analyzer.analyze_with(&mut scratch, "Bonjour, où est mon colis RR473124839FR ?");
    /// assert_eq!(reading.questions(), ["Pourriez-vous vérifier votre numéro de suivi, qui semble comporter une erreur ?"]);
    /// ```
    pub fn questions(&self) -> Vec<String> {
        let is_tu = self.signals().contains(Signal::Tutoiement);
        let missing = questions::ask(self.missing_needs(self.intent().intent), is_tu);
        let malformed =
            self.found_details().filter(|found| found.is_malformed).map(|found| (found.detail, found.format));
        let check = questions::ask_to_check(malformed, is_tu, missing.is_some());
        missing.into_iter().chain(check).collect()
    }

    /// The details given, with their values.
    ///
    /// Bank accounts, cards and social security numbers are masked: « **** **** **** 0189 ».
    ///
    /// ```
    /// # let (analyzer, mut scratch) = (politesse::Analyzer::french(), politesse::Scratch::new());
    /// let reading = analyzer.analyze_with(&mut scratch, "Remboursez-moi 49€90");
    /// assert!(reading.details().any(|detail| detail.value == "49.90 EUR"));
    /// ```
    pub fn details(&self) -> impl Iterator<Item = GivenDetail> {
        self.details_unmasked().map(|detail| match detail.format {
            Some(format) if format.is_secret() => GivenDetail { value: masked(&detail.value), ..detail },
            _ => detail,
        })
    }

    /// The details given, with their values in full; see [`Reading::to_report_unmasked`].
    ///
    /// ```
    /// # let (analyzer, mut scratch) = (politesse::Analyzer::french(), politesse::Scratch::new());
    /// let reading = analyzer.analyze_with(&mut scratch, "ma carte bleue 4970 1012 3456 7893");
    /// assert!(reading.details().any(|detail| detail.value == "**** **** **** 7893"));
    /// assert!(reading.details_unmasked().any(|detail| detail.value == "4970101234567893"));
    /// ```
    pub fn details_unmasked(&self) -> impl Iterator<Item = GivenDetail> {
        let secrets = self.secrets();
        // Words around a secret (« débité sur ma carte 4970 … ») never show it.
        let hidden = (!secrets.is_empty()).then(|| starred(self.text, &secrets));
        self.found_details().map(move |found| {
            let is_secret = found.format.is_some_and(Format::is_secret);
            let text = hidden.as_deref().filter(|_| !is_secret).unwrap_or(self.text);
            GivenDetail {
                kind: found.detail,
                span: found.span.on_graphemes(self.text),
                value: normalised(found, text),
                format: found.format,
                malformed: found.is_malformed,
            }
        })
    }

    /// The details found that count in a message of its intent.
    fn found_details(&self) -> impl Iterator<Item = &'r FoundDetail> {
        let (present, intent) = (self.verdict.present, self.intent().intent);
        let counts =
            move |found: &&FoundDetail| present.contains(found.detail) && found.intents.contains(intent);
        self.scratch.details.found.iter().filter(counts)
    }

    /// Where bank accounts, cards and social security numbers stand.
    pub(super) fn secrets(&self) -> Vec<Span> {
        let is_secret = |found: &&FoundDetail| found.format.is_some_and(Format::is_secret);
        self.scratch.details.found.iter().filter(is_secret).map(|found| found.span).collect()
    }

    fn missing_needs(&self, intent: Intent) -> impl Iterator<Item = &'r Need> {
        completeness::missing(&self.lexicon.needs[intent.index()], self.present_for(intent))
    }
}
