//! Sound files, read as they are needed: never more of one is in memory than what is decoded at once.

mod facts;
mod reader;
mod source_tape;

pub use reader::Reader;
pub use source_tape::{SourceTape, file_of};
