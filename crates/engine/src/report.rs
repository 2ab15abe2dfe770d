//! What a path's meters say, written into the block.

use crate::block::Block;
use atomic_float::AtomicF32;
use core::mem::offset_of;
use core::sync::atomic::Ordering;
use megamixer_dsp::lanes::LANES;
use megamixer_dsp::mask::Mask;
use megamixer_dsp::meter::Meter;
use megamixer_schema::MeterWords;
use megamixer_vectors::f32x4;

/// Gain reductions of four signals, in decibels.
#[derive(Clone, Copy, Default, PartialEq)]
pub struct Reductions {
    pub gate: f32x4,
    pub compressor: f32x4,
}

/// Writes the meters of the first `count` signals. Their records follow each other from `first_record` on. Tells whether everything was
/// taken over; what was not is to be written again.
pub fn publish(
    meter: &mut Meter,
    reductions: Reductions,
    faults: Mask,
    block: &Block,
    count: usize,
    first_record: usize,
) -> bool {
    let (peak, rms) = (meter.peak().to_array(), meter.rms().to_array());
    let (untaken, clipped) = (meter.untaken().to_array(), meter.clipped().to_array());
    let (gate, compressor) = (reductions.gate.to_array(), reductions.compressor.to_array());
    let mut all = true;
    for lane in 0..count {
        let first = first_record + lane * MeterWords::WORDS;
        for (channel, side) in SIDES.iter().enumerate() {
            let at = lane + channel * LANES;
            block.show_float(first + side.peak / 4, peak[at]);
            block.show_float(first + side.rms / 4, rms[at]);
            block.show(first + side.clip / 4, clipped[at] as u32);
            if raise(block.float(first + side.peak_since_read / 4), untaken[at]) {
                meter.taken(at);
            } else {
                all = false;
            }
        }
        block.show_float(first + offset_of!(MeterWords, gate_reduction) / 4, gate[lane]);
        block.show_float(first + offset_of!(MeterWords, compressor_reduction) / 4, compressor[lane]);
        block.show(first + offset_of!(MeterWords, fault) / 4, u32::from(faults.has(lane)));
    }
    all
}

/// Where one channel's words are in a meter record, in bytes.
struct Side {
    peak: usize,
    peak_since_read: usize,
    rms: usize,
    clip: usize,
}

const SIDES: [Side; 2] = {
    [
        Side {
            peak: offset_of!(MeterWords, peak_left),
            peak_since_read: offset_of!(MeterWords, peak_since_read_left),
            rms: offset_of!(MeterWords, rms_left),
            clip: offset_of!(MeterWords, clip_left),
        },
        Side {
            peak: offset_of!(MeterWords, peak_right),
            peak_since_read: offset_of!(MeterWords, peak_since_read_right),
            rms: offset_of!(MeterWords, rms_right),
            clip: offset_of!(MeterWords, clip_right),
        },
    ]
};

/// Raises a word that the page takes by exchanging it for zero. Two tries suffice unless the page takes it twice
/// in between; then the value is kept for the next time.
fn raise(word: &AtomicF32, value: f32) -> bool {
    let found = word.load(Ordering::Relaxed);
    let swap = |from: f32| word.compare_exchange(from, value, Ordering::Relaxed, Ordering::Relaxed).is_ok();
    found >= value || swap(found) || swap(0.0)
}
