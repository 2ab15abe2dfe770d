/** The worker that draws the desk: faders and their meters on one canvas, at the browser's animation frames. */
import { height, type PainterStart, stripWidth } from './desk.ts';

const laneWidth = 8;
const capHeight = 8;
const ground = '#fff';

addEventListener('message', ({ data }: MessageEvent<PainterStart>) => {
  const paint = data.canvas === null ? () => {} : painter(data.canvas, data.positions);
  requestAnimationFrame(function frame(time) {
    // First the page, that it reads and writes meanwhile: what it puts there is seen in this frame or the next.
    postMessage(time);
    paint();
    requestAnimationFrame(frame);
  });
});

/** Paints what has moved since the last time, and nothing else. */
function painter(canvas: OffscreenCanvas, positions: Float32Array): () => void {
  const context = canvas.getContext('2d', { alpha: false })!;
  const fill = (color: string, x: number, top: number, bottom: number) => {
    context.fillStyle = color;
    context.fillRect(x, top, laneWidth, bottom - top);
  };
  context.fillStyle = ground;
  context.fillRect(0, 0, canvas.width, canvas.height);
  const strips = positions.length / 2;
  const caps = new Int32Array(strips);
  const tops = new Int32Array(strips).fill(height);
  return () => {
    for (let strip = 0; strip < strips; strip += 1) {
      const x = strip * stripWidth;
      const cap = Math.round((height - capHeight) * (1 - positions[strip * 2]!));
      const before = caps[strip]!;
      if (cap !== before) {
        fill(ground, x, before, before + capHeight);
        fill('#444', x, cap, cap + capHeight);
        caps[strip] = cap;
      }
      const meter = x + laneWidth;
      const top = Math.round(height * (1 - positions[strip * 2 + 1]!));
      const last = tops[strip]!;
      if (top < last) fill('#3a6', meter, top, last);
      else if (top > last) fill(ground, meter, last, top);
      tops[strip] = top;
    }
  };
}
