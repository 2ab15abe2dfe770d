//! The sections of DWARF, one file each.

use crate::Result;
use gimli::{Dwarf, EndianArcSlice, LittleEndian, SectionId};
use std::collections::BTreeSet;
use std::path::Path;

pub type Reader = EndianArcSlice<LittleEndian>;

/// Sections without a file are empty.
pub fn read(folder: &Path) -> Result<Dwarf<Reader>> {
    let load = |id: SectionId| {
        let file = folder.join(id.name());
        let content = if file.exists() { std::fs::read(file)? } else { Vec::new() };
        Ok::<_, std::io::Error>(Reader::new(content.into(), LittleEndian))
    };
    Ok(Dwarf::load(load)?)
}

/// Every address at which the line table says something new.
pub fn places(dwarf: &Dwarf<Reader>) -> Result<BTreeSet<u64>> {
    let mut found = BTreeSet::new();
    let mut units = dwarf.units();
    while let Some(header) = units.next()? {
        let unit = dwarf.unit(header)?;
        let Some(program) = unit.line_program else { continue };
        let mut rows = program.rows();
        while let Some((_, row)) = rows.next_row()? {
            found.insert(row.address());
        }
    }
    Ok(found)
}
