//! The last three seconds, in steps of 10 ms.
//!
//! Momentary loudness must find a tone of 400 ms wherever it starts, within 0.1 LU (EBU Tech 3341, cases 13 and 14), so
//! its window may miss at most 9 ms of it: steps of 100 ms will not do, steps of 10 ms miss 5 at worst.
//!
//! Step `n` ends after the frame `floor(n · rate / 100)`, counted from the restart, in whole numbers. So a step's frames
//! depend neither on the grid nor on how stretches are cut, and steps do not drift where 10 ms is no whole number of frames.

use megamixer_vectors::f64x2;

/// Steps in a second.
pub const STEPS_PER_S: u32 = 100;
/// Steps remembered: three seconds.
pub const STEPS: usize = 300;

/// The energies of the last steps, and of the one under way.
#[derive(Clone)]
pub struct Windows {
    /// Frames in a second.
    rate: u64,
    /// Steps that have ended.
    steps: u64,
    frames_left: usize,
    /// Of the step under way, left and right.
    energy: f64x2,
    under_way: bool,
    /// Step `n` stands at `n` modulo [`STEPS`].
    energies: [f64; STEPS],
}

impl Windows {
    /// For a whole number of frames in a second.
    #[optimize(size)]
    pub fn new(rate: u32) -> Self {
        let mut windows = Self {
            rate: u64::from(rate),
            steps: 0,
            frames_left: 0,
            energy: f64x2::ZERO,
            under_way: false,
            energies: [0.0; STEPS],
        };
        windows.begin();
        windows
    }

    /// Frames until a number of steps have ended.
    fn end_of(&self, steps: u64) -> u64 {
        steps * self.rate / u64::from(STEPS_PER_S)
    }

    /// A step begins.
    fn begin(&mut self) {
        self.energy = f64x2::ZERO;
        self.under_way = false;
        self.frames_left = (self.end_of(self.steps + 1) - self.end_of(self.steps)) as usize;
    }

    /// Nothing was heard, and a step begins.
    pub fn clear(&mut self) {
        self.energies = [0.0; STEPS];
        self.steps = 0;
        self.begin();
    }

    /// Frames until the step under way ends, at least one.
    pub fn frames_left(&self) -> usize {
        self.frames_left
    }

    /// The energy of the step under way, left and right.
    pub fn energy(&self) -> f64x2 {
        self.energy
    }

    /// Whether the step under way has any frames yet.
    pub fn under_way(&self) -> bool {
        self.under_way
    }

    /// Frames pass, at most those that are left; with them the step's energy has come to `energy`. Tells whether the step has ended.
    pub fn pass(&mut self, frames: usize, energy: f64x2) -> bool {
        self.energy = energy;
        self.under_way = true;
        self.frames_left -= frames;
        let ended = self.frames_left == 0;
        if ended {
            let [left, right] = energy.to_array();
            self.energies[(self.steps % STEPS as u64) as usize] = left + right;
            self.steps += 1;
            self.begin();
        }
        ended
    }

    /// The mean square of the last steps, at most [`STEPS`], summed over both channels. What was not heard yet is silence.
    ///
    /// Sums are taken afresh: a running one would keep the rounding errors of what was loud.
    pub fn mean_square(&self, steps: usize) -> f64 {
        let last = self.steps.max(steps as u64);
        let frames = self.end_of(last) - self.end_of(last - steps as u64);
        let end = (self.steps % STEPS as u64) as usize;
        let energy = if steps <= end {
            sum(&self.energies[end - steps..end])
        } else {
            sum(&self.energies[end + STEPS - steps..]) + sum(&self.energies[..end])
        };
        energy / frames as f64
    }
}

/// Four sums side by side.
fn sum(energies: &[f64]) -> f64 {
    let fours = energies.chunks_exact(4);
    let rest: f64 = fours.remainder().iter().sum();
    let mut sums = [0.0; 4];
    for four in fours {
        for (sum, energy) in sums.iter_mut().zip(four) {
            *sum += energy;
        }
    }
    ((sums[0] + sums[2]) + (sums[1] + sums[3])) + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pass_step(windows: &mut Windows, power: f64) -> usize {
        let frames = windows.frames_left();
        windows.pass(frames, f64x2::new([power * frames as f64, 0.0]));
        frames
    }

    #[test]
    fn steps_are_ten_milliseconds_on_average_at_any_sample_rate() {
        for rate in [3_433, 11_025, 44_100, 47_999, 768_000] {
            let mut windows = Windows::new(rate);
            let lengths: Vec<usize> = (0..1_000).map(|_| pass_step(&mut windows, 0.0)).collect();
            assert_eq!(lengths.iter().sum::<usize>(), rate as usize * 10);
            let exact = rate as usize / 100;
            assert!(lengths.iter().all(|length| (exact..=exact + 1).contains(length)));
        }
    }

    #[test]
    fn the_mean_of_a_constant_power_is_that_power_and_the_unheard_is_silence() {
        for rate in [3_433, 11_025, 44_100] {
            let mut windows = Windows::new(rate);
            for heard in 1..=1_000 {
                pass_step(&mut windows, 0.25);
                for steps in [40, 300] {
                    let wanted = 0.25 * f64::from(heard.min(steps as i32)) / steps as f64;
                    let found = windows.mean_square(steps);
                    assert!((found / wanted - 1.0).abs() < 0.03 / f64::from(heard), "{found} for {wanted}");
                }
            }
            windows.clear();
            assert_eq!(windows.mean_square(300), 0.0);
        }
    }

    #[test]
    fn what_was_loud_leaves_nothing_behind_once_it_is_out_of_the_window() {
        let mut windows = Windows::new(48_000);
        pass_step(&mut windows, 1e13);
        let quiet = |windows: &mut Windows| pass_step(windows, 1e-12);
        (0..39).for_each(|_| assert_eq!(quiet(&mut windows), 480));
        assert!(windows.mean_square(40) > 1e11);
        quiet(&mut windows);
        assert!((windows.mean_square(40) / 1e-12 - 1.0).abs() < 1e-12);
    }
}
