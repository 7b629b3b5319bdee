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
use super::model::GramModel;
use super::vocabulary::{FIRST_SET, hash};
use super::{Cue, Family, Lexicon, Need, Parts, Purpose};
use crate::error::Error;
use crate::judge::features::Layout;
use crate::names::{Detail, Intent, Name, Set};
use branches::Limits;

/// What the bytes begin with.
const MAGIC: &[u8] = b"politesse lexicon";

/// Which form the bytes have; grows by one whenever the form changes.
const VERSION: u8 = 1;

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
    #[serde(borrow)]
    growth: Cow<'a, [u8]>,
}

/// The bytes of a lexicon.
///
/// # Errors
/// A lexicon too large for the form.
pub(crate) fn write(compiled: &Compiled) -> Result<Vec<u8>, Error> {
    let Compiled { parts, growth } = compiled;
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
        trie: branches::write(&parts.trie, &parts.entries).into(),
        weights: weights::write(&parts.model, layout).into(),
        grams: parts.model.grams.to_bytes().into(),
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
/// Bytes that [`write`] has not written, or in another version.
pub(crate) fn read(bytes: &[u8]) -> Result<Lexicon, Error> {
    read_parts(payload(bytes)?).map(Lexicon::new)
}

/// What the lexicon of these bytes is derived from, and what more forms are read with.
///
/// # Errors
/// Bytes that [`write`] has not written, or in another version.
pub(crate) fn read_to_extend(bytes: &[u8]) -> Result<Compiled, Error> {
    let payload = payload(bytes)?;
    let growth = words::read_growth(&stored(payload)?.growth)
        .ok_or_else(|| Error::malformed("what it grows from is damaged"))?;
    Ok(Compiled { parts: read_parts(payload)?, growth })
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
    let are_cues_sound = cues.iter().all(|cue| match cue.purpose {
        Purpose::Tone(family) => usize::from(family) < families.len(),
        _ => true,
    } && (1..=3).contains(&cue.strength));
    let classes = stored.classes.into_owned();
    let are_classes_sound =
        classes.values().all(|set| set.checked_sub(FIRST_SET).is_some_and(|set| set <= stored.sets));
    if !are_cues_sound || !are_classes_sound || detail_intents.len() != Detail::ALL.len() {
        return None;
    }
    let mut words = words::read(&stored.words)?;
    let count = words.len() as u32;
    words.memberships = words::read_memberships(&stored.memberships, count, stored.sets)?;
    words.spellings = words::read_spellings(&stored.spellings, count)?;
    let limits = Limits { words: count, sets: stored.sets, cues: cues.len() as u32 };
    let mut model = weights::read(&stored.weights, Layout { families: families.len(), cues: cues.len() })?;
    model.grams = GramModel::read(&stored.grams)?;
    let (trie, entries) = branches::read(&stored.trie, limits)?;
    Some(Parts {
        words,
        trie,
        entries,
        cues,
        families,
        needs,
        detail_intents,
        model,
        data_version: stored.data_version.into_owned(),
        classes,
    })
}
