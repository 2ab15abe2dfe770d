import { pause, until } from './realtime.ts';
import { recipe } from './recipe.ts';

/** What React calls by itself where a page has its DevTools: here it counts what is rendered into the page. */
function countCommits(): { commits: number } {
  const count = { commits: 0 };
  Object.assign(globalThis, {
    __REACT_DEVTOOLS_GLOBAL_HOOK__: {
      ...{ supportsFiber: true, inject: () => 1, checkDCE() {}, onCommitFiberUnmount() {} },
      onCommitFiberRoot: () => {
        count.commits += 1;
      },
    },
  });
  return count;
}

/** The app as somebody would use it who presses Start and then pulls the fader down by 12 dB. */
export async function metersInReact() {
  const count = countCommits();
  const app = document.body.appendChild(document.createElement('div'));
  app.id = 'app';
  await recipe('meters-in-react', 'meters');
  const part = <E extends Element>(selector: string) => app.querySelector<E>(selector);
  await until(() => part('button') !== null, 5000);
  part<HTMLButtonElement>('button')!.click();

  const bars = () =>
    [...app.querySelectorAll<HTMLElement>('.bar')].map(({ style }) => Number(/[\d.]+/.exec(style.transform)));
  const near = (value: number, wanted: number) => Math.abs(value - wanted) < 0.02 * wanted;
  const lufs = () => Number.parseFloat(part('output')?.textContent ?? '');
  await until(() => bars().length === 2 && bars().every((bar) => near(bar, 1)), 20_000);
  // As long as a momentary loudness looks back, and more.
  await pause(800);
  const up = { bars: bars(), lufs: lufs(), lamp: part('section button')!.textContent };

  const fader = part<HTMLInputElement>('input')!;
  const position = fader.valueAsNumber;
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(fader, '0.5');
  fader.dispatchEvent(new Event('input', { bubbles: true }));
  await until(() => fader.valueAsNumber === 0.5, 1000);
  const { commits } = count;
  const pictures = new Set<number>();
  // A peak is held for a second and then falls 20 dB a second, by the clock of the context.
  await until(() => {
    pictures.add(bars()[0]!);
    return bars().every((bar) => near(bar, 0.25));
  }, 20_000);
  return { up, lower: up.lufs - lufs(), position, pictures: pictures.size, commits: [commits, count.commits] };
}
