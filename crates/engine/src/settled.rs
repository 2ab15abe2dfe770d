//! Settled values: words that are known to belong together, in their typed form, and within their ranges.

use bytemuck::AnyBitPattern;
use megamixer_schema::{Content, Rule, Target};

/// A ramp longer than this is this long: an hour.
const LONGEST_RAMP_S: f32 = 3_600.0;

/// The typed form of a section's words.
pub fn typed<T: AnyBitPattern>(words: &[u32]) -> T {
    *bytemuck::from_bytes(bytemuck::cast_slice(&words[..size_of::<T>() / 4]))
}

/// Puts every word of a section into its range. A number that is not finite is refused: what was settled before stays.
///
/// The host library never writes such words, but whoever holds the shared memory can.
pub fn correct(rules: &[Rule], words: &mut [u32], settled: &[u32]) {
    for rule in rules {
        correct_one(rule, words, settled);
    }
}

#[optimize(size)]
fn correct_one(rule: &Rule, words: &mut [u32], settled: &[u32]) {
    let at = usize::from(rule.word);
    let word = &mut words[at];
    match rule.content {
        Content::Ramped | Content::Number => {
            let value = f32::from_bits(*word);
            *word = if value.is_finite() { value.clamp(rule.min, rule.max).to_bits() } else { settled[at] };
        }
        Content::Switch => *word = u32::from(*word != 0),
        Content::Index if *word > rule.max as u32 => *word = 0,
        Content::Index | Content::Counter => {}
    }
    if rule.content == Content::Ramped {
        let (seconds_at, start_at) = (at + Rule::RAMP_SECONDS, at + Rule::RAMP_START);
        let seconds = f32::from_bits(words[seconds_at]);
        if seconds > 0.0 {
            words[seconds_at] = seconds.min(LONGEST_RAMP_S).to_bits();
            let start = f32::from_bits(words[start_at]);
            let start = if start.is_finite() { start.clamp(rule.min, rule.max) } else { Target::WHERE_IT_IS };
            words[start_at] = start.to_bits();
        } else {
            // Without a ramp nobody asks where it starts.
            (words[seconds_at], words[start_at]) = (0, 0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::slice;
    use megamixer_schema::{STRIP_RULES, StripValues};

    fn corrected(values: StripValues) -> StripValues {
        let mut values = values;
        let settled = StripValues::default();
        correct(
            &STRIP_RULES,
            bytemuck::cast_slice_mut(slice::from_mut(&mut values)),
            bytemuck::cast_slice(slice::from_ref(&settled)),
        );
        values
    }

    #[test]
    fn whatever_stands_in_a_word_comes_out_in_range() {
        let found = corrected(StripValues {
            gain: Target { value: f32::NAN, ramp_s: f32::NAN, start: f32::NAN, ramps: 3 },
            trim: Target { value: 1e30, ramp_s: f32::INFINITY, start: 1e30, ramps: 3 },
            pan: Target { value: -7.0, ramp_s: -1.0, start: -7.0, ramps: 3 },
            mute: 9,
            input: 77,
            ..StripValues::default()
        });
        assert_eq!(found.gain, Target { value: 1.0, ramp_s: 0.0, start: 0.0, ramps: 3 });
        assert_eq!(found.trim, Target { value: 16.0, ramp_s: LONGEST_RAMP_S, start: 16.0, ramps: 3 });
        assert_eq!(found.pan, Target { value: -1.0, ramp_s: 0.0, start: 0.0, ramps: 3 });
        assert_eq!((found.mute, found.input), (1, 0));
    }

    #[test]
    fn values_in_range_are_left_alone() {
        let values = StripValues {
            gain: Target { value: 0.3, ramp_s: 2.0, start: 0.1, ramps: 7 },
            solo: 1,
            ..StripValues::default()
        };
        assert_eq!(corrected(values), values);
    }
}
