//! Sessions of nothing, of one source, and of sources that are longer or shorter than what is mixed.

mod support;
use serde_json::json;
use std::time::{Duration, Instant};
use support::*;

fn loudest(channel: &[f32]) -> f32 {
    channel.iter().fold(0.0, |loudest, sample| loudest.max(sample.abs()))
}

#[test]
fn a_session_without_sources_is_silence_of_its_length() {
    let folder = Folder::new("nothing");
    folder.session(&json!({ "version": 1, "length": 0.5 }));
    assert_eq!(folder.render(&[]), [vec![0.0; 24_000], vec![0.0; 24_000]]);
    folder.session(&json!({ "version": 1 }));
    assert_eq!(folder.render(&["--lufs", "-14", "--true-peak", "-1"]), [Vec::<f32>::new(), Vec::new()]);
}

#[test]
fn one_source_at_unity_is_what_is_written() {
    let folder = Folder::new("one");
    let sound = [noise(1, 10_000), noise(2, 10_000)];
    folder.sound("a.wav", 48_000, &sound);
    folder.session(&json!({ "version": 1, "sources": [{ "file": "a.wav", "strip": 31 }] }));
    assert!(bits(&folder.render(&[])) == bits(&sound));
}

#[test]
fn a_longer_source_is_cut_and_a_shorter_one_is_followed_by_silence() {
    let folder = Folder::new("longer-shorter");
    let sound = [noise(1, 48_000), noise(2, 48_000)];
    folder.sound("a.wav", 48_000, &sound);
    let source = json!([{ "file": "a.wav", "strip": 0 }]);
    folder.session(&json!({ "version": 1, "sources": source, "length": 0.25 }));
    assert!(bits(&folder.render(&[])) == bits(&sound.each_ref().map(|channel| channel[..12_000].to_vec())));
    folder.session(&json!({ "version": 1, "sources": source, "length": 1.5 }));
    let mix = folder.render(&[]);
    assert!(bits(&mix.each_ref().map(|channel| channel[..48_000].to_vec())) == bits(&sound));
    assert_eq!((mix[0].len(), loudest(&mix[0][48_000..])), (72_000, 0.0));
    // From behind its end on there is nothing of it.
    let source = json!([{ "file": "a.wav", "strip": 0, "offset": 2 }]);
    folder.session(&json!({ "version": 1, "sources": source, "length": 0.5 }));
    assert_eq!(loudest(&folder.render(&[])[0]), 0.0);
}

#[test]
fn more_sources_may_play_than_files_may_be_open() {
    let folder = Folder::new("many");
    folder.sound("a.wav", 48_000, &[noise(1, 480)]);
    let sources: Vec<_> =
        (0..300).map(|source| json!({ "file": "a.wav", "strip": 0, "start": f64::from(source) / 100.0 })).collect();
    folder.session(&json!({ "version": 1, "mixer": { "strips": 1, "buses": 0 }, "sources": sources }));
    let script = format!(
        "ulimit -n 64; exec {:?} render session.json -o mix.wav --format float",
        env!("CARGO_BIN_EXE_megamixer")
    );
    let ran = std::process::Command::new("sh").args(["-c", &script]).current_dir(&folder.0).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let (mix, sound) = (folder.floats("mix.wav"), noise(1, 480));
    assert!((0..300).all(|source| mix[0][source * 480..][..480] == sound));
}

#[test]
fn a_loop_of_one_wave_costs_no_more_than_others() {
    let folder = Folder::new("wave");
    let wave: Vec<f32> = noise(1, 7);
    folder.sound("wave.wav", 48_000, &[wave.clone(), wave.clone()]);
    let source = json!({ "file": "wave.wav", "strip": 0, "loop": true, "offset": 3.0 / 48_000.0 });
    for rate in [48_000, 44_100] {
        folder.session(&json!({ "version": 1, "sampleRate": rate, "sources": [source], "length": 20 }));
        let begun = Instant::now();
        let mix = folder.render(&["--threads", "1"]);
        assert!(begun.elapsed() < Duration::from_secs(10), "{rate} Hz: {:?}", begun.elapsed());
        let same = |(frame, sample): (usize, &f32)| *sample == wave[(frame + 3) % 7];
        assert!(rate != 48_000 || mix[0].iter().enumerate().all(same));
        // Seven frames are six at the other rate.
        assert!(rate == 48_000 || mix[0].iter().zip(&mix[0][6..]).all(|(before, sample)| before == sample));
    }
}
