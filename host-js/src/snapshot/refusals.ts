import { MixerError } from '../errors.js';
import { seeDocs } from '../see-docs.js';

/** What a snapshot says at `path` is nothing that can be there. */
export function invalid(path: string, wanted: string, found: unknown): MixerError {
  const what = path === '' ? 'A snapshot' : `In the snapshot, ${path}`;
  return new MixerError('snapshot-invalid', `${what} takes ${wanted}, not ${shown(found)}. Nothing was changed.`);
}

/** What a snapshot says at `path` takes more strips or buses than there are. */
export function tooMany(path: string, what: 'strips' | 'buses', wanted: number, has: number): MixerError {
  return new MixerError(
    'snapshot-counts',
    `In the snapshot, ${path} takes ${wanted} ${what}, and this mixer has ${has}. Make one with createMixer(context, { ${what}: ${wanted} }). Nothing was changed.`,
  );
}

/** The same refusal, told of the place in a document that it is about. */
export function errorAt(path: string, error: MixerError): MixerError {
  const { code, message } = error;
  return new MixerError(code, `In the snapshot, ${path}: ${message.slice(0, -seeDocs(code).length)}`, error);
}

function shown(found: unknown): string {
  if (typeof found === 'string') return JSON.stringify(found);
  if (typeof found === 'object' && found !== null) return Array.isArray(found) ? 'a list' : 'an object';
  return String(found);
}
