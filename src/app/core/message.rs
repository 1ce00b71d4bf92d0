//! What comes in and what goes out: everything the state machine knows of the world.

use std::path::PathBuf;
use std::sync::Arc;

use url::Url;

use crate::app::core::adding::{Added, Find, Wanted as WantedAddition};
pub use crate::app::core::decided::Decided;
use crate::app::core::editing::{Edited, Editing};
use crate::app::core::feeds::{FeedChange, FeedList, ListedFeed, Removal};
use crate::app::core::geometry::{Cell, Size};
pub use crate::app::core::request::RequestId;
use crate::article::Article;
use crate::article::anchor::Anchor;
use crate::article::anchor::locate::Located;
use crate::compare::{Cancelled, Comparison, Stage};
use crate::config::keys::Key;
use crate::library::adding::Addition;
use crate::library::corrections::{Correction, Corrections};
use crate::library::decisions::{Kept, PairId};
use crate::library::scan::Found;
use crate::library::search::Hit;
use crate::library::state::{Change, ReadingState};
use crate::library::views::{Change as ViewChange, View};
use crate::library::{Alike, ArticleId, Entry, Loaded, Origin, Problem};
use crate::newsroom::keeping::Tally;
use crate::notes::draft::Draft;
use crate::notes::{Note, NoteId, Stamp};
use crate::text::Span;

/// Something that happened.
#[derive(Debug)]
pub enum Msg {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The mouse was used.
    Mouse(Mouse),
    /// The terminal has a new size.
    Resize(Size),
    /// A scan of the library came upon something.
    Scanned(RequestId, Vec<Found>),
    /// A scan of the library is through.
    ScanDone(RequestId),
    /// Articles that are about one event: what is known of the story, and where its articles come from.
    Stories(RequestId, Vec<(Alike, Vec<Origin>)>),
    /// Where the articles come from that share anything with the one that was asked for, the most alike first.
    Near(RequestId, Vec<Origin>),
    /// What lies at paths that changed in the library was read; none where only a scan of everything can tell.
    ReadAgain(RequestId, Vec<PathBuf>, Option<Vec<Found>>),
    /// An article was loaded, or could not be; the text says why and what to do.
    Loaded(RequestId, Result<Box<Loaded>, String>),
    /// A comparison under way has come to a stage.
    Comparing(RequestId, Stage),
    /// Two articles were compared.
    Compared(RequestId, Result<Box<Comparison>, Cancelled>),
    /// The decisions about a pair as they are on disk, the earliest first.
    Decisions(RequestId, Vec<Kept>),
    /// The notes as they are on disk: all of them at the start, later those that changed there.
    Notes(Box<NotesNews>),
    /// A note is on disk, or is not and why; with it what is there now, where another copy was folded in.
    NoteSaved(NoteId, Stamp, Result<Option<Box<Note>>, String>),
    /// The folder of the notes, at this path, had vanished with all of them, and was made again for the last one.
    NotesGone(PathBuf),
    /// Drafts cannot be kept, and why, or can be kept again.
    Drafted(Result<(), String>),
    /// Passages were looked for.
    Located(RequestId, Vec<(NoteId, usize, Located)>),
    /// Passages of listed notes were looked for; more are to come unless the last word says so.
    Looked(RequestId, Vec<Looked>, bool),
    /// Text came back from the external editor; none where it was left unchanged.
    Edited(Result<Option<String>, String>),
    /// A search of the library found something.
    LibraryHits(RequestId, Vec<Hit>),
    /// A search of the library is through.
    LibrarySearchDone(RequestId),
    /// A search in an article is through.
    TextHits(RequestId, Vec<Span>),
    /// The reading state as it is on disk.
    State(Box<ReadingState>),
    /// Files of the library or an open article changed on disk.
    Changed(Vec<PathBuf>),
    /// Decisions changed on disk: another instance wrote some, or a synchroniser brought them, or this one did.
    DecidedElsewhere,
    /// What is said of stories, as it is on disk.
    Corrections(Box<Corrections>),
    /// The list of feeds as it is, or why it cannot be read.
    Feeds(Result<Box<FeedList>, String>),
    /// Feeds are being fetched: so many.
    Fetching(RequestId, usize),
    /// One of them is done.
    FeedDone(RequestId, Box<FeedDone>),
    /// All of them are done or were called off, and what else is to be said; or why nothing was fetched.
    Fetched(RequestId, Result<Vec<String>, String>),
    /// A feed was added, in a word, or was not and why.
    FeedAdded(RequestId, Result<FeedAdded, String>),
    /// What is known of the articles of the feed of an address, or why that cannot be known.
    FeedSurveyed(String, Result<Tally, String>),
    /// A feed was removed: what is to be said, and under which name it lies in the trash; or it was not, and why.
    FeedRemoved(Box<Removal>, Result<(String, String), String>),
    /// A feed that was removed is back, in words, or is not and why.
    FeedBack(Result<String, String>),
    /// What was to be added was found, or was not and why.
    AdditionFound(RequestId, Result<Box<Find>, String>),
    /// What was found was kept, or was not and why.
    AdditionKept(RequestId, Result<Added, String>),
    /// The saved views as they are on disk, or why they cannot be read or changed; whether their list was asked for.
    Views(bool, Result<Vec<View>, String>),
    /// Something was set about an article, or was not.
    ArticleEdited(Box<Edited>),
    /// Something went wrong outside: what, where, why, what to do.
    Failed(String),
    /// Something was done outside that is worth a word.
    Done(String),
    /// The file that was to be exported to is there already: at this absolute path.
    IsThere(PathBuf, Box<Exporting>),
    /// The time of [`Effect::Tick`] has passed.
    Tick,
    /// The program shall end (a signal, a closed terminal).
    Terminate,
}

/// What came of one feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedDone {
    /// The feed as it is now, under the address that it had.
    pub feed: ListedFeed,
    /// How many articles came.
    pub new: usize,
    /// Why it brought nothing.
    pub failed: Option<String>,
    /// Whether it was asked, and not passed over because its site wants to be left alone, or because all was called off.
    pub asked: bool,
    /// What else the reader should know, a line each.
    pub warnings: Vec<String>,
}

/// A feed that was added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedAdded {
    /// Its address.
    pub url: String,
    /// What it is called.
    pub title: String,
    /// How many articles came with it; none where only a page was read that names it.
    pub new: Option<usize>,
    /// What else the reader should know, a line each.
    pub warnings: Vec<String>,
}

/// What was read of the notes on disk.
#[derive(Clone, Debug, Default)]
pub struct NotesNews {
    /// The notes, tombstones included.
    pub notes: Vec<Note>,
    /// What could not be understood.
    pub problems: Vec<Problem>,
    /// Whether these are all the notes, and not only those that changed.
    pub whole: bool,
    /// Notes that were being written.
    pub drafts: Vec<Draft>,
}

/// Passages of notes to be looked for in one article: the note, its target, what is remembered.
pub type Wanted = Vec<(NoteId, usize, Anchor)>;

/// Where the passage of a note in an article is that need not be open.
#[derive(Clone, Debug)]
pub struct Looked {
    /// The note.
    pub note: NoteId,
    /// Which of its targets.
    pub target: usize,
    /// Where it is.
    pub located: Located,
    /// Where it may be, where it is not found for certain: to be tied to.
    pub places: Vec<Anchor>,
}

/// What is to be exported.
#[derive(Clone, Debug, PartialEq)]
pub struct Exporting {
    /// The file; its name tells the format.
    pub path: PathBuf,
    /// Whether a file that is there already is written over: the reader said so.
    pub over: bool,
    /// The notes.
    pub notes: Vec<Note>,
    /// The articles that they are about, as far as they are known.
    pub entries: Vec<Entry>,
    /// The pair on the screen, whose comparison goes with them.
    pub pair: Option<Box<ExportPair>>,
}

/// A pair that is exported with its notes, left first.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportPair {
    /// The articles.
    pub articles: [Arc<Article>; 2],
    /// Who they are.
    pub ids: [ArticleId; 2],
    /// Where they come from.
    pub origins: [Origin; 2],
    /// What was found, with the reader's decisions.
    pub comparison: Comparison,
}

/// What the mouse did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mouse {
    /// The first button went down.
    Click(Cell),
    /// The mouse moved to a cell with the first button down.
    Drag(Cell),
    /// The first button came up again.
    Release(Cell),
    /// The wheel turned down over a cell.
    ScrollDown(Cell),
    /// The wheel turned up over a cell.
    ScrollUp(Cell),
}

/// Something to be done outside the state machine.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Read the library; answers [`Msg::Scanned`] and [`Msg::ScanDone`].
    Scan(RequestId, Roots),
    /// Look for articles that are about one event, by likeness and by what the reader said; answers [`Msg::Stories`].
    FindStories(RequestId, Arc<Vec<Entry>>, Arc<Corrections>),
    /// Find out which articles tell most of what one of them tells; answers [`Msg::Near`].
    FindNear(RequestId, Arc<Vec<Entry>>, Origin),
    /// Read what changed in the library; answers [`Msg::ReadAgain`].
    ReadAgain(RequestId, Vec<PathBuf>),
    /// Load an article; answers [`Msg::Loaded`].
    Load(RequestId, Origin),
    /// Compare two articles; answers [`Msg::Compared`].
    Compare(RequestId, Arc<Article>, Arc<Article>),
    /// Read the decisions about a pair; answers [`Msg::Decisions`].
    LoadDecisions(RequestId, PairId),
    /// Keep a decision; answers [`Msg::Decisions`] once it is on disk.
    SaveDecision(RequestId, Box<Decided>),
    /// Keep what was said of stories, and who the articles are that it is about.
    SaveCorrections(Vec<Correction>, Vec<Entry>),
    /// Change the saved views, or where nothing is to be changed only read them; answers [`Msg::Views`].
    Views(Vec<ViewChange>),
    /// Set something about an article, or put it back; answers [`Msg::ArticleEdited`].
    EditArticle(Box<Entry>, Box<Editing>),
    /// Read all notes and drafts; answers [`Msg::Notes`], and again whenever they change on disk.
    LoadNotes,
    /// Keep who an article is, before it is edited while a note about it is written.
    KeepIdentity(Box<Entry>),
    /// Keep a note, and the identities of its articles; answers [`Msg::NoteSaved`].
    SaveNote(Box<Note>, Vec<Entry>),
    /// Read the list of feeds; answers [`Msg::Feeds`].
    LoadFeeds,
    /// Fetch what is new in the feeds of these addresses, or in all where none is named; answers [`Msg::Fetching`],
    /// [`Msg::FeedDone`] and [`Msg::Fetched`].
    Fetch(RequestId, Vec<String>),
    /// Add a feed by an address or a file; answers [`Msg::FeedAdded`].
    AddFeed(RequestId, String),
    /// Count the articles of the feed of an address by what holds them, some whatever lies on disk; answers
    /// [`Msg::FeedSurveyed`].
    SurveyFeed(String, Vec<ArticleId>),
    /// Take a feed out of the list; answers [`Msg::FeedRemoved`], then [`Msg::Feeds`].
    RemoveFeed(Box<Removal>),
    /// Give back what lies in the trash of feeds under a name; answers [`Msg::FeedBack`], then [`Msg::Feeds`].
    GiveFeedBack(String),
    /// Change the feed of an address; answers [`Msg::Failed`] where that cannot be, then [`Msg::Feeds`].
    ChangeFeed(String, FeedChange),
    /// Look for what the reader wants to add; answers [`Msg::AdditionFound`].
    FindAddition(RequestId, WantedAddition),
    /// Keep articles that were found; answers [`Msg::AdditionKept`].
    KeepAddition(RequestId, Vec<Addition>),
    /// Subscribe to the feed that was found last; answers [`Msg::AdditionKept`].
    SubscribeFound(RequestId),
    /// Look for passages of notes again; answers [`Msg::Located`].
    Locate(RequestId, Arc<Article>, Wanted),
    /// Look for passages of notes in articles that need not be open; answers [`Msg::Looked`].
    LookFor(RequestId, Vec<(Entry, Wanted)>),
    /// Keep a note that is being written.
    SaveDraft(Box<Draft>),
    /// Throw a draft away.
    DropDraft(NoteId),
    /// Write whole notes to a file that `diptych notes import` reads; answers [`Msg::Done`] or [`Msg::Failed`].
    SaveNotesElsewhere(PathBuf, Vec<Note>),
    /// Export a pair or notes to a file; answers [`Msg::Done`], [`Msg::Failed`] or [`Msg::IsThere`].
    Export(Box<Exporting>),
    /// Let text be changed in the external editor; answers [`Msg::Edited`].
    EditOutside(String),
    /// Search the library; answers [`Msg::LibraryHits`] and [`Msg::LibrarySearchDone`].
    SearchLibrary(RequestId, Arc<Vec<Entry>>, String),
    /// Search a long article; answers [`Msg::TextHits`].
    SearchText(RequestId, Arc<Article>, String),
    /// Call off what was asked for; no answer.
    CallOff(RequestId),
    /// Append changes of the reading state, each with the entry it is about.
    SaveState(Vec<(Entry, Change)>),
    /// The reader stands here now: kept once they have stood for a moment, so that a program that is killed costs no
    /// place. What is changed later outdoes it.
    Rest(Box<Rest>),
    /// An identity was guessed wrongly: keep the article apart from the kept one.
    RejectGuess(Box<Entry>),
    /// Watch these files, which lie outside the library, too.
    Watch(Vec<PathBuf>),
    /// Open an address that was checked.
    OpenUrl(Url),
    /// Copy text to the clipboard.
    Copy(String),
    /// Say when a moment has passed in which a text scrolls a step; answers [`Msg::Tick`].
    Tick,
    /// Draw everything anew.
    Redraw,
    /// Give the terminal back and stop until `fg`.
    Suspend,
    /// End the program.
    Quit,
}

impl Effect {
    /// Says whether it keeps what the reader did, and so is carried out even where the program is ended from outside.
    #[must_use]
    pub const fn keeps(&self) -> bool {
        match self {
            Self::SaveDecision(..)
            | Self::SaveCorrections(..)
            | Self::EditArticle(..)
            | Self::Views(_)
            | Self::KeepIdentity(_)
            | Self::SaveNote(..)
            | Self::KeepAddition(..)
            | Self::SubscribeFound(_)
            | Self::RemoveFeed(_)
            | Self::GiveFeedBack(_)
            | Self::ChangeFeed(..)
            | Self::SaveDraft(_)
            | Self::DropDraft(_)
            | Self::SaveNotesElsewhere(..)
            | Self::SaveState(_)
            | Self::Rest(_)
            | Self::RejectGuess(_) => true,
            Self::Scan(..)
            | Self::FindStories(..)
            | Self::FindNear(..)
            | Self::ReadAgain(..)
            | Self::Load(..)
            | Self::Compare(..)
            | Self::LoadDecisions(..)
            | Self::LoadNotes
            | Self::LoadFeeds
            | Self::Fetch(..)
            | Self::AddFeed(..)
            | Self::SurveyFeed(..)
            | Self::FindAddition(..)
            | Self::Locate(..)
            | Self::LookFor(..)
            | Self::Export(_)
            | Self::EditOutside(_)
            | Self::SearchLibrary(..)
            | Self::SearchText(..)
            | Self::CallOff(_)
            | Self::Watch(_)
            | Self::OpenUrl(_)
            | Self::Copy(_)
            | Self::Tick
            | Self::Redraw
            | Self::Suspend
            | Self::Quit => false,
        }
    }
}

/// Where a reader stands in an article.
#[derive(Clone, Debug, PartialEq)]
pub struct Rest {
    /// The article as the list knows it.
    pub entry: Entry,
    /// Its text.
    pub article: Arc<Article>,
    /// The byte of the text; 0 at its beginning.
    pub at: usize,
}

/// Which library to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Roots {
    /// The reader's own; the samples where it is empty and none was named.
    Own,
    /// The embedded samples.
    Samples,
}
