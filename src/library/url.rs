//! Addresses: which of them may be opened, and when two of them name the same article.

pub use ::url::Url;

/// Why an address is not opened.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unopenable {
    /// There is none.
    #[error("the article names no url")]
    Empty,
    /// It holds characters that parsers drop and terminals obey.
    #[error("the url holds control characters")]
    Control,
    /// It is not an address.
    #[error("not a url: {0}")]
    NotAUrl(#[from] ::url::ParseError),
    /// Neither http nor https.
    #[error("only http and https are opened, not {0}")]
    Scheme(String),
}

/// Returns what may be handed to the browser: http or https, normalised, without user and password.
///
/// # Errors
/// Where it may not be opened, and why. The text of the error may hold foreign text.
pub fn openable(written: &str) -> Result<Url, Unopenable> {
    let written = written.trim_matches(' ');
    if written.is_empty() {
        return Err(Unopenable::Empty);
    }
    // Before parsing: the parser strips tabs and line feeds, as the URL standard asks of browsers.
    if written.chars().any(char::is_control) {
        return Err(Unopenable::Control);
    }
    let mut url = Url::parse(written)?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(Unopenable::Scheme(url.scheme().to_owned()));
    }
    // `https://bank.example@evil.example/` goes to evil.example and nowhere else.
    let stripped = url.set_username("").and_then(|()| url.set_password(None));
    stripped.map_err(|()| ::url::ParseError::EmptyHost)?;
    Ok(url)
}

/// Returns what may be handed to the browser of a link that stands in the article at `base`: as [`openable`] does, and
/// relative links from there.
///
/// # Errors
/// As for [`openable`].
pub fn linked(written: &str, base: Option<&str>) -> Result<Url, Unopenable> {
    match openable(written) {
        Err(error @ Unopenable::NotAUrl(::url::ParseError::RelativeUrlWithoutBase)) => {
            let base = base.and_then(|base| openable(base).ok()).ok_or(error)?;
            openable(base.join(written)?.as_str())
        }
        found => found,
    }
}

/// Parameters that say where a reader came from, not what is read.
const TRACKING: &[&str] = &[
    "fbclid",
    "gclid",
    "dclid",
    "gbraid",
    "wbraid",
    "msclkid",
    "twclid",
    "yclid",
    "igshid",
    "mc_cid",
    "mc_eid",
    "ref_src",
    "cmpid",
    "smid",
    "at_medium",
    "at_campaign",
    "_ga",
    "_gl",
];

/// Returns the form of a url in which two addresses of one article are equal; none where it does not name an article
/// (not http, not a url, a bare home page).
#[must_use]
pub fn normalised(written: &str) -> Option<String> {
    let mut url = openable(written).ok()?;
    url.set_fragment(None);
    let mut query: Vec<(String, String)> =
        url.query_pairs().filter(|(key, _)| !is_tracking(key)).map(|(k, v)| (k.into(), v.into())).collect();
    query.sort();
    url.set_query(None);
    if url.path() == "/" && query.is_empty() {
        return None;
    }
    if !query.is_empty() {
        url.query_pairs_mut().extend_pairs(&query);
    }
    let host = url.host_str()?.trim_end_matches('.');
    let port = url.port().map(|p| format!(":{p}")).unwrap_or_default();
    let query = url.query().map(|q| format!("?{q}")).unwrap_or_default();
    Some(format!("https://{host}{port}{}{query}", url.path().trim_end_matches('/')))
}

fn is_tracking(key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    key.starts_with("utm_") || TRACKING.contains(&key.as_str())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "a test may fail by panicking")]
    use super::*;

    const CASES: &[(&str, Option<&str>)] = &[
        ("https://example.org/a?b=1&c=2", Some("https://example.org/a?b=1&c=2")),
        ("HTTPS://EXAMPLE.org", Some("https://example.org/")),
        ("  https://example.org/x ", Some("https://example.org/x")),
        ("https://x/$(touch pwn)`id`;ls|sh", Some("https://x/$(touch%20pwn)%60id%60;ls|sh")),
        ("https://user:pass@bank.com@evil.org/", Some("https://evil.org/")),
        ("https:\\\\evil.org\\a", Some("https://evil.org/a")),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("smb://host/share", None),
        ("mailto:a@b?attach=/etc/passwd", None),
        ("-e id", None),
        ("--new-window", None),
        ("https://x/\u{1b}]52;c;QQ==\u{7}", None),
        ("java\nscript:alert(1)", None),
        ("https://exa\nmple.org/", None),
        ("https://x/\u{9b}31m", None),
        ("https://", None),
        ("example.org/a", None),
        ("", None),
        ("   ", None),
    ];

    #[test]
    fn only_web_addresses_open_and_in_their_normal_form() {
        for (written, want) in CASES {
            assert_eq!(openable(written).ok().as_ref().map(Url::as_str), *want, "{written:?}");
        }
    }

    #[test]
    fn relative_links_start_at_the_article_and_lead_nowhere_else() {
        let base = Some("https://post.example/world/a");
        let of = |written, base| linked(written, base).ok().map(String::from);
        assert_eq!(of("../b?c", base).as_deref(), Some("https://post.example/b?c"));
        assert_eq!(of("//x.example/d", base).as_deref(), Some("https://x.example/d"));
        assert_eq!(of("https://x.example/", base).as_deref(), Some("https://x.example/"));
        assert_eq!(of("../b", None), None);
        assert_eq!(of("../b", Some("file:///etc/a")), None);
        assert_eq!(of("javascript:alert(1)", base), None);
        assert_eq!(of("/b\u{1b}]8;;x", base), None);
    }

    #[test]
    fn the_shared_cases_hold() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/hostile/urls.json");
        let Ok(json) = std::fs::read_to_string(path) else {
            println!("skipped: {path} is not there");
            return;
        };
        let cases: Vec<serde_json::Value> = serde_json::from_str(&json).unwrap();
        for case in cases {
            let url = case["url"].as_str().unwrap();
            assert_eq!(Some(openable(url).is_ok()), case["open"].as_bool(), "{url:?}");
        }
    }

    #[test]
    fn an_opened_address_is_one_plain_word() {
        for (written, _) in CASES {
            let Ok(url) = openable(written) else { continue };
            assert!(url.as_str().starts_with("http") && url.as_str().bytes().all(|b| b.is_ascii_graphic()));
        }
    }

    #[test]
    fn addresses_of_one_article_are_equal() {
        let forms = [
            "https://news.example/World/a-b",
            "http://NEWS.example/World/a-b/",
            "https://news.example:443/World/a-b?utm_source=x&UTM_medium=y#top",
            "http://news.example:80/World/a-b?fbclid=1",
            "https://me:secret@news.example./World/a-b",
        ];
        for form in forms {
            assert_eq!(normalised(form).as_deref(), Some("https://news.example/World/a-b"), "{form}");
        }
    }

    #[test]
    fn what_tells_articles_apart_is_kept() {
        assert_eq!(normalised("https://n.example/s?id=2&a=1"), normalised("https://n.example/s?a=1&id=2"));
        assert_ne!(normalised("https://n.example/s?id=2"), normalised("https://n.example/s?id=3"));
        assert_ne!(normalised("https://n.example:8080/s"), normalised("https://n.example/s"));
        assert_ne!(normalised("https://n.example/S"), normalised("https://n.example/s"));
    }

    #[test]
    fn an_address_that_names_no_article_is_no_identity() {
        for written in ["https://news.example/", "https://news.example", "n/a", "", "mailto:a@b.example", "urn:x:1"] {
            assert_eq!(normalised(written), None, "{written}");
        }
    }
}
