import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeTwice, pageWith, soak } from '../../harness/engine.ts';

const inPage = pageWith<typeof import('../../page/bounce.ts')>('bounce', 60_000);
const withRoom = pageWith<typeof import('../../page/bounce-room.ts')>('bounce-room', 60_000);

describeTwice('bounce', () => {
  test('one thread, two, three, a page that is not isolated and a mixer that plays: the same to the bit', async () => {
    const isolated = await inPage((page) => page.exactness([1, 2, 3]));
    const plain = await inPage((page) => page.exactness([1, 2]), { isolated: false });
    assert.ok(isolated.peak > 0.1, `${isolated.peak}`);
    const { live } = isolated;
    assert.deepEqual(isolated.bounced, { 1: live, 2: live, 3: live });
    assert.deepEqual({ ...plain.bounced, live: plain.live }, { 1: live, 2: live, live });
    assert.deepEqual(
      [isolated.used, plain.used],
      [
        [1, 2, 3],
        [1, 1],
      ],
    );
  });

  test('a WAV file says what is in it, and has it within its dither', async () => {
    const found = await inPage((page) => page.formats());
    const facts = { type: 'audio/wav', sampleRate: 48_000, sized: true };
    for (const [index, format] of ['int16', 'int24', 'float32'].entries()) {
      const { error, decoded, ...said } = found[index]!;
      const bits = [16, 24, 32][index]!;
      assert.deepEqual(said, { ...facts, format, bits, float: bits === 32 });
      // Half a bit of rounding, and a whole one of dither. Floats of 24 bits leave what they are read into a little less.
      assert.ok(bits === 32 ? error === 0 : error > 0.5 && error <= 1.75, `${error} of the last bit of ${bits}`);
      assert.equal(decoded.frames, 43_200);
      assert.ok(decoded.error < 2 ** -13, `${decoded.error} as the browser decodes ${bits} bits`);
    }
  });

  test('stems of what the master is fed by add up to the mix before it, to the bit', async () => {
    for (const threads of [1, 2]) {
      const { names, numbers, differing, peak, silent } = await inPage((page) => page.stems(threads));
      // Bus 1 goes into bus 2, as strip 8 does, which is asked for besides. Into strip 11 nothing plays.
      const direct = ['01', '02', '03', '04', '05', '06', '07', '09', '10'].map((strip) => `strip-${strip}`);
      assert.deepEqual(names.toSorted(), ['bus-2', ...direct, 'strip-08'].toSorted());
      assert.equal(names.at(-1), 'strip-08');
      assert.deepEqual(numbers.at(-1), [7, null]);
      assert.equal(differing, 0);
      assert.ok(peak > 0.1, `${peak}`);
      assert.deepEqual(silent, []);
    }
  });

  test('a mix that ends when it is silent ends with what can be heard last, and a part of it sounds as in the whole', async () => {
    const { frames, reported, last, parts, beyond, late } = await inPage((page) => page.ranges());
    assert.equal(frames, reported);
    assert.ok(frames > 3 * 48_000, `${frames} frames have no tail`);
    assert.ok(last >= 1e-5, `${last} at the end`);
    assert.deepEqual(parts, [
      { frames: 9_600, differing: 0 },
      { frames: frames - 48_000, differing: 0 },
    ]);
    assert.ok(beyond.frames === 48_000 && beyond.peak < 1e-5, JSON.stringify(beyond));
    assert.match(
      late.message,
      /^The session could not be bounced: the range begins at 100\.000 s, and the mix is over after \d+\.\d+ s\./,
    );
  });

  test('a mix is brought to a loudness, below a true peak', async () => {
    for (const [lufs, truePeak, format] of [
      [-20, -1, 'int16'],
      [-12, -6, 'float32'],
    ] as const) {
      const { phases, frames, report, heard } = await inPage((page) => page.normalized({ lufs, truePeak }, format));
      assert.equal(frames, 6 * 48_000);
      assert.ok(Math.abs(heard.integrated - lufs) < 0.1, `${heard.integrated} for ${lufs} LUFS`);
      assert.ok(heard.truePeak <= truePeak, `${heard.truePeak} for ${truePeak} dBTP`);
      assert.ok(Math.abs(report.loudness.integrated - heard.integrated) < 0.01, 'the report says something else');
      assert.deepEqual(phases, report.normalized!.limited ? ['mix', 'measure', 'write'] : ['mix', 'write']);
      assert.deepEqual([report.normalized!.limited, report.normalized!.reached], [lufs === -12, true]);
    }
    const { report } = await inPage((page) => page.normalized({ lufs: -1, truePeak: -20 }, 'int16'));
    assert.deepEqual([report.normalized!.limited, report.normalized!.reached], [true, false]);
  });

  test('what cannot be bounced is refused by its place', async () => {
    const found = await inPage((page) => page.refusals());
    const invalid = (message: RegExp) => ['MixerError', 'session-invalid', message] as const;
    const mistaken = (message: RegExp) => ['TypeError', null, message] as const;
    const wanted = [
      invalid(/is no JSON/),
      invalid(/ sources\[0\]\.strip takes a whole number from 0 to 31, not 99\./),
      invalid(/ snapshot\.strips\[0\]\.eq\.band2\.gain takes .* not 90\./),
      invalid(/ sources\[1\]\.file is "kick\.wav", and no buffer of that name was given: there is long, short, mono\./),
      invalid(/ sources\[0\]\.buffer is "long", and no buffer of that name was given: there is none\./),
      invalid(
        / buffers\.long is at 44100\.5 Hz, and the mix at 48000 Hz: only whole numbers of Hz from 3000 to 768000 are resampled\./,
      ),
      invalid(/^buffers\.long has channels of different lengths\./),
      invalid(/^buffers\.long has 6 channels, and a strip takes 1 or 2\./),
      invalid(/^buffers\.long takes an AudioBuffer or a list of Float32Arrays, not /),
      invalid(/ strips of the options asks for number 40, and the session has 32, from 0\./),
      invalid(/ sampleRate takes a number from 3000 to 768000 Hz, not 1\./),
      ['MixerError', 'bounce-failed', / a WAV file holds at most 4 GB/] as const,
      mistaken(/^format takes 'int16', 'int24' or 'float32', not 'mp3'\./),
      mistaken(/^range\.end takes a number from 2 to 86400, not 1\./),
      mistaken(/^threads takes a whole number from 1 to 16, not 0\./),
      mistaken(/^normalize\.lufs takes a number from -70 to 0, not 3\./),
      ['MixerError', 'aborted', /./] as const,
    ];
    assert.equal(found.length, wanted.length);
    for (const [index, [kind, code, message]] of wanted.entries()) {
      const { message: said, ...is } = found[index]!;
      assert.deepEqual(is, { kind, code }, said);
      assert.match(said, message);
    }
  });

  test('files for which the browser has no room are an error, and their pieces at once', async () => {
    const { files, pieces, worker } = await withRoom(async (page) => ({
      files: await page.unreadable('files'),
      pieces: await page.unreadable('pieces'),
      worker: await page.unkept(),
    }));
    for (const { code, cause } of [files, pieces, worker])
      assert.deepEqual([code, cause], ['out-of-memory', 'it is not there']);
    assert.ok(worker.mixed < 30, 'what is put away is looked at when it is put away');
  });

  test('a trap in one of its threads, for which the others wait, is an error', async () => {
    const found = await inPage((page) => page.attempt({ threads: 2, assetsUrl: '/dist-trapping/assets/' }));
    assert.equal('code' in found && found.code, 'bounce-failed');
  });

  if (soak) {
    test('more than its memory holds is an error', async () => {
      const { code } = await inPage((page) => page.overMemory());
      assert.equal(code, 'bounce-failed');
    });
  }

  const blobs = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:";
  const files = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";

  test('a policy without blob: in worker-src takes the files of the library', async () => {
    const wanted = await inPage((page) => page.attempt({ threads: 2 }), { csp: blobs });
    assert.equal('threads' in wanted && wanted.threads, 2);
    assert.deepEqual(
      await inPage((page) => page.attempt({ threads: 2, assetsUrl: '/dist/assets' }), { csp: files }),
      wanted,
    );
    const refused = await inPage((page) => page.attempt({ threads: 2 }), { csp: files });
    assert.equal('code' in refused && refused.code, 'worker-blocked');
    const missing = await inPage((page) => page.attempt({ assetsUrl: '/dist/nowhere/' }));
    assert.equal('code' in missing && missing.code, 'wasm-not-fetched');
  });
});
