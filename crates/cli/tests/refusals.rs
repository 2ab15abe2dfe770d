//! Files that are not what they should be: said clearly, with their place in the session, and nothing is left behind.

mod support;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};
use support::*;

fn playing(file: &str) -> Value {
    json!({ "version": 1, "sampleRate": 44_100, "sources": [
        { "file": "good.wav", "strip": 0 },
        { "file": file, "strip": 1 },
    ] })
}

fn folder(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.sound("good.wav", 44_100, &[noise(1, 44_100), noise(2, 44_100)]);
    folder
}

fn encoded(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sounds").join(name)).unwrap()
}

/// Bytes in the middle of a file are others.
fn damaged(mut bytes: Vec<u8>) -> Vec<u8> {
    let middle = bytes.len() / 2;
    bytes[middle..middle + 40].iter_mut().for_each(|byte| *byte ^= 0x5a);
    bytes
}

fn cut(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes.truncate(bytes.len() / 2);
    bytes
}

/// The head of a WAV file of so many channels and this sample rate, that says that it has so many bytes of 16-bit samples.
fn wav(channels: u16, sample_rate: u32, says: u32, samples: &[u8]) -> Vec<u8> {
    let mut bytes = b"RIFF".to_vec();
    bytes.extend((says.saturating_add(36)).to_le_bytes());
    bytes.extend(b"WAVEfmt \x10\0\0\0\x01\0");
    bytes.extend(channels.to_le_bytes());
    bytes.extend(sample_rate.to_le_bytes());
    bytes.extend(sample_rate.wrapping_mul(2 * u32::from(channels)).to_le_bytes());
    bytes.extend((2 * channels).to_le_bytes());
    bytes.extend(b"\x10\0data");
    bytes.extend(says.to_le_bytes());
    bytes.extend(samples);
    bytes
}

#[test]
fn a_bad_file_is_named_with_its_place_and_what_is_wrong() {
    let folder = folder("bad-files");
    let cut_wav = cut(folder.bytes("good.wav"));
    let noise: Vec<u8> = support::noise(3, 50_000).iter().map(|sample| (sample * 127.0) as i8 as u8).collect();
    for (name, bytes, reason) in [
        ("empty.wav", vec![], "is empty"),
        ("text.wav", b"Dear diary, today I sang.".to_vec(), "is no sound file"),
        ("noise.mp3", noise.clone(), "is no sound file"),
        ("noise.wav", noise, "is no sound file"),
        ("head.wav", cut_wav[..40].to_vec(), "is no sound file"),
        ("nothing.wav", wav(2, 44_100, 0, &[]), "has no sound in it"),
        ("cut.wav", cut_wav, "is cut off or damaged: it says that it is 1.000 s long"),
        (
            "huge.wav",
            wav(2, 44_100, 4_000_000_000, &[0; 4_000]),
            "it says that it is 22675.737 s long, and there are 0.0",
        ),
        ("rate.wav", wav(1, 4_000_000_007, 1_200, &[0; 1_200]), "is at 4000000007 Hz"),
        ("slow.wav", wav(1, 1, 1_200, &[0; 1_200]), "is at 1 Hz"),
        ("six.wav", wav(6, 44_100, 1_200, &[0; 1_200]), "has 6 channels"),
        ("no-rate.wav", wav(2, 0, 1_200, &[0; 1_200]), "does not say its sample rate"),
        ("cut.flac", cut(encoded("plucks.flac")), "is cut off or damaged: it says that it is 2.000 s long"),
        ("cut.mp3", cut(encoded("plucks.mp3")), "is cut off or damaged: it says that it is 2.000 s long"),
        ("damaged.flac", damaged(encoded("plucks.flac")), "is damaged at "),
        ("damaged.ogg", damaged(encoded("plucks.ogg")), "is damaged (ogg: crc mismatch)"),
        ("damaged.mp3", damaged(encoded("plucks.mp3")), "damaged"),
    ] {
        folder.write(name, &bytes);
        folder.session(&playing(name));
        for threads in ["1", "2"] {
            let arguments =
                ["render", "session.json", "-o", "mix.wav", "--stems", "stems", "--report", "r.json", "--lufs", "-14"];
            let said = folder.refused(3, &[&arguments[..], &["--threads", threads]].concat());
            assert!(said.contains(&format!("session.json: sources[1].file {name} ")), "{said}");
            assert!(said.contains(reason), "{name}: {said}");
        }
        assert!(folder.refused(3, &["meter", name]).contains(reason), "{name}");
    }
}

/// As long as files get, and hardly anything in them: nobody reads them whole to find that out.
#[test]
fn a_huge_file_is_looked_at_where_it_matters() {
    let folder = folder("huge");
    let huge = |name: &str, bytes: &[u8], length: u64| {
        folder.write(name, bytes);
        fs::File::options().write(true).open(folder.path(name)).unwrap().set_len(length).unwrap();
    };
    let begun = Instant::now();
    for name in ["zeros.wav", "zeros.flac", "zeros.mp3", "zeros.ogg", "zeros"] {
        huge(name, &[], 10 << 30);
        folder.session(&playing(name));
        let said = folder.refused(3, &["render", "session.json", "-o", "mix.wav"]);
        assert!(said.contains(&format!("sources[1].file {name} is no sound file")), "{said}");
    }
    folder.refused(3, &["inspect", "zeros.wav"]);
    // Six hours that are there.
    let says = 4_000_000_000;
    huge("long.wav", &wav(2, 44_100, says, &[]), u64::from(says) + 44);
    folder.session(&json!({ "version": 1, "sampleRate": 44_100, "sources": [
        { "file": "long.wav", "strip": 0, "offset": 22_000 },
        { "file": "good.wav", "strip": 1 },
    ], "length": 1 }));
    assert!(bits(&folder.render(&[])) == bits(&folder.floats("good.wav")));
    assert!(folder.done(&["inspect", "session.json"]).contains("22675.737 s"));
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
}

#[test]
fn a_file_that_is_not_there_or_is_a_folder_is_named() {
    let folder = folder("missing");
    fs::create_dir(folder.path("folder.wav")).unwrap();
    for (name, reason) in [("nowhere.wav", "it is not there"), ("folder.wav", "is a folder")] {
        folder.session(&playing(name));
        let said = folder.refused(3, &["render", "session.json", "-o", "mix.wav"]);
        assert!(said.contains(&format!("sources[1].file {name} ")) && said.contains(reason), "{said}");
    }
    folder.session(&json!({ "version": 1, "sources": [{ "buffer": "synth", "strip": 0 }] }));
    let said = folder.refused(3, &["render", "session.json", "-o", "mix.wav"]);
    assert!(said.contains("sources[0].buffer names \"synth\""), "{said}");
}

#[test]
fn an_ogg_file_that_ends_early_plays_as_far_as_it_goes() {
    // It does not say how long it was meant to be.
    let folder = folder("cut-ogg");
    let mut bytes = encoded("plucks.ogg");
    bytes.truncate(bytes.len() * 4 / 5);
    folder.write("cut.ogg", &bytes);
    folder.session(&playing("cut.ogg"));
    let mix = folder.render(&[]);
    let length = mix[0].len();
    assert!((44_101..88_200).contains(&length), "{length}");
    folder.write("whole.ogg", &encoded("plucks.ogg"));
    folder.session(&playing("whole.ogg"));
    let whole = folder.render(&["--range", &format!(":{}", length as f64 / 44_100.0)]);
    assert!(bits(&mix) == bits(&whole));
}

#[test]
fn a_wav_file_that_was_written_to_a_pipe_plays_to_its_end() {
    let folder = folder("pipe");
    let mut bytes = wav(1, 44_100, u32::MAX, &[0, 64].repeat(60_000));
    bytes[4..8].copy_from_slice(&u32::MAX.to_le_bytes());
    folder.write("pipe.wav", &bytes);
    folder.session(&json!({ "version": 1, "sampleRate": 44_100, "sources": [{ "file": "pipe.wav", "strip": 0 }] }));
    assert_eq!(folder.render(&[])[0], vec![0.5; 60_000]);
}

#[test]
fn a_bad_session_is_refused_with_the_place() {
    let folder = folder("bad-sessions");
    for (document, reason) in [
        ("", "is empty"),
        ("{", "is no JSON"),
        ("\u{0}\u{1}", "is no JSON"),
        (r#"{ "version": 9 }"#, "version is 9"),
        (r#"{ "version": 1, "sources": [{ "file": "good.wav", "strip": 32 }] }"#, "sources[0].strip takes"),
        (r#"{ "version": 1, "sampleRate": 44100.5 }"#, "sampleRate takes a whole number"),
        (
            r#"{ "version": 1, "snapshot": { "version": 1, "buses": [{ "output": "buses[1]" }, { "output": "buses[0]" }] } }"#,
            "snapshot has routes go round in a circle",
        ),
    ] {
        folder.write("session.json", document.as_bytes());
        let said = folder.refused(3, &["render", "session.json", "-o", "mix.wav"]);
        assert!(said.contains("session.json") && said.contains(reason), "{document}: {said}");
    }
    folder.write("session.json", &[0xff, 0xfe, 0x00]);
    assert!(folder.refused(3, &["inspect", "session.json"]).contains("it is not text"));
    assert!(folder.refused(3, &["inspect", "nowhere.json"]).contains("nowhere.json cannot be read: it is not there"));
}

#[test]
fn what_a_session_needs_is_never_written_over() {
    let folder = folder("written-over");
    folder.session(&playing("good.wav"));
    fs::create_dir(folder.path("below")).unwrap();
    folder.sound("strip-01.wav", 44_100, &[noise(1, 100)]);
    for output in ["good.wav", "session.json", "below/../good.wav"] {
        assert!(
            folder.refused(2, &["render", "session.json", "-o", output]).contains("the session needs it"),
            "{output}"
        );
    }
    folder.refused(2, &["render", "session.json", "-o", "mix.wav", "--report", "mix.wav"]);
    folder.refused(2, &["render", "session.json", "-o", "below"]);
    folder.refused(2, &["render", "session.json", "-o", "/dev/null"]);
    folder.session(&playing("strip-01.wav"));
    assert!(folder.refused(2, &["render", "session.json", "-o", "mix.wav", "--stems", "."]).contains("strip-01.wav"));
    let said = folder.refused(1, &["render", "session.json", "-o", "nowhere/mix.wav"]);
    assert!(said.contains("its folder is not there"), "{said}");
}

#[test]
fn inspect_lists_all_that_is_wrong() {
    let folder = folder("inspect");
    folder.write("empty.wav", &[]);
    folder.session(&json!({ "version": 1, "colour": 3, "sources": [
        { "file": "good.wav", "strip": 0, "start": 61.5, "loop": true, "duration": 3 },
        { "file": "empty.wav", "strip": 1 },
        { "file": "nowhere.wav", "strip": 2 },
    ] }));
    let ran = folder.run(&["inspect", "session.json"]);
    let (said, errors) = (String::from_utf8(ran.stdout).unwrap(), String::from_utf8(ran.stderr).unwrap());
    assert_eq!(ran.status.code(), Some(3));
    for line in [
        "32 strips, 4 buses, 48000 Hz",
        "WAV · 44100 Hz · stereo · 1.000 s → 48000 Hz",
        "strip 1, from 1:01.5, for 0:03.0, looped",
        "sources[1].file empty.wav is empty",
        "sources[2].file nowhere.wav cannot be read: it is not there",
        "colour is not known to this version, and ignored",
    ] {
        assert!(said.contains(line), "{line}: {said}");
    }
    assert!(errors.contains("2 sources cannot be played"), "{errors}");
}

#[test]
fn the_command_line_is_checked() {
    let folder = folder("misuse");
    folder.session(&playing("good.wav"));
    for arguments in [
        &[][..],
        &["render"],
        &["render", "session.json"],
        &["render", "session.json", "-o", "mix.wav", "--lufs", "14"],
        &["render", "session.json", "-o", "mix.wav", "--true-peak", "3"],
        &["render", "session.json", "-o", "mix.wav", "--format", "32"],
        &["render", "session.json", "-o", "mix.wav", "--threads", "0"],
        &["render", "session.json", "-o", "mix.wav", "--range", "5"],
        &["play", "session.json"],
    ] {
        folder.refused(2, arguments);
    }
    for command in ["render", "inspect", "meter"] {
        assert!(folder.done(&[command, "--help"]).contains("Exit codes:"), "{command}");
    }
}
