//! The pair in brief: one screen that says whether it is one event, what is shared, where the two disagree, and what
//! weighs most of what only one side has.

use crate::app::overlay::brief::BriefLine;
use crate::app::pair::PairScreen;
use crate::app::pair::findings::Tab;
use crate::app::pane::head;
use crate::compare::told::{Speaker, Told};
use crate::compare::{Comparison, EventVerdict, Side, Sign};
use crate::config::theme::Role;

/// At most so many lines of a kind.
const MOST: usize = 5;

/// What the title of a side weighs.
const TITLE: u8 = 3;

/// At most so many passages that the two put far apart.
const MOVED: usize = 2;

/// Characters of a sentence that is quoted to be recognised.
const QUOTED: usize = 40;

/// Characters of what a side says.
const SAYS: usize = 70;

/// Returns the brief of a pair, once it is compared: what is always told first, then what weighs less.
#[must_use]
pub fn lines(pair: &PairScreen) -> Option<Vec<BriefLine>> {
    let compared = pair.compared.as_ref()?;
    let mut lines = Vec::new();
    for (side, label) in [(Side::Left, "left"), (Side::Right, "right")] {
        let entry = &pair.side(side)?.entry;
        let source = entry.meta.source.as_deref().map_or_else(|| head::name(&entry.origin), str::to_owned);
        lines.push(BriefLine::new(Role::Kicker, label, source));
        // Its title goes where there is no room: whose text it is has to be told.
        let title = BriefLine::new(Role::Kicker, label, head::title(entry).to_owned());
        lines.push(BriefLine { weight: TITLE, ..title });
    }
    let event = match compared.comparison.guards.same_event.verdict {
        EventVerdict::Yes => (Role::Sure, "yes, by what they share"),
        EventVerdict::No => (Role::Conflict, "no, two: what is shown as shared may be chance"),
        EventVerdict::Unsure => (Role::Dim, "not clear"),
    };
    lines.push(BriefLine::new(event.0, "one event", event.1.to_owned()));
    let copied: usize = compared.comparison.guards.shared_copy.iter().map(|run| run.words).sum();
    if copied > 0 {
        let text = format!("{copied} words stand verbatim on both sides: agreement there is one source, not two");
        lines.push(BriefLine::new(Role::Warning, "copy", text));
    }
    let blocks = compared.blocks.blocks().len();
    let findings = &compared.findings;
    let counts = |tab: Tab, one: &str, many: &str| match findings.of(tab).len() {
        1 => format!("1 {one}"),
        count => format!("{count} {many}"),
    };
    let passages = if blocks == 1 { "1 passage".to_owned() } else { format!("{blocks} passages") };
    let shared = format!("{passages}, {}", counts(Tab::Quotations, "quotation", "quotations"));
    lines.push(BriefLine::new(Role::Sure, "shared", shared));
    checks(pair, &mut lines);
    let (leads, moved) = placed(pair, &compared.comparison)?;
    let kicker = |label, weight| {
        move |(text, to): (String, Option<(Side, usize)>)| BriefLine {
            to,
            weight,
            ..BriefLine::new(Role::Kicker, label, text)
        }
    };
    lines.extend(leads.into_iter().map(kicker("leads", 5)));
    lines.extend(moved.into_iter().map(kicker("moved", 2)));
    for (side, label) in [(Side::Left, "only left"), (Side::Right, "only right")] {
        let only = findings.of(Tab::OnlyHere).iter().filter(|finding| finding.on(side).at.is_some());
        for (n, finding) in only.take(MOST - 1).enumerate() {
            let half = finding.on(side);
            let to = half.at.map(|at| (side, at));
            let weight = 6_u8.saturating_sub(n as u8 * 2);
            lines.push(BriefLine { to, weight, ..BriefLine::new(Role::OnlyHere, label, short(&half.text)) });
        }
    }
    Some(lines)
}

/// What to check, the heaviest first: what it is about, what each side says, what was ruled.
fn checks(pair: &PairScreen, lines: &mut Vec<BriefLine>) {
    let Some(compared) = &pair.compared else { return };
    let checks = compared.findings.of(Tab::Checks);
    let (ruled, all) = compared.findings.ruled();
    let tally = match (all, ruled) {
        (0, _) => "nothing was found to differ".to_owned(),
        (_, 0) => format!("{all} in all"),
        _ => format!("{all} in all, {ruled} with a ruling"),
    };
    lines.push(BriefLine::new(if all > 0 { Role::Conflict } else { Role::Dim }, "to check", tally));
    for (n, check) in checks.iter().take(2 * MOST).enumerate() {
        let ruling = check.ruling.as_ref().map_or_else(String::new, |ruling| format!(" ✓ {}", ruling.kind.words()));
        let sign = check.sign.map_or("", Sign::glyph);
        let text =
            format!("{sign} {}: {} | {}{ruling}", check.about, short(&check.left.text), short(&check.right.text));
        let to = check.left.at.map(|at| (Side::Left, at));
        let weight = 8_u8.saturating_sub((n / 2) as u8);
        lines.push(BriefLine { to, weight, ..BriefLine::new(Role::Conflict, "to check", text) });
    }
}

/// Cuts what a side says after a whole word; a quotation is closed.
fn short(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(SAYS) else { return text.to_owned() };
    let head = text.get(..end).unwrap_or(text);
    let whole = head.rsplit_once(' ').map_or(head, |(whole, _)| whole);
    let closes = if text.starts_with('“') && text.ends_with('”') { "”" } else { "" };
    format!("{} …{closes}", whole.trim_end_matches([' ', '…']))
}

/// What is said of a place, and where that is.
type Said = (String, Option<(Side, usize)>);

/// Says what each side leads with, and what the two put far apart.
fn placed(pair: &PairScreen, comparison: &Comparison) -> Option<(Vec<Said>, Vec<Said>)> {
    let articles = [&*pair.side(Side::Left)?.article, &*pair.side(Side::Right)?.article];
    let speaker = Speaker { comparison, articles, houses: ["left", "right"], paragraph: "¶", quoted: QUOTED };
    let words = |told: Told| {
        let side = if told.side == Side::Left { "left" } else { "right" };
        let paragraph = told.paragraphs.iter().find(|(of, _)| *of == told.side);
        let start = |at: usize| articles[told.side as usize].paragraphs.get(at).map(|p| (told.side, p.span.start));
        let to = paragraph.and_then(|(_, at)| start(*at));
        (format!("{side}: “{}{}”{}", told.words, if told.cut { "…" } else { "" }, told.after), to)
    };
    let moved = speaker.moved().into_iter().take(MOVED).map(words).collect();
    Some((speaker.leads().into_iter().map(words).collect(), moved))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cut_has_one_ellipsis_and_is_closed() {
        let long = format!("“We heard a bang, … {}”", "and the lights went out ".repeat(9));
        let shown = short(&long);
        assert!(shown.ends_with(" …”") && !shown.contains("… …"), "{shown}");
        let padded = format!("“{}, … more words”", "x".repeat(SAYS - 5));
        assert!(short(&padded).ends_with("x, …”"), "{}", short(&padded));
        assert_eq!(short("“Short.”"), "“Short.”");
    }
}
