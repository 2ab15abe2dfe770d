//! A sound file at its own sample rate. Symphonia reads it; what is added here is that every seek is exact to the frame, and that a file
//! that ends before it should is an error.

use super::facts::{Facts, SoundError};
use crate::trouble::spoken;
use megamixer_bounce::{Failure, SAMPLE_RATE, Tape};
use std::fs::File;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use symphonia::core::codecs::audio::{AudioDecoder, AudioDecoderOptions};
use symphonia::core::errors::Error;
use symphonia::core::formats::probe::Hint;
use symphonia::core::formats::{FormatReader, SeekMode, SeekTo, Track, TrackType};
use symphonia::core::io::MediaSourceStream;
use symphonia::core::units::Timestamp;

/// A sound file that is read from front to back.
pub struct Reader {
    path: PathBuf,
    facts: Facts,
    file: Box<dyn FormatReader>,
    decoder: Box<dyn AudioDecoder>,
    track: u32,
    /// The last packet's frames, channel by channel, and how many of them are read.
    decoded: Vec<Vec<f32>>,
    read: usize,
    /// The next frame that is read.
    at: u64,
    /// How many frames there are, once that is certain.
    end: Option<u64>,
    /// What the file calls its first frame: not always 0, where it was cut out of a stream.
    start: u64,
    /// The next packet says where it is.
    jumped: bool,
}

impl Reader {
    /// Opens a file. Of WAV and FLAC, where a look at the end costs nothing, it is certain then that they are whole.
    pub fn open(path: &Path) -> Result<Self, SoundError> {
        let mut reader = Self::open_unchecked(path)?;
        if let (Some(frames), "WAV" | "FLAC") = (reader.facts.frames, reader.facts.format) {
            reader.go_to(frames - 1)?;
            let (mut left, mut right) = ([0.0], [0.0]);
            reader.fill([&mut left, &mut right])?;
            reader = Self::open_unchecked(path)?;
        }
        Ok(reader)
    }

    fn open_unchecked(path: &Path) -> Result<Self, SoundError> {
        let unreadable = |error: std::io::Error| SoundError(format!("cannot be read: {}", spoken(&error)));
        let file = File::open(path).map_err(unreadable)?;
        let about = file.metadata().map_err(unreadable)?;
        if about.is_dir() {
            return Err(SoundError("is a folder, not a sound file".into()));
        }
        if about.len() == 0 {
            return Err(SoundError("is empty".into()));
        }
        let mut hint = Hint::new();
        path.extension().and_then(|extension| extension.to_str()).map(|extension| hint.with_extension(extension));
        let stream = MediaSourceStream::new(Box::new(file), Default::default());
        let file = symphonia::default::get_probe()
            .probe(&hint, stream, Default::default(), Default::default())
            .map_err(|error| unknown(&error))?;
        let track = file.default_track(TrackType::Audio).ok_or_else(|| SoundError("has no sound in it".into()))?;
        let format = format_name(file.format_info().short_name);
        let (facts, gapless) = facts(format, track)?;
        let params = track.codec_params.as_ref().and_then(|params| params.audio());
        let params = params.ok_or_else(|| SoundError("has no sound in it".into()))?;
        let decoder = symphonia::default::get_codecs()
            .make_audio_decoder(params, &AudioDecoderOptions::default().gapless(gapless))
            .map_err(|error| unknown(&error))?;
        let (path, track, start) = (path.to_owned(), track.id, track.start_ts.get().max(0) as u64);
        let decoded = Vec::new();
        Ok(Self { path, facts, file, decoder, track, decoded, read: 0, at: 0, end: None, start, jumped: false })
    }

    /// What the file says about itself.
    pub fn facts(&self) -> &Facts {
        &self.facts
    }

    /// Fills both channels, a mono sound's alike, and gives how many frames there were: fewer only at the end.
    pub fn fill(&mut self, [left, right]: [&mut [f32]; 2]) -> Result<usize, SoundError> {
        let mut filled = 0;
        while filled < left.len() && self.has_some()? {
            let frames = (left.len() - filled).min(self.decoded[0].len() - self.read);
            let from = self.read..self.read + frames;
            left[filled..filled + frames].copy_from_slice(&self.decoded[0][from.clone()]);
            right[filled..filled + frames].copy_from_slice(&self.decoded[self.facts.channels - 1][from]);
            self.read += frames;
            self.at += frames as u64;
            filled += frames;
        }
        Ok(filled)
    }

    /// Goes on from this frame.
    pub fn go_to(&mut self, frame: u64) -> Result<(), SoundError> {
        if self.at == frame {
            return Ok(());
        }
        if self.end.or(self.facts.frames).is_some_and(|end| frame >= end) {
            (self.at, self.end) = (frame, self.end.or(self.facts.frames));
            self.drop_decoded();
            return Ok(());
        }
        // What a decoder has heard before a frame is part of it: MP3 borrows bits from up to 511 bytes before, and all that are no PCM
        // overlap. A second is more than any of them looks back.
        let early = frame.saturating_sub(u64::from(self.facts.sample_rate));
        if early == 0 || !self.jump(early) || self.at > frame {
            *self = Self { end: self.end, ..Self::open_unchecked(&self.path)? };
        }
        while self.at < frame && self.has_some()? {
            let frames = (frame - self.at).min((self.decoded[0].len() - self.read) as u64);
            self.read += frames as usize;
            self.at += frames;
        }
        Ok(())
    }

    /// Jumps to a frame or before it, where that can be done.
    fn jump(&mut self, frame: u64) -> bool {
        self.drop_decoded();
        let ts = Timestamp::from(i64::try_from(frame.saturating_add(self.start)).unwrap_or(i64::MAX));
        let to = SeekTo::Timestamp { ts, track_id: self.track };
        if self.file.seek(SeekMode::Accurate, to).is_err() {
            return false;
        }
        self.decoder.reset();
        self.jumped = true;
        self.has_some().unwrap_or(false)
    }

    /// Whether there is something decoded to be read; decodes what comes next if need be.
    fn has_some(&mut self) -> Result<bool, SoundError> {
        while self.decoded.first().is_none_or(|channel| self.read >= channel.len()) {
            if self.end.is_some_and(|end| self.at >= end) {
                return Ok(false);
            }
            let packet = match self.file.next_packet() {
                Ok(Some(packet)) if packet.track_id == self.track => packet,
                Ok(Some(_)) => continue,
                Ok(None) => return self.ended(),
                Err(Error::IoError(error)) if error.kind() == ErrorKind::UnexpectedEof => return self.ended(),
                Err(error) => return Err(self.damaged(&error)),
            };
            let buffer = match self.decoder.decode(&packet) {
                Ok(buffer) => buffer,
                Err(error) => return Err(self.damaged(&error)),
            };
            let (spec, frames) = (buffer.spec(), buffer.frames());
            if spec.rate() != self.facts.sample_rate || spec.channels().count() != self.facts.channels {
                return Err(self.changes());
            }
            buffer.copy_to_vecs_planar(&mut self.decoded);
            self.read = 0;
            if frames > 0 {
                let at = (packet.pts.get().max(0) as u64).saturating_sub(self.start);
                if !core::mem::take(&mut self.jumped) && at != self.at {
                    // Packets that cannot be understood are left out by who reads the file: what is behind them would be early.
                    return Err(SoundError(format!("is damaged at {:.3} s", self.seconds(self.at))));
                }
                self.at = at;
            }
        }
        Ok(true)
    }

    fn ended(&mut self) -> Result<bool, SoundError> {
        self.drop_decoded();
        match self.facts.frames {
            Some(frames) if self.at < frames => Err(SoundError(format!(
                "is cut off or damaged: it says that it is {:.3} s long, and there are {:.3} s in it",
                self.seconds(frames),
                self.seconds(self.at)
            ))),
            _ if self.at == 0 => Err(SoundError("has no sound in it".into())),
            _ => {
                self.end = Some(self.at);
                Ok(false)
            }
        }
    }

    fn damaged(&self, error: &Error) -> SoundError {
        match error {
            Error::ResetRequired => self.changes(),
            Error::IoError(error) => SoundError(format!("cannot be read: {}", spoken(error))),
            error => SoundError(format!("is damaged at {:.3} s ({error})", self.seconds(self.at))),
        }
    }

    fn changes(&self) -> SoundError {
        let at = self.seconds(self.at);
        SoundError(format!("changes its sample rate or its channels at {at:.3} s: convert it to one of both"))
    }

    fn seconds(&self, frames: u64) -> f64 {
        frames as f64 / f64::from(self.facts.sample_rate)
    }

    fn drop_decoded(&mut self) {
        self.decoded.iter_mut().for_each(Vec::clear);
        self.read = 0;
    }
}

impl Tape for Reader {
    fn read(&mut self, channels: [&mut [f32]; 2]) -> Result<usize, Failure> {
        Ok(self.fill(channels)?)
    }

    fn seek(&mut self, frame: u64) -> Result<(), Failure> {
        Ok(self.go_to(frame)?)
    }
}

/// What a track says about itself, and whether what an encoder has put before and behind the sound is to be cut off.
fn facts(format: &'static str, track: &Track) -> Result<(Facts, bool), SoundError> {
    let params = track.codec_params.as_ref().and_then(|params| params.audio());
    let params = params.ok_or_else(|| SoundError("has no sound in it".into()))?;
    let channels = params.channels.as_ref().map_or(0, |channels| channels.count());
    let sample_rate = params.sample_rate.filter(|rate| *rate > 0);
    let sample_rate = sample_rate.ok_or_else(|| SoundError("does not say its sample rate".into()))?;
    if !(1..=2).contains(&channels) {
        let reason = format!("has {channels} channels: make a mono or stereo file of it, strips take no others");
        return Err(SoundError(reason));
    }
    if !(SAMPLE_RATE.min..=SAMPLE_RATE.max).contains(&(sample_rate as usize)) {
        let (min, max) = (SAMPLE_RATE.min, SAMPLE_RATE.max);
        return Err(SoundError(format!("is at {sample_rate} Hz: convert it to between {min} and {max} Hz")));
    }
    // Without LAME's tag the length of an MP3 file is a guess from its size, behind which nothing must be cut off.
    let certain = format != "MP3" || track.delay.is_some_and(|delay| delay > 0);
    let frames = track.num_frames.filter(|_| certain);
    if frames == Some(0) {
        return Err(SoundError("has no sound in it".into()));
    }
    Ok((Facts { format, sample_rate, channels, frames }, certain))
}

fn format_name(short_name: &str) -> &'static str {
    match short_name {
        "wave" => "WAV",
        "flac" => "FLAC",
        "mp3" => "MP3",
        _ => "Ogg Vorbis",
    }
}

fn unknown(error: &Error) -> SoundError {
    match error {
        Error::IoError(error) if error.kind() != ErrorKind::UnexpectedEof => {
            SoundError(format!("cannot be read: {}", spoken(error)))
        }
        Error::DecodeError(reason) => SoundError(format!("is damaged ({reason})")),
        _ => SoundError("is no sound file that can be read here: WAV, FLAC, MP3 and Ogg Vorbis are".into()),
    }
}
