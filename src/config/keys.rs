//! Keys, key sequences and the table that turns them into actions.

use super::action::{Action, Context};

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

/// The key table: for each context its sequences and their actions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct KeyTable {
    bindings: Vec<Binding>,
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

impl KeyTable {
    /// Looks `keys` up in `contexts`, the first context that knows them wins.
    #[must_use]
    pub fn lookup(&self, contexts: &[Context], keys: &[Key]) -> Lookup {
        let _ = (contexts, keys);
        todo!()
    }

    /// Returns all bindings in table order.
    #[must_use]
    pub fn bindings(&self) -> &[Binding] {
        &self.bindings
    }

    /// Returns the keys for `action` in the first of `contexts` that binds it, as shown to people (`g g`, `Ctrl-d`).
    #[must_use]
    pub fn shown(&self, contexts: &[Context], action: Action) -> Option<String> {
        let _ = (contexts, action);
        todo!()
    }
}
