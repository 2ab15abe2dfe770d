/**
 * What a mixer does on the page, for the Performance panel of DevTools.
 *
 * Source: Chrome for Developers, "Customize your performance data with extensibility API".
 */

/** Who is told what a mixer does. Nothing that happens while parameters move asks it: see ProfiledMirror. */
export interface Activity {
  /** Does work at once, and shows it from its start to whichever end it comes to. */
  during<T>(what: string, work: () => Promise<T>): Promise<T>;
  /** Shows that something happened now. */
  mark(what: string, detail: string): void;
}

/** Unless it is being profiled, nobody is told. */
export const UNWATCHED: Activity = {
  during: (_, work) => work(),
  mark() {},
};

const TRACK = 'Megamixer';

/** What browsers without custom tracks take as a plain time stamp. */
type TimeStamp = (label: string, start: number, end: number, track: string, group: undefined, color: string) => void;

/** A custom track of the Performance panel. */
export class ActivityTrack implements Activity {
  async during<T>(what: string, work: () => Promise<T>): Promise<T> {
    const start = performance.now();
    try {
      return await work();
    } catch (error) {
      this.mark(`${what}: failed`, String(error));
      throw error;
    } finally {
      this.#measure(what, start);
    }
  }

  mark(what: string, detail: string): void {
    const name = `${TRACK}: ${what}`;
    const devtools = { dataType: 'marker', color: 'error', tooltipText: detail };
    performance.mark(name, { detail: { devtools } });
    performance.clearMarks(name);
  }

  /** Shows something frequent that is over: this way the browser keeps nothing of it. */
  stamp(what: string, start: number, end: number): void {
    (console.timeStamp as unknown as TimeStamp)(what, start, end, TRACK, undefined, 'secondary');
  }

  #measure(what: string, start: number): void {
    const devtools = { dataType: 'track-entry', track: TRACK, color: 'primary' };
    performance.measure(what, { start, detail: { devtools } });
    // The panel has it; the page's own timeline would keep it for good.
    performance.clearMeasures(what);
  }
}
