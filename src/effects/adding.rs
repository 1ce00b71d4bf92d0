//! Texts on their way into the library: what lies at an address, in a file or a folder, or was pasted, and the file that
//! it becomes. One door for the command line and the screen.

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::AtomicBool;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::deadline::Deadline;
use super::door::Door;
use super::job::{Desk, Job};
use super::net::{Answer, Client, NetError, Request};
use super::news::{Brought, Clock, Desk as NewsDesk, Fetching, JoinError, Outcome, Pacing, plain_address, settled};
use crate::app::core::adding::{Added, Find, FoundFeed, Wanted};
use crate::app::message::{Msg, RequestId};
use crate::article::Format;
use crate::article::page;
use crate::library::adding::{self, Addition, Said};
use crate::library::identity::Identities;
use crate::library::scan::{Found, scan};
use crate::library::store::{self, LoadError};
use crate::library::{Limits, Origin, atomic};
use crate::newsroom::feed::{self, Feed, NotAFeed};
use crate::newsroom::subscriptions::public;
use crate::text::decode::{decode, decode_page};

/// Articles of one folder that are added at once.
const MOST: usize = 1_000;

/// Why something is not added, and what to do.
#[derive(Debug)]
pub struct Refused {
    /// What failed, where, why.
    pub what: String,
    /// What to do.
    pub hint: Option<String>,
    /// The feed that was found where an article was looked for, with the answer that brought it.
    pub feed: Option<Box<(Feed, Answer)>>,
}

impl Refused {
    fn new(what: String) -> Self {
        Self { what, hint: None, feed: None }
    }

    fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    fn told(&self) -> String {
        self.hint.as_ref().map_or_else(|| self.what.clone(), |hint| format!("{}; {hint}", self.what))
    }
}

/// Says whether what was named is an address and no file.
#[must_use]
pub fn is_address(said: &str) -> bool {
    let said = said.to_ascii_lowercase();
    ["http://", "https://"].iter().any(|scheme| said.starts_with(scheme))
}

/// Reads what bytes hold that came from a file or standard input, `shown` being its name.
///
/// # Errors
/// Where they are no text, or there is none in them.
pub fn of_bytes(origin: &Origin, shown: &Path, bytes: &[u8], identities: &Identities) -> Result<Addition, Refused> {
    let loaded = store::from_bytes(origin, bytes, identities).map_err(|error| unloaded(&error))?;
    let failed = |why: &dyn std::fmt::Display| Refused::new(format!("it cannot be added: {}: {why}", shown.display()));
    if page::is_named(shown) || page::is_page(bytes) {
        let page = page::read(bytes).map_err(|error| failed(&error))?;
        let raw = page.to_markdown();
        return Ok(Addition { loaded, raw, format: Format::Markdown, left_out: page.left_out });
    }
    let raw = decode(bytes).map(|decoded| decoded.text).unwrap_or_default();
    if loaded.article.text.trim().is_empty() {
        return Err(failed(&"there is no text in it"));
    }
    Ok(Addition { loaded, raw, format: Format::of(shown), left_out: Vec::new() })
}

/// Reads the file at `path`.
///
/// # Errors
/// As [`of_bytes`], and where it cannot be read.
pub fn in_file(path: &Path, limits: &Limits, identities: &Identities) -> Result<Addition, Refused> {
    let bytes = store::read_file(path, limits.max_file_bytes).map_err(|error| unloaded(&error))?;
    of_bytes(&Origin::File(path.to_owned()), path, &bytes, identities)
}

fn unloaded(error: &LoadError) -> Refused {
    let refused = Refused::new(format!("it cannot be added: {error}"));
    error.hint().into_iter().fold(refused, |refused, hint| refused.hint(hint.to_string()))
}

/// Fetches what lies at `url` and reads it.
///
/// # Errors
/// Where it cannot be had, is no article, or is a feed, which is then handed back.
pub fn at_address(
    url: &str,
    client: &Client,
    cancel: &AtomicBool,
    identities: &Identities,
) -> Result<Addition, Refused> {
    let answer = ask(client, &Request::document(url), cancel)?;
    let failed = |why: &dyn std::fmt::Display| Refused::new(format!("it cannot be added: {url}: {why}"));
    if answer.cut {
        return Err(failed(&"the connection ended before all of it had come").hint("try again"));
    }
    let content_type = answer.content_type.as_deref();
    let (raw, format, left_out) = if is_page(&answer) {
        let page = Deadline::default().page(answer.body, &answer.url, content_type, cancel);
        let page = page.map_err(|error| failed(&error))?;
        (page.to_markdown(), Format::Markdown, page.left_out)
    } else {
        let answer = refuse_lists(answer, url)?;
        let content_type = answer.content_type.as_deref();
        let text = decode_page(&answer.body, content_type).map_err(|error| failed(&error))?.text;
        let kind = content_type.unwrap_or_default();
        let path = answer.url.split(['?', '#']).next().unwrap_or_default();
        let marked = kind.starts_with("text/markdown") || Format::of(Path::new(path)) == Format::Markdown;
        let format = if marked { Format::Markdown } else { Format::Plain };
        let raw = adding::with_url(&text, format, &answer.url).map_err(|error| failed(&error))?;
        return at(&answer.url, raw, format, Vec::new(), identities, &failed);
    };
    at(&answer.url, raw, format, left_out, identities, &failed)
}

fn at(
    url: &str,
    raw: String,
    format: Format,
    left_out: Vec<String>,
    identities: &Identities,
    failed: &dyn Fn(&dyn std::fmt::Display) -> Refused,
) -> Result<Addition, Refused> {
    let ending = if format == Format::Markdown { "md" } else { "txt" };
    // Nothing lies at this path: an article that came by an address is known by the address.
    let origin = Origin::File(PathBuf::from(format!("{url}.{ending}")));
    let loaded = store::from_bytes(&origin, raw.as_bytes(), identities).map_err(|error| failed(&error.what()))?;
    if loaded.article.text.trim().is_empty() {
        return Err(failed(&"there is no text in it"));
    }
    Ok(Addition { loaded, raw, format, left_out })
}

/// Refuses what is no article but many, and says what takes them.
fn refuse_lists(answer: Answer, url: &str) -> Result<Answer, Refused> {
    let refused = |what: &str| Refused::new(format!("it cannot be added: {url}: it is {what}, not an article"));
    match feed::read(&answer.body, answer.content_type.as_deref(), Some(&answer.url)) {
        Ok(feed) => {
            let refused = refused("a feed").hint(format!("diptych feed add {url}"));
            Err(Refused { feed: Some(Box::new((feed, answer))), ..refused })
        }
        Err(NotAFeed::Opml) => Err(refused("a list of feeds (OPML)").hint("diptych feed import takes it as a file")),
        Err(_) => Ok(answer),
    }
}

/// Says whether an answer is a web page: as the server says, unless what it sent begins as something else does.
fn is_page(answer: &Answer) -> bool {
    let kind = answer.content_type.as_deref().unwrap_or_default().trim().to_ascii_lowercase();
    page::is_page(&answer.body) || kind.starts_with("text/html") || kind.starts_with("application/xhtml")
}

/// Asks for a document; whatever is not one is refused.
fn ask(client: &Client, request: &Request, cancel: &AtomicBool) -> Result<Answer, Refused> {
    let failed = |error: NetError| {
        let refused = Refused::new(format!("it cannot be fetched: {error}"));
        error.hint().into_iter().fold(refused, |refused, hint| refused.hint(hint.to_string()))
    };
    let answer = client.fetch(request, cancel).map_err(failed)?;
    let Some(why) = answer.refusal() else { return Ok(answer) };
    let refused = Refused::new(format!("it cannot be fetched: {}: {why}", answer.url));
    Err(match answer.status {
        401 | 403 => refused.hint("open it in a browser, and add what you copy or save from there: diptych add -"),
        _ => refused,
    })
}

/// Looks for what the reader named or pasted.
pub fn look(id: RequestId, wanted: Wanted) -> Job {
    let work = move |desk: &Desk| {
        let found = find(desk, &wanted).map(Box::new).map_err(|refused| refused.told());
        desk.answers.send(Msg::AdditionFound(id, found));
    };
    let last = Msg::AdditionFound(id, Err("it cannot be read: internal error".to_owned()));
    Job { what: "looking for what is added", last: Some(last), work: Box::new(work) }
}

fn find(desk: &Desk, wanted: &Wanted) -> Result<Find, Refused> {
    let identities = desk.shared.identities();
    let limits = &desk.shared.world.limits;
    let one = |addition| Find::Articles { all: vec![addition], problems: Vec::new() };
    match wanted {
        Wanted::Text(text) => of_bytes(&Origin::Stdin, Path::new("pasted text"), text.as_bytes(), &identities).map(one),
        Wanted::Line(line) if is_address(line) => {
            let door = door(desk)?;
            match at_address(line, &door.client(), &desk.cancel, &identities) {
                Err(Refused { feed: Some(found), .. }) => offer(desk, line, *found),
                other => other.map(one),
            }
        }
        Wanted::Line(line) => {
            let path = file_named(line);
            if path.is_dir() {
                in_folder(&path, &desk.shared.world.limits, &desk.shared.identities(), &desk.cancel)
            } else {
                in_file(&path, limits, &identities).map(one)
            }
        }
    }
}

/// Returns the path that a line names: quotation marks of a shell are no part of it, `~/` is the home folder.
fn file_named(line: &str) -> PathBuf {
    let line = line.trim();
    let quoted = |mark: char| line.strip_prefix(mark).and_then(|line| line.strip_suffix(mark));
    let line = quoted('\'').or_else(|| quoted('"')).unwrap_or(line);
    let line = line.strip_prefix("file://").unwrap_or(line);
    match (line.strip_prefix("~/"), etcetera::home_dir()) {
        (Some(rest), Ok(home)) => home.join(rest),
        _ => std::path::absolute(line).unwrap_or_else(|_| PathBuf::from(line)),
    }
}

/// Reads the articles of a folder, and says of which files it cannot.
///
/// # Errors
/// Where there is none, or so many that it is a library of its own.
pub fn in_folder(
    folder: &Path,
    limits: &Limits,
    identities: &Identities,
    cancel: &AtomicBool,
) -> Result<Find, Refused> {
    let (paths, problems) = (Mutex::new(Vec::new()), Mutex::new(Vec::new()));
    scan(&[folder.to_owned()], limits, identities, &|batch| {
        for found in batch {
            match found {
                Found::Article(entry) => {
                    if let (Origin::File(path), Ok(mut paths)) = (entry.origin, paths.lock()) {
                        paths.push(path);
                    }
                }
                // Of what is found without an index.
                Found::Known(_) => {}
                Found::Problem(problem) => {
                    if let Ok(mut problems) = problems.lock() {
                        problems.push(format!("{}: {}", problem.path.display(), problem.what));
                    }
                }
            }
        }
        !cancel.load(std::sync::atomic::Ordering::Relaxed)
    });
    let mut paths = paths.into_inner().unwrap_or_default();
    let mut problems = problems.into_inner().unwrap_or_default();
    paths.sort();
    let failed = |why: String| Refused::new(format!("nothing can be added: {}: {why}", folder.display()));
    if paths.is_empty() {
        return Err(failed("there is no article in it".to_owned()).hint("articles end in .txt, .md or .html"));
    }
    if paths.len() > MOST {
        return Err(failed(format!("it holds {} articles, more than {MOST}", paths.len()))
            .hint("name it as a library of its own: diptych --library FOLDER"));
    }
    let mut all = Vec::new();
    for path in paths {
        match in_file(&path, limits, identities) {
            Ok(addition) => all.push(addition),
            Err(refused) => problems.push(refused.told()),
        }
    }
    Ok(Find::Articles { all, problems })
}

fn door(desk: &Desk) -> Result<&Door, Refused> {
    let nowhere = || Refused::new("the library has no folder to add to".to_owned()).hint("name one with --library DIR");
    desk.shared.world.door.as_ref().ok_or_else(nowhere)
}

/// Offers a feed; its answer is kept, so that subscribing asks the site no second time.
fn offer(desk: &Desk, said: &str, (feed, answer): (Feed, Answer)) -> Result<Find, Refused> {
    let url = settled(plain_address(said).map_err(|error| unjoined(&error))?, &answer);
    let list = news(desk)?.subscriptions().map_err(|error| unjoined(&JoinError::Unread(error)))?;
    let found = FoundFeed {
        address: public(&url),
        title: feed.title.clone(),
        is_known: list.at(&url).is_some(),
        entries: feed.entries.iter().map(|entry| entry.title.clone()).collect(),
    };
    if let Ok(mut offered) = desk.shared.offered.lock() {
        *offered = Some((url, answer));
    }
    Ok(Find::Feed(found))
}

fn unjoined(error: &JoinError) -> Refused {
    let refused = Refused::new(error.to_string());
    error.hint().into_iter().fold(refused, |refused, hint| refused.hint(hint))
}

/// Returns where feeds are kept: in the reader's own library, whichever is on the screen, for what is remembered of a feed is
/// of one library.
fn news(desk: &Desk) -> Result<&NewsDesk, Refused> {
    let newsroom = desk.shared.world.newsroom.as_ref();
    newsroom
        .map(|newsroom| &newsroom.desk)
        .ok_or_else(|| Refused::new("the library has no folder to keep feeds in".to_owned()))
}

/// Keeps articles that were found.
pub fn keep(id: RequestId, all: Vec<Addition>) -> Job {
    let work = move |desk: &Desk| {
        let kept = door(desk).map_err(|refused| refused.told()).and_then(|door| written(&door.folder, &all));
        desk.answers.send(Msg::AdditionKept(id, kept));
    };
    let last = Msg::AdditionKept(id, Err("it cannot be kept: internal error".to_owned()));
    Job { what: "adding articles", last: Some(last), work: Box::new(work) }
}

fn written(folder: &Path, all: &[Addition]) -> Result<Added, String> {
    let mut paths = Vec::new();
    for addition in all {
        match write(addition, folder, &Said::default()) {
            Ok(path) => paths.push(path),
            Err(refused) if paths.is_empty() => return Err(refused.told()),
            Err(refused) => {
                let told = format!("{} of {} articles are added, then: {}", paths.len(), all.len(), refused.told());
                return Ok(Added { paths, told, whole: false });
            }
        }
    }
    let told = match paths.as_slice() {
        [path] => format!("added: {}", path.display()),
        many => format!("{} articles added in {}", many.len(), folder.display()),
    };
    Ok(Added { paths, told, whole: true })
}

/// Writes an article into `folder` and returns its path.
///
/// # Errors
/// Where its head cannot be made, or the file system says no.
pub fn write(addition: &Addition, folder: &Path, said: &Said) -> Result<PathBuf, Refused> {
    let (path, file) = planned(addition, folder, said)?;
    let wrote = atomic::write_new(folder, &path, file.as_bytes());
    wrote.map_err(|error| Refused::new(format!("it cannot be added: {}: {error}", path.display())))?;
    Ok(path)
}

/// Returns the path and the file that an article will have.
///
/// # Errors
/// Where its head cannot be made.
pub fn planned(addition: &Addition, folder: &Path, said: &Said) -> Result<(PathBuf, String), Refused> {
    let article = &addition.loaded.article;
    let file = adding::file(&addition.raw, article, said);
    let file = file.map_err(|error| Refused::new(format!("it cannot be added: {error}")))?;
    let today = Timestamp::now().to_zoned(TimeZone::UTC).date();
    let taken = |name: &str| folder.join(name).exists();
    Ok((folder.join(adding::name(article, said, addition.format, today, &taken)), file))
}

/// Subscribes to the feed that was offered last, and keeps what it brought.
pub fn subscribe(id: RequestId) -> Job {
    let work = move |desk: &Desk| {
        desk.answers.send(Msg::AdditionKept(id, subscribed(desk)));
    };
    let last = Msg::AdditionKept(id, Err("the feed is not added: internal error".to_owned()));
    Job { what: "subscribing", last: Some(last), work: Box::new(work) }
}

fn subscribed(desk: &Desk) -> Result<Added, String> {
    let door = door(desk).map_err(|refused| refused.told())?;
    let offered = desk.shared.offered.lock().ok().and_then(|mut offered| offered.take());
    let (url, answer) = offered.ok_or("the feed is not added: it was not found")?;
    let news = news(desk).map_err(|refused| refused.told())?;
    let client = door.client();
    let fetching = Fetching {
        desk: news,
        client: &client,
        pacing: Pacing::default(),
        clock: Clock::system(),
        cancel: &desk.cancel,
    };
    let joined = fetching.join_found(url, &answer).map_err(|error| unjoined(&error).told())?;
    let told = match joined.brought {
        Some(Brought { outcome: Outcome::Failed(why), .. }) => {
            return Err(format!("the feed is added, but brought nothing: {why}"));
        }
        Some(Brought { outcome: Outcome::Read(new), title, .. }) => format!("subscribed, {new} new: {title}"),
        Some(brought) => format!("subscribed: {}", brought.title),
        None => format!("subscribed: {}", public(&joined.feed.url)),
    };
    Ok(Added { paths: Vec::new(), told, whole: true })
}
