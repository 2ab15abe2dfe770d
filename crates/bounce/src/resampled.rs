//! A sound at another sample rate than its own.

use crate::line::Failure;
use crate::player::Tape;
use rubato::audioadapter_buffers::direct::SequentialSliceOfVecs;
use rubato::{Fft, FixedSync, Resampler};

/// The filter is at least so many frames long, of the lower of both rates: what is above 97 % of its half is filtered away.
const FILTER_FRAMES: usize = 1_024;

/// Resamples as it is read. Rubato does it block by block, each of which sounds on into the next one only: so wherever it is read from, the
/// same frames come out, to the bit.
pub struct Resampled<T> {
    tape: T,
    rates: [u32; 2],
    channels: usize,
    /// Not before something is read, since it takes half a megabyte.
    work: Option<Box<Work>>,
    /// The next frame of the tape that is read, and how many there are, once that is certain.
    tape_at: u64,
    tape_end: Option<u64>,
    /// The next frame that is read.
    at: u64,
    /// Nothing has been heard of the sound since the last seek.
    fresh: bool,
}

struct Work {
    resampler: Fft<f64>,
    /// A block of the tape, and what came of it.
    block: [Vec<f32>; 2],
    input: Vec<Vec<f64>>,
    output: Vec<Vec<f64>>,
    /// Frames of the output that are read.
    read: usize,
}

impl<T: Tape> Resampled<T> {
    /// A tape from one sample rate to another, both in Hz, and above 0. Of a mono sound, 1 of `channels` is worth resampling, else 2.
    pub fn new(tape: T, rates: [u32; 2], channels: usize) -> Self {
        Self { tape, rates, channels, work: None, tape_at: 0, tape_end: None, at: 0, fresh: true }
    }

    /// How many frames there are, once that is certain: as many as the tape has, at the other rate, to the nearest.
    fn end(&self) -> Option<u64> {
        let [from, to] = self.rates.map(u128::from);
        self.tape_end.map(|end| ((2 * u128::from(end) * to + from) / (2 * from)) as u64)
    }

    /// Brings the resampler to the frame that is to be read.
    fn start(&mut self, work: &mut Work) -> Result<(), Failure> {
        let block = work.output[0].len() as u64;
        let behind = self.at + work.resampler.output_delay() as u64;
        // The block before sounds on into that of the frame.
        let (first, heard) = ((behind / block).saturating_sub(1), behind / block);
        work.resampler.reset();
        self.tape_at = first * work.block[0].len() as u64;
        self.tape.seek(self.tape_at)?;
        for _ in first..=heard {
            self.pass_block(work)?;
        }
        work.read = (behind % block) as usize;
        self.fresh = false;
        Ok(())
    }

    fn pass_block(&mut self, work: &mut Work) -> Result<(), Failure> {
        let [left, right] = &mut work.block;
        let frames = self.tape.read([left, right])?;
        self.tape_at += frames as u64;
        if frames < left.len() {
            self.tape_end = Some(self.tape_at.min(self.tape_end.unwrap_or(u64::MAX)));
        }
        work.pass(frames);
        Ok(())
    }
}

impl Work {
    fn new([rate_in, rate_out]: [u32; 2], channels: usize) -> Result<Self, Failure> {
        let [rate_in, rate_out] = [rate_in, rate_out].map(|rate| rate as usize);
        let common = common_divisor(rate_in, rate_out);
        let (from, to) = (rate_in / common, rate_out / common);
        // Even, so that its delay, half a block, is a whole number of frames on both sides.
        let blocks = 2 * (FILTER_FRAMES / 2).div_ceil(from.min(to));
        let resampler = Fft::new(rate_in, rate_out, blocks * from, channels, FixedSync::Both)
            .map_err(|error| format!("cannot be brought from {rate_in} to {rate_out} Hz: {error}"))?;
        let (input, output) = (resampler.input_frames_max(), resampler.output_frames_max());
        Ok(Self {
            resampler,
            block: [(); 2].map(|()| vec![0.0; input]),
            input: vec![vec![0.0; input]; channels],
            output: vec![vec![0.0; output]; channels],
            read: output,
        })
    }

    /// Resamples a block of which so many frames are of the sound.
    fn pass(&mut self, frames: usize) {
        for (input, block) in self.input.iter_mut().zip(&self.block) {
            // What is no number would be heard in a whole block, and rubato panics at it: strips do not let it in either.
            let number = |sample: f32| if sample.is_finite() { f64::from(sample) } else { 0.0 };
            input.iter_mut().zip(&block[..frames]).for_each(|(input, sample)| *input = number(*sample));
            input[frames..].fill(0.0);
        }
        let (channels, input, output) = (self.input.len(), self.input[0].len(), self.output[0].len());
        let input = SequentialSliceOfVecs::new(&self.input, channels, input).expect("channels of a block");
        let mut output =
            SequentialSliceOfVecs::new_mut(&mut self.output, channels, output).expect("channels of a block");
        self.resampler.process_into_buffer(&input, &mut output, None).expect("blocks of the resampler's own length");
        self.read = 0;
    }
}

impl<T: Tape> Tape for Resampled<T> {
    fn read(&mut self, [left, right]: [&mut [f32]; 2]) -> Result<usize, Failure> {
        let mut work = match self.work.take() {
            Some(work) => work,
            None => Box::new(Work::new(self.rates, self.channels)?),
        };
        if self.fresh {
            self.start(&mut work)?;
        }
        let mut filled = 0;
        while filled < left.len() {
            if work.read == work.output[0].len() {
                self.pass_block(&mut work)?;
            }
            // Nothing that is read before the end of the tape is known has to be left out: the filter looks ahead by half a block.
            let left_over = self.end().map_or(u64::MAX, |end| end.saturating_sub(self.at));
            let frames = (left.len() - filled).min(work.output[0].len() - work.read);
            let frames = frames.min(usize::try_from(left_over).unwrap_or(usize::MAX));
            if frames == 0 {
                break;
            }
            for (channel, out) in [&mut *left, &mut *right].into_iter().enumerate() {
                let from = &work.output[channel.min(self.channels - 1)][work.read..work.read + frames];
                out[filled..filled + frames].iter_mut().zip(from).for_each(|(out, from)| *out = *from as f32);
            }
            work.read += frames;
            self.at += frames as u64;
            filled += frames;
        }
        self.work = Some(work);
        Ok(filled)
    }

    fn seek(&mut self, frame: u64) -> Result<(), Failure> {
        self.at = frame;
        self.fresh = true;
        Ok(())
    }
}

fn common_divisor(a: usize, b: usize) -> usize {
    if b == 0 { a } else { common_divisor(b, a % b) }
}
