import type { Bus, Master, Strip } from 'megamixer';
import { useParam } from 'megamixer/react';
import type { CSSProperties, ReactNode } from 'react';
import { Fader } from '../controls/fader.tsx';
import { MeterView } from '../controls/meter-view.tsx';
import { marks } from '../controls/scale.ts';
import { countRender } from './rendered.tsx';

interface Properties {
  name: string;
  colour: string;
  /** What it is: they are all mixed the same way. */
  of: Strip | Bus | Master;
  /** What stands above the fader, and what below it. */
  children: ReactNode;
  buttons: ReactNode;
}

/** What strips, the hall and the master have in common: a name, a fader and a meter. */
export function Channel({ name, colour, of, children, buttons }: Properties) {
  const [isMuted] = useParam(of.mute);
  countRender();
  return (
    <section
      className={isMuted ? 'channel muted' : 'channel'}
      aria-label={name}
      style={{ '--colour': colour } as CSSProperties}
    >
      <h2>{name}</h2>
      <div className="head">{children}</div>
      <div className="throw">
        <Fader label={name} gain={of.gain} />
        <div className="marks" aria-hidden="true">
          {marks.map(({ db, position }) => (
            <span key={db} className={db === 0 ? 'unity' : ''} style={{ '--position': position } as CSSProperties}>
              {Math.abs(db)}
            </span>
          ))}
        </div>
        <MeterView label={name} meter={of.meter} />
      </div>
      <div className="buttons">{buttons}</div>
    </section>
  );
}
