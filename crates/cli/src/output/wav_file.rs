//! A WAV file that is written as the mix goes on.

use super::partial::{Partial, Written};
use crate::trouble::{Outcome, Trouble};
use megamixer_bounce::{Encoder, SampleFormat, wav_header};
use std::path::Path;

/// A stereo WAV file, of the bytes that the page gives too.
pub struct WavFile {
    partial: Partial,
    encoder: Encoder,
    format: SampleFormat,
    sample_rate: u32,
    frames: u64,
    bytes: Vec<u8>,
}

impl WavFile {
    /// Begins a file.
    pub fn create(target: &Path, format: SampleFormat, sample_rate: u32) -> Outcome<Self> {
        let mut partial = Partial::create(target)?;
        // Its lengths are filled in at the end.
        partial.write(&wav_header(format, sample_rate, 0)?)?;
        Ok(Self { partial, encoder: Encoder::new(format), format, sample_rate, frames: 0, bytes: Vec::new() })
    }

    /// Appends frames.
    pub fn write(&mut self, channels: [&[f32]; 2]) -> Outcome<()> {
        self.frames += channels[0].len() as u64;
        // Refused as soon as it is too long, not when an hour of work has been done.
        wav_header(self.format, self.sample_rate, self.frames)?;
        self.bytes.clear();
        self.encoder.encode(channels, &mut self.bytes);
        self.partial.write(&self.bytes)
    }

    /// How many samples were beyond full scale, and were cut there.
    pub fn clipped(&self) -> u64 {
        self.encoder.clipped()
    }

    /// Ends it after so many frames, which it has.
    pub fn finish(self, frames: u64) -> Outcome<Written> {
        if frames > self.frames {
            return Err(Trouble::failed("the mix has ended before its end: please report this with the session"));
        }
        let header = wav_header(self.format, self.sample_rate, frames)?;
        let length = header.len() as u64 + frames * self.format.frame_bytes() as u64;
        self.partial.finish(length, &header)
    }
}
