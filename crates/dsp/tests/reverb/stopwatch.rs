//! What a reverb costs.

use crate::room::*;
use megamixer_dsp::smoother::Control;

#[test]
#[ignore = "a stopwatch, for release builds"]
fn cost() {
    for turned in ["nothing", "decay", "size", "predelay", "low cut", "all"] {
        let mut room = Room::new(RATE, OPEN);
        let mut random = noise(9);
        let [left, right] = noises(128);
        let mut best = f64::MAX;
        for _ in 0..60 {
            let start = std::time::Instant::now();
            for quantum in 0..200 {
                let mut signal = [left.clone(), right.clone()];
                if quantum % 10 == 0 {
                    let to = random() * 0.5 + 0.5;
                    let is = |name| turned == name || turned == "all";
                    if is("decay") {
                        room.reverb.decay().glide_to(0, 0.5 + to);
                    }
                    if is("size") {
                        room.reverb.size().glide_to(0, to);
                    }
                    if is("predelay") {
                        room.reverb.predelay().glide_to(0, to * 0.25);
                    }
                    if is("low cut") {
                        room.reverb.low_cut().glide_to(0, 20.0 + 100.0 * to);
                    }
                }
                render(&mut room, &mut signal, 32);
                std::hint::black_box(signal);
            }
            best = best.min(start.elapsed().as_secs_f64() / 200.0 * 1e6);
        }
        println!("turning {turned}: {best:.2} us a quantum of 128 frames");
    }
}
