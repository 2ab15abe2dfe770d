import { acrossOf, DB_MARKS, downOf, HERTZ_LINES, HERTZ_MARKS } from './eq-scale.ts';

/** Draws the lines of the graph and what they mean. */
export function drawGrid(context: CanvasRenderingContext2D, width: number, height: number, scale: number): void {
  const line = Math.max(1, Math.round(scale));
  context.fillStyle = '#0b0d10';
  context.fillRect(0, 0, width, height);
  context.fillStyle = '#14181d';
  for (const hertz of HERTZ_LINES) context.fillRect(Math.round(acrossOf(hertz) * width), 0, line, height);
  context.font = `600 ${9 * scale}px Inter, "Segoe UI", system-ui, sans-serif`;
  context.textBaseline = 'bottom';
  context.textAlign = 'left';
  for (const [hertz, word] of HERTZ_MARKS) {
    const x = Math.round(acrossOf(hertz) * width);
    context.fillStyle = '#20262d';
    context.fillRect(x, 0, line, height);
    context.fillStyle = '#7c8795';
    context.fillText(word, x + 3 * scale, height - 2 * scale);
  }
  context.textBaseline = 'middle';
  for (const db of DB_MARKS) {
    const y = Math.round(downOf(db) * height);
    context.fillStyle = db === 0 ? '#39424d' : '#20262d';
    context.fillRect(0, y, width, line);
    if (db === 0) continue;
    context.fillStyle = '#7c8795';
    context.fillText(db > 0 ? `+${db}` : String(db).replace('-', '−'), 4 * scale, y - 6 * scale);
  }
}
