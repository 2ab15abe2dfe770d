//! How much memory a render takes: as much for an hour as for a minute.

#![cfg(target_os = "linux")]

mod support;
use serde_json::{Value, json};
use std::fs;
use std::thread::sleep;
use std::time::Duration;
use support::*;

/// Every strip with its own file, in a loop; compressors, sends, and effects on the buses.
fn session(seconds: f64) -> Value {
    let strips: Vec<_> = (0..32)
        .map(|strip| json!({ "gain": 0.1, "compressor": { "on": true }, "sends": [{ "level": 0.01 * f64::from(strip) }] }))
        .collect();
    let sources: Vec<_> =
        (0..32).map(|strip| json!({ "file": format!("{strip}.wav"), "strip": strip, "loop": true })).collect();
    json!({
        "version": 1,
        "snapshot": { "version": 1, "strips": strips, "buses": [{ "effect": { "type": "reverb" } }] },
        "sources": sources,
        "length": seconds,
    })
}

/// The most memory that was resident while it ran, in MB.
fn peak_mb(folder: &Folder, session: &Value, more: &[&str]) -> f64 {
    folder.session(session);
    let arguments = [&["render", "session.json", "-o", "mix.wav", "--quiet"], more].concat();
    let mut child = folder.command(&arguments).spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0.0;
    while child.try_wait().unwrap().is_none() {
        let status = fs::read_to_string(&status).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.strip_suffix("kB"));
        // Gone once it has ended, when there is nobody who could have taken more.
        peak = line.map_or(peak, |kilobytes| kilobytes.trim().parse::<f64>().unwrap() / 1_024.0);
        sleep(Duration::from_millis(2));
    }
    assert!(child.wait().unwrap().success() && peak > 1.0, "{peak} MB");
    peak
}

#[test]
fn a_long_mix_takes_no_more_memory_than_a_short_one() {
    let folder = Folder::new("memory");
    for strip in 0..32 {
        folder.sound(&format!("{strip}.wav"), 48_000, &[noise(strip, 100_000), noise(100 + strip, 100_000)]);
    }
    // Of a second, 32 strips are 12 MB, and the mix is 0.4 MB. It is kept and measured to be brought to a loudness, too.
    let (short, long) = if std::env::var_os("MEGAMIXER_SOAK").is_some() { (60.0, 3_600.0) } else { (3.0, 20.0) };
    let loud = ["--threads", "2", "--lufs", "-20", "--true-peak", "-9"];
    let [short_mb, long_mb] = [short, long].map(|seconds| peak_mb(&folder, &session(seconds), &loud));
    println!("32 strips, 2 threads: {short} s take {short_mb:.1} MB at most, {long} s {long_mb:.1} MB");
    assert!(long_mb < short_mb + 5.0, "{short} s take {short_mb} MB, {long} s {long_mb} MB");
}

#[test]
fn threads_that_have_nothing_to_do_take_next_to_no_memory() {
    let folder = Folder::new("memory-of-threads");
    // What waits for the master of 32 strips is some 3 MB a bar with stems.
    let session = json!({ "version": 1, "length": 10 });
    let peak_mb = |threads| peak_mb(&folder, &session, &["--threads", threads, "--stems", "stems"]);
    let (some, many) = (peak_mb("12"), peak_mb("256"));
    assert!(many < some + 60.0, "12 threads take {some} MB, 256 take {many} MB");
}
