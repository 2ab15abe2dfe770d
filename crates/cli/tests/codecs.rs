//! Every kind of file that can be read, and every place in it. tests/sounds/README.md says where the files are from.

mod support;
use serde_json::json;
use std::f64::consts::TAU;
use std::path::PathBuf;
use support::*;

const RATE: u32 = 44_100;
const FRAMES: usize = 2 * RATE as usize + 11;

/// What is in the files: plucked notes, in no order that repeats.
fn plucks() -> [Vec<f64>; 2] {
    let channel = |times: [f64; 4], hz: f64| {
        let sample = |frame: usize| {
            let note = |(note, start): (usize, &f64)| {
                let since = frame as f64 / f64::from(RATE) - start;
                let rings = (0.0..0.15).contains(&since);
                if rings { 0.5 * (TAU * hz * (note + 1) as f64 * since).sin() * (-since / 0.015).exp() } else { 0.0 }
            };
            times.iter().enumerate().map(note).sum()
        };
        (0..FRAMES).map(sample).collect()
    };
    [channel([0.1, 0.7, 1.35, 1.9], 440.0), channel([0.2, 0.8, 1.3, 1.7], 330.0)]
}

fn sound(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/sounds").join(name)
}

/// Renders a file from an offset in frames on.
fn from(folder: &Folder, file: &str, offset: usize) -> Stereo {
    folder.session(&json!({
        "version": 1,
        "sampleRate": RATE,
        "mixer": { "strips": 1, "buses": 0 },
        "sources": [{ "file": file, "strip": 0, "offset": offset as f64 / f64::from(RATE) }],
        "length": (FRAMES + 100 - offset) as f64 / f64::from(RATE),
    }));
    folder.render(&[])
}

/// The power of what differs, over the power of what should be.
fn error(found: &Stereo, wanted: &[Vec<f64>; 2]) -> f64 {
    let pairs = || found.iter().zip(wanted).flat_map(|(found, wanted)| found.iter().zip(wanted));
    let differs: f64 = pairs().map(|(found, wanted)| (f64::from(*found) - wanted).powi(2)).sum();
    differs / pairs().map(|(_, wanted)| wanted * wanted).sum::<f64>()
}

#[test]
fn every_codec_is_decoded_in_its_place_and_length() {
    let folder = Folder::new("codecs");
    // As far from what was encoded as each of them is; one frame early or late, it would be 0.005 for all.
    for (name, limit) in [("plucks.flac", 1e-7), ("plucks.mp3", 4e-4), ("plucks.ogg", 6e-3)] {
        let mut found = from(&folder, sound(name).to_str().unwrap(), 0);
        let rest = found.each_mut().map(|channel| channel.split_off(FRAMES));
        assert!(rest.iter().flatten().all(|sample| *sample == 0.0), "{name} is longer than what was encoded");
        let wanted = plucks();
        let in_place = error(&found, &wanted);
        assert!(in_place < limit, "{name}: {in_place}");
        for shift in [1, 2, 529, 1_105] {
            let early = found.each_ref().map(|channel| channel[shift..].to_vec());
            let late = wanted.each_ref().map(|channel| channel[shift..].to_vec());
            assert!(
                error(&early, &wanted) > 1.5 * in_place && error(&found, &late) > 1.5 * in_place,
                "{name}, {shift}"
            );
        }
    }
}

#[test]
fn wherever_a_file_is_read_from_it_is_the_same_to_the_bit() {
    let folder = Folder::new("seeks");
    let float = folder.path("plucks.wav");
    folder.sound("plucks.wav", RATE, &plucks().map(|channel| channel.iter().map(|sample| *sample as f32).collect()));
    let files = ["plucks.flac", "plucks.mp3", "plucks.ogg"].map(sound).into_iter().chain([float]);
    for file in files {
        let file = file.to_str().unwrap();
        let whole = from(&folder, file, 0);
        // Up to a second in, files are read from their front, later they are jumped into.
        for offset in [1, 577, 44_100, 44_101, 50_000, 57_330, 70_000, 88_000, FRAMES - 1] {
            let found = from(&folder, file, offset);
            assert!(
                bits(&found) == bits(&whole.each_ref().map(|channel| channel[offset..].to_vec())),
                "{file}, {offset}"
            );
        }
    }
}

#[test]
fn a_loop_of_any_codec_goes_on_at_its_front_without_a_gap() {
    let folder = Folder::new("loops");
    for name in ["plucks.flac", "plucks.mp3", "plucks.ogg"] {
        let whole = from(&folder, sound(name).to_str().unwrap(), 0);
        folder.session(&json!({
            "version": 1,
            "sampleRate": RATE,
            "mixer": { "strips": 1, "buses": 0 },
            "sources": [{ "file": sound(name), "strip": 0, "loop": true, "offset": 1.5 }],
            "length": 5,
        }));
        let looped = folder.render(&[]);
        for (looped, whole) in looped.iter().zip(&whole) {
            let wanted = whole[..FRAMES].iter().cycle().skip(66_150);
            assert!(looped.iter().zip(wanted).all(|(looped, wanted)| looped == wanted), "{name}");
        }
    }
}

#[test]
fn integers_of_every_width_are_exact() {
    let folder = Folder::new("integers");
    for bits_per_sample in [8, 16, 24, 32] {
        let spec =
            hound::WavSpec { channels: 1, sample_rate: RATE, bits_per_sample, sample_format: hound::SampleFormat::Int };
        let full_scale = (1_i64 << (bits_per_sample - 1)) as f32;
        let samples = [0, 1, -1, 77, -128, 127].map(|sample| sample << (bits_per_sample - 8));
        let mut file = hound::WavWriter::create(folder.path("a.wav"), spec).unwrap();
        samples.iter().for_each(|sample| file.write_sample(*sample).unwrap());
        file.finalize().unwrap();
        let found = from(&folder, "a.wav", 0);
        assert_eq!(found[0][..6], samples.map(|sample| sample as f32 / full_scale), "{bits_per_sample} bits");
        assert_eq!(found[1][..6], found[0][..6]);
    }
}
