//! What is written: all of it, or nothing.

mod folder;
mod partial;
mod take;
mod wav_file;

pub use folder::Folder;
pub use partial::{Partial, Whole};
pub use take::Take;
pub use wav_file::WavFile;
