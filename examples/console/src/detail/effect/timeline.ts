const ROOM = 14;

/** Draws seconds along the bottom, from 0 to `seconds`. Returns the height at which the ground is. */
export function drawTimeline(context: CanvasRenderingContext2D, seconds: number, scale: number): number {
  const { width, height } = context.canvas;
  const floor = Math.round(height - ROOM * scale);
  const line = Math.max(1, Math.round(scale));
  const step = [0.05, 0.1, 0.25, 0.5, 1, 2, 5].find((each) => seconds / each <= 6) ?? 10;
  context.font = `600 ${9 * scale}px Inter, "Segoe UI", system-ui, sans-serif`;
  context.textAlign = 'left';
  context.textBaseline = 'bottom';
  for (let time = step; time < seconds * 0.98; time += step) {
    const x = Math.round((time / seconds) * width);
    context.fillStyle = '#20262d';
    context.fillRect(x, 0, line, floor);
    context.fillStyle = '#7c8795';
    context.fillText(`${Number(time.toFixed(2))} s`, x + 2 * scale, height - 1 * scale);
  }
  context.fillStyle = '#39424d';
  context.fillRect(0, floor, width, line);
  return floor;
}
