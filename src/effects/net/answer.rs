//! What came of a request, and what a status means to a person.

use super::Validators;

/// How a request came to its end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Moved {
    /// Where it began.
    #[default]
    Not,
    /// Elsewhere, for this time.
    ForNow,
    /// Elsewhere for good: every hop said so, and none gave up https.
    ForGood,
}

/// What came of a request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The status of HTTP.
    pub status: u16,
    /// Where it came from in the end.
    pub url: String,
    /// Whether that is elsewhere.
    pub moved: Moved,
    /// Whether that is in the reader's own network.
    pub near: bool,
    /// `Content-Type`.
    pub content_type: Option<String>,
    /// What the server says of the version.
    pub validators: Validators,
    /// `Retry-After`, as it was written.
    pub retry_after: Option<String>,
    /// `Cache-Control`, as it was written.
    pub cache_control: Option<String>,
    /// `Expires`, as it was written.
    pub expires: Option<String>,
    /// The body, decompressed.
    pub body: Vec<u8>,
    /// Whether the connection ended before the body did.
    pub cut: bool,
}

impl Answer {
    /// Says why there is no document in it; none where there is one, or where it has not changed.
    #[must_use]
    pub fn refusal(&self) -> Option<String> {
        let status = self.status;
        let why = match status {
            200..=299 | 304 => return None,
            401 | 407 => "the site asks for a password",
            403 | 451 => "the site refuses readers",
            404 => "there is nothing at that address",
            410 => "what was there is gone for good",
            408 | 429 => "the site asks to come back later",
            500..=599 => "the site has a fault of its own",
            300..=399 => "the site sends on, and does not say where to",
            _ => "the site refuses",
        };
        Some(format!("{why} (status {status})"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_that_says_no_is_worded_and_one_that_says_yes_is_not() {
        let refusal = |status| Answer { status, ..Answer::default() }.refusal();
        assert!([200, 203, 204, 304].into_iter().all(|status| refusal(status).is_none()));
        for status in [100, 300, 304 - 1, 400, 401, 403, 404, 410, 418, 429, 500, 503, 599, 999] {
            assert!(refusal(status).is_some_and(|why| why.ends_with(&format!("(status {status})"))), "{status}");
        }
    }
}
