//! A source that fails in the middle ends the mixdown, however many threads there are, and none of them waits for ever.

mod support;
use megamixer_bounce::{Buffer, Failure, Mixdown, MixdownOptions, Session, Tape};
use serde_json::json;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::time::Duration;
use support::*;

/// How a tape ends.
#[derive(Clone, Copy)]
enum End {
    Failing,
    Panicking,
}

struct Torn {
    tape: Buffer,
    left: usize,
    end: End,
}

impl Tape for Torn {
    fn read(&mut self, channels: [&mut [f32]; 2]) -> Result<usize, Failure> {
        let read = self.tape.read(channels)?;
        match (self.left.checked_sub(read), self.end) {
            (Some(left), _) => self.left = left,
            (None, End::Failing) => return Err("the tape is torn".into()),
            (None, End::Panicking) => panic!("the tape is torn"),
        }
        Ok(read)
    }

    fn seek(&mut self, frame: u64) -> Result<(), Failure> {
        self.tape.seek(frame)
    }
}

/// Mixes 16 strips of which one is torn after so many frames. What it fails with, and how many bars came out.
fn mixed(threads: usize, strip: usize, frames: usize, end: End) -> (Option<String>, usize) {
    let sources: Vec<_> = (0..16).map(|strip| json!({ "buffer": "noise", "strip": strip, "loop": true })).collect();
    let session = json!({ "version": 1, "mixer": { "strips": 16 }, "sources": sources, "length": 3 });
    let session = Session::parse(&session.to_string()).expect("a session");
    let out = AtomicUsize::new(0);
    let open = |source: &megamixer_bounce::Source| -> Result<Box<dyn Tape>, Failure> {
        let tape = Buffer::new(stereo(1, 10_000));
        let left = if source.strip == strip { frames } else { usize::MAX };
        Ok(Box::new(Torn { tape, left, end }))
    };
    let sink = |_: &_| {
        out.fetch_add(1, Ordering::Relaxed);
        Ok(())
    };
    let options = MixdownOptions { threads, ..Default::default() };
    let mut mixdown = Mixdown::new(&session, options, open, sink).expect("a session");
    let failure = loop {
        match catch_unwind(AssertUnwindSafe(|| mixdown.advance(5, threads))) {
            Ok(Ok(true)) => {}
            Ok(Ok(false)) => break None,
            Ok(Err(failure)) => break Some(failure.to_string()),
            Err(panic) => break panic.downcast_ref::<&str>().map(|said| (*said).to_owned()),
        }
    };
    drop(mixdown);
    (failure, out.into_inner())
}

#[test]
fn a_source_that_fails_ends_the_mixdown() {
    let (done, all) = channel();
    std::thread::spawn(move || {
        for threads in [1, 2, 3, 8] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
            for (round, end) in [End::Failing, End::Panicking].into_iter().cycle().enumerate().take(12) {
                let (strip, frames) = (5 * round % 16, 14_000 * round);
                let (failure, bars) = pool.install(|| mixed(threads, strip, frames, end));
                let torn = frames < 3 * 48_000;
                assert_eq!(failure.as_deref(), torn.then_some("the tape is torn"), "{threads} threads, round {round}");
                // Nothing comes out that was not played to its end.
                assert!(bars * 4_096 <= frames || !torn, "{threads} threads, round {round}: {bars} bars");
            }
        }
        done.send(()).expect("somebody waits");
    });
    all.recv_timeout(Duration::from_secs(60)).expect("it has failed, or a thread waits for ever");
}
