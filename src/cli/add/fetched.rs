//! What lies at an address, as a text that can be added: the article of a page, or a text as it is.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use super::Text;
use crate::article::Format;
use crate::article::page::{self, Sent};
use crate::cli::error::CliError;
use crate::cli::setting::Setting;
use crate::effects::net::{Answer, NetError, Request};
use crate::library::identity::Identities;
use crate::library::{Origin, adding, store};
use crate::newsroom::feed::{self, NotAFeed};
use crate::text::decode::decode_page;

/// Says whether what was named is an address and no file.
pub(super) fn is_address(path: &Path) -> bool {
    let named = path.to_string_lossy().to_ascii_lowercase();
    ["http://", "https://"].iter().any(|scheme| named.starts_with(scheme))
}

/// Fetches what lies at `url` and reads it.
pub(super) fn read(url: &str, setting: &Setting, identities: &Identities) -> Result<Text, CliError> {
    let answer = ask(setting, &Request::document(url))?;
    let failed = |why: &dyn std::fmt::Display| CliError::failed(format_args!("it cannot be added: {url}: {why}"));
    if answer.cut {
        return Err(failed(&"the connection ended before all of it had come").hint("try again"));
    }
    let content_type = answer.content_type.as_deref();
    let (raw, format, left_out) = if is_page(&answer) {
        let page = page::read_sent(&answer.body, Sent { url: &answer.url, content_type });
        let page = page.map_err(|error| failed(&error))?;
        (page.to_markdown(), Format::Markdown, page.left_out)
    } else {
        refuse_lists(&answer, url)?;
        let text = decode_page(&answer.body, content_type).map_err(|error| failed(&error))?.text;
        let kind = content_type.unwrap_or_default();
        let path = answer.url.split(['?', '#']).next().unwrap_or_default();
        let marked = kind.starts_with("text/markdown") || Format::of(Path::new(path)) == Format::Markdown;
        let format = if marked { Format::Markdown } else { Format::Plain };
        (adding::with_url(&text, format, &answer.url).map_err(|error| failed(&error))?, format, Vec::new())
    };
    let ending = if format == Format::Markdown { "md" } else { "txt" };
    // Nothing lies at this path: an article that came by an address is known by the address.
    let origin = Origin::File(PathBuf::from(format!("{}.{ending}", answer.url)));
    let loaded = store::from_bytes(&origin, raw.as_bytes(), identities).map_err(|error| failed(&error.what()))?;
    if loaded.article.text.trim().is_empty() {
        return Err(failed(&"there is no text in it"));
    }
    Ok(Text { loaded, raw, format, left_out })
}

/// Refuses what is no article but many, and says what takes them.
fn refuse_lists(answer: &Answer, url: &str) -> Result<(), CliError> {
    let refused = |what: &str, hint: String| {
        Err(CliError::failed(format_args!("it cannot be added: {url}: it is {what}, not an article")).hint(hint))
    };
    match feed::read(&answer.body, answer.content_type.as_deref(), Some(&answer.url)) {
        Ok(_) => refused("a feed", format!("diptych feed add {url}")),
        Err(NotAFeed::Opml) => refused("a list of feeds (OPML)", "diptych feed import takes it as a file".to_owned()),
        Err(_) => Ok(()),
    }
}

/// Says whether an answer is a web page: as the server says, unless what it sent begins as something else does.
fn is_page(answer: &Answer) -> bool {
    let kind = answer.content_type.as_deref().unwrap_or_default().trim().to_ascii_lowercase();
    page::is_page(&answer.body) || kind.starts_with("text/html") || kind.starts_with("application/xhtml")
}

/// Asks for a document; whatever is not one is an error of the command.
fn ask(setting: &Setting, request: &Request) -> Result<Answer, CliError> {
    let failed = |error: NetError| {
        let failed = CliError::failed(format_args!("it cannot be fetched: {error}"));
        error.hint().into_iter().fold(failed, CliError::hint)
    };
    let answer = setting.client().fetch(request, &AtomicBool::new(false)).map_err(failed)?;
    match answer.refusal() {
        None => Ok(answer),
        Some(why) => {
            let failed = CliError::failed(format_args!("it cannot be fetched: {}: {why}", answer.url));
            Err(match answer.status {
                401 | 403 => {
                    failed.hint("open it in a browser, and add what you copy or save from there: diptych add -")
                }
                _ => failed,
            })
        }
    }
}
