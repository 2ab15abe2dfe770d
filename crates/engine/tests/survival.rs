//! Whatever stands in the block and whatever comes in, the engine plays on, and what leaves is clean.

mod support;
use megamixer_schema::header;
use std::sync::atomic::Ordering::SeqCst;
use support::*;

/// Any bits at all, with the interesting ones often among them.
fn any_bits(noise: &mut Noise) -> u32 {
    const SPECIAL: [u32; 8] = [0, 1, 0x7fc0_0000, 0x7f80_0000, 0xff80_0000, 0x7f7f_ffff, 0x8000_0000, u32::MAX];
    noise.next();
    if noise.chance(0.3) { SPECIAL[noise.below(SPECIAL.len())] } else { noise.0 }
}

#[test]
fn any_bits_in_every_word_and_any_samples_leave_the_output_finite_and_normal() {
    for seed in 1..=if cfg!(miri) { 1 } else { 20 } {
        let mut noise = Noise(seed);
        let (strips, buses) = (1 + noise.below(9), noise.below(6));
        let mut desk = Desk::new(strips, buses, 128);
        let layout = desk.layout;
        for _ in 0..200 {
            for strip in 0..strips {
                desk.connected[strip] = u32::from(noise.chance(0.7));
            }
            for index in 0..desk.inputs.len() {
                desk.inputs[index] =
                    if noise.chance(0.01) { f32::from_bits(any_bits(&mut noise)) } else { noise.next() };
            }
            let block = desk.engine.block();
            for word in layout.mixer()..layout.page_end() {
                if noise.chance(0.1) {
                    block.bits(word).store(any_bits(&mut noise), SeqCst);
                }
            }
            for section in 0..layout.sections() {
                block.bits(layout.version(section)).fetch_add(1, SeqCst);
            }
            block.bits(header::sequence).fetch_add(2, SeqCst);
            desk.position = 0;
            let calls = [1 + noise.below(60), 1 + noise.below(60)];
            for sample in desk.render_in_calls(&calls).iter().flatten() {
                assert!(*sample == 0.0 || sample.is_normal(), "seed {seed}: {sample}");
            }
        }
    }
}
