import { positionOf } from '../../handles/taper.js';
import type { Turned } from '../values/kinds.js';

/** Levels worth a mark beside a fader, dB. */
const MARKS_DB = [24, 12, 6, 0, -6, -12, -20, -30, -40, -60] as const;

/** Where levels are on the travel of this control, 0 to 1; none for what is no level. */
export function marksOf(param: Turned): readonly { readonly db: number; readonly position: number }[] {
  const { min, max } = param;
  const travel = { taper: 'fader', min, max } as const;
  // A control with another taper would have its marks in the wrong places.
  const isFader = 'db' in param && Math.abs(positionOf(travel, param.default) - param.defaultPosition) < 1e-6;
  if (!isFader) return [];
  const marks = MARKS_DB.map((db) => ({ db, position: positionOf(travel, 10 ** (db / 20)) }));
  return marks.filter(({ position }) => position <= 1);
}

/** The scale beside a fader; null where there is nothing to mark. */
export function scaleOf(param: Turned): HTMLElement | null {
  const marks = marksOf(param);
  if (marks.length === 0) return null;
  const scale = document.createElement('div');
  scale.className = 'scale';
  scale.setAttribute('part', 'scale');
  scale.setAttribute('aria-hidden', 'true');
  for (const { db, position } of marks) {
    const mark = document.createElement('span');
    mark.className = db === 0 ? 'mark unity' : 'mark';
    mark.textContent = String(Math.abs(db));
    mark.style.setProperty('--_at', position.toFixed(4));
    scale.append(mark);
  }
  return scale;
}
