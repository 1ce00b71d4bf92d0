//! The name of an article for other programs: its address, its file, or a name of our own.

use crate::library::ArticleId;
use crate::library::url::{Url, openable};
use crate::notes::About;
use crate::notes::export::{Paths, place};

/// What the name of an article begins with that has neither address nor file.
pub const ARTICLE: &str = "urn:diptych:article:";

/// What the name of an embedded sample begins with.
pub const SAMPLE: &str = "urn:diptych:sample:";

/// Returns the IRI of an article: its url, else the `file:` IRI of its file where `paths` are told, else a `urn:` of our own. It is a URI in
/// the strict sense of RFC 3986: everything that is not allowed in one is percent-encoded.
#[must_use]
pub fn source(article: &ArticleId, about: &About, paths: Paths) -> String {
    if let Some(url) = about.url.as_deref().and_then(|url| openable(url).ok()) {
        return strict(url.as_str());
    }
    let path = place(about, paths).unwrap_or("");
    if let Some(name) = path.strip_prefix("sample:") {
        return format!("{SAMPLE}{}", encoded(name));
    }
    Url::from_file_path(path).map_or_else(|()| format!("{ARTICLE}{}", encoded(&article.0)), |url| strict(url.as_str()))
}

/// Percent-encodes everything but unreserved characters and slashes.
fn encoded(text: &str) -> String {
    encode(text, |c| c.is_ascii_alphanumeric() || "-._~/".contains(c))
}

/// Percent-encodes what browsers let stand in an address and RFC 3986 does not.
fn strict(url: &str) -> String {
    let (scheme, rest) = url.split_once("://").unwrap_or(("", url));
    let (host, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let (path, fragment) = path.split_once('#').map_or((path, None), |(path, fragment)| (path, Some(fragment)));
    let allowed = |c: char| c.is_ascii_alphanumeric() || "-._~:/?@!$&'()*+,;=%".contains(c);
    let part = |text: &str| encode(&percents(text), allowed);
    let fragment = fragment.map_or_else(String::new, |fragment| format!("#{}", part(fragment)));
    format!("{scheme}://{host}{}{fragment}", part(path))
}

/// Percent-encodes every percent sign that encodes nothing.
fn percents(text: &str) -> String {
    let mut pieces = text.split('%');
    let mut out = pieces.next().unwrap_or("").to_owned();
    for piece in pieces {
        let encodes = piece.bytes().take(2).filter(u8::is_ascii_hexdigit).count() == 2;
        out.push_str(if encodes { "%" } else { "%25" });
        out.push_str(piece);
    }
    out
}

fn encode(text: &str, allowed: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if allowed(c) {
            out.push(c);
        } else {
            out.extend(c.encode_utf8(&mut [0; 4]).bytes().map(|byte| format!("%{byte:02X}")));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_uri_may_hold_is_left() {
        for (written, wanted) in [
            ("https://n.example/a?b=1&c=2#d", "https://n.example/a?b=1&c=2#d"),
            ("https://n.example/ä b|c^`", "https://n.example/%C3%A4%20b%7Cc%5E%60"),
            ("https://[::1]:8080/[x]", "https://[::1]:8080/%5Bx%5D"),
            ("https://n.example/100%?x=%41%zz", "https://n.example/100%25?x=%41%25zz"),
            ("https://me:secret@n.example/a", "https://n.example/a"),
        ] {
            let about = About { url: Some(written.to_owned()), ..About::default() };
            assert_eq!(source(&ArticleId::default(), &about, Paths::Kept), wanted, "{written}");
        }
    }

    #[test]
    fn an_address_that_does_not_open_is_no_name() {
        let about = About { url: Some("javascript:alert(1)".to_owned()), ..About::default() };
        assert_eq!(source(&ArticleId("ab".to_owned()), &about, Paths::Kept), "urn:diptych:article:ab");
        let about = About { path: Some("relative.txt".to_owned()), ..about };
        assert_eq!(source(&ArticleId("ab".to_owned()), &about, Paths::Told), "urn:diptych:article:ab");
        let about = About { path: Some("/home/jane/a b.txt".to_owned()), ..about };
        assert_eq!(source(&ArticleId("ab".to_owned()), &about, Paths::Kept), "urn:diptych:article:ab");
        assert_eq!(source(&ArticleId("ab".to_owned()), &about, Paths::Told), "file:///home/jane/a%20b.txt");
    }
}
