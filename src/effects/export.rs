//! Writing what is on the screen to a file: a pair with its decisions and notes, or notes alone.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::job::{Desk, Job};
use crate::app::message::{ExportPair, Exporting, Msg};
use crate::article::Article;
use crate::compare::{Comparison, Input};
use crate::library::ArticleId;
use crate::notes::export::pair::{Form, Pair, exported};
use crate::notes::export::{self, Exported, Standing};
use crate::report::text::Setting as Page;

/// What the name of a file of notes may end in.
const ENDINGS: &str = "name it .md, .json, .csv or .jsonld (Web Annotation)";

/// What that of a pair may.
const PAIR_ENDINGS: &str = "name it .html, .md, .json or .txt, or for the notes alone .csv or .jsonld";

/// Columns of a pair as text.
const COLUMNS: usize = 80;

/// Writes a pair or notes in the format that the file's name tells; over another file only where the reader said so.
pub fn export(wanted: Box<Exporting>) -> Job {
    let work = move |desk: &Desk| {
        let path = resolved(&wanted.path);
        let path = std::path::absolute(&path).unwrap_or(path);
        desk.answers.send(match (written(desk, &wanted, &path), &wanted.pair) {
            (Ok(holds), _) => Msg::Done(format!("exported to {}: {holds}", path.display())),
            (Err(Unwritten::IsThere), _) => Msg::IsThere(path, wanted),
            (Err(Unwritten::Failed(why)), pair) => {
                let what = if pair.is_some() { "the comparison is" } else { "the notes are" };
                Msg::Failed(format!("{what} not exported: {}: {why}", path.display()))
            }
        });
    };
    let last = Msg::Failed("nothing is exported: internal error".to_owned());
    Job { what: "exporting", last: Some(last), work: Box::new(work) }
}

/// Why nothing was written.
enum Unwritten {
    /// There is such a file.
    IsThere,
    /// Something is wrong.
    Failed(String),
}

fn counted(count: usize, what: &str) -> String {
    let many = if count == 1 { "" } else { "s" };
    format!("{count} {what}{many}")
}

/// Says what is in the file: of a pair what it has to check, how much of that is ruled on, what the reader decided of
/// matches; and the notes.
fn holds(wanted: &Exporting, format: Format) -> String {
    let notes = counted(wanted.notes.len(), "note");
    let Some(pair) = wanted.pair.as_deref().filter(|_| matches!(format, Format::Pair(_))) else { return notes };
    let checks = &pair.comparison.checks;
    let ruled = checks.iter().filter(|check| check.ruling.is_some()).count();
    let checks = match checks.len() {
        0 => "nothing to check".to_owned(),
        all => format!("{ruled} of {} ruled on", counted(all, "check")),
    };
    let pinned = pair.comparison.matches.iter().filter(|m| m.pinned).count();
    let pinned = (pinned > 0).then(|| format!("{pinned} pinned"));
    let rejected = pair.comparison.rejected.len();
    let rejected = (rejected > 0).then(|| format!("{rejected} rejected"));
    let parts = ["the comparison".to_owned(), checks].into_iter().chain(pinned).chain(rejected).chain([notes]);
    parts.collect::<Vec<_>>().join(", ")
}

/// Writes the file and says what is in it.
fn written(desk: &Desk, wanted: &Exporting, path: &Path) -> Result<String, Unwritten> {
    let of_name = format(path, wanted.pair.is_some()).map_err(|why| Unwritten::Failed(why.to_owned()))?;
    if path.is_dir() {
        return Err(Unwritten::Failed("it is a folder; name a file".to_owned()));
    }
    if !wanted.over && fs::symlink_metadata(path).is_ok() {
        return Err(Unwritten::IsThere);
    }
    let text = text(desk, wanted, of_name).map_err(Unwritten::Failed)?;
    let failed = |error: io::Error| Unwritten::Failed(error.to_string());
    if wanted.over {
        replace(path, text.as_bytes()).map_err(failed)?;
    } else {
        create(path, text.as_bytes()).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => Unwritten::IsThere,
            _ => failed(error),
        })?;
    }
    Ok(holds(wanted, of_name))
}

/// Writes a file that is not there yet, readable to whom the reader's other files are.
fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::options().write(true).create_new(true).open(path)?;
    file.write_all(bytes).and_then(|()| file.sync_all()).inspect_err(|_| {
        // Half a file would pass for a whole one.
        let _ = fs::remove_file(path);
    })
}

/// Writes a file instead of the one that is there, whole or not at all; a link stays one, and who may read stays the same.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let behind = match fs::canonicalize(path) {
        Ok(behind) => behind,
        // It was taken away since the reader was asked.
        Err(_) if fs::symlink_metadata(path).is_err() => return create(path, bytes),
        Err(error) => return Err(error),
    };
    let folder = behind.parent().unwrap_or(&behind);
    let mut file = tempfile::Builder::new().permissions(fs::metadata(&behind)?.permissions()).tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(&behind).map(drop).map_err(|error| error.error)
}

/// What is written.
#[derive(Clone, Copy, Debug)]
enum Format {
    /// The pair with its notes.
    Pair(Form),
    /// The notes alone.
    Notes(fn(&[Exported<'_>]) -> String),
}

/// Returns the format that a file's name tells.
fn format(path: &Path, pair: bool) -> Result<Format, &'static str> {
    let ending = path.extension().and_then(|e| e.to_str()).unwrap_or("").to_ascii_lowercase();
    Ok(match ending.as_str() {
        "html" | "htm" if pair => Format::Pair(Form::Html),
        "md" | "markdown" if pair => Format::Pair(Form::Markdown),
        "json" if pair => Format::Pair(Form::Json),
        "txt" if pair => Format::Pair(Form::Text(Page { width: COLUMNS, ..Page::default() })),
        "md" | "markdown" | "txt" => Format::Notes(export::markdown::markdown),
        "json" => Format::Notes(export::json::json),
        "csv" => Format::Notes(export::csv::csv),
        "jsonld" => Format::Notes(export::w3c::w3c),
        _ => return Err(if pair { PAIR_ENDINGS } else { ENDINGS }),
    })
}

/// Writes the text of the file.
fn text(desk: &Desk, wanted: &Exporting, format: Format) -> Result<String, String> {
    let mut others: HashMap<&ArticleId, Article> = HashMap::new();
    let pair = wanted.pair.as_deref();
    let shown = |id: &ArticleId| pair.is_some_and(|pair| pair.ids.contains(id));
    for entry in wanted.entries.iter().filter(|entry| !shown(&entry.id)) {
        if let Ok(loaded) = desk.shared.load(&entry.origin) {
            others.insert(&entry.id, loaded.article);
        }
    }
    let mut articles: HashMap<&ArticleId, &Article> = others.iter().map(|(id, article)| (*id, article)).collect();
    for (id, article) in pair.iter().flat_map(|pair| pair.ids.iter().zip(&pair.articles)) {
        articles.insert(id, article);
    }
    let notes = exported(&wanted.notes, &articles, &|_| Standing::not_found());
    match (format, pair) {
        (Format::Notes(write), _) => Ok(write(&notes)),
        (Format::Pair(form), Some(pair)) => of_pair(desk, pair, form, &notes),
        (Format::Pair(_), None) => Err("there is no pair".to_owned()),
    }
}

/// Writes the pair as `diptych compare --decisions --notes` does.
fn of_pair(desk: &Desk, pair: &ExportPair, form: Form, notes: &[Exported<'_>]) -> Result<String, String> {
    let [left, right] = &pair.articles;
    let [left_path, right_path] = pair.origins.each_ref().map(|origin| desk.shared.world.named(origin));
    let mut comparison: Comparison = pair.comparison.clone();
    comparison.matches.retain(crate::compare::Match::drawn);
    let pair = Pair {
        comparison: &comparison,
        inputs: [Input { path: &left_path, article: left }, Input { path: &right_path, article: right }],
        ids: [&pair.ids[0], &pair.ids[1]],
        possible: false,
        paths: false,
        notes: Some(notes),
    };
    pair.written(form).map_err(|error| error.to_string())
}

/// `~/` is home, as a shell would have it.
pub(super) fn resolved(path: &Path) -> PathBuf {
    match (path.strip_prefix("~"), etcetera::home_dir()) {
        (Ok(rest), Ok(home)) => home.join(rest),
        _ => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on shall fail")]
    use std::fs;
    use std::sync::mpsc;
    use std::time::Duration;

    use super::*;
    use crate::app::message::Effect;

    use crate::effects::{Answers, Effects, World};
    use crate::library::Limits;
    use crate::library::places::{Library, Places};
    use crate::notes::{Note, Target};

    /// Exports one note to a file and returns what the reader is told; `Ok("?")` where the file is there.
    fn told(home: &Path, path: PathBuf, over: bool) -> Result<String, String> {
        let (sender, inbox) = mpsc::channel();
        let world = World {
            library: Library { roots: vec![home.join("articles")], named: true },
            places: Places::new(home, &|_| None),
            limits: Limits { max_file_bytes: 1 << 20, max_depth: 8 },
            watch: false,
            piped: None,
            given: Vec::new(),
            newsroom: None,
            door: None,
        };
        let mut effects = Effects::new(world, Answers::new(move |msg| sender.send(msg).is_ok()));
        let note = Note { targets: vec![Target::default()], text: "Who says so?".to_owned(), ..Note::default() };
        effects.perform(Effect::Export(Box::new(Exporting {
            path,
            over,
            notes: vec![note],
            entries: Vec::new(),
            pair: None,
        })));
        loop {
            match inbox.recv_timeout(Duration::from_secs(120)).unwrap() {
                Msg::Done(told) => return Ok(told),
                Msg::Failed(why) => return Err(why),
                Msg::IsThere(path, wanted) => {
                    assert!(path.is_absolute() && !wanted.over);
                    return Ok("?".to_owned());
                }
                _ => {}
            }
        }
    }

    #[test]
    fn the_name_of_the_file_tells_the_format() {
        let home = tempfile::tempdir().unwrap();
        for (name, begins) in [("n.md", "# "), ("n.JSON", "{"), ("n.csv", "\u{feff}"), ("n.jsonld", "{")] {
            let path = home.path().join(name);
            assert_eq!(told(home.path(), path.clone(), false), Ok(format!("exported to {}: 1 note", path.display())));
            let text = fs::read_to_string(path).unwrap();
            assert!(text.starts_with(begins) && text.contains("Who says so?"), "{name}: {text}");
        }
        for name in ["n.doc", "n.html", "n"] {
            let why = told(home.path(), home.path().join(name), false).unwrap_err();
            assert!(why.starts_with("the notes are not exported: ") && why.contains(ENDINGS), "{why}");
            assert!(!home.path().join(name).exists());
        }
        assert!(
            format(Path::new("n.html"), true).is_ok()
                && format(Path::new("n.doc"), true).is_err_and(|why| why == PAIR_ENDINGS)
        );
    }

    #[test]
    fn what_is_in_the_file_is_told() {
        use crate::article::import::{Format as From, import};
        use crate::compare::rulings::{Ruling, RulingKind};
        use crate::library::Origin;
        let texts = ["240", "260"].map(|carried| {
            let text = format!(
                "The ferry Linnea sank off Corran Point on Monday night.\n\nThe ferry carried {carried} \
                passengers and 18 crew, the coast guard said.\n"
            );
            std::sync::Arc::new(import(&text, From::Plain).0)
        });
        let mut comparison = Comparison::of(&texts[0], &texts[1]);
        assert_eq!(comparison.checks.len(), 1);
        let exporting = |comparison: &Comparison, notes| Exporting {
            path: PathBuf::from("r.html"),
            over: false,
            notes: vec![Note::default(); notes],
            entries: Vec::new(),
            pair: Some(Box::new(ExportPair {
                articles: texts.clone(),
                ids: [ArticleId("l".into()), ArticleId("r".into())],
                origins: [Origin::Stdin, Origin::Stdin],
                comparison: comparison.clone(),
            })),
        };
        let told = |comparison: &Comparison, notes, name: &str| {
            holds(&exporting(comparison, notes), format(Path::new(name), true).unwrap())
        };
        assert_eq!(told(&comparison, 1, "r.html"), "the comparison, 0 of 1 check ruled on, 1 note");
        comparison.checks[0].ruling = Some(Ruling { kind: RulingKind::Fine, text: String::new() });
        comparison.matches[0].pinned = true;
        assert_eq!(told(&comparison, 0, "r.md"), "the comparison, 1 of 1 check ruled on, 1 pinned, 0 notes");
        assert_eq!(told(&comparison, 2, "n.csv"), "2 notes", "of a pair too, a table has its notes alone");
        comparison.checks.clear();
        assert_eq!(told(&comparison, 2, "r.txt"), "the comparison, nothing to check, 1 pinned, 2 notes");
    }

    #[test]
    fn a_file_that_is_there_is_written_over_only_where_the_reader_says_so() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("n.md");
        fs::write(&path, "mine").unwrap();
        assert_eq!(told(home.path(), path.clone(), false).as_deref(), Ok("?"));
        assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
        assert!(told(home.path(), path.clone(), true).unwrap().ends_with(": 1 note"));
        assert!(fs::read_to_string(&path).unwrap().starts_with("# Notes"));
        let gone = home.path().join("gone.md");
        assert!(told(home.path(), gone.clone(), true).is_ok() && gone.exists());
        fs::create_dir(home.path().join("folder.md")).unwrap();
        assert!(
            told(home.path(), home.path().join("folder.md"), true)
                .unwrap_err()
                .ends_with("it is a folder; name a file")
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link_and_who_may_read_stays_the_same() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        let home = tempfile::tempdir().unwrap();
        let (real, link) = (home.path().join("real.md"), home.path().join("link.md"));
        fs::write(&real, "mine").unwrap();
        fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
        symlink(&real, &link).unwrap();
        assert_eq!(told(home.path(), link.clone(), false).as_deref(), Ok("?"));
        told(home.path(), link.clone(), true).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert!(fs::read_to_string(&real).unwrap().starts_with("# Notes"));
        assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
        symlink(home.path().join("nowhere.md"), home.path().join("lost.md")).unwrap();
        assert_eq!(told(home.path(), home.path().join("lost.md"), false).as_deref(), Ok("?"));
        assert!(told(home.path(), home.path().join("lost.md"), true).is_err());
    }
}
