//! Says which published format a reference is written in, and whether it is mistyped.
//!
//! Takes a value with its role and the words before it; gives the format and whether its check fails. A format is told by the
//! value's look or by its label; where only look and label together tell (ten digits and « DHL »), both are asked for. What no
//! source publishes a check for (Colissimo, Chronopost inside France, Mondial Relay, GLS) is never called malformed for its
//! digits.
//!
//! | text                                | format | malformed |
//! |-------------------------------------|--------|-----------|
//! | suivi RR473124829FR                 | s10    | no        |
//! | suivi RR473124839FR                 | s10    | yes       |
//! | SIRET 732 829 320 00074             | siret  | no        |
//! | ma carte bleue 4970 1012 3456 7890  | card   | yes       |

use serde::{Deserialize, Serialize};

use super::check;
use super::details::Given;
use super::shapes::{Joined, Shape, Value, digit_count};
use crate::clean::tokens::Kind;
use crate::names::Detail;

/// A published format of a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// A postal item of the UPU: two letters, eight digits, a check digit, a country.
    S10,
    /// A parcel of La Poste or Colissimo: a digit, a letter, eleven digits; no check is published.
    LaPoste,
    /// A parcel of Mondial Relay: eight digits (ten and twelve are met); no check is published.
    MondialRelay,
    /// A parcel of UPS: « 1Z », fifteen characters, a check digit.
    Ups,
    /// A waybill of DHL Express: nine digits and a check digit.
    DhlExpress,
    /// A parcel of DPD: twenty-seven digits and a check character, or the fourteen digits on the label, unchecked.
    Dpd,
    /// A parcel of GLS: eleven or twelve digits, or eight characters; no check is published.
    Gls,
    /// A parcel of Postes Canada: fifteen digits and a check digit.
    CanadaPost,
    /// A bank account.
    Iban,
    /// A bank card.
    Card,
    /// A French social security number.
    Nir,
    /// A French company.
    Siren,
    /// A site of a French company.
    Siret,
    /// A French VAT number.
    Vat,
}

impl Format {
    /// Whether reports mask its values: bank accounts, cards, social security numbers.
    ///
    /// ```
    /// use politesse::Format;
    /// assert!(Format::Card.is_secret() && !Format::Siret.is_secret());
    /// ```
    pub fn is_secret(self) -> bool {
        matches!(self, Format::Iban | Format::Card | Format::Nir)
    }
}

/// How far before a value the words that name its kind may stand, in tokens.
const MAX_BEFORE: usize = 10;

/// The length of a number of DPD with its check, and of one without, in characters.
const DPD_LENS: (usize, usize) = (28, 14);

/// The length of a social security number without and with its key, in characters.
const NIR_LENS: (usize, usize) = (13, 15);

impl Given<'_> {
    /// The format of a value that is `detail`, and whether it is malformed.
    pub(super) fn format(&self, value: Value, detail: Detail) -> (Option<Format>, bool) {
        if let Shape::Phone { is_malformed } = value.shape
            && matches!(detail, Detail::Phone | Detail::CustomerId)
        {
            return (None, is_malformed);
        }
        let joined = Joined::of(self.folded, self.tokens, value.first as usize, value.end as usize);
        let Some(joined) = joined else { return (None, false) };
        let number = joined.bytes();
        let known = match (value.shape, detail) {
            (Shape::Iban, _) => Some((Format::Iban, check::iban(number))),
            (Shape::Card, _) => Some((Format::Card, true)),
            (Shape::Nir, _) => Some((Format::Nir, true)),
            (Shape::Vat, _) => Some((Format::Vat, true)),
            (_, Detail::TrackingNumber) => self.parcel(value, number),
            (_, Detail::CustomerId) => self.holder(value, number),
            _ => None,
        };
        match known {
            Some((format, is_sound)) => (Some(format), !is_sound),
            None => (None, false),
        }
    }

    /// The role of a company's or insured person's number whose name stands a little before it: « le SIRET de ma société est le 732 829 320 00074 ».
    pub(super) fn named(&self, value: Value) -> Option<Detail> {
        let joined = Joined::of(self.folded, self.tokens, value.first as usize, value.end as usize)?;
        let number = joined.bytes();
        let is_company = check::siret(number) || check::siren(number);
        let says = |words: &[&[u8]]| self.says_before(value.first as usize, words);
        let is_named = is_company && says(&[b"siret", b"siren"])
            || check::looks_like_nir(number) && says(&[b"secu", b"securite", b"nir", b"nss"]);
        is_named.then_some(Detail::CustomerId)
    }

    /// The carrier's format of a parcel number.
    fn parcel(&self, value: Value, number: &[u8]) -> Option<(Format, bool)> {
        let is_number = number.iter().all(u8::is_ascii_digit);
        let says = |words: &[&[u8]]| self.says_before(value.first as usize, words);
        if value.shape == Shape::Tracking {
            return if number.starts_with(b"1z") {
                Some((Format::Ups, check::ups(number)))
            } else if number[0].is_ascii_digit() {
                Some((Format::LaPoste, true))
            } else if check::is_s10_service(number) || check::s10(number) {
                Some((Format::S10, check::s10(number)))
            } else {
                None
            };
        }
        match number.len() {
            10 if is_number && says(&[b"dhl"]) => Some((Format::DhlExpress, check::dhl_express(number))),
            16 if is_number && says(&[b"canada", b"postescanada"]) => {
                Some((Format::CanadaPost, check::canada_post(number)))
            }
            length if length == DPD_LENS.0 && says(&[b"dpd"]) => Some((Format::Dpd, check::dpd(number))),
            length if length == DPD_LENS.1 && is_number && says(&[b"dpd"]) => Some((Format::Dpd, true)),
            8 | 10 | 12 if is_number && says(&[b"mondial", b"mondialrelay"]) => {
                Some((Format::MondialRelay, true))
            }
            8 | 11 | 12 if says(&[b"gls"]) => Some((Format::Gls, true)),
            _ => None,
        }
    }

    /// The format of a number that names a person, a company or a card.
    fn holder(&self, value: Value, number: &[u8]) -> Option<(Format, bool)> {
        let says = |words: &[&[u8]]| self.says_before(value.first as usize, words);
        let digits = digit_count(number);
        if says(&[b"siret", b"siren", b"tva"]) {
            return match (number.len(), digits) {
                (13, 11) if number.starts_with(b"fr") => Some((Format::Vat, check::vat(number))),
                (length, digits) if length != digits => None,
                (9, _) if !says(&[b"siret"]) || says(&[b"siren"]) => {
                    Some((Format::Siren, check::siren(number)))
                }
                (8 | 10, _) if says(&[b"siren"]) => Some((Format::Siren, false)),
                (9, _) => Some((Format::Siren, check::siren(number))),
                (14, _) => Some((Format::Siret, check::siret(number))),
                (13 | 15, _) if says(&[b"siret"]) => Some((Format::Siret, false)),
                _ => None,
            };
        }
        if says(&[b"secu", b"securite", b"nir", b"nss"]) && check::looks_like_nir_slip(number) {
            let is_sound = number.len() == NIR_LENS.0 || check::nir(number);
            return Some((Format::Nir, is_sound));
        }
        let is_shop_card = says(&[
            b"fidelite",
            b"cadeau",
            b"membre",
            b"transport",
            b"adherent",
            b"abonne",
            b"lecteur",
            b"bibliotheque",
            b"sim",
        ]);
        let names_card = || {
            says(&[
                b"carte",
                b"cb",
                b"bleue",
                b"visa",
                b"mastercard",
                b"amex",
                b"bancaire",
                b"credit",
                b"debit",
            ])
        };
        let is_card = check::is_card_scheme(number) && !is_shop_card && names_card();
        is_card.then(|| (Format::Card, check::card(number)))
    }

    /// Whether one of the folded words stands a little before token `at`, within its line or the one above.
    fn says_before(&self, at: usize, words: &[&[u8]]) -> bool {
        let mut lines = 0;
        for before in (at.saturating_sub(MAX_BEFORE)..at).rev() {
            lines += usize::from(self.tokens[before].kind == Kind::Newline);
            if lines > 1 {
                return false;
            }
            if words.contains(&self.bytes(before)) {
                return true;
            }
        }
        false
    }
}
