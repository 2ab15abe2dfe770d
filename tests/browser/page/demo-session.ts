/** Bounces the session of the demo from the files that it was saved as, beside what the command line made of them. */
import type { Session } from 'megamixer/bounce';
import { bounce } from '/dist/bounce.js';
import { differingSamples, peak } from './compare.ts';
import type { Stereo } from './render.ts';
import { sumOfStems } from './stems.ts';
import { readWav } from './wav.ts';

async function samples(path: string): Promise<Stereo> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path} is not there`);
  return (await readWav(await response.blob())).channels;
}

const settings = { format: 'float32', stems: true } as const;
let session: Session;
let sounds: Record<string, Stereo>;

/** Reads the session and all that it plays, as exact floats: how many sounds there are. */
export async function load(folder: string, file: string): Promise<number> {
  session = await (await fetch(`${folder}/${file}`)).json();
  sounds = {};
  for (const { file: sound } of session.sources!) sounds[sound!] ??= await samples(`${folder}/${sound}`);
  return Object.keys(sounds).length;
}

/** The mix and its stems, and how many samples are others in the files of that folder. */
export async function differences(threads: number, native: string) {
  const { mix, stems, report } = await bounce(session, sounds, { ...settings, threads });
  const mixed = (await readWav(mix)).channels;
  const wanted = await samples(`${native}/mix.wav`);
  const found = { frames: [mixed[0].length, wanted[0].length], mix: differingSamples(mixed, wanted) };
  let differing = 0;
  for (const { name, blob } of stems) {
    differing += differingSamples((await readWav(blob)).channels, await samples(`${native}/stems/${name}.wav`));
  }
  return {
    ...found,
    stems: differing,
    names: stems.map(({ name }) => name),
    threads: report.threads,
    peak: peak(...mixed),
  };
}

/** How many samples of the sum of all stems are others than in the same mix without its master, and how loud both are. */
export async function sum(threads: number) {
  const { stems, report } = await bounce(session, sounds, { ...settings, threads });
  const { master: _, ...snapshot } = session.snapshot!;
  const before = await bounce({ ...session, snapshot }, sounds, { format: 'float32', threads });
  const wanted = (await readWav(before.mix)).channels;
  const files = new Map<string, Stereo>();
  for (const { name, blob } of stems) files.set(name, (await readWav(blob)).channels);
  const found = sumOfStems(report.masterSum, files, wanted[0].length);
  return { differing: differingSamples(found, wanted), peak: peak(...wanted) };
}
