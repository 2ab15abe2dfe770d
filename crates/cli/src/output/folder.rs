//! A folder that files are written into.

use crate::trouble::{Outcome, Trouble, spoken};
use std::fs;
use std::path::{Path, PathBuf};

/// A folder, which is taken away again if it has been made for nothing.
pub struct Folder {
    path: PathBuf,
    made: bool,
}

impl Folder {
    /// The folder at this path, made if need be.
    pub fn make(path: &Path) -> Outcome<Self> {
        let made = !path.exists();
        fs::create_dir_all(path).map_err(|error| {
            Trouble::failed(format!("the folder {} cannot be made: {}", path.display(), spoken(&error)))
        })?;
        Ok(Self { path: path.to_owned(), made })
    }

    /// It is of use.
    pub fn keep(mut self) {
        self.made = false;
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if self.made {
            // Only an empty one goes.
            let _ = fs::remove_dir(&self.path);
        }
    }
}
