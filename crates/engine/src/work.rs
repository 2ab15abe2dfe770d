//! Room to work in: nothing in it outlives a stretch.

use crate::inserts::InsertWork;
use crate::send::SendWork;
use crate::vca::VcaCourses;
use megamixer_dsp::lanes::{Cell, SILENCE};
use megamixer_dsp::stereo::StereoWork;
use megamixer_dsp::sum::Planes;

/// Room for one vector at a time.
pub struct Work {
    /// What came in.
    pub input: Cell,
    /// The signal before the fader.
    pub pre: Cell,
    /// A control under way.
    pub course: Cell,
    /// Two taps, turned to be summed.
    pub planes: [Planes; 2],
    pub vcas: VcaCourses,
    pub stereo: StereoWork,
    pub sends: SendWork,
    pub inserts: InsertWork,
}

impl Work {
    pub const fn new() -> Self {
        Self {
            input: SILENCE,
            pre: SILENCE,
            course: SILENCE,
            planes: [const { Planes::new() }; 2],
            vcas: VcaCourses::new(),
            stereo: StereoWork::new(),
            sends: SendWork::new(),
            inserts: InsertWork::new(),
        }
    }
}
