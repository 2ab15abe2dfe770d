//! Looks at what came out: channels, sides, bits, and what splatters.

use super::RATE;
use core::f64::consts::PI;
use megamixer_dsp::lanes::{Frame, LANES};

/// One channel.
pub fn channel(frames: &[Frame], channel: usize) -> Vec<f64> {
    frames.iter().map(|frame| f64::from(frame.as_array()[channel])).collect()
}

/// The bits of both channels of a lane.
pub fn bits(frames: &[Frame], lane: usize) -> Vec<[u32; 2]> {
    frames.iter().map(|frame| [lane, lane + LANES].map(|channel| frame.as_array()[channel].to_bits())).collect()
}

pub fn frame(left: f32, right: f32) -> Frame {
    Frame::from(core::array::from_fn::<f32, 8, _>(|c| if c < LANES { left } else { right }))
}

pub fn stereo_of(frame: &Frame, lane: usize) -> [f64; 2] {
    [lane, lane + LANES].map(|channel| f64::from(frame.as_array()[channel]))
}

pub fn furthest(found: [f64; 2], wanted: [f64; 2]) -> f64 {
    (found[0] - wanted[0]).abs().max((found[1] - wanted[1]).abs())
}

/// The largest step from one frame to the next, of either side.
pub fn largest_step(outputs: &[Frame], lane: usize) -> f64 {
    let pairs = outputs.windows(2).map(|pair| furthest(stereo_of(&pair[0], lane), stereo_of(&pair[1], lane)));
    pairs.fold(0.0, f64::max)
}

pub fn same_bits(a: &[Frame], b: &[Frame], lane: usize) -> bool {
    bits(a, lane) == bits(b, lane)
}

/// The loudest of the spectrum between 4 kHz and 20 kHz, relative to full scale: where a click is heard and a low tone is not.
pub fn splatter_db(signal: &[f64]) -> f64 {
    let count = signal.len();
    let window = |i: usize| 0.5 - 0.5 * (2.0 * PI * i as f64 / count as f64).cos();
    let loudest = (0..160).map(|bin| {
        let turn = 2.0 * PI * (4_000.0 + 100.0 * bin as f64) / f64::from(RATE);
        let (mut re, mut im) = (0.0, 0.0);
        for (i, sample) in signal.iter().enumerate() {
            re += sample * window(i) * (turn * i as f64).cos();
            im += sample * window(i) * (turn * i as f64).sin();
        }
        re.hypot(im) * 4.0 / count as f64
    });
    20.0 * loudest.fold(0.0, f64::max).log10()
}
