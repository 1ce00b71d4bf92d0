//! Searching the library, and what comes in of it: hits, the articles themselves.

use super::{ListScreen, ListSearch};
use crate::app::core::message::Effect;
use crate::app::core::request::RequestId;
use crate::app::ctx::Ctx;
use crate::app::ctx::actor::Actor as _;
use crate::library::search::Hit;

impl ListScreen {
    /// Searches the library for words.
    pub(super) fn search_for(&mut self, query: String, ctx: &mut Ctx<'_>) {
        let id = ctx.request();
        ctx.ask(Effect::SearchLibrary(id, ctx.shelf.entries.clone(), query.clone()));
        let old = self.search.replace(ListSearch { query, request: Some(id), ..ListSearch::default() });
        ctx.call_off(old.and_then(|search| search.request));
        ctx.session.news.library = true;
        self.show_hit();
    }

    /// Takes what a search found.
    pub(crate) fn hits_came(&mut self, id: RequestId, hits: Vec<Hit>, ctx: &mut Ctx<'_>) {
        if let Some(search) = self.search.as_mut().filter(|search| search.request == Some(id)) {
            search.found += hits.iter().map(|hit| hit.count).sum::<usize>();
            search.hits.extend(hits);
            // They come the newest first.
            search.hits.sort_by_key(|hit| hit.entry);
            ctx.session.news.library = true;
        }
    }

    /// Takes it that a search is through.
    pub(crate) fn search_ended(&mut self, id: RequestId, ctx: &mut Ctx<'_>) {
        let Some(search) = self.search.as_mut().filter(|search| search.request == Some(id)) else { return };
        search.request = None;
        if search.hits.is_empty() {
            let query = search.query.clone();
            let _ = self.clear(ctx);
            ctx.say(format!("“{query}” is found in no article"));
        }
    }

    /// The hits of a search are indices into the old entries.
    pub(crate) fn search_anew(&mut self, ctx: &mut Ctx<'_>) {
        if let Some(query) = self.search.as_ref().map(|search| search.query.clone()) {
            self.search_for(query, ctx);
        }
    }
}
