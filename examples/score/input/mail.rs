//! A mail as a record: its subject as the first line, then what the writer wrote, attachments left out.
//!
//! ```text
//! Subject: =?UTF-8?Q?Colis_perdu_=3F?=        Objet : Colis perdu ?
//! Content-Type: text/html
//!                                              Bonjour,
//! <p>Bonjour,</p><p>o&ugrave; est-il ?</p>     où est-il ?
//! ```
//! The plain part is taken where there is one with words in it, else the HTML part, made text. The library knows a first
//! line `Objet : …` as the subject.

use mail_parser::decoders::charsets::map::charset_decoder;
use mail_parser::{Encoding, Message, MessageParser, MessagePart, PartType};
use politesse::Channel;

use super::html;
use super::{Id, MAX_MESSAGE, Record};

/// The most bytes a mail may have, attachments included: twice what most servers carry.
pub const MAX_MAIL: usize = 64 << 20;

/// The charset of bytes that no header speaks of and that are not UTF-8: what Western mailers wrote before it.
const OLD_CHARSET: &[u8] = b"windows-1252";

/// The record that a raw mail is, or what is wrong with it and what to do.
pub fn record(raw: &[u8]) -> Result<Record, String> {
    if raw.len() > MAX_MAIL {
        return Err(format!("longer than {} MiB; save it without attachments", MAX_MAIL >> 20));
    }
    let mail = MessageParser::default().parse(raw).filter(has_head);
    let mail = mail.ok_or("no mail: neither a sender, a subject nor a date is in its head; save it anew")?;
    let text = text(&mail)?;
    if text.len() > MAX_MESSAGE {
        return Err(format!("its text is longer than {} MiB; part it into messages", MAX_MESSAGE >> 20));
    }
    let id = mail.message_id().filter(|id| !id.is_empty()).map(|id| Id::Text(id.to_owned()));
    Ok(Record { id, text, channel: Some(Channel::Email) })
}

/// Whether anything says that this is a mail.
fn has_head(mail: &Message<'_>) -> bool {
    mail.from().is_some() || mail.to().is_some() || mail.subject().is_some() || mail.date().is_some()
}

/// The subject line, a blank line, and the words below.
fn text(mail: &Message<'_>) -> Result<String, String> {
    let mut text = String::new();
    // A subject may be folded over lines; the library reads one line.
    let subject = mail.subject().unwrap_or("").split_whitespace().collect::<Vec<_>>().join(" ");
    if !subject.is_empty() {
        text = format!("Objet : {subject}\n\n");
    }
    text += &body(mail)?;
    text.truncate(text.trim_end().len());
    Ok(text)
}

/// The words of the parts that are shown when the mail is opened.
fn body(mail: &Message<'_>) -> Result<String, String> {
    let mut body = words(mail, mail.text_bodies())?;
    if body.trim().is_empty() {
        body = words(mail, mail.html_bodies())?;
    }
    if body.trim().is_empty() && is_torn(mail) {
        return Err("its parts cannot be told apart; save it anew from the mail program".to_owned());
    }
    Ok(body)
}

/// Whether several parts are announced and none of them was found.
fn is_torn(mail: &Message<'_>) -> bool {
    let announced = mail.header("Content-Type").and_then(|value| value.as_content_type());
    announced.is_some_and(|kind| kind.ctype() == "multipart") && mail.parts.len() < 2
}

/// The words of these parts, a line end between two.
fn words<'m>(mail: &Message<'_>, parts: impl Iterator<Item = &'m MessagePart<'m>>) -> Result<String, String> {
    let mut words = String::new();
    for part in parts {
        let part_words = match &part.body {
            PartType::Text(_) | PartType::Html(_) if part.is_encoding_problem => {
                return Err(
                    "its text cannot be decoded (base64 or quoted-printable); save it anew from the mail program"
                        .to_owned(),
                );
            }
            PartType::Text(text) => decoded_anew(mail, part).unwrap_or_else(|| text.replace("\r\n", "\n")),
            PartType::Html(text) => html::text(&decoded_anew(mail, part).unwrap_or_else(|| text.to_string())),
            _ => continue,
        };
        words += part_words.trim_end();
        words.push('\n');
    }
    Ok(words)
}

/// The part in the old charset, where it is not UTF-8 and no header says what it is.
fn decoded_anew(mail: &Message<'_>, part: &MessagePart<'_>) -> Option<String> {
    let kind = part.headers.iter().find(|header| header.name.as_str().eq_ignore_ascii_case("content-type"));
    let charset = kind.and_then(|kind| kind.value.as_content_type()?.attribute("charset"));
    let is_known = charset.is_some_and(|name| charset_decoder(name.as_bytes()).is_some());
    let raw = mail.raw_message.get(part.offset_body as usize..part.offset_end as usize)?;
    let is_old = !is_known && part.encoding == Encoding::None && str::from_utf8(raw).is_err();
    let decode = charset_decoder(OLD_CHARSET).filter(|_| is_old)?;
    Some(decode(raw).replace("\r\n", "\n"))
}
