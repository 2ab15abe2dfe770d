import type { SwitchParam } from 'megamixer';
import { useParam } from 'megamixer/react';

interface Properties {
  label: string;
  caption: string;
  /** What it looks like while it is on. */
  look: 'mute' | 'solo' | 'on';
  param: SwitchParam;
}

export function Toggle({ label, caption, look, param }: Properties) {
  const [isOn, setIsOn] = useParam(param);
  return (
    <button
      type="button"
      className={`toggle ${look}`}
      aria-label={label}
      aria-pressed={isOn}
      onClick={() => setIsOn((was) => !was)}
    >
      {caption}
    </button>
  );
}
