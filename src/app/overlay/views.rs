//! The saved views: chosen from a list with how many articles each has; saved, renamed and deleted there.

use crate::app::overlay::chooser::{Choice, Chooser};
use crate::config::theme::Role;
use crate::library::views::View;
use crate::text::cells::one_line;

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ViewLine {
    /// Save the filter that is in force, which is this.
    Save(String),
    /// Show what a view lists.
    Show(View),
}

/// What the keys of the list do.
const KEYS: &str = "Enter shows it · Ctrl-r renames · Ctrl-d deletes · Esc";

/// Lists the views, `count` saying how many articles each has; first of all the filter, where it is none of them.
#[must_use]
pub fn views(all: &[View], filter: &str, count: &dyn Fn(&str) -> Option<usize>) -> Chooser<ViewLine> {
    let filter = filter.trim();
    let is_new = !filter.is_empty() && !all.iter().any(|view| view.query.trim() == filter);
    let save = is_new.then(|| Choice {
        key: "save".to_owned(),
        role: Role::Accent,
        text: format!("the filter “{}” as a view …", one_line(filter)),
        also: Vec::new(),
        aside: String::new(),
        enabled: true,
        value: ViewLine::Save(filter.to_owned()),
    });
    let show = |view: &View| Choice {
        key: count(&view.query).map_or_else(String::new, |count| count.to_string()),
        role: Role::Accent,
        text: one_line(&view.name).into_owned(),
        also: Vec::new(),
        aside: one_line(&view.query).into_owned(),
        enabled: true,
        value: ViewLine::Show(view.clone()),
    };
    let title = if all.is_empty() && !is_new { "Views: none yet; filter with f, then save it here" } else { "Views" };
    let mut chooser = Chooser::new(title, save.into_iter().chain(all.iter().map(show)).collect());
    chooser.keys = KEYS;
    chooser
}
