/** What the page tells the engine of a control: its name and what it stands for, never its words. */
import type { Control, Heard } from '../../contract/audio.ts';

/** Digits and Latin capitals alone can be spelt out, and can say nothing else. */
const SPELT = /^[0-9A-Z-]{0,32}$/u;

const nameOf = (element: Element): { readonly control: Control; readonly item: string } => {
  const name = element.closest<HTMLElement>('[data-say]')?.dataset['say'] ?? 'other';
  const [control = 'other', ...item] = name.split(':');
  // The engine refuses a name that it does not know.
  return { control: control as Control, item: item.join(':') };
};

export const isChosen = (element: Element): boolean | null => {
  if (element instanceof HTMLInputElement && element.type === 'checkbox') return element.checked;
  const pressed = element.getAttribute('aria-pressed');
  return pressed === null ? null : pressed === 'true';
};

export const isField = (element: Element): element is HTMLInputElement | HTMLTextAreaElement =>
  element instanceof HTMLTextAreaElement ||
  (element instanceof HTMLInputElement && element.type !== 'checkbox');

export const focusReport = (element: Element): Heard => {
  if (isField(element)) {
    const { value } = element;
    return SPELT.test(value)
      ? { what: 'focus', control: 'field', typed: value }
      : { what: 'focus', control: 'field', count: Array.from(value).length };
  }
  const { control, item } = nameOf(element);
  const chosen = isChosen(element);
  return {
    what: 'focus',
    control,
    ...(item === '' ? {} : { item }),
    ...(chosen === null ? {} : { chosen }),
  };
};

/** What pressing it does that no new screen says; `null`: nothing. */
export const pressReport = (element: Element): Heard | null => {
  const chosen = isChosen(element);
  if (chosen !== null) return { what: 'chosen', chosen: !chosen };
  const { control, item } = nameOf(element);
  if (control === 'key') return { what: 'key', key: item };
  return ['space', 'newLine', 'delete', 'clear'].includes(control)
    ? { what: 'key', key: control }
    : null;
};
