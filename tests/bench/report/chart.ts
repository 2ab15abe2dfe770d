import type { Engine } from '../../browser/drivers/driver.ts';
import type { Result } from '../offline/results.ts';
import { Figures } from './figures.ts';
import { engineNames, micros } from './section.ts';

const panels = [
  { title: 'mix: trim, gain, pan, 4 sends', cases: 'mix/' },
  { title: 'eq: the same with high-pass and 4 bands', cases: 'eq/' },
  { title: 'full: the same with gate, compressor, reverb, delay, limiter, all meters', cases: 'full/' },
  { title: 'graph45: 20 strips as 45 nodes, or in our node', cases: 'graph45/' },
] as const;

const width = 860;
const barsAt = 210;
const barsWidth = 540;
const rowHeight = 24;
const barHeight = 15;
const headHeight = 38;

const style = `
  .page { fill: #ffffff } .title { fill: #1f2328; font-size: 17px; font-weight: 600 } .head { fill: #1f2328; font-size: 13px; font-weight: 600 }
  .label, .value { fill: #1f2328; font-size: 12.5px } .note { fill: #59636e; font-size: 12px }
  .bar { fill: #9aa4b0 } .ours { fill: #0a7f5a } .spread { stroke: #1f2328; stroke-width: 1.2; opacity: 0.75 } .axis { stroke: #d1d9e0 }
  @media (prefers-color-scheme: dark) {
    .page { fill: #0d1117 } .title, .head, .label, .value { fill: #e6edf3 } .note { fill: #9198a1 }
    .bar { fill: #656c76 } .ours { fill: #3fb68b } .spread { stroke: #e6edf3 } .axis { stroke: #3d444d }
  }`;

/** Bars of the own cost of each case in one engine, a scale of its own for each panel, with quartiles. */
export function chart(results: readonly Result[], engine: Engine): string {
  const { all } = new Figures(results, engine);
  let y = 62;
  const parts: string[] = [];
  for (const { title, cases } of panels) {
    const shown = all.filter(({ case: name }) => name.startsWith(cases)).sort((a, b) => a.own_us - b.own_us);
    if (shown.length === 0) continue;
    parts.push(`<text class="head" x="20" y="${y + 20}">${title}</text>`);
    y += headHeight - 8;
    const scale = barsWidth / Math.max(...shown.map(({ own_us, spread }) => Math.max(own_us, spread[1])));
    for (const one of shown) {
      parts.push(...bar(one, cases.length, y, scale));
      y += rowHeight;
    }
    parts.push(`<line class="axis" x1="${barsAt}" x2="${barsAt}" y1="${y - shown.length * rowHeight}" y2="${y}"/>`);
    y += 14;
  }
  const note =
    'µs per quantum of 128 frames on the audio thread, sources not counted; medians with quartiles. Shorter is better.';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y + 10}" width="${width}" height="${y + 10}" font-family="system-ui, sans-serif" role="img" aria-label="Own cost of each case in ${engineNames[engine]}">
<style>${style}
</style>
<rect class="page" width="100%" height="100%"/>
<text class="title" x="20" y="32">What a console of stereo strips costs in ${engineNames[engine]}</text>
<text class="note" x="20" y="52">${note}</text>
${parts.join('\n')}
</svg>
`;
}

function bar({ case: name, own_us, spread }: Result, prefix: number, y: number, scale: number): string[] {
  const x = (value: number) => (barsAt + Math.max(0, value) * scale).toFixed(1);
  const middle = y + rowHeight / 2;
  const ours = name.includes('/ours');
  const length = Math.max(1, own_us * scale).toFixed(1);
  const end = barsAt + Math.max(own_us, spread[1]) * scale + 8;
  return [
    `<text class="label" x="${barsAt - 10}" y="${middle + 4}" text-anchor="end"${ours ? ' font-weight="600"' : ''}>${name.slice(prefix)}</text>`,
    `<rect class="${ours ? 'ours' : 'bar'}" x="${barsAt}" y="${middle - barHeight / 2}" width="${length}" height="${barHeight}" rx="2"/>`,
    `<line class="spread" x1="${x(spread[0])}" x2="${x(spread[1])}" y1="${middle}" y2="${middle}"/>`,
    `<text class="value" x="${end.toFixed(1)}" y="${middle + 4}">${micros(own_us)}</text>`,
  ];
}
