//! What is bounced is what plays live, to the bit, whoever does the work.

mod support;
use megamixer_bounce::{MixdownOptions, Session};
use serde_json::json;
use support::*;

/// Ten strips with most of what there is, two buses with effects, one bus into the other, keys, and sources of every kind.
fn session(length: serde_json::Value) -> (Session, Sounds) {
    let strips: Vec<_> = (0..10)
        .map(|strip| {
            json!({
                "gain": 0.3 + 0.05 * f64::from(strip),
                "pan": f64::from(strip) / 10.0 - 0.5,
                "eq": { "highpass": { "on": true }, "band2": { "frequency": 300 + 200 * strip, "gain": 6 } },
                "compressor": { "on": true, "threshold": -30, "key": if strip == 2 { json!("strips[0]") } else { json!(null) } },
                "gate": { "on": strip % 2 == 0, "threshold": -40 },
                "output": if strip == 7 { "buses[1]" } else { "master" },
                "sends": [{ "level": 0.4 }, { "level": 0.2, "tap": "pre" }],
            })
        })
        .collect();
    let sources: Vec<_> = (0..14)
        .map(|source| {
            json!({
                "buffer": (["long", "short", "mono"][source % 3]),
                "strip": source % 10,
                "start": ([0.0, 0.25, 0.1][source % 3]),
                "offset": if source % 4 == 0 { 0.05 } else { 0.0 },
                "duration": if source % 5 == 0 { json!(0.2) } else { json!(2) },
                "gain": 0.5,
                "loop": source % 2 == 1,
            })
        })
        .collect();
    let session = json!({
        "version": 1,
        "mixer": { "strips": 10, "buses": 2 },
        "snapshot": {
            "version": 1,
            "master": { "gain": 0.5, "compressor": { "on": true }, "limiter": { "on": true, "ceiling": -6 } },
            "strips": strips,
            "buses": [
                { "effect": { "type": "delay", "delay": { "time": 0.05 } }, "output": "buses[1]" },
                { "effect": { "type": "reverb" }, "compressor": { "on": true, "key": "strips[3]" } },
            ],
        },
        "sources": sources,
        "length": length,
    });
    let sounds = [("long", stereo(1, 96_000)), ("short", stereo(2, 6_000)), ("mono", [noise(9, 50_000)].into())];
    let session = Session::parse(&session.to_string()).expect("a session");
    (session, sounds.into_iter().map(|(name, sound)| (name.to_owned(), sound)).collect())
}

#[test]
fn serial_parallel_and_live_are_the_same_to_the_bit() {
    let (session, sounds) = session(json!(0.9));
    assert_eq!(session.ignored, [""; 0]);
    let live = live(&session, &sounds, 43_200);
    assert!(live[0].iter().any(|sample| sample.abs() > 0.1));
    for threads in [1, 2, 3, 8] {
        let mix = mix(&session, &sounds, MixdownOptions { threads, ..Default::default() });
        assert!(bits(&mix) == bits(&live), "{threads} threads");
    }
}

#[test]
fn a_session_that_plays_until_it_is_silent_ends_with_its_last_echo() {
    let (session, sounds) = session(json!("until silent"));
    let [left, right] = mix(&session, &sounds, MixdownOptions { threads: 2, ..Default::default() });
    let live = live(&session, &sounds, 48_000 * 12);
    let end = (0..live[0].len()).rposition(|frame| live[0][frame].abs().max(live[1][frame].abs()) >= 1e-5);
    assert_eq!(left.len(), end.expect("it is heard") + 1);
    assert!(left.len() > 48_000 * 3, "there is no tail");
    assert!(bits(&[left, right]) == bits(&live.map(|channel| channel[..end.unwrap() + 1].to_vec())));
}

/// The first sound of this comes after longer than any one delay.
#[test]
fn echoes_of_echoes_are_waited_for() {
    let delay = json!({ "type": "delay", "delay": { "time": 2 } });
    let session = json!({
        "version": 1,
        "mixer": { "strips": 1, "buses": 2, "effects": 2 },
        "snapshot": {
            "version": 1,
            "strips": [{ "output": "buses[0]" }],
            "buses": [{ "output": "buses[1]", "effect": delay }, { "effect": delay }],
        },
        "sources": [{ "buffer": "noise", "strip": 0 }],
    });
    let session = Session::parse(&session.to_string()).expect("a session");
    let sounds = [("noise".to_owned(), stereo(1, 4_800))].into();
    let [left, _] = mix(&session, &sounds, MixdownOptions::default());
    assert!(left.len() > 4 * 48_000 + 4_800, "{} frames", left.len());
}

#[test]
fn a_tail_that_never_ends_is_cut() {
    let (session, sounds) = session(json!("until silent"));
    let options = MixdownOptions { tail_max_s: 0.5, ..Default::default() };
    let [left, _] = mix(&session, &sounds, options);
    assert!((48_000 * 2 + 24_000..48_000 * 2 + 40_000).contains(&left.len()), "{}", left.len());
}

#[test]
fn a_session_of_nothing_is_silence_of_its_length() {
    let session =
        |length: &str| Session::parse(&format!(r#"{{ "version": 1, "length": {length} }}"#)).expect("a session");
    let mix = |length: &str| mix(&session(length), &Sounds::new(), MixdownOptions { threads: 2, ..Default::default() });
    assert!(mix("0")[0].is_empty());
    assert_eq!(mix("0.1"), [vec![0.0; 4_800], vec![0.0; 4_800]]);
    assert!(mix("\"until silent\"")[0].is_empty());
}

/// Octaves are rounded on the way to where these are, and must not be once they are there.
#[test]
fn what_is_set_before_the_first_frame_is_there_in_the_first_frame() {
    let buses = json!([
        { "effect": { "type": "reverb", "reverb": { "decay": 3.3, "damping": 5100, "lowCut": 240 } } },
        { "effect": { "type": "delay", "delay": { "time": 0.02, "lowCut": 230, "highCut": 5300 } } },
    ]);
    let session = json!({
        "version": 1,
        "mixer": { "strips": 1, "buses": 2 },
        "snapshot": { "version": 1, "strips": [{ "sends": [{ "level": 0.5 }, { "level": 0.5 }] }], "buses": buses },
        "sources": [{ "buffer": "noise", "strip": 0 }],
        "length": 0.25,
    });
    let session = Session::parse(&session.to_string()).expect("a session");
    let sounds = [("noise".to_owned(), stereo(1, 12_000))].into();
    let mix = mix(&session, &sounds, MixdownOptions::default());
    assert!(bits(&mix) == bits(&live(&session, &sounds, 12_000)));
}
