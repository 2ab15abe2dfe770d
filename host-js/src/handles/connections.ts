/** One thing that came through `strip.connect`. */
export interface Connection {
  readonly source: AudioNode;
  readonly output: number;
  readonly strip: number;
}

/**
 * Remembers what was connected through the mixer, since Web Audio can list no connections: a node that takes the place
 * of another can then get them all again.
 */
export class Connections {
  #node: AudioNode | null = null;
  /** Each with what ends it. */
  readonly #made = new Map<Connection, () => void>();

  /** What is remembered now. */
  get made(): readonly Connection[] {
    return [...this.#made.keys()];
  }

  /** Connects everything remembered to `node`, from now on the mixer's. */
  attach(node: AudioNode): void {
    for (const connection of this.#made.keys()) this.#disconnect(connection);
    this.#node = node;
    for (const { source, output, strip } of this.#made.keys()) source.connect(node, output, strip);
  }

  connect(source: AudioNode, output: number, strip: number): () => void {
    const node = this.#node;
    if (node === null) throw new Error('connections need a node: attach comes first');
    source.connect(node, output, strip);
    const connection: Connection = { source, output, strip };
    // A source that has ended sounds no more: remembering it would keep every one-shot sound of a session alive.
    const forget = () => this.#made.delete(connection);
    const ends = 'onended' in source;
    if (ends) source.addEventListener('ended', forget, { once: true });
    const end = () => {
      if (ends) source.removeEventListener('ended', forget);
      if (this.#made.delete(connection) && !this.#isMadeTwice(connection)) this.#disconnect(connection);
    };
    this.#made.set(connection, end);
    return end;
  }

  /** Whether anything is remembered of a strip. */
  has(strip: number): boolean {
    return this.#endsOf(strip).length > 0;
  }

  /** What disconnects everything that a strip has now, and nothing that it is given later. */
  endOf(strip: number): () => void {
    const ends = this.#endsOf(strip);
    return () => {
      for (const end of ends) end();
    };
  }

  /** Disconnects and forgets everything. */
  clear(): void {
    for (const connection of this.#made.keys()) this.#disconnect(connection);
    this.#made.clear();
    this.#node = null;
  }

  #endsOf(strip: number): (() => void)[] {
    return [...this.#made].filter(([connection]) => connection.strip === strip).map(([, end]) => end);
  }

  /** Web Audio connects the same output and input only once, however often it is asked to. */
  #isMadeTwice({ source, output, strip }: Connection): boolean {
    for (const other of this.#made.keys()) {
      if (other.source === source && other.output === output && other.strip === strip) return true;
    }
    return false;
  }

  #disconnect({ source, output, strip }: Connection): void {
    if (this.#node === null) return;
    try {
      source.disconnect(this.#node, output, strip);
    } catch {
      // The page disconnected it by itself already, which is what is wanted here.
    }
  }
}
