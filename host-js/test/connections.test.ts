import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Connections } from '../src/handles/connections.js';

/** As much of an AudioNode as connections use: says what it is told. */
class FakeSource extends EventTarget {
  readonly onended = null;
  readonly calls: unknown[][] = [];

  connect(...call: unknown[]): void {
    this.calls.push(['connect', ...call]);
  }

  disconnect(...call: unknown[]): void {
    this.calls.push(['disconnect', ...call]);
  }
}

const node = (name: string) => name as unknown as AudioNode;
const asNode = (source: FakeSource) => source as unknown as AudioNode;

function connected() {
  const connections = new Connections();
  connections.attach(node('first'));
  return { connections, source: new FakeSource() };
}

describe('what came through strip.connect', () => {
  test('goes to the input of the strip, until it is ended, once', () => {
    const { connections, source } = connected();
    const stop = connections.connect(asNode(source), 1, 7);
    stop();
    stop();
    assert.deepEqual(source.calls, [
      ['connect', 'first', 1, 7],
      ['disconnect', 'first', 1, 7],
    ]);
  });

  test('is connected again to a node that takes the place of another', () => {
    const { connections, source } = connected();
    connections.connect(asNode(source), 0, 7);
    connections.connect(asNode(source), 0, 8)();
    connections.attach(node('second'));
    assert.deepEqual(source.calls.slice(-2), [
      ['disconnect', 'first', 0, 7],
      ['connect', 'second', 0, 7],
    ]);
  });

  test('stays connected until both have ended it, where two made the same connection', () => {
    const { connections, source } = connected();
    const stops = [connections.connect(asNode(source), 0, 7), connections.connect(asNode(source), 0, 7)];
    stops[0]!();
    assert.equal(source.calls.length, 2);
    stops[1]!();
    assert.deepEqual(source.calls[2], ['disconnect', 'first', 0, 7]);
  });

  test('is forgotten when the source has ended', () => {
    const { connections, source } = connected();
    connections.connect(asNode(source), 0, 7);
    source.dispatchEvent(new Event('ended'));
    connections.attach(node('second'));
    assert.equal(source.calls.length, 1);
  });

  test('is all disconnected in the end', () => {
    const { connections, source } = connected();
    connections.connect(asNode(source), 0, 7);
    connections.connect(asNode(source), 0, 8);
    connections.clear();
    assert.deepEqual(source.calls.slice(2), [
      ['disconnect', 'first', 0, 7],
      ['disconnect', 'first', 0, 8],
    ]);
  });

  test('may have been disconnected by the page already', () => {
    const { connections, source } = connected();
    const stop = connections.connect(asNode(source), 0, 7);
    source.disconnect = () => {
      throw new Error('not connected');
    };
    stop();
  });
});
