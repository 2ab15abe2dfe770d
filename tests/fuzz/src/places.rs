//! Where the parameters of a console are, and what can be asked of them.

use core::ops::Range;
use megamixer_schema::{BUS, Kind, Layout, MASTER, MIXER, Record, SEND, STRIP, Spec, Target, Unit, VCA, VCA_COUNT};

/// A parameter: its first word in the block, and what it is.
#[derive(Clone, Copy)]
pub struct Place {
    pub word: usize,
    pub spec: &'static Spec,
}

impl Place {
    /// All its words.
    pub fn words(&self) -> Range<usize> {
        let count = if self.spec.ramp().is_some() { size_of::<Target>() / 4 } else { 1 };
        self.word..self.word + count
    }
}

/// The parameters of every section.
pub fn places(layout: Layout) -> Vec<Vec<Place>> {
    let of = |first: usize, record: &'static Record| {
        let mut places = Vec::new();
        record.walk(&mut |spec, word| places.push(Place { word: first + word, spec }));
        places
    };
    let strip = |strip: usize| {
        let sends = (0..layout.buses).flat_map(|bus| of(layout.send(strip, bus), SEND));
        of(layout.strip(strip), STRIP).into_iter().chain(sends).collect()
    };
    let vcas = (0..VCA_COUNT).flat_map(|vca| of(layout.vca(vca), VCA));
    let mixer = of(layout.mixer(), MIXER).into_iter().chain(vcas).collect();
    let mut sections = vec![mixer, of(layout.master(), MASTER)];
    sections.extend((0..layout.buses).map(|bus| of(layout.bus(bus), BUS)));
    sections.extend((0..layout.strips).map(strip));
    sections
}

/// A value for a parameter: a part of its range, fine at the lower end, where frequencies and times are; or which of its
/// choices.
pub fn value(spec: &Spec, to: u16) -> f32 {
    match spec.kind {
        Kind::Gain | Kind::Number | Kind::Setting => {
            let part = f32::from(to) / f32::from(u16::MAX);
            spec.min + (spec.max - spec.min) * part * part * part
        }
        // Most of those that could be meant are not there: often one of the first.
        Kind::Output | Kind::Key if !to.is_multiple_of(4) => f32::from(to / 4 % 24),
        Kind::Switch | Kind::Choice(_) | Kind::Output | Kind::Key | Kind::Vca => f32::from(to) % (spec.max + 1.0),
        Kind::Command => f32::from(to),
    }
}

/// The part of a parameter's range in which no tail takes more than a few seconds, where that is not all of it.
pub fn tail_range(spec: &Spec) -> Option<(f32, f32)> {
    let (shortest, longest) = match (spec.unit, spec.name) {
        (Unit::Seconds, _) => (spec.min, spec.min.max(0.05)),
        (Unit::Hertz, _) => (100.0, spec.max),
        (_, "Q") => (0.5, 2.0),
        (_, "feedback") => (spec.min, 0.5),
        _ => return None,
    };
    Some((shortest, longest))
}
