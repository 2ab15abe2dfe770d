type Draw = (now: number) => void;

/** What is drawn in every animation frame of the page. */
const drawn = new Set<Draw>();
/** The frame that is asked for, while there is anything to draw. */
let asked = 0;

/** Calls `draw` in every animation frame, until it throws or the function that this returns is called. */
export function everyFrame(draw: Draw): () => void {
  const entry: Draw = (now) => draw(now);
  drawn.add(entry);
  if (drawn.size === 1) asked = requestAnimationFrame(drawAll);
  return () => remove(entry);
}

function remove(entry: Draw): void {
  if (drawn.delete(entry) && drawn.size === 0) cancelAnimationFrame(asked);
}

function drawAll(now: number): void {
  asked = requestAnimationFrame(drawAll);
  for (const draw of drawn) {
    try {
      draw(now);
    } catch (error) {
      // Reported once and as uncaught: the other meters are not to suffer for it, nor the page to be told of it 60 times a second.
      remove(draw);
      queueMicrotask(() => {
        throw error;
      });
    }
  }
}
