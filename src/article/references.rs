//! Character references: those of XML and HTML, and what templates make of them.

use std::borrow::Cow;
use std::collections::HashMap;

use quick_xml::escape::resolve_html5_entity;

/// Letters of a name, at most.
const LONGEST: usize = 32;

/// What a document declares for itself.
pub(crate) type Entities = HashMap<String, String>;

/// What a reference stands for: a character, or words that the document declared.
fn resolve(name: &str, own: Option<&Entities>) -> Option<Cow<'static, str>> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        return Some(Cow::Owned(windows(code.ok()?).to_string()));
    }
    if let Some(value) = own.and_then(|own| own.get(name)) {
        return Some(Cow::Owned(value.clone()));
    }
    resolve_html5_entity(name).map(Cow::Borrowed)
}

/// Returns the character of a number, as HTML reads it: 128 to 159 are what Windows puts there.
fn windows(code: u32) -> char {
    const WINDOWS: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    let index = code.checked_sub(0x80).and_then(|index| usize::try_from(index).ok());
    let mended = index.and_then(|index| WINDOWS.get(index)).copied();
    mended.or_else(|| char::from_u32(code)).filter(|c| *c != '\0').unwrap_or('\u{fffd}')
}

/// Returns the C1 controls of `text` as the letters that Windows has in their places: nobody writes such controls.
pub(crate) fn without_controls(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.chars().any(|c| ('\u{80}'..='\u{9f}').contains(&c)) {
        return text;
    }
    let mend = |c: char| if ('\u{80}'..='\u{9f}').contains(&c) { windows(c.into()) } else { c };
    Cow::Owned(text.chars().map(mend).collect())
}

/// Returns `text` with its references read once. What is none stays as written; the second value says whether any was.
pub(crate) fn read<'t>(text: &'t str, own: Option<&Entities>) -> (Cow<'t, str>, bool) {
    if !text.contains('&') {
        return (Cow::Borrowed(text), false);
    }
    let (mut out, mut rest, mut bare) = (String::with_capacity(text.len()), text, false);
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        match begun(after, own) {
            Some((value, left)) => {
                out.push_str(&value);
                rest = left;
            }
            None => {
                bare = true;
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    (Cow::Owned(out), bare)
}

/// Reads the reference after a `&`: its value and what comes after it.
fn begun<'t>(after: &'t str, own: Option<&Entities>) -> Option<(Cow<'static, str>, &'t str)> {
    let end = after.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let (name, rest) = after.split_at_checked(end)?;
    Some((resolve(name, own)?, rest.strip_prefix(';')?))
}

/// Returns `text` as HTML that shows it.
pub(crate) fn escaped(text: &str) -> Cow<'_, str> {
    quick_xml::escape::minimal_escape(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read_once_and_what_is_none_stays() {
        let own = Entities::from([("quay".to_owned(), "Port Lissa".to_owned())]);
        for (written, wanted, bare) in [
            ("Tea", "Tea", false),
            ("Tea &amp;amp; buns", "Tea &amp; buns", false),
            ("AT&T &nbsp;&eacute;&#233;&#xE9;", "AT&T \u{a0}ééé", true),
            ("&#146;tis &#0; &#xD800;", "’tis \u{fffd} \u{fffd}", false),
            ("&quay; &nowhere;", "Port Lissa &nowhere;", true),
            ("?a=1&b=2&", "?a=1&b=2&", true),
            ("&#;&#x;&;", "&#;&#x;&;", true),
        ] {
            assert_eq!(read(written, Some(&own)), (wanted.into(), bare), "{written}");
        }
    }
}
