//! What is kept of the bars that come out, until the page is given it.

use core::mem::take;
use core::ops::Range;
use megamixer_bounce::{Bar, Ear, Encoder, LoudnessReport, SampleFormat};

/// So many bytes are handed over at once: enough for an hour to be some hundred pieces.
const PIECE_BYTES: usize = 1 << 20;

/// Where an output is tapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tap {
    Mix,
    Strip(usize),
    Bus(usize),
}

/// Everything that is written of a mixdown.
pub struct Outputs {
    /// The frames that are asked for, and the one that comes next.
    range: Range<u64>,
    at: u64,
    outputs: Vec<Output>,
    ear: Ear,
}

struct Output {
    tap: Tap,
    encoder: Encoder,
    bytes: Vec<u8>,
}

impl Output {
    fn new(tap: Tap, format: SampleFormat) -> Self {
        Self { tap, encoder: Encoder::new(format), bytes: Vec::new() }
    }
}

impl Outputs {
    /// The mix in this format.
    pub fn new(range: Range<u64>, format: SampleFormat, ear: Ear) -> Self {
        Self { range, at: 0, outputs: vec![Output::new(Tap::Mix, format)], ear }
    }

    /// Adds stems, which are written from the next bar on.
    pub fn add_stems(&mut self, stems: &[Tap]) {
        self.outputs.extend(stems.iter().map(|tap| Output::new(*tap, SampleFormat::Float32)));
    }

    /// Writes what is asked for of the next bar.
    pub fn take(&mut self, bar: &Bar) {
        let bar_range = self.at..self.at + bar.frames() as u64;
        self.at = bar_range.end;
        let within = |frame: u64| (frame.clamp(bar_range.start, bar_range.end) - bar_range.start) as usize;
        let asked = within(self.range.start)..within(self.range.end);
        if asked.is_empty() {
            return;
        }
        for Output { tap, encoder, bytes } in &mut self.outputs {
            let channels = match *tap {
                Tap::Mix => Some(bar.output()),
                Tap::Strip(strip) => bar.strip(strip),
                Tap::Bus(bus) => bar.bus(bus),
            };
            if let Some(channels) = channels {
                encoder.encode(channels.map(|channel| &channel[asked.clone()]), bytes);
            }
        }
        self.ear.listen(bar.output().map(|channel| &channel[asked.clone()]));
    }

    /// The first frame that nobody has seen yet.
    pub fn at(&self) -> u64 {
        self.at
    }

    /// Whether all that is asked for is there.
    pub fn done(&self) -> bool {
        self.at >= self.range.end
    }

    /// What there is of each output, by its number, as soon as it is a whole piece, or where that is over.
    pub fn pieces(&mut self, over: bool) -> impl Iterator<Item = (usize, Vec<u8>)> {
        let ready = move |bytes: &[u8]| bytes.len() >= PIECE_BYTES || (over && !bytes.is_empty());
        let outputs = self.outputs.iter_mut().enumerate();
        outputs.filter(move |(_, output)| ready(&output.bytes)).map(|(index, output)| (index, take(&mut output.bytes)))
    }

    /// Ends with so many frames of the range: what was heard of the mix, and how many of its samples were cut.
    pub fn finish(self, frames: u64) -> (LoudnessReport, u64) {
        (self.ear.report(frames), self.outputs[0].encoder.clipped())
    }
}
