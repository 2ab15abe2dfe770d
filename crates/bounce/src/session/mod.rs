//! A session: a console as it is set, what plays into it, and for how long. docs/sessions.md describes the document.

mod reader;
mod snapshot;

pub use reader::SessionError;
pub use snapshot::{SNAPSHOT_VERSION, Write};

use megamixer_engine::EngineOptions;
use megamixer_schema::{BUS_COUNT, DELAY_MAX_S, EFFECT_COUNT, SAMPLE_RATE, STRIP_COUNT};
use reader::Object;
use serde_json::{Value, json};
use snapshot::Reader;

/// The newest version of the document.
pub const SESSION_VERSION: usize = 1;

/// Sources start within the first day, and play no longer.
const LONGEST_S: f64 = 86_400.0;

/// A session that has been understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    /// What the mixer is made with; its sample rate is the one that is rendered at.
    pub options: EngineOptions,
    /// What the snapshot sets.
    pub writes: Vec<Write>,
    /// What plays.
    pub sources: Vec<Source>,
    /// For how long.
    pub length: Length,
    /// Paths of what this version does not know.
    pub ignored: Vec<String>,
}

/// Something that plays into a strip.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// Where it stands in the document.
    pub path: String,
    /// What it plays.
    pub sound: Sound,
    /// The strip that it plays into, from 0.
    pub strip: usize,
    /// When it starts, in seconds.
    pub start_s: f64,
    /// How far into the sound it starts, in seconds.
    pub offset_s: f64,
    /// How much of the sound it plays, in seconds; all that is left where nothing is said, and for ever in a loop.
    pub duration_s: Option<f64>,
    /// Its gain, linear.
    pub gain: f32,
    /// Whether it begins again from the start of the sound, where that ends.
    pub looped: bool,
}

/// What a source plays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sound {
    /// A file, relative to the session's.
    File(String),
    /// A buffer that is handed over with the session, by its name.
    Buffer(String),
}

/// How long a mix is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Length {
    /// So many seconds.
    Seconds(f64),
    /// Until the last source has ended and what it left has decayed.
    UntilSilent,
}

impl Session {
    /// Understands a document, or says what is wrong with it.
    ///
    /// # Errors
    ///
    /// Names the first place where something stands that cannot be there.
    pub fn parse(text: &str) -> Result<Self, SessionError> {
        let document =
            serde_json::from_str(text).map_err(|error| SessionError::new("", format!("is no JSON: {error}")))?;
        Self::read(&document)
    }

    fn read(document: &Value) -> Result<Self, SessionError> {
        let mut object = Object::at("", document)?;
        match object.whole("version", (1, usize::MAX >> 12))? {
            None => return Err(SessionError::new("version", "is not there, and has to be")),
            Some(version) if version > SESSION_VERSION => {
                let reason =
                    format!("is {version}, and this library reads up to version {SESSION_VERSION}: take a later one");
                return Err(SessionError::new("version", reason));
            }
            Some(_) => {}
        }
        let mut ignored = Vec::new();
        let options = options(&mut object, &mut ignored)?;
        let nothing = json!({ "version": SNAPSHOT_VERSION });
        let (writes, unknown) = Reader::read("snapshot", object.field("snapshot").unwrap_or(&nothing), &options)?;
        ignored.extend(unknown);
        let mut sources = Vec::new();
        for (index, value) in object.list("sources")?.iter().enumerate() {
            let mut source = Object::at(format!("sources[{index}]"), value)?;
            sources.push(self::source(&mut source, &options)?);
            ignored.extend(source.ignored());
        }
        let length = length(&mut object, &sources)?;
        ignored.extend(object.ignored());
        Ok(Self { options, writes, sources, length, ignored })
    }
}

fn options(session: &mut Object, ignored: &mut Vec<String>) -> Result<EngineOptions, SessionError> {
    let rates = (SAMPLE_RATE.min as f64, SAMPLE_RATE.max as f64);
    let sample_rate = session.number("sampleRate", rates, "Hz")?.unwrap_or(SAMPLE_RATE.default as f64);
    let nothing = json!({});
    let mut mixer = Object::at("mixer", session.field("mixer").unwrap_or(&nothing))?;
    let mut count = |name: &str, range: megamixer_schema::Range| {
        Ok(mixer.whole(name, (range.min, range.max))?.unwrap_or(range.default))
    };
    let (strips, buses, effects) =
        (count("strips", STRIP_COUNT)?, count("buses", BUS_COUNT)?, count("effects", EFFECT_COUNT)?);
    let max_delay_s = mixer.number("maxDelay", (0.0, f64::from(DELAY_MAX_S)), "seconds")?.unwrap_or(0.0) as f32;
    ignored.extend(mixer.ignored());
    Ok(EngineOptions { strips, buses, sample_rate: sample_rate as f32, effects, max_delay_s })
}

fn source(source: &mut Object, options: &EngineOptions) -> Result<Source, SessionError> {
    let sound = match (source.text("file")?, source.text("buffer")?) {
        (Some(file), None) => Sound::File(file.to_owned()),
        (None, Some(buffer)) => Sound::Buffer(buffer.to_owned()),
        (None, None) => {
            return Err(SessionError::new(
                source.path_to("file"),
                "is not there, nor is buffer: one of them has to be",
            ));
        }
        (Some(_), Some(_)) => {
            return Err(SessionError::new(source.path_to("buffer"), "is there beside file: only one of them can be"));
        }
    };
    let seconds = (0.0, LONGEST_S);
    let Some(strip) = source.whole("strip", (0, options.strips - 1))? else {
        return Err(SessionError::new(source.path_to("strip"), "is not there, and has to be"));
    };
    Ok(Source {
        path: source.path_to("").trim_end_matches('.').to_owned(),
        sound,
        strip,
        start_s: source.number("start", seconds, "seconds")?.unwrap_or(0.0),
        offset_s: source.number("offset", seconds, "seconds")?.unwrap_or(0.0),
        duration_s: source.number("duration", seconds, "seconds")?,
        gain: source.number("gain", (-GAIN_MAX, GAIN_MAX), "")?.unwrap_or(1.0) as f32,
        looped: source.switch("loop")?.unwrap_or(false),
    })
}

/// As much as anybody turns a source up or down: 60 dB.
const GAIN_MAX: f64 = 1_000.0;

fn length(session: &mut Object, sources: &[Source]) -> Result<Length, SessionError> {
    match session.field("length") {
        None => Ok(Length::UntilSilent),
        Some(value) if value == "until silent" => Ok(Length::UntilSilent),
        Some(value) => match value.as_f64() {
            Some(seconds) if (0.0..=LONGEST_S).contains(&seconds) => Ok(Length::Seconds(seconds)),
            _ => Err(SessionError::takes(
                "length",
                format!("a number from 0 to {LONGEST_S} seconds or \"until silent\""),
                value,
            )),
        },
    }
    .and_then(|length| match sources.iter().find(|source| source.looped && source.duration_s.is_none()) {
        Some(source) if length == Length::UntilSilent => {
            Err(SessionError::new("length", format!("takes a number of seconds, since {} loops for ever", source.path)))
        }
        _ => Ok(length),
    })
}
