//! Keys, key sequences and the table that turns them into actions.
//!
//! Contexts overlap: a key is looked up in a list of contexts ([`LOOKUPS`]), and the first that knows it wins. A context
//! can also say that a key does nothing there, though a later one binds it.

mod clash;
pub(super) mod file;
pub mod layout;
mod name;

pub(super) use name::names;
pub use name::{KeyError, sequence};

use super::action::{Action, Context};
use layout::Layout;

/// A key as pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// Which.
    pub code: Code,
    /// Control held.
    pub ctrl: bool,
    /// Alt (Meta, Option) held.
    pub alt: bool,
    /// Shift held; never set for `Code::Char`, whose character says it.
    pub shift: bool,
}

/// The keys that diptych knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code {
    /// A character, as typed (`G` is `Char('G')`); space is `Char(' ')`.
    Char(char),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift-Tab.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Insert.
    Insert,
    /// Up.
    Up,
    /// Down.
    Down,
    /// Left.
    Left,
    /// Right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key.
    F(u8),
}

/// What a sequence of keys means so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// Nothing begins like this.
    None,
    /// More keys are needed.
    Prefix,
    /// This action.
    Action(Action),
}

/// The lists of contexts in which keys are looked up, the first that knows a key wins.
pub const LOOKUPS: &[&[Context]] = &[
    &[Context::Library, Context::Everywhere],
    &[Context::Reader, Context::Everywhere],
    &[Context::Compare, Context::Reader, Context::Everywhere],
    &[Context::Selection, Context::Reader, Context::Everywhere],
    &[Context::Selection, Context::Compare, Context::Reader, Context::Everywhere],
    &[Context::Findings, Context::Everywhere],
    &[Context::Notes, Context::Everywhere],
    &[Context::Feeds, Context::Everywhere],
    &[Context::Editor],
    &[Context::Overlay],
];

/// Actions that have no key by default: the palette has them.
pub const PALETTE_ONLY: &[Action] = &[Action::OpenSamples, Action::RejectGuess];

/// The key table: for each context its sequences and their actions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct KeyTable {
    bindings: Vec<Binding>,
    silenced: Vec<Silenced>,
    layout: Layout,
}

/// One line of the key table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// Where it holds.
    pub context: Context,
    /// The keys, in order.
    pub keys: Vec<Key>,
    /// What they do.
    pub action: Action,
}

/// A sequence that does nothing in a context, though a later context may bind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Silenced {
    /// Where it is silent.
    pub context: Context,
    /// The keys, in order.
    pub keys: Vec<Key>,
}

impl KeyTable {
    /// Takes keys by their places on a keyboard of this layout, where they mean nothing by what they type.
    pub fn lay_out(&mut self, layout: Layout) {
        self.layout = layout;
    }

    /// Returns the key at the place of `key`, for where no text is typed.
    #[must_use]
    pub fn place(&self, key: Key) -> Key {
        self.layout.place(key)
    }

    /// Looks `keys` up in `contexts`, the first context that knows them wins.
    #[must_use]
    pub fn lookup(&self, contexts: &[Context], keys: &[Key]) -> Lookup {
        if keys.is_empty() {
            return Lookup::None;
        }
        let known = contexts.iter().find_map(|context| self.known(*context, keys));
        match known.flatten() {
            Some(action) => Lookup::Action(action),
            None if self.begins(contexts, keys) => Lookup::Prefix,
            None => Lookup::None,
        }
    }

    /// Returns what `context` itself says of `keys`: an action, silence (`Some(None)`), or nothing.
    fn known(&self, context: Context, keys: &[Key]) -> Option<Option<Action>> {
        let bound = self.bindings.iter().find(|b| b.context == context && b.keys == keys);
        bound.map(|b| Some(b.action)).or_else(|| self.is_silent(context, keys).then_some(None))
    }

    /// Tells whether a sequence that can be reached from `contexts` begins with `keys` and goes on.
    fn begins(&self, contexts: &[Context], keys: &[Key]) -> bool {
        let longer = |b: &&Binding| b.keys.len() > keys.len() && b.keys.starts_with(keys);
        self.bindings.iter().filter(longer).any(|b| {
            let mut earlier = contexts.iter().take_while(|context| **context != b.context);
            contexts.contains(&b.context) && !earlier.any(|context| self.is_silent(*context, &b.keys))
        })
    }

    /// Tells whether `context` says that `keys` do nothing.
    fn is_silent(&self, context: Context, keys: &[Key]) -> bool {
        self.silenced.iter().any(|s| s.context == context && s.keys == keys)
    }

    /// Returns all bindings in table order.
    #[must_use]
    pub fn bindings(&self) -> &[Binding] {
        &self.bindings
    }

    /// Returns the sequences that are said to do nothing, in table order.
    #[must_use]
    pub fn silenced(&self) -> &[Silenced] {
        &self.silenced
    }

    /// Returns the keys for `action` in the first of `contexts` that binds it, as shown to people (`g g`, `Ctrl-d`).
    ///
    /// Keys that an earlier context gives another meaning are not shown.
    #[must_use]
    pub fn shown(&self, contexts: &[Context], action: Action) -> Option<String> {
        self.all_shown(contexts, action).next()
    }

    /// Returns all the keys that do `action` in `contexts`, the most local first.
    pub fn all_shown(&self, contexts: &[Context], action: Action) -> impl Iterator<Item = String> {
        let bound = move |context: &Context| {
            let context = *context;
            self.bindings.iter().filter(move |b| b.context == context && b.action == action)
        };
        let reached = move |b: &&Binding| self.lookup(contexts, &b.keys) == Lookup::Action(action);
        contexts.iter().flat_map(bound).filter(reached).map(|b| sequence(&b.keys))
    }

    /// Returns what may follow `keys` in `contexts`: the keys to come, as shown to people, and what they do.
    #[must_use]
    pub fn continuations(&self, contexts: &[Context], keys: &[Key]) -> Vec<(String, Action)> {
        let longer = |b: &&Binding| b.keys.len() > keys.len() && b.keys.starts_with(keys);
        let reached = |b: &&Binding| self.lookup(contexts, &b.keys) == Lookup::Action(b.action);
        let mut found: Vec<(String, Action)> = Vec::new();
        for context in contexts {
            for binding in self.bindings.iter().filter(|b| b.context == *context).filter(longer).filter(reached) {
                let rest = sequence(binding.keys.get(keys.len()..).unwrap_or_default());
                if found.iter().all(|(other, _)| *other != rest) {
                    found.push((rest, binding.action));
                }
            }
        }
        found
    }

    /// Binds `keys` in `context`, in the place of what they did there.
    fn bind(&mut self, binding: Binding) {
        self.silenced.retain(|s| (s.context, &s.keys) != (binding.context, &binding.keys));
        match self.bindings.iter_mut().find(|b| (b.context, &b.keys) == (binding.context, &binding.keys)) {
            Some(old) => *old = binding,
            None => self.bindings.push(binding),
        }
    }

    /// Makes `keys` do nothing in `context`.
    fn silence(&mut self, silenced: Silenced) {
        self.bindings.retain(|b| (b.context, &b.keys) != (silenced.context, &silenced.keys));
        if !self.is_silent(silenced.context, &silenced.keys) {
            self.silenced.push(silenced);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<Key> {
        text.split(' ').filter_map(|key| key.parse().ok()).collect()
    }

    fn table() -> KeyTable {
        let mut table = KeyTable::default();
        for (context, sequence, action) in [
            (Context::Everywhere, "j", Action::Down),
            (Context::Everywhere, "g g", Action::Top),
            (Context::Everywhere, "n", Action::SearchNext),
            (Context::Reader, "J", Action::NextArticle),
            (Context::Reader, "n", Action::WordNext),
        ] {
            table.bind(Binding { context, keys: keys(sequence), action });
        }
        table.silence(Silenced { context: Context::Compare, keys: keys("J") });
        table
    }

    const READER: &[Context] = &[Context::Reader, Context::Everywhere];
    const COMPARE: &[Context] = &[Context::Compare, Context::Reader, Context::Everywhere];

    #[test]
    fn a_sequence_is_a_prefix_until_it_is_whole() {
        assert_eq!(table().lookup(READER, &keys("g")), Lookup::Prefix);
        assert_eq!(table().lookup(READER, &keys("g g")), Lookup::Action(Action::Top));
        assert_eq!(table().lookup(READER, &keys("g j")), Lookup::None);
        assert_eq!(table().lookup(READER, &[]), Lookup::None);
    }

    #[test]
    fn the_first_context_that_knows_a_key_wins() {
        assert_eq!(table().lookup(READER, &keys("n")), Lookup::Action(Action::WordNext));
        assert_eq!(
            table().lookup(&[Context::Library, Context::Everywhere], &keys("n")),
            Lookup::Action(Action::SearchNext)
        );
    }

    #[test]
    fn a_silenced_key_does_nothing_though_a_later_context_binds_it() {
        assert_eq!(table().lookup(READER, &keys("J")), Lookup::Action(Action::NextArticle));
        assert_eq!(table().lookup(COMPARE, &keys("J")), Lookup::None);
    }

    #[test]
    fn a_silenced_sequence_is_no_prefix() {
        let mut table = table();
        table.silence(Silenced { context: Context::Reader, keys: keys("g g") });
        assert_eq!(table.lookup(READER, &keys("g")), Lookup::None);
        assert_eq!(table.lookup(&[Context::Library, Context::Everywhere], &keys("g")), Lookup::Prefix);
    }

    #[test]
    fn keys_with_another_meaning_here_are_not_shown() {
        assert_eq!(table().shown(READER, Action::SearchNext), None);
        assert_eq!(table().shown(&[Context::Library, Context::Everywhere], Action::SearchNext).as_deref(), Some("n"));
        assert_eq!(table().shown(READER, Action::Top).as_deref(), Some("g g"));
        assert_eq!(table().shown(COMPARE, Action::NextArticle), None);
    }

    #[test]
    fn binding_again_replaces_and_silencing_removes() {
        let mut table = table();
        let before = table.bindings().len();
        table.bind(Binding { context: Context::Everywhere, keys: keys("j"), action: Action::Up });
        assert_eq!((table.bindings().len(), table.lookup(READER, &keys("j"))), (before, Lookup::Action(Action::Up)));
        table.silence(Silenced { context: Context::Everywhere, keys: keys("j") });
        assert_eq!(table.lookup(READER, &keys("j")), Lookup::None);
        table.bind(Binding { context: Context::Everywhere, keys: keys("j"), action: Action::Down });
        assert_eq!(table.lookup(READER, &keys("j")), Lookup::Action(Action::Down));
    }
}
