import { useCallback, useEffect, useRef } from 'react';
import type { CostlyMeter, LevelMeter, Meter } from '../index.js';
import { everyFrame } from '../views/frames.js';
import { unlessDisposed } from '../views/unless-disposed.js';

/** What can be drawn: a level meter, a costly meter of the master, or what has a gain reduction, as a compressor has. */
export type Measured = LevelMeter | CostlyMeter | { readonly gainReduction: number };

/** Puts what a meter says into an element. `now` is the time of the animation frame, in milliseconds. */
export type DrawMeter<E extends Element, M> = (element: E, meter: M, now: number) => void;

/** The `ref` for the element that is drawn into. The same function as long as the component is mounted. */
export type MeterRef<E extends Element> = (element: E | null) => void;

/**
 * A ref for an element into which `draw` puts what the meter says, in every animation frame while the component is
 * mounted. Nothing is rendered by it. All meters of a page share one frame, which is asked for only while there are any;
 * nothing is read in a hidden page, where browsers give no frames, nor while there is no meter (`null` or `undefined`) or
 * no element. The element then keeps what was last drawn.
 *
 * A costly meter (loudness, true peak, correlation, scope) measures while the component is mounted. `draw` may be
 * another function in every render: the last one draws. What it throws is reported to the page as uncaught, and that
 * element is not drawn any more.
 */
export function useMeter<E extends Element>(meter: Meter | null | undefined, draw: DrawMeter<E, Meter>): MeterRef<E>;
export function useMeter<E extends Element, M extends Measured>(
  meter: M | null | undefined,
  draw: DrawMeter<E, M>,
): MeterRef<E>;
export function useMeter<E extends Element, M extends Measured>(
  meter: M | null | undefined,
  draw: DrawMeter<E, M>,
): MeterRef<E> {
  const element = useRef<E | null>(null);
  const latest = useRef(draw);
  useEffect(() => {
    latest.current = draw;
  });
  useEffect(() => {
    if (!meter) return;
    const unsubscribe = 'subscribe' in meter ? unlessDisposed(() => meter.subscribe()) : undefined;
    const stop = everyFrame((now) => {
      if (element.current !== null) latest.current(element.current, meter, now);
    });
    return () => {
      stop();
      unsubscribe?.();
    };
  }, [meter]);
  // A function: unlike an object, it fits an element of a narrower type than `draw` asks for.
  return useCallback((mounted: E | null) => {
    element.current = mounted;
  }, []);
}
