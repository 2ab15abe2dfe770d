//! One number for everything that page, worklet and engine must agree on.

use crate::layout::{Layout, MAGIC};
use crate::spec::{Kind, Spec};
use crate::tables::{BUS, HEADER, MASTER, METERS, MIXER, SEND, STRIP};

/// The layout hash. Any change of a name, an address, a range, a default or a smoothing changes it.
pub const fn layout_hash() -> u32 {
    let mut hash = Fnv(0x811c_9dc5).number(MAGIC);
    let sections = [MIXER, STRIP, SEND, BUS, MASTER];
    let mut section = 0;
    while section < sections.len() {
        hash = hash.specs(sections[section]);
        section += 1;
    }
    let mut meter = 0;
    while meter < METERS.len() {
        hash = hash.text(METERS[meter].name).number(METERS[meter].offset as u32);
        meter += 1;
    }
    let mut word = 0;
    while word < HEADER.len() {
        hash = hash.text(HEADER[word].name).number(HEADER[word].offset as u32);
        word += 1;
    }
    // The order of the sections and their paddings, seen through one odd-sized mixer.
    let probe = Layout { strips: 5, buses: 3 };
    hash.number(probe.send(4, 2) as u32).number(probe.strip_meter(4) as u32).number(probe.words() as u32).0
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
