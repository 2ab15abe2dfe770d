//! `places.json`: what stands where, for a source map and for profiles.
//!
//! `{ functions: [name], files: [path], stacks: [[[function, file, line, column], ...]], pieces: [[start, stack]] }`:
//! from `start` on, the code comes from that stack, from the function inwards; a stack of -1 is unknown.

use crate::Result;
use crate::frames::Frame;
use crate::tree::Carried;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::Path;

/// Texts by the order in which they first came.
#[derive(Default)]
struct Table {
    indices: HashMap<String, usize>,
    texts: Vec<String>,
}

impl Table {
    fn index(&mut self, text: &str) -> usize {
        if let Some(&index) = self.indices.get(text) {
            return index;
        }
        let index = self.texts.len();
        self.indices.insert(text.to_owned(), index);
        self.texts.push(text.to_owned());
        index
    }

    /// Names of Rust and paths need no other escapes.
    fn json(&self) -> String {
        let quoted = self.texts.iter().map(|text| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")));
        quoted.collect::<Vec<_>>().join(",\n")
    }
}

pub fn places(carried: &[Carried], folder: &Path) -> Result<()> {
    let (mut functions, mut files) = (Table::default(), Table::default());
    let mut stacks = Table::default();
    let mut pieces = String::new();
    for line in carried.iter().flat_map(|function| &function.lines) {
        let stack = if line.frames.is_empty() {
            "-1".to_owned()
        } else {
            let frames: Vec<String> = line
                .frames
                .iter()
                .map(|Frame { function, place }| {
                    let (function, file) = (functions.index(function), files.index(&place.file));
                    format!("[{function},{file},{},{}]", place.line, place.column)
                })
                .collect();
            stacks.index(&format!("[{}]", frames.join(","))).to_string()
        };
        if !pieces.is_empty() {
            pieces.push_str(",\n");
        }
        write!(pieces, "[{},{stack}]", line.start)?;
    }
    let text = format!(
        "{{\"functions\":[\n{}\n],\n\"files\":[\n{}\n],\n\"stacks\":[\n{}\n],\n\"pieces\":[\n{pieces}\n]}}\n",
        functions.json(),
        files.json(),
        stacks.texts.join(",\n"),
    );
    std::fs::write(folder.join("places.json"), text)?;
    Ok(())
}
