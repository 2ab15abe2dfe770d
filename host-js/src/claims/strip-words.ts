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
  mirror.editApart(() => {
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

/**
 * Closes a strip at its top, before all that is taken from it: taps, keys, what is listened to. Its trim does that; what the trim was
 * stands meanwhile where its ramp would start, which nobody asks while there is none. So an edit that throws takes back both.
 */
export function closeStrip(mirror: Mirror, strip: number): void {
  const section = mirror.layout.strip(strip);
  mirror.editApart(() => {
    mirror.write(section + TRIM.ramp.start, mirror.read(section + TRIM.offset));
    mirror.writeBoth(section + TRIM.offset, bitsOf(0), section + TRIM.ramp.seconds, 0);
  });
}

/** Opens a strip that was closed. One whose trim was set since is open. */
export function openStrip(mirror: Mirror, strip: number): void {
  const trim = trimBehind(mirror, strip);
  if (trim !== null) mirror.editApart(() => mirror.write(mirror.layout.strip(strip) + TRIM.offset, bitsOf(trim)));
}

/** The trim of a strip that was closed, as it will be when that is opened; null where it was set since. */
export function trimBehind(mirror: Mirror, strip: number): number | null {
  const section = mirror.layout.strip(strip);
  const read = (word: number) => floatOf(mirror.read(section + word));
  const trim = read(TRIM.ramp.start);
  // One that was to ramp from wherever it was came from somebody else.
  const isClosed = read(TRIM.offset) === 0 && read(TRIM.ramp.seconds) === 0 && Number.isFinite(trim);
  return isClosed ? trim : null;
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
