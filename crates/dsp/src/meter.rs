//! Level meters of four stereo signals: peak, RMS and clip.

use crate::containment;
use crate::exact;
use crate::lanes::{CELL_FRAMES, Frame, larger};
use crate::mask::Mask;

/// How fast a peak falls once it is no longer held.
const FALL_DB_PER_S: f64 = 20.0;
/// How long a peak is held.
const HOLD_S: f64 = 1.0;
/// Time constant of the one-pole on the power.
const RMS_S: f64 = 0.3;
/// Below this a meter shows nothing: -140 dBFS.
const FLOOR: f32 = 1e-7;
/// Power below this is none: far above what is slow to compute.
const GONE: f32 = 1e-30;

/// How meters move from one grid point to the next.
#[derive(Clone, Copy, Debug)]
pub struct MeterCoeffs {
    fall: f32,
    hold_cells: f32,
    keep: f32,
    pass: f32,
}

impl MeterCoeffs {
    /// For a sample rate in Hz.
    #[optimize(size)]
    pub fn new(sample_rate: f32) -> Self {
        let cell_s = CELL_FRAMES as f64 / f64::from(sample_rate);
        let keep = exact::exp(-cell_s / RMS_S);
        Self {
            fall: exact::gain_from_db(-FALL_DB_PER_S * cell_s) as f32,
            hold_cells: (HOLD_S / cell_s) as f32,
            keep: keep as f32,
            pass: ((1.0 - keep) / CELL_FRAMES as f64) as f32,
        }
    }
}

/// A cell so far, with the stretch that was listened to last.
#[derive(Clone, Copy)]
pub struct Heard {
    peak: Frame,
    energy: Frame,
}

impl Heard {
    /// Listens to a frame more.
    #[inline(always)]
    pub fn see(&mut self, frame: Frame) {
        self.peak = larger(frame.abs(), self.peak);
        self.energy += frame * frame;
    }

    /// Which signals hold a sample that is not finite or beyond the limit of containment.
    pub fn bad(&self) -> Mask {
        // A NaN hides from the peak, but not from the energy; of a cell that went well so far both are finite.
        containment::beyond_limit(self.peak).or(containment::not_finite(self.energy))
    }
}

/// What the meters of four stereo signals remember.
#[derive(Clone, Default)]
pub struct Meter {
    /// Of the cell under way.
    cell_peak: Frame,
    cell_energy: Frame,
    /// Shown.
    peak: Frame,
    held_cells: Frame,
    power: Frame,
    /// Largest sample that nobody has taken yet.
    untaken: Frame,
    clipped: Frame,
}

impl Meter {
    /// Listens to a stretch within one cell.
    ///
    /// The stretch may hold anything: what was heard counts once it is [kept](Meter::keep), and until then another stretch
    /// may be listened to instead.
    pub fn listen(&self, signal: &[Frame]) -> Heard {
        let mut heard = self.heard();
        signal.iter().for_each(|frame| heard.see(*frame));
        heard
    }

    /// The cell so far, for whoever listens frame by frame.
    pub fn heard(&self) -> Heard {
        Heard { peak: self.cell_peak, energy: self.cell_energy }
    }

    /// Keeps what was heard.
    pub fn keep(&mut self, heard: Heard) {
        (self.cell_peak, self.cell_energy) = (heard.peak, heard.energy);
    }

    /// At a grid point: what was heard in the cell moves the meters.
    pub fn settle(&mut self, coeffs: &MeterCoeffs) {
        let heard = self.cell_peak;
        let falling = self.held_cells.simd_ge(Frame::splat(coeffs.hold_cells));
        let fallen = falling.select(self.peak * Frame::splat(coeffs.fall), self.peak);
        let fallen = fallen.simd_gt(Frame::splat(FLOOR)).select(fallen, Frame::ZERO);
        let risen = heard.simd_ge(fallen);
        self.peak = risen.select(heard, fallen);
        self.held_cells = risen.select(Frame::ZERO, self.held_cells + Frame::ONE);

        let power = self.power * Frame::splat(coeffs.keep) + self.cell_energy * Frame::splat(coeffs.pass);
        // While anything is heard, power builds up from however little; a cell of 48 kHz adds a 110th of it.
        let floor = self.cell_energy.simd_gt(Frame::ZERO).select(Frame::splat(GONE), Frame::splat(FLOOR * FLOOR));
        self.power = power.simd_gt(floor).select(power, Frame::ZERO);

        self.untaken = larger(heard, self.untaken);
        self.clipped = heard.simd_gt(Frame::ONE).select(Frame::ONE, self.clipped);
        (self.cell_peak, self.cell_energy) = (Frame::ZERO, Frame::ZERO);
    }

    /// Some signals' meters become those of `from`.
    #[optimize(size)]
    pub fn copy_lanes(&mut self, from: &Self, lanes: Mask) {
        let chosen = lanes.frame();
        let copy = |to: &mut Frame, from: Frame| *to = chosen.select(from, *to);
        copy(&mut self.cell_peak, from.cell_peak);
        copy(&mut self.cell_energy, from.cell_energy);
        copy(&mut self.peak, from.peak);
        copy(&mut self.held_cells, from.held_cells);
        copy(&mut self.power, from.power);
        copy(&mut self.untaken, from.untaken);
        copy(&mut self.clipped, from.clipped);
    }

    /// Everything shows nothing at once. What latches stays: the largest sample that nobody took, and clips.
    pub fn rest(&mut self) {
        *self = Self { untaken: self.untaken, clipped: self.clipped, ..Self::default() };
    }

    /// Whether every meter shows nothing and will go on doing so in silence.
    pub fn at_rest(&self) -> bool {
        self.peak == Frame::ZERO && self.power == Frame::ZERO && self.cell_peak == Frame::ZERO
    }

    /// The shown peaks, linear.
    pub fn peak(&self) -> Frame {
        self.peak
    }

    /// The shown RMS, linear.
    pub fn rms(&self) -> Frame {
        let rms = self.power.sqrt();
        rms.simd_gt(Frame::splat(FLOOR)).select(rms, Frame::ZERO)
    }

    /// The largest sample since [`Meter::taken`], per lane.
    pub fn untaken(&self) -> Frame {
        self.untaken
    }

    /// Somebody took the largest sample of a lane.
    pub fn taken(&mut self, lane: usize) {
        self.untaken.as_mut_array()[lane] = 0.0;
    }

    /// 1 in the lanes that went beyond full scale since they were cleared.
    pub fn clipped(&self) -> Frame {
        self.clipped
    }

    /// Unlatches the clip lamp of a lane.
    pub fn clear_clip(&mut self, lane: usize) {
        self.clipped.as_mut_array()[lane] = 0.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE: f32 = 48_000.0;

    /// The length of a cell.
    const CELL_S: f64 = CELL_FRAMES as f64 / RATE as f64;

    fn listen(meter: &mut Meter, seconds: f64, level: f32) {
        let coeffs = MeterCoeffs::new(RATE);
        for _ in 0..(seconds / CELL_S).round() as usize {
            let heard = meter.listen(&[Frame::splat(level); CELL_FRAMES]);
            meter.keep(heard);
            meter.settle(&coeffs);
        }
    }

    fn peak_db(meter: &Meter) -> f64 {
        20.0 * f64::from(meter.peak().to_array()[0]).log10()
    }

    #[test]
    fn a_peak_shows_at_once_holds_for_a_second_then_falls_twenty_decibels_a_second() {
        let mut meter = Meter::default();
        listen(&mut meter, CELL_S, 1.0);
        assert_eq!(peak_db(&meter), 0.0);
        listen(&mut meter, 0.99, 0.0);
        assert_eq!(peak_db(&meter), 0.0);
        listen(&mut meter, 1.01, 0.0);
        assert!((peak_db(&meter) + 20.0).abs() < 0.1, "{}", peak_db(&meter));
        listen(&mut meter, 1.0, 0.0);
        assert!((peak_db(&meter) + 40.0).abs() < 0.1);
    }

    #[test]
    fn rms_of_a_constant_is_its_level_and_falls_by_its_time_constant() {
        let mut meter = Meter::default();
        listen(&mut meter, 5.0, 0.5);
        assert!((meter.rms().to_array()[5] - 0.5).abs() < 1e-4);
        let cells = 100.0;
        listen(&mut meter, cells * CELL_S, 0.0);
        let fallen = f64::from(meter.rms().to_array()[5] / 0.5);
        assert!((fallen - (-cells * CELL_S / RMS_S / 2.0).exp()).abs() < 1e-3, "{fallen}");
    }

    #[test]
    fn rms_of_a_signal_just_above_the_floor_is_its_level() {
        let mut meter = Meter::default();
        listen(&mut meter, 5.0, 3e-7);
        let shown_db = 20.0 * f64::from(meter.rms().to_array()[0] / 3e-7).log10();
        assert!(shown_db.abs() < 0.01, "{shown_db}");
    }

    #[test]
    fn a_clip_stays_until_cleared_and_full_scale_is_not_one() {
        let mut meter = Meter::default();
        listen(&mut meter, 0.01, 1.0);
        assert_eq!(meter.clipped().to_array()[0], 0.0);
        listen(&mut meter, CELL_S, 1.01);
        listen(&mut meter, 1.0, 0.0);
        assert_eq!(meter.clipped().to_array()[0], 1.0);
        meter.clear_clip(0);
        assert_eq!(meter.clipped().to_array()[..2], [0.0, 1.0]);
    }

    #[test]
    fn meters_come_to_rest_in_silence() {
        let mut meter = Meter::default();
        listen(&mut meter, 1.0, 1.0);
        listen(&mut meter, 20.0, 0.0);
        assert!(meter.at_rest());
    }
}
