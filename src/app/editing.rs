//! Setting title, source, story, date and tags of an article: the keys of the form, and what comes back.

use super::core::editing::{Edited, Editing, Restore};
use super::core::history::{Act, Deed};
use super::core::input::{Pending, Step};
use super::core::message::Effect;
use super::overlay::form::Form;
use super::overlay::{self, Overlay};
use super::pane::head;
use super::{App, Ctx};
use crate::config::action::{Action, Context};
use crate::config::keys::Key;
use crate::library::Origin;

/// Rows from which the form tells below its fields what is wrong.
const ROOMY: usize = 14;

impl App {
    /// Opens the form of the article at hand, with what was typed there before.
    pub(super) fn open_editing(&mut self) {
        let Some(entry) = self.entry_at_hand() else { return self.ctx().say("no article under the cursor") };
        let stories = overlay::story_names(&self.shelf, &entry);
        let begun = self.put_by_form.take_if(|form| form.entry.origin == entry.origin);
        let form = match begun {
            Some(form) => Form { entry: entry.clone(), stories, ..*form },
            None => Form::new(entry.clone(), stories),
        };
        self.overlay = Some(Overlay::Edit(Box::new(form)));
        self.ctx().look_for_near(&entry.origin);
    }

    /// Puts the stories that are most alike first, now that that is known.
    pub(super) fn near_in_form(&mut self) {
        if let Some(Overlay::Edit(form)) = &mut self.overlay
            && form.chosen.is_none()
        {
            form.stories = overlay::story_names(&self.shelf, &form.entry);
        }
    }

    pub(super) fn press_form(&mut self, mut form: Box<Form>, key: Key) {
        match self.pending.press(key, &self.config.keys, &[Context::Editor]) {
            Step::Act(Action::SaveNote, _) => return self.keep_form(form),
            Step::Act(Action::CloseEditor, _) => return self.leave_form(form),
            Step::Act(Action::Quit, _) => {
                self.put_by_form = Some(form).filter(|form| form.is_changed());
                return self.quit();
            }
            _ => {
                self.pending = Pending::default();
                form.key(key);
            }
        }
        self.overlay = Some(Overlay::Edit(form));
    }

    /// Asks for what was typed to be kept.
    fn keep_form(&mut self, mut form: Box<Form>) {
        let at = self.notes.moment.now();
        match form.edits(at) {
            None => {
                // Where there is no room for it in the box, it stands below.
                if self.size.height < ROOMY {
                    self.ctx().warn("that is no date; 2026-03-07 is one");
                }
                self.overlay = Some(Overlay::Edit(form));
            }
            Some(edits) if edits.is_empty() => self.ctx().say("nothing was changed"),
            Some(edits) => {
                let entry = Box::new(form.entry.clone());
                // Until it is on disk it is only here.
                self.put_by_form = Some(form);
                self.ctx().ask(Effect::EditArticle(entry, Box::new(Editing::Fields(edits))));
            }
        }
    }

    /// Closes the form; what was typed stays.
    fn leave_form(&mut self, form: Box<Form>) {
        if form.is_changed() {
            self.put_by_form = Some(form);
            let key = self.ctx().key(Action::Edit);
            self.ctx().say(format!("nothing is set; what you typed is kept: {key} on the article goes on with it"));
        }
    }

    /// Takes what came of setting something: it can be undone, and everything shows it.
    pub(super) fn article_edited(&mut self, edited: Edited) {
        let Edited { entry, asked, outcome } = edited;
        let restore = match outcome {
            Ok(restore) => restore,
            Err(why) => return self.ctx().warn(format!("nothing is set: {why}")),
        };
        if let Editing::Fields(_) = asked {
            self.put_by_form.take_if(|form| form.entry.origin == entry.origin);
            let whereto = if restore.head.is_some() { "in its head" } else { "beside the file, which stays as it is" };
            let label = format!("“{}” is set {whereto}", head::title(&entry));
            let act = |restore: Restore| Act::Edit(Box::new(entry.clone()), Box::new(restore));
            let (forward, backward) = (act(restore.clone()), act(restore.back()));
            let mut ctx = self.ctx();
            ctx.session.history.push(Deed { label: label.clone(), forward, backward });
            ctx.say_undoable(label);
        }
        match entry.origin {
            Origin::File(path) => self.changed(&[path]),
            Origin::Sample(_) | Origin::Stdin => self.ctx().scan(),
        }
    }
}

impl Ctx<'_> {
    /// Puts back what stood about an article.
    pub(super) fn restore_article(&mut self, entry: Box<crate::library::Entry>, restore: Restore) {
        self.ask(Effect::EditArticle(entry, Box::new(Editing::Restore(restore))));
    }
}
