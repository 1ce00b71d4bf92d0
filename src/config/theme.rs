//! Themes: a style for every role. Views name roles, never colours.
//!
//! A theme is written in true colour; [`Theme::at_depth`] brings it down to what the terminal can show.

mod colour;
mod depth;
pub(super) mod file;

pub use depth::{Depth, depth};

/// The names of the themes that are compiled in, with their files.
pub use file::BUILT_IN;

macro_rules! roles {
    ($($(#[$default:ident])? $variant:ident $name:literal $letter:literal $description:literal;)*) => {
        /// What a piece of the screen means.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Role {
            $($(#[$default])? #[doc = $description] $variant,)*
        }

        impl Role {
            /// All roles in the order of the theme files.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// Returns its name in theme files.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// Returns the letter that stands for it in styled snapshots.
            #[must_use]
            pub const fn letter(self) -> char {
                match self { $(Self::$variant => $letter,)* }
            }

            /// Returns what it is for.
            #[must_use]
            pub const fn description(self) -> &'static str {
                match self { $(Self::$variant => $description,)* }
            }
        }
    };
}

roles! {
    #[default] Text "text" '.' "the text, and everything that has no other role";
    Dim "dim" 'd' "furniture, meta lines, what matters less";
    Heading "heading" 'H' "titles and headings";
    Kicker "kicker" 'k' "the source above a title, group names, key names";
    Accent "accent" 'a' "the one accent: marks, unread dots, the focused side";
    Rule "rule" 'r' "rules and the gutter between panes";
    Status "status" 's' "the line at the bottom";
    Cursor "cursor" 'c' "the sentence or row under the cursor";
    CursorWord "cursor-word" '_' "the word under the cursor";
    Selection "selection" 'v' "selected text";
    Strong "strong" 'b' "bold text";
    Emphasis "emphasis" 'i' "emphasised text";
    Struck "struck" 'x' "text that is struck through";
    Link "link" 'l' "links and addresses";
    Hit "hit" 'h' "a search hit";
    HitCurrent "hit-current" 'C' "the search hit under the cursor";
    Sure "match-sure" '1' "a sure match";
    Likely "match-likely" '2' "a likely match";
    Possible "match-possible" '3' "a possible match";
    Conflict "conflict" '!' "figures or words in conflict";
    OnlyHere "only-here" 'o' "what only one side reports";
    Quotation "quotation" 'q' "a quotation seen on both sides";
    Added "added" '+' "words that only this side has";
    Removed "removed" '-' "words that only the other side has";
    Note "note" 'n' "what was written in notes";
    Note0 "note-0" '9' "passages of notes without a label";
    Note1 "note-1" '4' "notes with the first label";
    Note2 "note-2" '5' "notes with the second label";
    Note3 "note-3" '6' "notes with the third label";
    Note4 "note-4" '7' "notes with the fourth label";
    Note5 "note-5" '8' "notes with the fifth label";
    Warning "warning" 'w' "problems and warnings";
    Placeholder "placeholder" 'p' "what stands for characters that are not shown raw";
}

/// A colour as written in a theme file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// The terminal's own foreground or background.
    Default,
    /// One of the 16 or 256 colours of the terminal.
    Indexed(u8),
    /// Red, green, blue.
    Rgb(u8, u8, u8),
}

/// How a role is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RoleStyle {
    /// Foreground; none leaves what is beneath.
    pub fg: Option<Colour>,
    /// Background; none leaves what is beneath.
    pub bg: Option<Colour>,
    /// Bold.
    pub bold: bool,
    /// Dim.
    pub dim: bool,
    /// Italic.
    pub italic: bool,
    /// Underlined.
    pub underline: bool,
    /// Foreground and background exchanged.
    pub reverse: bool,
    /// Struck through.
    pub strike: bool,
}

/// A theme: a style for every role.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// Its name.
    pub name: String,
    /// Whether it is made for a light background.
    pub light: bool,
    /// The styles, in the order of [`Role::ALL`].
    pub styles: Vec<RoleStyle>,
}

impl Theme {
    /// Returns the style of `role`.
    #[must_use]
    pub fn style(&self, role: Role) -> RoleStyle {
        self.styles.get(role as usize).copied().unwrap_or_default()
    }
}
