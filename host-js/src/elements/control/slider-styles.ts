import { css } from 'lit';

export const sliderStyles = css`
  .slider {
    position: relative;
    cursor: default;
    touch-action: none;
  }

  .slider:focus-visible {
    outline-offset: 2px;
    border-radius: var(--_radius);
  }

  .readout {
    position: relative;
    min-height: 18px;
    font-size: 10px;
    font-weight: 600;
    letter-spacing: -0.01em;
    line-height: 18px;
    text-align: center;
    white-space: nowrap;
  }

  .readout.unseen {
    min-height: 0;
    height: 0;
  }

  [part="value"] {
    display: block;
    height: 18px;
    cursor: text;
  }

  .entry {
    position: absolute;
    z-index: 2;
    top: 0;
    left: 50%;
    width: max(100%, 58px);
    height: 18px;
    padding: 0 3px;
    border: 1px solid var(--_focus);
    border-radius: 3px;
    background: var(--_surface);
    color: var(--_text);
    line-height: 16px;
    text-align: center;
    transform: translateX(-50%);
    -webkit-user-select: text;
    user-select: text;
  }

  .entry:focus-visible {
    outline-offset: -1px;
  }

  .entry[aria-invalid="true"] {
    border-color: var(--_danger);
    outline-color: var(--_danger);
  }

  .error {
    position: absolute;
    z-index: 3;
    top: calc(100% + 4px);
    left: 50%;
    width: max-content;
    max-width: 160px;
    padding: 2px 6px;
    border-radius: 3px;
    background: var(--_danger);
    color: var(--_danger-text);
    line-height: 1.35;
    white-space: normal;
    /* Back into the page, where it would reach out of it. */
    transform: translateX(calc(-50% + var(--_aside, 0px)));
  }

  .error:empty {
    display: none;
  }
`;
