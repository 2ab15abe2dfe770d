//! Finds what brings a mix to a loudness.

use super::mix_meter::LoudnessReport;
use super::normaliser::Plan;

/// What a mix is to become.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LoudnessTarget {
    /// Its integrated loudness, in LUFS; without one it keeps its own, but for what the limiter takes away.
    pub lufs: Option<f64>,
    /// The true peak that it does not exceed, in dBTP.
    pub true_peak_db: Option<f64>,
}

/// Further than this from the target is another loudness, in LU.
const FAR_LU: f64 = 0.1;

impl LoudnessTarget {
    /// Whether a mix is as loud as it was to be.
    pub fn is_reached_by(&self, mix: &LoudnessReport) -> bool {
        self.lufs.is_none_or(|lufs| (mix.integrated - lufs).abs() <= FAR_LU)
    }
}

/// Nearer than this to the target nobody hears, and no meter shows: in LU.
const NEAR_LU: f64 = 0.02;
/// A mix is measured so many times at most; two to eight do, but for mixes that are limited out of all reason.
const PASSES: usize = 16;
/// What is this loud may have passages that the gate at -70 LUFS leaves out: the other gate leaves out all that is 10 LU below the mix.
const GATED_LUFS: f64 = -60.0;
/// More gain than this makes noise of a mix.
const GAIN_MAX_DB: f64 = 60.0;
/// The limiter keeps the ceiling by its own measure of true peaks, which looks an eighth of a frame beside where others do. These find more,
/// the more there is just below half the sample rate: 0.14 dB in noise whose spectrum falls as that of music does, 0.25 dB in white noise,
/// 0.39 dB in the worst that was found (crates/bounce/tests/loudness.rs). In dB.
const MARGIN_DB: f64 = 0.4;
/// While no gain is known to be too much, a step may be so many dB long, and so many times as long as the last.
const STEP_DB: f64 = 6.0;
const STRETCH: f64 = 4.0;
/// The next gain between two that are known is no nearer to either than this share of what is between them.
const SHARE: f64 = 0.05;
/// Where no gain is enough the nearest is looked for to so many dB.
const APART_DB: f64 = 3.0;

/// Looks for a plan.
///
/// What a limiter takes away of the loudness is known when it has been tried, so a mix that is limited is measured again until it is as loud
/// as it is to be. The more it is limited the less comes of more gain: a tenth of it, and over some decibels less than nothing, where
/// soft passages rise into what the measure of loudness counts. So nothing is concluded from how little comes of a gain. Gains go up until one is
/// too much, then the one that is wanted lies between that and one that is too little. Where the largest gain is too little, the
/// loudness cannot be reached, and the plan is the one that comes nearest.
pub struct Fit {
    target: LoudnessTarget,
    plan: Plan,
    passes: usize,
    /// Another try is to be measured.
    trying: bool,
    /// From the smallest gain to the largest. The first was not measured, and is next to nothing limited.
    tried: Vec<Tried>,
    between: Option<Between>,
}

/// A gain, and what is missing of the loudness with it, in LU.
#[derive(Clone, Copy)]
struct Tried {
    gain_db: f64,
    missing: f64,
}

impl Fit {
    /// Of a mix that was measured as it is.
    pub fn new(target: LoudnessTarget, mix: &LoudnessReport) -> Self {
        let wanted = target.lufs.filter(|_| mix.integrated.is_finite());
        let missing = wanted.map_or(0.0, |lufs| lufs - mix.integrated);
        let gain_db = missing.clamp(-GAIN_MAX_DB, GAIN_MAX_DB);
        let ceiling_db = target.true_peak_db.map(|ceiling| ceiling - MARGIN_DB);
        let limited = ceiling_db.filter(|ceiling| mix.true_peak_db + gain_db > *ceiling);
        // Gain lifts soft passages into what the measure of loudness counts, and takes them out of it: all below -70 LUFS is not counted.
        let gated = gain_db != 0.0 && mix.integrated + gain_db.min(0.0) < GATED_LUFS;
        // With this gain next to nothing is limited, and a little more may be missing than would be without a limiter.
        let clean_db = match limited {
            Some(ceiling) => ceiling - mix.true_peak_db,
            None if gated && gain_db > 0.0 => 0.0,
            None if gated => -GAIN_MAX_DB,
            None => gain_db,
        };
        Self {
            target,
            plan: Plan { gain_db, ceiling_db: limited },
            passes: 0,
            trying: wanted.is_some() && (limited.is_some() || gated),
            tried: vec![Tried { gain_db: clean_db, missing: missing - clean_db }],
            between: None,
        }
    }

    /// What is to be tried and measured next; nothing once the plan is found.
    pub fn next_pass(&mut self) -> Option<Plan> {
        self.passes += usize::from(self.trying);
        self.trying.then_some(self.plan)
    }

    /// What was measured of it.
    pub fn heard(&mut self, report: &LoudnessReport) {
        let Some(lufs) = self.target.lufs else { return };
        let tried = Tried { gain_db: self.plan.gain_db, missing: lufs - report.integrated };
        let place = self.tried.partition_point(|other| other.gain_db < tried.gain_db);
        self.tried.insert(place, tried);
        match &mut self.between {
            Some(between) => between.narrow(tried),
            None if tried.missing < 0.0 && place > 0 => {
                self.between = Some(Between { below: self.tried[place - 1], above: tried, was_too_much: true });
            }
            None => {}
        }
        let over = tried.missing.abs() <= NEAR_LU || self.passes == PASSES || !tried.missing.is_finite();
        let next = if over { None } else { self.next_gain() };
        self.trying = next.is_some();
        self.plan.gain_db = next.unwrap_or(self.tried[self.nearest()].gain_db);
    }

    /// The plan to write the mix with: once all is measured, the one that came nearest.
    pub fn plan(&self) -> Plan {
        self.plan
    }

    /// A gain that may bring the mix nearer, if there is any.
    fn next_gain(&self) -> Option<f64> {
        if let Some(between) = &self.between {
            return Some(between.gain_db());
        }
        let [.., last, largest] = self.tried[..] else { return None };
        if largest.gain_db < GAIN_MAX_DB {
            return Some(farther(last, largest));
        }
        // The largest gain is too little, but one beside that which comes nearest may be enough.
        let nearest = self.nearest();
        let beside = &self.tried[nearest.saturating_sub(1)..(nearest + 2).min(self.tried.len())];
        let middle = |ends: &[Tried]| (ends[1].gain_db - ends[0].gain_db, 0.5 * (ends[0].gain_db + ends[1].gain_db));
        let (apart, gain_db) = beside.windows(2).map(middle).max_by(|a, b| a.0.total_cmp(&b.0))?;
        (apart > APART_DB).then_some(gain_db)
    }

    /// Which of all that were measured comes nearest.
    fn nearest(&self) -> usize {
        let miss = |index: &usize| self.tried[*index].missing.abs();
        (1..self.tried.len()).min_by(|a, b| miss(a).total_cmp(&miss(b))).unwrap_or(0)
    }
}

/// A gain that should be enough, as far as two tell that are not.
fn farther(last: Tried, tried: Tried) -> f64 {
    let step = tried.gain_db - last.gain_db;
    let came = last.missing - tried.missing;
    let wanted = if came > 0.0 { step * tried.missing / came } else { f64::INFINITY };
    (tried.gain_db + wanted.min(f64::max(STRETCH * step, STEP_DB))).min(GAIN_MAX_DB)
}

/// A gain that is too little, and one that is too much. The Illinois rule brings them together. Source: M. Dowell and P. Jarratt, "A modified
/// regula falsi method for computing the root of an equation", BIT 11 (1971).
struct Between {
    below: Tried,
    above: Tried,
    /// The last that was tried.
    was_too_much: bool,
}

impl Between {
    fn gain_db(&self) -> f64 {
        let Self { below, above, .. } = self;
        let share = below.missing / (below.missing - above.missing);
        below.gain_db + share.clamp(SHARE, 1.0 - SHARE) * (above.gain_db - below.gain_db)
    }

    fn narrow(&mut self, tried: Tried) {
        let too_much = tried.missing < 0.0;
        let (moved, kept) =
            if too_much { (&mut self.above, &mut self.below) } else { (&mut self.below, &mut self.above) };
        *moved = tried;
        if too_much == self.was_too_much {
            // The other end has stayed where it was: with half its weight it comes nearer, too.
            kept.missing *= 0.5;
        }
        self.was_too_much = too_much;
    }
}
