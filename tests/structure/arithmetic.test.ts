import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Source, sourcesBelow, withoutComments } from './sources.ts';

/** The one source of transcendentals; crates/dsp/src/poly.rs has polynomials instead. */
const exact = 'crates/dsp/src/exact.rs';

/** What gives other bits on another target: fused, approximate, reordered, or left to the platform's library. */
const forbidden = [
  /\bmul_(?:neg_)?(?:add|sub)\b/,
  /\brecip(?:_sqrt)?\b/,
  /\brsqrt\b/,
  /\breduce_\w+/,
  /\bfast_\w+/,
  /\bf(?:add|sub|mul|div)_(?:fast|algebraic)\b|\balgebraic_\w+/,
  /(?<!\b(?:exact|poly):)[.:](?:a?(?:sin|cos|tan)h?|atan2|sin_cos|exp(?:2|_m1)?|ln(?:_1p)?|log(?:2|10)?|pow(?:f|i|_\w+)?|cbrt|hypot)\(/,
  /\blibm\b/,
];

/** Unit tests make their signals as they like. */
function ofTheEngine({ path, text }: Source): string {
  const code = withoutComments(text);
  const tests = code.search(/#\[cfg\((?:all\()?test\b[^\]]*\]\s*mod\s+\w+\s*\{/);
  return path === exact ? '' : tests < 0 ? code : code.slice(0, tests);
}

function violations(source: Source): string[] {
  return ofTheEngine(source)
    .split('\n')
    .flatMap((line, index) =>
      forbidden
        .filter((pattern) => pattern.test(line))
        .map((pattern) => `${source.path}:${index + 1}: ${line.trim()} (${pattern.source})`),
    );
}

test('the engine uses only arithmetic that is the same on every target', () => {
  const sources = [...sourcesBelow('crates/dsp/src', '.rs'), ...sourcesBelow('crates/engine/src', '.rs')];
  assert.ok(
    sources.some(({ path }) => path === exact),
    `${exact} moved: say so here`,
  );
  assert.deepEqual(sources.flatMap(violations), []);
});

test('what would differ by target is found in code, and only there', () => {
  const found = (text: string) => violations({ path: 'crates/dsp/src/any.rs', text }).length > 0;
  for (const line of [
    'a.mul_add(b, c)',
    'x.recip()',
    'v.reduce_add()',
    'x.sin()',
    'f32::powf(x, 2.0)',
    'x.ln()',
    'libm::exp(x)',
  ]) {
    assert.ok(found(`fn f() { ${line}; }`), line);
  }
  for (const line of [
    'x.sqrt()',
    '// x.sin()',
    'a.max(b)',
    'exact::exp(x)',
    'exact::sin_quarter_turns(x)',
    'poly::log2(x)',
  ]) {
    assert.ok(!found(`fn f() { ${line} }\n#[cfg(test)]\nmod tests { fn g() { x.sin(); } }`), line);
  }
});
