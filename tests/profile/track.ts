import type { TraceEvent } from './trace.ts';

const TRACK = 'Megamixer';

/** How often each kind of entry is on the mixer's track; by what it does: `edits`, or the first word, as of `Restart engine`. */
export function activityOf(events: readonly TraceEvent[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of events.map(entryName).filter((name) => name !== null)) {
    const kind = /\bedits?\b/i.test(name) ? 'edits' : name.split(' ')[0]!;
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

/** The name of an entry of the track; null for any other event. */
function entryName(event: TraceEvent): string | null {
  const data = event.args.data as { name?: string; message?: string; track?: string; detail?: string } | undefined;
  if (event.name === 'TimeStamp' && data?.track === TRACK) return data.name ?? data.message ?? '';
  // The end of a measure has none.
  const detail = event.args.detail ?? (event.args as { data?: { detail?: unknown } }).data?.detail;
  if (event.cat.includes('blink.user_timing') && event.ph !== 'e' && typeof detail === 'string') {
    return detail.includes(`"track":"${TRACK}"`) ? event.name : null;
  }
  return null;
}
