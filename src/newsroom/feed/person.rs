//! Who wrote an entry, from the many ways in which that is written.

use super::element::Element;
use super::names::Space;

/// Returns the name that an element of a person says, an address of mail where it says nothing else.
pub(super) fn name(element: &Element) -> Option<String> {
    let inner = |wanted: &str| {
        let found = element.elements().find(|it| matches!(it.space, Space::Core | Space::Itunes) && it.local == wanted);
        found.map(Element::text).filter(|text| !text.is_empty())
    };
    if element.elements().next().is_some() {
        let name = inner("name").or_else(|| inner("title")).map(|name| one_line(&name));
        return name.or_else(|| inner("email")).or_else(|| plain(&element.text()));
    }
    plain(&element.text())
}

/// Returns the name in `mail@example.org (Ann Poe)` and its kind.
pub(super) fn plain(written: &str) -> Option<String> {
    let written = one_line(&super::html::visible(&written.replace('<', "&lt;")));
    let is_mail = |word: &str| {
        let word = word.strip_prefix("mailto:").unwrap_or(word);
        word.split_once('@').is_some_and(|(user, host)| !user.is_empty() && host.contains('.'))
    };
    let bare = |word: &str| word.trim_matches(['(', ')', '<', '>', ',', ';', '[', ']']).to_owned();
    let kept: Vec<&str> = written.split(' ').filter(|word| !is_mail(&bare(word))).collect();
    let name = kept.join(" ");
    let is_wrapped = name.starts_with('(') && name.ends_with(')') && name.matches('(').count() == 1;
    let name = if is_wrapped { name.trim_matches(['(', ')']) } else { name.as_str() };
    let name = name.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '-' | '"')).to_owned();
    let name = name.trim_end_matches("()").trim_end_matches("<>").trim().to_owned();
    if name.is_empty() { written.split(' ').map(bare).find(|word| is_mail(word)) } else { Some(name) }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_goes_before_an_address() {
        for (written, wanted) in [
            ("ann@quay.example (Ann Poe)", Some("Ann Poe")),
            ("Ann Poe <ann@quay.example>", Some("Ann Poe")),
            ("Ann Poe (ann@quay.example)", Some("Ann Poe")),
            ("ann@quay.example", Some("ann@quay.example")),
            ("Ann Poe (Lissa Post)", Some("Ann Poe (Lissa Post)")),
            ("Ann &amp; Jan\n Poe", Some("Ann & Jan Poe")),
            ("", None),
        ] {
            assert_eq!(plain(written).as_deref(), wanted, "{written}");
        }
    }
}
