import { everyFrame } from '../../views/frames.js';

/** What is drawn on a canvas. */
export interface Picture {
  readonly canvas: HTMLCanvasElement;
  /** Whether it moves by itself, and is drawn in every frame; else only after `changed`. */
  readonly isMoving: boolean;
  /** The canvas has another size, in device pixels, of which there are `scale` to one of CSS. It is empty. */
  resize(width: number, height: number, scale: number): void;
  /** `seconds` is the time since it was last drawn, a tenth at the most: what falls then goes on instead of jumping. */
  draw(seconds: number): void;
  /** It is in sight now, or no longer. */
  seen?(isSeen: boolean): void;
}

/** A picture that is watched. */
export interface Watched {
  /** It has to be drawn again: in the next frame, or once it is in sight. */
  changed(): void;
  end(): void;
}

const LONGEST_SECONDS = 0.1;
/** How often it is asked whether what is on the screen may be seen at all, and what moves is drawn for those who asked for less motion. */
const SELDOM_MS = 250;

/** One canvas, and what is known of it. */
class Entry implements Watched {
  isOnScreen = false;
  isSeen = false;
  isStale = true;
  last = 0;
  /** Device pixels to one of CSS, when it was last made to fit. */
  scale = 0;

  constructor(readonly picture: Picture) {}

  changed(): void {
    this.isStale = true;
    if (this.isSeen) draw();
  }

  end(): void {
    entries.delete(this.picture.canvas);
    onScreen?.unobserve(this.picture.canvas);
    sized?.unobserve(this.picture.canvas);
    this.isOnScreen = false;
    review();
  }
}

const entries = new Map<Element, Entry>();
/** Those that are in sight. */
const seen = new Set<Entry>();
let onScreen: IntersectionObserver | undefined;
let sized: ResizeObserver | undefined;
let calm: MediaQueryList | undefined;
let stop: (() => void) | undefined;
let reviews: ReturnType<typeof setInterval> | undefined;

/**
 * Draws a picture from now on, in the one animation frame that all share. What is scrolled away, hidden, or in a page that
 * is hidden is not drawn, and while there is nothing to draw there is no frame.
 */
export function watch(picture: Picture): Watched {
  onScreen ??= new IntersectionObserver((found) => {
    for (const { target, isIntersecting } of found) {
      const entry = entries.get(target);
      if (entry) entry.isOnScreen = isIntersecting;
    }
    review();
  });
  sized ??= new ResizeObserver((found) => {
    for (const { target } of found) {
      const entry = entries.get(target);
      if (entry) resize(entry);
    }
  });
  if (calm === undefined) {
    calm = matchMedia('(prefers-reduced-motion: reduce)');
    document.addEventListener('visibilitychange', review);
  }
  const entry = new Entry(picture);
  entries.set(picture.canvas, entry);
  onScreen.observe(picture.canvas);
  sized.observe(picture.canvas);
  return entry;
}

function resize(entry: Entry): void {
  const { canvas } = entry.picture;
  const { devicePixelRatio: scale } = window;
  const [width, height] = [canvas.clientWidth, canvas.clientHeight].map((length) => Math.round(length * scale));
  if (!width || !height) return;
  entry.scale = scale;
  canvas.width = width;
  canvas.height = height;
  entry.picture.resize(width, height, scale);
  entry.changed();
}

/** Finds out what is in sight: an observer knows of scrolling, but not of what is made invisible. */
function review(): void {
  let any = false;
  for (const entry of new Set([...entries.values(), ...seen])) {
    any ||= entry.isOnScreen;
    const isSeen = entry.isOnScreen && !document.hidden && isVisible(entry.picture.canvas);
    // A page that is zoomed, or on another screen: of that, no observer tells.
    if (isSeen && entry.scale !== window.devicePixelRatio) resize(entry);
    if (isSeen === entry.isSeen) continue;
    entry.isSeen = isSeen;
    if (isSeen) seen.add(entry);
    else seen.delete(entry);
    entry.picture.seen?.(isSeen);
  }
  if (any) reviews ??= setInterval(review, SELDOM_MS);
  else {
    clearInterval(reviews);
    reviews = undefined;
  }
  draw();
}

function isVisible(element: Element): boolean {
  return element.checkVisibility?.({ visibilityProperty: true, opacityProperty: true }) ?? true;
}

/** Has frames while there is anything to draw in them. */
function draw(): void {
  const isWanted = [...seen].some(({ picture, isStale }) => picture.isMoving || isStale);
  if (isWanted) stop ??= everyFrame(drawAll);
  else {
    stop?.();
    stop = undefined;
  }
}

function drawAll(now: number): void {
  let isWanted = false;
  for (const entry of seen) {
    const { picture } = entry;
    isWanted ||= picture.isMoving;
    const isDue = picture.isMoving && (!calm!.matches || now - entry.last >= SELDOM_MS);
    if (!isDue && !entry.isStale) continue;
    const seconds = Math.min(LONGEST_SECONDS, (now - entry.last) / 1000);
    entry.last = now;
    entry.isStale = false;
    picture.draw(seconds);
  }
  if (!isWanted) draw();
}
