/** Keys that never reach the page: the shell takes them for what leaves, reloads, zooms, prints or inspects it. */

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

/** By `KeyboardEvent.key`. */
export const isShellKey = (key: string): boolean => NAMED.has(key) || FAMILIES.test(key);
