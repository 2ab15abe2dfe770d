import binaryen from 'binaryen';

/** So many that none waits for another: a multiplication and an addition take about eight cycles one after the other. */
const CHAINS = 12;
const TURNS = 200_000;

/** A loop of independent chains of `x = x * a + b`, in WebAssembly with 128-bit SIMD. */
function program(): Uint8Array {
  const chains = Array.from({ length: CHAINS }, (_, chain) => `$c${chain}`);
  const steps = chains.map(
    (c) => `(local.set ${c} (f32x4.add (f32x4.mul (local.get ${c}) (local.get $a)) (local.get $b)))`,
  );
  const sum = chains.slice(1).reduce((all, c) => `(f32x4.add ${all} (local.get ${c}))`, `(local.get ${chains[0]})`);
  const text = `(module (func (export "run") (param $turns i32) (result f32)
    (local $a v128) (local $b v128) ${chains.map((c) => `(local ${c} v128)`).join(' ')}
    (local.set $a (f32x4.splat (f32.const 0.5)))
    (local.set $b (f32x4.splat (f32.const 0.25)))
    (loop $again
      ${steps.join('\n      ')}
      (br_if $again (local.tee $turns (i32.sub (local.get $turns) (i32.const 1)))))
    (f32x4.extract_lane 0 ${sum})))`;
  const module = binaryen.parseText(text);
  module.setFeatures(binaryen.Features.SIMD128);
  const bytes = module.emitBinary();
  module.dispose();
  return bytes;
}

/**
 * How many operations on 128 bits this machine's WebAssembly does in a nanosecond when nothing waits for anything: returns a
 * function that measures it once.
 */
export function peakMeter(): () => number {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(program() as BufferSource));
  const run = instance.exports.run as (turns: number) => number;
  const once = () => {
    const start = performance.now();
    const result = run(TURNS);
    const elapsed = performance.now() - start;
    if (Math.abs(result - CHAINS / 2) > 1e-3) throw new Error(`the chains arrive at ${result}`);
    return (TURNS * CHAINS * 2) / (elapsed * 1e6);
  };
  // Compiled well from the second or third on.
  for (let warmUp = 0; warmUp < 5; warmUp += 1) once();
  return once;
}
