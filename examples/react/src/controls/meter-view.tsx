import type { LevelMeter, Meter } from 'megamixer';
import { useMeter } from 'megamixer/react';
import { positionOfLevel } from './scale.ts';

/** Left and right, peak above RMS, and a lamp for what went beyond full scale. All of it is drawn, none rendered. */
export function MeterView({ label, meter }: { label: string; meter: Meter }) {
  const lamp = useMeter<HTMLButtonElement>(meter, (element, { clip }) => {
    if (element.ariaPressed !== String(clip)) element.ariaPressed = String(clip);
  });
  return (
    <div className="meter">
      <button
        ref={lamp}
        type="button"
        className="clip"
        aria-label={`${label} clipped: clear`}
        onClick={() => meter.clearClip()}
      />
      <Lane level={meter.left} />
      <Lane level={meter.right} />
    </div>
  );
}

/** One channel. Its colours are there all the time; a shade covers them from the top. */
function Lane({ level }: { level: LevelMeter }) {
  const lane = useMeter(level, drawLane);
  return (
    <div ref={lane} className="lane" aria-hidden="true">
      <i className="shade" />
      <i className="peak" />
    </div>
  );
}

function drawLane(lane: HTMLDivElement, level: LevelMeter): void {
  const [shade, peak] = lane.children as unknown as [HTMLElement, HTMLElement];
  shade.style.transform = `scaleY(${1 - positionOfLevel(level.rms)})`;
  peak.style.transform = `translateY(${100 * (1 - positionOfLevel(level.peak))}%)`;
}
