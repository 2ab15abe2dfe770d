/** Where a level stands on a fader, 0 to 1: the taper of the library, whose top is a gain of 4. */
export const positionOfLevel = (level: number): number => Math.min(1, (level / 4) ** 0.25);

/** The marks of a fader and of the meter beside it, dB. */
export const marks = [12, 6, 0, -6, -12, -20, -30, -40, -60].map((db) => ({
  db,
  position: positionOfLevel(10 ** (db / 20)),
}));
