import { COMMANDS, PARAMS, PARTS, type RecordName } from 'megamixer-worklet/layout';
import { KEY_OF_STRIP } from '../handles/route-param.js';
import { bitsOf, floatOf } from '../mirror/float-bits.js';
import { defaultWord, partsOf } from '../mirror/initial-words.js';
import type { Mirror } from '../mirror/mirror.js';

/** What a strip, or one of its sends, is set to when nobody has set it. */
interface Word {
  /** From the first word of the record. */
  readonly offset: number;
  readonly bits: number;
  readonly isFloat: boolean;
  /** Where it can ramp: the word that says for how long. */
  readonly rampSeconds: number | null;
}

const TRIM = PARAMS.strip.trim;

let ofStrip: readonly Word[] | undefined;
let ofSend: readonly Word[] | undefined;

/** Whether every control of a strip is at its default. A zero may have a sign, which is no setting. */
export function isAtDefaults(mirror: Mirror, strip: number): boolean {
  for (const [first, words] of recordsOf(mirror, strip)) {
    for (const { offset, bits, isFloat } of words) {
      const found = mirror.read(first + offset);
      if (found !== bits && !(isFloat && floatOf(found) === floatOf(bits))) return false;
    }
  }
  return true;
}

/** Sets every control of a strip to its default, as one edit, and ends the latches of its meter. */
export function resetStrip(mirror: Mirror, strip: number): void {
  mirror.edit(() => {
    for (const [first, words] of recordsOf(mirror, strip)) {
      for (const { offset, bits, rampSeconds } of words) {
        mirror.write(first + offset, bits);
        if (rampSeconds !== null) mirror.write(first + rampSeconds, 0);
      }
    }
    const section = mirror.layout.strip(strip);
    mirror.command(section + COMMANDS.strip.clearClip);
    mirror.command(section + COMMANDS.strip.clearFault);
  });
}

/** Closes or opens a strip at its top, before all that is taken from it: taps, keys, what is listened to. */
export function setOpen(mirror: Mirror, strip: number, open: boolean): void {
  const section = mirror.layout.strip(strip);
  mirror.writeBoth(section + TRIM.offset, bitsOf(open ? TRIM.default : 0), section + TRIM.ramp.seconds, 0);
}

/** Switches off every compressor that listens to a strip, and has it listen to nobody. Part of an edit. */
export function forgetKey(mirror: Mirror, strip: number): void {
  const { layout } = mirror;
  const forget = (compressor: number) => {
    if (mirror.read(compressor + PARAMS.compressor.key.offset) !== KEY_OF_STRIP + strip) return;
    mirror.write(compressor + PARAMS.compressor.key.offset, PARAMS.compressor.key.default);
    mirror.write(compressor + PARAMS.compressor.on.offset, 0);
  };
  for (let other = 0; other < layout.strips; other += 1) forget(layout.strip(other) + PARTS.strip.compressor);
  for (let bus = 0; bus < layout.buses; bus += 1) forget(layout.bus(bus) + PARTS.bus.compressor);
  forget(layout.master + PARTS.master.compressor);
}

/** The records that a strip consists of: where each begins, and what is in it. */
function* recordsOf({ layout }: Mirror, strip: number): Generator<[first: number, words: readonly Word[]]> {
  ofStrip ??= wordsOf('strip');
  ofSend ??= wordsOf('send');
  yield [layout.strip(strip), ofStrip];
  for (let bus = 0; bus < layout.buses; bus += 1) yield [layout.send(strip, bus), ofSend];
}

function wordsOf(record: RecordName, first = 0): readonly Word[] {
  return [
    ...Object.values(PARAMS[record]).map((spec) => ({
      offset: first + spec.offset,
      bits: defaultWord(spec),
      isFloat: spec.kind === 'gain' || spec.kind === 'number' || spec.kind === 'setting',
      rampSeconds: spec.ramp === null ? null : first + spec.ramp.seconds,
    })),
    ...partsOf(record).flatMap(([part, offset]) => wordsOf(part, first + offset)),
  ];
}
