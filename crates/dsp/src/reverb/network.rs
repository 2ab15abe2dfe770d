//! The feedback delay network: lines that are fed to each other without loss, and lose in themselves what the decay says.
//!
//! Source: J.-M. Jot and A. Chaigne, Digital delay networks for designing artificial reverberators, AES 90th Convention, 1991;
//! mixing by the Hadamard matrix of order 16, whose rows are orthogonal and whose entries are all as large.

use super::coeffs::{LINES, LineCoeffs};
use super::crossfade::Crossfade;
use super::ring::{Layout, NOTHING, QUIET, Ring, STEP, Span};
use crate::lanes::{CELL_FRAMES, Cell};
use megamixer_vectors::f32x4;

/// Vectors of lines.
const QUADS: usize = LINES / STEP;

/// What keeps the energy of the sixteen lines that are mixed: `1 / √16`.
const MIXING: f32 = 0.25;

/// The sign with which the left (even lines) and the right channel (odd lines) enters. Like the signs of the outputs, they are no row
/// of the Hadamard matrix but as far as can be from every one (a bent function), so that no line echoes what is heard
/// more than another.
const ENTRY: [bool; LINES] = signs([true, true, false, true], [true, false, true, true]);

/// Products of signs.
const fn signs(outer: [bool; 4], inner: [bool; 4]) -> [bool; LINES] {
    let (mut signs, mut line) = ([true; LINES], 0);
    while line < LINES {
        signs[line] = outer[line / 4] == inner[line % 4];
        line += 1;
    }
    signs
}

/// The losses of the lines in vectors: of each its gain, which includes that of the mixing, and its pole.
type Losses = [[f32x4; QUADS]; 2];

fn in_lanes(coeffs: &LineCoeffs) -> Losses {
    let quads = |of_lines: &[f32; LINES], scale: f32| {
        let (quads, _) = of_lines.as_chunks::<STEP>();
        core::array::from_fn(|quad| f32x4::from(quads[quad]) * f32x4::splat(scale))
    };
    [quads(&coeffs.gain, MIXING), quads(&coeffs.pole, 1.0)]
}

/// Lines, and what they remember besides their memory.
#[derive(Clone)]
pub struct Network {
    rings: [Ring; LINES],
    lengths: Crossfade<[u32; LINES]>,
    /// Which lines crossfaded last: those whose number leaves this when divided by four.
    turn: usize,
    losses: Losses,
    /// What the losses change by in a frame, evenly within a cell.
    steps: Option<Losses>,
    damped: [f32x4; QUADS],
}

impl Network {
    /// Lines of these lengths, in memory for the longest that they get.
    #[optimize(size)]
    pub fn new(
        layout: &mut Layout,
        longest: [u32; LINES],
        lengths: [u32; LINES],
        coeffs: &LineCoeffs,
        sample_rate: f32,
    ) -> Self {
        Self {
            rings: longest.map(|frames| layout.ring(frames)),
            lengths: Crossfade::new(lengths, sample_rate),
            turn: 0,
            losses: in_lanes(coeffs),
            steps: None,
            damped: [f32x4::ZERO; QUADS],
        }
    }

    /// Lengths and losses are these at once.
    pub fn snap(&mut self, lengths: [u32; LINES], coeffs: &LineCoeffs) {
        self.lengths.snap(lengths);
        self.losses = in_lanes(coeffs);
        self.steps = None;
    }

    /// At a grid point: lines that rest set out for other lengths, a quarter of them at a time. What crossfades loses up to half its
    /// energy, since two places are not alike, so a tail lives longer in a room that changes all the time.
    pub fn head_for(&mut self, wanted: impl FnOnce() -> [u32; LINES]) {
        let (turn, now) = (&mut self.turn, self.lengths.places()[1]);
        self.lengths.settle(|| {
            let wanted = wanted();
            if wanted == now {
                return now;
            }
            loop {
                *turn = (*turn + 1) % STEP;
                let next = core::array::from_fn(|line| if line % STEP == *turn { wanted[line] } else { now[line] });
                if next != now {
                    return next;
                }
            }
        });
    }

    /// The lengths as they sound: on the way they lie between.
    pub fn mean_lengths(&self) -> [f32; LINES] {
        let [from, to] = self.lengths.places();
        core::array::from_fn(|line| {
            let (from, to) = (from[line] as f32, to[line] as f32);
            from + (to - from) * self.lengths.reached()
        })
    }

    /// Whether the losses change within this cell.
    pub fn gliding(&self) -> bool {
        self.steps.is_some()
    }

    /// At a grid point: the losses of the last cell have come to their end, and move to others in the next.
    pub fn glide_to(&mut self, from: &LineCoeffs, to: &LineCoeffs) {
        self.losses = in_lanes(from);
        let ends = in_lanes(to);
        let part = f32x4::splat(1.0 / CELL_FRAMES as f32);
        let step = |of: usize| core::array::from_fn(|quad| (ends[of][quad] - self.losses[of][quad]) * part);
        self.steps = (from != to).then(|| [step(0), step(1)]);
    }

    /// Feeds a stretch in that begins at a frame of the cell; tells what is heard left and right, and whether any was remembered.
    pub fn pass(
        &mut self,
        memory: &mut [f32],
        input: &[Span; 2],
        at: usize,
        frames: usize,
        scratch: &mut Cell,
    ) -> ([Span; 2], bool) {
        let mut lines = self.read(memory, frames, scratch);
        let mut out = [QUIET; 2];
        for step in 0..frames.div_ceil(STEP) {
            self.step(&mut lines, input, &mut out, at, step, STEP.min(frames - step * STEP));
        }
        let mut heard = false;
        for (ring, line) in self.rings.iter_mut().zip(&lines) {
            heard |= ring.write(memory, line, frames);
            ring.advance(frames);
        }
        (out, heard)
    }

    /// What comes out of the lines.
    #[inline(always)]
    fn read(&mut self, memory: &[f32], frames: usize, scratch: &mut Cell) -> [Span; LINES] {
        let shares = self.lengths.shares(frames, scratch);
        let [from, to] = self.lengths.places();
        core::array::from_fn(|line| {
            let mut span = self.rings[line].read(memory, from[line]);
            if let Some(shares) = &shares
                && from[line] != to[line]
            {
                let other = self.rings[line].read(memory, to[line]);
                for ((step, other), share) in span.iter_mut().zip(other).zip(shares) {
                    *step += (other - *step) * *share;
                }
            }
            span
        })
    }

    /// Four frames, or fewer at the end of a stretch: what came out of the lines becomes what goes into them.
    #[inline(always)]
    fn step(
        &mut self,
        lines: &mut [Span; LINES],
        input: &[Span; 2],
        out: &mut [Span; 2],
        at: usize,
        step: usize,
        frames: usize,
    ) {
        let mut mixed = [f32x4::ZERO; LINES];
        for quad in 0..QUADS {
            let rows = f32x4::transpose(core::array::from_fn(|i| lines[quad * STEP + i][step]));
            let mut damped = self.damped[quad];
            let rows: [f32x4; STEP] = core::array::from_fn(|i| {
                let [gain, pole] = match &self.steps {
                    None => [self.losses[0][quad], self.losses[1][quad]],
                    Some(steps) => {
                        let frame = f32x4::splat((at + step * STEP + i) as f32);
                        [0, 1].map(|of| self.losses[of][quad] + steps[of][quad] * frame)
                    }
                };
                damped = gain * rows[i] + pole * damped;
                damped
            });
            self.damped[quad] = if frames == STEP { rows[STEP - 1] } else { rows[frames - 1] };
            mixed[quad * STEP..][..STEP].copy_from_slice(&f32x4::transpose(rows));
        }
        let [left, right] = mix(&mut mixed);
        (out[0][step], out[1][step]) = (left, right);
        for (line, mixed) in mixed.into_iter().enumerate() {
            let input = input[line % 2][step];
            lines[line][step] = if ENTRY[line] { mixed + input } else { mixed - input };
        }
    }

    /// At a grid point. What is damped below what is written is nothing.
    pub fn settle(&mut self) {
        for damped in &mut self.damped {
            *damped &= damped.abs().simd_ge(f32x4::splat(NOTHING));
        }
    }

    /// Whether nothing is remembered but in memory.
    pub fn at_rest(&self) -> bool {
        self.damped == [f32x4::ZERO; QUADS]
    }

    /// Forgets what is not in memory.
    pub fn reset(&mut self) {
        self.damped = [f32x4::ZERO; QUADS];
    }
}

/// Multiplies by the Hadamard matrix, fast; and sums what is heard left and right, by signs that are orthogonal.
///
/// The signs are `(+ + + -) ⊗ (+ + + -)` and `(+ - + +) ⊗ (+ - + +)`: see [`ENTRY`].
#[inline(always)]
fn mix(lines: &mut [f32x4; LINES]) -> [f32x4; 2] {
    let (mut lefts, mut rights) = ([f32x4::ZERO; QUADS], [f32x4::ZERO; QUADS]);
    for quad in 0..QUADS {
        let [a, b, c, d] = core::array::from_fn(|i| lines[quad * STEP + i]);
        let (ab, a_b, cd, c_d) = (a + b, a - b, c + d, c - d);
        (lefts[quad], rights[quad]) = (ab + c_d, a_b + cd);
        lines[quad * STEP..][..STEP].copy_from_slice(&[ab + cd, a_b + c_d, ab - cd, a_b - c_d]);
    }
    for i in 0..STEP {
        let [a, b, c, d] = core::array::from_fn(|quad| lines[quad * STEP + i]);
        let (ab, a_b, cd, c_d) = (a + b, a - b, c + d, c - d);
        for (quad, mixed) in [ab + cd, a_b + c_d, ab - cd, a_b - c_d].into_iter().enumerate() {
            lines[quad * STEP + i] = mixed;
        }
    }
    [(lefts[0] + lefts[1]) + (lefts[2] - lefts[3]), (rights[0] - rights[1]) + (rights[2] + rights[3])]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What each line gives to each other and to both outputs.
    fn matrix() -> [([f32; LINES], [f32; 2]); LINES] {
        core::array::from_fn(|line| {
            let mut lines = [f32x4::ZERO; LINES];
            lines[line] = f32x4::ONE;
            let out = mix(&mut lines);
            (lines.map(|to| to.to_array()[2]), out.map(|to| to.to_array()[2]))
        })
    }

    fn dot(a: impl IntoIterator<Item = f32>, b: impl IntoIterator<Item = f32>) -> f32 {
        a.into_iter().zip(b).map(|(a, b)| a * b).sum()
    }

    #[test]
    fn mixing_keeps_all_energy_and_every_line_feeds_every_line_alike() {
        let matrix = matrix();
        for (i, (a, _)) in matrix.iter().enumerate() {
            assert!(a.iter().all(|entry| entry.abs() == 1.0));
            for (j, (b, _)) in matrix.iter().enumerate() {
                assert_eq!(dot(*a, *b) * MIXING * MIXING, if i == j { 1.0 } else { 0.0 });
            }
        }
    }

    #[test]
    fn left_and_right_hear_every_line_alike_orthogonally_and_no_line_is_fed_what_is_heard_more_than_another() {
        let matrix = matrix();
        let heard = [0, 1].map(|side| matrix.map(|(_, out)| out[side]));
        assert_eq!(dot(heard[0], heard[1]), 0.0);
        let entry = ENTRY.map(|plus| if plus { 1.0 } else { -1.0 });
        for pattern in [heard[0], heard[1], entry] {
            assert!(pattern.iter().all(|sign| sign.abs() == 1.0));
            for line in 0..LINES {
                assert_eq!(dot(pattern, matrix.map(|(row, _)| row[line])).abs(), 4.0);
            }
        }
    }
}
