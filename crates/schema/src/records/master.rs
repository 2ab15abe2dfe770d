//! The last bus.

use super::strip::{CLEAR_CLIP, CLEAR_FAULT, METER_POINT};
use super::{COMPRESSOR, CompressorValues, EQ, EqValues, FADER_MAX, LIMITER, LimiterValues};
use crate::record::record;
use crate::spec::{Choice, Counter, Switch, Target, command, gain, switch, want};

record! {
    /// The last bus.
    MasterValues, MASTER = "master" {
        gain: Target = gain(("Master fader", "Level of the output."), FADER_MAX, 1.0);
        mute: Switch = switch(("Master mute", "Silences the output."), false);
        meter_point: Choice = METER_POINT;
        want_true_peak: Switch = want(("Want true peak", "Whether somebody reads the true peak."));
        want_loudness: Switch = want(("Want loudness", "Whether somebody reads the loudness."));
        want_correlation: Switch = want(("Want correlation", "Whether somebody reads the correlation."));
        want_scope: Switch = want(("Want scope", "Whether somebody reads the ring of the last frames."));
        want_load: Switch = want(("Want load", "Whether somebody reads how long the quanta take."));
        reset_true_peak: Counter = command(("Reset true peak", "Forgets the largest true peak so far."));
        reset_loudness: Counter = command(("Reset loudness", "Starts integrated loudness, range and maxima anew."));
        clear_clip: Counter = CLEAR_CLIP;
        clear_fault: Counter = CLEAR_FAULT;
    } parts {
        eq: EqValues = EQ;
        compressor: CompressorValues = COMPRESSOR;
        limiter: LimiterValues = LIMITER;
    }
}
