import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, mock, test } from 'node:test';
import { pageRegistry } from '../src/code/page-registry.js';
import { log, setLogLevel, warnOnce } from '../src/log.js';

const page = globalThis as { localStorage?: unknown };

describe('the logger of the page', () => {
  let said: string[];

  beforeEach(() => {
    said = [];
    for (const level of ['warn', 'info', 'debug'] as const) {
      mock.method(console, level, (message: string) => said.push(`${level} ${message}`));
    }
  });
  afterEach(() => {
    mock.restoreAll();
    delete page.localStorage;
    delete pageRegistry().logLevel;
    pageRegistry().told.clear();
  });

  const sayAll = () => {
    log.debug('a');
    log.info('b');
    log.warn('c');
  };

  test('says nothing unless it is asked to, but what is to be said once', () => {
    sayAll();
    assert.deepEqual(said, []);
    warnOnce('slow');
    warnOnce('slow');
    warnOnce('slower');
    assert.deepEqual(said, ['warn [megamixer] slow', 'warn [megamixer] slower']);
  });

  test('says what it was asked for and what is worse', () => {
    setLogLevel('info');
    sayAll();
    assert.deepEqual(said, ['info [megamixer] b', 'warn [megamixer] c']);
    setLogLevel('silent');
    warnOnce('slow');
    sayAll();
    assert.equal(said.length, 2);
    assert.throws(() => setLogLevel('loud' as 'warn'), /log takes 'silent' or 'warn'/);
  });

  test('takes a level from the storage of the page, unless one was set, and survives a page that forbids it', () => {
    page.localStorage = { getItem: (key: string) => (key === 'megamixer:log' ? 'debug' : null) };
    sayAll();
    assert.equal(said.length, 3);
    setLogLevel('silent');
    sayAll();
    assert.equal(said.length, 3);
    delete pageRegistry().logLevel;
    Object.defineProperty(page, 'localStorage', {
      configurable: true,
      get() {
        throw new DOMException('denied', 'SecurityError');
      },
    });
    sayAll();
    assert.equal(said.length, 3);
  });
});
