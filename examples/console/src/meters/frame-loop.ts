export interface FramePainter {
  readonly canvas: HTMLCanvasElement;
  paint(seconds: number): void;
  resize(width: number, height: number, scale: number): void;
}

/** After a pause, meters fall from where they were instead of jumping. */
const LONGEST_FRAME_SECONDS = 0.1;

/**
 * The page's one animation frame. It paints what is on the screen: not what is scrolled away, and nothing at all in a
 * hidden tab, where browsers stop the frames by themselves.
 */
export class FrameLoop {
  readonly #painters = new Map<Element, FramePainter>();
  readonly #visible = new Set<FramePainter>();
  readonly #listeners: ((now: number) => void)[] = [];
  readonly #seen: IntersectionObserver;
  readonly #sized: ResizeObserver;
  #last = 0;

  constructor() {
    this.#seen = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        const painter = this.#painters.get(target)!;
        if (isIntersecting) this.#visible.add(painter);
        else this.#visible.delete(painter);
      }
    });
    this.#sized = new ResizeObserver((entries) => {
      for (const { target, contentRect } of entries) {
        const scale = devicePixelRatio;
        this.#painters
          .get(target)!
          .resize(Math.round(contentRect.width * scale), Math.round(contentRect.height * scale), scale);
      }
    });
  }

  /** Before `start`. */
  add(painter: FramePainter): void {
    this.#painters.set(painter.canvas, painter);
  }

  /** Calls `listener` once a frame, after the meters. */
  onFrame(listener: (now: number) => void): void {
    this.#listeners.push(listener);
  }

  /** Once the canvases are in the page: WebKit never sees one that was observed before. */
  start(): void {
    for (const canvas of this.#painters.keys()) {
      this.#seen.observe(canvas);
      this.#sized.observe(canvas);
    }
    this.#request();
  }

  #request(): void {
    requestAnimationFrame((now) => this.#frame(now));
  }

  #frame(now: number): void {
    const seconds = Math.min(LONGEST_FRAME_SECONDS, (now - this.#last) / 1000);
    this.#last = now;
    for (const painter of this.#visible) painter.paint(seconds);
    for (const listener of this.#listeners) listener(now);
    this.#request();
  }
}
