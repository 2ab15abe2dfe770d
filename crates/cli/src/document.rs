//! The session that a command is about.

use crate::trouble::{Outcome, Trouble, spoken};
use megamixer_bounce::Session;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

/// No session is larger: a snapshot of the largest console is half a megabyte.
const LARGEST_BYTES: u64 = 64 << 20;

/// A session, and what belongs to it.
pub struct Document {
    pub session: Session,
    /// What files of sources are relative to.
    pub folder: PathBuf,
    /// Its sample rate, as files have it.
    pub sample_rate: u32,
}

/// Reads a session.
pub fn read(path: &Path) -> Outcome<Document> {
    let name = path.display();
    let unreadable = |error| Trouble::input(format!("{name} cannot be read: {}", spoken(&error)));
    let about = fs::metadata(path).map_err(unreadable)?;
    if about.is_dir() {
        return Err(Trouble::input(format!("{name} is a folder: name the session in it")));
    }
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(LARGEST_BYTES + 1).read_to_end(&mut bytes)).map_err(unreadable)?;
    if bytes.len() as u64 > LARGEST_BYTES {
        return Err(Trouble::input(format!("{name} is larger than any session: is it another file?")));
    }
    if bytes.is_empty() {
        return Err(Trouble::input(format!("{name} is empty")));
    }
    let text = String::from_utf8(bytes)
        .map_err(|_| Trouble::input(format!("{name} is no session: it is not text, such as JSON is")))?;
    let session = Session::parse(&text).map_err(|error| Trouble::input(format!("{name}: {error}")))?;
    let rate = session.options.sample_rate;
    if rate.fract() != 0.0 {
        let reason = format!("sampleRate takes a whole number, not {rate}, for what is written to a file");
        return Err(Trouble::input(format!("{name}: {reason}")));
    }
    let folder = path.parent().map(Path::to_owned).unwrap_or_default();
    Ok(Document { session, folder, sample_rate: rate as u32 })
}
