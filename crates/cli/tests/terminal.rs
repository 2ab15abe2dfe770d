//! What is said where nobody can hear it.

#![cfg(target_os = "linux")]

mod support;
use serde_json::json;
use std::fs::File;
use std::process::Stdio;
use support::*;

fn folder(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.sound("a.wav", 48_000, &[noise(1, 4_800), noise(2, 4_800)]);
    let source = json!({ "file": "a.wav", "strip": 0 });
    folder.session(&json!({ "version": 1, "colour": "blue", "sources": [source], "length": 0.1 }));
    folder
}

#[test]
fn what_was_asked_for_and_cannot_be_said_is_an_error() {
    let folder = folder("full-output");
    for arguments in [&["meter", "a.wav"][..], &["meter", "a.wav", "--json"], &["inspect", "session.json"]] {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let ran = folder.command(arguments).stdout(full).output().unwrap();
        let said = String::from_utf8(ran.stderr).unwrap();
        assert_eq!(ran.status.code(), Some(1), "{said}");
        assert_eq!(said, "megamixer: standard output cannot be written: there is no space left\n");
    }
}

#[test]
fn a_mix_is_written_whether_or_not_anybody_hears_of_it() {
    let folder = folder("full-outputs");
    let full = || File::options().write(true).open("/dev/full").unwrap();
    let mut render = folder.command(&["render", "session.json", "-o", "mix.wav", "--lufs", "-1", "--true-peak", "-20"]);
    assert!(render.stdout(full()).stderr(full()).status().unwrap().success());
    assert_eq!(folder.names(), ["a.wav", "mix.wav", "session.json"]);
    let mut refused = folder.command(&["render", "nowhere.json", "-o", "mix.wav"]);
    assert_eq!(refused.stderr(full()).status().unwrap().code(), Some(3));
}

#[test]
fn who_stops_listening_is_no_trouble() {
    let folder = folder("closed-output");
    for arguments in [&["meter", "a.wav"][..], &["inspect", "session.json"]] {
        let mut child = folder.command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let ended = child.wait_with_output().unwrap();
        assert_eq!((ended.status.code(), &*String::from_utf8_lossy(&ended.stderr)), (Some(0), ""));
    }
}
