//! Who writes into the block: a page, sensibly or not.

use crate::places::{Place, places, tail_range, value};
use crate::scene::{Bits, Move, Ramp};
use crate::support::{Desk, Noise};
use megamixer_schema::{Kind, Layout, Target, header};
use std::sync::atomic::Ordering::SeqCst;

/// A page with no library between itself and the words.
pub struct Page {
    layout: Layout,
    /// The parameters of each section, and at last those of all.
    sections: Vec<Vec<Place>>,
}

impl Page {
    pub fn new(layout: Layout) -> Self {
        let mut sections = places(layout);
        sections.push(sections.concat());
        Self { layout, sections }
    }

    fn section(&self, section: u8) -> &[Place] {
        &self.sections[usize::from(section) % self.sections.len()]
    }

    /// Parameters move.
    pub fn edit(&self, desk: &Desk, moves: &[Move]) {
        publish(desk, || {
            for one in moves {
                let section = self.section(one.section);
                let place = section[usize::from(one.parameter) % section.len()];
                write(desk, place.word, place.spec.bits(value(place.spec, one.to)));
                ramp(desk, place, one.ramp.as_ref());
            }
        });
    }

    /// Parameters of a section move, so many of 256, some of them by ramps.
    pub fn shake(&self, desk: &Desk, section: u8, share: u8, seed: u16) {
        let mut noise = Noise(1 + u32::from(seed));
        publish(desk, || {
            for place in self.section(section) {
                if !picks(&mut noise, share) {
                    continue;
                }
                write(desk, place.word, place.spec.bits(value(place.spec, number(&mut noise))));
                let start = noise.chance(0.5).then(|| number(&mut noise));
                let asked = Ramp { hundredths: (number(&mut noise) % 100) as u8, start };
                ramp(desk, *place, noise.chance(0.2).then_some(&asked));
            }
        });
    }

    /// Any bits get into the words of a section, so many of 256.
    pub fn litter(&self, desk: &Desk, section: u8, share: u8, seed: u16) {
        let mut noise = Noise(1 + u32::from(seed));
        publish(desk, || {
            for place in self.section(section) {
                for word in place.words() {
                    if picks(&mut noise, share) {
                        let special = noise.chance(0.5);
                        noise.next();
                        write(
                            desk,
                            word,
                            if special { Bits::Special(noise.0 as u8) } else { Bits::Any(noise.0) }.get(),
                        );
                    }
                }
            }
        });
    }

    /// Any bits get into the words of the page.
    pub fn scribble(&self, desk: &Desk, words: &[(u16, Bits)]) {
        let (first, count) = (self.layout.page_start(), self.layout.page_end() - self.layout.page_start());
        words.iter().for_each(|(word, bits)| write(desk, first + usize::from(*word) % count, bits.get()));
    }

    /// Any bits get into any words, but for a ring that the engine never reads.
    pub fn scribble_anywhere(&self, desk: &Desk, words: &[(u16, Bits)]) {
        words.iter().for_each(|(word, bits)| write(desk, usize::from(*word) % self.layout.scope(), bits.get()));
    }

    /// What asks for a tail of more than a few seconds asks for less from now on. Everything else stays as it is, whatever it
    /// is.
    pub fn shorten_tails(&self, desk: &Desk) {
        publish(desk, || {
            for place in self.sections.last().into_iter().flatten() {
                let Some((shortest, longest)) = tail_range(place.spec) else { continue };
                let found = f32::from_bits(read(desk, place.word));
                // Of what is no number the engine would take no notice.
                let value = if found.is_finite() { found.clamp(shortest, longest) } else { longest };
                write(desk, place.word, value.to_bits());
                ramp(desk, *place, None);
            }
        });
    }

    /// Compressors listen to their own signals. Everybody goes to the master, since outputs in a circle would leave the keys as
    /// they are.
    pub fn untangle(&self, desk: &Desk) {
        publish(desk, || {
            for place in self.sections.last().into_iter().flatten() {
                if matches!(place.spec.kind, Kind::Key | Kind::Output) {
                    write(desk, place.word, 0);
                }
            }
        });
    }
}

fn number(noise: &mut Noise) -> u16 {
    noise.next();
    (noise.0 >> 16) as u16
}

fn picks(noise: &mut Noise, share: u8) -> bool {
    number(noise) >> 8 <= u16::from(share)
}

/// How a parameter that has been written gets there.
fn ramp(desk: &Desk, Place { word, spec }: Place, asked: Option<&Ramp>) {
    let Some(words) = spec.ramp() else { return };
    let at = |of_spec: usize| word + of_spec - spec.offset;
    let start = asked.and_then(|ramp| ramp.start).map_or(Target::WHERE_IT_IS, |start| value(spec, start));
    let seconds = asked.map_or(0.0, |ramp| f32::from(ramp.hundredths) / 100.0);
    write(desk, at(words.seconds), seconds.to_bits());
    write(desk, at(words.start), start.to_bits());
    write(desk, at(words.count), read(desk, at(words.count)).wrapping_add(1));
}

/// Makes an edit of what is written meanwhile and of what was scribbled before, from whatever state the protocol's words are in.
pub fn publish(desk: &Desk, edit: impl FnOnce()) {
    let odd = read(desk, header::sequence) | 1;
    write(desk, header::sequence, odd);
    edit();
    for section in 0..desk.layout.sections() {
        let version = desk.layout.version(section);
        write(desk, version, read(desk, version).wrapping_add(1));
    }
    write(desk, header::sequence, odd.wrapping_add(1));
}

pub fn read(desk: &Desk, word: usize) -> u32 {
    desk.engine.block().bits(word).load(SeqCst)
}

pub fn write(desk: &Desk, word: usize, bits: u32) {
    desk.engine.block().bits(word).store(bits, SeqCst);
}
