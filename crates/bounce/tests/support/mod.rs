//! Sessions to bounce, and sounds that play in them.

#![allow(dead_code)]

use megamixer_bounce::{Buffer, Failure, Mixdown, MixdownOptions, Session, Sound, Source, Tape};
use megamixer_engine::{BAR_FRAMES, Bar, Engine, Inputs, Outputs};
use megamixer_schema::{Layout, header};
use std::collections::HashMap;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};

pub type Stereo = [Vec<f32>; 2];
pub type Sounds = HashMap<String, Arc<[Box<[f32]>]>>;

/// White noise of -1 to 1, the same for the same seed.
pub fn noise(seed: u32, frames: usize) -> Box<[f32]> {
    let mut state = seed.wrapping_mul(2_654_435_761).max(1);
    let next = |_| {
        // Marsaglia's xorshift32.
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        (state >> 8) as f32 / (1 << 23) as f32 - 1.0
    };
    (0..frames).map(next).collect()
}

pub fn stereo(seed: u32, frames: usize) -> Arc<[Box<[f32]>]> {
    [noise(2 * seed, frames), noise(2 * seed + 1, frames)].into()
}

pub fn open(sounds: &Sounds, source: &Source) -> Result<Box<dyn Tape>, Failure> {
    match &source.sound {
        Sound::Buffer(name) | Sound::File(name) => Ok(Box::new(Buffer::new(sounds[name].clone()))),
    }
}

/// What `look` makes of every bar, and how many frames there are.
pub fn bounce<T: Send>(
    session: &Session,
    sounds: &Sounds,
    options: MixdownOptions,
    look: impl Fn(&Bar) -> T + Send + Sync,
) -> (Vec<T>, u64) {
    let out = Mutex::new(Vec::new());
    let sink = |bar: &Bar| {
        out.lock().unwrap().push(look(bar));
        Ok(())
    };
    let mut mixdown = Mixdown::new(session, options, |source| open(sounds, source), sink).expect("a session");
    while mixdown.advance(3, options.threads).expect("sounds in memory") {}
    let frames = mixdown.frames().expect("it has ended");
    drop(mixdown);
    (out.into_inner().unwrap(), frames)
}

pub fn mix(session: &Session, sounds: &Sounds, options: MixdownOptions) -> Stereo {
    let (bars, frames) = bounce(session, sounds, options, |bar| bar.output().map(<[f32]>::to_vec));
    [0, 1].map(|channel| {
        let mut whole: Vec<f32> = bars.iter().flat_map(|bar| bar[channel].iter().copied()).collect();
        whole.truncate(frames as usize);
        whole
    })
}

/// The same session through the engine as it plays live, set by a page before its first frame, in quanta of 128 frames: every source is
/// laid into its strip's input here, by hand.
pub fn live(session: &Session, sounds: &Sounds, frames: usize) -> Stereo {
    let options = session.options;
    let mut engine = Engine::new(options).expect("options in range");
    for (word, bits) in &session.writes {
        engine.block().bits(*word).store(*bits, Ordering::Relaxed);
    }
    publish(&engine);
    let rate = f64::from(options.sample_rate);
    let at = |seconds: f64| (seconds * rate).round() as usize;
    let mut samples = vec![0.0; 2 * options.strips * frames];
    for source in &session.sources {
        let (Sound::Buffer(name) | Sound::File(name)) = &source.sound;
        let sound = &sounds[name];
        let length = sound[0].len();
        let duration = source.duration_s.map_or(usize::MAX, at);
        for channel in 0..2 {
            let from = &sound[channel.min(sound.len() - 1)];
            let input = &mut samples[(2 * source.strip + channel) * frames..][..frames];
            for (played, sample) in input.iter_mut().skip(at(source.start_s)).enumerate().take(duration) {
                let place = at(source.offset_s) + played;
                let place = if source.looped { place % length } else { place };
                *sample += from.get(place).copied().unwrap_or(0.0) * source.gain;
            }
        }
    }
    let mut mix = [vec![0.0; frames], vec![0.0; frames]];
    let connected = vec![1; options.strips];
    let inputs = Inputs { samples: &samples, stride: frames, connected: &connected };
    for start in (0..frames).step_by(128) {
        let [left, right] = &mut mix;
        engine.render(&inputs, Outputs { main: [left, right], monitor: None }, start, 128.min(frames - start));
    }
    mix
}

/// As a page says that it has written all over.
fn publish(engine: &Engine) {
    let block = engine.block();
    let layout = block.layout();
    let strips = (0..layout.strips).map(|strip| layout.strip_section(strip));
    let buses = (0..layout.buses).map(|bus| layout.bus_section(bus));
    for section in strips.chain(buses).chain([Layout::MASTER_SECTION, Layout::MIXER_SECTION]) {
        block.bits(layout.version(section)).store(1, Ordering::SeqCst);
    }
    block.bits(header::sequence).store(2, Ordering::SeqCst);
}

pub fn bits(mix: &Stereo) -> Vec<u32> {
    mix.iter().flatten().map(|sample| sample.to_bits()).collect()
}

pub const BAR_S: f64 = BAR_FRAMES as f64 / 48_000.0;
