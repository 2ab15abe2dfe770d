import { BUILD_HASH, VERSION } from 'megamixer-worklet/build';
import type { Mixer } from '../api/mixer.js';
import type { MixerReport, MixerStats, Underruns } from '../api/stats.js';
import { quantumFramesOf } from '../engine/shape.js';
import type { LoadEstimate } from './load.js';

type Facts = Omit<MixerReport, 'text'>;

/** What there is to say of a mixer to whoever looks for a bug. */
export function reportOf(mixer: Omit<Mixer, 'stats'>, stats: MixerStats, load: LoadEstimate | null): MixerReport {
  const { context } = mixer;
  const { outputLatency } = context as { outputLatency?: number };
  const { stripsAwake, quanta, frames, adoptions, deferrals, faults, underruns } = stats;
  const facts: Facts = {
    version: VERSION,
    build: BUILD_HASH,
    // A mixer for tests may be where no browser is.
    userAgent: globalThis.navigator?.userAgent ?? '',
    backend: mixer.backend,
    diagnostics: mixer.diagnostics,
    contextState: context.state,
    sampleRate: context.sampleRate,
    quantumFrames: quantumFramesOf(context),
    outputLatency: outputLatency ?? null,
    strips: mixer.strips.length,
    buses: mixer.buses.length,
    memoryBytes: mixer.memory.bytes,
    ...{ stripsAwake, quanta, frames, adoptions, deferrals, faults },
    load: load?.value ?? null,
    loadError: load?.error ?? null,
    underruns,
  };
  return { ...facts, text: textOf(facts) };
}

function textOf(facts: Facts): string {
  const { version, build, userAgent, backend, diagnostics, contextState, sampleRate, quantumFrames, outputLatency } =
    facts;
  const { strips, buses, memoryBytes, stripsAwake, quanta, frames, adoptions, deferrals, faults } = facts;
  const latency = outputLatency === null ? '' : `, output latency ${(outputLatency * 1000).toFixed(0)} ms`;
  const lines = {
    Megamixer: `${version}, build ${build}`,
    Browser: userAgent,
    Context: `${contextState}, ${sampleRate} Hz, quanta of ${quantumFrames} frames${latency}`,
    Backend: `${backend.kind}: ${backend.reason}`,
    'Not had': notHad(diagnostics),
    Mixer: `${strips} strips (${stripsAwake} awake), ${buses} buses, ${(memoryBytes / 1e6).toFixed(1)} MB`,
    Load: loadText(facts),
    Underruns: underrunsText(facts.underruns),
    Engine: `${quanta} quanta, ${frames} frames, ${adoptions} adoptions, ${deferrals} deferrals, ${faults} faults`,
  };
  return Object.entries(lines)
    .map(([name, line]) => `${name.padEnd(11)}${line}`)
    .join('\n');
}

/** A line for each better backend that failed, in the column of the others. */
function notHad(diagnostics: Facts['diagnostics']): string {
  if (diagnostics.length === 0) return 'nothing else was tried';
  return diagnostics.map(({ tried, message }) => `${tried}: ${message}`).join(`\n${' '.repeat(11)}`);
}

function loadText({ load, loadError }: Facts): string {
  if (load === null || loadError === null) return 'not measured';
  return `${(load * 100).toFixed(1)} % (standard error ${(loadError * 100).toFixed(1)} %)`;
}

function underrunsText(underruns: Underruns | null): string {
  if (underruns === null) return 'not counted by this browser';
  return `${underruns.events}, ${(underruns.seconds * 1000).toFixed(0)} ms in all`;
}
