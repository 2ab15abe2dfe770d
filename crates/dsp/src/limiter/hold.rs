//! The largest of the last so many values, in at most three comparisons a value.
//!
//! Source: M. van Herk, "A fast algorithm for local minimum and maximum filters on rectangular and octagonal kernels" (1992):
//! time is cut into blocks of the window's length. A window is the end of one block and the beginning of the next, and the
//! maxima of all ends of a block are found from its last value to its first, once it is complete.

/// A sliding maximum of values that are zero or above.
#[derive(Clone)]
pub struct Hold {
    /// Behind `at` the values of the block under way; from there on, the maxima of the last block's ends.
    block: Vec<f32>,
    at: usize,
    /// The largest of the block under way.
    largest: f32,
}

impl Hold {
    /// The largest of `frames` values, of which all were zero.
    pub fn new(frames: usize) -> Self {
        Self { block: vec![0.0; frames.max(1)], at: 0, largest: 0.0 }
    }

    /// Takes a value, and tells the largest of the last ones.
    #[inline]
    pub fn push(&mut self, value: f32) -> f32 {
        self.largest = larger(value, self.largest);
        self.block[self.at] = value;
        self.at += 1;
        if let Some(end_of_last) = self.block.get(self.at) {
            return larger(*end_of_last, self.largest);
        }
        let mut end = 0.0;
        for value in self.block.iter_mut().rev() {
            end = larger(*value, end);
            *value = end;
        }
        (self.at, self.largest) = (0, 0.0);
        end
    }

    /// All values were zero.
    pub fn reset(&mut self) {
        self.block.fill(0.0);
        (self.at, self.largest) = (0, 0.0);
    }
}

#[inline(always)]
fn larger(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_largest_of_the_last_values_whatever_their_number() {
        for frames in [1, 2, 3, 13, 83] {
            let mut hold = Hold::new(frames);
            let values: Vec<f32> = (0..1_000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 20) as f32).collect();
            for (i, value) in values.iter().enumerate() {
                let wanted = values[(i + 1).saturating_sub(frames)..=i].iter().copied().fold(0.0, f32::max);
                assert_eq!(hold.push(*value), wanted, "{frames} frames, value {i}");
            }
        }
    }
}
