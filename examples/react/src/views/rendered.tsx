import type { Meter } from 'megamixer';
import { useMeter } from 'megamixer/react';

let renders = 0;
let frames = 0;

/** Called by every channel that React renders. */
export function countRender(): void {
  renders += 1;
}

/** How often the channels were rendered, and their meters drawn. It is drawn itself, so that it counts for nothing. */
export function Rendered({ meter }: { meter: Meter }) {
  const figures = useMeter<HTMLSpanElement>(meter, (element) => {
    frames += 1;
    element.textContent = `${renders} renders of channels, ${frames.toLocaleString('en')} frames of meters`;
  });
  return <span ref={figures} className="rendered" />;
}
