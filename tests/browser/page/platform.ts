/** What the suites build on, without the library. */

export const isIsolated = () => globalThis.crossOriginIsolated;

/** Renders a constant through a worklet that doubles it, and returns the first and the last sample. */
export async function renderThroughWorklet(): Promise<[number, number]> {
  const context = new OfflineAudioContext(1, 1000, 48_000);
  const source = `registerProcessor('double', class extends AudioWorkletProcessor {
    process([input], [output]) {
      input.forEach((channel, index) => channel.forEach((x, frame) => { output[index][frame] = 2 * x; }));
      return true;
    }
  });`;
  await context.audioWorklet.addModule(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })));
  const constant = new ConstantSourceNode(context, { offset: 0.25 });
  constant.connect(new AudioWorkletNode(context, 'double')).connect(context.destination);
  constant.start();
  const rendered = (await context.startRendering()).getChannelData(0);
  return [rendered[0]!, rendered[999]!];
}

/** How far a realtime context gets in a second, in seconds. */
export async function playForASecond(): Promise<number> {
  const context = new AudioContext();
  await context.resume();
  const start = context.currentTime;
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const played = context.currentTime - start;
  await context.close();
  return played;
}
