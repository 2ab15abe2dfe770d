import { MixerError } from 'megamixer';
import { element } from '../element.ts';

/** What went wrong, in the words of who threw it, which say what to do. */
export function errorPanel(error: unknown): HTMLElement {
  const known = error instanceof Error ? error : new Error(String(error));
  const code = known instanceof MixerError ? known.code : known.name;
  const panel = element(
    'div',
    { class: 'error-panel', role: 'alert' },
    element('h2', {}, 'The mixer could not start'),
    element('p', {}, known.message),
    element('code', {}, code),
  );
  const reasons: string[] = [];
  for (let { cause } = known; cause instanceof Error; cause = cause.cause)
    reasons.push(`${cause.name}: ${cause.message}`);
  if (reasons.length > 0) panel.append(element('pre', {}, reasons.join('\n')));
  const again = element('button', { type: 'button', class: 'primary' }, 'Try again');
  again.addEventListener('click', () => location.reload());
  panel.append(again);
  return panel;
}
