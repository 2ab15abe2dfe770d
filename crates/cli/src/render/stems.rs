//! Stems: what the master adds up, each in a file of its own, and in which order it does.

use super::places::Places;
use crate::output::{Folder, Partial, WavFile, Whole};
use crate::trouble::Outcome;
use megamixer_bounce::{Addend, Bar, SampleFormat, Session};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

const HOW: &str = "As 32-bit floats, in this order: what of four strips there is as (first + third) + (second + fourth), \
    0 in the place of null, is added to the sum so far; then each bus. This is the mix before the master, to the bit.";

/// Who a stem is of, from 0.
#[derive(Clone, Copy, PartialEq)]
enum Of {
    Strip(usize),
    Bus(usize),
}

/// The stems of a mix.
pub struct Stems {
    sample_rate: u32,
    /// Those that are written: direct inputs of the master in its order, then other strips.
    stems: Vec<(Of, PathBuf)>,
    /// Four strips, or a bus, at a time.
    sum: Value,
    others: Vec<String>,
    files: Vec<WavFile>,
    path: PathBuf,
    /// Dropped behind the files that are in it.
    folder: Folder,
}

impl Stems {
    /// Those of a session. Strips that nothing plays into have none: they add nothing.
    pub fn new(folder: &Path, session: &Session, master_sum: &[Addend], every_strip: bool) -> Outcome<Self> {
        let options = session.options;
        let plays = |strip: usize| session.sources.iter().any(|source| source.strip == strip);
        let digits = |count: usize, least: usize| count.to_string().len().max(least);
        let (of_strips, of_buses) = (digits(options.strips, 2), digits(options.buses, 1));
        let name = |of: Of| match of {
            Of::Strip(strip) => format!("strip-{:0of_strips$}.wav", strip + 1),
            Of::Bus(bus) => format!("bus-{:0of_buses$}.wav", bus + 1),
        };
        let mut wanted = Vec::new();
        let mut sum = Vec::new();
        for addend in master_sum {
            match addend {
                Addend::Strips(strips) => {
                    let strips = strips.map(|strip| strip.filter(|strip| plays(*strip)).map(Of::Strip));
                    if strips.iter().any(Option::is_some) {
                        wanted.extend(strips.iter().flatten());
                        sum.push(json!(strips.map(|strip| strip.map(name))));
                    }
                }
                Addend::Bus(bus) => {
                    wanted.push(Of::Bus(*bus));
                    sum.push(json!(name(Of::Bus(*bus))));
                }
            }
        }
        let others: Vec<Of> = (0..options.strips)
            .filter(|strip| every_strip && plays(*strip) && !wanted.contains(&Of::Strip(*strip)))
            .map(Of::Strip)
            .collect();
        let place = |of: &Of| (*of, folder.join(name(*of)));
        Ok(Self {
            sample_rate: options.sample_rate as u32,
            stems: wanted.iter().chain(&others).map(place).collect(),
            sum: Value::Array(sum),
            others: others.into_iter().map(name).collect(),
            files: Vec::new(),
            path: folder.to_owned(),
            folder: Folder::make(folder)?,
        })
    }

    /// Begins their files.
    pub fn open(&mut self, places: &mut Places) -> Outcome<()> {
        places.write(&list_in(&self.path))?;
        for (_, path) in &self.stems {
            places.write(path)?;
            self.files.push(WavFile::create(path, SampleFormat::Float32, self.sample_rate)?);
        }
        Ok(())
    }

    /// Takes the next bar, but for its first frames.
    pub fn write(&mut self, bar: &Bar, skipped: usize) -> Outcome<()> {
        for ((of, _), file) in self.stems.iter().zip(&mut self.files) {
            let signal = match *of {
                Of::Strip(strip) => bar.strip(strip),
                Of::Bus(bus) => bar.bus(bus),
            };
            file.write(signal.expect("bars of a mix with stems are tapped").map(|channel| &channel[skipped..]))?;
        }
        Ok(())
    }

    /// Ends their files after so many frames, and writes down how they add up.
    pub fn finish(self, frames: u64) -> Outcome<(Whole, Value)> {
        let mut whole = Whole { files: Vec::new(), folder: Some(self.folder) };
        for file in self.files {
            whole.files.push(file.finish(frames)?);
        }
        let list = json!({
            "sampleRate": self.sample_rate,
            "frames": frames,
            "sum": self.sum,
            "how": HOW,
            "others": self.others,
        });
        let text = format!("{list:#}\n");
        let mut file = Partial::create(&list_in(&self.path))?;
        file.write(text.as_bytes())?;
        whole.files.push(file.finish(text.len() as u64, &[])?);
        Ok((whole, list))
    }
}

fn list_in(folder: &Path) -> PathBuf {
    folder.join("stems.json")
}
