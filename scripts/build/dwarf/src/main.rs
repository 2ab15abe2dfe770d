//! Carries DWARF through wasm-opt. Binaryen can rewrite DWARF itself, but then leaves out the passes that would break
//! it, so that the code to be profiled would not be the code that is shipped. Its source maps follow every pass; so
//! the build has a source map say, of each instruction, where it was before, and this program writes new DWARF from
//! that and from the old.
//!
//! `megamixer-dwarf places FOLDER`: the addresses at which a source place begins, one a line.
//! `megamixer-dwarf carry FOLDER OUTPUT MOVED`: reads what [`moved`] tells, and writes the new sections, and
//! `places.json` for whoever wants to know what stands where without reading DWARF.
//!
//! A folder has a file for each section, by its name. Addresses count from the start of the code section's content.

mod frames;
mod json;
mod moved;
mod sections;
mod tree;
mod write;

use std::fs::File;
use std::io::{BufReader, Write as _};
use std::path::Path;
use std::process::ExitCode;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn places(folder: &Path) -> Result<()> {
    let mut output = std::io::BufWriter::new(std::io::stdout().lock());
    for address in sections::places(&sections::read(folder)?)? {
        writeln!(output, "{address}")?;
    }
    Ok(())
}

fn carry(folder: &Path, output: &Path, moved: &Path) -> Result<()> {
    let functions = moved::read(BufReader::new(File::open(moved)?))?;
    let frames = frames::Frames::new(sections::read(folder)?)?;
    let carried = functions.iter().map(|function| tree::carry(function, &frames)).collect::<Result<Vec<_>>>()?;
    write::sections(&carried, output)?;
    json::places(&carried, output)
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["places", folder] => places(Path::new(folder)),
        ["carry", folder, output, moved] => carry(Path::new(folder), Path::new(output), Path::new(moved)),
        _ => Err("megamixer-dwarf places FOLDER | carry FOLDER OUTPUT MOVED".into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("megamixer-dwarf: {error}");
            ExitCode::FAILURE
        }
    }
}
