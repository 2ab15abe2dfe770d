//! How a tail sounds.

use crate::common::RATE;
use crate::measure::*;
use crate::room::*;
use megamixer_dsp::lanes::CELL_FRAMES;
use megamixer_dsp::reverb::Reverb;

#[test]
fn the_tail_decays_by_60_db_in_the_decay_whatever_the_size() {
    for rate in [48_000.0, 44_100.0] {
        for size in [0.0, 0.5, 1.0] {
            for decay_s in [0.5, 1.0, 2.0, 4.0, 8.0] {
                let answer =
                    Room::new(rate, Settings { decay_s, size, ..OPEN }).answer([1.0, 0.5], decay_s * 0.75 + 0.1);
                for side in answer {
                    for hz in [500.0, 1_000.0] {
                        let found = t30(&octave(&side, hz, rate), rate) / f64::from(decay_s);
                        assert!(
                            (found - 1.0).abs() < 0.1,
                            "{rate} Hz, size {size}, decay {decay_s} s, octave {hz} Hz: {found}"
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn the_damping_frequency_decays_in_half_the_time() {
    // By the power of 85 ms within 3 % of a frequency, early and later.
    for (damping_hz, decay_s) in [(1_000.0, 2.0), (2_000.0, 2.0), (4_000.0, 4.0), (8_000.0, 2.0)] {
        let settings = Settings { decay_s, damping_hz, ..OPEN };
        let answers = [[1.0, 0.0], [0.0, 1.0]].map(|impulse| Room::new(RATE, settings).answer(impulse, decay_s));
        let level_db = |hz: f32, time_s: f32| {
            let bins = [0.97, 1.03].map(|edge| (hz * edge * 4_096.0 / RATE) as usize);
            let start = (time_s * RATE) as usize;
            let power = answers.iter().flatten().map(|answer| power(&answer[start..start + 4_096]));
            10.0 * power.map(|power| power[bins[0]..=bins[1]].iter().sum::<f64>()).sum::<f64>().log10()
        };
        let decay = |hz: f32| {
            let [early_s, later_s] = [0.1, 0.6].map(|part| part * decay_s);
            f64::from(later_s - early_s) * 60.0 / (level_db(hz, early_s) - level_db(hz, later_s)) / f64::from(decay_s)
        };
        let found = decay(damping_hz);
        assert!((found - 0.5).abs() < 0.05, "damping {damping_hz} Hz: {found}");
    }
}

#[test]
fn echoes_soon_are_as_dense_as_noise_and_always_denser_than_combs() {
    for rate in [48_000.0, 44_100.0] {
        // Schroeder's four, and sixteen of the very lengths, and so the memory, of the largest room.
        let schroeder = [29.7, 37.1, 41.1, 43.7].map(|ms: f32| (ms * 1e-3 * rate) as usize);
        let same_memory: [usize; 16] =
            std::array::from_fn(|line| (0.02 * 4.5f32.powf(line as f32 / 15.0) * rate) as usize);
        let frames = (0.6 * rate) as usize;
        let plain = [combs(&schroeder, 2.0, frames, rate), combs(&same_memory, 2.0, frames, rate)];
        for (size, dense_s) in [(0.0, 0.04), (0.5, 0.07), (1.0, 0.1)] {
            let settings = Settings { size, ..OPEN };
            let answers = [[1.0, 0.0], [0.0, 1.0]].map(|impulse| Room::new(rate, settings).answer(impulse, 0.6));
            for time_s in (3..50).map(|i| i as f32 * 0.01) {
                let density =
                    answers.iter().flatten().map(|answer| echo_density(answer, time_s, rate)).sum::<f64>() / 4.0;
                assert!(time_s < dense_s || density >= 0.9, "{rate} Hz, size {size}, {time_s} s: {density}");
                for comb in &plain {
                    assert!(
                        density > echo_density(comb, time_s, rate),
                        "{rate} Hz, size {size}, {time_s} s: {density}"
                    );
                }
            }
        }
    }
}

#[test]
fn no_mode_of_a_tail_rings_out() {
    for (rate, settings) in [
        (48_000.0, Settings { size: 0.0, decay_s: 1.0, ..OPEN }),
        (48_000.0, Settings { size: 0.0, decay_s: 4.0, ..OPEN }),
        (48_000.0, Settings { size: 0.5, decay_s: 2.0, ..OPEN }),
        (48_000.0, Settings { size: 1.0, decay_s: 4.0, ..OPEN }),
        (44_100.0, Settings { size: 0.0, decay_s: 2.0, ..OPEN }),
        (44_100.0, Settings { size: 0.5, decay_s: 1.0, ..OPEN }),
        (44_100.0, Settings { size: 1.0, decay_s: 2.0, ..OPEN }),
    ] {
        let Settings { decay_s, size, .. } = settings;
        let mut answers = [[1.0, 0.0], [0.0, 1.0]].map(|impulse| Room::new(rate, settings).answer(impulse, decay_s));
        let (found, hz) = ringing(&answers, decay_s, rate);
        assert!(found < 6.0, "{rate} Hz, size {size}, decay {decay_s} s: {found} dB at {hz} Hz");
        // A mode that lasts a half longer than the rest, at first 20 dB below it all, is told.
        for side in answers.iter_mut().flatten() {
            let level = rms(&side[..(0.1 * rate) as usize]) * 0.1;
            for (i, sample) in side.iter_mut().enumerate() {
                let time_s = i as f64 / f64::from(rate);
                let decay = 10f64.powf(-3.0 * time_s / f64::from(decay_s * 1.5));
                *sample += (level * decay * (std::f64::consts::TAU * 1_234.0 * time_s).sin()) as f32;
            }
        }
        let (found, hz) = ringing(&answers, decay_s, rate);
        assert!(found > 6.0 && (hz - 1_234.0).abs() < 15.0);
    }
}

#[test]
fn left_and_right_tails_are_not_alike() {
    for rate in [48_000.0, 44_100.0] {
        for (size, impulse) in [(0.0, [1.0, 1.0]), (0.5, [1.0, 0.0]), (0.7, [1.0, 1.0]), (1.0, [1.0, 1.0])] {
            let [left, right] = Room::new(rate, Settings { size, ..OPEN }).answer(impulse, 0.8);
            let (start, end, most) = ((0.2 * rate) as usize, (0.7 * rate) as usize, (0.001 * rate) as usize);
            let energy = (rms(&left[start..end]) * rms(&right[start..end])) * (end - start) as f64;
            let correlation = |lag: usize| {
                let pairs = left[start..end].iter().zip(&right[start + lag - most..]);
                pairs.map(|(a, b)| f64::from(*a) * f64::from(*b)).sum::<f64>() / energy
            };
            let worst = (0..=2 * most).map(|lag| correlation(lag).abs()).fold(0.0, f64::max);
            assert!(worst < 0.3, "{rate} Hz, size {size}: {worst}");
        }
    }
}

#[test]
fn noise_is_as_loud_wet_as_dry_with_a_decay_of_2_s_and_3_db_louder_with_twice_that() {
    // In the octave around 1 kHz, where little is damped.
    for (rate, size, decay_s, mono, wanted_db) in [
        (48_000.0, 0.0, 2.0, false, 0.0),
        (48_000.0, 0.7, 2.0, false, 0.0),
        (48_000.0, 0.7, 2.0, true, 0.0),
        (48_000.0, 1.0, 2.0, false, 0.0),
        (48_000.0, 0.7, 4.0, false, 3.2),
        (48_000.0, 0.7, 1.0, false, -3.5),
        (32_000.0, 0.7, 2.0, false, 0.0),
    ] {
        let frames = (rate * 4.0) as usize;
        let mut signal = noises(frames);
        if mono {
            signal[1] = signal[0].clone();
        }
        let dry = rms(&octave(&signal[0], 1_000.0, rate));
        render(&mut Room::new(rate, Settings { size, decay_s, ..OPEN }), &mut signal, CELL_FRAMES);
        for side in &signal {
            let found = 20.0 * (rms(&octave(side, 1_000.0, rate)[frames / 2..]) / dry).log10();
            assert!((found - wanted_db).abs() < 1.0, "size {size}, decay {decay_s} s, mono {mono}: {found} dB");
        }
    }
}

#[test]
fn nothing_builds_up() {
    let mut room = Room::new(RATE, OPEN);
    let mut signal = [(); 2].map(|()| vec![1.0; 384_000]);
    render(&mut room, &mut signal, CELL_FRAMES);
    let constant = signal.iter().map(|side| peak(&side[336_000..])).fold(0.0, f32::max);
    assert!(constant < 1e-5, "{constant}");
    let mut room = Room::new(RATE, Settings { decay_s: 20.0, size: 0.0, ..OPEN });
    let mut signal = noises(720_000);
    render(&mut room, &mut signal, CELL_FRAMES);
    let loudest = signal.iter().map(|side| peak(side)).fold(0.0, f32::max);
    assert!(loudest < 16.0, "{loudest}");
}

#[test]
fn a_tail_ends_in_exact_silence() {
    for (rate, decay_s, damping_hz) in
        [(48_000.0, 0.8, 20_000.0), (48_000.0, 0.1, 500.0), (3_000.0, 2.0, 500.0), (96_000.0, 0.3, 3_000.0)]
    {
        let mut room = Room::new(rate, Settings { decay_s, damping_hz, size: 0.7 });
        assert!(room.reverb.at_rest());
        let mut signal = noises((rate * 0.3) as usize / CELL_FRAMES * CELL_FRAMES);
        render(&mut room, &mut signal, CELL_FRAMES);
        assert!(!room.reverb.at_rest());
        let mut seconds = 0.0;
        while !room.reverb.at_rest() {
            let mut silence = [(); 2].map(|()| vec![0.0; 320]);
            render(&mut room, &mut silence, CELL_FRAMES);
            seconds += 320.0 / rate;
            assert!(seconds < 4.5 * decay_s + 2.0, "{rate} Hz, decay {decay_s} s");
        }
        // -180 dB is three decays away.
        assert!(seconds > 2.5 * decay_s);
        assert!(room.memory.iter().all(|sample| sample.to_bits() == 0));
        let mut silence = [(); 2].map(|()| vec![0.0; 3_200]);
        render(&mut room, &mut silence, CELL_FRAMES);
        assert!(silence.iter().flatten().all(|sample| *sample == 0.0) && room.reverb.at_rest());
    }
}

#[test]
fn a_reverb_works_at_every_rate_and_its_decay_holds() {
    for rate in [3_000.0, 8_000.0, 192_000.0, 768_000.0] {
        assert!(Reverb::memory_frames(rate) as f32 / rate < 2.0);
        for size in [0.0, 1.0] {
            let settings = Settings { decay_s: 1.0, size, damping_hz: 20_000.0 };
            let [left, right] = Room::new(rate, settings).answer([1.0, 0.5], 0.8);
            let hz = if rate < 16_000.0 { 125.0 } else { 500.0 };
            let found = [left, right].map(|side| t30(&octave(&side, hz, rate), rate));
            assert!(found.iter().all(|found| (found - 1.0).abs() < 0.12), "{rate} Hz, size {size}: {found:?}");
        }
    }
}
