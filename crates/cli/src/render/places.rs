//! Which files are read and which are written: none is both.

use crate::trouble::{Outcome, Trouble};
use std::fs;
use std::path::{Path, PathBuf};

/// Files of a render.
pub struct Places {
    read: Vec<PathBuf>,
    written: Vec<PathBuf>,
}

impl Places {
    /// Of a session.
    pub fn of(session: &Path) -> Self {
        Self { read: vec![whole(session)], written: Vec::new() }
    }

    /// A file is read.
    pub fn read(&mut self, path: &Path) {
        self.read.push(whole(path));
    }

    /// A file is to be written.
    pub fn write(&mut self, path: &Path) -> Outcome<()> {
        let whole = whole(path);
        let wrong = if self.read.contains(&whole) {
            "would be written over, and the session needs it"
        } else if self.written.contains(&whole) {
            "would be written twice"
        } else {
            self.written.push(whole);
            return Ok(());
        };
        Err(Trouble::misuse(format!("{} {wrong}: name another file", path.display())))
    }
}

/// The one path to a file, whether it is there or not.
fn whole(path: &Path) -> PathBuf {
    let below = || Some(fs::canonicalize(folder_of(path)).ok()?.join(path.file_name()?));
    fs::canonicalize(path).ok().or_else(below).unwrap_or_else(|| path.to_owned())
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
