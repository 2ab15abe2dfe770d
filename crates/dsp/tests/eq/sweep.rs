//! Controls that travel their whole range in 50 ms.

use crate::common::frames::channel;
use crate::player::{Player, Setting, noise};
use crate::reference::{Kind, Svf, Worst, db, rms};
use megamixer_dsp::eq::{BandType, Slope};
use megamixer_dsp::lanes::{CELL_FRAMES, Cell, LANES, SILENCE};
use megamixer_dsp::octaves::Octaves;
use megamixer_dsp::pace::Pace;
use megamixer_dsp::smoother::{Control, Course, Smoother};

const TRAVEL_S: f32 = 0.05;

#[derive(Clone, Copy, Debug)]
enum Travel {
    Ramp,
    Glide,
}

impl Travel {
    fn turn(self, control: &mut impl Control, lane: usize, target: f32, rate: f32) {
        match self {
            Self::Ramp => control.ramp_to(lane, None, target, (TRAVEL_S * rate) as u32),
            Self::Glide => control.glide_to(lane, target),
        }
    }
}

/// What a control of one lane is in every frame, as its smoother gives it.
trait Path: Clone {
    fn cell<'a>(&mut self, pace: &Pace, scratch: &'a mut Cell) -> Course<'a>;
    fn meaning(value: f64) -> f64;

    fn path(&self, lane: usize, pace: &Pace, frames: usize) -> Vec<f64> {
        let (mut control, mut scratch, mut values) = (self.clone(), SILENCE, Vec::new());
        while values.len() < frames {
            let course = control.cell(pace, &mut scratch);
            values.extend((0..CELL_FRAMES).map(|i| Self::meaning(f64::from(course.at(i).to_array()[lane]))));
        }
        values
    }
}

impl Path for Smoother {
    fn cell<'a>(&mut self, pace: &Pace, scratch: &'a mut Cell) -> Course<'a> {
        self.settle();
        self.course(pace.glide, CELL_FRAMES, scratch)
    }

    fn meaning(value: f64) -> f64 {
        value
    }
}

impl Path for Octaves {
    fn cell<'a>(&mut self, pace: &Pace, scratch: &'a mut Cell) -> Course<'a> {
        self.settle();
        self.course(pace.glide, CELL_FRAMES, scratch)
    }

    fn meaning(value: f64) -> f64 {
        value.exp2()
    }
}

/// Sees the distances of up to four sweeps to their renders in double precision, in dB of the output.
fn see_distance(worst: &mut Worst, sweeps: &[[Setting; 2]], travel: Travel, rate: f32) {
    let mut player = Player::new(TRAVEL_S, rate);
    sweeps.iter().enumerate().for_each(|(lane, [from, _])| player.set(lane, from));
    player.eq.snap();
    let input = noise((3.0 * TRAVEL_S * rate) as usize);
    let (pace, frames) = (player.pace, input.len());
    let mut paths = Vec::new();
    for (lane, [from, to]) in sweeps.iter().enumerate() {
        if let Kind::Band(_) = from.kind {
            let band = &mut player.eq.bands[lane];
            travel.turn(band.frequency(), lane, to.frequency, rate);
            travel.turn(band.gain_db(), lane, to.gain_db, rate);
            travel.turn(band.q(), lane, to.q, rate);
            let gain_db = band.gain_db().path(lane, &pace, frames);
            paths.push([band.frequency().path(lane, &pace, frames), gain_db, band.q().path(lane, &pace, frames)]);
        } else {
            let cut = player.cut(from.kind);
            travel.turn(cut.frequency(), lane, to.frequency, rate);
            paths.push([cut.frequency().path(lane, &pace, frames), vec![0.0; frames], Vec::new()]);
        }
    }
    let out = player.play(&input);
    for (lane, (sweep, [frequency, gain_db, q])) in sweeps.iter().zip(&paths).enumerate() {
        let [mut wanted, found] = [&input, &out].map(|signal| channel(signal, lane + LANES));
        for section_q in sweep[0].qs() {
            let mut svf = Svf::default();
            for (i, x) in wanted.iter_mut().enumerate() {
                let q = q.get(i).copied().unwrap_or(section_q);
                *x = svf.tick(*x, sweep[0].kind, frequency[i], q, gain_db[i], f64::from(rate));
            }
        }
        let error = rms(wanted.iter().zip(&found).map(|(wanted, found)| wanted - found));
        let error = db(error / rms(wanted.iter().copied()));
        worst.see(error, || format!("{sweep:?} at {rate}, {travel:?}"));
    }
}

fn worst_of(sweeps: &[[Setting; 2]]) -> Worst {
    let mut worst = Worst::new();
    for rate in [44_100.0, 48_000.0, 96_000.0] {
        for travel in [Travel::Ramp, Travel::Glide] {
            for four in sweeps.chunks(4) {
                let back: Vec<[Setting; 2]> = four.iter().map(|[from, to]| [*to, *from]).collect();
                see_distance(&mut worst, four, travel, rate);
                see_distance(&mut worst, &back, travel, rate);
            }
        }
    }
    worst
}

fn every_band(sweep: impl Fn(Kind) -> [Setting; 2]) -> Vec<[Setting; 2]> {
    BandType::ALL.map(|kind| sweep(Kind::Band(kind))).to_vec()
}

#[test]
fn a_frequency_that_sweeps_in_50_ms_follows_its_path() {
    let mut sweeps = every_band(|kind| [20.0, 20_000.0].map(|frequency| Setting::new(kind, frequency, 2.0, 18.0)));
    sweeps.extend(every_band(|kind| [20.0, 20_000.0].map(|frequency| Setting::new(kind, frequency, 10.0, -18.0))));
    worst_of(&sweeps).hold_below(-70.0);
}

#[test]
fn a_gain_that_sweeps_in_50_ms_follows_its_path() {
    let mut sweeps = every_band(|kind| [-18.0, 18.0].map(|gain_db| Setting::new(kind, 100.0, 10.0, gain_db)));
    sweeps.extend(every_band(|kind| [-24.0, 24.0].map(|gain_db| Setting::new(kind, 8_000.0, 0.5, gain_db))));
    worst_of(&sweeps).hold_below(-70.0);
}

#[test]
fn a_q_that_sweeps_in_50_ms_follows_its_path() {
    let mut sweeps = every_band(|kind| [0.1, 10.0].map(|q| Setting::new(kind, 1_000.0, q, 18.0)));
    sweeps.extend(every_band(|kind| [0.1, 18.0].map(|q| Setting::new(kind, 15_000.0, q, -18.0))));
    worst_of(&sweeps).hold_below(-70.0);
}

#[test]
fn everything_that_sweeps_at_once_follows_its_path() {
    let sweeps = every_band(|kind| [Setting::new(kind, 20.0, 0.1, -18.0), Setting::new(kind, 20_000.0, 10.0, 18.0)]);
    worst_of(&sweeps).hold_below(-70.0);
}

#[test]
fn cuts_that_sweep_in_50_ms_follow_their_path() {
    let sweep = |kind, slope| [20.0, 20_000.0].map(|frequency| Setting::cut(kind, frequency, slope));
    let [high, low] = [Kind::Highpass, Kind::Lowpass];
    worst_of(&[sweep(high, Slope::Db12), sweep(high, Slope::Db24), sweep(low, Slope::Db12), sweep(low, Slope::Db24)])
        .hold_below(-70.0);
}
