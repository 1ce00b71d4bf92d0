//! One line of Markdown while it is read: words with their signs made harmless, and the marks around them.
//!
//! Marks are written with the first word inside them and ended with the last, so that white space stands outside, and
//! those around nothing are not written.

/// What marks words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Strong,
    Emphasis,
    Struck,
    Code,
}

impl Mark {
    const fn sign(self) -> &'static str {
        match self {
            Self::Strong => "**",
            Self::Emphasis => "*",
            Self::Struck => "~~",
            Self::Code => "`",
        }
    }
}

/// Something that is open in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Open {
    Mark(Mark),
    Link(String),
}

/// A line.
#[derive(Debug, Default)]
pub(super) struct Line {
    out: String,
    /// What is open, the outermost first, and where its words begin in the line, where they did.
    open: Vec<(Open, Option<usize>)>,
    /// White space that is written before the next word: none, a space, a break.
    gap: Gap,
    /// Where the marks stand that ended with the last word, and how long their signs are.
    closed: Vec<(usize, usize, usize)>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Space,
    Break,
}

impl Line {
    /// Takes words.
    pub(super) fn text(&mut self, text: &str) {
        if text.starts_with(char::is_whitespace) {
            self.space();
        }
        let mut words = text.split_whitespace().peekable();
        while let Some(word) = words.next() {
            self.word(word);
            if words.peek().is_some() || text.ends_with(char::is_whitespace) {
                self.space();
            }
        }
    }

    /// Parts what comes from what came.
    pub(super) fn space(&mut self) {
        self.gap = self.gap.max(Gap::Space);
    }

    /// Ends a line inside a paragraph.
    pub(super) fn break_line(&mut self) {
        self.gap = Gap::Break;
    }

    /// Says whether a line was just ended, so that another end is a paragraph's.
    pub(super) fn is_broken(&self) -> bool {
        self.gap == Gap::Break || self.out.is_empty()
    }

    /// Opens or ends a mark.
    pub(super) fn mark(&mut self, mark: Mark, end: bool) {
        let found = self.open.iter().rposition(|(open, _)| *open == Open::Mark(mark));
        match (end, found) {
            (false, None) => self.open.push((Open::Mark(mark), None)),
            (true, Some(at)) => self.end(at),
            _ => {}
        }
    }

    /// Opens a link, or ends the one that is open.
    pub(super) fn link(&mut self, address: Option<String>) {
        if let Some(at) = self.open.iter().rposition(|(open, _)| matches!(open, Open::Link(_))) {
            self.end(at);
        }
        let address = address.map(|address| address.trim().to_owned());
        let is_web =
            |it: &String| ["http://", "https://", "mailto:", "/", "#"].iter().any(|begin| it.starts_with(begin));
        if let Some(address) = address.filter(|it| is_web(it) && !it.starts_with('#')) {
            self.open.push((Open::Link(target(&address)), None));
        }
    }

    /// Ends what is open from `at` on, and begins again with the next word what is inside of it.
    fn end(&mut self, at: usize) {
        let inner = self.open.split_off(at);
        for (open, from) in inner.iter().rev() {
            if let Some(from) = from {
                self.close(open, *from);
            }
        }
        self.open.extend(inner.into_iter().skip(1).map(|(open, _)| (open, None)));
    }

    fn close(&mut self, open: &Open, from: usize) {
        match open {
            Open::Mark(Mark::Code) => {
                let code = self.out.split_off(from);
                if code.contains(['`', '\n']) || (code.contains("]:") && opens_label(&self.out)) {
                    self.out.pop();
                    // A line of it may begin with what makes a block.
                    let lines: Vec<String> = code.split('\n').map(|line| begun(&escaped(line))).collect();
                    self.out.push_str(&lines.join("\n"));
                } else {
                    self.out.push_str(&code);
                    self.out.push('`');
                }
            }
            Open::Mark(mark) => {
                self.closed.push((from - mark.sign().len(), self.out.len(), mark.sign().len()));
                self.out.push_str(mark.sign());
            }
            Open::Link(target) => {
                self.out.push_str("](");
                self.out.push_str(target);
                self.out.push(')');
            }
        }
    }

    /// Takes back the marks that ended inside a word: most are letters set large, and readers of Markdown disagree.
    fn unmark(&mut self) {
        let signs = self.closed.drain(..).flat_map(|(open, close, length)| [(open, length), (close, length)]);
        let mut signs: Vec<(usize, usize)> = signs.collect();
        signs.sort_unstable();
        for (at, length) in signs.into_iter().rev() {
            self.out.replace_range(at..at + length, "");
        }
    }

    fn word(&mut self, word: &str) {
        let gap = std::mem::take(&mut self.gap);
        let touches = gap == Gap::None && !self.out.is_empty();
        if touches && (word.starts_with(char::is_alphanumeric) || self.has_waiting()) {
            self.unmark();
        }
        self.closed.clear();
        if !self.out.is_empty() {
            self.out.push_str(match gap {
                Gap::None => "",
                Gap::Space => " ",
                Gap::Break => "  \n",
            });
        }
        let inside = touches && self.out.ends_with(char::is_alphanumeric);
        let mut in_code = false;
        for (open, from) in &mut self.open {
            if from.is_none() && !in_code {
                match open {
                    Open::Mark(Mark::Code) => self.out.push('`'),
                    Open::Mark(_) if inside => continue,
                    Open::Mark(mark) => self.out.push_str(mark.sign()),
                    Open::Link(_) => self.out.push('['),
                }
                *from = Some(self.out.len());
            }
            in_code |= *open == Open::Mark(Mark::Code);
        }
        let word = if in_code { word.to_owned() } else { escaped(word) };
        let begins = !in_code && (self.out.is_empty() || self.out.ends_with("  \n"));
        if begins { self.out.push_str(&begun(&word)) } else { self.out.push_str(&word) }
    }

    /// Says whether a mark waits for its first word.
    fn has_waiting(&self) -> bool {
        self.open.iter().any(|(open, from)| from.is_none() && matches!(open, Open::Mark(_)))
    }

    /// Returns the line, ended; what is open goes on in the next.
    pub(super) fn take(&mut self) -> String {
        let open = std::mem::take(&mut self.open);
        for (open, from) in open.iter().rev() {
            if let Some(from) = from {
                self.close(open, *from);
            }
        }
        self.open = open.into_iter().map(|(open, _)| (open, None)).collect();
        self.gap = Gap::None;
        self.closed.clear();
        std::mem::take(&mut self.out)
    }
}

/// Says whether a block's first bracket is open still, so that a `]:` in code would make it a definition, which has no
/// words.
fn opens_label(line: &str) -> bool {
    let bare = |(at, _): &(usize, &str)| line.get(..*at).is_some_and(|before| !before.ends_with('\\'));
    line.starts_with('[') && line.match_indices(']').find(bare).is_none()
}

/// Returns an address as a link's target takes it.
fn target(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for c in address.chars() {
        match c {
            '(' => out.push_str("%28"),
            ')' => out.push_str("%29"),
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '\\' => out.push_str("%5C"),
            '"' => out.push_str("%22"),
            c if c.is_whitespace() || c.is_control() => out.push_str("%20"),
            c => out.push(c),
        }
    }
    out
}

/// Escapes what acts inside a line.
fn escaped(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Escapes what would act at the beginning of a line.
pub(super) fn begun(line: &str) -> String {
    if line.starts_with(['#', '+', '-', '=']) {
        return format!("\\{line}");
    }
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = line.len() - rest.len();
    match rest.chars().next().filter(|c| digits > 0 && matches!(c, '.' | ')')) {
        Some(_) => format!("{}\\{rest}", line.get(..digits).unwrap_or("")),
        None => line.to_owned(),
    }
}
