//! A session on its way to what is heard of it: players, the console in parts, and who takes what comes out.

use crate::line::{Failure, Line, Station};
use crate::player::{Player, Tape};
use crate::session::{Length, Session, SessionError, Source};
use megamixer_engine::{Addend, BAR_FRAMES, Bar, Engine, Part};
use megamixer_schema::ECHO_MAX_S;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Below this everything is over: -100 dBFS.
pub const SILENCE: f32 = 1e-5;

/// How a session is mixed down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MixdownOptions {
    /// How many threads there will be at most.
    pub threads: usize,
    /// Whether strips and buses are to be heard one by one.
    pub tapped: bool,
    /// How long what the sources leave may take to decay, in seconds, in a session that plays until it is silent.
    pub tail_max_s: f64,
}

impl Default for MixdownOptions {
    fn default() -> Self {
        Self { threads: 1, tapped: false, tail_max_s: 60.0 }
    }
}

/// A mixdown under way.
pub struct Mixdown<'a> {
    line: Line<'a>,
    length: Arc<AtomicU64>,
    master_sum: Vec<Addend>,
}

/// Not known yet.
const ENDLESS: u64 = u64::MAX;

impl<'a> Mixdown<'a> {
    /// Makes the console of a session. `open` gives the tape of each source, at the session's sample rate; `sink` takes every bar, in order.
    ///
    /// # Errors
    ///
    /// Where the console cannot be made, and those of `open`.
    pub fn new(
        session: &Session,
        options: MixdownOptions,
        mut open: impl FnMut(&Source) -> Result<Box<dyn Tape>, Failure>,
        sink: impl FnMut(&Bar) -> Result<(), Failure> + Send + 'a,
    ) -> Result<Self, Failure> {
        let engine = Engine::new(session.options).map_err(|refusal| SessionError::new("mixer", refusal.to_string()))?;
        for (word, bits) in &session.writes {
            engine.block().bits(*word).store(*bits, Ordering::Relaxed);
        }
        let parts = engine.into_parts().map_err(|cycle| SessionError::new("snapshot", format!("has {cycle}")))?;
        // No more are under way than there are parts to have them, whatever threads wait beside.
        let bars = if options.threads > 1 { 2 * options.threads.min(parts.parts.len() + 2) } else { 1 };
        let bars = (0..bars).map(|_| parts.bar(options.tapped)).collect();

        let rate = f64::from(session.options.sample_rate);
        let mut players: Vec<Vec<Player>> = (0..session.options.strips).map(|_| Vec::new()).collect();
        for source in &session.sources {
            players[source.strip].push(Player::new(source, rate, open(source)?));
        }
        let length = match session.length {
            Length::Seconds(seconds) => (seconds * rate).round() as u64,
            Length::UntilSilent => ENDLESS,
        };
        let mut stations: Vec<Box<dyn Station + 'a>> = vec![Box::new(Opening { left: length })];
        for part in parts.parts {
            let of_part: Vec<_> = part.strips().map(|strip| (strip, core::mem::take(&mut players[strip]))).collect();
            stations.push(Box::new(Mixing { part, players: of_part, room: Default::default() }));
        }
        let length = Arc::new(AtomicU64::new(length));
        if length.load(Ordering::Relaxed) == ENDLESS {
            stations.push(Box::new(Decay::new(rate, session.options.effects, options.tail_max_s, length.clone())));
        }
        stations.push(Box::new(Sink(sink)));
        Ok(Self { line: Line::new(stations, bars), length, master_sum: parts.master_sum })
    }

    /// Lets up to `bars` more out, as [`Line::advance`].
    ///
    /// # Errors
    ///
    /// Those of tapes and of the sink.
    pub fn advance(&mut self, bars: usize, threads: usize) -> Result<bool, Failure> {
        self.line.advance(bars, threads)
    }

    /// How many frames are out.
    pub fn frames_out(&self) -> u64 {
        (self.line.out() as u64 * BAR_FRAMES as u64).min(self.frames().unwrap_or(ENDLESS))
    }

    /// How many frames the mix has: not known before its end, where it ends when it is silent. The sink may then have had some
    /// more, which are silent.
    pub fn frames(&self) -> Option<u64> {
        Some(self.length.load(Ordering::Relaxed)).filter(|frames| *frames != ENDLESS)
    }

    /// What the master's sum is added up from, in order.
    pub fn master_sum(&self) -> &[Addend] {
        &self.master_sum
    }
}

/// Where bars begin.
struct Opening {
    left: u64,
}

impl Station for Opening {
    fn pass(&mut self, bar: &mut Bar) -> Result<bool, Failure> {
        let frames = self.left.min(BAR_FRAMES as u64);
        bar.begin(frames as usize);
        if self.left != ENDLESS {
            self.left -= frames;
        }
        Ok(self.left == 0)
    }
}

/// A part of the console, and what plays into its strips.
struct Mixing {
    part: Part,
    players: Vec<(usize, Vec<Player>)>,
    room: [Vec<f32>; 2],
}

impl Station for Mixing {
    fn pass(&mut self, bar: &mut Bar) -> Result<bool, Failure> {
        for (strip, players) in &mut self.players {
            if !players.iter().any(Player::playing) {
                continue;
            }
            let [left, right] = bar.input(*strip);
            left.fill(0.0);
            right.fill(0.0);
            for player in players.iter_mut() {
                player.add([left, right], &mut self.room)?;
            }
            if players.iter().any(Player::playing) {
                bar.keep_playing();
            }
        }
        self.part.mix(bar);
        Ok(false)
    }
}

/// Waits for the end of everything.
struct Decay {
    length: Arc<AtomicU64>,
    at: u64,
    /// Behind the last frame that can be heard, and behind the last that is played.
    heard: u64,
    played: u64,
    /// So long may echoes be silent before they come again: one bus may feed another, and each have one.
    hold: u64,
    tail_max: u64,
}

impl Decay {
    fn new(rate: f64, effects: usize, tail_max_s: f64, length: Arc<AtomicU64>) -> Self {
        let frames = |seconds: f64| (seconds * rate).ceil() as u64;
        let hold = frames(f64::from(ECHO_MAX_S) * effects as f64 + 0.5);
        Self { length, at: 0, heard: 0, played: 0, hold, tail_max: frames(tail_max_s) }
    }
}

impl Station for Decay {
    fn pass(&mut self, bar: &mut Bar) -> Result<bool, Failure> {
        let [left, right] = bar.output();
        let heard = left.iter().zip(right).rposition(|(left, right)| left.abs().max(right.abs()) >= SILENCE);
        self.heard = heard.map_or(self.heard, |frame| self.at + frame as u64 + 1);
        self.at += bar.frames() as u64;
        if bar.playing() {
            self.played = self.at;
            return Ok(false);
        }
        let (silent, decaying) = (self.at - self.heard, self.at - self.played);
        let over = (silent >= self.hold && decaying >= self.hold) || decaying >= self.tail_max;
        if over {
            self.length.store(self.heard, Ordering::Relaxed);
        }
        Ok(over)
    }
}

/// Where bars come out.
struct Sink<F>(F);

impl<F: FnMut(&Bar) -> Result<(), Failure> + Send> Station for Sink<F> {
    fn pass(&mut self, bar: &mut Bar) -> Result<bool, Failure> {
        (self.0)(bar)?;
        Ok(false)
    }
}
