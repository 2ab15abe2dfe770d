import type { ChromiumDriver } from '../../../browser/drivers/chromium.ts';
import { remote } from '../../../browser/harness/call.ts';
import { median } from '../../statistics.ts';
import { type Control, controls } from '../cases.ts';
import { allocatedDuring } from '../devtools.ts';
import { pause } from '../pause.ts';

type ControlPage = typeof import('../page/control.ts');

export interface ControlCost {
  /** Nanoseconds of the page for one write; median of the rounds. */
  readonly write: number;
  /** 32 faders turned at every animation frame. */
  readonly drag: {
    /** Microseconds of the page per frame. */
    readonly pageTime: number;
    /** To the audio thread, per second. */
    readonly messages: number;
    /** Of the page's JavaScript heap, per frame, less the loop without writes. */
    readonly bytes: number;
  };
}

export async function controlCosts(
  driver: ChromiumDriver,
  url: string,
  { seconds, rounds }: { seconds: number; rounds: number },
): Promise<Record<Exclude<Control, 'nothing'>, ControlCost>> {
  const writes = new Map(controls.map((control) => [control, [] as number[]]));
  for (let round = 0; round < rounds; round += 1) {
    for (let index = 0; index < controls.length; index += 1) {
      const control = controls[(index + round) % controls.length]!;
      const page = await driver.open(url);
      writes.get(control)!.push(await remote<ControlPage>(page, 'bench/live/page/control').writeCost(control, 60));
      await page.close();
    }
  }
  const drags = new Map<Control, ControlCost['drag']>();
  for (const control of controls) drags.set(control, await drag(driver, url, control, seconds));
  const nothing = { write: median(writes.get('nothing')!), drag: drags.get('nothing')! };
  const costs = controls
    .filter((control) => control !== 'nothing')
    .map((control) => {
      const { pageTime, messages, bytes } = drags.get(control)!;
      return [
        control,
        {
          write: median(writes.get(control)!) - nothing.write,
          drag: { pageTime: pageTime - nothing.drag.pageTime, messages, bytes: bytes - nothing.drag.bytes },
        },
      ];
    });
  return Object.fromEntries(costs);
}

async function drag(
  driver: ChromiumDriver,
  url: string,
  control: Control,
  seconds: number,
): Promise<ControlCost['drag']> {
  const page = await driver.open(url);
  try {
    const desk = remote<ControlPage>(page, 'bench/live/page/control');
    await desk.startDrag(control);
    // Until the writes are compiled for speed.
    await pause(10);
    const before = await desk.dragFigures();
    await pause(seconds);
    const after = await desk.dragFigures();
    const frames = after.frames - before.frames;
    if (!(frames > 0 && after.moved > 0.5)) throw new Error(`${control}: the fader moved by ${after.moved}`);

    // Another stretch, since counting bytes costs. The two questions allocate too, with and without writes.
    let counted = 0;
    const allocated = await allocatedDuring(await page.page.createCDPSession(), 1, async () => {
      const { frames: first } = await desk.dragFigures();
      await pause(seconds);
      counted = (await desk.dragFigures()).frames - first;
    });
    await desk.stopDrag();
    return {
      pageTime: middleMean(after.writing.slice(before.frames)) * 1000,
      messages: (after.messages - before.messages) / (frames / 60),
      bytes: allocated.bytes / counted,
    };
  } finally {
    await page.close();
  }
}

/** The mean of the middle half: the page's clock is too coarse for a median, and who is interrupted would spoil a mean of all. */
function middleMean(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.slice(Math.floor(sorted.length / 4), Math.ceil((sorted.length * 3) / 4));
  return middle.reduce((sum, value) => sum + value, 0) / middle.length;
}
