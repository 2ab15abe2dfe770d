import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { inRepository } from '../paths.mjs';
import { run } from '../program.mjs';
import { assets, builds, debugFile, packageFolder, sourceMapFile } from './artefacts.mjs';
import { carryDebugInfo, sourceOf, writeAddressMap } from './debug-info.mjs';
import { nameSection, withoutHashes } from './functions.mjs';
import { textBytes, withCustomSections } from './sections.mjs';
import { filesOf } from './step.mjs';
import { outputsOf } from './wasm.mjs';

/** The release and the profiling artefact of each build: optimised once, so that one is the other's code. */
export const optimise = builds.map((build) => {
  const folder = packageFolder(build);
  const [unoptimised] = outputsOf(build).filter((file) => file.endsWith('.wasm'));
  const profiling = `${assets}/${build.profiling}`;
  const release = `${assets}/${build.release}`;
  const outputs = [release, profiling, debugFile(profiling), sourceMapFile(profiling)];
  return {
    name: `artefacts ${build.name}`,
    get inputs() {
      return [
        ...['artefacts', 'debug-info', 'functions', 'memory-import', 'optimise', 'sections', 'source-map'].map(
          (name) => `scripts/build/${name}.mjs`,
        ),
        ...filesOf('scripts/build/dwarf', 'package-lock.json', 'Cargo.lock'),
        unoptimised,
      ];
    },
    outputs: [...outputs, `${folder}/places.json`],
    async make() {
      const scratch = `${folder}/optimised`;
      rmSync(inRepository(scratch), { recursive: true, force: true });
      for (const place of [scratch, ...outputs.map(dirname)]) mkdirSync(inRepository(place), { recursive: true });

      await writeAddressMap(unoptimised, scratch);
      const optimised = `${scratch}/optimised.wasm`;
      await run([
        inRepository('node_modules/.bin/wasm-opt'),
        ...build.optimiserFlags,
        // Of what Rust says about the code only the names go through it; the rest would keep passes from running.
        ...['--strip-dwarf', '--strip-producers', '--strip-target-features', '--debuginfo'],
        ...['--input-source-map', `${scratch}/old.map`, '--output-source-map', `${scratch}/new.map`],
        ...[unoptimised, '-o', optimised],
      ]);
      const sections = await carryDebugInfo(unoptimised, scratch);

      const code = readFileSync(inRepository(optimised));
      const names = { name: nameSection(code, withoutHashes) };
      const bare = withCustomSections(code, () => false);
      const beside = textBytes(basename(debugFile(profiling)));
      writeFileSync(inRepository(release), bare);
      const kept = () => true;
      writeFileSync(inRepository(profiling), withCustomSections(bare, kept, { ...names, external_debug_info: beside }));
      writeFileSync(inRepository(debugFile(profiling)), withCustomSections(bare, kept, { ...names, ...sections }));
      const places = JSON.parse(readFileSync(inRepository(folder, 'places.json'), 'utf8'));
      writeFileSync(inRepository(sourceMapFile(profiling)), sourceOf(places, bare));
    },
  };
});
