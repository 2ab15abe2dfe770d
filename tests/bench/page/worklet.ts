/** The modules of tests/bench/worklets, as the harness serves them. */
export function addWorklet(context: BaseAudioContext, name: string): Promise<void> {
  return context.audioWorklet.addModule(`/page/bench/worklets/${name}.js`);
}
