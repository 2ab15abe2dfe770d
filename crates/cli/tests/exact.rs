//! What is written is what crates/bounce gives in memory, to the bit.

mod support;
use megamixer_bounce::{Encoder, SampleFormat, wav_header};
use serde_json::{Value, json};
use std::collections::HashMap;
use support::*;

const RATE: u32 = 48_000;

/// Six strips with a bit of everything, two buses with effects, and sources of all kinds.
fn session(length: Value, master: Value) -> Value {
    let strips: Vec<_> = (0..6)
        .map(|strip| {
            json!({
                "gain": 0.2 + 0.1 * f64::from(strip),
                "pan": f64::from(strip) / 6.0 - 0.5,
                "eq": { "highpass": { "on": true }, "band2": { "frequency": 300 + 200 * strip, "gain": 6 } },
                "compressor": { "on": true, "threshold": -30 },
                "output": if strip == 4 { "buses[1]" } else { "master" },
                "sends": [{ "level": 0.3 }, { "level": 0.2, "tap": "pre" }],
            })
        })
        .collect();
    json!({
        "version": 1,
        "sampleRate": RATE,
        "mixer": { "strips": 8, "buses": 2 },
        "snapshot": {
            "version": 1,
            "master": master,
            "strips": strips,
            "buses": [{ "effect": { "type": "reverb" } }, { "effect": { "type": "delay", "delay": { "time": 0.1 } } }],
        },
        "sources": [
            { "file": "long.wav", "strip": 0, "start": 0.1 },
            { "file": "mono.wav", "strip": 1, "offset": 0.05, "gain": 0.5 },
            { "file": "short.wav", "strip": 2, "loop": true, "duration": 0.9 },
            { "file": "long.wav", "strip": 3, "duration": 0.3 },
            { "file": "short.wav", "strip": 4, "start": 0.35 },
            { "file": "mono.wav", "strip": 5 },
            { "file": "short.wav", "strip": 5, "start": 0.2, "gain": -1 },
        ],
        "length": length,
    })
}

fn folder(name: &str, session: &Value) -> (Folder, Stereo) {
    let sounds = HashMap::from([
        ("long.wav".to_owned(), vec![noise(1, 40_000), noise(2, 40_000)]),
        ("short.wav".to_owned(), vec![noise(3, 5_000), noise(4, 5_000)]),
        ("mono.wav".to_owned(), vec![noise(5, 30_000)]),
    ]);
    let folder = Folder::new(name);
    sounds.iter().for_each(|(name, channels)| folder.sound(name, RATE, channels));
    folder.session(session);
    (folder, in_memory(session, &sounds))
}

fn busy_master() -> Value {
    json!({ "gain": 0.7, "compressor": { "on": true, "threshold": -20 }, "limiter": { "on": true, "ceiling": -3 } })
}

#[test]
fn every_format_and_any_number_of_threads_give_the_bytes_of_the_bounce() {
    let (folder, wanted) = folder("exact", &session(json!(1.0), busy_master()));
    assert_eq!(wanted[0].len(), RATE as usize);
    for (name, format) in [("16", SampleFormat::Int16), ("24", SampleFormat::Int24), ("float", SampleFormat::Float32)] {
        let mut bytes = wav_header(format, RATE, wanted[0].len() as u64).unwrap();
        Encoder::new(format).encode([&wanted[0], &wanted[1]], &mut bytes);
        for threads in ["1", "2", "5"] {
            folder.done(&["render", "session.json", "-o", "mix.wav", "--format", name, "--threads", threads]);
            assert!(folder.bytes("mix.wav") == bytes, "{name}, {threads} threads");
        }
    }
}

#[test]
fn a_session_that_plays_until_it_is_silent_is_as_long_as_the_bounce() {
    let (folder, wanted) = folder("until-silent", &session(json!("until silent"), busy_master()));
    assert!(wanted[0].len() > 2 * RATE as usize, "there is no tail");
    assert!(bits(&folder.render(&[])) == bits(&wanted));
}

#[test]
fn a_range_is_cut_out_of_the_mix_and_may_be_longer_than_it() {
    let (folder, wanted) = folder("range", &session(json!(1.0), busy_master()));
    let cut = |from: usize, to: usize| wanted.each_ref().map(|channel| channel[from..to].to_vec());
    for (range, from, to) in
        [(":", 0, 48_000), ("0.25:0.5", 12_000, 24_000), ("0.123:", 5_904, 48_000), (":0.7", 0, 33_600)]
    {
        assert!(bits(&folder.render(&["--range", range])) == bits(&cut(from, to)), "{range}");
    }
    let longer = folder.render(&["--range", "0.5:30"]);
    assert_eq!(longer[0].len(), 59 * 24_000);
    assert!(bits(&longer.each_ref().map(|channel| channel[..24_000].to_vec())) == bits(&cut(24_000, 48_000)));
    assert!(longer[0][29 * RATE as usize..].iter().all(|sample| sample.abs() < 1e-5), "sources have ended by then");
    assert!(
        folder.refused(2, &["render", "session.json", "-o", "new.wav", "--range", "1:"]).contains("over after 1.000 s")
    );
    folder.refused(2, &["render", "session.json", "-o", "new.wav", "--range", "2:1"]);
}

#[test]
fn stems_add_up_to_the_mix_before_the_master_to_the_bit() {
    let (folder, wanted) = folder("stems", &session(json!("until silent"), json!({})));
    let mix = folder.render(&["--stems", "stems", "--report", "report.json"]);
    assert!(bits(&mix) == bits(&wanted));
    let list = folder.json("stems/stems.json");
    assert_eq!(
        list["sum"],
        json!([
            ["strip-01.wav", "strip-02.wav", "strip-03.wav", "strip-04.wav"],
            [null, "strip-06.wav", null, null],
            "bus-1.wav",
            "bus-2.wav"
        ])
    );
    assert_eq!(folder.json("report.json")["stems"], list);
    let stem = |name: &Value| name.as_str().map(|name| folder.floats(&format!("stems/{name}")));
    let mut sum = mix.each_ref().map(|channel| vec![0.0_f32; channel.len()]);
    for addend in list["sum"].as_array().unwrap() {
        let stems: Vec<_> = addend.as_array().map_or(vec![stem(addend)], |strips| strips.iter().map(stem).collect());
        let lengths = stems.iter().flatten().map(|stem| stem[0].len());
        assert!(lengths.into_iter().all(|length| length == mix[0].len()));
        for (channel, sum) in sum.iter_mut().enumerate() {
            for (frame, sum) in sum.iter_mut().enumerate() {
                let sample = |stem: usize| stems[stem].as_ref().map_or(0.0, |stem| stem[channel][frame]);
                *sum += if stems.len() == 1 { sample(0) } else { (sample(0) + sample(2)) + (sample(1) + sample(3)) };
            }
        }
    }
    assert!(bits(&sum) == bits(&mix));
}

#[test]
fn every_strip_is_written_where_it_is_asked_for() {
    let (folder, _) = folder("strips", &session(json!(0.5), json!({})));
    folder.render(&["--stems", "stems", "--strips"]);
    assert_eq!(folder.json("stems/stems.json")["others"], json!(["strip-05.wav"]));
    let strip = folder.floats("stems/strip-05.wav");
    // It plays from 0.35 s on, for 5,000 frames.
    let heard = |frames: core::ops::Range<usize>| strip[0][frames].iter().any(|sample| *sample != 0.0);
    assert!(!heard(0..16_800) && heard(16_800..21_800) && strip[0].len() == 24_000);
    folder.refused(2, &["render", "session.json", "-o", "new.wav", "--strips"]);
}

#[test]
fn the_report_says_what_was_done() {
    let mut session = session(json!(1.0), busy_master());
    session["colour"] = json!("blue");
    session["snapshot"]["strips"][0]["gain"] = json!(4);
    session["snapshot"]["master"] = json!({ "gain": 4 });
    let (folder, wanted) = folder("report", &session);
    let arguments =
        ["render", "session.json", "-o", "mix.wav", "--report", "report.json", "--format", "16", "--threads", "2"];
    let said = String::from_utf8(folder.run(&arguments).stderr).unwrap();
    let report = folder.json("report.json");
    let clipped = wanted.iter().flatten().filter(|sample| sample.abs() > 1.0).count();
    assert!(clipped > 0 && said.contains(&format!("{clipped} samples were beyond full scale")), "{said}");
    assert!(said.contains("colour is not known"), "{said}");
    assert_eq!(report["clippedSamples"], json!(clipped));
    assert_eq!(report["ignored"], json!(["colour"]));
    let [frames, rate, threads] = ["frames", "sampleRate", "threads"].map(|name| report[name].as_u64());
    assert_eq!((frames, rate, threads), (Some(48_000), Some(48_000), Some(2)));
    let peak = wanted.iter().flatten().fold(0.0_f32, |peak, sample| peak.max(sample.abs()));
    let said_peak = report["loudness"]["mix"]["samplePeakDbfs"].as_f64().unwrap();
    assert!((said_peak - 20.0 * f64::from(peak).log10()).abs() < 0.01);
    assert!(report["timesRealTime"].as_f64().unwrap() > 0.0);
}
