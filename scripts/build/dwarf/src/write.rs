//! The new DWARF: one unit with a line table, every function, and what was inlined into it.

use crate::Result;
use crate::frames::Place;
use crate::tree::{Carried, Inlined};
use gimli::write::{
    Address, AttributeValue, DwarfUnit, EndianVec, FileId, LineProgram, LineString, Range, RangeList, Sections,
    UnitEntryId,
};
use gimli::{Encoding, Format, LineEncoding, LittleEndian};
use std::collections::HashMap;
use std::path::Path;

/// Where the sources' paths start, seen from the module's own URL: dist/assets/ stands in the checkout.
const SOURCES: &str = "../..";
const ENCODING: Encoding = Encoding { format: Format::Dwarf32, version: 4, address_size: 4 };

struct Writer {
    dwarf: DwarfUnit,
    files: HashMap<String, FileId>,
    /// What the inlined copies of a function have in common.
    abstracts: HashMap<String, UnitEntryId>,
}

pub fn sections(functions: &[Carried], folder: &Path) -> Result<()> {
    let mut writer = Writer::new();
    for function in functions {
        writer.function(function);
    }
    writer.finish(functions, folder)
}

impl Writer {
    fn new() -> Self {
        let mut dwarf = DwarfUnit::new(ENCODING);
        let directory = LineString::new(SOURCES, ENCODING, &mut dwarf.line_strings);
        let name = LineString::new("crates/wasm/src/lib.rs", ENCODING, &mut dwarf.line_strings);
        dwarf.unit.line_program = LineProgram::new(ENCODING, LineEncoding::default(), directory, None, name, None);
        Self { dwarf, files: HashMap::new(), abstracts: HashMap::new() }
    }

    fn file(&mut self, path: &str) -> FileId {
        if let Some(&file) = self.files.get(path) {
            return file;
        }
        let program = &mut self.dwarf.unit.line_program;
        let (directory, name) = path.rsplit_once('/').unwrap_or(("", path));
        let directory = match directory {
            "" => program.default_directory(),
            _ => program.add_directory(LineString::String(directory.into())),
        };
        let name = if name.is_empty() { "unknown" } else { name };
        let file = program.add_file(LineString::String(name.into()), directory, None);
        self.files.insert(path.to_owned(), file);
        file
    }

    fn name(&mut self, entry: UnitEntryId, name: &str) {
        let name = self.dwarf.strings.add(name);
        self.set(entry, gimli::DW_AT_name, AttributeValue::StringRef(name));
    }

    fn set(&mut self, entry: UnitEntryId, attribute: gimli::DwAt, value: AttributeValue) {
        self.dwarf.unit.get_mut(entry).set(attribute, value);
    }

    fn function(&mut self, function: &Carried) {
        let root = self.dwarf.unit.root();
        let entry = self.dwarf.unit.add(root, gimli::DW_TAG_subprogram);
        self.name(entry, &function.name);
        self.range(entry, &[(function.start, function.end)]);
        self.inlined(entry, &function.inlined);

        self.set(entry, gimli::DW_AT_external, AttributeValue::Flag(true));
        self.dwarf.unit.line_program.begin_sequence(Some(Address::Constant(function.start)));
        for line in &function.lines {
            let place = line.frames.last().map(|frame| frame.place.clone());
            let Place { file, line: number, column } =
                place.unwrap_or(Place { file: "unknown".into(), line: 0, column: 0 });
            let file = self.file(&file);
            let program = &mut self.dwarf.unit.line_program;
            let row = program.row();
            row.address_offset = line.start - function.start;
            row.file = file;
            row.line = number.into();
            row.column = column.into();
            program.generate_row();
        }
        self.dwarf.unit.line_program.end_sequence(function.end - function.start);
    }

    fn inlined(&mut self, parent: UnitEntryId, inlined: &Inlined) {
        for ((name, place), call) in &inlined.0 {
            let origin = self.abstract_function(name);
            let file = self.file(&place.file);
            let entry = self.dwarf.unit.add(parent, gimli::DW_TAG_inlined_subroutine);
            self.set(entry, gimli::DW_AT_abstract_origin, AttributeValue::UnitRef(origin));
            self.range(entry, &call.ranges);
            self.set(entry, gimli::DW_AT_call_file, AttributeValue::FileIndex(Some(file)));
            self.set(entry, gimli::DW_AT_call_line, AttributeValue::Udata(place.line.into()));
            self.set(entry, gimli::DW_AT_call_column, AttributeValue::Udata(place.column.into()));
            self.inlined(entry, &call.inlined);
        }
    }

    fn abstract_function(&mut self, name: &str) -> UnitEntryId {
        if let Some(&entry) = self.abstracts.get(name) {
            return entry;
        }
        let root = self.dwarf.unit.root();
        let entry = self.dwarf.unit.add(root, gimli::DW_TAG_subprogram);
        self.name(entry, name);
        self.set(entry, gimli::DW_AT_inline, AttributeValue::Inline(gimli::DW_INL_inlined));
        self.abstracts.insert(name.to_owned(), entry);
        entry
    }

    fn range(&mut self, entry: UnitEntryId, ranges: &[(u64, u64)]) {
        if let [(start, end)] = ranges {
            self.set(entry, gimli::DW_AT_low_pc, AttributeValue::Address(Address::Constant(*start)));
            self.set(entry, gimli::DW_AT_high_pc, AttributeValue::Udata(end - start));
            return;
        }
        let list = ranges
            .iter()
            .map(|&(begin, end)| Range::StartEnd { begin: Address::Constant(begin), end: Address::Constant(end) })
            .collect();
        let list = self.dwarf.unit.ranges.add(RangeList(list));
        self.set(entry, gimli::DW_AT_ranges, AttributeValue::RangeListRef(list));
    }

    fn finish(mut self, functions: &[Carried], folder: &Path) -> Result<()> {
        let root = self.dwarf.unit.root();
        self.name(root, "crates/wasm/src/lib.rs");
        let directory = self.dwarf.strings.add(SOURCES);
        self.set(root, gimli::DW_AT_comp_dir, AttributeValue::StringRef(directory));
        let producer = self.dwarf.strings.add("rustc and wasm-opt, carried by megamixer-dwarf");
        self.set(root, gimli::DW_AT_producer, AttributeValue::StringRef(producer));
        self.set(root, gimli::DW_AT_language, AttributeValue::Language(gimli::DW_LANG_Rust));
        self.set(root, gimli::DW_AT_stmt_list, AttributeValue::LineProgramRef);
        let ranges: Vec<_> = functions.iter().map(|function| (function.start, function.end)).collect();
        self.range(root, &ranges);
        // Ranges count from here.
        self.set(root, gimli::DW_AT_low_pc, AttributeValue::Address(Address::Constant(0)));

        let mut sections = Sections::new(EndianVec::new(LittleEndian));
        self.dwarf.write(&mut sections)?;
        sections.for_each(|id, content| {
            if content.slice().is_empty() { Ok(()) } else { std::fs::write(folder.join(id.name()), content.slice()) }
        })?;
        Ok(())
    }
}
