//! The allocator: memory is handed out once and never taken back.
//!
//! Everything is allocated while the mixer is created, and lives as long as the instance. An allocator that can free is
//! 8 kB of code that nobody would run.

use core::alloc::{GlobalAlloc, Layout};
use core::arch::wasm32::memory_grow;
use core::cell::UnsafeCell;
use core::ptr::null_mut;

/// Bytes in a page of memory.
const PAGE: usize = megamixer_schema::WASM_PAGE_BYTES;

/// The memory that nobody has yet, in addresses.
struct Rest {
    start: usize,
    end: usize,
}

struct Allocator(UnsafeCell<Rest>);

// SAFETY: the only thread that runs this instance is the audio thread.
unsafe impl Sync for Allocator {}

#[global_allocator]
static ALLOCATOR: Allocator = Allocator(UnsafeCell::new(Rest { start: 0, end: 0 }));

impl Rest {
    fn take(&mut self, layout: Layout) -> Option<usize> {
        loop {
            let start = self.start.checked_next_multiple_of(layout.align())?;
            let end = start.checked_add(layout.size())?;
            if end <= self.end {
                self.start = end;
                return Some(start);
            }
            self.grow((end - self.end).div_ceil(PAGE))?;
        }
    }

    /// All of it comes from growing: what the instance starts with belongs to others.
    fn grow(&mut self, pages: usize) -> Option<()> {
        let first = memory_grow::<0>(pages).checked_mul(PAGE)?;
        if first != self.end {
            self.start = first;
        }
        self.end = first + pages * PAGE;
        Some(())
    }
}

// SAFETY: what is handed out is aligned, large enough, and handed out to nobody else.
unsafe impl GlobalAlloc for Allocator {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: one thread, and nothing in here allocates, so no second reference is alive.
        let rest = unsafe { &mut *self.0.get() };
        rest.take(layout).map_or(null_mut(), |address| address as *mut u8)
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: as the caller promises. Memory comes zeroed, and is used once.
        unsafe { self.alloc(layout) }
    }

    unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}
}
