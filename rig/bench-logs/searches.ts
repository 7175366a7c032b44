import { createHash } from 'node:crypto';
import type { HealthFilter, HealthSearch } from '../../central/telemetry/search.ts';
import { DAYS, firstDayMs, kiosksFor, kioskName } from './fill.ts';
import type { SearchKind } from './measure.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const LIMIT = 100;

/** The same turn, the same number below `below`. */
const pick = (turn: number, what: string, below: number): number =>
  createHash('sha256')
    .update(`${what}/${String(turn)}`)
    .digest()
    .readUInt32BE(0) % below;

/** The payment of some row, by the rule of `fill.ts`. */
const paymentOf = (row: number): string => {
  const hex = createHash('md5')
    .update(`payment${String(Math.floor(row / 16))}`)
    .digest('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5');
};

/** What operators look for, over all days unless it says otherwise. */
export const searchKinds = (rows: number, nowMs: number): readonly SearchKind[] => {
  const fromMs = firstDayMs(nowMs);
  const toMs = fromMs + DAYS * DAY_MS;
  const kiosk = (turn: number): string => kioskName(pick(turn, 'kiosk', kiosksFor(rows)));
  const all =
    (filter: (turn: number) => HealthFilter) =>
    (turn: number): HealthSearch => ({
      ...filter(turn),
      fromMs,
      toMs,
      limit: LIMIT,
    });
  return [
    { name: 'the newest of all', search: all(() => ({})) },
    { name: 'one kiosk', search: all((turn) => ({ kioskId: kiosk(turn) })) },
    {
      name: 'one kiosk, one hour',
      search: (turn) => {
        const hourMs = fromMs + pick(turn, 'hour', DAYS * 24) * HOUR_MS;
        return { kioskId: kiosk(turn), fromMs: hourMs, toMs: hourMs + HOUR_MS, limit: LIMIT };
      },
    },
    {
      name: 'one payment',
      search: all((turn) => ({ paymentId: paymentOf(pick(turn, 'payment', rows)) })),
    },
    { name: 'a device', search: all(() => ({ device: 'scanner' })) },
    { name: 'a device’s warnings', search: all(() => ({ device: 'printer', level: 'warn' })) },
    { name: 'warnings', search: all(() => ({ level: 'warn' })) },
    { name: 'errors', search: all(() => ({ level: 'error' })) },
    {
      name: 'one kiosk’s errors',
      search: all((turn) => ({ kioskId: kiosk(turn), level: 'error' })),
    },
    { name: 'a word of every third line', search: all(() => ({ text: 'intermediatestatus' })) },
    { name: 'a word of one line in 10,000', search: all(() => ({ text: 'tamper' })) },
    { name: 'the beginning of a word', search: all(() => ({ text: 'tamp' })) },
    { name: 'two words', search: all(() => ({ text: 'printer unknown' })) },
    { name: 'a word that is nowhere', search: all(() => ({ text: 'nowhere' })) },
    {
      name: 'one kiosk and a word',
      search: all((turn) => ({ kioskId: kiosk(turn), text: 'quarantined' })),
    },
    {
      name: 'a page deep in the past',
      search: (turn) => {
        const atMs = fromMs + pick(turn, 'deep', DAYS * DAY_MS);
        return { fromMs, toMs, limit: LIMIT, before: { atMs, id: 1 } };
      },
    },
  ];
};
