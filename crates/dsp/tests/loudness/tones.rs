//! Tones as the EBU documents describe them, and a meter that listens to them in grid cells.

use megamixer_dsp::lanes::CELL_FRAMES;
use megamixer_dsp::loudness::Loudness;

/// The level of silence.
pub const SILENCE: f64 = f64::NEG_INFINITY;

/// Seconds at a peak level in dBFS.
pub type Segment = (f64, f64);

/// A meter, and the tone of 1 kHz that it is given, the same left and right.
pub struct Listener {
    pub meter: Loudness,
    rate: usize,
    /// A second of the tone at full scale: it holds a whole number of periods.
    tone: Vec<f64>,
    frame: usize,
    /// Where the segments so far end, in seconds.
    end_s: f64,
    cell: Vec<f32>,
}

impl Listener {
    pub fn new(rate: usize) -> Self {
        let turn = core::f64::consts::TAU * 1_000.0 / rate as f64;
        Self {
            meter: Loudness::new(rate as f32),
            rate,
            tone: (0..rate).map(|i| (turn * i as f64).sin()).collect(),
            frame: 0,
            end_s: 0.0,
            cell: Vec::with_capacity(CELL_FRAMES),
        }
    }

    /// A fresh meter, and time starts again.
    pub fn begin(&mut self) {
        self.meter = Loudness::new(self.rate as f32);
        (self.frame, self.end_s) = (0, 0.0);
        self.cell.clear();
    }

    /// Plays segments, and calls `look` after every cell, with the seconds played.
    pub fn play(&mut self, segments: &[Segment], mut look: impl FnMut(&Loudness, f64)) {
        for (seconds, level_db) in segments {
            self.end_s += seconds;
            let end = (self.end_s * self.rate as f64).round() as usize;
            let gain = 10f64.powf(level_db / 20.0);
            while self.frame < end {
                self.cell.push((self.tone[self.frame % self.rate] * gain) as f32);
                self.frame += 1;
                if self.frame.is_multiple_of(CELL_FRAMES) {
                    self.listen();
                    look(&self.meter, self.frame as f64 / self.rate as f64);
                }
            }
        }
        // The last cell may be cut short.
        self.listen();
        look(&self.meter, self.frame as f64 / self.rate as f64);
    }

    fn listen(&mut self) {
        self.meter.listen(&self.cell, &self.cell);
        self.meter.settle();
        self.cell.clear();
    }
}

/// Fails where a reading is further from what a document wants than it tolerates.
pub fn near(found: f32, wanted: f64, tolerance: f64, what: &str) {
    assert!((f64::from(found) - wanted).abs() <= tolerance, "{what}: {found} for {wanted}");
}
