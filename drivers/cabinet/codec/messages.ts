/** What frames say (`docs/cabinet-protocol.md`, "Conversation"). Pure. */
import type { CabinetLight, CabinetStatus, LightMode } from '../../cabinet.ts';

export const VERSION = 1;
export const MOST_NUMBER = 999;

export type Sensors = Omit<CabinetStatus, 'state'>;

export type Request =
  | { readonly ask: 'hello' }
  | { readonly ask: 'state' }
  | { readonly ask: 'light'; readonly light: CabinetLight; readonly mode: LightMode }
  | { readonly ask: 'clearTamper' };

export type Answer =
  | { readonly kind: 'hello'; readonly boot: string; readonly holdSeconds: number }
  | { readonly kind: 'state'; readonly boot: string; readonly sensors: Sensors }
  | { readonly kind: 'ok' }
  | { readonly kind: 'no'; readonly why: 'version' | 'other' };

/** `number` is `null` where the board speaks unasked. */
export type BoardMessage = { readonly number: number | null; readonly answer: Answer };

const wordsOf = (request: Request): string => {
  switch (request.ask) {
    case 'hello':
      return `HELLO ${VERSION}`;
    case 'state':
      return 'STATE';
    case 'light':
      return `LIGHT ${request.light} ${request.mode}`;
    case 'clearTamper':
      return 'CLEAR tamper';
  }
};

export const encodeRequest = (number: number, request: Request): string =>
  `Q ${number} ${wordsOf(request)}`;

type Fields = ReadonlyMap<string, string>;

/** `name=value` words; the first of a name counts. */
const fieldsOf = (words: readonly string[]): Fields => {
  const fields = new Map<string, string>();
  for (const word of words) {
    const at = word.indexOf('=');
    const name = word.slice(0, at);
    if (at > 0 && !fields.has(name)) fields.set(name, word.slice(at + 1));
  }
  return fields;
};

/** The meaning of a field's value; `null` where it is missing or has none. */
const meaning = <T>(fields: Fields, name: string, values: Readonly<Record<string, T>>): T | null =>
  new Map(Object.entries(values)).get(fields.get(name) ?? '') ?? null;

const bootOf = (fields: Fields): string | null => {
  const boot = fields.get('boot') ?? '';
  return /^[0-9A-Fa-f]{1,8}$/u.test(boot) ? boot : null;
};

const sensorsOf = (fields: Fields): Sensors => ({
  door: meaning(fields, 'door', { open: 'open', closed: 'closed' }),
  keySwitch: meaning(fields, 'key', { on: 'on', off: 'off' }),
  tampered: meaning(fields, 'tamper', { yes: true, no: false }),
  power: meaning(fields, 'power', { mains: 'mains', battery: 'battery', low: 'batteryLow' }),
  headset: meaning(fields, 'headset', { in: true, out: false }),
});

const holdOf = (fields: Fields): number => {
  const hold = fields.get('hold') ?? '';
  return /^[0-9]{1,5}$/u.test(hold) ? Number(hold) : 0;
};

const readAnswer = (words: readonly string[]): Answer | null => {
  const [name, first] = words;
  const fields = fieldsOf(words);
  const boot = bootOf(fields);
  switch (name) {
    case 'HELLO':
      if (first !== String(VERSION)) return { kind: 'no', why: 'version' };
      return boot === null ? null : { kind: 'hello', boot, holdSeconds: holdOf(fields) };
    case 'STATE':
      return boot === null ? null : { kind: 'state', boot, sensors: sensorsOf(fields) };
    case 'OK':
      return { kind: 'ok' };
    case 'NO':
      return { kind: 'no', why: first === 'version' ? 'version' : 'other' };
    default:
      return null;
  }
};

/** What a frame from the board says; `null` where it says nothing that we know. */
export const readBoardMessage = (body: string): BoardMessage | null => {
  const [kind, ...words] = body.split(' ');
  if (kind === 'E') {
    const answer = readAnswer(words);
    return answer?.kind === 'state' ? { number: null, answer } : null;
  }
  const [number = '', ...rest] = words;
  if (kind !== 'A' || !/^[0-9]{1,3}$/u.test(number)) return null;
  const answer = readAnswer(rest);
  return answer === null ? null : { number: Number(number), answer };
};
