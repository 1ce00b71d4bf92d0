//! The article beside the list.

use super::ListScreen;
use crate::app::core::message::Effect;
use crate::app::ctx::Ctx;
use crate::app::ctx::actor::Loading;
use crate::app::ctx::searching::SEARCHED_AT_ONCE;
use crate::app::pane::Pane;
use crate::app::pane::find::Find;

/// Articles above so many words are not loaded for the preview.
const PREVIEW_WORDS: usize = 100_000;

impl ListScreen {
    /// Loads the article under the cursor, where there is one, it is another than before, and the list is `on_top`.
    pub(crate) fn refresh_preview(&mut self, on_top: bool, ctx: &mut Ctx<'_>) {
        let shown = on_top && self.preview_area(ctx.page).is_some();
        let wanted = self.current(ctx.shelf).filter(|entry| shown && entry.words <= PREVIEW_WORDS);
        let wanted = wanted.map(|entry| entry.origin.clone());
        if self.preview.origin == wanted {
            return self.show_hit();
        }
        self.preview.pane = None;
        ctx.call_off(self.preview.request.take());
        if let Some(origin) = &wanted {
            let id = ctx.request();
            self.preview.request = Some(id);
            ctx.ask(Effect::Load(id, origin.clone()));
        }
        self.preview.origin = wanted;
    }

    pub(super) fn preview_loaded(&mut self, loaded: Loading, ctx: &Ctx<'_>) {
        self.preview.request = None;
        if let (Some(area), Ok(loaded)) = (self.preview_area(ctx.page), loaded) {
            let words = ctx.config.settings.reader.words_per_minute;
            self.preview.pane = Some(Box::new(Pane::new(*loaded, area, words, 0)));
            self.show_hit();
        }
    }

    /// Marks in the preview what is searched for, and shows the first place.
    pub(super) fn show_hit(&mut self) {
        let Some(pane) = self.preview.pane.as_deref_mut() else { return };
        let search = self.search.as_ref().map_or("", |search| search.query.as_str());
        if pane.find.query == search || pane.article.text.len() > SEARCHED_AT_ONCE {
            return;
        }
        pane.find = Find::new(search, &pane.article);
        match pane.find.hits.first().copied() {
            Some(first) => pane.go_to(first.start),
            None => pane.go_to(0),
        }
    }
}
