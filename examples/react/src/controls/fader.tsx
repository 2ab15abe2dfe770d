import type { GainParam } from 'megamixer';
import { useParam } from 'megamixer/react';
import { shownDb, spokenDb } from '../format.ts';

interface Properties {
  label: string;
  gain: GainParam;
}

/** A fader: a range input, which the style sheet stands upright. A double-click resets it. */
export function Fader({ label, gain }: Properties) {
  const [position, setPosition] = useParam(gain, 'position');
  const [db] = useParam(gain, 'db');
  return (
    <>
      <span className="fader-db" aria-hidden="true">
        {shownDb(db)}
      </span>
      <div className="slot">
        <input
          className="fader"
          type="range"
          min={0}
          max={1}
          step={0.001}
          value={position}
          aria-label={`${label} fader`}
          aria-orientation="vertical"
          aria-valuetext={spokenDb(db)}
          onChange={(event) => setPosition(event.currentTarget.valueAsNumber)}
          onDoubleClick={() => gain.reset()}
        />
      </div>
    </>
  );
}
