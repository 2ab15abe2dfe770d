import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { BounceOptions, Session } from 'megamixer/bounce';
import { nativeProgram } from '../../../parity/native-program.ts';
import { type SoundFile, wavOf } from '../../../scenes/sound-file.ts';
import { describeTwice, pageWith } from '../../harness/engine.ts';

const inPage = pageWith<typeof import('../../page/bounce-files.ts')>('bounce-files', 60_000);

const FORMATS = { int16: '16', int24: '24', float32: 'float' } as const;

/** What the command line writes of a session: its file, and its report. */
function rendered(session: Session, sounds: readonly SoundFile[], options: BounceOptions) {
  const folder = mkdtempSync(join(tmpdir(), 'megamixer-command-line-'));
  try {
    writeFileSync(join(folder, 'session.json'), JSON.stringify(session));
    for (const sound of sounds) writeFileSync(join(folder, sound.name), wavOf(sound));
    const [mix, report] = [join(folder, 'mix.wav'), join(folder, 'report.json')];
    const { format = 'int24', normalize = {} } = options;
    const words = ['render', join(folder, 'session.json'), '-o', mix, '--report', report, '--format', FORMATS[format]];
    if (normalize.lufs !== undefined) words.push('--lufs', String(normalize.lufs));
    if (normalize.truePeak !== undefined) words.push('--true-peak', String(normalize.truePeak));
    execFileSync(nativeProgram('megamixer'), [...words, '--quiet'], { stdio: ['ignore', 'ignore', 'pipe'] });
    return { bytes: readFileSync(mix), report: JSON.parse(readFileSync(report, 'utf8')) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const SOUNDS: readonly SoundFile[] = [
  { name: 'drums.wav', seed: 1, channels: 2, frames: 60_000, sampleRate: 48_000 },
  { name: 'voice.wav', seed: 2, channels: 1, frames: 30_000, sampleRate: 48_000 },
];

/** Strips with what strips have, a bus that rings on, and a rest before the last sound. Without a length it ends at once, while it is loud. */
function session(length?: Session['length']): Session {
  return {
    version: 1,
    ...{ sampleRate: 48_000, mixer: { strips: 5, buses: 1 } },
    snapshot: {
      version: 1,
      master: { compressor: { on: true, threshold: -20 } },
      strips: Array.from({ length: 5 }, (_, strip) => ({
        ...{ gain: 0.2 + 0.1 * strip, pan: strip / 5 - 0.4 },
        eq: { highpass: { on: true }, band2: { frequency: 300 + 200 * strip, gain: 6 } },
        compressor: { on: true, threshold: -30 },
        sends: [{ on: length !== undefined, level: 0.3 }],
      })),
      buses: [{ effect: { type: 'reverb' } }],
    },
    sources: [
      { file: 'drums.wav', strip: 0, offset: 0.1 },
      { file: 'voice.wav', strip: 1, start: 0.2, gain: 0.7 },
      { file: 'drums.wav', strip: 2, loop: true, duration: 2 },
      { file: 'voice.wav', strip: 4, start: 3.5 },
    ],
    ...(length !== undefined && { length }),
  };
}

const hundredths = (value: number) => Math.round(100 * value) / 100;

describeTwice('bounce and the command line', () => {
  const mixes: [string, Session['length'], BounceOptions, limited: boolean | null][] = [
    ['a mix', 2, {}, null],
    ['a mix with a loudness', 2, { format: 'int16', normalize: { lufs: -30 } }, false],
    ['a mix with a loudness and a true peak', 2, { format: 'float32', normalize: { lufs: -12, truePeak: -3 } }, true],
    ['a mix with a loudness that ends when it is silent', undefined, { normalize: { lufs: -23, truePeak: -1 } }, true],
  ];
  for (const [what, length, options, limited] of mixes) {
    test(`${what} is the same file, byte by byte`, async () => {
      const native = rendered(session(length), SOUNDS, options);
      const { base64, integrated, truePeak, ...found } = await inPage((page) =>
        page.file(session(length), SOUNDS, options),
      );
      const bytes = Buffer.from(base64, 'base64');
      assert.ok(bytes.length > 2 * 48_000 * 2 * 2, `${bytes.length} bytes`);
      assert.equal(bytes.length, native.bytes.length);
      assert.ok(bytes.equals(native.bytes), `byte ${bytes.findIndex((byte, at) => byte !== native.bytes[at])}`);
      const { integratedLufs, truePeakDbtp } = native.report.loudness.file;
      assert.deepEqual([integrated, truePeak].map(hundredths), [integratedLufs, truePeakDbtp]);
      assert.deepEqual([found.limited, native.report.normalised?.limited ?? null], [limited, limited]);
      assert.equal(found.reached, native.report.normalised?.reached ?? null);
    });
  }

  // The program has faster instructions for it where the machine has them, which round otherwise.
  test('a mix of sounds at another rate is the same to the last bit but one', async () => {
    const sounds = SOUNDS.map((sound) => ({ ...sound, sampleRate: 44_100 }));
    const options = { format: 'float32' } as const;
    const native = rendered(session(2), sounds, options).bytes;
    const { base64 } = await inPage((page) => page.file(session(2), sounds, options));
    const page = Buffer.from(base64, 'base64');
    assert.equal(page.length, native.length);
    let [largest, loudest] = [0, 0];
    for (let at = page.length - 2 * 48_000 * 2 * 4; at < page.length; at += 4) {
      largest = Math.max(largest, Math.abs(page.readFloatLE(at) - native.readFloatLE(at)));
      loudest = Math.max(loudest, Math.abs(page.readFloatLE(at)));
    }
    assert.ok(loudest > 0.1, `${loudest}`);
    assert.ok(largest <= 2 ** -23 * loudest, `${largest}`);
  });
});
