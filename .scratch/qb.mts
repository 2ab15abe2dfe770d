// qb.mts A.wasm B.wasm ... : interleaved ms-slices, min and lower-quartile medians
import { readFileSync } from 'node:fs';
import { MEMORY_INITIAL_PAGES, MEMORY_MAXIMUM_PAGES } from 'megamixer-worklet/build';
import { bind } from 'megamixer-worklet/engine';
import { layout } from 'megamixer-worklet/layout';
import { Random } from '../tests/scenes/random.ts';
import { setSection } from '../tests/scenes/words.ts';
const files = process.argv.slice(2).filter((a) => !a.startsWith('--'));
const only = process.argv.find((a) => a.startsWith('--only='))?.slice(7).split(',');
const slices = Number(process.argv.find((a) => a.startsWith('--slices='))?.slice(9) ?? 150);
const [strips, buses, frames] = [32, 4, 128];
const at = layout(strips, buses);
const band = (i: number, type: number, f: number, g: number) => ({ [`eq.band${i}.type`]: type, [`eq.band${i}.frequency`]: f, [`eq.band${i}.gain`]: g });
const mix = { trim: 0.9, gain: 0.5, pan: 0.3 }, send = { level: 0.3 };
const hp = { 'eq.highpass.on': 1 };
const eq = { ...band(1, 1, 100, 3), ...band(2, 0, 400, -4), ...band(3, 0, 2500, 2), ...band(4, 2, 8000, 5) };
const gate = { 'gate.on': 1, 'gate.threshold': -60 };
const comp = { 'compressor.on': 1, 'compressor.threshold': -30, 'compressor.ratio': 4 };
const fx = (bus: number): Record<string, number> => (bus < 2 ? { 'effect.type': 1 + bus } : {});
const lim = { 'limiter.on': 1, 'limiter.ceiling': -12 };
const met = { wantTruePeak: 1, wantLoudness: 1, wantCorrelation: 1, wantScope: 1 };
type S = Record<string, number>;
const cases: Record<string, { strip?: S; send?: S; bus?: (b: number) => S; master?: S; input?: 'silence' | 'none' }> = {
  sum: {},
  mix: { strip: mix, send },
  hp: { strip: { ...mix, ...hp }, send },
  eq: { strip: { ...mix, ...hp, ...eq }, send },
  gate: { strip: { ...mix, ...gate }, send },
  comp: { strip: { ...mix, ...comp }, send },
  eqdyn: { strip: { ...mix, ...hp, ...eq, ...gate, ...comp }, send },
  fx: { strip: { ...mix, ...hp, ...eq, ...gate, ...comp }, send, bus: fx },
  full: { strip: { ...mix, ...hp, ...eq, ...gate, ...comp }, send, bus: fx, master: { ...lim, ...met } },
  silence: { strip: { ...mix, ...hp, ...eq, ...gate, ...comp }, send, input: 'silence' },
  idle: { strip: { ...mix, ...hp, ...eq, ...gate, ...comp }, send, input: 'none' },
};
const inputs = Array.from({ length: strips * 2 }, (_, c) => { const r = new Random(c); return Float32Array.from({ length: frames }, () => r.between(-0.1, 0.1)); });
function make(module: WebAssembly.Module, c: (typeof cases)[string]) {
  const memory = new WebAssembly.Memory({ initial: MEMORY_INITIAL_PAGES, maximum: Math.min(2048, MEMORY_MAXIMUM_PAGES), shared: true });
  const e = bind(module, memory);
  if (e.create(strips, buses, 48000, 128, 2, 0.01, 1) !== 0) throw new Error('refused');
  const words = new Int32Array(at.words);
  setSection(words, at.mixer, 'mixer', {});
  setSection(words, at.master, 'master', c.master ?? {});
  for (let b = 0; b < buses; b += 1) setSection(words, at.bus(b), 'bus', c.bus?.(b) ?? {});
  for (let s = 0; s < strips; s += 1) {
    setSection(words, at.strip(s), 'strip', c.strip ?? {});
    for (let b = 0; b < buses; b += 1) setSection(words, at.send(s, b), 'send', c.send ?? {});
  }
  new Int32Array(memory.buffer, e.block()).set(words.subarray(at.pageStart, at.pageEnd), at.pageStart);
  e.start();
  if (c.input !== 'none') new Uint32Array(memory.buffer, e.presence(), strips).fill(1);
  const ins = new Float32Array(memory.buffer, e.inputs(), strips * 2 * 128);
  if (c.input === undefined) for (const [ch, s] of inputs.entries()) ins.set(s, ch * 128);
  const out = new Float32Array(memory.buffer, e.output(), 256);
  return { e, out };
}
const mods = files.map((f) => new WebAssembly.Module(readFileSync(f)));
const names = Object.keys(cases).filter((n) => !only || only.includes(n));
const table = names.map((n) => mods.map((m) => make(m, cases[n]!)));
for (const row of table) for (const { e } of row) for (let i = 0; i < 1500; i += 1) e.render(0, 128);
await new Promise((r) => setTimeout(r, 300));
const times = table.map((row) => row.map(() => [] as number[]));
const per = (n: string) => (n === 'idle' || n === 'silence' ? 100 : 15);
for (let s = 0; s < slices; s += 1) for (const [i, row] of table.entries()) for (const [j, { e }] of row.entries()) {
  const q = per(names[i]!);
  const t = performance.now();
  for (let k = 0; k < q; k += 1) e.render(0, 128);
  times[i]![j]!.push(((performance.now() - t) * 1000) / q);
}
const hash = (a: Float32Array) => { let h = 0; for (const w of new Uint32Array(a.buffer, a.byteOffset, a.length)) h = (Math.imul(h, 31) + w) | 0; return (h >>> 0).toString(16); };
for (const [i, n] of names.entries()) {
  console.log(n.padEnd(9), times[i]!.map((t, j) => { t.sort((a, b) => a - b); return `${t[Math.floor(t.length * 0.02)]!.toFixed(2).padStart(8)} ${t[Math.floor(t.length * 0.25)]!.toFixed(2).padStart(8)} #${hash(table[i]![j]!.out)}`; }).join('   '));
}
