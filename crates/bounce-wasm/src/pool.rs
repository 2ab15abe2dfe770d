//! A mixdown that the threads of the pool go on with by themselves, while the worker that has it listens to its page.

use crate::lock;
use core::time::Duration;
use megamixer_bounce::{Failure, Mixdown};
use std::sync::{Arc, Condvar, Mutex, PoisonError};

/// A mixdown in the hands of the pool.
pub struct Pooled(Arc<Shared>);

struct Shared {
    end: Mutex<Option<Result<Mixdown<'static>, Failure>>>,
    ended: Condvar,
}

impl Pooled {
    /// Has so many threads mix so many bars, or all that there are.
    pub fn start(mut mixdown: Mixdown<'static>, bars: usize, threads: usize) -> Self {
        let this = Arc::new(Shared { end: Mutex::new(None), ended: Condvar::new() });
        let shared = this.clone();
        rayon::spawn(move || {
            let end = mixdown.advance(bars, threads).map(|_| mixdown);
            *lock(&shared.end) = Some(end);
            shared.ended.notify_all();
        });
        Self(this)
    }

    /// Waits so long for the end.
    ///
    /// # Errors
    ///
    /// What the mixdown failed with.
    pub fn wait(&self, milliseconds: u64) -> Option<Result<Mixdown<'static>, Failure>> {
        let mut end = lock(&self.0.end);
        if end.is_some() {
            return end.take();
        }
        let waited = self.0.ended.wait_timeout(end, Duration::from_millis(milliseconds));
        waited.unwrap_or_else(PoisonError::into_inner).0.take()
    }
}
