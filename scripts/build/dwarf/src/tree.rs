//! What was inlined where, in the new code.

use crate::Result;
use crate::frames::{Frame, Frames, Place};
use crate::moved::Function;
use std::collections::BTreeMap;

/// A function of the new code, with its source.
pub struct Carried {
    pub name: String,
    pub start: u64,
    pub end: u64,
    /// Ascending, without gaps; the first may start after the function does.
    pub lines: Vec<Line>,
    pub inlined: Inlined,
}

/// A piece of code, as long as the next one starts.
pub struct Line {
    pub start: u64,
    pub end: u64,
    /// From the function inwards; empty where nobody knows.
    pub frames: Vec<Frame>,
}

/// The calls that were inlined into a function, by callee and place of the call.
#[derive(Default)]
pub struct Inlined(pub BTreeMap<(String, Place), Call>);

/// A call that was inlined: the code that came of it, and what was inlined into that.
#[derive(Default)]
pub struct Call {
    pub ranges: Vec<(u64, u64)>,
    pub inlined: Inlined,
}

pub fn carry(function: &Function, frames: &Frames) -> Result<Carried> {
    let mut lines: Vec<Line> = Vec::new();
    let ends = function.pieces.iter().skip(1).map(|piece| piece.start).chain([function.end]);
    for (piece, end) in function.pieces.iter().zip(ends) {
        if end <= piece.start {
            continue;
        }
        let mut stack = match &piece.from {
            Some(from) => frames.at(from.address)?,
            None => Vec::new(),
        };
        // What the optimiser inlined. It does not say where the call was.
        if piece.from.as_ref().is_some_and(|from| from.origin != function.origin) && !stack.is_empty() {
            let place = Place { line: 0, column: 0, ..stack[0].place.clone() };
            stack.insert(0, Frame { function: function.name.clone(), place });
        }
        match lines.last_mut() {
            Some(last) if last.frames == stack => last.end = end,
            _ => lines.push(Line { start: piece.start, end, frames: stack }),
        }
    }

    let mut inlined = Inlined::default();
    for Line { start, end, frames } in &lines {
        let mut into = &mut inlined;
        for pair in frames.windows(2) {
            let call = into.0.entry((pair[1].function.clone(), pair[0].place.clone())).or_default();
            match call.ranges.last_mut() {
                Some((_, last)) if last == start => *last = *end,
                _ => call.ranges.push((*start, *end)),
            }
            into = &mut call.inlined;
        }
    }
    Ok(Carried { name: function.name.clone(), start: function.start, end: function.end, lines, inlined })
}
