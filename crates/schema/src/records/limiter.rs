//! The limiter of the master.

use crate::record::record;
use crate::spec::{Switch, Target, Unit, number, seconds, switch};

record! {
    /// A true-peak limiter with look-ahead, last before the output.
    LimiterValues, LIMITER = "limiter" {
        on: Switch = switch(("Limiter", "Whether it limits. On, the output comes later by `mixer.latency`."), false);
        ceiling: Target = number(("Ceiling", "What the true peak does not exceed."), Unit::DecibelsTruePeak, (-24.0, 0.0), -1.0);
        release: f32 = seconds(("Release", "Time in which 63.2 % of the gain reduction goes."), (0.01, 1.0), 0.1);
    }
}
