//! EBU Tech 3342 (2023), table 1: the minimum requirements for loudness range, cases 1 to 4. Cases 5 and 6 are programmes
//! that only the EBU has.

use crate::tones::{Listener, near};

fn ranges(rate: usize) {
    let cases: [(&[f64], f64); 4] = [
        (&[-20.0, -30.0], 10.0),
        (&[-20.0, -15.0], 5.0),
        (&[-40.0, -20.0], 20.0),
        (&[-50.0, -35.0, -20.0, -35.0, -50.0], 15.0),
    ];
    let mut listener = Listener::new(rate);
    for (case, (levels, wanted)) in (1..).zip(cases) {
        listener.begin();
        levels.iter().for_each(|level| listener.play(&[(20.0, *level)], |_, _| {}));
        near(listener.meter.range(), wanted, 1.0, &format!("case {case}"));
        println!("{rate} Hz, case {case}: LRA {}", listener.meter.range());
    }
}

#[test]
fn cases_1_to_4_the_range_is_that_of_the_tones_at_44_1_khz() {
    ranges(44_100);
}

#[test]
fn cases_1_to_4_the_range_is_that_of_the_tones_at_48_khz() {
    ranges(48_000);
}

#[test]
fn cases_1_to_4_the_range_is_that_of_the_tones_at_96_khz() {
    ranges(96_000);
}
