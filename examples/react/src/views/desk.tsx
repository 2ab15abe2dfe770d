import type { Bus, Mixer, Strip } from 'megamixer';
import { useMeter } from 'megamixer/react';
import { useIsPlaying } from '../audio/context.ts';
import { PanSlider, SendSlider } from '../controls/slider.tsx';
import { Toggle } from '../controls/toggle.tsx';
import { shownLufs } from '../format.ts';
import { type Part, parts } from '../song/parts.ts';
import { Channel } from './channel.tsx';

/** Eight strips, the hall that they share, and the master. */
export function Desk({ mixer }: { mixer: Mixer }) {
  const [hall] = mixer.buses;
  return (
    <main className="desk">
      {parts.map((part, index) => {
        const strip = mixer.strips[index];
        return strip && <StripView key={part.name} part={part} strip={strip} />;
      })}
      {hall && <HallView hall={hall} />}
      <MasterView mixer={mixer} />
    </main>
  );
}

function StripView({ part: { name, colour }, strip }: { part: Part; strip: Strip }) {
  const [send] = strip.sends;
  return (
    <Channel name={name} colour={colour} of={strip} buttons={<Buttons name={name} of={strip} />}>
      <PanSlider label={name} pan={strip.pan} />
      {send && <SendSlider label={name} caption="Hall" level={send.level} />}
    </Channel>
  );
}

function HallView({ hall }: { hall: Bus }) {
  return (
    <Channel name="Hall" colour="#8fb7d9" of={hall} buttons={<Buttons name="Hall" of={hall} />}>
      <PanSlider label="Hall" pan={hall.pan} />
    </Channel>
  );
}

function Buttons({ name, of }: { name: string; of: Strip | Bus }) {
  return (
    <>
      <Toggle label={`${name} mute`} caption="M" look="mute" param={of.mute} />
      <Toggle label={`${name} solo`} caption="S" look="solo" param={of.solo} />
    </>
  );
}

function MasterView({ mixer: { master, context } }: { mixer: Mixer }) {
  // Loudness costs: the engine measures it while this asks for it.
  const wanted = useIsPlaying(context) ? master.loudness : null;
  const loudness = useMeter(wanted, (element: HTMLElement, { momentary }) => {
    const text = shownLufs(momentary);
    if (element.textContent !== text) element.textContent = text;
  });
  return (
    <Channel
      name="Master"
      colour="#e6e9ed"
      of={master}
      buttons={
        <>
          <Toggle label="Master mute" caption="M" look="mute" param={master.mute} />
          <Toggle label="Limiter" caption="LIM" look="on" param={master.limiter.on} />
        </>
      }
    >
      <p className="loudness" aria-hidden="true">
        <span ref={loudness} className="figure">
          –
        </span>
        <span className="unit">LUFS</span>
      </p>
    </Channel>
  );
}
