//! The worker that this runs in.

use core::fmt::{self, Display};
use js_sys::{Array, ArrayBuffer, Float32Array, Uint8Array};
use megamixer_bounce::Failure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, DedicatedWorkerGlobalScope, FileReaderSync};

fn this() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// How many threads the machine runs at a time.
pub fn cores() -> usize {
    (this().navigator().hardware_concurrency() as usize).max(1)
}

/// Milliseconds since some time.
pub fn now_ms() -> f64 {
    this().performance().map_or(0.0, |clock| clock.now())
}

/// Tells the page: a word, what it is about, and bytes that are the page's then.
pub fn tell(word: &str, about: impl Into<JsValue>, bytes: &[&[u8]]) -> Result<(), Failure> {
    let message = Array::of2(&word.into(), &about.into());
    let transfer = Array::new();
    for bytes in bytes {
        let copy = Uint8Array::from(*bytes).buffer();
        message.push(&copy);
        transfer.push(&copy);
    }
    this().post_message_with_transfer(&message, &transfer).map_err(said)
}

/// Puts bytes away where the browser sees fit, which for many of them is not in memory.
///
/// # Errors
///
/// Where it has no room for them. They are read at once, since it says so of what is read alone.
pub fn put_away(bytes: &[u8]) -> Result<Blob, Failure> {
    let blob = Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(bytes))).map_err(lost)?;
    let first = blob.slice_with_i32_and_i32(0, 1).map_err(lost)?;
    read(&first)?;
    Ok(blob)
}

/// Floats that were put away as bytes.
pub fn fetched(blob: &Blob) -> Result<Vec<f32>, Failure> {
    let bytes = read(blob)?;
    Ok(Float32Array::new(&bytes).to_vec())
}

fn read(blob: &Blob) -> Result<ArrayBuffer, Failure> {
    FileReaderSync::new().and_then(|reader| reader.read_as_array_buffer(blob)).map_err(lost)
}

/// The browser does not keep what it was given, as it says itself.
#[derive(Debug)]
pub struct NoRoom(String);

impl Display for NoRoom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl core::error::Error for NoRoom {}

fn lost(refusal: JsValue) -> Failure {
    NoRoom(words(&refusal)).into()
}

fn said(refusal: JsValue) -> Failure {
    words(&refusal).into()
}

/// What the browser said. Its errors of reading are no `Error`s in Rust's eyes, but have a message too.
fn words(refusal: &JsValue) -> String {
    let text = js_sys::Reflect::get(refusal, &"message".into()).ok().and_then(|message| message.as_string());
    text.unwrap_or_else(|| format!("{refusal:?}"))
}
