//! The findings: what to check, what was printed in two wordings, who is named, what only one side has.

use super::head::lang;
use super::marks::{letter, words};
use super::out::Out;
use crate::compare::told::Told;
use crate::compare::{
    CheckVerdict, Coverage, FigurePair, ListPair, Match, Name, Place, QuoteKind, QuotePair, Side, Sign, Verdict,
};
use crate::report::checks::CheckRow;
use crate::report::counts::{Alone, kind};
use crate::report::gist::{Gist, SIDES, name, plural};
use crate::report::wording::{quote, runs};
use crate::text::Span;

/// How many sentences of a side are listed; the texts mark all of them.
const ONLY: usize = 8;

/// Writes the findings.
pub(super) fn findings(out: &mut Out, gist: &Gist<'_>, possible: bool) {
    if !gist.obstacles().is_empty() {
        return;
    }
    out.element("section", &[("id", "findings"), ("aria-labelledby", "findings-title")], |out| {
        out.raw("\n<h2 id=\"findings-title\">Findings</h2>\n");
        checks(out, gist);
        quotations(out, gist);
        places(out, gist);
        only(out, gist);
        names(out, gist);
        lists(out, gist);
        if possible {
            self::possible(out, gist);
        }
        rejected(out, gist);
    });
}

/// Writes a part of the findings under its heading.
fn part(out: &mut Out, id: &str, title: &'static str, inside: impl FnOnce(&mut Out)) {
    out.element("section", &[("id", id), ("class", "part")], |out| {
        out.raw("\n");
        out.element("h3", &[], |out| out.raw(title));
        inside(out);
    });
}

/// Writes a way to a paragraph of a text where the column tells which text.
fn short_way(out: &mut Out, side: Side, paragraph: usize) {
    let to = format!("#{}p{}", letter(side), paragraph + 1);
    out.element("a", &[("class", "way"), ("href", &to)], |out| out.text(&format!("¶{}", paragraph + 1)));
}

/// Writes a way to a place of a text.
fn way(out: &mut Out, gist: &Gist<'_>, side: Side, paragraph: usize, target: Option<String>) {
    let to = target.unwrap_or_else(|| format!("{}p{}", letter(side), paragraph + 1));
    out.element("a", &[("class", "way"), ("href", &format!("#{to}"))], |out| {
        out.classed("span", "side", gist.house(side));
        out.text(&format!(" ¶{}", paragraph + 1));
    });
}

/// Writes a box for each side, beside one another.
fn two(out: &mut Out, gist: &Gist<'_>, inside: impl Fn(&mut Out, Side)) {
    out.element("div", &[("class", "two")], |out| {
        for side in SIDES {
            let attributes = [("class", name(side)), ("lang", lang(gist.article(side))), ("dir", "auto")];
            out.element("div", &attributes, |out| inside(out, side));
        }
    });
}

fn checks(out: &mut Out, gist: &Gist<'_>) {
    let (checks, agreeing) = (gist.checks(), gist.figures(Verdict::Agree));
    if checks.is_empty() && agreeing.is_empty() {
        return;
    }
    part(out, "checks", "To check", |out| {
        if let Some(checked) = gist.checked() {
            out.classed("p", "says", &checked);
        }
        checks.iter().for_each(|row| check(out, gist, row));
        if !agreeing.is_empty() {
            out.element("p", &[("class", "agree")], |out| {
                out.raw("<b>They agree on</b> ");
                let pairs: Vec<String> = agreeing.iter().map(|pair| agreement(gist, pair)).collect();
                out.text(&pairs.join(" · "));
            });
        }
    });
}

const fn place(pair: &FigurePair, side: Side) -> Place {
    match side {
        Side::Left => pair.left.place,
        Side::Right => pair.right.place,
    }
}

fn check(out: &mut Out, gist: &Gist<'_>, row: &CheckRow<'_>) {
    let (card, class) = match row.check.verdict {
        CheckVerdict::Conflict => ("card clash", "conflict"),
        CheckVerdict::Differs => ("card may differs", "told"),
        CheckVerdict::Compatible => ("card may fits", "told"),
        CheckVerdict::SameSubject => ("card may subject", "told"),
    };
    // The texts mark the figures in conflict by their numbers.
    let marked = |pair: &&FigurePair| SIDES.iter().all(|&side| place(pair, side) == row.check.on(side));
    let number = gist.figures(Verdict::Conflict).iter().position(marked);
    out.element("div", &[("class", card)], |out| {
        out.element("p", &[("class", "about")], |out| {
            out.raw("<b class=\"sign\">");
            out.text(row.sign().0);
            out.raw("</b> ");
            out.text(&row.about);
        });
        two(out, gist, |out, side| {
            let place = row.check.on(side);
            if let Some(words) = &row.words {
                out.classed("p", "figure", &words[side as usize]);
            }
            out.element("p", &[("class", "says")], |out| {
                around(out, gist, side, place, class);
                out.raw(" ");
                let target = number.map(|number| format!("{}f{}", letter(side), number + 1));
                way(out, gist, side, place.paragraph, target);
            });
        });
        if let Some(ruling) = &row.ruling {
            out.element("p", &[("class", "ruling")], |out| {
                out.raw("<b>Ruled</b> ");
                out.text(ruling);
            });
        }
    });
}

/// Writes the sentence around a figure, the figure marked.
fn around(out: &mut Out, gist: &Gist<'_>, side: Side, place: Place, class: &str) {
    let text = &gist.article(side).text;
    let sentence = gist.around(side, place);
    let end = place.span.end.min(sentence.end);
    out.text(Span::new(sentence.start, place.span.start).of(text));
    out.classed("span", class, Span::new(place.span.start, end).of(text));
    out.text(Span::new(end, sentence.end).of(text));
}

fn agreement(gist: &Gist<'_>, pair: &FigurePair) -> String {
    let [left, right] = SIDES.map(|side| gist.words(side, place(pair, side)));
    if left == right { left.to_owned() } else { format!("{left} = {right}") }
}

fn quotations(out: &mut Out, gist: &Gist<'_>) {
    let reworded = gist.reworded();
    let alike = gist.comparison.quotes.len() - reworded.len();
    if gist.comparison.quotes.is_empty() {
        return;
    }
    part(out, "quotations", "Quotations that are not printed alike", |out| {
        for (n, pair) in reworded.into_iter().enumerate() {
            let class = if pair.kind == QuoteKind::Cut { "card cut" } else { "card" };
            out.element("div", &[("class", class)], |out| {
                out.element("p", &[("class", "about")], |out| {
                    out.classed("b", "sign rephrased", Sign::of_quotation(pair.kind, pair.same_speaker).glyph());
                    out.raw(" ");
                    out.text(kind(pair.kind));
                    if pair.same_speaker == Some(false) {
                        out.raw(" · <b class=\"conflict\">≠ given to two speakers</b>");
                    }
                });
                two(out, gist, |out, side| quotation(out, gist, n + 1, pair, side));
            });
        }
        if alike > 0 {
            out.classed("p", "agree", &format!("{} printed alike.", plural(alike, "quotation")));
        }
    });
}

fn quotation(out: &mut Out, gist: &Gist<'_>, n: usize, pair: &QuotePair, side: Side) {
    let text = &gist.article(side).text;
    out.element("p", &[("class", "said")], |out| {
        out.raw("“");
        for (number, part) in runs(pair, side, text).iter().enumerate() {
            out.raw(if number == 0 { "" } else { " … " });
            for run in part {
                let printed = run.span.of(text);
                if run.differs { out.classed("span", words(side), printed) } else { out.text(printed) }
            }
        }
        out.raw("”");
    });
    let quote = quote(pair, side);
    let paragraph = quote.parts.first().map_or(0, |part| part.paragraph);
    out.element("p", &[("class", "says")], |out| {
        quote.speaker.iter().for_each(|speaker| out.text(&format!("{speaker} · ")));
        way(out, gist, side, paragraph, Some(format!("{}q{n}", letter(side))));
    });
}

/// Writes where each side puts what both have.
fn places(out: &mut Out, gist: &Gist<'_>) {
    let placed = gist.placed();
    if placed.is_empty() {
        return;
    }
    part(out, "places", "Where each side puts it", |out| {
        out.element("ul", &[("class", "places")], |out| {
            for Told { before, words, cut, after, paragraphs, .. } in &placed {
                out.element("li", &[], |out| {
                    let more = if *cut { "…" } else { "" };
                    out.text(&format!("{before} “{words}{more}”{after}."));
                    for &(side, paragraph) in paragraphs {
                        out.raw(" ");
                        way(out, gist, side, paragraph, None);
                    }
                });
            }
        });
    });
}

fn only(out: &mut Out, gist: &Gist<'_>) {
    let counts = gist.counts().only;
    if counts == [Alone::default(); 2] {
        return;
    }
    part(out, "only", "No counterpart found", |out| {
        two(out, gist, |out, side| {
            let (only, count) = (gist.only(side), counts[side as usize]);
            out.element("p", &[("class", "about")], |out| {
                out.text(&format!("{}: {}", gist.heading(side), count.words()));
            });
            if count.none == 0 {
                return;
            }
            out.element("ul", &[("class", "only")], |out| {
                for only in only.iter().filter(|only| only.state == Coverage::None).take(ONLY) {
                    out.element("li", &[], |out| {
                        out.text(gist.article(side).sentence(only.at.paragraph, only.at.sentence));
                        out.raw(" ");
                        short_way(out, side, only.at.paragraph);
                    });
                }
            });
            if let Some(more) = count.none.checked_sub(ONLY).filter(|&more| more > 0) {
                out.classed("p", "says", &format!("{more} more without a counterpart are marked in the text."));
            }
        });
    });
}

fn names(out: &mut Out, gist: &Gist<'_>) {
    let names = &gist.comparison.names;
    if names.both.is_empty() && names.left.is_empty() && names.right.is_empty() {
        return;
    }
    part(out, "names", "Names", |out| {
        out.element("dl", &[("class", "names")], |out| {
            let only = |side| format!("only {}", gist.house(side));
            let blocks = [
                ("on both sides".to_owned(), &names.both),
                (only(Side::Left), &names.left),
                (only(Side::Right), &names.right),
            ];
            for (title, names) in blocks.iter().filter(|(_, names)| !names.is_empty()) {
                out.element("dt", &[], |out| out.text(title));
                out.element("dd", &[], |out| names.iter().for_each(|name| named(out, name)));
            }
            let spellings = gist.spellings();
            if !spellings.is_empty() {
                out.element("dt", &[], |out| out.raw("spelt in two ways"));
                out.element("dd", &[], |out| out.text(&spellings.join(" · ")));
            }
        });
    });
}

fn named(out: &mut Out, name: &Name) {
    out.element("span", &[("class", "name")], |out| {
        out.text(&name.name);
        for (side, places) in [(Side::Left, &name.left), (Side::Right, &name.right)] {
            if let Some(first) = places.first() {
                let to = format!("#{}p{}", letter(side), first.paragraph + 1);
                out.raw(" ");
                let attributes = [("class", "way"), ("href", to.as_str())];
                out.element("a", &attributes, |out| out.text(&format!("{} ×{}", letter(side), places.len())));
            }
        }
    });
    out.raw(" ");
}

fn lists(out: &mut Out, gist: &Gist<'_>) {
    if gist.comparison.lists.is_empty() {
        return;
    }
    part(out, "lists", "Lists", |out| gist.comparison.lists.iter().for_each(|list| table(out, gist, list)));
}

fn table(out: &mut Out, gist: &Gist<'_>, list: &ListPair) {
    out.element("table", &[], |out| {
        out.element("thead", &[], |out| {
            out.element("tr", &[], |out| {
                out.raw("<th scope=\"col\">member</th>");
                for (side, place) in [(Side::Left, list.left), (Side::Right, list.right)] {
                    out.element("th", &[("scope", "col")], |out| way(out, gist, side, place.paragraph, None));
                }
            });
        });
        out.element("tbody", &[], |out| {
            let rows = [(&list.both, ["✓", "✓"]), (&list.only_left, ["✓", "–"]), (&list.only_right, ["–", "✓"])];
            for (members, ticks) in rows {
                for member in members {
                    out.element("tr", &[], |out| {
                        out.element("th", &[("scope", "row")], |out| out.text(member));
                        ticks.into_iter().for_each(|tick| out.element("td", &[], |out| out.raw(tick)));
                    });
                }
            }
        });
    });
}

fn possible(out: &mut Out, gist: &Gist<'_>) {
    let pairs = gist.possible();
    if pairs.is_empty() {
        return;
    }
    part(out, "possible", "What both may report", |out| {
        for m in pairs {
            card(out, gist, m, &format!("{:.2} {}", m.score, gist.evidence(m).join(" · ")));
        }
    });
}

fn rejected(out: &mut Out, gist: &Gist<'_>) {
    let pairs = &gist.comparison.rejected;
    if pairs.is_empty() {
        return;
    }
    part(out, "rejected", "Rejected by the reader", |out| {
        for m in pairs {
            card(out, gist, m, &format!("✗ not the same thing · {}", gist.evidence(m).join(" · ")));
        }
    });
}

/// Writes the two sentences of a match under what is told about it.
fn card(out: &mut Out, gist: &Gist<'_>, m: &Match, about: &str) {
    out.element("div", &[("class", "card")], |out| {
        out.classed("p", "about", about.trim_end_matches([' ', '·']));
        two(out, gist, |out, side| {
            let at = m.on(side);
            out.element("p", &[("class", "says")], |out| {
                out.text(gist.article(side).sentence(at.paragraph, at.sentence));
                out.raw(" ");
                way(out, gist, side, at.paragraph, None);
            });
        });
    });
}
