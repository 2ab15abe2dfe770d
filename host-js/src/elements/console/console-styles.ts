import { css } from 'lit';

export const consoleStyles = css`
  :host {
    display: block;
    height: 560px;
    min-height: 260px;
    --_master: calc(var(--mm-strip-width, 92px) + 10px);
    container: console / inline-size;
  }

  :host([disabled]) {
    opacity: 1;
  }

  .console {
    display: grid;
    grid-template-rows: minmax(0, 1fr);
    height: 100%;
  }

  .console.banked {
    grid-template-rows: auto minmax(0, 1fr);
  }

  .desk {
    display: flex;
    gap: 10px;
    min-width: 0;
    min-height: 0;
    overflow: auto hidden;
    overscroll-behavior-x: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--_line) transparent;
  }

  .strips,
  .outputs {
    display: flex;
    flex: none;
    gap: 2px;
    min-width: 0;
  }

  .group {
    display: grid;
    flex: none;
    grid-template-rows: auto minmax(0, 1fr);
    min-width: 0;
  }

  .group + .group {
    margin-left: 8px;
  }

  .group-name {
    min-width: 0;
    height: 20px;
    overflow: clip;
    color: var(--_text-dim);
    font-size: 10px;
    font-weight: 650;
    letter-spacing: 0.1em;
    line-height: 16px;
    text-transform: uppercase;
    white-space: nowrap;
  }

  /* To be read while its strips scroll by. */
  .group-name span {
    position: sticky;
    left: 0;
  }

  .row {
    display: flex;
    gap: 2px;
    min-width: 0;
    min-height: 0;
  }

  mm-strip {
    flex: none;
    height: auto;
    min-height: 0;
    /* Not content-visibility: a strip that is taken hold of would be without its contents for a moment, and a tap miss them. */
    contain: layout style;
  }

  /* They have no meter. */
  .vca {
    width: calc(var(--mm-strip-width, 92px) - 32px);
  }

  .master {
    width: var(--_master);
  }

  /* The master is always there, */
  .console:not(.banked) .outputs > :last-child {
    position: sticky;
    z-index: 1;
    right: 0;
  }

  /* the names of groups go by beneath it, */
  .console:not(.banked) .outputs > :last-child .group-name {
    background: var(--_surface);
    box-shadow: -10px 0 var(--_surface);
  }

  /* what has the keyboard does not, */
  .console:not(.banked) :is(.desk, .outputs):not(:has(.master:focus-within)) {
    scroll-padding-right: calc(var(--_master) + 10px);
  }

  /* and nothing scrolls for its own sake. */
  .console:not(.banked) .master {
    scroll-margin-right: calc(-10px - var(--_master));
  }

  @container console (max-width: 1099.98px) {
    .console:not(.banked) .outputs {
      display: contents;
    }
  }

  /* Room for both: the outputs stay, and the strips scroll by. */
  @container console (min-width: 1100px) {
    .console:not(.banked) .desk {
      overflow: visible;
    }

    /* Room for a scroll bar on either side, where bars take room, so that faders are level. */
    .console:not(.banked) :is(.strips, .outputs) {
      overflow: scroll hidden;
      overscroll-behavior-x: contain;
      scrollbar-width: thin;
      scrollbar-color: var(--_line) transparent;
    }

    .console:not(.banked) .strips {
      flex: 0 1 auto;
    }

    /* However many there are, strips have two fifths, or what they need. */
    .console:not(.banked) .outputs {
      max-width: calc(100% - 10px - min(40%, var(--_strips) * (var(--mm-strip-width, 92px) + 2px)));
    }
  }

  .banked .desk {
    gap: 0;
  }

  .banked .strips,
  .banked .outputs {
    flex: 1;
  }

  .banked .strips:empty,
  .banked .outputs:empty {
    display: none;
  }

  .banked .group-name {
    font-size: 9px;
    letter-spacing: 0;
  }

  .banked .group {
    flex: var(--_strips) 1 0;
    margin-left: 0;
  }

  .banked mm-strip {
    flex: 1 1 0;
    width: auto;
    max-width: 120px;
  }

  .banks {
    display: flex;
    gap: 2px;
    padding-bottom: 6px;
  }

  .banks button {
    flex: 1;
    min-width: 0;
    height: 32px;
    overflow: hidden;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    font-weight: 600;
    text-overflow: ellipsis;
    white-space: nowrap;
    cursor: pointer;
    touch-action: manipulation;
  }

  .banks [aria-selected="true"] {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_accent-text);
  }

  @media (forced-colors: active) {
    .banks [aria-selected="true"] {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
  }
`;
