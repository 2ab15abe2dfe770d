import { css } from 'lit';

/** What graphs look like, as theme.ts has it for all: public properties, and those that elements know. */
export const graphTheme = css`
  :host {
    --_graph: var(--mm-graph, light-dark(#fbfcfd, #0b0d10));
    --_graph-line: var(--mm-graph-line, light-dark(#dfe4e9, #20262d));
    --_graph-axis: var(--mm-graph-axis, light-dark(#9aa4b1, #4a5563));
    --_graph-curve: var(--mm-graph-curve, light-dark(#1b2026, #f2f5f8));
    --_band-1: var(--mm-band-1, light-dark(#b23c1b, #ff9a76));
    --_band-2: var(--mm-band-2, light-dark(#7d5a00, #f2c14e));
    --_band-3: var(--mm-band-3, light-dark(#1b7040, #7fd99a));
    --_band-4: var(--mm-band-4, light-dark(#1f5fb0, #82b8ff));
    --_band-cut: var(--mm-band-cut, light-dark(#5a4a8f, #c5b4f5));
    --_band-text: var(--mm-band-text, light-dark(#ffffff, #101216));
    --_reduction: var(--mm-reduction, light-dark(#c27c00, #f0bf3c));
  }

  @media (prefers-contrast: more) {
    :host {
      --_graph-line: var(--mm-graph-line, light-dark(#aab3bd, #4a5563));
      --_graph-axis: var(--mm-graph-axis, light-dark(#4d5763, #b4bdc8));
    }
  }

  @media (forced-colors: active) {
    :host {
      --_graph: Canvas;
      --_graph-line: color-mix(in srgb, CanvasText 28%, Canvas);
      --_graph-axis: CanvasText;
      --_graph-curve: Highlight;
      --_band-1: CanvasText;
      --_band-2: CanvasText;
      --_band-3: CanvasText;
      --_band-4: CanvasText;
      --_band-cut: CanvasText;
      --_band-text: Canvas;
      --_reduction: Highlight;
    }
  }
`;
