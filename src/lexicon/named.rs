//! The names that data files give to signals, details, levels and contexts.

use toml::Spanned;

use super::format::Source;
use super::{Context, Drops, Licence};
use crate::error::Error;
use crate::names::{Detail, Name, Set, unknown_name};

/// The detail of this name.
pub(super) fn detail_of(source: &Source<'_>, name: &Spanned<String>) -> Result<Detail, Error> {
    Detail::from_name(name.as_ref()).ok_or_else(|| source.error(name, unknown_name::<Detail>(name.as_ref())))
}

/// The names of a closed list that a file gives.
pub(super) fn names_of<T: Name>(source: &Source<'_>, names: &[Spanned<String>]) -> Result<Set<T>, Error> {
    names
        .iter()
        .map(|name| {
            T::from_name(name.as_ref()).ok_or_else(|| source.error(name, unknown_name::<T>(name.as_ref())))
        })
        .collect()
}

/// The top levels of these names, as a bit set.
pub(super) fn licences_of(source: &Source<'_>, names: &[Spanned<String>]) -> Result<u8, Error> {
    names.iter().try_fold(0, |licences, name| {
        let (_, licence) =
            Licence::ALL.iter().find(|(known, _)| known == name.as_ref()).ok_or_else(|| {
                source.error(
                    name,
                    format!("unknown licence \"{}\", use rude, hostile, abusive or critical", name.as_ref()),
                )
            })?;
        Ok(licences | licence.bit())
    })
}

/// The contexts of these names.
pub(super) fn drops_of(source: &Source<'_>, names: &[Spanned<String>]) -> Result<Drops, Error> {
    let mut drops = Drops::default();
    for name in names {
        let (_, context) =
            Context::ALL.iter().find(|(known, _)| known == name.as_ref()).ok_or_else(|| {
                let known: Vec<_> = Context::ALL.iter().map(|(name, _)| *name).collect();
                source.error(
                    name,
                    format!("unknown context \"{}\", use one of {}", name.as_ref(), known.join(", ")),
                )
            })?;
        drops.insert(*context);
    }
    Ok(drops)
}
