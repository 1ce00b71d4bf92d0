//! Which addresses may stand as links in a report: http and https, without a user's name or password.

use url::Url;

/// Returns `written` as an address that may be linked to, and the host to show for it; nothing for any other.
pub(in crate::report) fn link(written: &str) -> Option<(String, String)> {
    let written = written.trim_matches(' ');
    // Before parsing: the parser strips tabs and line feeds, as the URL standard asks of browsers.
    if written.chars().any(char::is_control) {
        return None;
    }
    let mut url = Url::parse(written).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    // `https://bank.example@evil.example/` goes to evil.example and nowhere else.
    url.set_username("").and_then(|()| url.set_password(None)).ok()?;
    let host = url.host_str()?.to_owned();
    Some((url.into(), host))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_are_links() {
        let news = link("https://news.example/a?b=c&d");
        assert_eq!(news, Some(("https://news.example/a?b=c&d".to_owned(), "news.example".to_owned())));
        for refused in
            ["javascript:alert(1)", "java\tscript:alert(1)", "data:text/html,x", "file:///etc/passwd", "/a", ""]
        {
            assert_eq!(link(refused), None, "{refused}");
        }
    }

    #[test]
    fn what_a_link_shows_is_where_it_goes() {
        let (url, host) = link("https://bank.example:pass@evil.example/\"><script>").unwrap_or_default();
        assert_eq!((url.as_str(), host.as_str()), ("https://evil.example/%22%3E%3Cscript%3E", "evil.example"));
    }
}
