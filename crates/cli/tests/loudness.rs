//! What is brought to a loudness is that loud, and what is measured is right, by a meter that we did not write.

mod support;
use ebur128::{EbuR128, Mode};
use serde_json::{Value, json};
use support::*;

const RATE: u32 = 44_100;

/// Ten seconds, loud and soft by turns, with hits. Its spectrum falls from 2 kHz on, as that of music does.
fn music(seed: u32) -> Vec<f32> {
    let mut state = 0.0;
    let frames = noise(seed, 10 * RATE as usize);
    let sample = |(frame, noise): (usize, &f32)| {
        state += 0.25 * (noise - state);
        let level = if (frame / 22_050).is_multiple_of(3) { 0.05 } else { 0.3 };
        state * (level + if frame % 11_025 < 40 { 0.6 } else { 0.0 })
    };
    frames.iter().enumerate().map(sample).collect()
}

fn folder(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.sound("music.wav", RATE, &[music(1), music(2)]);
    let sources = json!([{ "file": "music.wav", "strip": 0 }]);
    folder.session(&json!({ "version": 1, "sampleRate": RATE, "sources": sources }));
    folder
}

/// Integrated loudness and true peak of any WAV file.
fn by_ebur128(folder: &Folder, name: &str) -> (f64, f64) {
    let mut reader = hound::WavReader::open(folder.path(name)).unwrap();
    let spec = reader.spec();
    let samples: Vec<f32> = match spec.sample_format {
        hound::SampleFormat::Float => reader.samples().map(Result::unwrap).collect(),
        hound::SampleFormat::Int => {
            let full_scale = (1_i64 << (spec.bits_per_sample - 1)) as f32;
            reader.samples::<i32>().map(|sample| sample.unwrap() as f32 / full_scale).collect()
        }
    };
    let mut meter =
        EbuR128::new(u32::from(spec.channels), spec.sample_rate, Mode::I | Mode::LRA | Mode::TRUE_PEAK).unwrap();
    meter.add_frames_f32(&samples).unwrap();
    let peak = (0..u32::from(spec.channels)).map(|channel| meter.true_peak(channel).unwrap()).fold(0.0, f64::max);
    (meter.loudness_global().unwrap(), 20.0 * peak.log10())
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is no number"))
}

#[test]
fn a_mix_is_as_loud_as_was_asked_for_and_no_peak_is_above_the_ceiling() {
    let folder = folder("lufs");
    for (lufs, ceiling, format) in
        [("-23", "-1", "24"), ("-14", "-1", "16"), ("-12", "-6", "float"), ("-11", "-2", "24")]
    {
        folder.done(&[
            "render",
            "session.json",
            "-o",
            "mix.wav",
            "--lufs",
            lufs,
            "--true-peak",
            ceiling,
            "--format",
            format,
            "--report",
            "report.json",
        ]);
        let (loudness, peak) = by_ebur128(&folder, "mix.wav");
        let wanted: f64 = lufs.parse().unwrap();
        assert!((loudness - wanted).abs() < 0.1, "{lufs} LUFS: {loudness}");
        assert!(peak <= ceiling.parse().unwrap(), "{ceiling} dBTP: {peak}");
        let report = folder.json("report.json");
        assert!((number(&report["loudness"]["file"]["integratedLufs"]) - loudness).abs() < 0.05);
        assert_eq!(report["clippedSamples"], 0);
        assert_eq!(report["frames"], 10 * RATE);
        assert_eq!(folder.names(), ["mix.wav", "music.wav", "report.json", "session.json"]);
    }
}

#[test]
fn a_loudness_alone_is_a_gain_alone() {
    let folder = folder("gain");
    let mix = folder.render(&[]);
    let louder = folder.render(&["--lufs", "-30", "--report", "report.json"]);
    let gain = 10_f64.powf(number(&folder.json("report.json")["normalised"]["gainDb"]) / 20.0);
    for (mix, louder) in mix.iter().flatten().zip(louder.iter().flatten()) {
        assert!((f64::from(*mix) * gain - f64::from(*louder)).abs() < 1e-7);
    }
    assert!((by_ebur128(&folder, "mix.wav").0 + 30.0).abs() < 0.1);
}

#[test]
fn what_cannot_be_reached_is_said() {
    let folder = folder("unreachable");
    let render = ["render", "session.json", "-o", "mix.wav", "--report", "report.json", "--true-peak", "-20"];
    let ran = folder.run(&[&render[..], &["--lufs", "-1"]].concat());
    let said = String::from_utf8(ran.stderr).unwrap();
    assert!(ran.status.success() && said.contains("could not be brought to -1 LUFS"), "{said}");
    let report = folder.json("report.json");
    assert_eq!(report["normalised"]["reached"], false);
    // Louder than any that is limited less, and said as it is.
    let (loudness, peak) = by_ebur128(&folder, "mix.wav");
    assert!((number(&report["loudness"]["file"]["integratedLufs"]) - loudness).abs() < 0.05 && peak <= -20.0);
    folder.done(&[&render[..], &["--lufs", "-27"]].concat());
    assert_eq!(folder.json("report.json")["normalised"]["reached"], true);
    assert!(loudness > by_ebur128(&folder, "mix.wav").0 + 1.0, "{loudness}");
}

#[test]
fn the_meter_measures_what_ebur128_does_in_mono_and_stereo() {
    let folder = folder("meter");
    folder.sound("mono.wav", RATE, &[music(3)]);
    for name in ["music.wav", "mono.wav"] {
        let (loudness, peak) = by_ebur128(&folder, name);
        let found: Value = serde_json::from_str(&folder.done(&["meter", name, "--json"])).unwrap();
        let found = |field: &str| number(&found["loudness"][field]);
        assert!((found("integratedLufs") - loudness).abs() < 0.05, "{name}");
        assert!((found("truePeakDbtp") - peak).abs() < 0.3, "{name}");
        let told = folder.done(&["meter", name]);
        assert!(told.contains(&format!("{:.1} LUFS", found("integratedLufs"))), "{told}");
    }
}

#[test]
fn what_is_no_number_is_told_as_what_it_is() {
    let folder = folder("no-number");
    let mut sound = music(4);
    for (sample, told) in [(f32::INFINITY, "sample peak     inf dBFS"), (f32::NAN, "integrated   -")] {
        sound[1_000] = sample;
        folder.sound("strange.wav", RATE, &[sound.clone(), sound.clone()]);
        let found = folder.done(&["meter", "strange.wav"]);
        assert!(found.contains(told), "{found}");
    }
    folder.sound("silence.wav", RATE, &[vec![0.0; 50_000]]);
    assert!(folder.done(&["meter", "silence.wav"]).contains("integrated    -inf LUFS"));
}

#[test]
fn what_is_measured_of_a_mix_is_what_is_in_the_file() {
    let folder = folder("in-the-file");
    // It ends at once, between two hits: what is behind it is not to be measured with it.
    folder.session(&json!({
        "version": 1,
        "sampleRate": RATE,
        "sources": [{ "file": "music.wav", "strip": 0, "duration": 3.26 }],
    }));
    folder.render(&["--report", "report.json"]);
    let measured: Value = serde_json::from_str(&folder.done(&["meter", "mix.wav", "--json"])).unwrap();
    let report = folder.json("report.json");
    assert_eq!(report["loudness"]["mix"], measured["loudness"]);
    assert_eq!(report["frames"], measured["frames"]);
    assert!((number(&measured["loudness"]["integratedLufs"]) - by_ebur128(&folder, "mix.wav").0).abs() < 0.05);
}
