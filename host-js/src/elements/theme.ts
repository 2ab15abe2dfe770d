import { css } from 'lit';

/**
 * What every element looks like. Each public property is one that a page may set, on an element or above it; the elements
 * themselves know the one with an underscore, which has the value of either or a default for dark and light.
 */
export const theme = css`
  :host {
    --_font: var(--mm-font, "Inter", "SF Pro Text", "Segoe UI Variable Text", "Segoe UI", "Roboto", system-ui, sans-serif);
    --_surface: var(--mm-surface, light-dark(#f3f5f7, #1a1e23));
    --_text: var(--mm-text, light-dark(#1b2026, #e6e9ed));
    --_text-dim: var(--mm-text-dim, light-dark(#4d5763, #9aa4b1));
    --_line: var(--mm-line, light-dark(#b9c1ca, #3a424d));
    --_well: var(--mm-well, light-dark(#dfe3e8, #0b0d10));
    --_raised: var(--mm-raised, light-dark(#ffffff, #363d47));
    --_raised-edge: var(--mm-raised-edge, light-dark(#8d97a3, #000000));
    --_accent: var(--mm-accent, light-dark(#0b7a5c, #6fd3b4));
    --_color: var(--mm-color, var(--_accent));
    --_focus: var(--mm-focus, light-dark(#0a63c2, #8fd0ff));
    --_mute: var(--mm-mute, light-dark(#ff7a68, #ff6b57));
    --_solo: var(--mm-solo, light-dark(#f2b705, #ffd257));
    --_on-text: var(--mm-on-text, #14110a);
    --_accent-text: var(--mm-accent-text, light-dark(#ffffff, #06130e));
    --_danger: var(--mm-danger, light-dark(#d3271d, #ff4f45));
    --_danger-text: var(--mm-danger-text, light-dark(#ffffff, #1a0504));
    --_meter-back: var(--mm-meter-back, light-dark(#2a2f36, #0b0d10));
    --_meter-low: var(--mm-meter-low, #1fa37a);
    --_meter-mid: var(--mm-meter-mid, #a6cf4e);
    --_meter-high: var(--mm-meter-high, #f0bf3c);
    --_meter-over: var(--mm-meter-over, #ff4f45);
    --_meter-held: var(--mm-meter-held, #d5f7e8);
    --_radius: var(--mm-radius, 4px);

    box-sizing: border-box;
    color: var(--_text);
    font: 500 11px / 1.3 var(--_font);
    font-variant-numeric: tabular-nums;
    -webkit-tap-highlight-color: transparent;
    -webkit-user-select: none;
    user-select: none;
  }

  :host([hidden]) {
    display: none !important;
  }

  :host([disabled]) {
    opacity: 0.45;
  }

  *,
  ::before,
  ::after {
    box-sizing: inherit;
  }

  button,
  input {
    margin: 0;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    font-variant-numeric: inherit;
  }

  /* For screen readers. */
  p.unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: 0;
    overflow: hidden;
    clip-path: inset(50%);
  }

  :focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 1px;
  }

  @media (prefers-contrast: more) {
    :host {
      --_text: var(--mm-text, light-dark(#000000, #ffffff));
      --_text-dim: var(--mm-text-dim, light-dark(#1f262d, #dfe5ec));
      --_line: var(--mm-line, light-dark(#4d5763, #b4bdc8));
      --_raised-edge: var(--mm-raised-edge, light-dark(#000000, #ffffff));
    }
  }

  /* The colours that its user has chosen for everything, whatever the page says. */
  @media (forced-colors: active) {
    :host {
      --_surface: Canvas;
      --_text: CanvasText;
      --_text-dim: CanvasText;
      --_line: CanvasText;
      --_well: Canvas;
      --_raised: ButtonFace;
      --_raised-edge: ButtonText;
      --_accent: Highlight;
      --_color: Highlight;
      --_focus: Highlight;
      --_mute: Highlight;
      --_solo: Highlight;
      --_on-text: HighlightText;
      --_accent-text: HighlightText;
      --_danger: Highlight;
      --_danger-text: HighlightText;
      --_meter-back: Canvas;
      --_meter-low: CanvasText;
      --_meter-mid: CanvasText;
      --_meter-high: CanvasText;
      --_meter-over: Highlight;
      --_meter-held: Highlight;
    }

    :host([disabled]) {
      --_text: GrayText;
      --_text-dim: GrayText;
      --_line: GrayText;
      --_raised-edge: GrayText;
      --_accent: GrayText;
      --_color: GrayText;
      opacity: 1;
    }
  }
`;
