/** A small desk as an app would have it: all three hooks, a context that plays, and what is heard. */
import type { Backend, Mixer } from 'megamixer';
import { useMeter, useMixer, useParam } from 'megamixer/react';
import { createElement, useEffect, useRef } from 'react';
import { pause, until } from '../realtime.ts';
import { mount, strictly } from './mount.ts';

const amplitude = 0.5;

function Strip({ mixer, rendered }: { mixer: Mixer; rendered: () => void }) {
  const { gain, meter } = mixer.strips[0]!;
  const [position, setPosition] = useParam(gain, 'position');
  const ref = useMeter<HTMLMeterElement>(meter, (element, { rms }) => {
    element.value = rms;
  });
  rendered();
  return createElement(
    'div',
    null,
    createElement('input', {
      ...{ type: 'range', min: 0, max: 1, step: 0.001, value: position },
      onChange: (event: { currentTarget: HTMLInputElement }) => setPosition(event.currentTarget.valueAsNumber),
    }),
    createElement('meter', { ref, max: 4 }),
  );
}

interface Properties {
  context: () => AudioContext;
  backend: Backend;
  heard: { current: AnalyserNode | undefined };
  rendered: () => void;
}

function Desk({ context, backend, heard, rendered }: Properties) {
  const { mixer } = useMixer(context, { strips: 2, buses: 0, backend });
  const kept = useRef(heard);
  useEffect(() => {
    if (mixer === null) return;
    const analyser = new AnalyserNode(mixer.context, { fftSize: 1024 });
    const source = new ConstantSourceNode(mixer.context, { offset: amplitude });
    mixer.node.connect(analyser).connect(mixer.context.destination);
    const disconnect = mixer.strips[0]!.connect(source);
    source.start();
    kept.current.current = analyser;
    return () => {
      disconnect();
      source.stop();
      analyser.disconnect();
    };
  }, [mixer]);
  return mixer === null ? null : createElement(Strip, { mixer, rendered });
}

/** Moves a range input as a hand does: React listens to the event, and knows the value by the setter of the element. */
function turn(input: HTMLInputElement, to: number): void {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(input, String(to));
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

/** What is heard, what the meter of the page shows and how often the strip rendered, before and after the fader moved. */
export async function play(backend: Backend) {
  const contexts: AudioContext[] = [];
  const heard: Properties['heard'] = { current: undefined };
  let renders = 0;
  const { container, unmount } = mount(
    strictly(Desk, {
      ...{ backend, heard },
      context() {
        const context = new AudioContext({ sampleRate: 48_000 });
        contexts.push(context);
        void context.resume();
        return context;
      },
      rendered: () => (renders += 1),
    }),
  );
  const samples = new Float32Array(1024);
  const level = () => {
    heard.current?.getFloatTimeDomainData(samples);
    return samples.at(-1)!;
  };
  const meter = () => container.querySelector('meter')?.value ?? 0;
  const near = (value: number, wanted: number) => Math.abs(value - wanted) < 0.02 * wanted;
  const measured = () => ({ heard: level(), meter: meter(), renders });

  // At unity, in the middle, a strip passes what it gets.
  await until(() => near(level(), amplitude) && near(meter(), amplitude), 15_000);
  const before = measured();
  const shown = new Set<number>();
  turn(container.querySelector('input')!, 0.5);
  // A quarter of a twice-doubled travel: the fader's taper is `4 * position ** 4`.
  await until(() => {
    shown.add(meter());
    return near(level(), amplitude / 4) && near(meter(), amplitude / 4);
  }, 15_000);
  const after = measured();
  await pause(300);
  const later = measured();
  unmount();
  await pause(50);
  await contexts[0]!.close();
  return { contexts: contexts.length, amplitude, before, after, later, pictures: shown.size };
}
