import { PAUSE_MS } from './gesture.js';

const PIXELS_PER_STEP = 60;
const PIXELS_PER_LINE = 20;

/** The steps in the turns of a wheel, or in what a trackpad makes of two fingers. */
export class Wheel {
  #pixels = 0;
  #turned = 0;

  /** Steps upwards; null where the wheel means something else: a zoom, or sideways scrolling. */
  stepsOf(event: WheelEvent): number | null {
    // Browsers turn a wheel sideways while Shift is held.
    const pixels = event.shiftKey ? event.deltaY || event.deltaX : event.deltaY;
    if (event.ctrlKey || (!event.shiftKey && Math.abs(event.deltaX) > Math.abs(event.deltaY))) return null;
    // What was left of another turn is none of this one.
    if (event.timeStamp - this.#turned > PAUSE_MS) this.#pixels = 0;
    this.#turned = event.timeStamp;
    this.#pixels += event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? pixels : pixels * PIXELS_PER_LINE;
    const steps = Math.trunc(this.#pixels / PIXELS_PER_STEP);
    this.#pixels -= steps * PIXELS_PER_STEP;
    return -steps || 0;
  }
}
