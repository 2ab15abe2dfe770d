//! A line of stations that bars pass one after the other, each with a bar of its own at the same time.
//!
//! Every station sees all bars in order, and every bar all stations in order, whoever does the work: so what comes out does not
//! depend on how many threads there are. A thread that is free takes the last station that has something to do, which lets
//! bars out before new ones come in.

use megamixer_engine::Bar;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Why a mixdown could not go on.
pub type Failure = Box<dyn core::error::Error + Send + Sync>;

/// One place that bars pass.
pub trait Station: Send {
    /// The next bar. True where it is the last that anybody wants.
    ///
    /// # Errors
    ///
    /// Where it cannot go on: then nobody does.
    fn pass(&mut self, bar: &mut Bar) -> Result<bool, Failure>;
}

/// Stations, and the bars under way.
pub struct Line<'a> {
    stations: Box<[Mutex<Box<dyn Station + 'a>>]>,
    bars: Box<[Mutex<Bar>]>,
    progress: Mutex<Progress>,
    moved: Condvar,
}

/// How far everybody is.
struct Progress {
    /// How many bars have passed each station.
    passed: Box<[usize]>,
    busy: Box<[bool]>,
    /// How many are to come out in all, as far as anybody knows.
    end: usize,
    /// How many are to come out before the line stops.
    stop: usize,
    /// A station failed or panicked: nobody goes on.
    broken: bool,
    failure: Option<Failure>,
}

impl<'a> Line<'a> {
    /// A line through which as many bars as are given go round.
    pub fn new(stations: Vec<Box<dyn Station + 'a>>, bars: Vec<Bar>) -> Self {
        assert!(!stations.is_empty() && !bars.is_empty(), "a line has stations, and bars that pass them");
        let progress = Progress {
            passed: vec![0; stations.len()].into(),
            busy: vec![false; stations.len()].into(),
            end: usize::MAX,
            stop: 0,
            broken: false,
            failure: None,
        };
        Self {
            stations: stations.into_iter().map(Mutex::new).collect(),
            bars: bars.into_iter().map(Mutex::new).collect(),
            progress: Mutex::new(progress),
            moved: Condvar::new(),
        }
    }

    /// Lets up to `bars` more out, by so many threads of the current pool; one is the caller alone. Others stay where they are on
    /// their way. False once the last is out.
    ///
    /// # Errors
    ///
    /// What a station failed with. There is nothing to go on with then.
    pub fn advance(&mut self, bars: usize, threads: usize) -> Result<bool, Failure> {
        let progress = self.progress.get_mut().unwrap_or_else(PoisonError::into_inner);
        progress.stop = progress.out() + bars;
        if threads > 1 {
            let this = &*self;
            rayon::scope(|scope| (0..threads).for_each(|_| scope.spawn(|_| this.work())));
        } else {
            self.work();
        }
        let mut progress = self.progress();
        progress.failure.take().map_or(Ok(progress.out() < progress.end), Err)
    }

    /// How many bars are out.
    pub fn out(&self) -> usize {
        self.progress().out()
    }

    /// What a thread does.
    fn work(&self) {
        while let Some((station, number)) = self.take() {
            let ending = Ending { line: self, station };
            let mut bar = lock(&self.bars[number % self.bars.len()]);
            let passed = lock(&self.stations[station]).pass(&mut bar);
            drop(bar);
            match passed {
                Ok(last) => ending.done(last.then_some(number + 1)),
                Err(failure) => self.progress().failure = Some(failure),
            }
        }
    }

    /// Something to do, as soon as there is something; nothing once all is done that was asked for.
    fn take(&self) -> Option<(usize, usize)> {
        let mut progress = self.progress();
        loop {
            if progress.broken || progress.out() >= progress.stop.min(progress.end) {
                return None;
            }
            if let Some(station) = progress.ready(self.bars.len()) {
                progress.busy[station] = true;
                return Some((station, progress.passed[station]));
            }
            progress = self.moved.wait(progress).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn progress(&self) -> MutexGuard<'_, Progress> {
        lock(&self.progress)
    }
}

impl Progress {
    /// Bars that have passed the last station.
    fn out(&self) -> usize {
        self.passed[self.passed.len() - 1]
    }

    /// The last station whose next bar is there.
    fn ready(&self, bars: usize) -> Option<usize> {
        (0..self.passed.len()).rev().find(|station| {
            let next = self.passed[*station];
            let there = if *station == 0 { next < self.out() + bars } else { next < self.passed[station - 1] };
            there && next < self.end && !self.busy[*station]
        })
    }
}

/// Frees a station when its bar has passed, and ends the line when that did not come to pass.
struct Ending<'a, 'b> {
    line: &'a Line<'b>,
    station: usize,
}

impl Ending<'_, '_> {
    fn done(self, end: Option<usize>) {
        let mut progress = self.line.progress();
        progress.passed[self.station] += 1;
        progress.busy[self.station] = false;
        progress.end = end.unwrap_or(progress.end).min(progress.end);
        drop(progress);
        self.line.moved.notify_all();
        core::mem::forget(self);
    }
}

impl Drop for Ending<'_, '_> {
    fn drop(&mut self) {
        self.line.progress().broken = true;
        self.line.moved.notify_all();
    }
}

/// What a panic leaves is looked at by nobody.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
