//! What a feed is called, and its host.

use crate::library::url::{Url, openable};
use crate::newsroom::state::FeedState;
use crate::newsroom::subscriptions::Subscription;

/// Returns what a feed is called: by the reader, by itself, else its host.
pub(super) fn title(feed: &Subscription, state: &FeedState) -> String {
    let host = || openable(&feed.url).ok().and_then(|url| url.host_str().map(str::to_owned));
    let title = feed.title.clone().or_else(|| state.title.clone()).or_else(host);
    title.unwrap_or_else(|| feed.url.clone())
}

/// Returns host and port of an address, by which requests are counted.
pub(super) fn host(url: &Url) -> String {
    format!("{}:{}", url.host_str().unwrap_or_default(), url.port_or_known_default().unwrap_or_default())
}

pub(super) fn host_of(url: &str) -> String {
    openable(url).map(|url| host(&url)).unwrap_or_default()
}
