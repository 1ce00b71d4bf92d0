//! The action table: everything that a key or the palette can do, with its name and description.
//!
//! help, palette, `config show`, the key files and `docs/keys.md` all come from here.

/// Where a key holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Context {
    /// On every screen.
    Everywhere,
    /// In the list.
    Library,
    /// In the reader.
    Reader,
    /// In the comparison, before the reader's keys.
    Compare,
    /// While text is selected, before the screen's keys.
    Selection,
    /// In the findings panel of the comparison.
    Findings,
    /// In the list of notes.
    Notes,
    /// In the list of feeds.
    Feeds,
    /// In the editor of a note, where every other key writes.
    Editor,
    /// In help, palette and pickers: lists with an input line, where plain characters are text.
    Overlay,
}

impl Context {
    /// All contexts, in the order of the key file.
    pub const ALL: [Self; 10] = [
        Self::Everywhere,
        Self::Library,
        Self::Reader,
        Self::Compare,
        Self::Selection,
        Self::Findings,
        Self::Notes,
        Self::Feeds,
        Self::Editor,
        Self::Overlay,
    ];

    /// Returns its name in the key file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Everywhere => "everywhere",
            Self::Library => "library",
            Self::Reader => "reader",
            Self::Compare => "compare",
            Self::Selection => "selection",
            Self::Findings => "findings",
            Self::Notes => "notes",
            Self::Feeds => "feeds",
            Self::Editor => "editor",
            Self::Overlay => "overlay",
        }
    }
}

macro_rules! actions {
    ($($variant:ident $name:literal $contexts:tt $description:literal;)*) => {
        /// Something that a key or the palette can do.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Action {
            $(#[doc = $description] $variant,)*
        }

        impl Action {
            /// All actions in table order.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// Returns its name in files: kebab-case.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// Returns what it does, in a few words that begin with a verb.
            #[must_use]
            pub const fn description(self) -> &'static str {
                match self { $(Self::$variant => $description,)* }
            }

            /// Returns the contexts whose keys may be bound to it.
            #[must_use]
            pub const fn contexts(self) -> &'static [Context] {
                match self { $(Self::$variant => actions!(@contexts $contexts),)* }
            }
        }
    };
    (@contexts [$($context:ident)*]) => { &[$(Context::$context),*] };
}

actions! {
    Down "down" [Everywhere Overlay] "move down a row";
    Up "up" [Everywhere Overlay] "move up a row";
    Top "top" [Everywhere Overlay] "go to the beginning";
    Bottom "bottom" [Everywhere Overlay] "go to the end";
    HalfPageDown "half-page-down" [Everywhere Overlay] "move down half a page";
    HalfPageUp "half-page-up" [Everywhere Overlay] "move up half a page";
    PageDown "page-down" [Everywhere Overlay] "move down a page";
    PageUp "page-up" [Everywhere Overlay] "move up a page";
    Search "search" [Everywhere] "search";
    SearchNext "search-next" [Everywhere] "go to the next hit";
    SearchPrevious "search-previous" [Everywhere] "go to the previous hit";
    Help "help" [Everywhere] "show the keys that work here";
    Palette "palette" [Everywhere] "find an action by name";
    Undo "undo" [Everywhere] "undo the last change of state, decision or note";
    Redo "redo" [Everywhere] "redo what was undone";
    JumpBack "jump-back" [Everywhere] "go back in the jump list";
    JumpForward "jump-forward" [Everywhere] "go forward in the jump list";
    Back "back" [Everywhere] "go back; on the first screen, end the program";
    Cancel "cancel" [Everywhere Overlay] "drop the selection, close what is open, then go back";
    Notes "notes" [Everywhere] "show the notes of what is open, or of the library";
    SaveAgain "save-again" [Everywhere] "try again to save what is not on disk";
    SaveElsewhere "save-elsewhere" [Everywhere] "save the notes that are not on disk to another place";
    Redraw "redraw" [Everywhere] "draw the screen anew";
    Suspend "suspend" [Everywhere] "suspend the program (fg brings it back)";
    Quit "quit" [Everywhere Overlay Editor] "end the program";

    Accept "accept" [Overlay] "take what is marked";

    Open "open" [Library] "read the article";
    Filter "filter" [Library] "filter the list as you type";
    ToggleRead "toggle-read" [Library Reader] "mark as read or unread";
    ToggleStar "toggle-star" [Library Reader] "star or unstar";
    OpenUrl "open-url" [Library Reader] "open the article's address in the browser";
    TakeForCompare "compare" [Library Reader] "compare with another account of the story";
    SameStory "same-story" [Library] "say that the article is one story with the one taken, or one that you choose";
    NotThisStory "not-this-story" [Library] "say that the article is not of its story";
    Views "views" [Library] "show a saved view, or save the filter as one";
    Edit "edit" [Library Reader] "edit title, source, story, date and tags";
    Versions "versions" [Library Reader] "show what was changed between the versions of the article";
    Add "add" [Library] "add an article: an address, a file, a folder, a pasted text";
    Reload "reload" [Library] "read the library anew";
    TogglePreview "toggle-preview" [Library] "show or hide the preview";
    GroupNext "group-next" [Library] "group by story, source, date, state or nothing";
    SortNext "sort-next" [Library] "sort by date, source, title, length or state";
    SortReverse "sort-reverse" [Library] "turn the order round";
    NextUnread "next-unread" [Library Reader] "go to the next unread article";
    PreviousUnread "previous-unread" [Library Reader] "go to the previous unread article";
    MarkAllRead "mark-all-read" [Library] "mark all listed articles as read";
    MarkAllUnread "mark-all-unread" [Library] "mark all listed articles as unread";
    Feeds "feeds" [Library Feeds] "show the feeds that articles come from";
    FetchAll "fetch-all" [Library Feeds] "fetch what is new in all feeds";
    OpenSamples "open-samples" [Library] "open the sample library";
    RejectGuess "reject-guess" [Library Reader] "keep this article apart from the one it was taken for";

    WordNext "word-next" [Reader] "go to the next word";
    WordPrevious "word-previous" [Reader] "go to the previous word";
    SentenceNext "sentence-next" [Reader] "go to the next sentence";
    SentencePrevious "sentence-previous" [Reader] "go to the previous sentence";
    ParagraphNext "paragraph-next" [Reader] "go to the next paragraph";
    ParagraphPrevious "paragraph-previous" [Reader] "go to the previous paragraph";
    Narrower "narrower" [Reader] "make the column narrower";
    Wider "wider" [Reader] "make the column wider";
    NextArticle "next-article" [Reader] "read the next article";
    PreviousArticle "previous-article" [Reader] "read the previous article";
    Copy "copy" [Reader Selection] "copy the sentence or the selection";
    Zen "zen" [Reader] "show the text alone";
    SelectWords "select-words" [Reader] "select by words";
    SelectSentences "select-sentences" [Reader] "select by sentences";
    WriteNote "note" [Reader Findings Notes] "write a note on the passage or the finding, or change the one there";
    MarkLabel "mark" [Reader Notes] "mark the passage with a label; the same again takes it away";
    TagNote "tag" [Reader Notes] "tag the passage";
    DeleteNote "delete-note" [Reader Notes] "delete the note";
    LinkPassages "link" [Reader Findings Notes] "link two passages, once at each end; a finding; change what a link says";
    FollowLink "follow-link" [Reader] "open the link here, go to a footnote or to the other end of a linked passage";
    NoteNext "note-next" [Reader] "go to the next note";
    NotePrevious "note-previous" [Reader] "go to the previous note";
    AttachNote "attach" [Reader Selection Notes] "confirm where a note belongs, or tie it to this passage";
    LayerNotes "layer-notes" [Reader] "show notes between the lines, in the margin, or not at all";
    Export "export" [Reader Findings Notes] "write a report of the pair, or the notes, to a file";
    SelectWord "select-word" [Selection] "select the word";
    SelectSentence "select-sentence" [Selection] "select the sentence";
    SelectParagraph "select-paragraph" [Selection] "select the paragraph";
    OtherEnd "other-end" [Selection] "go to the other end of the selection";

    Links "links" [Reader] "list the links of the text: opened by number, copied";
    SwitchSide "switch-side" [Compare] "go to the other side";
    FocusLeft "focus-left" [Compare] "go to the left side";
    FocusRight "focus-right" [Compare] "go to the right side";
    Swap "swap" [Compare] "swap left and right";
    ToggleLock "toggle-lock" [Compare] "let both sides scroll together, or each alone";
    OtherDown "other-down" [Compare] "scroll the other side down";
    OtherUp "other-up" [Compare] "scroll the other side up";
    Counterpart "counterpart" [Compare] "go to the counterpart of the sentence, or the other end of a link";
    TrailNext "trail-next" [Compare Findings] "go to the next on the trail: check, match, quotation, conflict, only here, note";
    TrailPrevious "trail-previous" [Compare Findings] "go to the previous on the trail";
    TrailChecks "trail-checks" [Compare] "go along what to check";
    TrailMatches "trail-matches" [Compare] "go along the matches";
    TrailQuotations "trail-quotations" [Compare] "go along the quotations of both sides";
    TrailFigures "trail-figures" [Compare] "go along the figures in conflict";
    TrailOnlyHere "trail-only-here" [Compare] "go along what only this side has";
    TrailNotes "trail-notes" [Compare] "go along the notes";
    Difference "difference" [Compare Findings] "show or hide the words in which the passage differs from its other end";
    Fold "fold" [Compare] "fold the paragraphs here that only one side has, or open them";
    FoldAll "fold-all" [Compare] "fold all that only one side has, or open all";
    LayerQuotations "layer-quotations" [Compare] "show or hide quotations and their differing words";
    LayerFigures "layer-figures" [Compare] "show or hide figures in conflict";
    LayerOnlyHere "layer-only-here" [Compare] "show or hide what only one side has";
    Pin "pin" [Compare] "pin or unpin the sentences under the two cursors";
    Reject "reject" [Compare] "reject the match of the sentence, or take that back";
    Findings "findings" [Compare Findings] "go into the list of findings, or back to the texts";
    RuleFine "rule-fine" [Compare Findings] "rule that nothing is wrong with the check";
    RuleLeftWrong "rule-left-wrong" [Compare Findings] "rule that the left is wrong";
    RuleRightWrong "rule-right-wrong" [Compare Findings] "rule that the right is wrong";
    RuleBothWrong "rule-both-wrong" [Compare Findings] "rule that both are wrong";
    RuleSetAside "rule-set-aside" [Compare Findings] "set the check aside";
    RuleOpen "rule-open" [Compare Findings] "take the ruling on the check back";
    RuleWords "rule-words" [Compare Findings] "say why: rule on the check, or on, in your own words";
    SortFindings "sort-findings" [Compare Findings] "list what only one side has the heaviest first, or as the text runs";
    OpenChecks "open-checks" [Compare Findings] "list only checks without a ruling, or all";
    Brief "brief" [Compare] "show the pair in brief";
    NextTab "next-tab" [Findings] "go to the next kind of finding";
    PreviousTab "previous-tab" [Findings] "go to the previous kind of finding";
    GoToFinding "go-to-finding" [Findings] "go to the finding in the text";
    OpenNote "open-note" [Notes] "go to the note's passage; in the trash, give the note back";
    NextScope "next-scope" [Notes] "show the notes of this article, the pair, the story, the library";
    FilterNotes "filter-notes" [Notes] "filter the notes as you type";
    SortNotes "sort-notes" [Notes] "sort by place, date, label or source";
    Trash "trash" [Notes] "show the trash, where deleted notes are given back, or the notes again";
    OnlyLost "only-lost" [Notes] "show only notes that are fuzzy, ambiguous or orphaned";
    OpenFeed "open-feed" [Feeds] "list the articles that came by the feed";
    FetchFeed "fetch-feed" [Feeds] "fetch what is new in this feed";
    AddFeed "add-feed" [Feeds] "add a feed by its address, or that of a page that names it";
    RenameFeed "rename-feed" [Feeds] "call the feed something else";
    PauseFeed "pause-feed" [Feeds] "pause the feed, or let it be asked again";
    OpenSite "open-site" [Feeds] "open the feed's site in the browser";
    RemoveFeed "remove-feed" [Feeds] "remove the feed; its articles stay, or are forgotten";
    SaveNote "save-note" [Editor] "save the note";
    CloseEditor "close-editor" [Editor] "close, keeping what is written as a draft";
    EditOutside "edit-outside" [Editor] "write in $EDITOR";
    PickOther "pick" [Compare] "choose another article for the other side";
}

impl Action {
    /// Finds an action by its name in files.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|action| action.name() == name)
    }
}
