import type { Strip } from 'megamixer';
import { band, compress, cut, gate } from './settings.ts';

/** Equalizers and dynamics, by the name of the loop. Everything else stays as it comes. */
export const STRIP_SOUND: Readonly<Record<string, (strip: Strip) => void>> = {
  Kick({ eq, compressor }) {
    cut(eq.highpass, 30, '24');
    band(eq.bands[0], 62, 2.5, 0.9);
    band(eq.bands[1], 310, -4, 1.2);
    band(eq.bands[2], 3400, 3, 0.9);
    compress(compressor, { threshold: -27, ratio: 3, attack: 0.018, release: 0.12, makeup: 4 });
  },
  Snare({ eq, compressor }) {
    cut(eq.highpass, 90);
    band(eq.bands[1], 190, 2, 1);
    band(eq.bands[2], 4200, 2.5, 0.8);
    compress(compressor, { threshold: -28, ratio: 3.5, attack: 0.012, release: 0.15, makeup: 4 });
  },
  Snap: ({ eq }) => cut(eq.highpass, 300),
  Hats({ eq }) {
    cut(eq.highpass, 350);
    band(eq.bands[3], 9500, 1.5);
  },
  'Open Hat': ({ eq }) => cut(eq.highpass, 350),
  Ride({ eq }) {
    cut(eq.highpass, 400);
    band(eq.bands[2], 3600, -2.5, 1.4);
  },
  Toms({ eq, gate: closed }) {
    cut(eq.highpass, 55);
    band(eq.bands[1], 420, -3, 1.1);
    gate(closed, { threshold: -42, range: 24, ratio: 4, hold: 0.12, release: 0.25 });
  },
  Breakbeat({ eq, compressor }) {
    cut(eq.highpass, 110);
    band(eq.bands[2], 2800, 1.5, 0.8);
    compress(compressor, { threshold: -32, ratio: 4, attack: 0.02, release: 0.1, makeup: 2, mix: 0.6 });
  },
  Amen({ eq, gate: closed }) {
    cut(eq.highpass, 180);
    gate(closed, { threshold: -34, range: 12, ratio: 3, hold: 0.03, release: 0.08 });
  },
  Arovane: ({ eq }) => cut(eq.highpass, 140),
  'Machine A': ({ eq }) => cut(eq.highpass, 220),
  'Machine B': ({ eq }) => cut(eq.highpass, 220),
  Electric: ({ eq }) => cut(eq.highpass, 250),
  'Perc A': ({ eq }) => cut(eq.highpass, 160),
  'Perc B': ({ eq }) => cut(eq.highpass, 160),
  Tabla({ eq }) {
    cut(eq.highpass, 80);
    band(eq.bands[1], 260, -2, 1);
  },
  Glitch: ({ eq, stereo }) => {
    cut(eq.highpass, 200);
    stereo.width.value = 1.3;
  },
  Sub({ eq, compressor }) {
    cut(eq.highpass, 28, '24');
    cut(eq.lowpass, 1800);
    band(eq.bands[1], 220, -2, 1);
    compress(compressor, { threshold: -26, ratio: 4, attack: 0.015, release: 0.18, makeup: 3.5 });
    compressor.detector.value = 'rms';
  },
  Pluck({ eq, compressor }) {
    cut(eq.highpass, 70);
    band(eq.bands[2], 1900, 1.5);
    compress(compressor, { threshold: -24, ratio: 3, attack: 0.01, release: 0.12, makeup: 1.5 });
  },
  Growl: ({ eq }) => cut(eq.highpass, 60),
  Pads({ eq, stereo }) {
    cut(eq.highpass, 130);
    band(eq.bands[1], 380, -2, 0.9);
    band(eq.bands[3], 9000, 1.5);
    stereo.width.value = 1.25;
  },
  'Dub Chord': ({ eq }) => {
    cut(eq.highpass, 190);
    cut(eq.lowpass, 7500);
  },
  Piano({ eq, compressor }) {
    cut(eq.highpass, 120);
    band(eq.bands[2], 3000, 1.5, 0.8);
    compress(compressor, { threshold: -28, ratio: 2, attack: 0.025, release: 0.25, makeup: 2 });
  },
  Chime: ({ eq }) => cut(eq.highpass, 400),
  'Gm9 Guitar'({ eq }) {
    cut(eq.highpass, 110);
    band(eq.bands[1], 260, -2.5, 1);
    band(eq.bands[2], 4200, 1.5, 0.8);
  },
  Harmonics: ({ eq }) => cut(eq.highpass, 250),
  Slide: ({ eq }) => cut(eq.highpass, 200),
  Drone: ({ eq }) => {
    cut(eq.highpass, 60);
    band(eq.bands[1], 300, -3, 0.8);
  },
  Glass: ({ eq }) => cut(eq.highpass, 300),
  Vinyl: ({ eq }) => cut(eq.highpass, 400),
  'Tape Bed': ({ eq }) => cut(eq.highpass, 150),
};
