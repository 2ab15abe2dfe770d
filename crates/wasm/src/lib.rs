//! THE DOOR. What the worklet may call: pointers, counts and `render`. No strings, no logic.
//!
//! Free functions rather than a class, since a trap would leave a class's borrow flag set. One instance of the module
//! serves one mixer, so the engine is a static of the instance.

#[cfg(target_arch = "wasm32")]
mod allocator;

use core::cell::UnsafeCell;
use megamixer_engine::{Engine, EngineOptions, Inputs, Outputs, Refusal};
use megamixer_schema as schema;
use wasm_bindgen::prelude::wasm_bindgen;

/// A mixer with the audio areas that the worklet copies to and from.
struct Desk {
    engine: Engine,
    capacity_frames: usize,
    inputs: Box<[f32]>,
    presence: Box<[u32]>,
    /// Planar, left and right of the mix, then of the monitor output where there is one.
    outputs: Box<[f32]>,
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

/// Makes the mixer. Everything that it will ever allocate is allocated here. With 2 `outputs` the second is the monitor's.
///
/// Returns 0, or why not: 1 strips, 2 buses, 3 sample rate, 4 capacity or outputs out of range, 5 made already, 6 effect slots,
/// 7 longest delay out of range, 8 too much memory.
#[wasm_bindgen]
pub fn create(
    strips: u32,
    buses: u32,
    sample_rate: f32,
    capacity_frames: u32,
    effects: u32,
    max_delay_s: f32,
    outputs: u32,
) -> u32 {
    // SAFETY: as in `desk`.
    let holder = unsafe { &mut *DESK.0.get() };
    let (strips, buses, effects) = (strips as usize, buses as usize, effects as usize);
    let (capacity_frames, outputs) = (capacity_frames as usize, outputs as usize);
    if holder.is_some() {
        return 5;
    }
    if !schema::CAPACITY_FRAMES.contains(capacity_frames) || !(1..=2).contains(&outputs) {
        return 4;
    }
    let engine = match Engine::new(EngineOptions { strips, buses, sample_rate, effects, max_delay_s }) {
        Ok(engine) => engine,
        Err(Refusal::StripCount) => return 1,
        Err(Refusal::BusCount) => return 2,
        Err(Refusal::SampleRate) => return 3,
        Err(Refusal::EffectCount) => return 6,
        Err(Refusal::MaxDelay) => return 7,
        Err(Refusal::Memory) => return 8,
    };
    *holder = Some(Desk {
        engine,
        capacity_frames,
        inputs: vec![0.0; strips * 2 * capacity_frames].into(),
        presence: vec![0; strips].into(),
        outputs: vec![0.0; outputs * 2 * capacity_frames].into(),
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

/// The address of the outputs: planar f32, `[outputs][2][capacity_frames]`.
#[wasm_bindgen]
pub fn output() -> u32 {
    desk().outputs.as_ptr() as usize as u32
}

/// Adopts the values that now stand in the block, at once and without a glide.
#[wasm_bindgen]
pub fn start() {
    desk().engine.start();
}

/// Mixes frames `offset` to `offset + frames` of the inputs to the same frames of the outputs.
#[wasm_bindgen]
pub fn render(offset: u32, frames: u32) {
    let Desk { engine, capacity_frames, inputs, presence, outputs } = desk();
    let inputs = Inputs { samples: inputs, stride: *capacity_frames, connected: presence };
    let mut channels = outputs.chunks_exact_mut(*capacity_frames);
    let mut next = || Some([channels.next()?, channels.next()?]);
    if let Some(main) = next() {
        engine.render(&inputs, Outputs { main, monitor: next() }, offset as usize, frames as usize);
    }
}

/// Traps. For tests of what a trap does to the sound; nothing else calls it.
#[wasm_bindgen]
pub fn trap() {
    #[cfg(target_arch = "wasm32")]
    core::arch::wasm32::unreachable();
}
