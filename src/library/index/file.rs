//! The file of the index: made, found old or broken and made anew, or told why it is done without.

use std::fs::{self, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::super::atomic::{make_folder, open_private};

/// The shape of the tables and rows; another number whenever they are written otherwise, or articles are read
/// otherwise, so that what the list shows of one is not what it was.
const FORMAT: i32 = 2;

/// Says of a file that it is an index of this program: "dipt".
const APPLICATION: i32 = 0x6469_7074;

/// How long another instance that writes is waited for.
const PATIENCE: Duration = Duration::from_millis(200);

const TABLES: &str = "
    CREATE TABLE counted(what TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE folders(id INTEGER PRIMARY KEY, path BLOB NOT NULL UNIQUE);
    CREATE TABLE files(
        folder INTEGER NOT NULL, name BLOB NOT NULL, doc INTEGER NOT NULL UNIQUE, dated INTEGER, story TEXT,
        row BLOB NOT NULL, PRIMARY KEY(folder, name)) WITHOUT ROWID;
    CREATE INDEX newest ON files(dated);
    CREATE INDEX stories ON files(story) WHERE story IS NOT NULL;
    CREATE TABLE prints(doc INTEGER PRIMARY KEY, print BLOB NOT NULL);
    CREATE TABLE untold(doc INTEGER PRIMARY KEY);
    CREATE VIRTUAL TABLE words USING fts5(word, content='', contentless_delete=1, detail=none, tokenize='ascii');
    CREATE TRIGGER gone AFTER DELETE ON files BEGIN
        DELETE FROM prints WHERE doc = old.doc;
        DELETE FROM untold WHERE doc = old.doc;
        DELETE FROM words WHERE rowid = old.doc;
    END;
    INSERT INTO counted VALUES('doc', 0), ('generation', random());";

/// Why there is no index.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// The folder or the file cannot be made.
    #[error("{}: {source}", path.display())]
    Io {
        /// The folder or file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The database cannot be used.
    #[error("{}: {source}", path.display())]
    Sql {
        /// The file.
        path: PathBuf,
        /// Why.
        source: rusqlite::Error,
    },
}

/// An open file, and whether it was broken and made anew.
pub struct Opened {
    pub connection: Connection,
    pub was_broken: bool,
}

/// Opens the index at `path`; makes it where there is none, and anew where it is old or broken.
pub fn open(path: &Path) -> Result<Opened, IndexError> {
    match attempt(path) {
        Err(IndexError::Sql { source, .. }) if is_broken(&source) => {
            remove(path)?;
            Ok(Opened { connection: attempt(path)?, was_broken: true })
        }
        opened => Ok(Opened { connection: opened?, was_broken: false }),
    }
}

/// Says whether an error means that the file is not a sound database.
pub fn is_broken(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase))
}

/// Says whether an error means that another instance holds the file.
pub fn is_busy(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked))
}

fn attempt(path: &Path) -> Result<Connection, IndexError> {
    let io = |path: &Path| {
        let path = path.to_owned();
        move |source| IndexError::Io { path, source }
    };
    let folder = path.parent().unwrap_or(path);
    make_folder(folder).map_err(io(folder))?;
    // SQLite would make it by the umask; its own helpers beside the file get the file's permissions.
    open_private(OpenOptions::new().read(true).write(true).create(true).truncate(false), path).map_err(io(path))?;
    let sql = |source| IndexError::Sql { path: path.to_owned(), source };
    connect(path).map_err(sql)
}

fn connect(path: &Path) -> rusqlite::Result<Connection> {
    // Not shared by threads, and no links or other addresses in the name.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(PATIENCE)?;
    // Readers never wait for who writes. A cut of the power may cost the last rows, never the soundness of the file.
    connection.execute_batch(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON;
         PRAGMA temp_store=MEMORY; PRAGMA journal_size_limit=16777216;",
    )?;
    if version(&connection)? != wanted() {
        let change = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        // Another instance may have made it meanwhile.
        if version(&change)? != wanted() {
            clear(&change)?;
            change.execute_batch(TABLES)?;
            let (application, version) = wanted();
            change.pragma_update(None, "application_id", application)?;
            change.pragma_update(None, "user_version", version)?;
        }
        change.commit()?;
    }
    Ok(connection)
}

/// Takes the tables of another version out.
fn clear(connection: &Connection) -> rusqlite::Result<()> {
    let named = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
    let mut statement = connection.prepare(named)?;
    let names: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    for name in names {
        // The tables of a search go with it.
        connection.execute(&format!("DROP TABLE IF EXISTS \"{}\"", name.replace('"', "\"\"")), [])?;
    }
    Ok(())
}

fn version(connection: &Connection) -> rusqlite::Result<(i32, i32)> {
    let pragma = |name| connection.pragma_query_value(None, name, |row| row.get(0));
    Ok((pragma("application_id")?, pragma("user_version")?))
}

/// Another release may read articles otherwise.
fn wanted() -> (i32, i32) {
    let release = env!("CARGO_PKG_VERSION").bytes().fold(FORMAT, |hash, byte| hash.wrapping_mul(31) ^ i32::from(byte));
    (APPLICATION, release)
}

/// Takes a broken file away, with what lies beside it.
pub fn remove(path: &Path) -> Result<(), IndexError> {
    for ending in ["-wal", "-shm", ""] {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        let path = PathBuf::from(name);
        match fs::remove_file(&path) {
            Err(source) if source.kind() != io::ErrorKind::NotFound => return Err(IndexError::Io { path, source }),
            _ => {}
        }
    }
    Ok(())
}
