import { isShellKey } from '../contract/shell-keys.ts';

/** What a key press at the kiosk means to the shell. */
export type KeyPress = {
  readonly key: string;
  readonly control: boolean;
  readonly alt: boolean;
  readonly meta: boolean;
  readonly shift: boolean;
};

/**
 * True where the press could leave, reload, zoom, print, inspect or close the page. Plain typing,
 * Tab, arrows, Enter and Escape stay: people use keyboards and switches as aids.
 */
export const isShortcut = (press: KeyPress): boolean =>
  press.control || press.alt || press.meta || isShellKey(press.key);

/** Development only. */
export const developerAct = (press: KeyPress): 'quit' | 'inspect' | null => {
  if (!press.control) return null;
  if (!press.shift && press.key.toLowerCase() === 'q') return 'quit';
  return press.shift && press.key.toLowerCase() === 'i' ? 'inspect' : null;
};
