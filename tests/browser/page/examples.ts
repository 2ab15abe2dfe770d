/** Looks at the examples from outside: what sounds, what is shown. */
import { deepAll, deepFocus } from './deep.ts';
import { pause, until } from './realtime.ts';

interface Demo {
  readonly context: AudioContext;
  readonly mixer: import('megamixer').Mixer;
  readonly analyser: AnalyserNode;
}

const demo = () => (globalThis as unknown as { demo?: Demo }).demo!;

export const consoleIsReady = () => until(() => demo() !== undefined, 20_000);

export const facts = () => ({
  state: demo().context.state,
  backend: demo().mixer.backend.kind,
  strips: demo().mixer.strips.length,
  sampleRate: demo().context.sampleRate,
});

/** The loudest sample that reaches the loudspeakers within so many milliseconds, or until it is loud enough. */
export async function loudest(milliseconds: number, enough = Number.POSITIVE_INFINITY): Promise<number> {
  const samples = new Float32Array(demo().analyser.fftSize);
  const end = performance.now() + milliseconds;
  let peak = 0;
  while (performance.now() < end && peak <= enough) {
    demo().analyser.getFloatTimeDomainData(samples);
    for (const x of samples) peak = Math.max(peak, Math.abs(x));
    await pause(40);
  }
  return peak;
}

/** How much louder one frequency is than another at the output, dB, on average over so many milliseconds. */
export async function tilt(hertz: number, reference: number, milliseconds: number): Promise<number> {
  const { analyser, context } = demo();
  const bins = new Float32Array(analyser.frequencyBinCount);
  const powers = [0, 0];
  const end = performance.now() + milliseconds;
  while (performance.now() < end) {
    analyser.getFloatFrequencyData(bins);
    for (const [index, middle] of [hertz, reference].entries()) {
      const first = Math.floor((middle * 0.9 * analyser.fftSize) / context.sampleRate);
      const last = Math.ceil((middle * 1.1 * analyser.fftSize) / context.sampleRate);
      for (let bin = first; bin <= last; bin += 1) powers[index]! += 10 ** (bins[bin]! / 10) / (last - first + 1);
    }
    await pause(50);
  }
  return 10 * Math.log10(powers[0]! / powers[1]!);
}

/** What is shown of the selected channel, if any. */
export function details(): { label: string | null; controls: number; selected: string[] } | null {
  const dock = document.querySelector<HTMLElement>('#detail');
  if (!dock || dock.hidden) return null;
  return {
    label: dock.ariaLabel,
    controls: deepAll('input, button, select, [role=slider]', dock).length,
    selected: deepAll('mm-strip[selected]').map((strip) => strip.shadowRoot!.querySelector('.strip')!.ariaLabel!),
  };
}

/** Who is shown as cut by a solo. */
export const silenced = () =>
  deepAll('mm-strip[silenced]').map((strip) => strip.shadowRoot!.querySelector('.strip')!.ariaLabel!);

/** What the keyboard is at. */
export const focused = () => deepFocus().getAttribute('aria-label');

/** Waits until the keyboard is there. */
export const focuses = (label: string) =>
  until(() => focused() === label, 3000).catch(() => {
    throw new Error(`${focused()} has the focus instead of ${label}`);
  });

/** A figure of the page as a number: NaN for a dash. */
export const readout = (name: string) => Number(deepAll(`.figure.${name} dd span`)[0]!.textContent!.replace('−', '-'));

/** Has the browser seem to end the node of the mixer. Returns whether the page has connected the new one. */
export async function endNode(): Promise<boolean> {
  const { mixer } = demo();
  const { node } = mixer;
  const connected = new Set<AudioNode>();
  const { connect } = AudioNode.prototype;
  AudioNode.prototype.connect = function (this: AudioNode, ...to: Parameters<typeof connect>) {
    connected.add(this);
    return connect.apply(this, to);
  } as typeof connect;
  try {
    node.dispatchEvent(new Event('processorerror'));
    await until(() => mixer.node !== node, 10_000);
    return connected.has(mixer.node);
  } finally {
    AudioNode.prototype.connect = connect;
  }
}

/** How loud a bus is, RMS. */
export const busLevel = (bus: number) => demo().mixer.buses[bus]!.meter.rms;

/** How many different pictures each meter shows within so many milliseconds. */
export async function meterPictures(milliseconds: number): Promise<number[]> {
  const canvases = deepAll('mm-meter').map((meter) => meter.shadowRoot!.querySelector('canvas')!);
  const seen = canvases.map(() => new Set<string>());
  const end = performance.now() + milliseconds;
  while (performance.now() < end) {
    for (const [index, canvas] of canvases.entries()) seen[index]!.add(canvas.toDataURL());
    await pause(300);
  }
  return seen.map((pictures) => pictures.size);
}

/** What a control says of itself to a screen reader. */
export function spoken(label: string): { value: number; text: string | null; pressed: string | null } {
  const [control] = deepAll(`[aria-label="${label}"]`);
  if (!control) throw new Error(`nothing is called ${label}`);
  return {
    value: Number(control.getAttribute('aria-valuenow')),
    text: control.getAttribute('aria-valuetext'),
    pressed: control.getAttribute('aria-pressed'),
  };
}

/** Controls without a name. */
export const nameless = () =>
  deepAll('input, button, select, canvas:not([aria-hidden]), [tabindex]:not(mm-strip)')
    .filter((control) => !control.ariaLabel && !control.textContent?.trim())
    .filter((control) => !control.closest('label, [aria-hidden], [role=meter][aria-label]'))
    .map((control) => control.outerHTML);

/** The hello page, as somebody would use it: what its meter shows while it plays, and with the level at the bottom. */
export async function hello(): Promise<{ playing: number; down: number }> {
  const part = <E extends Element>(selector: string) => document.querySelector(selector) as unknown as E;
  part<HTMLButtonElement>('#start').click();
  const level = part<HTMLInputElement>('#level');
  const meter = part<HTMLMeterElement>('#meter');
  await until(() => !level.disabled, 10_000);
  await until(() => meter.value > 0, 10_000);
  const playing = meter.value;
  level.value = '0';
  level.dispatchEvent(new Event('input'));
  // A peak is held for a second and then falls 20 dB a second, by the clock of the context.
  await until(() => meter.value < playing / 4, 15_000);
  return { playing, down: meter.value };
}
