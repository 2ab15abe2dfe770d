import { css } from 'lit';

export const stripStyles = css`
  :host {
    display: inline-block;
    width: var(--mm-strip-width, 90px);
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
    display: grid;
    grid-template-rows: auto auto auto minmax(0, 1fr) auto auto;
    position: relative;
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

  .head {
    display: grid;
    justify-items: center;
    align-content: end;
    gap: 3px;
    min-height: var(--mm-strip-head, 0);
    padding: 5px 4px 0;
  }

  mm-knob {
    --mm-knob-size: 34px;
    width: 100%;
  }

  .sends {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 3px 0;
    order: 1;
    width: 100%;
    padding: 4px 0;
    border-block: 1px solid color-mix(in srgb, var(--_line) 60%, transparent);
  }

  .send {
    --mm-knob-size: 24px;
    min-width: 0;
  }

  [part="pan"] {
    order: 2;
  }

  .buttons {
    display: grid;
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
    width: 30px;
    height: auto;
    min-height: 0;
  }

  .foot {
    position: relative;
    min-width: 0;
  }

  .plate {
    display: flex;
    align-items: baseline;
    gap: 5px;
    width: 100%;
    padding: 6px 6px;
    overflow: hidden;
    border-top: 1px solid color-mix(in srgb, var(--_line) 60%, transparent);
    border-radius: 0 0 var(--_radius) var(--_radius);
    background: color-mix(in srgb, var(--_color) 16%, var(--_surface));
    font-weight: 600;
    text-align: start;
    cursor: pointer;
  }

  .plate:hover:enabled {
    background: color-mix(in srgb, var(--_color) 26%, var(--_surface));
  }

  .plate[aria-pressed="true"] {
    background: color-mix(in srgb, var(--_color) 34%, var(--_surface));
    box-shadow: inset 0 -3px 0 var(--_color);
  }

  .plate:focus-visible {
    outline-offset: -2px;
  }

  .tag {
    flex: none;
    font-size: 9px;
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
      padding-left: 2px;
      padding-right: 4px;
    }
  }

  @container strip (max-width: 58px) {
    .head > :not([part="pan"]) {
      display: none;
    }

    .head {
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
