//! How fast a session of 32 full strips is bounced, by one thread and by more, and what share of the work no second thread can
//! take: `cargo bench -p megamixer-bounce`. Everybody is measured in turns in one run; what comes out is compared to the bit.

mod session;

use megamixer_bounce::{Buffer, Mixdown, MixdownOptions, Session};
use megamixer_engine::{BAR_FRAMES, Bar, Engine, Parts};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};
use std::time::Instant;

const SECONDS: f64 = 20.0;
const ROUNDS: usize = 7;

fn noise(frames: usize) -> Box<[f32]> {
    let mut state = 1_u32;
    let next = |_| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as f32 / (1 << 23) as f32 - 1.0
    };
    (0..frames).map(next).collect()
}

/// What comes out, as a sum of bits, and the seconds that it took.
fn bounce(session: &Session, sound: &Arc<[Box<[f32]>]>, threads: usize) -> (u64, f64) {
    let print = Mutex::new(0_u64);
    let sink = |bar: &Bar| {
        let mut print = print.lock().expect("one at a time");
        for sample in bar.output().into_iter().flatten() {
            *print = print.rotate_left(5) ^ u64::from(sample.to_bits());
        }
        Ok(())
    };
    let open = |_: &_| Ok(Box::new(Buffer::new(sound.clone())) as _);
    let options = MixdownOptions { threads, ..Default::default() };
    let mut mixdown = Mixdown::new(session, options, open, sink).expect("a session");
    let start = Instant::now();
    while mixdown.advance(64, threads).expect("sounds in memory") {}
    let seconds = start.elapsed().as_secs_f64();
    drop(mixdown);
    (print.into_inner().expect("nobody failed"), seconds)
}

/// The seconds that each part takes, one after the other.
fn parts(session: &Session, sound: &[Box<[f32]>]) -> Vec<f64> {
    let engine = Engine::new(session.options).expect("options in range");
    for (word, bits) in &session.writes {
        engine.block().bits(*word).store(*bits, Ordering::Relaxed);
    }
    let parts = engine.into_parts().expect("no cycle");
    let mut bar = parts.bar(false);
    let Parts { mut parts, .. } = parts;
    let mut seconds = vec![0.0; parts.len()];
    for start in (0..(SECONDS * 48_000.0) as usize).step_by(BAR_FRAMES) {
        bar.begin(BAR_FRAMES);
        for (part, seconds) in parts.iter_mut().zip(&mut seconds) {
            for strip in part.strips().collect::<Vec<_>>() {
                for (channel, input) in bar.input(strip).into_iter().enumerate() {
                    let from = (start + 4_800 * strip) % (sound[channel].len() - BAR_FRAMES);
                    input.copy_from_slice(&sound[channel][from..from + BAR_FRAMES]);
                }
            }
            let start = Instant::now();
            part.mix(&mut bar);
            *seconds += start.elapsed().as_secs_f64();
        }
    }
    seconds
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn main() {
    let session = Session::parse(&session::full(SECONDS).to_string()).expect("a session");
    assert_eq!(session.ignored, [""; 0]);
    let frames = 480_000;
    let sound: Arc<[Box<[f32]>]> = [noise(frames), noise(frames + 1)[1..].into()].into();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let counts: Vec<usize> = (0..).map(|power| 1 << power).take_while(|threads| *threads <= cores.max(2)).collect();
    let mut times: Vec<Vec<f64>> = counts.iter().map(|_| Vec::new()).collect();
    let mut of_parts: Vec<Vec<f64>> = Vec::new();
    let mut prints = Vec::new();
    for _ in 0..ROUNDS {
        for (threads, times) in counts.iter().zip(&mut times) {
            let (print, seconds) = bounce(&session, &sound, *threads);
            prints.push(print);
            times.push(seconds);
        }
        of_parts.push(parts(&session, &sound));
    }
    assert!(prints.iter().all(|print| *print == prints[0] && *print != 0), "not everybody rendered the same");

    println!(
        "32 strips, everything on, {SECONDS} s at 48 kHz, {cores} cores, medians of {ROUNDS}; all outputs are the same to the bit"
    );
    let one = median(&mut times[0].clone());
    for (threads, times) in counts.iter().zip(&mut times) {
        let seconds = median(times);
        println!(
            "{threads} threads: {seconds:.3} s, {:.0} x real time, {:.2} x one thread",
            SECONDS / seconds,
            one / seconds
        );
    }
    let seconds: Vec<f64> = (0..of_parts[0].len())
        .map(|part| median(&mut of_parts.iter().map(|round| round[part]).collect::<Vec<_>>()))
        .collect();
    let total: f64 = seconds.iter().sum();
    let shares: Vec<String> = seconds.iter().map(|part| format!("{:.1}", 100.0 * part / total)).collect();
    println!("shares of the parts, in order, %: {}", shares.join(" "));
    let longest = seconds.iter().copied().fold(0.0, f64::max);
    println!(
        "the longest part is {:.1} % of the work: no more than {:.1} x, however many cores",
        100.0 * longest / total,
        total / longest
    );
    for cores in [2.0, 4.0, 8.0, 16.0] {
        println!(
            "{cores} cores of this kind: {:.1} x one thread at best, {:.0} x real time",
            f64::min(cores, total / longest),
            SECONDS / one * f64::min(cores, total / longest)
        );
    }
}
