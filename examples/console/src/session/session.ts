import type { Mixer, MixerOptions } from 'megamixer';
import type { SessionSource } from 'megamixer/bounce';
import { barFrames } from '../song/loop-renderer.ts';
import type { Part, Player } from '../song/player.ts';
import { readSession, type SessionDocument } from './document.ts';
import { checkMix, setMix, takeMix } from './mix.ts';
import type { ChosenSounds } from './sounds.ts';

/** A session that nobody has said more of is so long. */
const BARS = 16;

/** Names that people gave, by the tags of their channels. */
export interface Names {
  given: Readonly<Record<string, string>>;
}

export interface SessionOptions {
  readonly mixer: Mixer;
  /** What the mixer was made with. */
  readonly made: Required<Pick<MixerOptions, 'strips' | 'buses' | 'effects' | 'maxDelay'>>;
  /** One per strip. */
  readonly recordings: readonly AudioBuffer[];
  readonly player: Player;
  readonly names: Names;
}

/** What was opened, as far as it could be. */
export interface Opened {
  /** What the session plays and this page does not have. */
  readonly missing: readonly string[];
  /** Paths of settings that the library does not know. */
  readonly ignored: readonly string[];
}

/** What a session calls the recording of a strip. */
export const recordingName = (strip: number): string => `loop-${String(strip + 1).padStart(2, '0')}`;

/** A loop that lasts as long as its session goes on for ever on the console, which has no end. */
export function isEndless({ loop, start = 0, duration }: SessionSource, length: SessionDocument['length']): boolean {
  if (!loop) return false;
  return duration === undefined || (length !== 'until silent' && start + duration >= length - 1e-6);
}

/** What is on the console: what a file keeps, and what is exported. */
export class Session {
  readonly #options: SessionOptions;
  readonly #recordings: ReadonlyMap<string, AudioBuffer>;
  /** Sounds of the session that are files. */
  #chosen: ChosenSounds = new Map();
  #sources: readonly SessionSource[];
  #length: SessionDocument['length'];
  #saved = '';

  constructor(options: SessionOptions) {
    this.#options = options;
    const { recordings, mixer } = options;
    this.#recordings = new Map(recordings.map((recording, strip) => [recordingName(strip), recording]));
    const length = (BARS * barFrames(mixer.context.sampleRate)) / mixer.context.sampleRate;
    this.#length = length;
    this.#sources = recordings.map((_, strip) => ({
      buffer: recordingName(strip),
      strip,
      loop: true,
      duration: length,
    }));
    options.player.load(this.#parts());
    this.keep();
  }

  /** What it may play, by name: the recordings of the page, and what was chosen. */
  get buffers(): ReadonlyMap<string, AudioBuffer> {
    const chosen = [...this.#chosen].map(([name, { buffer }]) => [name, buffer] as const);
    return new Map([...this.#recordings, ...chosen]);
  }

  get chosen(): ChosenSounds {
    return this.#chosen;
  }

  /** As it is now. */
  get document(): SessionDocument {
    const { mixer, made, names } = this.#options;
    const given = Object.keys(names.given).length > 0 ? { names: names.given } : {};
    return {
      version: 1,
      sampleRate: mixer.context.sampleRate,
      mixer: made,
      snapshot: takeMix(mixer),
      sources: this.#sources,
      length: this.#length,
      ...given,
    };
  }

  /** As a file has it. */
  get text(): string {
    return `${JSON.stringify(this.document, null, 2)}\n`;
  }

  /** Whether there is something that no file has. */
  get changed(): boolean {
    return this.text !== this.#saved;
  }

  /** A file has everything that there is now. */
  keep(text = this.text): void {
    this.#saved = text;
  }

  /** Understands a file's text, or throws; nothing is changed. */
  read(text: string): SessionDocument {
    const document = readSession(text, this.document);
    checkMix(this.#options.mixer, document.snapshot);
    return document;
  }

  /** The sound files of a session that neither the page nor `chosen` has. */
  wantedFiles({ sources }: SessionDocument, chosen: ChosenSounds = new Map()): string[] {
    const files = sources.filter(({ file }) => file !== undefined).map(nameOf);
    return [...new Set(files)].filter((name) => !this.#recordings.has(name) && !chosen.has(name));
  }

  /** Makes a document the session, with the sounds that were chosen for it. One that is wrong anywhere changes nothing, and throws. */
  open(document: SessionDocument, chosen: ChosenSounds): Opened {
    const { mixer, names } = this.#options;
    const ignored = setMix(mixer, document.snapshot);
    names.given = document.names ?? {};
    this.#sources = document.sources;
    this.#length = document.length;
    const missing = this.choose(chosen);
    this.keep();
    return { missing, ignored };
  }

  /** Plays these sounds from now on. Returns what is still missing. */
  choose(chosen: ChosenSounds): readonly string[] {
    this.#chosen = chosen;
    this.#options.player.load(this.#parts());
    const { buffers } = this;
    return [...new Set(this.#sources.map(nameOf))].filter((name) => !buffers.has(name));
  }

  /** What of it can be played. */
  #parts(): Part[] {
    const { buffers } = this;
    return this.#sources.flatMap((source) => {
      const recording = buffers.get(nameOf(source));
      if (recording === undefined) return [];
      const { strip, start = 0, offset = 0, gain = 1, loop = false } = source;
      const endless = isEndless(source, this.#length) || source.duration === undefined;
      return {
        recording,
        strip,
        start,
        offset,
        gain,
        loop,
        duration: endless ? Number.POSITIVE_INFINITY : source.duration!,
      };
    });
  }
}

/** What a source plays. */
export const nameOf = ({ buffer, file }: SessionSource): string => buffer ?? file!;
