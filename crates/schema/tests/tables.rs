//! The tables agree with themselves and with what is checked in.

use megamixer_schema::*;
use std::collections::HashSet;
use std::path::Path;

const SECTIONS: [(&[Spec], usize); 5] = [
    (MIXER, MixerValues::WORDS),
    (STRIP, StripValues::WORDS),
    (SEND, SendValues::WORDS),
    (BUS, BusValues::WORDS),
    (MASTER, MasterValues::WORDS),
];

#[test]
fn every_emitted_file_is_as_fresh_as_the_tables() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for file in emit::files() {
        let found = std::fs::read_to_string(top.join(file.path)).unwrap_or_default();
        assert!(found == file.text, "{} is stale: run `make schema`", file.path);
    }
}

fn words_of(spec: &Spec) -> Vec<usize> {
    let ramp = spec.ramp().map(|ramp| [ramp.seconds, ramp.start, ramp.count]);
    ramp.into_iter().flatten().chain([spec.offset]).collect()
}

#[test]
fn every_word_of_a_section_is_said_exactly_once() {
    for (specs, words) in SECTIONS {
        let mut said: Vec<usize> = specs.iter().flat_map(words_of).collect();
        said.sort_unstable();
        assert_eq!(said, (0..words).collect::<Vec<_>>());
    }
}

#[test]
fn every_default_lies_in_its_range_and_every_text_is_there() {
    for spec in SECTIONS.iter().flat_map(|(specs, _)| specs.iter()) {
        assert!(spec.min <= spec.default && spec.default <= spec.max, "{}", spec.name);
        assert!(!spec.label.is_empty() && spec.meaning.ends_with('.'), "{}", spec.name);
    }
}

#[test]
fn no_two_words_of_a_block_share_an_address() {
    for (strips, buses) in [(1, 0), (32, 4), (128, 16), (5, 3)] {
        let layout = Layout { strips, buses };
        let mut seen = HashSet::new();
        let mut claim = |first: usize, words: usize| {
            assert!((first..first + words).all(|word| word < layout.words() && seen.insert(word)));
        };
        HEADER.iter().for_each(|word| claim(word.offset, 1));
        claim(layout.version(0), layout.sections());
        claim(layout.mixer(), MixerValues::WORDS);
        claim(layout.master(), MasterValues::WORDS);
        claim(layout.master_meter(), MeterWords::WORDS);
        for bus in 0..buses {
            claim(layout.bus(bus), BusValues::WORDS);
            claim(layout.bus_meter(bus), MeterWords::WORDS);
        }
        for strip in 0..strips {
            claim(layout.strip(strip), StripValues::WORDS);
            claim(layout.strip_meter(strip), MeterWords::WORDS);
            (0..buses).for_each(|bus| claim(layout.send(strip, bus), SendValues::WORDS));
        }
    }
}

#[test]
fn default_values_are_the_defaults_of_the_table() {
    let strip = StripValues::default();
    assert_eq!(strip.gain, Target { value: 1.0, ..Target::default() });
    assert_eq!(strip.input, INPUT_STEREO);
    assert_eq!(SendValues::default().on, 1);
}
