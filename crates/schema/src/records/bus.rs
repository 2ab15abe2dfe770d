//! A sum of strips and buses.

use super::strip::{CLEAR_CLIP, CLEAR_FAULT, LISTEN, METER_POINT, SOLO, SOLO_SAFE};
use super::vca::MEMBERSHIP;
use super::{COMPRESSOR, CompressorValues, EFFECT, EQ, EffectValues, EqValues, FADER_MAX};
use crate::record::record;
use crate::spec::{Choice, Counter, Output, Switch, Target, Unit, Vca, gain, number, output, switch};

record! {
    /// A sum of strips and buses.
    BusValues, BUS = "bus" {
        gain: Target = gain(("Bus fader", "Level of the bus."), FADER_MAX, 1.0);
        vca: Vca = MEMBERSHIP;
        pan: Target = number(
            ("Bus pan", "Stereo position, by StereoPannerNode's rule for stereo."),
            Unit::Pan,
            (-1.0, 1.0),
            0.0,
        );
        mute: Switch = switch(("Bus mute", "Silences the bus."), false);
        output: Output = output(("Bus output", "Where the bus goes: to the master, or to another bus instead."));
        solo: Switch = SOLO;
        solo_safe: Switch = SOLO_SAFE;
        listen: Choice = LISTEN;
        meter_point: Choice = METER_POINT;
        clear_clip: Counter = CLEAR_CLIP;
        clear_fault: Counter = CLEAR_FAULT;
    } parts {
        effect: EffectValues = EFFECT;
        eq: EqValues = EQ;
        compressor: CompressorValues = COMPRESSOR;
    }
}
