/** The parts of what a strip is made of, as it hands them on: `thumb` of its fader is `fader-thumb`. */
function handedOn(owner: string, parts: readonly string[]): readonly string[] {
  return parts.map((part) => `${part}: ${owner}-${part}`);
}

const SLIDER = ['slider', 'value', 'entry', 'error'] as const;
const KNOB = [...SLIDER, 'caption', 'dial', 'track', 'arc', 'cap', 'pointer'] as const;
const FADER = handedOn('fader', [...SLIDER, 'scale', 'slot', 'thumb']);
const METER = handedOn('meter', ['value', 'clip', 'canvas', 'scale']);
const KNOBS = { trim: handedOn('trim', KNOB), pan: handedOn('pan', KNOB), send: handedOn('send', KNOB) };

export const FADER_PARTS = FADER.join(', ');
export const METER_PARTS = METER.join(', ');
export const KNOB_PARTS = { trim: KNOBS.trim.join(', '), pan: KNOBS.pan.join(', '), send: KNOBS.send.join(', ') };

/** All of a strip, for a console to hand on. */
export const STRIP_PARTS = [
  ...[
    'strip',
    'muted',
    'muted-by-vca',
    'silenced',
    'sends',
    'send',
    'trim',
    'pan',
    'buttons',
    'mute',
    'solo',
    'fader',
    'meter',
    'name',
  ],
  ...['mute-button', 'solo-button', 'entry', 'error'],
  ...[...FADER, ...METER, ...KNOBS.trim, ...KNOBS.pan, ...KNOBS.send].map((pair) => pair.split(': ')[1]),
].join(', ');
