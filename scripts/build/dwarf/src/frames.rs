//! Which source an address of the old code comes from.

use crate::Result;
use crate::sections::Reader;
use addr2line::Context;
use gimli::Dwarf;

/// A place in the source. A line of 0: the compiler made it up.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    pub file: String,
    pub line: u32,
    pub column: u32,
}

/// A function, and what in it is being executed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    pub function: String,
    pub place: Place,
}

pub struct Frames {
    context: Context<Reader>,
}

impl Frames {
    pub fn new(dwarf: Dwarf<Reader>) -> Result<Self> {
        Ok(Self { context: Context::from_dwarf(dwarf)? })
    }

    /// The frames of an address: the function that is there, then what was inlined into it, inwards. Each but the last
    /// is at the call of the next.
    pub fn at(&self, address: u64) -> Result<Vec<Frame>> {
        let mut found = Vec::new();
        let mut frames = self.context.find_frames(address).skip_all_loads()?;
        while let Some(frame) = frames.next()? {
            let Some(function) = frame.function else { continue };
            let place = frame.location.map_or_else(
                || Place { file: String::new(), line: 0, column: 0 },
                |location| Place {
                    file: without_machine(location.file.unwrap_or_default()),
                    line: location.line.unwrap_or(0),
                    column: location.column.unwrap_or(0),
                },
            );
            // The alternate form leaves out the crates' hashes, which nobody reads.
            let function = format!("{:#}", rustc_demangle::demangle(&function.raw_name()?));
            found.push(Frame { function, place });
        }
        found.reverse();
        Ok(found)
    }
}

/// A path from the top of the checkout; one of another crate from the crate on, without the folder of its registry,
/// whose name is no part of it: `./index.example-1949cf8c6b5b557f/wide-1.7.1/src/lib.rs` is `wide-1.7.1/src/lib.rs`.
fn without_machine(path: &str) -> String {
    let is_registry = |folder: &str| {
        let hash = folder.rsplit_once('-').map_or("", |(_, hash)| hash);
        hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    let mut end = 0;
    for folder in path.split_inclusive('/') {
        end += folder.len();
        if is_registry(folder.trim_end_matches('/')) {
            return path[end..].to_owned();
        }
    }
    path.trim_start_matches("./").to_owned()
}

#[cfg(test)]
mod tests {
    use super::without_machine;

    #[test]
    fn a_path_names_no_registry() {
        assert_eq!(without_machine("./index.example-1949cf8c6b5b557f/wide-1.7.1/src/lib.rs"), "wide-1.7.1/src/lib.rs");
        assert_eq!(without_machine("/rustc/e50a/library/std/a.b-1949cf8c6b5b557f/c-1.0.0/c.rs"), "c-1.0.0/c.rs");
        assert_eq!(without_machine("./crates/dsp/src/pan/mod.rs"), "crates/dsp/src/pan/mod.rs");
        assert_eq!(without_machine("/rustc/e50a/library/core/src/cmp.rs"), "/rustc/e50a/library/core/src/cmp.rs");
    }
}
