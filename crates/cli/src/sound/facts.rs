//! What is known of a sound file before it plays, and what can be wrong with it.

use core::fmt::{self, Display};

/// What a sound file says about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Such as "FLAC".
    pub format: &'static str,
    /// In Hz.
    pub sample_rate: u32,
    /// One or two.
    pub channels: usize,
    /// How long it is, where it says so and is to be believed: MP3 files without a LAME tag do not.
    pub frames: Option<u64>,
}

impl Facts {
    /// How long it is, in seconds.
    pub fn seconds(&self) -> Option<f64> {
        self.frames.map(|frames| frames as f64 / f64::from(self.sample_rate))
    }
}

impl Display for Facts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let channels = if self.channels == 1 { "mono" } else { "stereo" };
        write!(f, "{} · {} Hz · {channels}", self.format, self.sample_rate)?;
        self.seconds().map_or(Ok(()), |seconds| write!(f, " · {seconds:.3} s"))
    }
}

/// What is wrong with a sound file, as the end of a sentence that begins with its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SoundError(pub String);

impl Display for SoundError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl core::error::Error for SoundError {}
