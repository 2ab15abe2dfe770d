//! The effect of a bus.

use crate::record::record;
use crate::spec::{Choice, Switch, Target, Unit, choice, number, octaves, seconds, switch};

/// The values of [`EffectValues::kind`].
pub const EFFECTS: &[&str] = &["none", "reverb", "delay"];
/// [`EffectValues::kind`]: a reverb.
pub const EFFECT_REVERB: Choice = 1;
/// [`EffectValues::kind`]: a delay.
pub const EFFECT_DELAY: Choice = 2;

record! {
    /// The effect at the top of a bus.
    EffectValues, EFFECT = "effect" {
        kind as "type": Choice = choice(("Effect", "What the bus does to its sum first."), EFFECTS, 0);
    } parts {
        reverb: ReverbValues = REVERB;
        delay: DelayValues = DELAY;
    }
}

record! {
    /// A reverb: a feedback delay network.
    ReverbValues, REVERB = "reverb" {
        predelay: Target = number(("Predelay", "Time before the reverb starts."), Unit::Seconds, (0.0, 0.25), 0.02);
        decay: Target = octaves(("Decay", "Time in which the reverb falls by 60 dB."), Unit::Seconds, (0.1, 20.0), 2.0);
        size: Target = number(("Size", "From a small room, 0, to a hall, 1."), Unit::None, (0.0, 1.0), 0.6);
        damping: Target = octaves(("Damping", "Frequency at which the decay takes half as long."), Unit::Hertz, (500.0, 20_000.0), 6_000.0);
        low_cut: Target = octaves(("Low cut", "What the reverb leaves out below."), Unit::Hertz, (20.0, 1_000.0), 100.0);
        mix: Target = number(("Mix", "From the sum as it comes, 0, to the reverb alone, 1."), Unit::None, (0.0, 1.0), 1.0);
    }
}

/// The longest time of a delay, in seconds.
pub const ECHO_MAX_S: f32 = 2.0;

record! {
    /// A delay with repeats.
    DelayValues, DELAY = "delay" {
        time: f32 = seconds(("Time", "From one repeat to the next."), (0.001, ECHO_MAX_S), 0.375);
        feedback: Target = number(("Feedback", "Level of each repeat against the one before."), Unit::None, (0.0, 0.95), 0.4);
        ping_pong: Switch = switch(("Ping-pong", "Whether the repeats change sides."), false);
        low_cut: Target = octaves(("Low cut", "What each repeat leaves out below."), Unit::Hertz, (20.0, 1_000.0), 80.0);
        high_cut: Target = octaves(("High cut", "What each repeat leaves out above."), Unit::Hertz, (1_000.0, 20_000.0), 8_000.0);
        mix: Target = number(("Mix", "From the sum as it comes, 0, to the repeats alone, 1."), Unit::None, (0.0, 1.0), 1.0);
    }
}
