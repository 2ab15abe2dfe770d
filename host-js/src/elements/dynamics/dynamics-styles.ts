import { css } from 'lit';

export const dynamicsStyles = css`
  :host {
    display: block;
    position: relative;
    min-width: 150px;
    height: 380px;
    min-height: 140px;
    container: dynamics / inline-size;
  }

  :host([disabled]) {
    opacity: 1;
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
    justify-content: space-between;
    gap: 6px;
  }

  .figure {
    display: flex;
    justify-content: space-between;
    align-items: center;
    gap: 6px;
    width: 92px;
    height: 24px;
    margin-left: auto;
    padding: 0 6px;
    border-radius: var(--_radius);
    background: var(--_well);
    font-weight: 600;
    white-space: nowrap;
  }

  .caption {
    color: var(--_text-dim);
  }

  .graph {
    flex: 1;
    min-height: 0;
    overflow: hidden;
    border-radius: var(--_radius);
    box-shadow: 0 0 0 1px var(--_line);
    contain: strict;
  }

  canvas {
    display: block;
    width: 100%;
    height: 100%;
  }

  .controls {
    display: grid;
    flex: none;
    grid-template-columns: repeat(auto-fill, minmax(60px, 1fr));
    gap: 6px 4px;
  }

  .controls.gate {
    grid-template-columns: repeat(auto-fill, minmax(84px, 1fr));
  }

  .controls mm-knob {
    --mm-knob-size: 36px;
    width: 100%;
  }

  .detection {
    display: grid;
    align-content: center;
    gap: 4px;
    min-width: 0;
  }

  .detection mm-toggle {
    width: 100%;
  }

  /* Room for the curve beside its controls, where it is as high as wide. */
  @container dynamics (min-width: 330px) {
    .all {
      display: grid;
      grid-template: auto minmax(0, 1fr) / minmax(0, 5fr) minmax(0, 6fr);
      gap: 8px 16px;
    }

    .head {
      grid-column: 1 / -1;
    }

    .controls {
      align-content: start;
    }
  }

  @media (forced-colors: active) {
    canvas {
      outline: 1px solid CanvasText;
      outline-offset: -1px;
    }

    .figure {
      border: 1px solid CanvasText;
    }
  }
`;
