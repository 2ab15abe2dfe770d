import type { GainParam, NumberParam } from 'megamixer';
import { useParam } from 'megamixer/react';
import type { CSSProperties } from 'react';
import { shownDb, shownPan, spokenDb, spokenPan } from '../format.ts';

interface Look {
  label: string;
  caption: string;
  shown: string;
  spoken: string;
  position: number;
  /** Where its line starts. */
  origin: number;
}

interface Properties extends Look {
  turn: (position: number) => void;
  reset: () => void;
}

/** A small slider with its caption and its value above the line. */
function Slider({ label, caption, shown, spoken, position, origin, turn, reset }: Properties) {
  const style = {
    '--from': Math.min(position, origin),
    '--to': Math.max(position, origin),
  } as CSSProperties;
  return (
    <label className="slider" style={style}>
      <span>{caption}</span>
      <span className="shown">{shown}</span>
      <input
        type="range"
        min={0}
        max={1}
        step={0.005}
        value={position}
        aria-label={label}
        aria-valuetext={spoken}
        onChange={(event) => turn(event.currentTarget.valueAsNumber)}
        onDoubleClick={reset}
      />
    </label>
  );
}

/** The place between left and right. */
export function PanSlider({ label, pan }: { label: string; pan: NumberParam }) {
  const [value] = useParam(pan);
  const [position, setPosition] = useParam(pan, 'position');
  return (
    <Slider
      {...{ label: `${label} pan`, caption: 'Pan', shown: shownPan(value), spoken: spokenPan(value) }}
      {...{ position, origin: pan.defaultPosition, turn: setPosition, reset: () => pan.reset() }}
    />
  );
}

/** How much goes to a bus. */
export function SendSlider({ label, caption, level }: { label: string; caption: string; level: GainParam }) {
  const [db] = useParam(level, 'db');
  const [position, setPosition] = useParam(level, 'position');
  return (
    <Slider
      {...{ label: `${label} to ${caption}`, caption, shown: shownDb(db), spoken: spokenDb(db) }}
      {...{ position, origin: 0, turn: setPosition, reset: () => level.reset() }}
    />
  );
}
