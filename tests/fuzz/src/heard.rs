//! What a console lets out must be: samples that are audio, and meters that are numbers.

use crate::page;
use crate::support::Desk;
use megamixer_schema::{MASTER_METERS, METERS, Unit};

/// The largest sample that the console lets out: +120 dBFS. Strips, buses, the master and the monitor are each held to it.
pub const LIMIT: f32 = (1 << 20) as f32;

/// Renders in calls of at most `cut` frames, looks at every sample, and tells whether all were zero.
pub fn render(desk: &mut Desk, frames: usize, cut: usize) -> bool {
    let calls: Vec<usize> = (0..frames).step_by(cut).map(|at| cut.min(frames - at)).collect();
    desk.position = 0;
    let mix = desk.render_in_calls(&calls);
    let monitor = desk.monitor.iter().map(|channel| &channel[..frames]);
    let mut silent = true;
    for sample in mix.iter().map(Vec::as_slice).chain(monitor).flatten() {
        assert!(*sample == 0.0 || sample.is_normal(), "{sample:e} leaves");
        assert!(sample.abs() <= LIMIT, "{sample} leaves");
        silent &= *sample == 0.0;
    }
    silent
}

/// Looks at every meter but loudness, which may be no number.
pub fn check_meters(desk: &Desk) {
    let layout = desk.layout;
    let of_everybody = (layout.master_meter()..layout.master_extras()).zip(METERS.iter().cycle());
    let of_master = (layout.master_extras()..).zip(MASTER_METERS);
    for (word, meter) in of_everybody.chain(of_master) {
        let value = f32::from_bits(page::read(desk, word));
        match (meter.unit, meter.name) {
            (Unit::Linear, _) => assert!((0.0..=2.0 * LIMIT).contains(&value), "{} reads {value}", meter.name),
            (Unit::Decibels, _) => assert!((0.0..=f32::MAX).contains(&value), "{} reads {value}", meter.name),
            (_, "correlation") => assert!((-1.0..=1.0).contains(&value), "{} reads {value}", meter.name),
            _ => {}
        }
    }
}
