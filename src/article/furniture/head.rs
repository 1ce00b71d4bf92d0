//! What stands above the first paragraph of the story: section, title, standfirst, byline, date.

use super::super::{Article, InlineStyle, ParagraphKind, Shape, byline, dates};
use super::title::{Below, may_be};
use super::{LONGEST_STANDFIRST, LONGEST_TITLE, ends_in_stop, is_prose, kind, patterns, set};
use crate::text::Span;
use ParagraphKind::{Body, Boilerplate, Byline, Dateline, Heading, Standfirst, Title};

/// Marks the head of `article` and returns the index of the first paragraph after it.
pub(super) fn mark(article: &mut Article) -> usize {
    Head::new(article).read()
}

/// What a byline says.
#[derive(Default)]
struct Signature {
    authors: Vec<String>,
    dates: Vec<dates::DateLine>,
}

/// Compares two headlines as a reader would.
fn same_title(left: &str, right: &str) -> bool {
    let letters =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    left.len() <= 2 * right.len() + 64 && letters(left) == letters(right)
}

/// Takes from a headline the house that a browser's window adds to it: "Bridge closed | The Oldtown Post".
fn without_house(text: &str) -> Option<&str> {
    let (at, _) = [" | ", " - ", " – ", " — "].iter().filter_map(|mark| text.rfind(mark).map(|at| (at, mark))).max()?;
    let house = text.get(at..)?;
    (house.split_whitespace().count() <= 6).then(|| text.get(..at)).flatten()
}

/// The paragraphs that are looked at below a line, what a site prints included, and those that are not a site's.
const BELOW: usize = 40;
const BELOW_OWN: usize = 8;
/// The most words of a line above the headline that is taken for the name of a page.
const PAGE_NAME: usize = 3;

/// What stands above the first paragraph of the story.
struct Head<'a> {
    article: &'a mut Article,
    /// Whether a title is known, from the front matter or from the text.
    titled: bool,
    /// Whether the title, or what stands in its place, is behind.
    begun: bool,
    standfirst: bool,
    /// Whether a title, byline or date line was found.
    furnished: bool,
    /// Whether the front matter names the authors.
    authors_known: bool,
}

impl<'a> Head<'a> {
    fn new(article: &'a mut Article) -> Self {
        let titled = article.meta.title.is_some();
        let authors_known = !article.meta.authors.is_empty();
        Self { article, titled, begun: false, standfirst: false, furnished: false, authors_known }
    }

    /// Marks the head and returns the index of the first paragraph after it.
    fn read(mut self) -> usize {
        let mut index = 0;
        while index < self.article.paragraphs.len() {
            let marked = match kind(self.article, index) {
                Some(Body | Heading) => self.paragraph(index),
                _ => true,
            };
            if !marked {
                break;
            }
            index += 1;
        }
        index
    }

    fn paragraph(&mut self, index: usize) -> bool {
        self.again(index)
            || self.title(index)
            || self.date(index)
            || self.byline(index)
            || self.notice(index)
            || self.section(index)
            || self.headline(index)
            || self.standfirst(index)
    }

    fn text(&self, index: usize) -> &str {
        self.article.paragraph_text(index)
    }

    fn found(&mut self, index: usize, kind: ParagraphKind) -> bool {
        set(self.article, index, kind);
        self.furnished = true;
        true
    }

    /// The headline once more, or as a browser's window has it.
    fn again(&mut self, index: usize) -> bool {
        let text = self.text(index);
        let is_title =
            |title: &String| same_title(text, title) || without_house(text).is_some_and(|bare| same_title(bare, title));
        let again = self.begun && self.article.meta.title.as_ref().is_some_and(is_title);
        again && self.found(index, Boilerplate)
    }

    /// The headline as the front matter has it, as a heading, or in bold behind a section's name.
    fn title(&mut self, index: usize) -> bool {
        let text = self.text(index);
        if self.article.meta.title.as_ref().is_some_and(|title| same_title(text, title)) && !self.begun {
            self.begun = true;
            return self.found(index, Title);
        }
        if self.titled || self.begun {
            return false;
        }
        let is_heading = self.article.paragraphs.get(index).is_some_and(|p| matches!(p.shape, Shape::Heading(1 | 2)));
        if is_heading {
            let title = text.to_owned();
            return self.titled_by(index, title);
        }
        let Some((section, title)) = glued(self.article, index) else { return false };
        if let Some(paragraph) = self.article.paragraphs.get_mut(index) {
            paragraph.lead = section;
        }
        let name = section.of(&self.article.text).trim().to_owned();
        self.article.meta.section.get_or_insert(name);
        let title = title.of(&self.article.text).trim().to_owned();
        self.titled_by(index, title)
    }

    fn titled_by(&mut self, index: usize, title: String) -> bool {
        self.article.meta.title = Some(title.split_whitespace().collect::<Vec<_>>().join(" "));
        self.titled = true;
        self.begun = true;
        self.found(index, Title)
    }

    fn date(&mut self, index: usize) -> bool {
        let Some(line) = dates::line(self.text(index)) else { return false };
        self.learn_date(line);
        self.found(index, Dateline)
    }

    fn learn_date(&mut self, line: dates::DateLine) {
        let meta = &mut self.article.meta;
        meta.published = meta.published.or(line.published);
        meta.updated = meta.updated.or(line.updated);
    }

    /// A byline of one line, or of several with posts and dates under the name.
    fn byline(&mut self, index: usize) -> bool {
        let Some(signature) = self.signature(index) else { return false };
        if !self.authors_known {
            self.article.meta.authors.extend(signature.authors);
        }
        for line in signature.dates {
            self.learn_date(line);
        }
        self.found(index, Byline)
    }

    /// Reads the names, posts and dates of a paragraph that holds nothing else.
    fn signature(&self, index: usize) -> Option<Signature> {
        let text = self.text(index);
        let titled = self.furnished || self.article.meta.title.is_some();
        let follows = index > 0 && kind(self.article, index - 1) == Some(Byline);
        if text.len() > LONGEST_STANDFIRST {
            return None;
        }
        let mut signature = Signature::default();
        let mut named = false;
        for line in text.lines() {
            if let Some(date) = dates::line(line) {
                signature.dates.push(date);
            } else if let Some(names) = byline::read(line, titled) {
                signature.authors.extend(names);
                named = true;
            } else if self.names_authors(line) {
                named = true;
            } else if let Some(name) =
                byline::lone_name(line).filter(|_| titled && !named && self.is_signed(index, line))
            {
                signature.authors.push(name);
                named = true;
            } else if !(byline::is_role(line) && (named || follows)) {
                return None;
            }
        }
        (named || follows).then_some(signature)
    }

    /// Says whether a line is nothing but names of authors that the front matter has.
    fn names_authors(&self, line: &str) -> bool {
        let known = |name: &str| self.article.meta.authors.iter().any(|author| same_title(author, name));
        let parts = line.split([',', '&', ';']).flat_map(|part| part.split(" and ")).map(str::trim);
        let mut names = parts.filter(|part| !part.is_empty()).peekable();
        self.authors_known && names.peek().is_some() && names.all(known)
    }

    /// A name alone is a byline where its post or the date follows.
    fn is_signed(&self, index: usize, line: &str) -> bool {
        let text = self.text(index);
        let next = text.lines().skip_while(|other| *other != line).nth(1);
        let below = (index + 1..self.article.paragraphs.len().min(index + BELOW)).find(|next| !self.is_site_s(*next));
        let next = next.unwrap_or_else(|| below.map_or("", |below| self.text(below)));
        dates::line(next).is_some() || byline::is_role(next)
    }

    fn notice(&mut self, index: usize) -> bool {
        if !patterns::is_notice(self.text(index)) {
            return false;
        }
        set(self.article, index, Boilerplate);
        true
    }

    /// The name of a section on a line of its own above the title.
    fn section(&mut self, index: usize) -> bool {
        let text = self.text(index).trim().to_owned();
        if self.begun || !patterns::is_section(&text) {
            return false;
        }
        let next = (index + 1..self.article.paragraphs.len().min(index + BELOW)).find(|next| !self.is_site_s(*next));
        let is_heading =
            |next: usize| self.article.paragraphs.get(next).is_some_and(|p| matches!(p.shape, Shape::Heading(_)));
        let next_is_title = next.is_some_and(|next| is_heading(next) || may_be(self.text(next), self.below(next)));
        if !next_is_title {
            return false;
        }
        self.article.meta.section.get_or_insert(text);
        set(self.article, index, Boilerplate);
        true
    }

    /// A first short line with prose under it.
    fn headline(&mut self, index: usize) -> bool {
        let is_plain = self.article.paragraphs.get(index).is_some_and(|p| p.shape == Shape::Plain);
        if self.titled || self.begun || !is_plain {
            return false;
        }
        let below = self.below(index);
        if below.prose.is_empty() || !may_be(self.text(index), below) {
            return false;
        }
        if self.is_page(index) {
            set(self.article, index, Boilerplate);
            return true;
        }
        let title = self.text(index).to_owned();
        self.titled_by(index, title)
    }

    /// Says whether a line above the headline names the page: the headline with the house, or two or three words that
    /// stand above a longer line with a byline or date of its own.
    fn is_page(&self, index: usize) -> bool {
        let text = self.text(index);
        let bare = without_house(text);
        let brief = text.split_whitespace().nth(PAGE_NAME).is_none() && !self.is_above_byline(index);
        self.lines_below(index).take_while(|next| !is_prose(self.text(*next))).any(|next| {
            let line = self.text(next);
            bare.is_some_and(|bare| same_title(line, bare))
                || brief && line.split_whitespace().nth(PAGE_NAME).is_some() && self.is_directly_above_byline(next)
        })
    }

    /// The paragraphs below `index` that are not a site's own, a few at most.
    fn lines_below(&self, index: usize) -> impl Iterator<Item = usize> {
        let all = index + 1..self.article.paragraphs.len().min(index + BELOW);
        all.filter(|next| !self.is_site_s(*next)).take(BELOW_OWN)
    }

    /// Says whether a paragraph is marked as furniture already or will be.
    fn is_site_s(&self, index: usize) -> bool {
        match kind(self.article, index) {
            Some(Body | Heading) => patterns::is_notice(self.text(index)),
            _ => true,
        }
    }

    fn below(&self, index: usize) -> Below<'_> {
        let prose =
            self.lines_below(index).find(|next| kind(self.article, *next) == Some(Body) && is_prose(self.text(*next)));
        Below { prose: prose.map_or("", |prose| self.text(prose)), signed: self.is_directly_above_byline(index) }
    }

    /// The summary: a line without a stop under the title, or one sentence above the byline.
    fn standfirst(&mut self, index: usize) -> bool {
        let text = self.text(index);
        let may_be = !self.standfirst && self.titled && (self.begun || self.furnished || index == 0);
        let shape = self.article.paragraphs.get(index).map(|paragraph| &paragraph.shape);
        let is_line = text.len() <= LONGEST_STANDFIRST
            && !text.contains('\n')
            && matches!(shape, Some(Shape::Plain | Shape::Heading(_)));
        let is_open = !ends_in_stop(text) && text.split_whitespace().nth(5).is_some();
        if !(may_be && is_line && (is_open && !self.below(index).prose.is_empty() || self.is_above_byline(index))) {
            return false;
        }
        self.standfirst = true;
        self.found(index, Standfirst)
    }

    /// Says whether a byline or a date line stands under `index`, with nothing but pictures and a site's lines between.
    fn is_above_byline(&self, index: usize) -> bool {
        self.lines_below(index).next().is_some_and(|next| self.signs(next))
    }

    /// The same of the very next paragraph: the sentence above a picture may be the story's.
    fn is_directly_above_byline(&self, index: usize) -> bool {
        self.signs(index + 1)
    }

    /// Says whether a paragraph is a byline or a date line.
    fn signs(&self, index: usize) -> bool {
        let text = self.text(index);
        let named = || byline::lone_name(text).is_some() && self.is_signed(index, text);
        dates::line(text).is_some() || byline::read(text, true).is_some() || named()
    }
}

/// Returns a section's name and the headline in bold glued to it ("World affairs**Minister calls for talks**").
fn glued(article: &Article, index: usize) -> Option<(Span, Span)> {
    let paragraph = article.paragraphs.get(index)?;
    let [bold] = paragraph.inlines.as_slice() else { return None };
    let section = Span::new(paragraph.span.start, bold.span.start);
    let (name, title) = (section.of(&article.text), bold.span.of(&article.text));
    let is_glued = bold.style == InlineStyle::Strong && bold.span.end == paragraph.span.end;
    let is_name =
        !name.trim().is_empty() && name.len() <= 48 && !ends_in_stop(name) && name.split_whitespace().count() <= 6;
    (is_glued && is_name && !name.ends_with(' ') && title.len() <= LONGEST_TITLE && !title.trim().is_empty())
        .then_some((section, bold.span))
}
