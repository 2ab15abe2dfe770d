//! Sections at rest, several in one pass over the signal.

use crate::lanes::Frame;
use crate::svf::{Svf, SvfCoeffs};
use wide::f32x4;

/// Sections at rest that follow one another, gathered so that a pass over the signal does several: each waits for its own
/// last frame most of the time.
pub struct Chain<'a> {
    stages: [Option<Stage<'a>>; Chain::LONGEST],
    length: usize,
}

struct Stage<'a> {
    svf: &'a mut Svf,
    coeffs: &'a SvfCoeffs<f32x4>,
}

impl<'a> Chain<'a> {
    /// How many sections a chain can hold: what an equaliser has.
    pub const LONGEST: usize = 8;

    /// No sections.
    pub fn new() -> Self {
        Self { stages: [const { None }; Self::LONGEST], length: 0 }
    }

    /// Adds a section; [`Chain::run`] is due before there are more than [`Chain::LONGEST`].
    pub fn push(&mut self, svf: &'a mut Svf, coeffs: &'a SvfCoeffs<f32x4>) {
        if let Some(free) = self.stages.get_mut(self.length) {
            *free = Some(Stage { svf, coeffs });
            self.length += 1;
        }
    }

    /// Runs a stretch through the sections so far, and forgets them.
    pub fn run(&mut self, signal: &mut [Frame]) {
        for group in self.stages[..self.length].chunks_mut(3) {
            match group {
                [Some(first), Some(second), Some(third)] => pass([first, second, third], signal),
                [Some(first), Some(second)] => pass([first, second], signal),
                [Some(only)] => pass([only], signal),
                _ => {}
            }
        }
        self.stages = [const { None }; Self::LONGEST];
        self.length = 0;
    }
}

impl Default for Chain<'_> {
    fn default() -> Self {
        Self::new()
    }
}

fn pass<const N: usize>(stages: [&mut Stage; N], signal: &mut [Frame]) {
    if signal.len() < N {
        stages.into_iter().for_each(|stage| pass([stage], signal));
    } else if stages.iter().any(|stage| stage.coeffs.any_steep()) {
        pass_form::<N, true>(stages, signal);
    } else {
        pass_form::<N, false>(stages, signal);
    }
}

/// Each section is a frame behind the one before it: none then waits for what another makes of the same frame.
fn pass_form<const N: usize, const ANY_STEEP: bool>(stages: [&mut Stage; N], signal: &mut [Frame]) {
    let coeffs: [SvfCoeffs<Frame>; N] = core::array::from_fn(|i| stages[i].coeffs.spread());
    let mut svf: [Svf; N] = core::array::from_fn(|i| *stages[i].svf);
    let mut tick = |section: usize, x: Frame| x + svf[section].tick::<ANY_STEEP>(&coeffs[section], x);
    let (last, frames) = (N - 1, signal.len());
    // What waits for each section. The later ones take it before the earlier ones put something there.
    let mut waiting = [Frame::ZERO; N];
    for (i, frame) in signal[..last].iter().enumerate() {
        for section in (1..=i).rev() {
            waiting[section + 1] = tick(section, waiting[section]);
        }
        waiting[1] = tick(0, *frame);
    }
    for i in last..frames {
        waiting[0] = signal[i];
        signal[i - last] = tick(last, waiting[last]);
        for section in (0..last).rev() {
            waiting[section + 1] = tick(section, waiting[section]);
        }
    }
    for done in 1..=last {
        signal[frames - 1 - last + done] = tick(last, waiting[last]);
        for section in (done..last).rev() {
            waiting[section + 1] = tick(section, waiting[section]);
        }
    }
    for (stage, svf) in stages.into_iter().zip(svf) {
        *stage.svf = svf;
    }
}
