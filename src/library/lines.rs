//! Files of lines that are only ever appended to, whole lines at a time.

use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::Path;

use super::atomic;

/// Writes whole lines at the end with a single write, on a line of their own even where the last one was torn, and syncs
/// them; a new file is an entry of its folder, which is then synced too.
pub fn append(root: &Path, path: &Path, lines: &[String]) -> io::Result<()> {
    atomic::stay_inside(root, path)?;
    let new = !path.exists();
    let mut file = atomic::open_private(OpenOptions::new().create(true).read(true).append(true), path)?;
    let mut text = String::new();
    if !ends_in_line_feed(&mut file)? {
        text.push('\n');
    }
    for line in lines {
        text.push_str(line);
        text.push('\n');
    }
    file.write_all(text.as_bytes())?;
    file.sync_data()?;
    if new { atomic::sync_folder(atomic::parent(path)) } else { Ok(()) }
}

fn ends_in_line_feed(file: &mut File) -> io::Result<bool> {
    if file.metadata()?.len() == 0 {
        return Ok(true);
    }
    let mut last = [0];
    file.seek(SeekFrom::End(-1))?;
    file.read_exact(&mut last)?;
    Ok(last == *b"\n")
}

/// Makes a file name of a device's name.
pub fn file_name(device: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_') { c } else { '-' };
    let name: String = device.chars().map(plain).take(64).collect();
    if name.is_empty() { "device".into() } else { name }
}
