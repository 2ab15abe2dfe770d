/** One thing that a meter reads, and how a test says what. */
export interface Figure {
  /** For people. */
  readonly takes: string;
  fits(value: unknown): boolean;
  /** Only what fits. */
  set(value: never): void;
}

/** What can be set of one meter, under the names that it is read by. */
export type Gauge = Readonly<Record<string, Figure>>;

export function number(set: (value: number) => void): Figure {
  return { takes: 'a number', fits: (value) => typeof value === 'number' && !Number.isNaN(value), set };
}

/** A number, or `null` where there is nothing to be measured. */
export function numberOrNull(set: (value: number | null) => void): Figure {
  const plain = number(set);
  return { takes: 'a number or null', fits: (value) => value === null || plain.fits(value), set };
}

export function flag(set: (value: boolean) => void): Figure {
  return { takes: 'true or false', fits: (value) => typeof value === 'boolean', set };
}

/** What is counted. */
export function count(set: (value: number) => void): Figure {
  return { takes: 'a whole number', fits: (value) => Number.isSafeInteger(value) && (value as number) >= 0, set };
}

/** Sets the same figures of both, under the same names. */
export function both(left: Gauge, right: Gauge): Gauge {
  const pairs = Object.entries(left).map(([name, figure]) => {
    const set = (value: never) => {
      figure.set(value);
      right[name]?.set(value);
    };
    return [name, { ...figure, set }] as const;
  });
  return Object.fromEntries(pairs);
}

/** Sets the figures that are given; none of them where one is wrong. */
export function setFigures(gauge: Gauge, figures: object): void {
  const given = Object.entries(figures).filter(([, value]) => value !== undefined);
  const chosen = given.map(([name, value]) => {
    const figure = Object.hasOwn(gauge, name) ? gauge[name] : undefined;
    if (figure === undefined) {
      throw new TypeError(`This meter reads no ${name} that could be set, but ${Object.keys(gauge).join(', ')}.`);
    }
    if (!figure.fits(value)) throw new TypeError(`${name} takes ${figure.takes}, not ${String(value)}.`);
    return () => figure.set(value as never);
  });
  for (const set of chosen) set();
}
