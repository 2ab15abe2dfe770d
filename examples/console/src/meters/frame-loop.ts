export interface FramePainter {
  readonly canvas: HTMLCanvasElement;
  /** Restless by nature: painted a few times a second where people have asked for less motion. */
  readonly restless?: boolean;
  paint(seconds: number): void;
  resize(width: number, height: number, scale: number): void;
}

/** After a pause, meters fall from where they were instead of jumping. */
const LONGEST_FRAME_SECONDS = 0.1;

/** Between two pictures of what is restless, for those who asked for less motion. */
const CALM_SECONDS = 0.25;

/**
 * The page's one animation frame. It paints what is on the screen: not what is scrolled away, and nothing at all in a
 * hidden tab, where browsers stop the frames by themselves.
 */
export class FrameLoop {
  readonly #painters = new Map<Element, FramePainter>();
  readonly #visible = new Set<FramePainter>();
  readonly #listeners = new Set<(now: number) => void>();
  readonly #seen: IntersectionObserver;
  readonly #sized: ResizeObserver;
  readonly #calm = matchMedia('(prefers-reduced-motion: reduce)');
  #started = false;
  #last = 0;
  #lastRestless = 0;

  constructor() {
    this.#seen = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        const painter = this.#painters.get(target);
        if (painter === undefined) continue;
        if (isIntersecting) this.#visible.add(painter);
        else this.#visible.delete(painter);
      }
    });
    this.#sized = new ResizeObserver((entries) => {
      for (const { target, contentRect } of entries) {
        const scale = devicePixelRatio;
        this.#painters
          .get(target)
          ?.resize(Math.round(contentRect.width * scale), Math.round(contentRect.height * scale), scale);
      }
    });
  }

  /** Paints from now on, as soon as the canvas is in the page. Returns what ends it. */
  add(painter: FramePainter): () => void {
    const { canvas } = painter;
    this.#painters.set(canvas, painter);
    // WebKit never sees a canvas that was observed before it was in the page.
    if (this.#started) queueMicrotask(() => this.#observe(canvas));
    return () => {
      this.#painters.delete(canvas);
      this.#visible.delete(painter);
      this.#seen.unobserve(canvas);
      this.#sized.unobserve(canvas);
    };
  }

  /** Calls `listener` once a frame, after the meters. Returns what ends it. */
  onFrame(listener: (now: number) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Once the canvases are in the page. */
  start(): void {
    this.#started = true;
    for (const canvas of this.#painters.keys()) this.#observe(canvas);
    this.#request();
  }

  #observe(canvas: Element): void {
    if (!this.#painters.has(canvas)) return;
    this.#seen.observe(canvas);
    this.#sized.observe(canvas);
  }

  #request(): void {
    requestAnimationFrame((now) => this.#frame(now));
  }

  #frame(now: number): void {
    const seconds = Math.min(LONGEST_FRAME_SECONDS, (now - this.#last) / 1000);
    this.#last = now;
    const restless = !this.#calm.matches || now - this.#lastRestless >= CALM_SECONDS * 1000;
    if (restless) this.#lastRestless = now;
    for (const painter of this.#visible) if (restless || !painter.restless) painter.paint(seconds);
    for (const listener of this.#listeners) listener(now);
    this.#request();
  }
}
