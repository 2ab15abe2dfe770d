import { css, unsafeCSS } from 'lit';
import { FILTER_COLOURS } from './filters.js';

const bands = FILTER_COLOURS.map((name) => `.${name} { --_band: var(--_${name}); }`).join('\n');

export const eqStyles = css`
  ${unsafeCSS(bands)}

  :host {
    display: block;
    position: relative;
    min-width: 240px;
    height: 320px;
    min-height: 120px;
  }

  .all {
    display: flex;
    flex-direction: column;
    gap: 8px;
    height: 100%;
    min-height: 0;
  }

  .head {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 6px;
  }

  .head mm-toggle {
    min-width: 44px;
  }

  .filters {
    display: flex;
    gap: 3px;
  }

  .filter {
    min-width: 30px;
    height: 24px;
    padding: 0 6px;
    border: 1px solid var(--_line);
    border-bottom: 3px solid var(--_band);
    border-radius: var(--_radius);
    background: var(--_raised);
    color: var(--_text);
    font-weight: 700;
    line-height: 18px;
    cursor: pointer;
  }

  .filter.off {
    border-bottom-color: var(--_line);
    font-weight: 500;
  }

  .filter[aria-pressed="true"] {
    border-color: var(--_band);
    background: var(--_band);
    color: var(--_band-text);
  }

  .graph {
    position: relative;
    flex: 1;
    min-height: 0;
    /* Handles at the edge reach out of it. */
    contain: layout size style;
  }

  canvas {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    border-radius: var(--_radius);
    box-shadow: 0 0 0 1px var(--_line);
  }

  .layer {
    position: absolute;
    inset: 0;
    pointer-events: none;
  }

  .layer.active {
    z-index: 1;
  }

  .handle {
    display: grid;
    place-items: center;
    position: absolute;
    top: -11px;
    left: -11px;
    width: 22px;
    height: 22px;
    border: 2px solid var(--_graph);
    border-radius: 50%;
    background: var(--_band);
    color: var(--_band-text);
    font-size: 10px;
    font-weight: 800;
    letter-spacing: -0.03em;
    pointer-events: auto;
    cursor: grab;
    touch-action: none;
  }

  /* Room for a finger. */
  .handle::after {
    content: "";
    position: absolute;
    inset: -9px;
    border-radius: 50%;
  }

  .handle.off {
    border-color: var(--_band);
    background: var(--_graph);
    color: var(--_band);
  }

  .active .handle,
  .handle:hover,
  .handle.held {
    box-shadow: 0 0 0 2px color-mix(in srgb, var(--_band) 55%, transparent);
  }

  .handle.held {
    cursor: grabbing;
  }

  .handle:focus-visible {
    outline-offset: 2px;
  }

  .controls {
    --mm-color: var(--_band);
    display: flex;
    flex: none;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 10px;
    min-height: 77px;
  }

  .kind {
    display: grid;
    gap: 6px;
    width: 104px;
  }

  .kind mm-toggle {
    --mm-accent: var(--_band);
    --mm-accent-text: var(--_band-text);
    width: 100%;
  }

  .controls mm-knob {
    width: 64px;
  }

  @media (forced-colors: active) {
    canvas {
      outline: 1px solid CanvasText;
      outline-offset: -1px;
    }

    .handle,
    .filter[aria-pressed="true"] {
      forced-color-adjust: none;
    }
  }
`;
