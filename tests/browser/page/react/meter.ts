/** What `useMeter` draws, how often, and what it asks of the page. */
import { useMeter } from 'megamixer/react';
import { createElement, type FunctionComponent } from 'react';
import { pause, until } from '../realtime.ts';
import { mount, strictly } from './mount.ts';

/** A meter that counts how often it is read. */
class Counted {
  reads = 0;
  readonly rms = 0;
  readonly peakSinceRead = 0;
  readonly clip = false;
  get peak(): number {
    this.reads += 1;
    return this.reads;
  }
}

/** Counts the frames that anybody asks for while `work` runs, and those that the browser gives. */
async function countingFrames<R>(work: (count: { asked: number; given: number }) => Promise<R>): Promise<R> {
  const { requestAnimationFrame: request } = globalThis;
  const count = { asked: 0, given: 0 };
  globalThis.requestAnimationFrame = (callback) => {
    count.asked += 1;
    return request(callback);
  };
  let counting = true;
  request(function tick() {
    count.given += 1;
    if (counting) request(tick);
  });
  try {
    return await work(count);
  } finally {
    counting = false;
    globalThis.requestAnimationFrame = request;
  }
}

interface Properties {
  meter: Counted | null;
  rendered: () => void;
  draw?: (element: HTMLElement, meter: Counted) => void;
  shown?: boolean;
}

const put = (element: HTMLElement, meter: Counted) => {
  element.textContent = String(meter.peak);
};

const Needle: FunctionComponent<Properties> = ({ meter, rendered, draw = put, shown = true }) => {
  const ref = useMeter(meter, draw);
  rendered();
  return shown ? createElement('output', { ref }) : null;
};

/** Three meters in StrictMode: one frame for all of them, no render, and nothing once they are gone. */
export const oneFrame = () =>
  countingFrames(async (frames) => {
    let renders = 0;
    const meters = [new Counted(), new Counted(), new Counted()];
    const mounted = meters.map((meter) => mount(strictly(Needle, { meter, rendered: () => (renders += 1) })));
    await until(() => meters.every(({ reads }) => reads > 3), 5000);
    const before = { ...frames, renders, reads: meters.map(({ reads }) => reads) };
    await until(() => frames.given > before.given + 20, 10_000);
    const texts = mounted.map(({ container }) => Number(container.textContent));
    const during = {
      given: frames.given - before.given,
      asked: frames.asked - before.asked,
      reads: meters.map(({ reads }, index) => reads - before.reads[index]!),
      renders: renders - before.renders,
      behind: texts.map((text, index) => meters[index]!.reads - text),
    };
    for (const { unmount } of mounted) unmount();
    const left = { asked: frames.asked, reads: meters.map(({ reads }) => reads) };
    await pause(200);
    return {
      during,
      afterwards: {
        asked: frames.asked - left.asked,
        reads: meters.map(({ reads }, index) => reads - left.reads[index]!),
      },
    };
  });

/** Without a meter, without an element, and with another function to draw by. */
export async function whenRead() {
  const meter = new Counted();
  const ignore = () => {};
  const needle = (properties: Partial<Properties>) => createElement(Needle, { meter, rendered: ignore, ...properties });
  const readsAfter = async () => {
    await pause(100);
    const { reads } = meter;
    await pause(200);
    return meter.reads - reads;
  };
  const { container, mounted, update, unmount } = mount(needle({ meter: null }));
  await mounted;
  const withoutMeter = await readsAfter();
  await update(needle({ shown: false }));
  const withoutElement = await readsAfter();
  await update(needle({}));
  await until(() => meter.reads > 0, 5000);
  await update(needle({ shown: false }));
  const withoutElementAgain = await readsAfter();
  await update(
    needle({
      draw: (element) => {
        element.textContent = 'drawn otherwise';
      },
    }),
  );
  await until(() => container.textContent === 'drawn otherwise', 5000);
  unmount();
  return [withoutMeter, withoutElement, withoutElementAgain];
}

/** A meter whose drawing throws, beside one that draws on. What the page is told of it is kept from the list of errors. */
export async function throws() {
  const told: string[] = [];
  const listener = (event: ErrorEvent) => {
    told.push(event.message);
    event.stopImmediatePropagation();
    event.preventDefault();
  };
  addEventListener('error', listener, { capture: true });
  const [broken, sound] = [new Counted(), new Counted()];
  let draws = 0;
  const mounted = [
    mount(
      createElement(Needle, {
        meter: broken,
        rendered: () => {},
        draw() {
          draws += 1;
          throw new Error('no ink');
        },
      }),
    ),
    mount(createElement(Needle, { meter: sound, rendered: () => {} })),
  ];
  await until(() => sound.reads > 5, 5000);
  for (const { unmount } of mounted) unmount();
  removeEventListener('error', listener, { capture: true });
  return { told, draws };
}

/** A meter that costs: whether it is wanted before, while and after it is drawn. */
export async function costly() {
  let wanted = 0;
  const loudness = {
    momentary: -23,
    subscribe() {
      wanted += 1;
      return () => {
        wanted -= 1;
      };
    },
  };
  function Readout({ on }: { on: boolean }) {
    const ref = useMeter(on ? loudness : null, (element: HTMLElement, meter) => {
      element.textContent = `${meter.momentary} LUFS`;
    });
    return createElement('output', { ref });
  }
  const counts = [wanted];
  const { container, update, unmount } = mount(strictly(Readout, { on: true }));
  await until(() => container.textContent === '-23 LUFS', 5000);
  counts.push(wanted);
  await update(strictly(Readout, { on: false }));
  counts.push(wanted);
  await update(strictly(Readout, { on: true }));
  counts.push(wanted);
  unmount();
  await pause(0);
  counts.push(wanted);
  return counts;
}
