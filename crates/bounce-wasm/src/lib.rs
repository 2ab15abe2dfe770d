//! THE DOOR OF THE BOUNCE. A worker of the page hands it a session, and has it done a stretch at a time. What comes of it the page is told:
//! its progress, pieces of files as they come, and a report.
//!
//! Each bounce has a worker and a memory of its own, which end together: nothing here is freed when it is over.

mod bounce;
mod finishing;
mod mixing;
mod outputs;
mod pool;
mod progress;
mod request;
mod scope;
mod sounds;
mod stems;

use crate::bounce::Bounce;
use core::cell::RefCell;
use megamixer_bounce::{Failure, SessionError};
use serde_json::json;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use wasm_bindgen::prelude::wasm_bindgen;
#[cfg(target_arch = "wasm32")]
pub use wasm_bindgen_rayon::init_thread_pool;

/// More threads than this have nothing to do: a console has not many more parts.
const THREADS_MAX: usize = 16;

thread_local! {
    static BOUNCE: RefCell<Option<Bounce>> = const { RefCell::new(None) };
}

static LEAVING: AtomicBool = AtomicBool::new(false);

/// How many threads are worth starting on this machine.
#[wasm_bindgen]
pub fn threads() -> usize {
    scope::cores().min(THREADS_MAX)
}

/// Begins to bounce a session, as `request` says. With more than one thread the pool has to be there. Whether there is something to do.
#[wasm_bindgen]
pub fn begin(session: &str, request: &str) -> bool {
    let begun = Bounce::new(session, request).map(|bounce| BOUNCE.set(Some(bounce)));
    told(begun.map(|()| true))
}

/// Does a stretch of it, or has the pool do it. Whether there is more to do.
#[wasm_bindgen]
pub fn advance() -> bool {
    told(BOUNCE.with_borrow_mut(|bounce| bounce.as_mut().map_or(Ok(false), Bounce::advance)))
}

/// Ends the threads of the pool, which there has to be, and what they do: they trap, and so come back to their workers, which would wait for
/// work for ever.
#[wasm_bindgen]
pub fn leave() {
    LEAVING.store(true, Ordering::SeqCst);
    #[cfg(target_arch = "wasm32")]
    rayon::spawn_broadcast(|_| core::arch::wasm32::unreachable());
}

/// Whether a thread of the pool that trapped was asked to.
#[wasm_bindgen]
pub fn leaving() -> bool {
    LEAVING.load(Ordering::SeqCst)
}

/// What a panic leaves is looked at by nobody.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What came of a stretch. The page is told of failures.
fn told(outcome: Result<bool, Failure>) -> bool {
    outcome.unwrap_or_else(|failure| {
        let message = failure.to_string();
        let path = failure.downcast_ref::<SessionError>().map(|error| error.path.clone());
        let (word, about) = match failure.is::<scope::NoRoom>() {
            true => ("no room", message),
            false => ("refused", json!({ "path": path, "message": message }).to_string()),
        };
        // To whom could it be said that nothing can be said?
        let _ = scope::tell(word, about, &[]);
        false
    })
}
