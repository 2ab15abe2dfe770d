import { css } from 'lit';

export const loudnessStyles = css`
  :host {
    display: inline-grid;
    position: relative;
    width: 220px;
    min-height: 150px;
  }

  .all {
    display: grid;
    grid-template: minmax(0, 1fr) auto auto / auto 1fr;
    gap: 8px 12px;
  }

  .bars {
    display: grid;
    position: relative;
    grid-row: 1 / -1;
    grid-template: minmax(120px, 1fr) auto / 14px 14px 16px;
    min-height: 0;
    color: var(--_text-dim);
    font-size: 9px;
    font-weight: 600;
    text-align: center;
  }

  .bars > span {
    padding-top: 3px;
  }

  .well {
    position: relative;
    grid-area: 1 / 1 / 2 / 3;
  }

  canvas {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    border-radius: 2px;
  }

  .scale {
    position: relative;
    grid-area: 1 / 3;
  }

  .scale span {
    position: absolute;
    right: 0;
    bottom: calc(var(--_at) * 100%);
    line-height: 1;
    transform: translateY(50%);
  }

  .scale span:first-child {
    transform: translateY(100%);
  }

  dl {
    display: grid;
    align-content: start;
    gap: 3px;
    margin: 0;
  }

  .figure {
    display: flex;
    justify-content: space-between;
    align-items: baseline;
    gap: 6px;
  }

  dt {
    color: var(--_text-dim);
    white-space: nowrap;
  }

  dd {
    margin: 0;
    font-weight: 600;
    white-space: nowrap;
  }

  small {
    display: inline-block;
    width: 4ch;
    color: var(--_text-dim);
    font-size: 9px;
    font-weight: 600;
  }

  /* The figure that a mix is delivered by. */
  .integrated {
    display: block;
    margin-bottom: 4px;
    padding: 4px 8px 6px;
    border-radius: var(--_radius);
    background: var(--_well);
  }

  .integrated dd {
    display: flex;
    justify-content: space-between;
    align-items: baseline;
    font-size: 24px;
    line-height: 1.1;
  }

  .integrated small {
    width: auto;
  }

  .integrated.on dd > span {
    color: var(--_accent);
  }

  .integrated.over dd > span {
    color: var(--_danger);
  }

  p {
    grid-column: 2;
    margin: 0;
    color: var(--_danger);
  }

  button {
    grid-column: 2;
    height: 24px;
    padding: 0 10px;
    border: 1px solid var(--_raised-edge);
    border-radius: var(--_radius);
    background: var(--_raised);
    box-shadow: inset 0 1px 0 light-dark(#fff, #ffffff1c);
    font-weight: 600;
    cursor: pointer;
  }

  button:hover:enabled {
    filter: brightness(1.08);
  }

  button:disabled {
    color: var(--_text-dim);
    cursor: default;
  }

  @media (forced-colors: active) {
    canvas,
    .integrated {
      border: 1px solid CanvasText;
    }
  }
`;
