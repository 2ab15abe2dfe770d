//! A file that takes its place when it is whole, and is taken away when it never is.

use super::folder::Folder;
use crate::trouble::{Outcome, Trouble, spoken};
use std::fs::{self, File, TryLockError};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// A file on its way: beside its place, hidden, as `.mix.wav.partial`.
///
/// The name is always the same, so that what a process leaves that was killed is used by the next one. A lock, which the system takes away
/// from who is killed, tells that apart from one that is at work.
pub struct Partial {
    target: PathBuf,
    path: PathBuf,
    file: File,
    done: bool,
}

/// A file that is whole, but not in its place yet.
pub struct Written(Partial);

impl Partial {
    /// Begins a file.
    pub fn create(target: &Path) -> Outcome<Self> {
        Self::create_named(target, "partial")
    }

    /// Begins a file whose name while it is on its way ends otherwise.
    pub fn create_named(target: &Path, ending: &str) -> Outcome<Self> {
        // What a link points to is replaced, not the link.
        let target = fs::canonicalize(target).unwrap_or_else(|_| target.to_owned());
        if fs::metadata(&target).is_ok_and(|about| !about.is_file()) {
            return Err(Trouble::misuse(format!("{} is there, and is no file: name another", target.display())));
        }
        let Some(name) = target.file_name() else {
            return Err(Trouble::misuse(format!("{} is no name of a file", target.display())));
        };
        let mut hidden = std::ffi::OsString::from(".");
        hidden.push(name);
        hidden.push(".");
        hidden.push(ending);
        let path = target.with_file_name(hidden);
        let unwritable = |error: io::Error| match error.kind() {
            io::ErrorKind::NotFound => Trouble::failed(format!(
                "{} cannot be written: its folder is not there, make it first",
                target.display()
            )),
            _ => Trouble::failed(format!("{} cannot be written: {}", target.display(), spoken(&error))),
        };
        let open = || File::options().read(true).write(true).create(true).truncate(false).open(&path);
        let mut file = open().map_err(unwritable)?;
        loop {
            match file.try_lock() {
                Ok(()) if is_at(&file, &path) => break,
                // Whoever had the lock has moved the file to its place meanwhile.
                Ok(()) => file = open().map_err(unwritable)?,
                Err(TryLockError::WouldBlock) => {
                    let reason = "is being written by another megamixer: wait for it, or name another file";
                    return Err(Trouble::failed(format!("{} {reason}", target.display())));
                }
                // A file system without locks.
                Err(TryLockError::Error(_)) => break,
            }
        }
        let partial = Self { target, path, file, done: false };
        partial.file.set_len(0).map_err(|error| partial.trouble(&error))?;
        Ok(partial)
    }

    /// Appends bytes.
    pub fn write(&mut self, bytes: &[u8]) -> Outcome<()> {
        self.file.write_all(bytes).map_err(|error| self.trouble(&error))
    }

    /// Reads from its front, to be handed what [`Partial::file`] gives.
    pub fn rewind(&mut self) -> Outcome<()> {
        self.file.seek(SeekFrom::Start(0)).map(drop).map_err(|error| self.trouble(&error))
    }

    /// The file itself.
    pub fn file(&mut self) -> &mut File {
        &mut self.file
    }

    /// Ends the file: cut to this length, and with these bytes at its front.
    pub fn finish(mut self, length: u64, front: &[u8]) -> Outcome<Written> {
        self.file
            .set_len(length)
            .and_then(|()| self.file.seek(SeekFrom::Start(0)))
            .and_then(|_| self.file.write_all(front))
            .and_then(|()| self.file.sync_data())
            .map_err(|error| self.trouble(&error))?;
        Ok(Written(self))
    }

    /// What it is when the file could not be written.
    pub fn trouble(&self, error: &io::Error) -> Trouble {
        Trouble::writing(&self.target, error)
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        if !self.done {
            // There is nothing more to be done about a file that cannot even be removed.
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Files that are whole, and the folder that was made for them. They go before it does.
pub struct Whole {
    pub files: Vec<Written>,
    pub folder: Option<Folder>,
}

impl Whole {
    /// Moves all files to their places.
    pub fn commit(self) -> Outcome<()> {
        for Written(mut partial) in self.files {
            fs::rename(&partial.path, &partial.target).map_err(|error| partial.trouble(&error))?;
            partial.done = true;
        }
        self.folder.into_iter().for_each(Folder::keep);
        Ok(())
    }
}

/// Whether a path leads to an open file.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let identity = |about: &fs::Metadata| (about.dev(), about.ino());
    let both = (file.metadata(), fs::metadata(path));
    matches!(&both, (Ok(open), Ok(there)) if identity(open) == identity(there))
}

/// Elsewhere an open file keeps its name.
#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}
