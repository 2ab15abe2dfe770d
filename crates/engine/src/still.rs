//! The end of four paths while nothing moves: fader, place and meter in one pass, since each frame is at hand.

use megamixer_dsp::containment::{self, Largest};
use megamixer_dsp::lanes::Frame;
use megamixer_dsp::mask::Mask;
use megamixer_dsp::meter::Heard;
use megamixer_dsp::pan::Matrix;

/// The end of four paths while nothing moves.
pub struct Still {
    /// Fader and mute.
    pub gain: Frame,
    pub matrix: Matrix,
    /// By the meter so far.
    pub heard: Heard,
}

impl Still {
    /// Goes over a stretch, puts it into `pre` as it comes, and tells what is heard; also who is bad before the fader, where that is
    /// in question.
    #[inline(always)]
    pub fn pass<const JUDGED: bool, const CROSSES: bool>(
        self,
        signal: &mut [Frame],
        pre: &mut [Frame],
    ) -> (Heard, Mask) {
        let Self { gain, matrix, mut heard } = self;
        let mut largest = Largest::NONE;
        for (frame, pre) in signal.iter_mut().zip(pre) {
            *pre = *frame;
            if JUDGED {
                largest.see(*frame);
            }
            let faded = *frame * gain;
            let placed = if CROSSES { matrix.place(faded) } else { faded * matrix.straight };
            heard.see(placed);
            *frame = placed;
        }
        (heard, if JUDGED { containment::beyond_limit(largest.size()) } else { Mask::default() })
    }
}
