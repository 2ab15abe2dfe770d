//! Blocks by their loudness, in bins of 0.01 LU: what gating needs to know of days of programme, in constant memory.
//!
//! Each bin holds how many blocks it got and the sum of their energies, so a mean over whole bins is exact. A column is
//! the sum of the bins of one LU; a query adds columns, and looks into the bins of one alone: some two hundred additions
//! at most, however long the programme.

use super::lufs;

/// The absolute gate: what is not above it does not count. Source: ITU-R BS.1770-5, EBU Tech 3342.
pub const ABSOLUTE_GATE_LUFS: f64 = -70.0;

/// Bins in a column of one LU.
const BINS: usize = 100;
/// Columns from -70 to +10 LUFS, and the last for all that is louder.
const COLUMNS: usize = 81;
/// The bin of all that is +10 LUFS or more.
const OVERFLOW: usize = (COLUMNS - 1) * BINS;

/// What [`Histogram::new`] allocates.
pub const BYTES: usize = COLUMNS * BINS * size_of::<Tally>();

/// So many blocks, with so much energy together.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tally {
    /// How many.
    pub blocks: u64,
    /// The sum of their mean squares.
    pub energy: f64,
}

impl Tally {
    /// The mean of the blocks' mean squares; 0 of none.
    pub fn mean(&self) -> f64 {
        if self.blocks > 0 { self.energy / self.blocks as f64 } else { 0.0 }
    }

    fn add(&mut self, other: &Self) {
        self.blocks += other.blocks;
        self.energy += other.energy;
    }
}

/// The blocks that are above the absolute gate.
#[derive(Clone)]
pub struct Histogram {
    columns: [Tally; COLUMNS],
    /// Those of a column without blocks are leftovers.
    bins: Box<[Tally]>,
}

impl Histogram {
    /// Without blocks. Allocates.
    pub fn new() -> Self {
        Self { columns: [Tally::default(); COLUMNS], bins: vec![Tally::default(); COLUMNS * BINS].into_boxed_slice() }
    }

    /// Forgets every block. The bins of a column are wiped when it gets its next one, so this costs as little as a query.
    pub fn clear(&mut self) {
        self.columns = [Tally::default(); COLUMNS];
    }

    /// Adds a block, by its mean square.
    pub fn add(&mut self, mean_square: f64) {
        let Some(place) = place(mean_square) else { return };
        let block = Tally { blocks: 1, energy: mean_square };
        let column = &mut self.columns[place / BINS];
        if column.blocks == 0 {
            let first = place - place % BINS;
            self.bins[first..first + BINS].fill(Tally::default());
        }
        column.add(&block);
        self.bins[place].add(&block);
    }

    /// All blocks.
    pub fn all(&self) -> Tally {
        sum(&self.columns)
    }

    /// The blocks above a mean square. Those in the bin that it falls into count if their mean does.
    #[optimize(size)]
    pub fn above(&self, mean_square: f64) -> Tally {
        let Some(place) = place(mean_square) else { return self.all() };
        let column = place / BINS;
        let mut tally = sum(&self.columns[column + 1..]);
        if self.columns[column].blocks > 0 {
            tally.add(&sum(&self.bins[place + 1..(column + 1) * BINS]));
            if self.bins[place].mean() > mean_square {
                tally.add(&self.bins[place]);
            }
        }
        tally
    }

    /// The mean square of the block that has so many quieter ones below it, to within its bin.
    pub fn ranked(&self, below: u64) -> f64 {
        let mut below = below;
        for (column, bins) in self.columns.iter().zip(self.bins.chunks_exact(BINS)) {
            if below >= column.blocks {
                below -= column.blocks;
                continue;
            }
            for bin in bins {
                if below < bin.blocks {
                    return bin.mean();
                }
                below -= bin.blocks;
            }
        }
        0.0
    }
}

impl Default for Histogram {
    fn default() -> Self {
        Self::new()
    }
}

/// The bin of a mean square, if it is above the absolute gate.
fn place(mean_square: f64) -> Option<usize> {
    let steps = (lufs(mean_square) - ABSOLUTE_GATE_LUFS) * BINS as f64;
    // A cast keeps within its type, also from infinity.
    (steps > 0.0).then(|| (steps as usize).min(OVERFLOW))
}

fn sum(tallies: &[Tally]) -> Tally {
    tallies.iter().fold(Tally::default(), |mut sum, tally| {
        sum.add(tally);
        sum
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mean_square(lufs: f64) -> f64 {
        10f64.powf((lufs + 0.691) / 10.0)
    }

    #[test]
    fn blocks_at_or_below_the_absolute_gate_do_not_count() {
        let mut histogram = Histogram::new();
        [-70.01, -100.0, f64::NEG_INFINITY].into_iter().for_each(|lufs| histogram.add(mean_square(lufs)));
        assert_eq!(histogram.all().blocks, 0);
        histogram.add(mean_square(-69.99));
        assert_eq!(histogram.all().blocks, 1);
    }

    #[test]
    fn every_threshold_parts_the_blocks_as_a_list_of_them_does_to_within_a_bin() {
        let mut histogram = Histogram::new();
        // A step that is no multiple of bins, from below the gate to far beyond the last bin.
        let blocks: Vec<f64> = (0..30_000).map(|i| mean_square(-72.0 + f64::from(i) * 0.0031)).collect();
        blocks.iter().for_each(|block| histogram.add(*block));
        for i in 0..3_000 {
            let threshold = -71.0 + f64::from(i) * 0.027;
            let from = |lufs: f64| blocks.iter().filter(|block| **block > mean_square(lufs.max(-70.0))).count() as u64;
            let found = histogram.above(mean_square(threshold)).blocks;
            assert!(found <= from(threshold - 0.01) && found >= from(threshold + 0.01), "{threshold}");
        }
    }

    #[test]
    fn a_block_of_any_rank_is_found_to_within_a_bin() {
        let mut histogram = Histogram::new();
        let mut levels: Vec<f64> = (0..5_000u64).map(|i| -69.9 + (i * 7_919 % 5_000) as f64 * 0.0159).collect();
        levels.iter().for_each(|lufs| histogram.add(mean_square(*lufs)));
        levels.sort_by(f64::total_cmp);
        for (below, level) in levels.iter().enumerate() {
            assert!((lufs(histogram.ranked(below as u64)) - level).abs() < 0.01);
        }
        assert_eq!(histogram.ranked(5_000), 0.0);
    }

    #[test]
    fn a_cleared_histogram_remembers_nothing() {
        let mut histogram = Histogram::new();
        (0..90).for_each(|i| histogram.add(mean_square(f64::from(i) - 69.5)));
        histogram.clear();
        assert_eq!((histogram.all(), histogram.above(mean_square(-40.0)), histogram.ranked(0)), Default::default());
        histogram.add(mean_square(-20.605));
        histogram.add(mean_square(-20.405));
        assert_eq!(histogram.above(mean_square(-20.45)).blocks, 1);
        assert_eq!(histogram.above(mean_square(-20.65)).blocks, 2);
        assert!((lufs(histogram.ranked(0)) - -20.605).abs() < 1e-9);
    }
}
