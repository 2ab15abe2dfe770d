//! One number for everything that page, worklet and engine must agree on.

use crate::header_words::HEADER;
use crate::layout::{Layout, MAGIC};
use crate::meters::{MASTER_METERS, METERS};
use crate::record::Record;
use crate::records::{BUS, MASTER, MIXER, SEND, STRIP, VCA};
use crate::spec::{Kind, MeterSpec, Spec};

/// The layout hash. Any change of a name, an address, a range, a default or a smoothing changes it.
pub const fn layout_hash() -> u32 {
    HASH
}

/// A constant, so that no code computes it and no table has to be there at run time.
const HASH: u32 = hash();

const fn hash() -> u32 {
    let mut hash = Fnv(0x811c_9dc5).number(MAGIC);
    let sections = [MIXER, VCA, STRIP, SEND, BUS, MASTER];
    let mut section = 0;
    while section < sections.len() {
        hash = hash.record(sections[section]);
        section += 1;
    }
    hash = hash.meters(METERS).meters(MASTER_METERS);
    let mut word = 0;
    while word < HEADER.len() {
        hash = hash.text(HEADER[word].name).number(HEADER[word].offset as u32);
        word += 1;
    }
    // The order of the sections and their paddings, seen through one odd-sized mixer.
    let probe = Layout { strips: 5, buses: 3 };
    let ends = [probe.send(4, 2), probe.strip_meter(4), probe.scope(), probe.words()];
    hash.number(ends[0] as u32).number(ends[1] as u32).number(ends[2] as u32).number(ends[3] as u32).0
}

/// FNV-1a, 32 bits. Source: G. Fowler, L. C. Noll, K.-P. Vo.
struct Fnv(u32);

impl Fnv {
    const fn byte(self, byte: u8) -> Self {
        Self((self.0 ^ byte as u32).wrapping_mul(0x0100_0193))
    }

    const fn number(self, number: u32) -> Self {
        let [a, b, c, d] = number.to_le_bytes();
        self.byte(a).byte(b).byte(c).byte(d)
    }

    const fn text(mut self, text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut i = 0;
        while i < bytes.len() {
            self = self.byte(bytes[i]);
            i += 1;
        }
        self.byte(0)
    }

    const fn record(mut self, record: &Record) -> Self {
        self = self.text(record.name).number(record.words as u32).specs(record.specs);
        let mut part = 0;
        while part < record.parts.len() {
            self = self.number(record.parts[part].offset as u32).record(record.parts[part].record);
            part += 1;
        }
        self
    }

    const fn meters(mut self, meters: &[MeterSpec]) -> Self {
        let mut meter = 0;
        while meter < meters.len() {
            self = self.text(meters[meter].name).number(meters[meter].offset as u32);
            meter += 1;
        }
        self
    }

    const fn specs(mut self, specs: &[Spec]) -> Self {
        let mut i = 0;
        while i < specs.len() {
            let spec = &specs[i];
            let kind = match spec.kind {
                Kind::Gain => 0,
                Kind::Number => 1,
                Kind::Setting => 2,
                Kind::Switch => 3,
                Kind::Choice(names) => 0x100 + names.len() as u32,
                Kind::Command => 4,
                Kind::Output => 5,
                Kind::Key => 6,
                Kind::Vca => 7,
            };
            self = self.text(spec.name).number(spec.offset as u32).number(kind).number(spec.smoothing as u32);
            self = self.number(spec.min.to_bits()).number(spec.max.to_bits()).number(spec.default.to_bits());
            if let Kind::Choice(names) = spec.kind {
                let mut name = 0;
                while name < names.len() {
                    self = self.text(names[name]);
                    name += 1;
                }
            }
            i += 1;
        }
        self
    }
}
