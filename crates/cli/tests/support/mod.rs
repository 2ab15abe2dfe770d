//! Runs the program as a shell would, in a folder of its own.

#![allow(dead_code)]

use hound::{SampleFormat, WavReader, WavSpec, WavWriter};
use megamixer_bounce::{Buffer, Mixdown, MixdownOptions, Session, Sound};
use serde_json::Value;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Arc, Mutex};
use std::{env, fs};

pub type Stereo = [Vec<f32>; 2];

/// A folder that is empty at first, and gone at the end.
pub struct Folder(pub PathBuf);

impl Folder {
    /// The name of the test makes it its own.
    pub fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a folder");
        Self(path)
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// A sound file in 32-bit float.
    pub fn sound(&self, name: &str, sample_rate: u32, channels: &[Vec<f32>]) {
        let (channels_count, sample_format) = (channels.len() as u16, SampleFormat::Float);
        let spec = WavSpec { channels: channels_count, sample_rate, bits_per_sample: 32, sample_format };
        let mut file = WavWriter::create(self.path(name), spec).expect("a file");
        for frame in 0..channels[0].len() {
            channels.iter().for_each(|channel| file.write_sample(channel[frame]).expect("a sample"));
        }
        file.finalize().expect("a file");
    }

    pub fn session(&self, session: &Value) {
        self.write("session.json", session.to_string().as_bytes());
    }

    pub fn write(&self, name: &str, bytes: &[u8]) {
        fs::write(self.path(name), bytes).expect("a file");
    }

    pub fn bytes(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    pub fn json(&self, name: &str) -> Value {
        serde_json::from_slice(&self.bytes(name)).expect("JSON")
    }

    /// What is in it, by name.
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(&self.0)
            .expect("a folder")
            .map(|entry| entry.expect("an entry").file_name().into_string().expect("a name"))
            .collect();
        names.sort();
        names
    }

    /// The program, about to be run in it.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_megamixer"));
        command.args(arguments).current_dir(&self.0);
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("the program")
    }

    /// Runs what must succeed.
    pub fn done(&self, arguments: &[&str]) -> String {
        let Output { status, stdout, stderr } = self.run(arguments);
        assert!(status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&stderr));
        String::from_utf8(stdout).expect("text")
    }

    /// Runs what must fail with this code, and gives what it says.
    pub fn refused(&self, code: i32, arguments: &[&str]) -> String {
        let before = self.names();
        let Output { status, stdout, stderr } = self.run(arguments);
        let said = String::from_utf8(stderr).expect("text");
        assert_eq!(status.code(), Some(code), "{arguments:?}: {said}{}", String::from_utf8_lossy(&stdout));
        assert_eq!(self.names(), before, "{arguments:?} has left something");
        said
    }

    /// Renders the session to 32-bit floats, and gives them.
    pub fn render(&self, more: &[&str]) -> Stereo {
        let mut arguments = vec!["render", "session.json", "-o", "mix.wav", "--format", "float"];
        arguments.extend(more);
        self.done(&arguments);
        self.floats("mix.wav")
    }

    /// The samples of a stereo file of 32-bit floats.
    pub fn floats(&self, name: &str) -> Stereo {
        let mut reader = WavReader::open(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!((reader.spec().channels, reader.spec().sample_format), (2, SampleFormat::Float));
        let samples: Vec<f32> = reader.samples().map(|sample| sample.expect("a sample")).collect();
        assert_eq!(samples.len() as u32, 2 * reader.duration());
        [0, 1].map(|channel| samples.iter().skip(channel).step_by(2).copied().collect())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// White noise of -1 to 1, the same for the same seed.
pub fn noise(seed: u32, frames: usize) -> Vec<f32> {
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

pub fn bits(mix: &Stereo) -> Vec<u32> {
    mix.iter().flatten().map(|sample| sample.to_bits()).collect()
}

/// What crates/bounce makes of a session whose sounds are in memory.
pub fn in_memory(session: &Value, sounds: &HashMap<String, Vec<Vec<f32>>>) -> Stereo {
    let session = Session::parse(&session.to_string()).expect("a session");
    let out = Mutex::new([Vec::new(), Vec::new()]);
    let open = |source: &megamixer_bounce::Source| {
        let (Sound::File(name) | Sound::Buffer(name)) = &source.sound;
        let channels: Arc<[Box<[f32]>]> = sounds[name].iter().map(|channel| channel.clone().into()).collect();
        Ok(Box::new(Buffer::new(channels)) as Box<dyn megamixer_bounce::Tape>)
    };
    let sink = |bar: &megamixer_bounce::Bar| {
        let mut out = out.lock().unwrap();
        out.iter_mut().zip(bar.output()).for_each(|(out, channel)| out.extend(channel));
        Ok(())
    };
    let mut mixdown = Mixdown::new(&session, MixdownOptions::default(), open, sink).expect("a console");
    while mixdown.advance(16, 1).expect("sounds in memory") {}
    let frames = mixdown.frames().expect("it has ended");
    drop(mixdown);
    out.into_inner().unwrap().map(|mut channel: Vec<f32>| {
        channel.truncate(frames as usize);
        channel
    })
}
