//! A render that cannot finish leaves what was there before, and nothing else.

#![cfg(unix)]

mod support;
use serde_json::json;
use std::fs;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};
use support::*;

/// Hours of a loop: nobody waits for its end.
fn endless(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.sound("a.wav", 48_000, &[noise(1, 48_000), noise(2, 48_000)]);
    let source = json!({ "file": "a.wav", "strip": 0, "loop": true });
    let mixer = json!({ "strips": 1, "buses": 0 });
    folder.session(&json!({ "version": 1, "mixer": mixer, "sources": [source], "length": 7_200 }));
    fs::write(folder.path("mix.wav"), "what was there before").unwrap();
    folder
}

fn begin(folder: &Folder, more: &[&str]) -> Child {
    let mut arguments = vec!["render", "session.json", "-o", "mix.wav"];
    arguments.extend(more);
    let child = folder.command(&arguments).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let begun = Instant::now();
    let grown = |name: &str| fs::metadata(folder.path(name)).is_ok_and(|about| about.len() > 1_000_000);
    while !grown(".mix.wav.partial") && !grown(".mix.wav.take.partial") {
        assert!(begun.elapsed() < Duration::from_secs(60), "it has not begun: {:?}", folder.names());
        sleep(Duration::from_millis(5));
    }
    child
}

fn end(child: &Child, signal: &str) {
    assert!(Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success());
}

fn is_as_before(folder: &Folder) {
    assert_eq!(folder.names(), ["a.wav", "mix.wav", "session.json"]);
    assert_eq!(folder.bytes("mix.wav"), b"what was there before");
}

#[test]
fn an_interrupted_render_leaves_nothing() {
    let folder = endless("interrupted");
    for (signal, more) in [
        ("-INT", &[][..]),
        ("-TERM", &["--lufs", "-14", "--report", "r.json"]),
        ("-HUP", &["--stems", "stems", "--threads", "1"]),
    ] {
        let child = begin(&folder, more);
        end(&child, signal);
        let ended = child.wait_with_output().unwrap();
        assert_eq!(ended.status.code(), Some(130), "{signal}");
        assert!(String::from_utf8_lossy(&ended.stderr).contains("interrupted: nothing was written"));
        is_as_before(&folder);
    }
}

#[test]
fn an_interrupted_loudness_leaves_nothing() {
    let folder = Folder::new("interrupted-writing");
    folder.sound("a.wav", 48_000, &[noise(1, 48_000), noise(2, 48_000)]);
    let source = json!({ "file": "a.wav", "strip": 0, "loop": true });
    let mixer = json!({ "strips": 1, "buses": 0 });
    folder.session(&json!({ "version": 1, "mixer": mixer, "sources": [source], "length": 60 }));
    fs::write(folder.path("mix.wav"), "what was there before").unwrap();
    let length = |name: &str| fs::metadata(folder.path(name)).map_or(0, |about| about.len());
    // While it is measured, and while it is written: all of the mix has been kept by then.
    for (what, ceiling, written) in [("measuring", "-10", 0), ("writing", "0", 100_000)] {
        let arguments =
            ["render", "session.json", "-o", "mix.wav", "--lufs", "-24", "--true-peak", ceiling, "--stems", "stems"];
        let child = folder.command(&arguments).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let begun = Instant::now();
        while length(".mix.wav.take.partial") < 60 * 48_000 * 8 || length(".mix.wav.partial") < written {
            assert!(begun.elapsed() < Duration::from_secs(60), "{what} has not begun: {:?}", folder.names());
            sleep(Duration::from_millis(1));
        }
        end(&child, "-INT");
        let ended = child.wait_with_output().unwrap();
        assert_eq!(ended.status.code(), Some(130), "{what}");
        is_as_before(&folder);
    }
}

#[test]
fn a_killed_render_leaves_nothing_in_its_place_and_the_next_one_clears_up() {
    let folder = endless("killed");
    // What was killed, and what comes next.
    for (killed, next) in [
        (&[][..], &[][..]),
        (&["--lufs", "-14"], &[]),
        (&["--stems", "stems", "--report", "r.json"], &["--stems", "stems", "--report", "r.json"]),
    ] {
        let mut child = begin(&folder, killed);
        child.kill().unwrap();
        assert_eq!(child.wait().unwrap().code(), None, "a signal has ended it");
        assert_eq!(folder.bytes("mix.wav"), b"what was there before");
        let hidden = |name: &&String| name.ends_with(".partial");
        assert!(folder.names().iter().any(|name| hidden(&name)), "nothing was left that could be cleared up");
        assert!(!folder.path("stems").join("strip-1.wav").exists() && !folder.path("r.json").exists());
        let render = ["render", "session.json", "-o", "mix.wav", "--range", ":0.5", "--format", "float"];
        folder.done(&[&render, next].concat());
        let [wanted, plain] = [[noise(1, 24_000), noise(2, 24_000)], folder.floats("mix.wav")].map(|mix| bits(&mix));
        assert!(plain == wanted, "{killed:?}");
        let mut names = vec!["a.wav", "mix.wav", "session.json"];
        if !next.is_empty() {
            names.splice(2..2, ["r.json"]);
            names.push("stems");
            let stems = fs::read_dir(folder.path("stems")).unwrap().map(|entry| entry.unwrap().file_name());
            let mut stems: Vec<_> = stems.map(|name| name.into_string().unwrap()).collect();
            stems.sort();
            assert_eq!(stems, ["stems.json", "strip-01.wav"]);
            assert!(bits(&folder.floats("stems/strip-01.wav")) == wanted);
        }
        assert_eq!(folder.names(), names, "{killed:?}");
        fs::write(folder.path("mix.wav"), "what was there before").unwrap();
    }
}

#[test]
fn two_renders_to_one_file_do_not_meet() {
    for (first, second) in [(&[][..], &[][..]), (&[], &["--lufs", "-14"]), (&["--lufs", "-14"], &[])] {
        let folder = endless("two");
        let mut child = begin(&folder, first);
        let render = ["render", "session.json", "-o", "mix.wav", "--range", ":0.5"];
        let said = folder.refused(1, &[&render, second].concat());
        assert!(said.contains("is being written by another megamixer"), "{said}");
        child.kill().unwrap();
        child.wait().unwrap();
    }
}

/// Renders onto a disk of 2 MB, which takes the right to mount one.
fn fill_a_disk(folder: &Folder) {
    fs::create_dir(folder.path("disk")).unwrap();
    for more in ["", "--format float --threads 1", "--stems disk/stems", "--lufs -14 --true-peak -1"] {
        let program = env!("CARGO_BIN_EXE_megamixer");
        let script = format!(
            "mount -t tmpfs -o size=2m none disk && echo before > disk/mix.wav || exit 99
            {program:?} render session.json -o disk/mix.wav {more}; code=$?
            cat disk/mix.wav; ls -A disk; exit $code"
        );
        let ran = Command::new("unshare").args(["-rm", "sh", "-c", &script]).current_dir(&folder.0).output().unwrap();
        let (left, said) = (String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
        assert_eq!(ran.status.code(), Some(1), "{said}");
        assert!(
            said.contains("there is no space left on the disk for ") && said.contains("nothing was written"),
            "{said}"
        );
        assert_eq!(left, "before\nmix.wav\n", "{more}");
    }
}

#[test]
fn no_room_for_the_output_is_said_and_leaves_nothing() {
    let folder = endless("no-room");
    for more in ["", "--stems stems", "--lufs -14 --true-peak -1 --report r.json"] {
        // As much as a full disk takes: the system refuses what is behind.
        let program = env!("CARGO_BIN_EXE_megamixer");
        let script = format!("trap '' XFSZ; ulimit -f 2000; exec {program:?} render session.json -o mix.wav {more}");
        let ran = Command::new("sh").args(["-c", &script]).current_dir(&folder.0).output().unwrap();
        let said = String::from_utf8_lossy(&ran.stderr);
        assert_eq!(ran.status.code(), Some(1), "{said}");
        assert!(said.contains("gets larger than files may be here: nothing was written"), "{said}");
        is_as_before(&folder);
    }
    if std::env::var_os("MEGAMIXER_SOAK").is_some() {
        fill_a_disk(&folder);
    }
}

#[test]
fn a_mix_too_long_for_a_wav_file_is_refused_before_it_is_begun() {
    let folder = Folder::new("too-long");
    let mixer = json!({ "strips": 1, "buses": 0 });
    folder.session(&json!({ "version": 1, "mixer": mixer, "sampleRate": 768_000, "length": 86_400 }));
    for more in [&["--format", "float"][..], &["--format", "16", "--range", "0:3000", "--stems", "stems"]] {
        let begun = Instant::now();
        let said = folder.refused(1, &[&["render", "session.json", "-o", "mix.wav"], more].concat());
        assert!(said.contains("a WAV file holds at most 4 GB"), "{said}");
        assert!(begun.elapsed() < Duration::from_secs(2), "it has begun to mix");
    }
}
