import { envelope, filter, hertz, noise, oscillator, type Played } from './notes.ts';

export function kick(note: Played): void {
  const body = oscillator(note, envelope(note, 0.002, 0.11), 0.8, { frequency: 165 });
  body.frequency.setValueAtTime(165, note.at);
  body.frequency.exponentialRampToValueAtTime(47, note.at + 0.09);
  const click = envelope({ ...note, loudness: note.loudness * 0.25 }, 0.001, 0.006);
  noise(note, filter(note, click, { type: 'bandpass', frequency: 2600, Q: 0.8 }), 0.06);
}

export function snare(note: Played): void {
  const rattle = envelope(note, 0.001, 0.075);
  noise(note, filter(note, rattle, { type: 'bandpass', frequency: 2100, Q: 0.6 }), 0.5);
  const skin = envelope({ ...note, loudness: note.loudness * 0.5 }, 0.001, 0.045);
  oscillator(note, skin, 0.3, { type: 'triangle', frequency: 188 });
}

/** A hi-hat; `decay` says how far it is open. */
export function hat(note: Played, decay: number): void {
  const sizzle = envelope(note, 0.001, decay);
  noise(note, filter(note, sizzle, { type: 'highpass', frequency: 7800, Q: 0.9 }), decay * 7);
}

export function bass(note: Played, key: number): void {
  const seconds = 0.9;
  const out = envelope(note, 0.006, 0.19);
  const mouth = filter(note, out, { type: 'lowpass', frequency: 180, Q: 5 });
  mouth.frequency.setValueAtTime(900, note.at);
  mouth.frequency.setTargetAtTime(190, note.at, 0.07);
  oscillator(note, mouth, seconds, { type: 'sawtooth', frequency: hertz(key) });
  oscillator(note, out, seconds, { frequency: hertz(key) });
}

/** An electric piano: one sine bends the other, less and less. */
export function piano(note: Played, key: number): void {
  const seconds = 2.6;
  const out = envelope(note, 0.003, 0.5);
  const tone = oscillator(note, out, seconds, { frequency: hertz(key) });
  const tine = envelope({ ...note, out: new GainNode(note.context), loudness: hertz(key) * 1.1 }, 0.001, 0.16);
  tine.disconnect();
  tine.connect(tone.frequency);
  oscillator(note, tine, seconds, { frequency: hertz(key) * 2 });
}

/** A short string, at one side. */
export function pluck(note: Played, key: number, pan: number): void {
  const seconds = 0.8;
  const side = new StereoPannerNode(note.context, { pan });
  side.connect(note.out);
  const out = envelope({ ...note, out: side }, 0.002, 0.12);
  const mouth = filter(note, out, { type: 'lowpass', frequency: 500, Q: 2 });
  mouth.frequency.setValueAtTime(4200, note.at);
  mouth.frequency.setTargetAtTime(420, note.at, 0.06);
  oscillator(note, mouth, seconds, { type: 'sawtooth', frequency: hertz(key), detune: -5 });
  oscillator(note, mouth, seconds, { type: 'square', frequency: hertz(key), detune: 6 });
}

/** Slow strings, as wide as a bar is long. */
export function pad(note: Played, key: number, seconds: number): void {
  const { context, at, loudness } = note;
  for (const side of [-1, 1]) {
    const place = new StereoPannerNode(context, { pan: side * 0.8 });
    place.connect(note.out);
    const swell = new GainNode(context, { gain: 0 });
    swell.gain.setValueAtTime(0, at);
    swell.gain.linearRampToValueAtTime(loudness, at + seconds * 0.35);
    swell.gain.setValueAtTime(loudness, at + seconds * 0.8);
    swell.gain.linearRampToValueAtTime(0, at + seconds * 1.25);
    swell.connect(place);
    const mouth = filter(note, swell, { type: 'lowpass', frequency: 850, Q: 0.8 });
    mouth.frequency.setValueAtTime(500, at);
    mouth.frequency.linearRampToValueAtTime(1500, at + seconds * 0.6);
    mouth.frequency.linearRampToValueAtTime(600, at + seconds * 1.2);
    for (const detune of [-9, 4]) {
      oscillator(note, mouth, seconds * 1.25, {
        type: 'sawtooth',
        frequency: hertz(key),
        detune: detune * side,
      });
    }
  }
}

export function bell(note: Played, key: number, pan: number): void {
  const side = new StereoPannerNode(note.context, { pan });
  side.connect(note.out);
  for (const [ratio, share, decay] of [
    [1, 1, 0.7],
    [2.76, 0.35, 0.3],
    [5.4, 0.14, 0.12],
  ] as const) {
    const partial = envelope({ ...note, out: side, loudness: note.loudness * share }, 0.002, decay);
    oscillator(note, partial, 4, { frequency: hertz(key) * ratio });
  }
}
