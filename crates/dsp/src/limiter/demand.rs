//! What a peak asks for: the ceiling of each frame, and the reduction that brings a peak below it.

use crate::lanes::LANES;
use crate::poly;
use crate::smoother::Course;
use megamixer_vectors::f32x4;

/// Octaves of gain in a decibel: `log2(10) / 20`.
const OCTAVES_PER_DB: f32 = 0.166_096_4;

/// What reduction adds to itself, since a gain that moves still raises what is between samples a little: this part of it, ...
const EXTRA: f32 = 0.1;
/// ... but no more than this many octaves: 0.1 dB.
const MOST_EXTRA: f32 = 0.1 * OCTAVES_PER_DB;

/// The ceiling of each frame, linear. One that rests takes the way of one that moves, so that it lands without a step.
pub fn ceilings_of(db: &Course, ceilings: &mut [f32]) {
    for (first, out) in (0..).step_by(LANES).zip(ceilings.chunks_exact_mut(LANES)) {
        let db: [f32; LANES] = match db {
            Course::Still(db) => [db.as_array()[0]; LANES],
            Course::Moving(values) => {
                core::array::from_fn(|i| values.get(first + i).map_or(0.0, |frame| frame.as_array()[0]))
            }
        };
        out.copy_from_slice(poly::exp2(f32x4::from(db) * f32x4::splat(OCTAVES_PER_DB)).as_array());
    }
}

/// Turns peaks into the reductions that they ask for, in octaves, and tells whether any of the first `frames` does.
pub fn demand(peaks: &mut [f32], ceilings: &[f32], frames: usize) -> bool {
    let mut any = false;
    for (peaks, ceilings) in peaks.chunks_exact_mut(LANES).zip(ceilings.chunks_exact(LANES)) {
        let peak = f32x4::from([peaks[0], peaks[1], peaks[2], peaks[3]]);
        let ceiling = f32x4::from([ceilings[0], ceilings[1], ceilings[2], ceilings[3]]);
        let over = peak.simd_gt(ceiling);
        if !over.any() {
            peaks.fill(0.0);
            continue;
        }
        any = true;
        let octaves = poly::log2(peak / ceiling);
        let extra = octaves * f32x4::splat(EXTRA);
        let most = f32x4::splat(MOST_EXTRA);
        let octaves = octaves + extra.simd_lt(most).select(extra, most);
        peaks.copy_from_slice(over.select(octaves, f32x4::ZERO).as_array());
    }
    any && peaks[..frames].iter().any(|octaves| *octaves > 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reduction_db(over_db: f32) -> f32 {
        let mut peaks = [0.5 * 10f32.powf(over_db / 20.0); LANES];
        demand(&mut peaks, &[0.5; LANES], LANES);
        peaks[0] * poly::DB_PER_OCTAVE
    }

    #[test]
    fn a_peak_at_the_ceiling_asks_for_nothing_and_one_above_for_a_little_more_than_its_excess() {
        for (over_db, wanted_db) in [(-6.0, 0.0), (0.0, 0.0), (0.1, 0.11), (1.0, 1.1), (12.0, 12.1), (144.0, 144.1)] {
            let found_db = reduction_db(over_db);
            assert!((found_db - wanted_db).abs() < 5e-4, "{found_db} for {wanted_db}");
        }
    }
}
