//! What is measured of the output, for as long as somebody wants it: true peak, loudness, correlation, and a ring of the
//! last frames. What nobody wants costs nothing.

use crate::block::Block;
use crate::times::Change;
use core::mem::offset_of;
use core::sync::atomic::Ordering;
use megamixer_dsp::correlation::{Correlation, CorrelationCoeffs};
use megamixer_dsp::loudness::Loudness;
use megamixer_dsp::meter::MeterCoeffs;
use megamixer_dsp::true_peak::TruePeakMeter;
use megamixer_schema::{MasterMeterWords, MasterValues, SCOPE_FRAMES};

/// The meters of the output that have to be wanted.
pub struct Analysis {
    true_peak: TruePeakMeter,
    loudness: Loudness,
    correlation: Correlation,
    wanted: Wanted,
    /// Whose meters have not heard everything so far.
    missed: Wanted,
    moved: bool,
}

#[derive(Clone, Copy, Default)]
struct Wanted {
    true_peak: bool,
    loudness: bool,
    correlation: bool,
    scope: bool,
}

impl Analysis {
    #[optimize(size)]
    pub fn new(sample_rate: f32) -> Self {
        Self {
            true_peak: TruePeakMeter::new(),
            loudness: Loudness::new(sample_rate),
            correlation: Correlation::new(CorrelationCoeffs::new(sample_rate)),
            wanted: Wanted::default(),
            missed: Wanted::default(),
            moved: true,
        }
    }

    #[optimize(size)]
    pub fn change(&mut self, Change { before, after }: &Change<MasterValues>) {
        let wanted = Wanted {
            true_peak: after.want_true_peak != 0,
            loudness: after.want_loudness != 0,
            correlation: after.want_correlation != 0,
            scope: after.want_scope != 0,
        };
        if wanted.loudness && !self.wanted.loudness {
            self.loudness.restart();
        }
        if wanted.true_peak && core::mem::take(&mut self.missed.true_peak) {
            self.true_peak.restart();
        }
        if wanted.correlation && core::mem::take(&mut self.missed.correlation) {
            self.correlation.reset();
        }
        if before.reset_true_peak != after.reset_true_peak {
            self.true_peak.reset_max();
        }
        if before.reset_loudness != after.reset_loudness {
            self.loudness.reset();
        }
        self.wanted = wanted;
        self.moved = true;
    }

    /// Whether anything is wanted, or has yet to be shown.
    pub fn wanted(&self) -> bool {
        let Wanted { true_peak, loudness, correlation, scope } = self.wanted;
        true_peak || loudness || correlation || scope || self.moved
    }

    /// Listens to a stretch within one cell.
    pub fn listen(&mut self, left: &[f32], right: &[f32]) {
        self.missed.true_peak |= !self.wanted.true_peak;
        self.missed.correlation |= !self.wanted.correlation;
        if self.wanted.true_peak {
            self.true_peak.listen(left, right);
        }
        if self.wanted.loudness {
            self.loudness.listen(left, right);
        }
        if self.wanted.correlation {
            self.correlation.listen(left, right);
        }
    }

    /// Writes a stretch that starts at `first_frame` into the ring: the frames first, then the frame that they go up to, so
    /// that a reader that sees it sees them.
    pub fn show(&self, block: &Block, first_frame: u64, left: &[f32], right: &[f32]) {
        if !self.wanted.scope {
            return;
        }
        let ring = block.layout().scope();
        for ((left, right), frame) in left.iter().zip(right).zip(first_frame..) {
            let word = ring + 2 * (frame % SCOPE_FRAMES as u64) as usize;
            block.put(word, *left);
            block.put(word + 1, *right);
        }
        let end = first_frame.wrapping_add(left.len() as u64) as u32;
        block.bits(block.layout().scope_frame()).store(end, Ordering::Release);
    }

    /// At a grid point.
    pub fn settle(&mut self, meter: &MeterCoeffs) {
        if self.wanted.true_peak {
            self.true_peak.settle(meter);
        }
        if self.wanted.loudness {
            self.loudness.settle();
        }
        if self.wanted.correlation {
            self.correlation.settle();
        }
        self.moved |= self.wanted.true_peak || self.wanted.loudness || self.wanted.correlation;
    }

    /// Writes what is wanted into the block.
    pub fn publish(&mut self, block: &Block) {
        if !core::mem::take(&mut self.moved) {
            return;
        }
        let first = block.layout().master_extras();
        let available = self.loudness.available();
        let loudness = |figure: fn(&Loudness) -> f32| if available { figure(&self.loudness) } else { f32::NAN };
        let [left, right] = self.true_peak.shown();
        let [max_left, max_right] = self.true_peak.max();
        for (offset, value) in [
            (offset_of!(MasterMeterWords, true_peak_left), left),
            (offset_of!(MasterMeterWords, true_peak_right), right),
            (offset_of!(MasterMeterWords, true_peak_max), max_left.max(max_right)),
            (offset_of!(MasterMeterWords, momentary), loudness(Loudness::momentary)),
            (offset_of!(MasterMeterWords, short_term), loudness(Loudness::short_term)),
            (offset_of!(MasterMeterWords, integrated), loudness(Loudness::integrated)),
            (offset_of!(MasterMeterWords, range), loudness(Loudness::range)),
            (offset_of!(MasterMeterWords, momentary_max), loudness(Loudness::momentary_max)),
            (offset_of!(MasterMeterWords, short_term_max), loudness(Loudness::short_term_max)),
            (offset_of!(MasterMeterWords, correlation), self.correlation.value()),
        ] {
            block.show_float(first + offset / 4, value);
        }
    }
}
