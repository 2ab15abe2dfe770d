//! What holds for the whole mixer.

use super::FADER_MAX;
use crate::record::record;
use crate::spec::{Switch, Target, gain, seconds, switch};

record! {
    /// What holds for the whole mixer.
    MixerValues, MIXER = "mixer" {
        glide: f32 = seconds(("Glide", "Time until a continuous control is within 1 % of its step."), (0.001, 1.0), 0.02);
    } parts {
        monitor: MonitorValues = MONITOR;
    }
}

record! {
    /// The second output, for whoever listens at the console: the master, or what is listened to alone.
    MonitorValues, MONITOR = "monitor" {
        gain: Target = gain(("Monitor", "Level of the monitor output."), FADER_MAX, 1.0);
        dim: Switch = switch(("Dim", "Lowers the monitor output by 20 dB."), false);
        mono: Switch = switch(("Monitor mono", "Both channels of the monitor output become their mean."), false);
    }
}

/// How much [`MonitorValues::dim`] takes away.
pub const DIM_DB: f32 = 20.0;
