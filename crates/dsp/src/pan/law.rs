//! The curves of a pan control by name: pure functions, in double precision, rounded once.
//!
//! A name is worth little without its formula: "linear" is 0 dB in the middle here and the `balanced` rule of JUCE, whose
//! `linear` rule, like LinPan2 of SuperCollider, is [`linear_6`] here. The gain of a signal that is the same left and right:
//!
//! | law | in the middle | at the sides | left and right add up to the same |
//! |---|---|---|---|
//! | `web_audio`, stereo input | 0 dB | 0 dB, and the other side's input beside it | power of each input |
//! | `balance`, `linear` | 0 dB | 0 dB | nothing: what is turned away from is lost |
//! | `equal_power` | -3.01 dB | 0 dB | power |
//! | `compromise` | -4.52 dB | 0 dB | neither, but both nearly |
//! | `linear_6` | -6.02 dB | 0 dB | amplitude: the mono sum stays |
//!
//! A dip in the middle makes up for two loudspeakers being louder than one: 6 dB where their sound adds up in phase, 3 dB where
//! it does not. Yamaha's digital desks take 3 dB, SSL's took 4.5 (Wikipedia, "Pan law").
//!
//! Sources: W3C, Web Audio API, "StereoPannerNode"; MIDI Manufacturers Association, RP-036, "Default Pan Formula" (equal
//! power); Carnegie Mellon University, Introduction to Computer Music, "Loudness Concepts & Panning Laws" (all three that
//! dip); JUCE, `juce::dsp::Panner` (the rules named `balanced` and `linear`).

use crate::exact;

/// Where a signal's two inputs go: `left = l·ll + r·rl`, `right = r·rr + l·lr`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PanCoeffs {
    /// Left in to left out.
    pub ll: f32,
    /// Right in to left out.
    pub rl: f32,
    /// Left in to right out.
    pub lr: f32,
    /// Right in to right out.
    pub rr: f32,
}

/// The curve of a pan control. All but the first leave both channels on their sides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PanLaw {
    /// StereoPannerNode's: [`stereo`], or [`mono`] for inputs that count as mono.
    #[default]
    WebAudio,
    /// [`balance`].
    Balance,
    /// [`linear`].
    Linear,
    /// [`equal_power`].
    EqualPower,
    /// [`compromise`].
    Compromise,
    /// [`linear_6`].
    Linear6,
}

impl PanLaw {
    /// Every law, in the order of its index.
    pub const ALL: [Self; 6] =
        [Self::WebAudio, Self::Balance, Self::Linear, Self::EqualPower, Self::Compromise, Self::Linear6];

    /// The law of an index of [`PanLaw::ALL`]; one beyond counts as Web Audio's.
    pub fn from_index(index: u32) -> Self {
        Self::ALL.get(index as usize).copied().unwrap_or_default()
    }

    /// Where the inputs go, for a pan of -1 (left) to 1 (right). Only Web Audio's law tells inputs that count as mono, whose
    /// channels are the same, from stereo ones.
    #[optimize(size)]
    pub fn coeffs(self, pan: f32, is_mono: bool) -> PanCoeffs {
        match self {
            Self::WebAudio if is_mono => mono(pan),
            Self::WebAudio => stereo(pan),
            Self::Balance => balance(pan),
            Self::Linear => linear(pan),
            Self::EqualPower => equal_power(pan),
            Self::Compromise => compromise(pan),
            Self::Linear6 => linear_6(pan),
        }
    }
}

/// The stereo-input rule of StereoPannerNode: [`balance`], with what is turned away from heard on the other side.
pub fn stereo(pan: f32) -> PanCoeffs {
    let pan = f64::from(pan);
    let x = if pan <= 0.0 { pan + 1.0 } else { pan };
    let (near, far) = (exact::sin_quarter_turns(1.0 - x) as f32, exact::sin_quarter_turns(x) as f32);
    if pan <= 0.0 {
        PanCoeffs { ll: 1.0, rl: near, lr: 0.0, rr: far }
    } else {
        PanCoeffs { ll: near, rl: 0.0, lr: far, rr: 1.0 }
    }
}

/// The mono-input rule of StereoPannerNode, for a signal that is the same left and right.
pub fn mono(pan: f32) -> PanCoeffs {
    gains(halves(pan).map(exact::sin_quarter_turns))
}

/// The side turned away from falls as a quarter of a cosine, the other stays.
pub fn balance(pan: f32) -> PanCoeffs {
    facing(pan, exact::sin_quarter_turns(1.0 - f64::from(pan.abs())))
}

/// The side turned away from falls along a straight line, the other stays.
pub fn linear(pan: f32) -> PanCoeffs {
    facing(pan, 1.0 - f64::from(pan.abs()))
}

/// Sine and cosine: left and right add up to the same power at any position. The rule of [`mono`].
pub fn equal_power(pan: f32) -> PanCoeffs {
    mono(pan)
}

/// The geometric mean of [`equal_power`] and [`linear_6`].
pub fn compromise(pan: f32) -> PanCoeffs {
    gains(halves(pan).map(|x| (exact::sin_quarter_turns(x) * x).sqrt()))
}

/// A straight line: left and right add up to the same amplitude at any position.
pub fn linear_6(pan: f32) -> PanCoeffs {
    gains(halves(pan))
}

/// How near a position is to the left and to the right, 0 to 1.
fn halves(pan: f32) -> [f64; 2] {
    [(1.0 - f64::from(pan)) / 2.0, (1.0 + f64::from(pan)) / 2.0]
}

/// The gain of the side turned away from on that side, 1 on the other.
fn facing(pan: f32, away: f64) -> PanCoeffs {
    gains(if pan <= 0.0 { [1.0, away] } else { [away, 1.0] })
}

fn gains([left, right]: [f64; 2]) -> PanCoeffs {
    PanCoeffs { ll: left as f32, rl: 0.0, lr: 0.0, rr: right as f32 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_left_pan_silences_the_right_and_keeps_both_inputs_on_the_left() {
        assert_eq!(stereo(-1.0), PanCoeffs { ll: 1.0, rl: 1.0, lr: 0.0, rr: 0.0 });
        assert_eq!(stereo(1.0), PanCoeffs { ll: 0.0, rl: 0.0, lr: 1.0, rr: 1.0 });
        assert_eq!(mono(-1.0), PanCoeffs { ll: 1.0, rl: 0.0, lr: 0.0, rr: 0.0 });
    }

    #[test]
    fn the_middle_is_the_identity_for_stereo_and_minus_three_decibels_for_mono() {
        assert_eq!(stereo(0.0), PanCoeffs { ll: 1.0, rl: 0.0, lr: 0.0, rr: 1.0 });
        let middle = mono(0.0);
        assert!((middle.ll - core::f32::consts::FRAC_1_SQRT_2).abs() < 1e-7 && middle.ll == middle.rr);
    }

    #[test]
    fn the_side_turned_away_from_is_silent_exactly_whatever_the_law() {
        for law in &PanLaw::ALL[1..] {
            assert_eq!(law.coeffs(-1.0, false), PanCoeffs { ll: 1.0, ..PanCoeffs::default() }, "{law:?}");
            assert_eq!(law.coeffs(1.0, false), PanCoeffs { rr: 1.0, ..PanCoeffs::default() }, "{law:?}");
        }
    }

    #[test]
    fn the_middle_is_as_deep_as_the_name_of_the_law_says() {
        let middles = [(balance(0.0), 0.0), (linear(0.0), 0.0), (equal_power(0.0), 3.01), (linear_6(0.0), 6.02)];
        for (middle, dip_db) in middles.into_iter().chain([(compromise(0.0), 4.515)]) {
            let level_db = 20.0 * f64::from(middle.ll).log10();
            assert!((level_db + dip_db).abs() < 0.005 && middle.ll == middle.rr, "{level_db} for -{dip_db}");
        }
    }

    #[test]
    fn an_index_names_its_law_and_one_beyond_web_audios() {
        for (index, law) in PanLaw::ALL.into_iter().enumerate() {
            assert_eq!((PanLaw::from_index(index as u32), law as usize), (law, index));
        }
        assert_eq!(PanLaw::from_index(6), PanLaw::WebAudio);
        assert_eq!(PanLaw::from_index(u32::MAX), PanLaw::WebAudio);
    }
}
