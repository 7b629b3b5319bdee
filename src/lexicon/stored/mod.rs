//! A lexicon as bytes: what `data/french.bin` holds and `Analyzer::french` loads.
//!
//! Takes a compiled lexicon, gives the bytes of what its tables are derived from, and back. Hits, misses and comments are
//! left out; what only further forms need ([`super::growth`]) stands at the end and is not looked at by a message. The same data
//! give the same bytes on every machine. Bad bytes give an error, never a panic: a checksum finds what was damaged, and
//! every number is checked against what it points into.
//!
//! ```text
//! "politesse lexicon" · version · checksum · (names, cues, families … · columns of words, sets, trie, weights · growth)
//! ```

mod branches;
mod columns;
mod weights;
mod words;

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::compile::Compiled;
use super::grams::GramModel;
use super::profile::shop::Shop;
use super::trees::Trees;
use super::vocabulary::{FIRST_SET, hash};
use super::{Cue, Family, Lexicon, Licence, Need, Parts, Purpose};
use crate::error::Error;
use crate::judge::features::Layout;
use crate::names::{Detail, Intent, Name, Set};
use branches::Limits;

/// What the bytes begin with.
const MAGIC: &[u8] = b"politesse lexicon";

/// Which form the bytes have; grows by one whenever the form changes.
const VERSION: u8 = 6;

/// How many bytes the checksum takes.
const CHECKSUM_LEN: usize = 8;

/// A lexicon, its long tables as columns.
#[derive(Debug, Serialize, Deserialize)]
struct Stored<'a> {
    data_version: Cow<'a, str>,
    cues: Cow<'a, [Cue]>,
    families: Cow<'a, [Family]>,
    needs: Cow<'a, [Vec<Need>]>,
    detail_intents: Cow<'a, [Set<Intent>]>,
    classes: Cow<'a, BTreeMap<String, u32>>,
    sets: u32,
    #[serde(borrow)]
    words: Cow<'a, [u8]>,
    #[serde(borrow)]
    memberships: Cow<'a, [u8]>,
    #[serde(borrow)]
    spellings: Cow<'a, [u8]>,
    #[serde(borrow)]
    trie: Cow<'a, [u8]>,
    #[serde(borrow)]
    weights: Cow<'a, [u8]>,
    #[serde(borrow)]
    grams: Cow<'a, [u8]>,
    trees: Vec<Trees>,
    #[serde(borrow)]
    growth: Cow<'a, [u8]>,
}

/// The bytes of a lexicon.
///
/// # Errors
/// A lexicon too large for the form.
pub(crate) fn write(compiled: &Compiled) -> Result<Vec<u8>, Error> {
    let Compiled { parts, growth, .. } = compiled;
    let layout = Layout { families: parts.families.len(), cues: parts.cues.len() };
    let stored = Stored {
        data_version: Cow::Borrowed(&parts.data_version),
        cues: Cow::Borrowed(&parts.cues),
        families: Cow::Borrowed(&parts.families),
        needs: Cow::Borrowed(&parts.needs),
        detail_intents: Cow::Borrowed(&parts.detail_intents),
        classes: Cow::Borrowed(&parts.classes),
        sets: growth.sets,
        words: words::write(&parts.words).into(),
        memberships: words::write_memberships(&parts.words.memberships, growth.sets).into(),
        spellings: words::write_spellings(&parts.words.spellings).into(),
        trie: branches::write(&parts.trie, &parts.anchors, parts.words.len() as u32).into(),
        weights: weights::write(&parts.model, layout).into(),
        grams: parts.model.grams.to_bytes().into(),
        trees: parts.model.tones.iter().map(|tone| tone.trees.clone()).collect(),
        growth: words::write_growth(growth)?.into(),
    };
    let payload = to_bytes(&stored)?;
    let mut bytes = MAGIC.to_vec();
    bytes.push(VERSION);
    bytes.extend(hash(&payload).to_le_bytes());
    bytes.extend(payload);
    Ok(bytes)
}

fn to_bytes(value: &impl Serialize) -> Result<Vec<u8>, Error> {
    postcard::to_allocvec(value).map_err(|error| Error::malformed(&error.to_string()))
}

/// The lexicon of these bytes.
///
/// # Errors
/// Bytes that [`write()`] has not written, or in another version.
pub(crate) fn read(bytes: &[u8]) -> Result<Lexicon, Error> {
    read_parts(payload(bytes)?).map(Lexicon::new)
}

/// What the lexicon of these bytes is derived from, and what more forms are read with.
///
/// # Errors
/// Bytes that [`write()`] has not written, or in another version.
pub(crate) fn read_to_extend(bytes: &[u8]) -> Result<Compiled, Error> {
    let payload = payload(bytes)?;
    let growth = words::read_growth(&stored(payload)?.growth)
        .ok_or_else(|| Error::malformed("what it grows from is damaged"))?;
    Ok(Compiled { parts: read_parts(payload)?, growth, shop: Shop::default() })
}

/// What follows the head, if the head is right.
fn payload(bytes: &[u8]) -> Result<&[u8], Error> {
    let rest = bytes.strip_prefix(MAGIC).ok_or_else(|| Error::malformed("it begins otherwise"))?;
    let (version, rest) = rest.split_first().ok_or_else(|| Error::malformed("it breaks off"))?;
    if *version != VERSION {
        return Err(Error::malformed(&format!("its version is {version}, not {VERSION}")));
    }
    match rest.split_first_chunk::<CHECKSUM_LEN>() {
        Some((checksum, payload)) if *checksum == hash(payload).to_le_bytes() => Ok(payload),
        _ => Err(Error::malformed("its checksum is wrong")),
    }
}

fn stored(payload: &[u8]) -> Result<Stored<'_>, Error> {
    postcard::from_bytes(payload).map_err(|error| Error::malformed(&error.to_string()))
}

fn read_parts(payload: &[u8]) -> Result<Parts, Error> {
    let stored = stored(payload)?;
    parts_of(stored).ok_or_else(|| Error::malformed("its tables do not fit together"))
}

fn parts_of(stored: Stored<'_>) -> Option<Parts> {
    let (cues, families) = (stored.cues.into_owned(), stored.families.into_owned());
    let needs = Some(stored.needs.into_owned()).filter(|needs| needs.len() == Intent::ALL.len())?;
    let detail_intents = stored.detail_intents.into_owned();
    let are_cues_sound = cues.iter().all(|cue| is_cue_sound(cue, families.len()));
    let are_families_sound = families.iter().all(is_family_sound);
    let classes = stored.classes.into_owned();
    let are_classes_sound =
        classes.values().all(|set| set.checked_sub(FIRST_SET).is_some_and(|set| set <= stored.sets));
    if !are_cues_sound
        || !are_families_sound
        || !are_classes_sound
        || detail_intents.len() != Detail::ALL.len()
    {
        return None;
    }
    let mut words = words::read(&stored.words)?;
    let count = words.len() as u32;
    words.memberships = words::read_memberships(&stored.memberships, count, stored.sets)?;
    words.spellings = words::read_spellings(&stored.spellings, count)?;
    let limits = Limits { words: count, sets: stored.sets, cues: cues.len() as u32 };
    let layout = Layout { families: families.len(), cues: cues.len() };
    let mut model = weights::read(&stored.weights, layout)?;
    model.grams = GramModel::read(&stored.grams)?;
    if stored.trees.len() != model.tones.len() || !stored.trees.iter().all(|trees| trees.is_sound(layout)) {
        return None;
    }
    for (tone, trees) in model.tones.iter_mut().zip(stored.trees) {
        tone.trees = trees;
    }
    let (trie, anchors) = branches::read(&stored.trie, limits)?;
    Some(Parts {
        words,
        trie,
        anchors,
        cues,
        families,
        needs,
        detail_intents,
        model,
        data_version: stored.data_version.into_owned(),
        classes,
    })
}

/// Whether a cue bears on a family that is there.
fn is_cue_sound(cue: &Cue, families: usize) -> bool {
    let is_known = match cue.purpose {
        Purpose::Tone(family) => usize::from(family) < families,
        Purpose::Intent(_) | Purpose::Detail(_) | Purpose::Label(_) => true,
    };
    is_known && (1..=3).contains(&cue.strength)
}

/// Whether a family opens every level that it assures.
fn is_family_sound(family: &Family) -> bool {
    let known = Licence::ALL.iter().fold(0, |known, (_, licence)| known | licence.bit());
    family.licences & !known == 0 && family.assures & !family.licences == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyzer::Analyzer;
    use crate::lexicon::compile::compile;
    use crate::lexicon::format::Source;

    /// A lexicon with something of everything.
    fn small() -> Compiled {
        let cue = |id: &str, forms: &str| {
            format!(
                "[[cue]]\nid = \"{id}\"\nforms = [{forms}]\nhits = [\"a\", \"b\"]\nmisses = [\"c\", \"d\"]\n"
            )
        };
        let anger = cue(
            "anger.one",
            r#""(je|on)? en ai (assez|marre)", "voleur~ .. @day $", "(très)? (fâché|furieux) (du)? colis""#,
        );
        let texts = [
            (
                "cues/anger.toml",
                format!(
                    "family = \"anger\"\nassures = [\"hostile\"]\n[weighs]\naggression = \"raises\"\n{anger}"
                ),
            ),
            (
                "intents/delivery.toml",
                format!(
                    "intent = \"delivery\"\nneeds = [\"order_number\"]\n[questions]\norder_number = \"votre numéro\"\n{}",
                    cue("delivery.parcel", "\"mon colis\"")
                ),
            ),
            ("details/order_number.toml", "detail = \"order_number\"\nlabels = [\"commande\"]".to_owned()),
            ("words/day.tsv", "lundi\nla semaine prochaine\n".to_owned()),
            ("words/loose-word.tsv", "colis\n".to_owned()),
            ("words/spellings.tsv", "jen ai\tj'en ai\nbjr\tbonjour\n".to_owned()),
            ("words/verbs.tsv", "avoir\tai as a\n".to_owned()),
            ("words/frequency.tsv", "je\t500\n".to_owned()),
            (
                "model.toml",
                "[tones.aggression]\nthresholds = [1, 2, 3]\ncuts = [1, 2, 3]\nweights = { anger = 1.5 }"
                    .to_owned(),
            ),
        ];
        let sources: Vec<_> = texts.iter().map(|(name, text)| Source { name, text }).collect();
        compile(&sources, &[], &[]).unwrap()
    }

    /// `payload` under a head that fits it.
    fn headed(payload: &[u8]) -> Vec<u8> {
        [MAGIC, &[VERSION], &hash(payload).to_le_bytes(), payload].concat()
    }

    #[test]
    fn a_stored_lexicon_is_read_as_it_was_written() {
        let bytes = write(&small()).unwrap();
        let again = read_to_extend(&bytes).unwrap();
        assert_eq!(write(&again).unwrap(), bytes);
        let analyzer = Analyzer::new(read(&bytes).unwrap());
        let report =
            analyzer.analyze("bjr, jen ai marre. Vous etes des voleurs depuis lundi. Ou est mon coils");
        let found: Vec<&str> = report.evidence.iter().map(|evidence| evidence.cue.as_str()).collect();
        assert_eq!(found.iter().filter(|cue| **cue == "anger.one").count(), 2, "{found:?}");
        assert_eq!(report.completeness.questions, ["Pourriez-vous nous indiquer votre numéro ?"]);
    }

    #[test]
    fn damaged_bytes_are_refused() {
        let bytes = write(&small()).unwrap();
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x10;
            assert!(read(&damaged).is_err(), "byte {at} changed");
            assert!(read(&bytes[..at]).is_err(), "broken off at {at}");
        }
        let said = read(&[MAGIC, &[VERSION + 1]].concat()).unwrap_err().to_string();
        let versions = format!("its version is {}, not {VERSION}", VERSION + 1);
        assert!(said.contains(&versions) && said.contains("examples/compile_data"), "{said}");
    }

    // A checksum can be forged: what is read then may be nonsense, but it never panics.
    #[test]
    fn forged_bytes_are_refused_or_read_as_nonsense() {
        let bytes = write(&small()).unwrap();
        let payload = super::payload(&bytes).unwrap();
        for at in 0..payload.len() {
            let mut forged = payload.to_vec();
            // Another bit, or several, for each byte.
            forged[at] ^= (at as u8).wrapping_mul(37) | 1;
            if let Ok(lexicon) = read(&headed(&forged)) {
                let report =
                    Analyzer::new(lexicon).analyze("bjr, jen ai marre ! Mon coils lundi, c*mmande 12 ?");
                assert!(report.politeness.score.is_finite());
            }
            if let Ok(compiled) = read_to_extend(&headed(&forged)) {
                let more = [Source { name: "words/day.tsv", text: "mardi" }];
                let _ = crate::lexicon::compile::extend(compiled, &more, &[], None);
            }
        }
    }
}
