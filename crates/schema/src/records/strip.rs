//! One input's whole path.

use super::vca::MEMBERSHIP;
use super::{COMPRESSOR, CompressorValues, EQ, EqValues, FADER_MAX, GATE, GateValues, TRIM_MAX};
use crate::record::record;
use crate::spec::{
    Choice, Counter, Output, Spec, Switch, Target, Unit, Vca, choice, command, gain, number, output, seconds, switch,
};

/// The values of [`StripValues::input`].
pub const INPUTS: &[&str] = &["stereo", "mono"];
/// [`StripValues::input`]: two channels, StereoPannerNode's rule for stereo.
pub const INPUT_STEREO: Choice = 0;
/// [`StripValues::input`]: both channels averaged, StereoPannerNode's rule for mono.
pub const INPUT_MONO: Choice = 1;

/// The values of [`StripValues::pan_law`], in the order of `PanLaw` in `crates/dsp`.
pub const PAN_LAWS: &[&str] = &["web_audio", "balance", "linear", "equal_power", "compromise", "linear_6"];

/// The values of [`StripValues::order`].
pub const ORDERS: &[&str] = &["eq_dynamics", "dynamics_eq"];
/// [`StripValues::order`]: the dynamics come first.
pub const ORDER_DYNAMICS_FIRST: Choice = 1;

/// The values of [`SendValues::tap`].
pub const TAPS: &[&str] = &["post", "pre"];
/// [`SendValues::tap`]: after fader, mute and pan.
pub const TAP_POST: Choice = 0;
/// [`SendValues::tap`]: before the fader.
pub const TAP_PRE: Choice = 1;

/// The values of `meter_point`.
pub const METER_POINTS: &[&str] = &["post", "pre", "input"];
/// `meter_point`: after fader, mute and pan.
pub const METER_POST: Choice = 0;
/// `meter_point`: before the fader.
pub const METER_PRE: Choice = 1;
/// `meter_point`: what comes in.
pub const METER_INPUT: Choice = 2;

/// The values of `listen`.
pub const LISTENS: &[&str] = &["off", "pfl", "afl"];
/// `listen`: before the fader.
pub const LISTEN_PFL: Choice = 1;
/// `listen`: after fader, mute and pan.
pub const LISTEN_AFL: Choice = 2;

pub(super) const SOLO: Spec =
    switch(("Solo", "Cuts every route that neither comes from nor leads to something soloed."), false);
pub(super) const SOLO_SAFE: Spec = switch(("Solo safe", "Keeps its routes open when something else is soloed."), false);
pub(super) const METER_POINT: Spec =
    choice(("Meter point", "Where peak, RMS and clip are measured."), METER_POINTS, METER_POST);
pub(super) const LISTEN: Spec =
    choice(("Listen", "Puts it alone on the monitor output, before (pfl) or after (afl) the fader."), LISTENS, 0);
pub(super) const CLEAR_CLIP: Spec = command(("Clear clip", "Unlatches the clip lamps of both channels."));
pub(super) const CLEAR_FAULT: Spec = command(("Clear fault", "Unlatches the fault lamp."));

/// The longest alignment delay of a strip, in seconds.
pub const DELAY_MAX_S: f32 = 0.1;

record! {
    /// One input's whole path.
    StripValues, STRIP = "strip" {
        trim: Target = gain(("Trim", "Level at the top of the strip, before everything else."), TRIM_MAX, 1.0);
        polarity: Switch = switch(("Polarity", "Flips the sign of both channels."), false);
        input: Choice = choice(("Input", "Whether pan treats the source as stereo or as mono."), INPUTS, INPUT_STEREO);
        delay: f32 = seconds(
            ("Delay", "Alignment delay, to whole frames, up to the maxDelay that the mixer was made with."),
            (0.0, DELAY_MAX_S),
            0.0,
        );
        order: Choice = choice(("Order", "Whether the EQ or the dynamics come first."), ORDERS, 0);
        gain: Target = gain(("Fader", "Level at the bottom of the strip."), FADER_MAX, 1.0);
        vca: Vca = MEMBERSHIP;
        mute: Switch = switch(("Mute", "Silences the strip after the fader; pre-fader sends play on."), false);
        pan: Target = number(("Pan", "Stereo position, by the pan law."), Unit::Pan, (-1.0, 1.0), 0.0);
        pan_law: Choice = choice(
            ("Pan law", "StereoPannerNode's rule for the strip's input, or gains of the two sides by a law."),
            PAN_LAWS,
            0,
        );
        output: Output = output(("Output", "Where the strip goes: to the master, or to a bus instead."));
        solo: Switch = SOLO;
        solo_safe: Switch = SOLO_SAFE;
        listen: Choice = LISTEN;
        meter_point: Choice = METER_POINT;
        clear_clip: Counter = CLEAR_CLIP;
        clear_fault: Counter = CLEAR_FAULT;
    } parts {
        stereo: StereoValues = STEREO;
        eq: EqValues = EQ;
        gate: GateValues = GATE;
        compressor: CompressorValues = COMPRESSOR;
    }
}

record! {
    /// What happens between the two channels of a strip.
    StereoValues, STEREO = "stereo" {
        mono: Switch = switch(("Mono", "Both channels become their mean."), false);
        swap: Switch = switch(("Swap", "Exchanges left and right."), false);
        width: Target = number(
            ("Width", "Level of the sides against the middle: 0 is mono, 1 as it comes, 2 as wide as it gets."),
            Unit::None,
            (0.0, 2.0),
            1.0,
        );
    }
}

record! {
    /// One strip's way into one bus.
    SendValues, SEND = "send" {
        level: Target = gain(("Send", "Level from the strip into the bus."), FADER_MAX, 0.0);
        tap: Choice = choice(("Send tap", "Whether the send listens after or before the fader."), TAPS, TAP_POST);
        on: Switch = switch(("Send on", "Whether the strip is routed to the bus at all."), true);
    }
}
