import { css } from 'lit';

export const stripStyles = css`
  :host {
    display: inline-block;
    width: var(--mm-strip-width, 92px);
    height: 520px;
    min-width: 40px;
    min-height: 180px;
    container: strip / inline-size;
  }

  /* Its controls show it. */
  :host([disabled]) {
    opacity: 1;
  }

  .strip {
    display: flex;
    flex-direction: column;
    height: 100%;
    border: 1px solid var(--_line);
    border-top: 3px solid var(--_color);
    border-radius: var(--_radius);
    background: var(--_surface);
  }

  :host([selected]) .strip {
    border-color: var(--_color);
    background: color-mix(in srgb, var(--_color) 9%, var(--_surface));
  }

  /* Muted here or by a VCA, or cut by a solo elsewhere. */
  .unheard mm-meter::part(canvas) {
    opacity: 0.35;
  }

  .unheard mm-fader::part(thumb) {
    filter: saturate(0) brightness(0.8);
  }

  .unheard .plate {
    --_tint: 0%;
    color: var(--_text-dim);
  }

  .head {
    display: flex;
    flex: none;
    flex-direction: column;
    justify-content: end;
    min-height: var(--_head, 0);
  }

  .top {
    padding: 4px 3px 0;
  }

  .knobs,
  .sends {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    gap: 2px 0;
  }

  .knobs > :only-child {
    grid-column: 1 / -1;
    justify-self: center;
  }

  mm-knob {
    --mm-knob-size: 32px;
    width: 100%;
  }

  mm-knob::part(value) {
    font-size: 10px;
    letter-spacing: -0.03em;
  }

  .sends {
    margin-bottom: 4px;
    padding-bottom: 5px;
    border-bottom: 1px solid color-mix(in srgb, var(--_line) 60%, transparent);
  }

  .send {
    --mm-knob-size: 24px;
    min-width: 0;
  }

  .buttons {
    display: grid;
    flex: none;
    grid-auto-columns: minmax(0, 1fr);
    grid-auto-flow: column;
    gap: 3px;
    padding: 4px 5px;
  }

  mm-toggle {
    width: 100%;
    min-width: 0;
  }

  .throw {
    display: flex;
    flex: 1;
    gap: 2px;
    min-height: 0;
    padding: 2px 5px 6px 3px;
  }

  mm-fader {
    flex: 1;
    width: auto;
    min-width: 0;
    height: auto;
    min-height: 0;
  }

  mm-meter {
    flex: none;
    width: 34px;
    height: auto;
    min-height: 0;
  }

  .foot {
    position: relative;
    flex: none;
    min-width: 0;
  }

  .plate {
    display: flex;
    align-items: baseline;
    gap: 8px;
    width: 100%;
    /* Of one line or, where it is narrow, of two. */
    min-height: calc(1.3em + 13px);
    padding: 6px 6px;
    overflow: hidden;
    border-top: 1px solid color-mix(in srgb, var(--_line) 60%, transparent);
    border-radius: 0 0 var(--_radius) var(--_radius);
    background: color-mix(in srgb, var(--_color) var(--_tint, 16%), var(--_surface));
    font-weight: 600;
    text-align: start;
    cursor: pointer;
  }

  .plate:hover:enabled {
    --_tint: 26%;
  }

  .plate[aria-pressed="true"] {
    --_tint: 34%;
    box-shadow: inset 0 -3px 0 var(--_color);
  }

  /* Dim words are to be read, too. */
  .unheard .plate:is(:hover:enabled, [aria-pressed="true"]) {
    --_tint: 9%;
  }

  .plate:focus-visible {
    outline-offset: -2px;
  }

  /* Not a part of the name. */
  .tag::before {
    content: attr(data-tag);
    font-size: 9px;
  }

  .tag {
    flex: none;
  }

  /* Its name below its number and its badges. */
  .badged {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 1px 4px;
    padding-block: 4px 5px;
  }

  .badged .name {
    grid-column: 1 / -1;
  }

  slot[name="badges"] {
    display: flex;
    justify-content: flex-end;
    min-width: 0;
    min-height: 12px;
    overflow: hidden;
  }

  .plate:not(.badged) slot[name="badges"] {
    display: none;
  }

  .name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .foot .entry {
    top: 4px;
    width: calc(100% - 4px);
    height: 20px;
  }

  /* As narrow as eight on a phone. */
  @container strip (max-width: 76px) {
    mm-fader::part(scale) {
      display: none;
    }

    mm-meter {
      width: 20px;
    }

    mm-meter::part(value) {
      visibility: hidden;
    }

    .throw {
      padding-inline: 2px 4px;
    }

    /* All of its width for the name, and no higher than beside it. */
    .plate:not(.badged) {
      display: grid;
      align-content: center;
      gap: 0;
      padding: 1px 3px;
      text-align: center;
    }

    .plate:not(.badged) .tag {
      line-height: 8px;
    }
  }

  @container strip (max-width: 58px) {
    .sends,
    .knobs > [part="trim"] {
      display: none;
    }

    .knobs {
      grid-template-columns: minmax(0, 1fr);
    }

    .top {
      padding-inline: 1px;
    }

    .buttons {
      grid-auto-flow: row;
      padding-inline: 3px;
    }

    mm-fader {
      --mm-thumb-width: 22px;
    }

    mm-meter {
      width: 10px;
    }

    .throw {
      gap: 1px;
      padding-left: 0;
      padding-right: 3px;
    }

    .plate {
      display: grid;
      gap: 0;
      padding: 4px 3px;
      text-align: center;
    }
  }

  @media (forced-colors: active) {
    :host([selected]) .strip {
      border-color: Highlight;
    }

    .plate[aria-pressed="true"] {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
  }
`;
