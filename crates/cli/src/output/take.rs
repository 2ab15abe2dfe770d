//! A mix that is kept to be measured and brought to a loudness: as it is, in 32-bit float, beside what will be written.

use super::partial::Partial;
use crate::interrupt;
use crate::trouble::Outcome;
use megamixer_bounce::{BAR_FRAMES, Encoder, SampleFormat};
use std::io::{BufReader, Read};
use std::path::Path;

/// Frames in a row, read back as often as need be; gone when it is dropped.
pub struct Take {
    partial: Partial,
    encoder: Encoder,
    frames: u64,
    bytes: Vec<u8>,
}

impl Take {
    /// Begins a take, which is kept beside this file.
    pub fn create(beside: &Path) -> Outcome<Self> {
        let partial = Partial::create_named(beside, "take.partial")?;
        Ok(Self { partial, encoder: Encoder::new(SampleFormat::Float32), frames: 0, bytes: Vec::new() })
    }

    /// Appends frames.
    pub fn write(&mut self, channels: [&[f32]; 2]) -> Outcome<()> {
        self.frames += channels[0].len() as u64;
        self.bytes.clear();
        self.encoder.encode(channels, &mut self.bytes);
        self.partial.write(&self.bytes)
    }

    /// Says that only so many of its frames count.
    pub fn cut(&mut self, frames: u64) {
        self.frames = self.frames.min(frames);
    }

    /// Plays it from its front.
    pub fn play(&mut self, mut listen: impl FnMut([&[f32]; 2]) -> Outcome<()>) -> Outcome<()> {
        self.partial.rewind()?;
        let frame_bytes = SampleFormat::Float32.frame_bytes();
        let mut file = BufReader::with_capacity(16 * BAR_FRAMES * frame_bytes, self.partial.file());
        let mut left = self.frames;
        let mut channels = [[0.0; BAR_FRAMES]; 2];
        self.bytes.resize(BAR_FRAMES * frame_bytes, 0);
        while left > 0 {
            interrupt::check()?;
            let frames = BAR_FRAMES.min(usize::try_from(left).unwrap_or(BAR_FRAMES));
            let bytes = &mut self.bytes[..frames * frame_bytes];
            if let Err(error) = file.read_exact(bytes) {
                return Err(self.partial.trouble(&error));
            }
            for (at, frame) in bytes.chunks_exact(frame_bytes).enumerate() {
                let (left, right) = frame.split_at(frame_bytes / 2);
                for (channel, sample) in channels.iter_mut().zip([left, right]) {
                    channel[at] = f32::from_le_bytes(sample.try_into().expect("four bytes"));
                }
            }
            listen([&channels[0][..frames], &channels[1][..frames]])?;
            left -= frames as u64;
        }
        Ok(())
    }
}
