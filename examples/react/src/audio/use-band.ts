import type { Mixer } from 'megamixer';
import { useEffect, useState } from 'react';
import { bandLoops } from '../song/loops.ts';

/** Has the band play into the strips of a mixer, from its first bar on. Returns whether it is there yet. */
export function useBand(mixer: Mixer): boolean {
  const [isThere, setIsThere] = useState(false);
  useEffect(() => {
    const { context } = mixer;
    const sources: AudioBufferSourceNode[] = [];
    let isLeaving = false;
    bandLoops(context.sampleRate).then((loops) => {
      if (isLeaving) return;
      const start = context.currentTime + 0.05;
      for (const [index, buffer] of loops.entries()) {
        const source = new AudioBufferSourceNode(context, { buffer, loop: true });
        mixer.strips[index]?.connect(source);
        source.start(start);
        sources.push(source);
      }
      setIsThere(true);
    });
    const connect = () => mixer.node.connect(context.destination);
    connect();
    // The node is another one where the browser has ended it.
    mixer.addEventListener('nodechange', connect);
    return () => {
      isLeaving = true;
      for (const source of sources) source.stop();
      mixer.removeEventListener('nodechange', connect);
      mixer.node.disconnect();
    };
  }, [mixer]);
  return isThere;
}
