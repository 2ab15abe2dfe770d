import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Connections } from '../src/handles/connections.js';
import { FakeSource } from './fake-source.js';

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

  test('is ended for a whole strip at once, but for what comes later', () => {
    const { connections, source } = connected();
    const [later, other] = [new FakeSource(), new FakeSource()];
    connections.connect(asNode(source), 0, 7);
    connections.connect(asNode(source), 1, 7);
    connections.connect(asNode(other), 0, 8);
    const end = connections.endOf(7);
    connections.connect(asNode(later), 0, 7);
    end();
    assert.deepEqual(source.calls.slice(2), [
      ['disconnect', 'first', 0, 7],
      ['disconnect', 'first', 1, 7],
    ]);
    assert.deepEqual([later.calls.length, other.calls.length], [1, 1]);
    assert.deepEqual([connections.has(7), connections.has(9)], [true, false]);
    connections.endOf(7)();
    assert.equal(connections.has(7), false);
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
