import { afterEach, beforeEach, mock } from 'node:test';
import { HEADER } from 'megamixer-worklet/layout';
import type { RestoreOptions } from '../src/api/snapshot.js';
import type { Strip } from '../src/api/strip.js';
import { pageRegistry } from '../src/code/page-registry.js';
import { setLogLevel } from '../src/log.js';
import { restoreSnapshot } from '../src/snapshot/restore.js';
import { takeSnapshot } from '../src/snapshot/take.js';
import { newDesk } from './desk.js';
import { FakeSource } from './fake-source.js';

/** Steps of time: short against everything that is waited for. */
const STEP_MS = 5;

/** A desk in a context whose time passes when the test says so, with an engine that counts and looks at its inputs. */
export function newStage(asked: Parameters<typeof newDesk>[0] = {}) {
  const clock = { state: 'running' as AudioContextState, currentTime: 0 };
  let here = clock;
  const parts = newDesk({ strips: 3, buses: 2, maxDelay: 0.1, ...asked, clock: () => here });
  const { desk, readings, mixer, mirror } = parts;
  const { claims, connections } = desk;
  connections.attach('node' as unknown as AudioNode);
  /** What the page has connected by itself. */
  const foreign = new Set<number>();
  let lives = true;
  const render = () => {
    if (!lives) return;
    readings.set(HEADER.quanta, (readings.get(HEADER.quanta) ?? 0) + 2);
    for (let word = 0; word < 4; word += 1) {
      const strips = desk.strips.filter(({ index }) => foreign.has(index) || connections.has(index));
      const bits = strips.filter(({ index }) => index >> 5 === word).map(({ index }) => 1 << (index & 31));
      readings.set(
        HEADER.connected0 + word,
        bits.reduce((all, bit) => all | bit, 0),
      );
    }
  };
  return {
    ...parts,
    ...{ clock, claims, foreign },
    engine: {
      die() {
        lives = false;
        readings.clear();
      },
      start: () => (lives = true),
    },
    claim: (id: string, index?: number) => claims.claim(id, index),
    connect(strip: Strip) {
      const source = new FakeSource();
      strip.connect(source as unknown as AudioNode);
      return source;
    },
    async pass(seconds: number) {
      for (let ms = 0; ms < seconds * 1000; ms += STEP_MS) {
        if (here.state === 'running') {
          here.currentTime += STEP_MS / 1000;
          render();
        }
        mock.timers.tick(STEP_MS);
        // As many turns as an await may take.
        for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
      }
    },
    /** Has the mixer go on in another context: what plays into it stays behind. */
    move(state: AudioContextState) {
      here = { state, currentTime: 0 };
      connections.clear();
      connections.attach('another node' as unknown as AudioNode);
      foreign.clear();
      readings.clear();
    },
    take: () => takeSnapshot(mixer, mirror, claims),
    restore: (snapshot: unknown, options?: RestoreOptions) =>
      claims.duringRestore(() => restoreSnapshot(mixer, mirror, snapshot, options)),
  };
}

/** Whether a promise is settled by now. */
export async function isSettled(promise: Promise<void>): Promise<boolean> {
  const pending = Symbol('pending');
  return (await Promise.race([promise, Promise.resolve(pending)])) !== pending;
}

/** Has the tests around it run in time of their own making; what is logged meanwhile is in what this returns. */
export function withOwnTime(): string[] {
  const said: string[] = [];
  beforeEach(() => {
    said.length = 0;
    setLogLevel('warn');
    mock.method(console, 'warn', (message: string) => said.push(message));
    mock.timers.enable({ apis: ['setTimeout'] });
  });
  afterEach(() => {
    delete pageRegistry().logLevel;
    mock.timers.reset();
    mock.restoreAll();
  });
  return said;
}
