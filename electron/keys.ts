/** What a key press at the kiosk means to the shell. */
export type KeyPress = {
  readonly key: string;
  readonly control: boolean;
  readonly alt: boolean;
  readonly meta: boolean;
  readonly shift: boolean;
};

const NAMED: ReadonlySet<string> = new Set([
  'ContextMenu',
  'PrintScreen',
  'Pause',
  'ScrollLock',
  'Help',
]);

/** Prefixes of the keys of browsers, media remotes and laptops. */
const FAMILIES =
  /^(F[0-9]{1,2}|Browser.+|Launch.+|Media.+|Audio.+|App.+|Zoom.+|Power|Sleep|WakeUp)$/u;

/**
 * True where the press could leave, reload, zoom, print, inspect or close the page. Plain typing,
 * Tab, arrows, Enter and Escape stay: people use keyboards and switches as aids.
 */
export const isShortcut = (press: KeyPress): boolean =>
  press.control || press.alt || press.meta || NAMED.has(press.key) || FAMILIES.test(press.key);

/** Development only. */
export const developerAct = (press: KeyPress): 'quit' | 'inspect' | null => {
  if (!press.control) return null;
  if (!press.shift && press.key.toLowerCase() === 'q') return 'quit';
  return press.shift && press.key.toLowerCase() === 'i' ? 'inspect' : null;
};
