import { useCallback, useSyncExternalStore } from 'react';
import type { GainParam, Param } from '../index.js';
import { unlessDisposed } from '../views/unless-disposed.js';

/** Sets a control, to a value or to what a function makes of the present one. The same function for the same control. */
export type SetParam<T> = (value: T | ((current: T) => T)) => void;

/** What a control says, and how to set it. */
export type ParamState<T, Settable = T> = readonly [value: T, set: SetParam<Settable>];

/** How a control is seen: as its value, as slider travel, or in decibels. */
type View = 'value' | 'position' | 'db';

/**
 * The value of a control, or with a second argument its `position` as slider travel or its `db`, and a function that
 * sets it. The component renders again when it changes, whoever wrote it, once for all that one edit changed; a value
 * that stays the same renders nothing, and neither does anything that the engine does. `rampTo` shows where it leads.
 *
 * While there is no control, `null` or `undefined`, the value is `undefined` and setting does nothing. On the server and
 * while a page is hydrated, a control that is there shows its default.
 *
 * The function throws what setting the control throws: TypeError for what is no value of it, MixerError `disposed`.
 */
export function useParam<T>(param: Param<T>, view?: 'value'): ParamState<T>;
export function useParam<T>(param: Param<T> | null | undefined, view?: 'value'): ParamState<T | undefined, T>;
export function useParam(param: Param<unknown>, view: 'position'): ParamState<number>;
export function useParam(
  param: Param<unknown> | null | undefined,
  view: 'position',
): ParamState<number | undefined, number>;
export function useParam(param: GainParam, view: 'db'): ParamState<number>;
export function useParam(param: GainParam | null | undefined, view: 'db'): ParamState<number | undefined, number>;
export function useParam(
  param: Param<unknown> | null | undefined,
  view: View = 'value',
): readonly [never, (value: unknown) => void] {
  const viewed = param as Record<View, unknown> | null | undefined;
  const subscribe = useCallback(
    (changed: () => void) => unlessDisposed(() => param?.subscribe(changed)) ?? nothing,
    [param],
  );
  const value = useSyncExternalStore(
    subscribe,
    () => viewed?.[view],
    () => (param ? defaultOf(param, view) : undefined),
  );
  const set = useCallback(
    (value: unknown) => {
      if (viewed) viewed[view] = typeof value === 'function' ? value(viewed[view]) : value;
    },
    [viewed, view],
  );
  return [value as never, set];
}

function defaultOf(param: Param<unknown>, view: View): unknown {
  switch (view) {
    case 'value':
      return param.default;
    case 'position':
      return param.defaultPosition;
    case 'db':
      return 20 * Math.log10(param.default as number);
  }
}

function nothing(): void {}
