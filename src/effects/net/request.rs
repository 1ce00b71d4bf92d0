//! What is asked for.

/// How far a request may reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Anywhere: the reader gave the address.
    Anywhere,
    /// Only to public addresses: it came from one.
    Public,
}

/// What a server said of a document's version, byte for byte; a byte is a character here, as in Latin-1.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Validators {
    /// `ETag`.
    pub etag: Option<String>,
    /// `Last-Modified`.
    pub last_modified: Option<String>,
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The address.
    pub url: String,
    /// The kinds that are taken, as `Accept` has them.
    pub accept: &'static str,
    /// What is known of the document; it is only sent where it has changed.
    pub validators: Validators,
    /// The value of `Authorization`; other hosts do not get it.
    pub authorization: Option<String>,
    /// What the program says it is, instead of what the client says.
    pub user_agent: Option<String>,
    /// How far it may reach.
    pub reach: Reach,
}

impl Request {
    /// Returns a request for what a reader may add: a page, a feed, a text.
    #[must_use]
    pub fn document(url: &str) -> Self {
        Self {
            url: url.to_owned(),
            accept: "text/html, application/xhtml+xml, application/atom+xml, application/rss+xml, \
                     application/feed+json, application/xml;q=0.9, text/plain;q=0.9, */*;q=0.5",
            validators: Validators::default(),
            authorization: None,
            user_agent: None,
            reach: Reach::Anywhere,
        }
    }

    /// Returns a request for a feed.
    #[must_use]
    pub fn feed(url: &str, validators: Validators) -> Self {
        let accept = "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, \
                      application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5";
        Self { accept, validators, ..Self::document(url) }
    }
}
