//! Sums whose order is data: serial, parallel and offline renders then agree bit for bit.

use crate::lanes::{CELL_FRAMES, Frame, LANES, Planar, split};
use crate::smoother::Course;
use megamixer_vectors::f32x4;

/// Frames that are added at a time.
const GROUP: usize = 4;

/// Four stereo signals, each by itself in order of time: turned once, whatever the number of sums that they are added to.
pub struct Planes {
    /// Left and right, of each signal.
    channels: [[[f32x4; CELL_FRAMES / GROUP]; LANES]; 2],
    groups: usize,
}

impl Planes {
    /// Silence of no length.
    pub const fn new() -> Self {
        Self { channels: [[[f32x4::ZERO; CELL_FRAMES / GROUP]; LANES]; 2], groups: 0 }
    }

    /// Takes a stretch of at most a cell.
    pub fn turn(&mut self, signal: &[Frame]) {
        let whole = signal.chunks_exact(GROUP);
        let rest = whole.remainder();
        self.groups = signal.len().div_ceil(GROUP);
        for (group, rows) in whole.enumerate().take(CELL_FRAMES / GROUP) {
            self.put(group, [rows[0], rows[1], rows[2], rows[3]]);
        }
        if !rest.is_empty() {
            // What follows the end of a stretch is nobody's.
            self.put(self.groups - 1, core::array::from_fn(|i| rest.get(i).copied().unwrap_or(Frame::ZERO)));
        }
    }

    #[inline(always)]
    fn put(&mut self, group: usize, rows: [Frame; GROUP]) {
        let [first, second, third, fourth] = rows.map(split);
        let [left, right] = &mut self.channels;
        let turned = f32x4::transpose([first[0], second[0], third[0], fourth[0]]);
        [left[0][group], left[1][group], left[2][group], left[3][group]] = turned;
        let turned = f32x4::transpose([first[1], second[1], third[1], fourth[1]]);
        [right[0][group], right[1][group], right[2][group], right[3][group]] = turned;
    }

    /// Adds all four, each at its gain, to a stereo sum: each frame as `(0 + 2) + (1 + 3)`.
    pub fn add(&self, gains: f32x4, sum: &mut [Planar; 2]) {
        let gains = gains.to_array().map(f32x4::splat);
        for (planes, sum) in self.channels.iter().zip(sum) {
            let [zero, one, two, three] = planes;
            for (group, sum) in sum.chunks_exact_mut(GROUP).enumerate().take(self.groups) {
                let evens = zero[group] * gains[0] + two[group] * gains[2];
                let odds = one[group] * gains[1] + three[group] * gains[3];
                sum.copy_from_slice((f32x4::from(&*sum) + (evens + odds)).as_array());
            }
        }
    }

    /// Adds all four to two sums, as [`Planes::add`] does to one: each sample is fetched once for both.
    pub fn add_twice(&self, gains: [f32x4; 2], sums: [&mut [Planar; 2]; 2]) {
        let [first_gains, second_gains] = gains.map(|gains| gains.to_array().map(f32x4::splat));
        let [first, second] = sums;
        for ((planes, first), second) in self.channels.iter().zip(first).zip(second) {
            let [zero, one, two, three] = planes;
            let sums = first.chunks_exact_mut(GROUP).zip(second.chunks_exact_mut(GROUP));
            for (group, (first, second)) in sums.enumerate().take(self.groups) {
                let [zero, one, two, three] = [zero[group], one[group], two[group], three[group]];
                let total =
                    |gains: &[f32x4; LANES]| (zero * gains[0] + two * gains[2]) + (one * gains[1] + three * gains[3]);
                first.copy_from_slice((f32x4::from(&*first) + total(&first_gains)).as_array());
                second.copy_from_slice((f32x4::from(&*second) + total(&second_gains)).as_array());
            }
        }
    }

    /// Adds one of the four, at a gain that does not move, to a stereo sum.
    pub fn add_lane(&self, lane: usize, gain: f32, sum: &mut [Planar; 2]) {
        let gain = f32x4::splat(gain);
        for (planes, sum) in self.channels.iter().zip(sum) {
            for (plane, sum) in planes[lane].iter().zip(sum.chunks_exact_mut(GROUP)).take(self.groups) {
                sum.copy_from_slice((f32x4::from(&*sum) + *plane * gain).as_array());
            }
        }
    }
}

impl Default for Planes {
    fn default() -> Self {
        Self::new()
    }
}

/// A stretch of four stereo signals that is turned when somebody first adds it.
pub struct Tap<'a> {
    /// Frame by frame.
    pub signal: &'a [Frame],
    planes: &'a mut Planes,
    turned: bool,
}

impl<'a> Tap<'a> {
    /// A stretch, with room to turn it.
    pub fn new(signal: &'a [Frame], planes: &'a mut Planes) -> Self {
        Self { signal, planes, turned: false }
    }

    /// The stretch, turned.
    pub fn planes(&mut self) -> &Planes {
        if !self.turned {
            self.planes.turn(self.signal);
            self.turned = true;
        }
        self.planes
    }

    /// Adds all four, each at a gain that may move, to a stereo sum.
    pub fn add_through(&mut self, gain: &Course, sum: &mut [Planar; 2]) {
        match *gain {
            Course::Still(gain) => self.planes().add(split(gain)[0], sum),
            Course::Moving(gains) => {
                let [left, right] = sum;
                for (((frame, gain), left), right) in self.signal.iter().zip(gains).zip(left).zip(right) {
                    let [l, r] = split(*frame * *gain).map(f32x4::to_array);
                    *left += (l[0] + l[2]) + (l[1] + l[3]);
                    *right += (r[0] + r[2]) + (r[1] + r[3]);
                }
            }
        }
    }

    /// Adds one of the four, at a gain that may move, to a stereo sum.
    pub fn add_lane(&mut self, lane: usize, gain: &Course, sum: &mut [Planar; 2]) {
        match *gain {
            Course::Still(gain) => self.planes().add_lane(lane, gain.as_array()[lane], sum),
            Course::Moving(gains) => {
                let [left, right] = sum;
                for (((row, gain), left), right) in self.signal.iter().zip(gains).zip(left).zip(right) {
                    let gain = gain.as_array()[lane];
                    *left += row.as_array()[lane] * gain;
                    *right += row.as_array()[lane + LANES] * gain;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signals() -> Vec<Frame> {
        (0..CELL_FRAMES)
            .map(|i| Frame::from(core::array::from_fn::<f32, 8, _>(|c| ((i * 8 + c) as f32 * 0.37).sin())))
            .collect()
    }

    #[test]
    fn the_order_of_a_sum_depends_neither_on_where_the_stretch_ends_nor_on_whether_a_gain_may_move() {
        let (signals, gain) = (signals(), f32x4::from([0.3, 0.7, 1.1, 0.9]));
        let moving = [Frame::from([0.3, 0.7, 1.1, 0.9, 0.3, 0.7, 1.1, 0.9]); CELL_FRAMES];
        let row = signals[7].to_array();
        let wanted = 0.1 + ((row[0] * 0.3 + row[2] * 1.1) + (row[1] * 0.7 + row[3] * 0.9));
        for frames in 0..=CELL_FRAMES {
            let mut planes = Planes::new();
            let mut tap = Tap::new(&signals[..frames], &mut planes);
            let [mut still, mut moved, mut whole] = [[[0.1; CELL_FRAMES]; 2]; 3];
            tap.planes().add(gain, &mut still);
            tap.add_through(&Course::Moving(&moving[..frames]), &mut moved);
            Tap::new(&signals, &mut Planes::new()).planes().add(gain, &mut whole);
            for side in 0..2 {
                assert_eq!(still[side][..frames], moved[side][..frames]);
                assert_eq!(still[side][..frames], whole[side][..frames]);
            }
            assert!(frames < 8 || still[0][7] == wanted);
        }
    }

    #[test]
    fn two_sums_at_a_time_are_what_each_is_alone() {
        let (signals, gains) = (signals(), [[0.3, 0.7, 1.1, 0.9], [0.0, -0.2, 0.4, 0.6]].map(f32x4::from));
        for frames in 0..=CELL_FRAMES {
            let mut planes = Planes::new();
            planes.turn(&signals[..frames]);
            let [mut one, mut other, mut first, mut second] = [[[0.1; CELL_FRAMES]; 2]; 4];
            planes.add(gains[0], &mut one);
            planes.add(gains[1], &mut other);
            planes.add_twice(gains, [&mut first, &mut second]);
            assert_eq!((one, other), (first, second));
        }
    }

    #[test]
    fn one_of_four_is_added_alone_whether_or_not_its_gain_may_move() {
        let signals = signals();
        for (lane, frames) in (0..LANES).flat_map(|lane| [5, CELL_FRAMES].map(|frames| (lane, frames))) {
            let mut planes = Planes::new();
            let mut tap = Tap::new(&signals[..frames], &mut planes);
            let [mut still, mut moved] = [[[0.1; CELL_FRAMES]; 2]; 2];
            tap.add_lane(lane, &Course::Still(Frame::splat(0.3)), &mut still);
            tap.add_lane(lane, &Course::Moving(&[Frame::splat(0.3); CELL_FRAMES][..frames]), &mut moved);
            for (side, i) in (0..2).flat_map(|side| (0..frames).map(move |i| (side, i))) {
                assert_eq!(still[side][i], moved[side][i]);
                assert_eq!(still[side][i], 0.1 + signals[i].to_array()[lane + side * LANES] * 0.3);
            }
        }
    }
}
