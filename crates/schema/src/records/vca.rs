//! A fader that scales others.

use super::FADER_MAX;
use crate::record::record;
use crate::spec::{Spec, Switch, Target, Vca, gain, switch, vca};

/// Which VCA scales the fader of a strip or a bus.
pub(super) const MEMBERSHIP: Spec = vca(("VCA", "The VCA that scales the fader."));

record! {
    /// A VCA fader: it scales the faders of its members, strips, buses and other VCAs, and moves none of them.
    VcaValues, VCA = "vca" {
        gain: Target = gain(("VCA fader", "What the faders of its members are multiplied by."), FADER_MAX, 1.0);
        mute: Switch = switch(("VCA mute", "Silences its members as their own mute does."), false);
        vca: Vca = vca(("VCA of the VCA", "The VCA that it is itself a member of."));
    }
}
