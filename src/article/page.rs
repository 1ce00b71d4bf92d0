//! A web page read as an article: what the page's head says and what stands in its middle, as Markdown with a head.
//!
//! Which part of a page is the article is found by `legible`, a port of Mozilla's Readability: the rules have fifteen
//! years of pages behind them. It gives Markdown, which then goes the way of every other Markdown file, so that furniture,
//! paragraphs and notes are the same however an article came.

use std::collections::HashSet;
use std::path::Path;

use super::html::{Piece, Pieces, attribute, blocks, decoded, flattened, is};
use super::{Meta, When, byline, head};
use crate::text::decode::{DecodeError, decode_page};

/// Bytes of a page; the longest page of the press is a tenth of it.
const LARGEST: usize = 16 << 20;
/// Tags of a page.
const MOST_TAGS: usize = 400_000;
/// Bytes at the beginning in which a page says that it is one.
const SNIFFED: usize = 1024;

/// Why a page is no article.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum PageError {
    /// It is no text.
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// More than the page reader takes.
    #[error("the page is too large to be read: over {} MB or {MOST_TAGS} tags", LARGEST >> 20)]
    TooLarge,
    /// Nothing to read stands on it.
    #[error("the page has no text")]
    NoText,
}

/// What a page holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// What it says of itself.
    pub meta: Meta,
    /// The article, Markdown without a head.
    pub body: String,
    /// What else stood on it, in its order, each once.
    pub left_out: Vec<String>,
}

impl Page {
    /// Returns the page as a Markdown file with a head.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        let head = head::written(&self.meta).unwrap_or_default();
        format!("{head}\n{}", self.body)
    }
}

/// Says whether a file is named as pages are: `.html`, `.htm`, in any case.
#[must_use]
pub fn is_named(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ["html", "htm"].iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

/// Says whether `bytes` begin as a page does.
#[must_use]
pub fn is_page(bytes: &[u8]) -> bool {
    if !matches!(bytes.trim_ascii_start().first(), Some(b'<' | 0xEF | 0xFE | 0xFF)) {
        return false;
    }
    let begin = String::from_utf8_lossy(bytes.get(..bytes.len().min(SNIFFED)).unwrap_or(bytes)).replace('\0', "");
    let mut pieces = Pieces::new(begin.trim_start_matches('\u{feff}'))
        .filter(|piece| !matches!(piece, Piece::Text(text) if text.trim_matches('\u{fffd}').trim().is_empty()));
    let is_first = |piece| match piece {
        Piece::Other(raw) => raw.get(..9).is_some_and(|it| it.eq_ignore_ascii_case("<!doctype")),
        Piece::Tag { name, .. } => is(name, &["html", "head", "body", "meta", "title"]),
        Piece::Text(_) => false,
    };
    let passed =
        |piece: &Piece<'_>| matches!(piece, Piece::Other(raw) if raw.starts_with("<!--") || raw.starts_with("<?"));
    pieces.find(|piece| !passed(piece)).is_some_and(is_first)
}

/// Reads a page.
///
/// # Errors
/// Where it is no text, too large, or nothing stands on it.
pub fn read(bytes: &[u8]) -> Result<Page, PageError> {
    read_with(bytes, None)
}

/// How a page was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sent<'s> {
    /// The address that it came from in the end.
    pub url: &'s str,
    /// What the server says that it is.
    pub content_type: Option<&'s str>,
}

/// Reads a page that a server sent: what the server says of the encoding goes before what the page says, links lead on
/// from where it came from, and that is its address too, unless it names another of the same house.
///
/// # Errors
/// As [`read`].
pub fn read_sent(bytes: &[u8], sent: Sent<'_>) -> Result<Page, PageError> {
    read_with(bytes, Some(sent))
}

fn read_with(bytes: &[u8], sent: Option<Sent<'_>>) -> Result<Page, PageError> {
    if bytes.len() > LARGEST {
        return Err(PageError::TooLarge);
    }
    let html = decode_page(bytes, sent.and_then(|sent| sent.content_type))?.text;
    let (flat, tags) = flattened(&html);
    if tags > MOST_TAGS {
        return Err(PageError::TooLarge);
    }
    let mut said = Said::of(&html);
    if let Some(sent) = sent {
        // A page must not pass itself off as one of another house, whose place in the library it would take.
        let own = said.url.take().filter(|own| house(own).is_some() && house(own) == house(sent.url));
        said.url = own.or_else(|| Some(sent.url.to_owned()));
    }
    let base = sent.map(|sent| sent.url.to_owned()).or_else(|| said.url.clone());
    let all = blocks(&html);
    let page = match legible::parse(&flat, base.as_deref(), None) {
        Ok(found) => page(found, said, &all),
        Err(_) => Page { body: plain(&all), meta: said.meta(), left_out: Vec::new() },
    };
    if page.body.trim().is_empty() { Err(PageError::NoText) } else { Ok(page) }
}

/// Returns the host of an address, without the `www.`, `m.` and `amp.` by which one house has several.
fn house(url: &str) -> Option<String> {
    let host = url.split_once("://")?.1.split(['/', '?', '#']).next()?;
    let host = host.rsplit('@').next()?.to_ascii_lowercase();
    let bare = ["www.", "m.", "amp."].iter().find_map(|door| host.strip_prefix(door));
    Some(bare.unwrap_or(&host).to_owned())
}

fn page(found: legible::Article, said: Said, all: &[String]) -> Page {
    let left_out = left_out(all, &found.text_content);
    let known = |text: String| Some(text).filter(|text| !text.trim().is_empty());
    let mut meta = said.meta();
    meta.title = known(found.title).map(|title| one_line(&title)).or(meta.title);
    meta.source = found.site_name.and_then(known).map(|name| one_line(&name));
    meta.lang = meta.lang.or(found.lang.and_then(known).map(|tag| one_line(&tag)));
    meta.authors = found.byline.and_then(known).map_or_else(Vec::new, |names| authors(&names));
    meta.published = found.published_time.as_deref().and_then(when).or(meta.published);
    Page { meta, body: without_pictures(&found.markdown_content), left_out }
}

/// Reads the names of a byline; all of it is one where it cannot be taken apart.
fn authors(byline: &str) -> Vec<String> {
    let byline = one_line(byline);
    let by = if byline.get(..3).is_some_and(|it| it.eq_ignore_ascii_case("by ")) {
        byline.clone()
    } else {
        format!("By {byline}")
    };
    byline::read(&by, true).filter(|names| !names.is_empty()).unwrap_or_else(|| vec![byline])
}

/// Returns what a reader sees of the page and the article does not have.
fn left_out(all: &[String], text: &str) -> Vec<String> {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let kept: HashSet<String> = text.lines().map(letters).collect();
    let whole = letters(text);
    let mut seen = HashSet::new();
    // A search of the whole for each block would be quadratic: only so many are looked for.
    let mut searches = SEARCHED / whole.len().max(1);
    let mut is_kept = |block: &str| {
        let block = letters(block);
        if block.is_empty() || kept.contains(&block) || !seen.insert(block.clone()) {
            return true;
        }
        searches = searches.saturating_sub(1);
        searches > 0 && whole.contains(&block)
    };
    all.iter().filter(|block| !is_kept(block)).cloned().collect()
}

/// Bytes that are searched for the blocks of a page at most.
const SEARCHED: usize = 256 << 20;

/// Returns the blocks as paragraphs whose signs mean nothing.
fn plain(all: &[String]) -> String {
    let escaped = |block: &String| {
        let mut out = String::with_capacity(block.len());
        for c in block.chars() {
            if c.is_ascii_punctuation() && !matches!(c, '.' | ',' | '\'' | '"' | '?' | ';' | '(' | ')') {
                out.push('\\');
            }
            out.push(c);
        }
        out
    };
    all.iter().map(escaped).collect::<Vec<_>>().join("\n\n")
}

/// Takes the pictures out of Markdown that `legible` wrote, and the links that held nothing else: a terminal shows none,
/// and their names are seldom words.
fn without_pictures(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut rest = markdown;
    while let Some((before, picture)) = rest.split_once("![") {
        out.push_str(before);
        let target = unescaped(picture, b']').and_then(|at| picture.get(at + 1..)?.strip_prefix('('));
        let Some((target, end)) = target.and_then(|target| Some((target, unescaped(target, b')')?))) else {
            out.push_str("![");
            rest = picture;
            continue;
        };
        rest = target.get(end + 1..).unwrap_or("");
        if let (true, Some(link)) = (out.ends_with('['), rest.strip_prefix("]("))
            && let Some(end) = unescaped(link, b')')
        {
            out.pop();
            rest = link.get(end + 1..).unwrap_or("");
        }
    }
    out + rest
}

/// Returns where the bracket that stands open before `text` is closed on the same paragraph; what is escaped is passed
/// over, pairs inside are counted.
fn unescaped(text: &str, close: u8) -> Option<usize> {
    let open = if close == b')' { b'(' } else { b'[' };
    let (mut escaped, mut depth, mut before) = (false, 0_usize, 0);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'\n' if before == b'\n' => return None,
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            _ if byte == open => depth += 1,
            _ if byte == close && depth == 0 => return Some(at),
            _ if byte == close => depth -= 1,
            _ => {}
        }
        before = byte;
    }
    None
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn when(text: &str) -> Option<When> {
    When::from_text(text.trim()).or_else(|| {
        let day = text.trim().get(..10)?;
        When::from_text(day)
    })
}

/// What the tags of a page's head say.
#[derive(Debug, Default)]
struct Said {
    url: Option<String>,
    lang: Option<String>,
    title: Option<String>,
    section: Option<String>,
    published: Option<When>,
    updated: Option<When>,
}

impl Said {
    fn of(html: &str) -> Self {
        let mut said = Self::default();
        let mut in_title = false;
        let (mut canonical, mut shared) = (None, None);
        for piece in Pieces::new(html) {
            match piece {
                Piece::Tag { name, end: false, raw } if is(name, &["html"]) => {
                    said.lang = said.lang.or_else(|| attribute(raw, "lang").map(|tag| one_line(&tag)));
                }
                Piece::Tag { name, end: false, raw } if is(name, &["link"]) => {
                    let rel = attribute(raw, "rel").unwrap_or_default();
                    if rel.split_whitespace().any(|it| it.eq_ignore_ascii_case("canonical")) {
                        canonical = canonical.or_else(|| attribute(raw, "href").map(|url| one_line(&url)));
                    }
                }
                Piece::Tag { name, end: false, raw } if is(name, &["meta"]) => said.meta_tag(raw, &mut shared),
                Piece::Tag { name, end, .. } => in_title = !end && said.title.is_none() && is(name, &["title"]),
                Piece::Other(text) if in_title => said.title = Some(one_line(&decoded(text))),
                _ => {}
            }
        }
        let web = |url: &String| url.starts_with("https://") || url.starts_with("http://");
        said.url = canonical.filter(web).or(shared.filter(web));
        said
    }

    fn meta_tag(&mut self, raw: &str, shared: &mut Option<String>) {
        let Some(name) = attribute(raw, "property").or_else(|| attribute(raw, "name")) else { return };
        let content = || attribute(raw, "content").map(|text| one_line(&text)).filter(|text| !text.is_empty());
        let fill = |place: &mut Option<String>| *place = place.take().or_else(content);
        match name.to_ascii_lowercase().as_str() {
            "og:url" => fill(shared),
            "article:section" => fill(&mut self.section),
            "article:modified_time" | "og:updated_time" => {
                self.updated = self.updated.or_else(|| when(&content()?));
            }
            "article:published_time" | "date" | "pubdate" | "dc.date" => {
                self.published = self.published.or_else(|| when(&content()?));
            }
            _ => {}
        }
    }

    fn meta(self) -> Meta {
        let Self { url, lang, title, section, published, updated } = self;
        let updated = updated.filter(|updated| Some(updated) != published.as_ref());
        Meta { url, lang: lang.filter(|it| !it.is_empty()), title, section, published, updated, ..Meta::default() }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed test should stop where it fails")]
    use super::*;
    use crate::article::Format;
    use crate::article::import::import;

    fn long(words: &str) -> String {
        format!(
            "<p>{words} The wall at Port Lissa gave way on Monday night, and forty families that live beside the quay had to leave their homes, the harbour office said, until the tide had turned.</p>"
        )
    }

    fn example() -> String {
        format!(
            "<!DOCTYPE html><html lang=en-GB><head><title>Quay wall falls at Port Lissa | Lissa Post</title>\
             <meta property='og:site_name' content='Lissa Post'><meta name=author content='Ann Poe'>\
             <meta property='article:published_time' content='2026-03-07T14:05:00Z'>\
             <link rel=canonical href='https://lissa.example/quay'></head><body><nav><ul><li>Sport<li>Weather</ul></nav>\
             <article><h1>Quay wall falls at Port Lissa</h1>{}{}<ul><li>One <em>ship</em></li><li>Two</li></ul>\
             <blockquote><p>We left.</p></blockquote>{}</article><footer>Subscribe to our letter</footer></body></html>",
            long("First."),
            long("See <a href='/map'>the map</a>."),
            long("Last.")
        )
    }

    #[test]
    fn a_page_is_an_article_with_what_its_head_says() {
        let page = read(example().as_bytes()).unwrap();
        let (article, flaws) = import(&page.to_markdown(), Format::Markdown);
        assert_eq!(flaws, []);
        assert_eq!(article.meta.title.as_deref(), Some("Quay wall falls at Port Lissa"));
        assert_eq!(article.meta.source.as_deref(), Some("Lissa Post"));
        assert_eq!(article.meta.authors, ["Ann Poe"]);
        assert_eq!(article.meta.published.unwrap().to_string(), "2026-03-07T14:05:00Z");
        assert_eq!(article.meta.url.as_deref(), Some("https://lissa.example/quay"));
        assert_eq!(article.meta.lang.as_deref(), Some("en-GB"));
        assert_eq!(article.links, ["https://lissa.example/map"]);
        assert!(article.text.contains("First. The wall") && article.text.contains("We left."));
        assert!(!article.text.contains('<') && !article.text.contains("Subscribe"));
        assert!(page.left_out.contains(&"Subscribe to our letter".to_owned()), "{:?}", page.left_out);
    }

    #[test]
    fn pictures_are_taken_out_and_all_else_is_kept() {
        for (written, kept) in [
            ("One ![a \\] b](https://a.example/x_(1).png) two", "One  two"),
            ("[![](a.png)](https://a.example) [![x](b)y](c)", " [y](c)"),
            ("What![ now", "What![ now"),
            ("![open\n\n](x)", "![open\n\n](x)"),
        ] {
            assert_eq!(without_pictures(written), kept);
        }
    }

    #[test]
    fn pages_are_told_from_texts() {
        for page in ["<!DOCTYPE HTML>", "\u{feff} <html>", "<?xml version='1.0'?>\n<!-- x --><html lang=en>", "<HEAD>"]
        {
            assert!(is_page(page.as_bytes()), "{page}");
        }
        for text in ["", "<b>Bold</b> words", "Words <html>", "# <html>", "<!-- note -->\n# Title", "+++\n"] {
            assert!(!is_page(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn a_page_in_an_old_encoding_says_which() {
        let page = |said: &str| [said.as_bytes(), b"<p>Caf\xe9 \x96 \xa4 5</p>"].concat();
        let text = |said: &str| read(&page(said)).unwrap().body;
        assert!(text("<html><meta charset=iso-8859-15>").contains("€ 5"));
        assert!(text("<html><meta http-equiv=x content='text/html; charset=windows-1252'>").contains("Café – ¤"));
    }

    #[test]
    fn a_page_that_was_sent_lies_where_it_came_from() {
        let read = |url, content_type| {
            let page = example().replace("href='/map'", "href='../map'");
            read_sent(page.as_bytes(), Sent { url, content_type }).unwrap()
        };
        let at_home = read("https://www.lissa.example/2026/quay?utm_source=x", None);
        assert_eq!(at_home.meta.url.as_deref(), Some("https://lissa.example/quay"));
        assert!(at_home.body.contains("(https://www.lissa.example/map)"), "{}", at_home.body);
        let elsewhere = read("https://mirror.example/a/b/quay", None);
        assert_eq!(
            elsewhere.meta.url.as_deref(),
            Some("https://mirror.example/a/b/quay"),
            "no page is another house's"
        );
        let old = ["<html><p>Caf".as_bytes(), b"\xe9 \xa4</p>", long("").as_bytes()].concat();
        let text = |content_type| read_sent(&old, Sent { url: "https://a.example/", content_type }).unwrap().body;
        assert!(text(Some("text/html; charset=\"ISO-8859-15\"")).contains("Café €"));
        assert!(text(Some("text/html")).contains("Café ¤"));
    }

    #[test]
    fn hostile_pages_end_in_an_article_or_an_error() {
        assert_eq!(read(b"<html><script>x</script>"), Err(PageError::NoText));
        assert!(matches!(read(b"<html>\0"), Err(PageError::Decode(_))));
        assert_eq!(read("<p>".repeat(MOST_TAGS + 1).as_bytes()), Err(PageError::TooLarge));
        let deep = "<div>".repeat(20_000) + &long("") + &long("");
        assert!(read(deep.as_bytes()).unwrap().body.contains("Port Lissa"));
        let title = "<html><title>+++\n\u{1b}[31m\"\"\" x</title>".to_owned() + &long("");
        let (article, flaws) = import(&read(title.as_bytes()).unwrap().to_markdown(), Format::Markdown);
        assert_eq!((flaws.len(), article.meta.title.as_deref()), (0, Some("+++ \u{1b}[31m\"\"\" x")));
    }
}
