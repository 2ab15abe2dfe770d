import type { BounceReport, BounceResult, Stem } from 'megamixer/bounce';
import { element } from '../element.ts';
import { bytesText, clockText, dbText } from '../format.ts';
import type { FrameLoop } from '../meters/frame-loop.ts';
import { fileName } from '../session/download.ts';
import type { ExportSettings } from './job.ts';
import { ResultPlayer } from './result-player.ts';

const FORMATS: Readonly<Record<ExportSettings['format'], string>> = {
  int16: '16 bit',
  int24: '24 bit',
  float32: '32 float',
};

/** What kept an export from being there, in words for whoever wanted it. */
export class ExportError extends Error {
  override readonly name = 'ExportError';
}

export interface ExportResultOptions {
  readonly frames: FrameLoop;
  /** The mix is about to be played. */
  readonly onPlay: () => void;
  readonly onAgain: () => void;
  readonly onClose: () => void;
  /** What a stem is called by people. */
  readonly stemName: (stem: Stem) => string;
}

/** What came out: how it looks, how loud it is, and the files. */
export class ExportResult {
  readonly root: HTMLElement;
  readonly player: ResultPlayer;
  readonly #options: ExportResultOptions;
  readonly #figures = element('dl', { class: 'gauges' });
  readonly #note = element('p', { class: 'result-note' });
  readonly #files = element('ul', { class: 'files', 'aria-label': 'Files' });
  #urls: string[] = [];

  constructor(options: ExportResultOptions) {
    this.#options = options;
    this.player = new ResultPlayer(options.frames, options.onPlay);
    const again = element('button', { type: 'button', class: 'quiet' }, 'Export again');
    const close = element('button', { type: 'button', class: 'quiet' }, 'Close');
    again.addEventListener('click', options.onAgain);
    close.addEventListener('click', options.onClose);
    this.root = element(
      'div',
      { class: 'export-result' },
      this.player.root,
      this.#figures,
      this.#note,
      this.#files,
      element('div', { class: 'row' }, again, close),
    );
  }

  /** @throws ExportError where the browser could not keep the files */
  async show({ mix, stems, report }: BounceResult, { format }: ExportSettings, name: string): Promise<void> {
    this.clear();
    await Promise.all([mix, ...stems.map(({ blob }) => blob)].map(beThere));
    const { loudness, seconds, sampleRate, elapsed } = report;
    this.#figures.replaceChildren(
      figure('Integrated', dbText(loudness.integrated).replace('+', ''), 'LUFS'),
      figure('Range', Math.max(0, loudness.range).toFixed(1), 'LU'),
      figure('True peak', dbText(loudness.truePeak).replace('+', ''), 'dBTP', loudness.truePeak > -1),
      figure('Length', clockText(seconds), ''),
      figure('Format', FORMATS[format], `${sampleRate / 1000}k`),
      figure('Made in', `${elapsed.toFixed(1)} s`, `${(seconds / elapsed).toFixed(0)} ×`),
    );
    this.#note.textContent = noteOf(report);
    const file = fileName(name);
    const mixUrl = this.#url(mix);
    this.#files.replaceChildren(fileItem(mixUrl, `${file}.wav`, `${file}.wav`, mix.size));
    if (stems.length > 0) {
      const each = `${stems.length} stems of 32-bit floating point, ${bytesText(stems[0]!.blob.size)} each`;
      this.#files.append(element('li', { class: 'about' }, each));
    }
    for (const stem of stems) {
      const stemName = this.#options.stemName(stem);
      this.#files.append(fileItem(this.#url(stem.blob), stemName, `${file} - ${fileName(stemName)}.wav`));
    }
    void this.player.load(mix, mixUrl);
  }

  /** Gives the files back. */
  clear(): void {
    this.player.unload();
    for (const url of this.#urls.splice(0)) URL.revokeObjectURL(url);
    this.#files.replaceChildren();
  }

  #url(blob: Blob): string {
    const url = URL.createObjectURL(blob);
    this.#urls.push(url);
    return url;
  }
}

/** A file that a browser had no room for is made all the same, and breaks when it is read. */
async function beThere(file: Blob): Promise<void> {
  try {
    await file.slice(-1).arrayBuffer();
  } catch (cause) {
    const why =
      'The browser had no room for the files: export fewer stems or less of the mix, or make room on the disk.';
    throw new ExportError(why, { cause });
  }
}

function noteOf({ normalized, clipped }: BounceReport): string {
  const notes: string[] = [];
  if (normalized !== null) {
    const limited = normalized.limited ? ', with a limiter behind it' : '';
    const by = `${dbText(normalized.gain)} dB${limited}`;
    notes.push(
      normalized.reached
        ? `Brought to its loudness by ${by}.`
        : `No gain brings this mix to the loudness that was asked for: it is as near as it comes, by ${by}.`,
    );
  }
  if (clipped > 0) {
    notes.push(`${clipped} samples were cut at full scale: turn the mix down, or export 32-bit floating point.`);
  }
  return notes.join(' ');
}

function figure(caption: string, value: string, unit: string, hot = false): HTMLElement {
  return element(
    'div',
    { class: hot ? 'hot' : undefined },
    element('dt', {}, caption),
    element('dd', {}, value, ' ', element('small', {}, unit)),
  );
}

/** Where the size is said, it is the mix. */
function fileItem(href: string, face: string, download: string, bytes?: number): HTMLElement {
  return element(
    'li',
    { class: bytes === undefined ? 'stem' : 'mix' },
    element(
      'a',
      { href, download, title: `Download ${download}` },
      element('span', { class: 'file-name' }, face),
      ...(bytes === undefined ? [] : [element('small', {}, bytesText(bytes))]),
    ),
  );
}
