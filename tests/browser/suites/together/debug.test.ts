import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LogLevel } from 'megamixer';
import { describeOnce, leave, pageWith } from '../../harness/engine.ts';

const inPage = pageWith<typeof import('../../page/debug.ts')>('debug', 60_000);

describeOnce('debug', () => {
  test('window.megamixer is there once the door is opened, whoever else opens it', async () => {
    await leave();
    const { before, first, same } = await inPage((page) => page.opened());
    assert.deepEqual([before, first, same], [false, 'report,capabilities,benchmark', true]);
  });

  for (const isolated of [true, false]) {
    const backend = isolated ? 'shared' : 'message';
    test(`the report has every mixer that lives, of every copy of the library, ${backend}`, async () => {
      const { returned, printed, afterwards, build } = await inPage((page) => page.reported(), { isolated });
      assert.deepEqual(printed, [`log [megamixer] ${returned}`]);
      const [head, first, second, page, ...more] = returned.split('\n\n');
      assert.equal(head, '2 mixers in this page.');
      assert.deepEqual(more, []);
      assert.match(first!, /^Mixer 1\n.*3 strips \(0 awake\), 1 buses/s);
      assert.match(second!, /^Mixer 2\n.*7 strips \(1 awake\), 2 buses.*Load +\d+\.\d %/s);
      assert.ok(second!.includes(`build ${build}`) && !first!.includes(build), returned);
      for (const mixer of [first!, second!]) {
        assert.match(mixer, new RegExp(`\nBackend +${backend}: `));
        assert.match(mixer, isolated ? /\nNot had +nothing else was tried\n/ : /\nNot had +shared: .*not-isolated/);
      }
      assert.match(page!, new RegExp(`^Page\n.*Cross-origin isolated +${isolated ? 'yes' : 'no'}\n`, 's'));
      assert.match(afterwards, /^No mixers in this page\./);
    });
  }

  test('the other tools print what they return', async () => {
    const { found, costs, printed } = await inPage((page) => page.asked());
    assert.equal(printed.length, 2);
    assert.match(printed[0]!, new RegExp(`Backend +${found.backend.kind}: `));
    assert.equal(costs.length, 3);
    for (const each of costs) {
      const said = each.available ? `${each.quantumMicroseconds.toFixed(1)} µs a quantum` : each.message;
      assert.ok(printed[1]!.includes(`${each.backend.padEnd(9)}${said}`), printed[1]);
    }
  });

  test('a mixer logs what becomes of it where it is asked to, and nothing else', async () => {
    const logged = async (level: LogLevel | undefined, stored: string | null, benchmark = false) => {
      // What one mixer is told holds for all of a page.
      await leave();
      return await inPage((page) => page.logged(level, stored, benchmark));
    };
    const expected = [
      /^info \[megamixer\] A mixer of 2 strips and 4 buses runs on message: /,
      /^warn \[megamixer\] Fault of the engine: /,
      /^info \[megamixer\] The engine was replaced by a new one/,
      /^info \[megamixer\] A mixer of 2 strips goes on in another context, at 44100 Hz/,
    ];
    assert.deepEqual(await logged(undefined, null), []);
    assert.deepEqual(await logged('silent', 'debug'), []);
    const warned = await logged('warn', null);
    assert.equal(warned.length, 1, warned.join('\n'));
    assert.match(warned[0]!, expected[1]!);
    assert.match((await logged('debug', null)).at(-1)!, /^debug \[megamixer\] A mixer of 2 strips was disposed of/);
    // The copies that are measured say nothing.
    for (const lines of [await logged('info', null, true), await logged(undefined, 'info')]) {
      assert.equal(lines.length, expected.length, lines.join('\n'));
      for (const [index, pattern] of expected.entries()) assert.match(lines[index]!, pattern);
    }
  });
});
