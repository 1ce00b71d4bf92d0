//! The pair in brief: one screen that says whether it is one event, what is shared, where the two disagree, and what
//! weighs most of what only one side has.

use crate::app::overlay::brief::BriefLine;
use crate::app::pair::PairScreen;
use crate::app::pair::findings::{Finding, Findings, NO_OTHERS, Tab};
use crate::app::pane::head;
use crate::compare::told::{Speaker, Told};
use crate::compare::{Comparison, EventVerdict, Side};
use crate::config::theme::Role;

/// At most so many lines of a kind.
const MOST: usize = 4;

/// At most so many passages that the two put far apart.
const MOVED: usize = 2;

/// Characters of a sentence that is quoted to be recognised.
const QUOTED: usize = 40;

/// Returns the brief of a pair, once it is compared.
#[must_use]
pub fn lines(pair: &PairScreen) -> Option<Vec<BriefLine>> {
    let compared = pair.compared.as_ref()?;
    let mut lines = Vec::new();
    let mut line = |role, label: &str, text: String| lines.push(BriefLine { role, label: label.to_owned(), text });
    for (side, label) in [(Side::Left, "left"), (Side::Right, "right")] {
        let entry = &pair.side(side)?.entry;
        let source = entry.meta.source.as_deref().map_or_else(|| head::name(&entry.origin), str::to_owned);
        line(Role::Kicker, label, format!("{source}: {}", head::title(entry)));
    }
    let event = match compared.comparison.guards.same_event.verdict {
        EventVerdict::Yes => (Role::Sure, "one event"),
        EventVerdict::No => (Role::Conflict, "two events: what is shown as shared may be chance"),
        EventVerdict::Unsure => (Role::Dim, "not clear whether the two are about one event"),
    };
    line(event.0, "event", event.1.to_owned());
    let copied: usize = compared.comparison.guards.shared_copy.iter().map(|run| run.words).sum();
    if copied > 0 {
        line(
            Role::Warning,
            "copy",
            format!("{copied} words stand verbatim on both sides: agreement there is one source, not two"),
        );
    }
    let blocks = compared.blocks.blocks().len();
    let findings = &compared.findings;
    let quotations = findings.of(Tab::Quotations).len();
    line(Role::Sure, "shared", format!("{blocks} passages, {quotations} quotations"));
    let (leads, moved) = placed(pair, &compared.comparison)?;
    leads.into_iter().for_each(|told| line(Role::Kicker, "leads", told));
    for tab in [Tab::Figures, Tab::Quotations] {
        for finding in some(findings, tab, Role::Conflict) {
            line(Role::Conflict, finding.kind, format!("left: {}", finding.left.text));
            line(Role::Conflict, finding.kind, format!("right: {}", finding.right.text));
        }
    }
    moved.into_iter().for_each(|told| line(Role::Kicker, "moved", told));
    for finding in some(findings, Tab::Lists, Role::OnlyHere) {
        for (side, label) in [(Side::Left, "only left"), (Side::Right, "only right")] {
            let members = &finding.on(side).text;
            if members != NO_OTHERS {
                line(Role::OnlyHere, "lists", format!("{label}: {members}"));
            }
        }
    }
    let spellings = &compared.comparison.spellings;
    if !spellings.is_empty() {
        let names: Vec<String> = spellings.iter().map(|forms| forms.join(" / ")).collect();
        line(Role::Kicker, "spelling", format!("one name in two ways: {}", names.join("; ")));
    }
    for (side, label) in [(Side::Left, "only left"), (Side::Right, "only right")] {
        let only = findings.of(Tab::OnlyHere).iter().filter(|f| f.role == Role::OnlyHere && f.on(side).at.is_some());
        for finding in only.take(MOST - 1) {
            line(Role::OnlyHere, label, finding.on(side).text.clone());
        }
    }
    Some(lines)
}

/// Says what each side leads with, and what the two put far apart.
fn placed(pair: &PairScreen, comparison: &Comparison) -> Option<(Vec<String>, Vec<String>)> {
    let articles = [&*pair.side(Side::Left)?.article, &*pair.side(Side::Right)?.article];
    let speaker = Speaker { comparison, articles, houses: ["left", "right"], paragraph: "¶", quoted: QUOTED };
    let words = |told: Told| {
        let side = if told.side == Side::Left { "left" } else { "right" };
        format!("{side}: “{}{}”{}", told.words, if told.cut { "…" } else { "" }, told.after)
    };
    let moved = speaker.moved().into_iter().take(MOVED).map(words).collect();
    Some((speaker.leads().into_iter().map(words).collect(), moved))
}

fn some(findings: &Findings, tab: Tab, role: Role) -> impl Iterator<Item = &Finding> {
    findings.of(tab).iter().filter(move |finding| finding.role == role).take(MOST)
}
