//! Integrated loudness and loudness range: what of a programme counts, and what comes of it.

use super::histogram::Histogram;
use super::{decibels, lufs};

/// Ten decibels below the mean of what passes the absolute gate. Source: ITU-R BS.1770-5, Annex 1.
const INTEGRATED_GATE: f64 = 0.1;
/// Twenty decibels below. Source: EBU Tech 3342.
const RANGE_GATE: f64 = 0.01;
/// The range spans these percentiles. Source: EBU Tech 3342.
const QUIET_PERCENT: u64 = 10;
const LOUD_PERCENT: u64 = 95;

/// Integrated loudness, from the mean squares of blocks of 400 ms that overlap by three quarters.
#[derive(Clone)]
pub struct Integrated {
    blocks: Histogram,
    lufs: f32,
}

impl Integrated {
    /// Without blocks. Allocates.
    pub fn new() -> Self {
        Self { blocks: Histogram::new(), lufs: f32::NEG_INFINITY }
    }

    /// Forgets every block.
    pub fn reset(&mut self) {
        self.blocks.clear();
        self.lufs = f32::NEG_INFINITY;
    }

    /// Adds a block.
    pub fn add(&mut self, mean_square: f64) {
        self.blocks.add(mean_square);
        self.lufs = lufs(self.blocks.above(self.blocks.all().mean() * INTEGRATED_GATE).mean()) as f32;
    }

    /// The loudness of the mean of the blocks that pass both gates, in LUFS; minus infinity if none does.
    ///
    /// The mean is exact. The relative gate is, but for blocks that lie within 0.01 LU of it, which pass or fail together;
    /// and blocks of +10 LUFS and more are told apart by neither gate.
    pub fn lufs(&self) -> f32 {
        self.lufs
    }
}

impl Default for Integrated {
    fn default() -> Self {
        Self::new()
    }
}

/// Loudness range, from short-term values.
///
/// The meter adds one a second, as libebur128 does. (Tech 3342 asks since 2016 for windows that overlap by at least 2.9 s,
/// which would be ten. The compliance cases pass with either.)
#[derive(Clone)]
pub struct Range {
    values: Histogram,
    lu: f32,
}

impl Range {
    /// Without values. Allocates.
    pub fn new() -> Self {
        Self { values: Histogram::new(), lu: 0.0 }
    }

    /// Forgets every value.
    pub fn reset(&mut self) {
        self.values.clear();
        self.lu = 0.0;
    }

    /// Adds the mean square of a short-term window.
    pub fn add(&mut self, mean_square: f64) {
        self.values.add(mean_square);
        let all = self.values.all();
        let passed = self.values.above(all.mean() * RANGE_GATE).blocks;
        if passed == 0 {
            return;
        }
        // Of the nearest rank, as in the document's MATLAB listing.
        let percentile = |percent: u64| {
            let rank = ((passed - 1) * percent + 50) / 100;
            self.values.ranked(all.blocks - passed + rank)
        };
        self.lu = decibels(percentile(LOUD_PERCENT) / percentile(QUIET_PERCENT)) as f32;
    }

    /// From the 10th to the 95th percentile of the values that pass both gates, each to within 0.01 LU, in LU; 0 if none
    /// does.
    pub fn lu(&self) -> f32 {
        self.lu
    }
}

impl Default for Range {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mean_square(lufs: f64) -> f64 {
        10f64.powf((lufs + 0.691) / 10.0)
    }

    /// Levels that no pattern ties to bins.
    fn levels(seed: u64, count: usize) -> Vec<f64> {
        let mut state = seed;
        let mut random = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 11) as f64 / (1u64 << 53) as f64
        };
        let (middle, spread) = (-50.0 * random(), 5.0 + 60.0 * random());
        (0..count).map(|_| middle - spread * random()).collect()
    }

    fn above(blocks: &[f64], gate: f64) -> Vec<f64> {
        blocks.iter().copied().filter(|block| *block > gate).collect()
    }

    fn mean(blocks: &[f64]) -> f64 {
        blocks.iter().sum::<f64>() / blocks.len() as f64
    }

    /// ITU-R BS.1770-5, equations 3 to 7, over a list of blocks, with the relative gate shifted by so many LU.
    fn integrated_of(blocks: &[f64], shift: f64) -> f64 {
        let passed = above(blocks, mean_square(-70.0));
        lufs(mean(&above(&passed, mean(&passed) * 0.1 * 10f64.powf(shift / 10.0))))
    }

    /// EBU Tech 3342, over a list of values.
    fn range_of(values: &[f64]) -> f64 {
        let passed = above(values, mean_square(-70.0));
        let mut passed = above(&passed, mean(&passed) * 0.01);
        passed.sort_by(f64::total_cmp);
        let percentile = |part: f64| lufs(passed[((passed.len() - 1) as f64 * part).round() as usize]);
        percentile(0.95) - percentile(0.1)
    }

    #[test]
    fn integrated_loudness_and_range_are_those_of_a_list_of_all_blocks() {
        for seed in 0..50 {
            let blocks: Vec<f64> = levels(seed, 2_000).into_iter().map(mean_square).collect();
            let (mut integrated, mut range) = (Integrated::new(), Range::new());
            blocks.iter().for_each(|block| integrated.add(*block));
            blocks.iter().for_each(|block| range.add(*block));
            let found = f64::from(integrated.lufs());
            // Blocks this near the gate may pass or fail together: the mean is exact, with either.
            let between = [integrated_of(&blocks, -0.01), integrated_of(&blocks, 0.01)];
            assert!(found > between[0] - 1e-5 && found < between[1] + 1e-5, "{found} for {between:?} LUFS");
            assert!((found - integrated_of(&blocks, 0.0)).abs() < 0.005);
            let (found, wanted) = (f64::from(range.lu()), range_of(&blocks));
            assert!((found - wanted).abs() < 0.02, "{found} for {wanted} LU");
        }
    }

    #[test]
    fn a_programme_that_repeats_for_days_stays_as_loud_as_it_was() {
        let blocks: Vec<f64> = levels(7, 6_000).into_iter().map(mean_square).collect();
        let (mut integrated, mut range) = (Integrated::new(), Range::new());
        blocks.iter().for_each(|block| integrated.add(*block));
        blocks.iter().for_each(|block| range.add(*block));
        let first = (integrated.lufs(), range.lu());
        // Eleven days of blocks: as many as there are, all but the last round without a look at the result.
        (0..1_600).for_each(|_| blocks.iter().for_each(|block| integrated.blocks.add(*block)));
        (0..160).for_each(|_| blocks.iter().for_each(|block| range.values.add(*block)));
        blocks.iter().for_each(|block| integrated.add(*block));
        blocks.iter().for_each(|block| range.add(*block));
        assert_eq!((integrated.lufs(), range.lu()), first);
    }

    #[test]
    fn blocks_beyond_the_last_bin_keep_their_energy() {
        let mut integrated = Integrated::new();
        [125.0, 122.0, 10.0, -69.0].into_iter().for_each(|lufs| integrated.add(mean_square(lufs)));
        let wanted = lufs((mean_square(125.0) + mean_square(122.0) + mean_square(10.0)) / 3.0);
        assert!((f64::from(integrated.lufs()) - wanted).abs() < 1e-5);
    }
}
