//! The tables agree with themselves and with what is checked in.

use megamixer_schema::*;
use std::collections::HashSet;
use std::path::Path;

const SECTIONS: [(&Record, usize); 6] = [
    (MIXER, MixerValues::WORDS),
    (VCA, VcaValues::WORDS),
    (STRIP, StripValues::WORDS),
    (SEND, SendValues::WORDS),
    (BUS, BusValues::WORDS),
    (MASTER, MasterValues::WORDS),
];

/// Every parameter of a record and its parts, with its word.
fn all(record: &Record) -> Vec<(&'static Spec, usize)> {
    let mut found = Vec::new();
    record.walk(&mut |spec, word| found.push((spec, word)));
    found
}

#[test]
fn every_emitted_file_is_as_fresh_as_the_tables() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for file in emit::files() {
        let found = std::fs::read_to_string(top.join(file.path)).unwrap_or_default();
        assert!(found == file.text, "{} is stale: run `make schema`", file.path);
    }
}

fn words_of((spec, word): (&Spec, usize)) -> Vec<usize> {
    let ramp = spec.ramp().map(|ramp| [ramp.seconds, ramp.start, ramp.count]);
    ramp.into_iter().flatten().chain([spec.offset]).map(|offset| word - spec.offset + offset).collect()
}

#[test]
fn every_word_of_a_section_is_said_exactly_once() {
    for (record, words) in SECTIONS {
        let mut said: Vec<usize> = all(record).into_iter().flat_map(words_of).collect();
        said.sort_unstable();
        assert_eq!(said, (0..words).collect::<Vec<_>>());
        assert_eq!(record.words, words);
    }
}

#[test]
fn every_strip_has_a_bit_that_says_whether_something_is_connected() {
    let words = header::connected_3 + 1 - header::connected_0;
    assert_eq!(words * u32::BITS as usize, STRIP_COUNT.max);
    const { assert!(header::connected_3 < header::sequence, "the page's words begin") };
}

#[test]
fn every_default_lies_in_its_range_and_every_text_is_there() {
    for (spec, _) in SECTIONS.iter().flat_map(|(record, _)| all(record)) {
        assert!(spec.min <= spec.default && spec.default <= spec.max, "{}", spec.name);
        assert!(!spec.label.is_empty() && spec.meaning.ends_with('.'), "{}", spec.name);
        assert!(spec.smoothing != Smoothing::GlideInOctaves || spec.min > 0.0, "{} has no logarithm", spec.name);
    }
}

#[test]
fn a_parameter_is_found_by_its_path() {
    let (spec, word) = STRIP.find("eq.band2.frequency").expect("it is there");
    assert_eq!((spec.name, spec.default), ("frequency", 400.0));
    assert_eq!(word * 4, std::mem::offset_of!(StripValues, eq.band2.frequency));
    assert!(STRIP.find("eq.band5.frequency").is_none() && STRIP.find("eq").is_none());
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
        (0..VCA_COUNT).for_each(|vca| claim(layout.vca(vca), VcaValues::WORDS));
        claim(layout.master(), MasterValues::WORDS);
        claim(layout.master_meter(), MeterWords::WORDS);
        claim(layout.master_extras(), MasterMeterWords::WORDS);
        claim(layout.scope_frame(), 1);
        claim(layout.scope(), 2 * SCOPE_FRAMES);
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
    assert_eq!(strip.eq.highpass.frequency.value, 80.0);
    assert_eq!(strip.eq.band3.frequency.value, 2_500.0);
    assert_eq!(MasterValues::default().eq, strip.eq);
}

#[test]
fn the_rules_of_a_section_say_what_its_record_says() {
    let sections: [(&Record, &[Rule]); 6] = [
        (MIXER, &MIXER_RULES),
        (VCA, &VCA_RULES),
        (STRIP, &STRIP_RULES),
        (SEND, &SEND_RULES),
        (BUS, &BUS_RULES),
        (MASTER, &MASTER_RULES),
    ];
    for (record, rules) in sections {
        let parameters = all(record);
        assert_eq!(parameters.len(), rules.len());
        for ((spec, word), rule) in parameters.into_iter().zip(rules) {
            assert_eq!((usize::from(rule.word), rule.min, rule.max), (word, spec.min, spec.max), "{}", spec.name);
            assert_eq!(rule.default, spec.bits(spec.default), "{}", spec.name);
            let ramp = spec.ramp().map(|ramp| [ramp.seconds, ramp.start].map(|at| at - spec.offset));
            let ramps = (rule.content == Content::Ramped).then_some([Rule::RAMP_SECONDS, Rule::RAMP_START]);
            assert_eq!(ramps, ramp, "{}", spec.name);
        }
    }
}
