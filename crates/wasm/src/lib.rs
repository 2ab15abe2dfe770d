//! THE DOOR. What the worklet may call: pointers, counts and `render`. No strings, no logic.
//!
//! Free functions rather than a class, since a trap would leave a class's borrow flag set. One instance of the module
//! serves one mixer, so the engine is a static of the instance.

use core::cell::UnsafeCell;
use megamixer_engine::{Engine, Inputs, Refusal};
use megamixer_schema as schema;
use wasm_bindgen::prelude::wasm_bindgen;

/// A mixer with the audio areas that the worklet copies to and from.
struct Desk {
    engine: Engine,
    capacity_frames: usize,
    inputs: Box<[f32]>,
    presence: Box<[u32]>,
    output: Box<[f32]>,
}

struct Holder(UnsafeCell<Option<Desk>>);

// SAFETY: the only thread that runs this instance is the audio thread. The page touches words of the block, which
// are atomics, and never calls an export.
unsafe impl Sync for Holder {}

static DESK: Holder = Holder(UnsafeCell::new(None));

#[allow(clippy::mut_from_ref)]
fn desk() -> &'static mut Desk {
    // SAFETY: one thread (see above), and no export calls another, so no second reference is alive.
    let desk = unsafe { &mut *DESK.0.get() };
    desk.as_mut().expect("create comes first")
}

/// Makes the mixer. Everything that it will ever allocate is allocated here.
///
/// Returns 0, or why not: 1 strips, 2 buses, 3 sample rate, 4 capacity out of range, 5 made already.
#[wasm_bindgen]
pub fn create(strips: u32, buses: u32, sample_rate: f32, capacity_frames: u32) -> u32 {
    // SAFETY: as in `desk`.
    let holder = unsafe { &mut *DESK.0.get() };
    let (strips, buses, capacity_frames) = (strips as usize, buses as usize, capacity_frames as usize);
    if holder.is_some() {
        return 5;
    }
    if !schema::CAPACITY_FRAMES.contains(capacity_frames) {
        return 4;
    }
    let engine = match Engine::new(strips, buses, sample_rate) {
        Ok(engine) => engine,
        Err(Refusal::StripCount) => return 1,
        Err(Refusal::BusCount) => return 2,
        Err(Refusal::SampleRate) => return 3,
    };
    *holder = Some(Desk {
        engine,
        capacity_frames,
        inputs: vec![0.0; strips * 2 * capacity_frames].into(),
        presence: vec![0; strips].into(),
        output: vec![0.0; 2 * capacity_frames].into(),
    });
    0
}

/// The hash of the layout that this engine was built with.
#[wasm_bindgen]
pub fn layout_hash() -> u32 {
    schema::layout_hash()
}

/// The address of the block.
#[wasm_bindgen]
pub fn block() -> u32 {
    desk().engine.block().address() as usize as u32
}

/// The address of the inputs: planar f32, `[strip][2][capacity_frames]`.
#[wasm_bindgen]
pub fn inputs() -> u32 {
    desk().inputs.as_ptr() as usize as u32
}

/// The address of one u32 a strip: not 0 where something is connected in this quantum.
#[wasm_bindgen]
pub fn presence() -> u32 {
    desk().presence.as_ptr() as usize as u32
}

/// The address of the output: planar f32, `[2][capacity_frames]`.
#[wasm_bindgen]
pub fn output() -> u32 {
    desk().output.as_ptr() as usize as u32
}

/// Adopts the values that now stand in the block, at once and without a glide.
#[wasm_bindgen]
pub fn start() {
    desk().engine.start();
}

/// Mixes frames `offset` to `offset + frames` of the inputs to the same frames of the output.
#[wasm_bindgen]
pub fn render(offset: u32, frames: u32) {
    let Desk { engine, capacity_frames, inputs, presence, output } = desk();
    let inputs = Inputs { samples: inputs, stride: *capacity_frames, connected: presence };
    let (left, right) = output.split_at_mut(*capacity_frames);
    engine.render(&inputs, [left, right], offset as usize, frames as usize);
}

/// Traps. For tests of what a trap does to the sound; nothing else calls it.
#[wasm_bindgen]
pub fn trap() {
    #[cfg(target_arch = "wasm32")]
    core::arch::wasm32::unreachable();
}
