//! Addresses in feeds: relative ones begin at the nearest `xml:base`, else at where the feed was found.

use std::borrow::Cow;

use url::Url;

use super::element::Element;
use super::names::Space;

/// Schemes of addresses that do something instead of naming it.
const ACTING: &[&str] = &["javascript", "vbscript", "data", "livescript", "mocha"];

/// Where relative addresses begin.
#[derive(Clone, Debug, Default)]
pub(in crate::newsroom) struct Base {
    url: Option<Url>,
    /// Whether the document itself says it, so that it stays when the document moves.
    is_told: bool,
}

impl Base {
    /// Begins at `address`, where it is one.
    pub(in crate::newsroom) fn new(address: Option<&str>) -> Self {
        let url = address.and_then(|address| Url::parse(address.trim()).ok()).filter(|url| !url.cannot_be_a_base());
        Self { url, is_told: false }
    }

    /// Returns where relative addresses in `element` begin.
    pub(in crate::newsroom) fn within(&self, element: &Element) -> Cow<'_, Self> {
        let Some(written) = element.attribute_in(Space::Xml, "base") else { return Cow::Borrowed(self) };
        let found = match &self.url {
            Some(base) => base.join(written.trim()),
            None => Url::parse(written.trim()),
        };
        let base = found.ok().filter(|url| !url.cannot_be_a_base());
        base.map_or(Cow::Borrowed(self), |base| Cow::Owned(Self { url: Some(base), is_told: true }))
    }

    /// Says whether relative addresses begin anywhere.
    pub(in crate::newsroom) const fn is_known(&self) -> bool {
        self.url.is_some()
    }

    /// Returns an identity: as written, but absolute where the document says from where.
    pub(in crate::newsroom) fn identity(&self, written: &str) -> String {
        let absolute = if self.is_told { self.resolve(written) } else { None };
        absolute.unwrap_or_else(|| written.to_owned())
    }

    /// Returns `written` as an absolute address, as written where it is one; nothing where it is empty, or acts.
    pub(in crate::newsroom) fn resolve(&self, written: &str) -> Option<String> {
        let written = written.trim();
        // Parsers of addresses drop these too.
        let mut address: String = written.chars().filter(|c| !c.is_control()).collect();
        if address.contains(' ') {
            address = address.replace(' ', "%20");
        }
        if address.is_empty() {
            return None;
        }
        let scheme = scheme(&address);
        if scheme.is_some_and(|scheme| ACTING.iter().any(|it| scheme.eq_ignore_ascii_case(it))) {
            return None;
        }
        match (&self.url, scheme) {
            (Some(base), None) => Some(base.join(&address).map_or(address, String::from)),
            _ => Some(address),
        }
    }
}

fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    is_scheme.then_some(scheme)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_addresses_begin_at_the_base_and_absolute_ones_stay_as_written() {
        let base = Base::new(Some("https://quay.example/news/feed.xml"));
        for (written, wanted) in [
            (" /a b\n", Some("https://quay.example/a%20b")),
            ("b?c", Some("https://quay.example/news/b?c")),
            ("//x.example/", Some("https://x.example/")),
            ("HTTP://X.example", Some("HTTP://X.example")),
            ("tag:x,2026:1", Some("tag:x,2026:1")),
            ("java\nscript:x", None),
            ("", None),
        ] {
            assert_eq!(base.resolve(written).as_deref(), wanted, "{written:?}");
        }
        assert_eq!(Base::default().resolve("/a").as_deref(), Some("/a"));
        assert_eq!(Base::new(Some("mailto:a@b")).resolve("/a").as_deref(), Some("/a"));
    }
}
