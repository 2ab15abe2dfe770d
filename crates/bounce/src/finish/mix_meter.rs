//! What is measured of a mix.

use megamixer_dsp::exact;
use megamixer_dsp::lanes::CELL_FRAMES;
use megamixer_dsp::loudness::Loudness;
use megamixer_dsp::meter::MeterCoeffs;
use megamixer_dsp::true_peak::TruePeakMeter;

/// How loud a mix is, as a whole.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LoudnessReport {
    /// Integrated loudness, in LUFS; minus infinity where nothing is heard.
    pub integrated: f64,
    /// Loudness range, in LU.
    pub range: f64,
    /// The largest momentary loudness, in LUFS.
    pub momentary_max: f64,
    /// The largest short-term loudness, in LUFS.
    pub short_term_max: f64,
    /// The largest true peak of both channels, in dBTP.
    pub true_peak_db: f64,
    /// The largest sample of both channels, in dBFS.
    pub sample_peak_db: f64,
}

/// Measures a mix, from its first frame to its last, by the engine's own meters.
#[derive(Clone)]
pub struct MixMeter {
    loudness: Loudness,
    true_peak: TruePeakMeter,
    coeffs: MeterCoeffs,
    /// Frames of the cell under way.
    into_cell: usize,
    sample_peak: f32,
}

impl MixMeter {
    /// One that has heard nothing.
    pub fn new(sample_rate: f32) -> Self {
        Self {
            loudness: Loudness::new(sample_rate),
            true_peak: TruePeakMeter::new(),
            coeffs: MeterCoeffs::new(sample_rate),
            into_cell: 0,
            sample_peak: 0.0,
        }
    }

    /// Listens to the next frames, however many.
    pub fn listen(&mut self, [mut left, mut right]: [&[f32]; 2]) {
        while !left.is_empty() {
            let frames = left.len().min(CELL_FRAMES - self.into_cell);
            let (l, r) = (&left[..frames], &right[..frames]);
            self.sample_peak = l.iter().chain(r).fold(self.sample_peak, |peak, sample| peak.max(sample.abs()));
            self.loudness.listen(l, r);
            self.true_peak.listen(l, r);
            self.into_cell += frames;
            if self.into_cell == CELL_FRAMES {
                self.settle();
            }
            (left, right) = (&left[frames..], &right[frames..]);
        }
    }

    fn settle(&mut self) {
        self.loudness.settle();
        self.true_peak.settle(&self.coeffs);
        self.into_cell = 0;
    }

    /// What it has heard. The mix is over: what lies between its last samples and the silence behind them counts too.
    pub fn report(mut self) -> LoudnessReport {
        let Self { loudness, .. } = &self;
        let (integrated, range) = (loudness.integrated().into(), loudness.range().into());
        let (momentary_max, short_term_max) = (loudness.momentary_max().into(), loudness.short_term_max().into());
        self.listen([&[0.0; CELL_FRAMES]; 2]);
        self.settle();
        let [left, right] = self.true_peak.max();
        // Between samples there may be less than at them.
        let true_peak = left.max(right).max(self.sample_peak);
        let [true_peak_db, sample_peak_db] = [true_peak, self.sample_peak].map(decibels);
        LoudnessReport { integrated, range, momentary_max, short_term_max, true_peak_db, sample_peak_db }
    }
}

fn decibels(level: f32) -> f64 {
    if level > 0.0 { exact::ln(f64::from(level)) * (20.0 / core::f64::consts::LN_10) } else { f64::NEG_INFINITY }
}
