//! The gate of a strip.

use crate::record::record;
use crate::spec::{Switch, Target, Unit, number, octaves, seconds, switch};

record! {
    /// A gate, or downward expander.
    GateValues, GATE = "gate" {
        on: Switch = switch(("Gate", "Whether the gate is heard."), false);
        threshold: Target = number(("Threshold", "The level below which it reduces."), Unit::Decibels, (-100.0, 0.0), -50.0);
        range: Target = number(("Range", "The most that it takes away."), Unit::Decibels, (0.0, 100.0), 60.0);
        ratio: Target = octaves(
            ("Ratio", "Decibels out for each decibel below the threshold: 2 is a soft expander, 100 a gate."),
            Unit::None,
            (1.0, 100.0),
            10.0,
        );
        attack: f32 = seconds(("Attack", "Time in which 63.2 % of the gain reduction goes when it opens."), (0.0, 1.0), 0.001);
        hold: f32 = seconds(("Hold", "Time that it stays open below the threshold."), (0.0, 2.0), 0.02);
        release: f32 = seconds(("Release", "Time in which 63.2 % of the gain reduction comes when it closes."), (0.0, 5.0), 0.1);
    }
}
