//! What one line is, judged by itself.

/// A line and what its marks say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Line<'t> {
    /// Nothing visible.
    Blank,
    /// The opening of fenced code, with its fence.
    Fence(&'t str),
    /// `===`: a heading's underline, where there is something above it.
    Underline(u8),
    /// `---`, `***`, `* * *`.
    Rule,
    /// `# …` with its level and text.
    Heading(u8, &'t str),
    /// `> …` with its depth and the rest of the line.
    Quote(u8, &'t str),
    /// A list item.
    Item(Item<'t>),
    /// Anything else.
    Text,
}

/// A list item's first line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Item<'t> {
    /// Columns before its marker.
    pub indent: usize,
    /// The marker's last character: `-`, `*`, `+`, `•`, `.` or `)`.
    pub mark: char,
    /// Its number, in a numbered list.
    pub number: Option<u32>,
    /// The rest of the line.
    pub text: &'t str,
}

impl Item<'_> {
    /// Returns the marker to draw.
    pub(super) fn marker(&self) -> String {
        self.number.map_or_else(|| "•".to_owned(), |number| format!("{number}{}", self.mark))
    }

    fn is_like(&self, other: &Item<'_>) -> bool {
        self.mark == other.mark && self.number.is_some() == other.number.is_some()
    }
}

/// Says whether `text` shows nothing.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}'))
}

/// Says what `line` is.
pub(super) fn classify(line: &str, markdown: bool) -> Line<'_> {
    let text = line.trim();
    let Some(first) = text.chars().next() else { return Line::Blank };
    let found = match first {
        '#' => heading(text),
        '>' => quote(text, markdown),
        '`' | '~' if markdown => fence(text),
        '=' if markdown => underline(text).map(Line::Underline),
        '-' | '*' | '_' if is_rule(text) => Some(Line::Rule),
        '-' | '*' | '+' | '•' | '0'..='9' => item(line).map(Line::Item),
        '\u{200b}' | '\u{2060}' | '\u{feff}' if is_blank(text) => Some(Line::Blank),
        _ => None,
    };
    found.unwrap_or(Line::Text)
}

fn heading(text: &str) -> Option<Line<'_>> {
    let rest = text.trim_start_matches('#');
    let level = u8::try_from(text.len() - rest.len()).ok().filter(|level| *level <= 6)?;
    if !rest.starts_with([' ', '\t']) {
        return None;
    }
    let body = rest.trim();
    let open = body.trim_end_matches('#');
    let body = if open.is_empty() || open.ends_with(char::is_whitespace) { open.trim_end() } else { body };
    (!body.is_empty()).then_some(Line::Heading(level, body))
}

/// In plain text ">50%" is a comparison and "> 50%" a quotation.
fn quote(text: &str, markdown: bool) -> Option<Line<'_>> {
    let rest = unquote(text, super::MAX_DEPTH);
    let marks = text.get(..text.len() - rest.len())?;
    let depth = u8::try_from(marks.matches('>').count()).ok()?;
    let parted = rest.is_empty() || marks.ends_with(' ');
    (markdown || parted).then_some(Line::Quote(depth, rest))
}

/// Takes up to `depth` quotation marks off `line`.
pub(super) fn unquote(line: &str, depth: usize) -> &str {
    let mut rest = line.trim_start();
    for _ in 0..depth {
        let Some(after) = rest.strip_prefix('>') else { break };
        rest = after.strip_prefix(' ').unwrap_or(after);
    }
    rest
}

fn fence(text: &str) -> Option<Line<'_>> {
    let mark = text.chars().next()?;
    let rest = text.trim_start_matches(mark);
    let fence = text.get(..text.len() - rest.len())?;
    (fence.len() >= 3 && !rest.contains('`')).then_some(Line::Fence(fence))
}

/// Says whether `line` closes the code that `fence` opened.
pub(super) fn closes(line: &str, fence: &str) -> bool {
    let rest = line.trim().strip_prefix(fence);
    rest.is_some_and(|rest| fence.chars().next().is_some_and(|mark| rest.trim_start_matches(mark).is_empty()))
}

/// Returns the level of the heading that `line` underlines.
pub(super) fn underline(line: &str) -> Option<u8> {
    let text = line.trim();
    let all = |mark: u8| text.bytes().all(|byte| byte == mark) && text.len() >= 2;
    if all(b'=') {
        return Some(1);
    }
    all(b'-').then_some(2)
}

fn is_rule(text: &str) -> bool {
    let Some(mark) = text.chars().next() else { return false };
    text.chars().all(|c| c == mark || c == ' ') && text.chars().filter(|c| *c == mark).take(3).count() == 3
}

/// Returns the columns of white space before a line's text.
pub(super) fn indent(line: &str) -> usize {
    line.chars().take_while(|c| c.is_whitespace()).map(|c| if c == '\t' { 4 } else { 1 }).sum()
}

fn item(line: &str) -> Option<Item<'_>> {
    let text = line.trim_start();
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let number = match digits {
        0 => None,
        // Four digits are a year.
        1..=3 => text.get(..digits)?.parse().ok(),
        _ => return None,
    };
    let mark = text.get(digits..)?.chars().next()?;
    if number.is_some() != matches!(mark, '.' | ')') {
        return None;
    }
    let rest = text.get(digits + mark.len_utf8()..)?;
    let body = rest.trim_start();
    (rest.len() != body.len() && !is_blank(body)).then_some(Item { indent: indent(line), mark, number, text: body })
}

/// Says whether a further item of the list stands soon after `item`, seen from the lines after it.
pub(super) fn list_goes_on(item: &Item<'_>, line: &str, rest: &str) -> bool {
    let mut blank = false;
    for next in rest.lines().take(8) {
        if is_blank(next) {
            blank = true;
            continue;
        }
        if let Some(found) = self::item(next) {
            let follows = found.number.is_none_or(|number| item.number.is_some_and(|last| number == last + 1));
            return found.is_like(item) && follows
                || (found.indent > item.indent && found.number.is_none_or(|n| n <= 1));
        }
        if blank || indent(next) <= indent(line) {
            return false;
        }
    }
    false
}
