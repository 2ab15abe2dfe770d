//! THE MIXDOWN. The same engine over whole files, faster than they play, on as many cores as there are.

mod finish;
mod line;
mod mixdown;
mod player;
mod resampled;
mod session;

pub use finish::{
    Ear, Encoder, Fit, LoudnessReport, LoudnessTarget, MixMeter, Normaliser, Plan, SampleFormat, wav_header,
};
pub use line::{Failure, Line, Station};
pub use megamixer_engine::{Addend, BAR_FRAMES, Bar};
pub use megamixer_schema::SAMPLE_RATE;
pub use mixdown::{Mixdown, MixdownOptions, SILENCE};
pub use player::{Buffer, Player, Tape, looped};
pub use resampled::Resampled;
pub use session::{Length, SESSION_VERSION, SNAPSHOT_VERSION, Session, SessionError, Sound, Source, Write};
