//! `megamixer render`: a session mixed down to files.

mod finish;
mod places;
mod recording;
mod stems;
mod summary;

use crate::arguments::Render;
use crate::document::{self, Document};
use crate::interrupt;
use crate::output::Partial;
use crate::progress::Progress;
use crate::sound::{SourceTape, file_of};
use crate::trouble::{Outcome, Trouble};
use megamixer_bounce::{Bar, Failure, Length, Mixdown, MixdownOptions, SampleFormat, Source, Tape, wav_header};
use places::Places;
use recording::Recording;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;
use summary::Summary;

/// Bars between two looks at the clock and at Ctrl-C: some hundredths of a second.
const STRIDE_BARS: usize = 16;

/// Mixes a session down.
pub fn run(arguments: &Render) -> Outcome<()> {
    let Document { mut session, folder, sample_rate } = document::read(&arguments.session)?;
    let rate = f64::from(sample_rate);
    let start = (arguments.range.0 * rate).round() as u64;
    if let Some(end) = arguments.range.1 {
        session.length = Length::Seconds(end);
    }
    let length = match session.length {
        Length::Seconds(seconds) => Some((seconds * rate).round() as u64),
        Length::UntilSilent => None,
    };
    begins_in_time(start, length, rate)?;
    if let Some(length) = length {
        fits_into_files(length - start, arguments, sample_rate)?;
    }

    let mut places = Places::of(&arguments.session);
    for source in &session.sources {
        places.read(&file_of(source, &folder)?);
    }
    let report = arguments.report.as_ref().map(|path| places.write(path).and_then(|()| Partial::create(path)));
    let report = report.transpose()?;
    places.write(&arguments.output)?;
    let recording = Mutex::new(Recording::new(arguments, sample_rate, start, length.is_none())?);

    let open = |source: &Source| -> Result<Box<dyn Tape>, Failure> {
        let (tape, _) = SourceTape::new(source, &folder, sample_rate)?;
        Ok(Box::new(tape))
    };
    let sink = |bar: &Bar| Ok(lock(&recording).take(bar)?);
    let options =
        MixdownOptions { threads: arguments.threads, tapped: arguments.stems.is_some(), ..Default::default() };
    let mut mixdown = Mixdown::new(&session, options, open, sink)
        .map_err(|failure| Trouble::from(failure).about(&arguments.session))?;
    if let Some(folder) = &arguments.stems {
        let stems = stems::Stems::new(folder, &session, mixdown.master_sum(), arguments.strips)?;
        lock(&recording).open_stems(stems, &mut places)?;
    }

    let began = Instant::now();
    mix(&mut mixdown, arguments, length, sample_rate).map_err(|trouble| trouble.about(&arguments.session))?;
    let frames = mixdown.frames().expect("it has ended");
    drop(mixdown);
    begins_in_time(start, Some(frames), rate)?;
    let mixing = began.elapsed();

    let recording = recording.into_inner().unwrap_or_else(PoisonError::into_inner);
    let (mut whole, finished) = finish::finish(recording, frames - start, arguments, sample_rate)?;
    let summary = Summary {
        arguments,
        session: &session,
        sample_rate,
        frames: frames - start,
        mixed: frames,
        mixing,
        all: began.elapsed(),
        finished,
    };
    if let Some(mut report) = report {
        let text = format!("{:#}\n", summary.json());
        report.write(text.as_bytes())?;
        whole.files.push(report.finish(text.len() as u64, &[])?);
    }
    whole.commit()?;
    summary.tell();
    Ok(())
}

fn mix(mixdown: &mut Mixdown, arguments: &Render, length: Option<u64>, sample_rate: u32) -> Outcome<()> {
    let progress = Progress::new("mixing", length, sample_rate, arguments.quiet);
    let threads = arguments.threads;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    let pool = pool.map_err(|error| Trouble::failed(format!("{threads} threads cannot be started: {error}")))?;
    pool.install(|| {
        while mixdown.advance(STRIDE_BARS, threads)? {
            interrupt::check()?;
            progress.at(mixdown.frames_out());
        }
        Ok(())
    })
}

/// Said at once where it is known, not when hours of work have been done.
fn fits_into_files(frames: u64, arguments: &Render, sample_rate: u32) -> Outcome<()> {
    let stems = arguments.stems.as_ref().map(|_| SampleFormat::Float32);
    for format in [arguments.format].into_iter().chain(stems) {
        wav_header(format, sample_rate, frames)?;
    }
    Ok(())
}

fn begins_in_time(start: u64, length: Option<u64>, rate: f64) -> Outcome<()> {
    match length {
        Some(length) if start > 0 && start >= length => Err(Trouble::misuse(format!(
            "the range begins at {:.3} s, and the mix is over after {:.3} s",
            start as f64 / rate,
            length as f64 / rate
        ))),
        _ => Ok(()),
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
