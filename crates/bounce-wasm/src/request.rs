//! What the page asks for. It has checked what it says; what depends on the session is checked here.

use crate::sounds::HeldSound;
use crate::stems::plays;
use megamixer_bounce::{
    Failure, LoudnessTarget, Resampled, SAMPLE_RATE, SampleFormat, Session, SessionError, Sound, Source, Tape, looped,
};
use serde_json::Value;

/// What is to be bounced of a session, and how.
pub struct Request {
    /// How many threads mix.
    pub threads: usize,
    /// Of the mix; stems are floats.
    pub format: SampleFormat,
    /// From when to when, in seconds.
    pub range_s: [f64; 2],
    /// What the mix is to become, if it is to become anything.
    pub normalize: Option<LoudnessTarget>,
    /// Whether everything is asked for that is added up to the master's sum.
    pub stems: bool,
    /// The strips and the buses that are asked for.
    pub strips: Vec<usize>,
    pub buses: Vec<usize>,
    /// The names of the sounds that are held.
    pub buffers: Vec<String>,
    /// Their sample rates, in Hz, where they have any of their own.
    pub rates: Vec<Option<f64>>,
}

impl Request {
    /// Of a session, as the page's own JSON has it.
    pub fn read(text: &str, session: &Session) -> Result<Self, Failure> {
        let value: Value = serde_json::from_str(text)?;
        let number = |name: &str| value[name].as_f64();
        let normalize = &value["normalize"];
        let strips = numbers(&value["strips"], "strips", session.options.strips, |strip| plays(session, strip));
        let buses = numbers(&value["buses"], "buses", session.options.buses, |_| true);
        let buffers = value["buffers"].as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned);
        Ok(Self {
            threads: number("threads").map_or(1, |threads| threads as usize),
            format: match value["format"].as_str() {
                Some("int16") => SampleFormat::Int16,
                Some("int24") => SampleFormat::Int24,
                _ => SampleFormat::Float32,
            },
            range_s: [number("start").unwrap_or(0.0), number("end").unwrap_or(f64::INFINITY)],
            normalize: normalize.is_object().then(|| LoudnessTarget {
                lufs: normalize["lufs"].as_f64(),
                true_peak_db: normalize["truePeak"].as_f64(),
            }),
            stems: value["stems"] == true,
            strips: strips?,
            buses: buses?,
            buffers: buffers.collect(),
            rates: value["rates"].as_array().into_iter().flatten().map(Value::as_f64).collect(),
        })
    }

    /// What a source plays from in a mix at this sample rate.
    pub fn tape(&self, source: &Source, sample_rate: f32) -> Result<Box<dyn Tape>, Failure> {
        let (field, name) = match &source.sound {
            Sound::Buffer(name) => ("buffer", name),
            Sound::File(name) => ("file", name),
        };
        let Some(index) = self.buffers.iter().position(|buffer| buffer == name) else {
            let there = if self.buffers.is_empty() { "none".to_owned() } else { self.buffers.join(", ") };
            let reason = format!("is \"{name}\", and no buffer of that name was given: there is {there}");
            return Err(SessionError::new(format!("{}.{field}", source.path), reason).into());
        };
        let (sound, rates) = (HeldSound::new(index), [self.rates[index], Some(sample_rate.into())]);
        match rates {
            [Some(from), Some(to)] if from != to => {
                let [Some(from), Some(to)] = [from, to].map(whole_rate) else {
                    let (min, max) = (SAMPLE_RATE.min, SAMPLE_RATE.max);
                    let reason = format!(
                        "is at {from} Hz, and the mix at {to} Hz: only whole numbers of Hz from {min} to {max} are resampled"
                    );
                    return Err(SessionError::new(format!("buffers.{name}"), reason).into());
                };
                let (channels, may_be_short) = (sound.channels(), sound.frames() <= u64::from(from));
                let tape = Box::new(Resampled::new(sound, [from, to], channels));
                if source.looped && may_be_short { looped(tape, to) } else { Ok(tape) }
            }
            _ => Ok(Box::new(sound)),
        }
    }
}

/// A sample rate from which, and to which, sounds can be brought.
fn whole_rate(rate: f64) -> Option<u32> {
    (rate.fract() == 0.0 && (SAMPLE_RATE.min as f64..=SAMPLE_RATE.max as f64).contains(&rate)).then_some(rate as u32)
}

/// A list of whole numbers, or true for all of which there is something to hear.
fn numbers(value: &Value, name: &str, has: usize, heard: impl Fn(usize) -> bool) -> Result<Vec<usize>, Failure> {
    if *value == true {
        return Ok((0..has).filter(|number| heard(*number)).collect());
    }
    let asked = value.as_array().into_iter().flatten().filter_map(Value::as_u64).map(|number| number as usize);
    let asked: Vec<usize> = asked.collect();
    match asked.iter().find(|number| **number >= has) {
        Some(number) => {
            let reason = format!("of the options asks for number {number}, and the session has {has}, from 0");
            Err(SessionError::new(name, reason).into())
        }
        None => Ok(asked),
    }
}
