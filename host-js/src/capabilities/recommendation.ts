import type { Capabilities } from '../api/capabilities.js';
import { SERVE_FILES } from '../code/sources.js';
import { MANUAL } from '../see-docs.js';

/** What to do about what is missing, the gravest first. */
export function recommendationFor(found: Omit<Capabilities, 'recommendation'>): string {
  const { backend, diagnostics, webAssembly, blobWorklet } = found;
  // The reason says what to do.
  if (backend.kind === null) return backend.reason;
  const advice: string[] = [];
  if (webAssembly === 'forbidden') advice.push("Add 'wasm-unsafe-eval' to script-src in the Content-Security-Policy.");
  if (backend.kind === 'js') {
    if (webAssembly !== 'forbidden') advice.push('Ask for a browser of 2023 or later, with WebAssembly switched on.');
    advice.push(
      `Without WebAssembly the mixer runs in JavaScript and carries few strips (${MANUAL}/backends.md), from a file of its own. ${SERVE_FILES}`,
    );
  } else if (blobWorklet === false) {
    advice.push(`The Content-Security-Policy lets no worklet come from a blob. ${SERVE_FILES}`);
  }
  if (diagnostics.some(({ code }) => code === 'not-isolated')) {
    advice.push(
      `For page and engine to share memory, serve the page with Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp (${MANUAL}/isolation.md). Without them it sounds the same, and they exchange at most a message a frame.`,
    );
  }
  return advice.join(' ') || 'Nothing is missing.';
}
