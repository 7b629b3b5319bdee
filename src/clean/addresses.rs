//! Tells how far links and e-mail addresses reach, which are one token each, and abbreviations with dots.
//!
//! Takes folded text and where one may begin; gives where it ends. Whether it is a customer's own is for `find`.

use super::fold::Folded;
use super::tokens::Kind;

/// How far an e-mail address may reach, in bytes; bounds the look-ahead on `a@a@a@…`.
const MAX_EMAIL_LEN: usize = 80;

/// The longest abbreviation with dots that is a word and no link, in bytes.
const MAX_ABBREVIATION_LEN: usize = 12;

/// A link, an abbreviation with dots or an e-mail address whose first letters stand at `at`, before the byte `after`, with its end.
pub(super) fn address(folded: &Folded, at: usize, after: u8) -> Option<(Kind, usize)> {
    if matches!(after, b'.' | b':')
        && let Some(end) = link(&folded.plain, at).or_else(|| dotted(&folded.plain, at))
    {
        let is_link = folded.plain[at..end].contains(&b'/') || end - at > MAX_ABBREVIATION_LEN;
        return Some((if is_link { Kind::Link } else { Kind::Word }, end));
    }
    email(folded, at).map(|end| (Kind::Email, end))
}

/// The end of an e-mail address that begins at `at`.
pub(super) fn email(folded: &Folded, at: usize) -> Option<usize> {
    if !folded.has_at {
        return None;
    }
    let is_local = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b'+');
    let rest = &folded.plain[at..folded.plain.len().min(at + MAX_EMAIL_LEN)];
    let local = rest.iter().take_while(|byte| is_local(**byte)).count();
    let domain = rest.get(local..)?.strip_prefix(b"@")?;
    let domain_len = domain.iter().take_while(|byte| is_local(**byte)).count();
    // Dots behind it end the sentence.
    let last = domain[..domain_len].iter().rposition(|byte| *byte != b'.')?;
    let domain = &domain[..=last];
    let dot = domain.iter().rposition(|byte| *byte == b'.')?;
    let is_address =
        dot > 0 && domain.len() - dot > 2 && domain[dot + 1..].iter().all(u8::is_ascii_lowercase);
    is_address.then_some(at + local + 1 + domain.len())
}

fn link(plain: &[u8], at: usize) -> Option<usize> {
    let rest = &plain[at..];
    let is_link = rest.starts_with(b"http://") || rest.starts_with(b"https://") || rest.starts_with(b"www.");
    let length = || rest.iter().take_while(|byte| !matches!(byte, b' ' | b'\n' | b'"' | b'<' | b'>')).count();
    is_link.then(|| at + length())
}

/// « s.v.p. », « f.d.p »: single letters with dots between them.
fn dotted(plain: &[u8], at: usize) -> Option<usize> {
    let letter = |at: usize| plain.get(at).is_some_and(u8::is_ascii_lowercase);
    let mut end = at + 1;
    while plain.get(end) == Some(&b'.') && letter(end + 1) && !letter(end + 2) {
        end += 2;
    }
    (end > at + 1).then_some(end)
}
