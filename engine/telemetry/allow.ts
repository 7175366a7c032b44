import type { OtlpAttribute } from '../../contract/otlp.ts';
import { EVENTS, type EventRule, type FieldKind, type Level } from './vocabulary.ts';

/** What may leave the kiosk of one log line. */
export type HealthLine = {
  readonly event: string;
  readonly level: Level;
  readonly attributes: readonly OtlpAttribute[];
  /** The payment that it is about. */
  readonly paymentId: string | null;
};

export type Fields = Readonly<Record<string, string | number | boolean | null | undefined>>;

const EVENT = /^[a-z][A-Za-z0-9]*(?:\.[a-z][A-Za-z0-9]*)*$/u;
const CODE = /^[A-Za-z][A-Za-z0-9]*(?:[._:-][A-Za-z0-9]+)*$/u;
/** A reference, a card number, a telephone number. */
const MANY_DIGITS = /[0-9]{6}/u;
const MOST_CODE = 48;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;
const UNKNOWN: EventRule = { level: 'info' };

/** Of an exception only its kind and the first place of ours: its message may quote anything. */
const placeOf = (error: string): string | null => {
  const kind = /^(?:Uncaught )?([A-Z][A-Za-z]*Error|Error|ImpossibleFact)\b/u.exec(error)?.[1];
  const place = /\b(?:engine|drivers|contract)\/([A-Za-z0-9/-]+\.ts):([0-9]{1,4})/u.exec(error);
  const said = [
    kind ?? 'Error',
    ...(place === null ? [] : [`${place[1] ?? ''}:${place[2] ?? ''}`]),
  ];
  return said.join(' ').slice(0, 120);
};

/** That field as an attribute, or nothing where it is not what its kind says. */
const attribute = (key: string, kind: FieldKind, value: unknown): readonly OtlpAttribute[] => {
  if (kind === 'number' && typeof value === 'number' && Number.isFinite(value)) {
    const whole = Number.isSafeInteger(value);
    return [{ key, value: whole ? { intValue: String(value) } : { doubleValue: value } }];
  }
  if (kind === 'flag' && typeof value === 'boolean') return [{ key, value: { boolValue: value } }];
  if (typeof value !== 'string') return [];
  if (kind === 'bug') {
    const place = placeOf(value);
    return place === null ? [] : [{ key, value: { stringValue: place } }];
  }
  const fits =
    kind === 'id'
      ? UUID.test(value)
      : kind === 'code' &&
        value.length <= MOST_CODE &&
        CODE.test(value) &&
        !MANY_DIGITS.test(value);
  return fits ? [{ key, value: { stringValue: value } }] : [];
};

/**
 * The line with what its event's rule names and nothing else; an event without a rule goes by its name
 * alone. `null`: not even the name is one of ours.
 */
export const allowed = (
  event: string,
  fields: Fields,
  rule: EventRule = EVENTS[event] ?? UNKNOWN,
): HealthLine | null => {
  if (event.length > 64 || !EVENT.test(event)) return null;
  const attributes = Object.entries(rule.fields ?? {}).flatMap(([key, kind]) =>
    key === 'paymentId' ? [] : attribute(key, kind, fields[key]),
  );
  const device =
    rule.device === undefined ? attribute('device', 'code', fields['role']) : [of(rule.device)];
  const id = fields['paymentId'];
  return {
    event,
    level: rule.level,
    attributes: [...device, ...attributes.filter(({ key }) => key !== 'role')],
    paymentId: typeof id === 'string' && UUID.test(id) ? id : null,
  };
};

const of = (device: string): OtlpAttribute => ({ key: 'device', value: { stringValue: device } });
