//! First step: the writer's own words, folded and split.
//!
//! Takes the text as given; gives the folded text with its offset map ([`fold`]), the tokens ([`tokens`]) and the zones
//! ([`zones`]). Knows no lexicon: what words mean is the next step's business.
//!
//! « Bonjour,⏎Où est mon colis ???⏎⏎Envoyé de mon iPhone » becomes `bonjour,⏎ou est mon colis ???…`, its words, and
//! three zones: greeting, body, footer.

mod addresses;
mod blocks;
mod characters;
pub(crate) mod fold;
mod phrases;
mod places;
mod surroundings;
pub(crate) mod tokens;
pub(crate) mod zones;
