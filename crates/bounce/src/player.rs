//! What plays into a strip: a sound, from when on, from where in it, how much of it, how loud.

use crate::line::Failure;
use crate::session::Source;
use std::sync::Arc;

/// A sound that is read from front to back. A mono one is read into both channels.
pub trait Tape: Send {
    /// Fills both channels, which are equally long, and gives how many frames there were: fewer only at the end.
    ///
    /// # Errors
    ///
    /// Where the sound cannot be read.
    fn read(&mut self, channels: [&mut [f32]; 2]) -> Result<usize, Failure>;

    /// Goes on reading from this frame.
    ///
    /// # Errors
    ///
    /// Where the sound cannot be read.
    fn seek(&mut self, frame: u64) -> Result<(), Failure>;
}

/// A sound in memory.
pub struct Buffer {
    /// One channel, or two of the same length.
    channels: Arc<[Box<[f32]>]>,
    at: usize,
}

impl Buffer {
    /// A sound of one channel, or of two of the same length.
    ///
    /// # Panics
    ///
    /// For any other.
    pub fn new(channels: Arc<[Box<[f32]>]>) -> Self {
        assert!((1..=2).contains(&channels.len()), "a sound has one channel or two");
        assert!(channels.iter().all(|channel| channel.len() == channels[0].len()), "its channels are equally long");
        Self { channels, at: 0 }
    }
}

impl Tape for Buffer {
    fn read(&mut self, out: [&mut [f32]; 2]) -> Result<usize, Failure> {
        let frames = out[0].len().min(self.channels[0].len() - self.at);
        for (channel, out) in out.into_iter().enumerate() {
            let from = &self.channels[channel.min(self.channels.len() - 1)];
            out[..frames].copy_from_slice(&from[self.at..self.at + frames]);
        }
        self.at += frames;
        Ok(frames)
    }

    fn seek(&mut self, frame: u64) -> Result<(), Failure> {
        self.at = self.channels[0].len().min(usize::try_from(frame).unwrap_or(usize::MAX));
        Ok(())
    }
}

/// The tape of a loop. Of up to a second it is held in memory: of a wave that is a loop, a file would be opened, and the filter of a resampler filled, a
/// thousand times a second.
///
/// # Errors
///
/// Where the sound cannot be read.
pub fn looped(mut tape: Box<dyn Tape>, sample_rate: u32) -> Result<Box<dyn Tape>, Failure> {
    let mut channels = [(); 2].map(|()| vec![0.0; sample_rate as usize + 1]);
    let [left, right] = &mut channels;
    let frames = tape.read([left, right])?;
    if frames < channels[0].len() {
        let channels = channels.map(|channel| channel[..frames].into());
        return Ok(Box::new(Buffer::new(channels.into())));
    }
    tape.seek(0)?;
    Ok(tape)
}

/// A tape that plays when its source says.
pub struct Player {
    /// Until it has nothing more to play: tapes hold files and memory, and a session may have more sources than there is of either.
    tape: Option<Box<dyn Tape>>,
    /// Frames until it starts.
    wait: u64,
    /// Where in the tape it starts; a loop begins again from the front.
    offset: Option<u64>,
    /// Frames that it still plays.
    left: u64,
    gain: f32,
    looped: bool,
}

impl Player {
    /// A source's, with its tape at the sample rate of the mix.
    pub fn new(source: &Source, sample_rate: f64, tape: Box<dyn Tape>) -> Self {
        let frames = |seconds: f64| (seconds * sample_rate).round() as u64;
        Self {
            tape: Some(tape),
            wait: frames(source.start_s),
            offset: Some(frames(source.offset_s)),
            left: source.duration_s.map_or(u64::MAX, frames),
            gain: source.gain,
            looped: source.looped,
        }
    }

    /// Whether it has still something to play.
    pub fn playing(&self) -> bool {
        self.left > 0
    }

    /// Adds its next frames to both channels, which are equally long.
    ///
    /// # Errors
    ///
    /// Where its sound cannot be read.
    pub fn add(&mut self, [left, right]: [&mut [f32]; 2], room: &mut [Vec<f32>; 2]) -> Result<(), Failure> {
        let frames = left.len();
        let silent = frames.min(usize::try_from(self.wait).unwrap_or(frames));
        self.wait -= silent as u64;
        let wanted = (frames - silent).min(usize::try_from(self.left).unwrap_or(usize::MAX));
        if wanted == 0 {
            return Ok(());
        }
        room.iter_mut().for_each(|channel| channel.resize(wanted, 0.0));
        let read = self.read(room)?;
        for (out, played) in [left, right].into_iter().zip(room) {
            for (out, played) in out[silent..].iter_mut().zip(&played[..read]) {
                *out += *played * self.gain;
            }
        }
        self.left = if read < wanted { 0 } else { self.left - read as u64 };
        if self.left == 0 {
            self.tape = None;
        }
        Ok(())
    }

    fn read(&mut self, room: &mut [Vec<f32>; 2]) -> Result<usize, Failure> {
        let Some(tape) = &mut self.tape else { return Ok(0) };
        if let Some(offset) = self.offset.take() {
            tape.seek(offset)?;
        }
        let wanted = room[0].len();
        let mut at = 0;
        let mut empty = false;
        while at < wanted {
            let [left, right] = room;
            let read = tape.read([&mut left[at..], &mut right[at..]])?;
            at += read;
            if at == wanted || !self.looped || (read == 0 && empty) {
                break;
            }
            // A loop of nothing would never end.
            empty = read == 0;
            tape.seek(0)?;
        }
        Ok(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Sound;

    /// A hundred frames of something.
    struct Held {
        buffer: Buffer,
        _held: Arc<()>,
    }

    impl Tape for Held {
        fn read(&mut self, channels: [&mut [f32]; 2]) -> Result<usize, Failure> {
            self.buffer.read(channels)
        }

        fn seek(&mut self, frame: u64) -> Result<(), Failure> {
            self.buffer.seek(frame)
        }
    }

    #[test]
    fn a_tape_is_let_go_when_its_source_is_over_and_not_before() {
        // From frame 50 on, in bars of ten. Without a duration it is over where nothing more comes.
        for (looped, duration_s, last_bar) in [(false, None, 15), (true, Some(2.5), 29), (false, Some(0.7), 11)] {
            let held = Arc::new(());
            let buffer = Buffer::new([vec![0.5; 100].into()].into());
            let tape = Box::new(Held { buffer, _held: held.clone() });
            let source = Source {
                sound: Sound::Buffer("held".into()),
                path: "sources[0]".into(),
                strip: 0,
                start_s: 0.5,
                offset_s: 0.0,
                duration_s,
                gain: 1.0,
                looped,
            };
            let mut player = Player::new(&source, 100.0, tape);
            let mut room = Default::default();
            for bar in 0..50 {
                let (mut left, mut right) = ([0.0; 10], [0.0; 10]);
                player.add([&mut left, &mut right], &mut room).expect("a sound in memory");
                assert_eq!(player.playing(), bar < last_bar, "bar {bar} of {last_bar}");
                assert_eq!(Arc::strong_count(&held), if bar < last_bar { 2 } else { 1 }, "bar {bar} of {last_bar}");
            }
        }
    }
}
