//! Says what single characters and HTML leftovers stand for in folded text.
//!
//! Takes a character, or bytes that may be markup; gives letters and signs of ASCII. Folds no text: that is [`super::fold`].
//!
//! | written            | stands for |
//! |--------------------|------------|
//! | `É`, `ê`, `ᵉ`      | `e`        |
//! | `œ`                | `oe`       |
//! | `&nbsp;`, `<b>`    | a space    |

/// How far an HTML tag or entity may reach, in bytes; bounds the look-ahead on `<<<<…`.
const MAX_MARKUP_LEN: usize = 24;

/// The letters under `À` to `ÿ`; 0 where there is none.
pub(super) const LATIN: [u8; 64] = {
    let mut latin = [0; 64];
    let mut at = 0;
    while at < latin.len() {
        if let Some(letter) = base_letter((0xc0 + at as u8) as char) {
            latin[at] = letter;
        }
        at += 1;
    }
    latin
};

/// The ASCII letter under an accented, full-width or superscript one.
pub(super) const fn base_letter(character: char) -> Option<u8> {
    Some(match character {
        'à'..='å' | 'À'..='Å' | 'ā' | 'Ā' | 'ă' | 'Ă' | 'ą' | 'Ą' | 'ª' => b'a',
        'ç' | 'Ç' | 'ć' | 'Ć' | 'č' | 'Č' => b'c',
        'ď' | 'Ď' | 'đ' | 'Đ' => b'd',
        'è'..='ë' | 'È'..='Ë' | 'ē' | 'Ē' | 'ė' | 'Ė' | 'ę' | 'Ę' | 'ě' | 'Ě' | 'ᵉ' => b'e',
        'ğ' | 'Ğ' => b'g',
        'ì'..='ï' | 'Ì'..='Ï' | 'ī' | 'Ī' | 'ı' | 'İ' => b'i',
        'ł' | 'Ł' => b'l',
        'ñ' | 'Ñ' | 'ń' | 'Ń' | 'ň' | 'Ň' => b'n',
        'ò'..='ö' | 'Ò'..='Ö' | 'ø' | 'Ø' | 'ō' | 'Ō' | 'ő' | 'Ő' => b'o',
        'ŕ' | 'ř' | 'Ř' | 'ʳ' => b'r',
        'ś' | 'Ś' | 'š' | 'Š' | 'ş' | 'Ş' => b's',
        'ţ' | 'Ţ' | 'ť' | 'Ť' => b't',
        'ù'..='ü' | 'Ù'..='Ü' | 'ū' | 'Ū' | 'ů' | 'Ů' | 'ű' | 'Ű' => b'u',
        'ý' | 'ÿ' | 'Ý' | 'Ÿ' => b'y',
        'ź' | 'Ź' | 'ż' | 'Ż' | 'ž' | 'Ž' => b'z',
        'Ａ'..='Ｚ' => b'a' + (character as u32 - 'Ａ' as u32) as u8,
        'ａ'..='ｚ' => b'a' + (character as u32 - 'ａ' as u32) as u8,
        _ => return None,
    })
}

/// What a character beyond ASCII that is no accented letter is spelled: nothing where it is not seen on its own, `None` where it
/// stands for itself.
pub(super) fn spelled(character: char) -> Option<&'static [u8]> {
    Some(match character {
        // Combining marks, soft hyphen, zero-width characters, variation selectors, skin tones.
        '\u{300}'..='\u{36f}'
        | '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{1f3fb}'..='\u{1f3ff}' => b"",
        '\u{a0}'
        | '\u{1680}'
        | '\u{2000}'..='\u{200a}'
        | '\u{2028}'
        | '\u{202f}'
        | '\u{205f}'
        | '\u{3000}' => b" ",
        '\u{85}' | '\u{2029}' => b"\n",
        '’' | '‘' | 'ʼ' | '′' | '´' | '‛' | '＇' => b"'",
        '«' | '»' | '“' | '”' | '„' | '‟' | '″' => b"\"",
        '‐'..='―' | '−' => b"-",
        '…' => b"...",
        'œ' | 'Œ' => b"oe",
        'æ' | 'Æ' => b"ae",
        'ß' => b"ss",
        '°' | 'º' => b"o",
        '№' => b"no",
        '×' => b"x",
        '•' | '·' => b"-",
        '²' => b"2",
        '³' => b"3",
        '？' => b"?",
        '！' => b"!",
        _ => return None,
    })
}

/// What an HTML tag or entity at the start of `rest` stands for, and its length.
pub(super) fn markup(rest: &[u8]) -> Option<(&'static [u8], usize)> {
    const BREAKS: [&[u8]; 8] = [b"br", b"p", b"/p", b"div", b"/div", b"li", b"/li", b"/tr"];
    const INLINE: [&[u8]; 12] =
        [b"b", b"/b", b"i", b"/i", b"u", b"/u", b"em", b"/em", b"strong", b"/strong", b"/span", b"/a"];
    const ENTITIES: [(&[u8], &[u8]); 22] = [
        (b"deg", b"o"),
        (b"euro", "€".as_bytes()),
        (b"nbsp", b" "),
        (b"amp", b"&"),
        (b"lt", b"<"),
        (b"gt", b">"),
        (b"quot", b"\""),
        (b"laquo", b"\""),
        (b"raquo", b"\""),
        (b"apos", b"'"),
        (b"rsquo", b"'"),
        (b"#39", b"'"),
        (b"#039", b"'"),
        (b"#160", b" "),
        (b"eacute", b"e"),
        (b"egrave", b"e"),
        (b"ecirc", b"e"),
        (b"agrave", b"a"),
        (b"ccedil", b"c"),
        (b"ugrave", b"u"),
        (b"ocirc", b"o"),
        (b"icirc", b"i"),
    ];
    let is_tag = rest[0] == b'<';
    let last = if is_tag { b'>' } else { b';' };
    let length = rest.iter().take(MAX_MARKUP_LEN).position(|&byte| byte == last)? + 1;
    let name = &rest[1..length - 1];
    if !is_tag {
        let (_, becomes) = ENTITIES.iter().find(|(known, _)| name.eq_ignore_ascii_case(known))?;
        return Some((becomes, length));
    }
    let name = name.strip_suffix(b"/").unwrap_or(name).trim_ascii_end();
    if BREAKS.iter().any(|known| name.eq_ignore_ascii_case(known)) {
        return Some((b"\n", length));
    }
    INLINE.iter().any(|known| name.eq_ignore_ascii_case(known)).then_some((b" " as &[u8], length))
}
