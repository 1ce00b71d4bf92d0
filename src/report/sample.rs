//! A pair made by hand for the tests of the reports, with a finding of every kind, and a hostile one.

use crate::article::{Article, ParagraphKind};
use crate::compare::fixtures::{article_of, at};
use crate::compare::placing::Placing;
use crate::compare::rulings::{Ruling, RulingKind};
use crate::compare::{
    Comparison, Coverage, DiffOp, DiffPart, EventVerdict, Figure, FigurePair, FigureValue, Input, ListPair, Match,
    Name, NameKind, OnlyHere, Place, Quote, QuoteKind, QuotePair, Side, Tier, Verdict,
};
use crate::text::Span;

/// Two articles and what is known of them.
pub(in crate::report) struct Sample {
    pub left: Article,
    pub right: Article,
    pub comparison: Comparison,
}

impl Sample {
    pub fn left(&self) -> Input<'_> {
        Input { path: "left.md", article: &self.left }
    }

    pub fn right(&self) -> Input<'_> {
        Input { path: "-", article: &self.right }
    }

    pub fn article(&self, side: Side) -> &Article {
        if side == Side::Left { &self.left } else { &self.right }
    }

    fn span(&self, side: Side, words: &str) -> Span {
        let text = &self.article(side).text;
        let start = text.find(words).unwrap_or_default();
        Span::new(start, start + words.len())
    }

    fn place(&self, side: Side, words: &str) -> Place {
        let span = self.span(side, words);
        Place { paragraph: self.article(side).paragraph_at(span.start), span }
    }

    fn quote(&self, side: Side, parts: &[&str], speaker: &str) -> Quote {
        let parts = parts.iter().map(|words| self.place(side, words)).collect();
        Quote { parts, speaker: Some(speaker.to_owned()) }
    }

    fn diff(&self, op: DiffOp, left: &str, right: &str) -> DiffPart {
        let span = |side, words: &str| (!words.is_empty()).then(|| self.span(side, words));
        DiffPart { op, left: span(Side::Left, left), right: span(Side::Right, right) }
    }

    fn figure(&self, side: Side, words: &str, value: f64) -> Figure {
        Figure { place: self.place(side, words), value: FigureValue::Number(value), unit: None }
    }

    fn name(&self, name: &str, kind: NameKind, sides: &[Side]) -> Name {
        let on = |side| if sides.contains(&side) { vec![self.place(side, name)] } else { Vec::new() };
        Name { name: name.to_owned(), kind, left: on(Side::Left), right: on(Side::Right) }
    }
}

const fn only(paragraph: usize, sentence: usize, state: Coverage, weight: f64) -> OnlyHere {
    OnlyHere { at: at(paragraph, sentence), state, weight }
}

/// A fire, told twice.
pub(in crate::report) fn fire() -> Sample {
    use Side::{Left, Right};
    let mut left = article_of(&[
        (ParagraphKind::Title, "Mill burns for nine hours"),
        (ParagraphKind::Byline, "By Ann Writer"),
        (ParagraphKind::Body, "A blaze gutted the Marlow paper mill in Oberlin on Friday. Nine engines came."),
        (
            ParagraphKind::Body,
            "“The belt ran hot and nobody coloured the log,” Dana Ruiz said, “until it was too late.”",
        ),
        (ParagraphKind::Body, "Crews came from Oberlin, Tarrow and Lenne. The river has carried barges since 1871."),
    ]);
    left.meta.title = Some("Mill burns for nine hours".into());
    left.meta.source = Some("Harbour Gazette".into());
    left.meta.authors = vec!["Ann Writer".into()];
    left.meta.url = Some("https://gazette.example/fire?a=1&b=2".into());
    left.meta.lang = Some("en-GB".into());
    let mut right = article_of(&[
        (
            ParagraphKind::Body,
            "The summer fair is off. Crews drove in from Oberlin and Quell. The fire took more than eight hours.",
        ),
        (ParagraphKind::Body, "Friday's blaze gutted the Marlow paper mill at Oberlin. A dozen engines fought it."),
        (ParagraphKind::Body, "“The belt was hot and nobody colored the log until it was too late,” said Ruiz."),
        (ParagraphKind::Boilerplate, "All rights reserved."),
    ]);
    right.meta.source = Some("Kestrel Wire".into());
    right.meta.url = Some("javascript:alert(1)".into());
    let mut sample = Sample { left, right, comparison: Comparison::default() };
    let s = &sample;
    let (belt, late) = ("The belt ran hot and nobody coloured the log,", "until it was too late.");
    let quote = QuotePair {
        left: s.quote(Left, &[belt, late], "Dana Ruiz"),
        right: s.quote(Right, &["The belt was hot and nobody colored the log until it was too late,"], "Ruiz"),
        same_speaker: Some(true),
        kind: QuoteKind::Wording,
        diff: vec![
            s.diff(DiffOp::Equal, "The belt", "The belt"),
            s.diff(DiffOp::Replace, "ran", "was"),
            s.diff(DiffOp::Equal, "hot and nobody", "hot and nobody"),
            s.diff(DiffOp::Replace, "coloured", "colored"),
            s.diff(DiffOp::Equal, "the log", "the log"),
            s.diff(DiffOp::Equal, "until it was too late", "until it was too late"),
        ],
    };
    let engines = FigurePair {
        left: s.figure(Left, "Nine engines", 9.0),
        right: s.figure(Right, "A dozen engines", 12.0),
        verdict: Verdict::Conflict,
        about: Some("engines".into()),
    };
    let hours = FigurePair {
        left: s.figure(Left, "nine hours", 9.0),
        right: s.figure(Right, "more than eight hours", 8.0),
        verdict: Verdict::Compatible,
        about: Some("hours".into()),
    };
    let list = ListPair {
        left: s.place(Left, "Oberlin, Tarrow and Lenne"),
        right: s.place(Right, "Oberlin and Quell"),
        both: vec!["Oberlin".into()],
        only_left: vec!["Tarrow".into(), "Lenne".into()],
        only_right: vec!["Quell".into()],
    };
    let mut comparison = Comparison {
        matches: vec![Match {
            left: at(2, 0),
            right: at(1, 0),
            score: 0.7,
            tier: Tier::Sure,
            evidence: vec!["Marlow".into(), "gutted".into()],
            pinned: false,
            ..Match::default()
        }],
        only_left: vec![only(4, 1, Coverage::None, 0.5), only(4, 0, Coverage::Partial, 0.7)],
        only_right: vec![only(0, 1, Coverage::Unsure, 0.4), only(0, 0, Coverage::None, 0.1)],
        quotes: vec![quote],
        figures: vec![engines, hours],
        lists: vec![list],
        ..Comparison::default()
    };
    comparison.names.both = vec![s.name("Oberlin", NameKind::Place, &[Left, Right])];
    comparison.names.left = vec![s.name("Tarrow", NameKind::Place, &[Left])];
    comparison.names.right = vec![s.name("Quell", NameKind::Place, &[Right])];
    comparison.spellings = vec![vec!["Tarow".into(), "Tarrow".into()]];
    comparison.guards.same_event.verdict = EventVerdict::Yes;
    comparison.placing = Placing::new(&comparison.matches, &sample.left, &sample.right);
    sample.comparison = comparison.checked(&sample.left, &sample.right);
    sample
}

/// The fire, of which the reader pinned what the engine has and rejected what it has not, and ruled on the first check.
pub(in crate::report) fn decided() -> Sample {
    let mut sample = fire();
    let c = &mut sample.comparison;
    let rejected = c.matches.first().cloned().map(|m| Match { left: at(4, 0), right: at(0, 1), score: 0.6, ..m });
    c.rejected.extend(rejected);
    c.matches.iter_mut().for_each(|m| (m.score, m.tier, m.pinned) = (1.0, Tier::Sure, true));
    if let Some(check) = c.checks.first_mut() {
        check.ruling = Some(Ruling { kind: RulingKind::RightWrong, text: "the log says nine".to_owned() });
    }
    sample
}

/// The fire, in words that would like to be more than words.
pub(in crate::report) fn hostile() -> Sample {
    const EVIL: &str =
        "</script></style><img src=x onerror=alert(1)> ]]> \"'` | # *b* [a](javascript:x) \u{1b}[2J\u{202e}";
    let mut sample = fire();
    for article in [&mut sample.left, &mut sample.right] {
        let text = format!("{EVIL} A blaze.");
        *article = article_of(&[(ParagraphKind::Title, text.as_str()), (ParagraphKind::Body, &text)]);
        article.meta.title = Some(EVIL.into());
        article.meta.source = Some(EVIL.into());
        article.meta.story = Some(EVIL.into());
        article.meta.authors = vec![EVIL.into()];
        article.meta.url = Some(format!("javascript:{EVIL}"));
        article.meta.lang = Some("\" onload=\"x".into());
        article.links = vec![format!("javascript:{EVIL}")];
    }
    sample.comparison.placing = Placing::new(&[], &sample.left, &sample.right);
    sample.comparison.rejected = vec![Match {
        left: at(1, 0),
        right: at(0, 0),
        score: 0.5,
        tier: Tier::Sure,
        evidence: vec![EVIL.into()],
        pinned: false,
        ..Match::default()
    }];
    let everywhere = Place { paragraph: 1, span: sample.left.paragraphs.get(1).map(|p| p.span).unwrap_or_default() };
    let c = &mut sample.comparison;
    c.matches = vec![Match {
        left: at(1, 0),
        right: at(1, 0),
        score: 1.0,
        tier: Tier::Sure,
        evidence: vec![EVIL.into()],
        pinned: false,
        ..Match::default()
    }];
    (c.only_left, c.only_right) = (vec![only(0, 0, Coverage::None, 0.5)], vec![only(0, 0, Coverage::None, 0.5)]);
    for pair in &mut c.quotes {
        for quote in [&mut pair.left, &mut pair.right] {
            *quote = Quote { parts: vec![everywhere], speaker: Some(EVIL.into()) };
        }
        pair.diff = vec![DiffPart { op: DiffOp::Replace, left: Some(everywhere.span), right: Some(everywhere.span) }];
    }
    for pair in &mut c.figures {
        (pair.left.place, pair.right.place, pair.about) = (everywhere, everywhere, Some(EVIL.into()));
    }
    c.spellings = vec![vec![EVIL.into(), EVIL.into()]];
    let names = &mut c.names;
    for name in names.both.iter_mut().chain(&mut names.left).chain(&mut names.right) {
        let on = |places: &[Place]| places.iter().map(|_| everywhere).collect();
        *name = Name { name: EVIL.into(), kind: name.kind, left: on(&name.left), right: on(&name.right) };
    }
    for list in &mut c.lists {
        (list.left, list.right) = (everywhere, everywhere);
        (list.both, list.only_left) = (vec![EVIL.into()], vec![EVIL.into()]);
    }
    sample.comparison = std::mem::take(&mut sample.comparison).checked(&sample.left, &sample.right);
    for check in &mut sample.comparison.checks {
        check.ruling = Some(Ruling { kind: RulingKind::LeftWrong, text: EVIL.into() });
    }
    sample
}
