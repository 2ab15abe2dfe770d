/** The three bands of every equaliser in this graph, in both versions of it. */
export const corners = [
  { name: 'low', type: 'lowshelf', frequency: 120 },
  { name: 'mid', type: 'peaking', frequency: 1200 },
  { name: 'high', type: 'highshelf', frequency: 6000 },
] as const;

/** Of the bands, in dB. */
export type BandGains = Readonly<Record<(typeof corners)[number]['name'], number>>;
