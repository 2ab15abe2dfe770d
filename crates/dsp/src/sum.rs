//! Sums whose order is data: serial, parallel and offline renders then agree bit for bit.

use crate::lanes::{Frame, LANES, Planar, split};
use crate::smoother::Course;
use wide::f32x4;

/// Adds four stereo signals, each at its gain, to a stereo sum: each frame as `(0 + 2) + (1 + 3)`.
#[inline]
pub fn add(signals: &[Frame], gain: Frame, [left, right]: &mut [Planar; 2]) {
    let frames = signals.len();
    let (left, right) = (&mut left[..frames], &mut right[..frames]);
    let mut rows = signals.chunks_exact(LANES);
    let (mut lefts, mut rights) = (left.chunks_exact_mut(LANES), right.chunks_exact_mut(LANES));
    for ((rows, left), right) in (&mut rows).zip(&mut lefts).zip(&mut rights) {
        let rows: [[f32x4; 2]; LANES] = core::array::from_fn(|i| split(rows[i] * gain));
        add_four(rows.map(|row| row[0]), left);
        add_four(rows.map(|row| row[1]), right);
    }
    for ((row, left), right) in rows.remainder().iter().zip(lefts.into_remainder()).zip(rights.into_remainder()) {
        let [l, r] = split(*row * gain).map(f32x4::to_array);
        *left += (l[0] + l[2]) + (l[1] + l[3]);
        *right += (r[0] + r[2]) + (r[1] + r[3]);
    }
}

/// Four frames of one channel of four signals.
#[inline(always)]
fn add_four(rows: [f32x4; LANES], sum: &mut [f32]) {
    let [zero, one, two, three] = f32x4::transpose(rows);
    let total = f32x4::from(&*sum) + ((zero + two) + (one + three));
    sum.copy_from_slice(total.as_array());
}

/// Adds four stereo signals, each at a gain that may move, to a stereo sum.
pub fn add_through(signals: &[Frame], gain: &Course, sum: &mut [Planar; 2]) {
    match *gain {
        Course::Still(gain) => add(signals, gain, sum),
        Course::Moving(gains) => {
            let [left, right] = sum;
            for (((frame, gain), left), right) in signals.iter().zip(gains).zip(left).zip(right) {
                let [l, r] = split(*frame * *gain).map(f32x4::to_array);
                *left += (l[0] + l[2]) + (l[1] + l[3]);
                *right += (r[0] + r[2]) + (r[1] + r[3]);
            }
        }
    }
}

/// Adds one of four stereo signals, at a gain that may move, to a stereo sum.
pub fn add_lane(signals: &[Frame], lane: usize, gain: &Course, [left, right]: &mut [Planar; 2]) {
    for (i, ((row, left), right)) in signals.iter().zip(left).zip(right).enumerate() {
        let gain = gain.at(i).as_array()[lane];
        *left += row.as_array()[lane] * gain;
        *right += row.as_array()[lane + LANES] * gain;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_a_sum_does_not_depend_on_where_the_stretch_ends() {
        let signals: Vec<Frame> = (0..32)
            .map(|i| Frame::from(core::array::from_fn::<f32, 8, _>(|c| ((i * 8 + c) as f32 * 0.37).sin())))
            .collect();
        let mut whole = [[0.1; 32]; 2];
        add(&signals, Frame::ONE, &mut whole);
        for frames in 0..32 {
            let mut part = [[0.1; 32]; 2];
            add(&signals[..frames], Frame::ONE, &mut part);
            assert_eq!(part[0][..frames], whole[0][..frames]);
            assert_eq!(part[1][..frames], whole[1][..frames]);
        }
        let row = signals[7].to_array();
        assert_eq!(whole[0][7], 0.1 + ((row[0] + row[2]) + (row[1] + row[3])));
    }
}
