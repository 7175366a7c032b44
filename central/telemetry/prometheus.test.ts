import { expect, test } from 'vitest';
import type { FleetHealth } from './fleet.ts';
import { createIntakeCounts } from './intake-counts.ts';
import { familiesOf } from './prometheus.ts';
import { prometheusText } from './prometheus-text.ts';

type Sample = { readonly labels: Record<string, string>; readonly value: number };
type Parsed = Record<string, { readonly type: string; readonly samples: Sample[] }>;

const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const LABEL = `[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\\\\n]|\\\\["\\\\n])*"`;
const SAMPLE = new RegExp(`^(${NAME})(?:\\{(${LABEL}(?:,${LABEL})*)\\})? (\\S+)$`, 'u');

const unescaped = (text: string): string =>
  text.replaceAll(/\\(.)/gu, (_all, char: string) => (char === 'n' ? '\n' : char));

/** Reads text format 0.0.4 as strictly as it is written down; throws at anything else. */
const parse = (text: string): Parsed => {
  if (!text.endsWith('\n')) throw new Error('the last line does not end');
  const families: Parsed = {};
  let current = '';
  let help = '';
  for (const line of text.slice(0, -1).split('\n')) {
    const [, helped] = new RegExp(`^# HELP (${NAME}) .+$`, 'u').exec(line) ?? [];
    const [, typed, type] = new RegExp(`^# TYPE (${NAME}) (gauge|counter)$`, 'u').exec(line) ?? [];
    if (helped !== undefined) {
      if (helped in families) throw new Error(`${helped} twice`);
      help = helped;
    } else if (typed !== undefined && type !== undefined) {
      if (typed !== help) throw new Error(`TYPE ${typed} after HELP ${help}`);
      families[typed] = { type, samples: [] };
      current = typed;
    } else {
      const parts: readonly (string | undefined)[] = SAMPLE.exec(line) ?? [];
      const [, name, labels = '', value = ''] = parts;
      if (name === undefined || name !== current) throw new Error(`not a sample: ${line}`);
      if (!/^(?:[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?|NaN|[+-]Inf)$/u.test(value))
        throw new Error(`not a value: ${value}`);
      const pairs = [...labels.matchAll(/([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/gu)];
      const sample = {
        labels: Object.fromEntries(
          pairs.map(([, key = '', said = '']): [string, string] => [key, unescaped(said)]),
        ),
        value: Number(value.replace('Inf', 'Infinity')),
      };
      const known = families[current]?.samples ?? [];
      if (known.some((each) => JSON.stringify(each.labels) === JSON.stringify(sample.labels)))
        throw new Error(`the same series twice: ${line}`);
      known.push(sample);
    }
  }
  return families;
};

const metric = (kioskId: string, name: string, value: number, device = '') => ({
  kioskId,
  name,
  device,
  value,
  atMs: 0,
});
const FLEET: FleetHealth = {
  enrolled: 3,
  contacts: [
    { kioskId: 'k-1', lastMs: 1_795_435_714_070 },
    { kioskId: 'k-2', lastMs: 1_795_435_000_000 },
  ],
  metrics: [
    metric('k-1', 'khidma.device.online', 1, 'printer'),
    metric('k-1', 'khidma.device.online', 0, 'terminal'),
    metric('k-1', 'khidma.exposure', 12_500),
    metric('k-2', 'khidma.exposure', 300),
    metric('k-1', 'khidma.queue', 2),
    metric('k-1', 'khidma.loop.delay.p99', 21.5),
    metric('k-2', 'khidma.last.contact.seconds', 0),
  ],
};

test('the fleet’s sums, each kiosk’s numbers and what was taken in, in text that parses', () => {
  const counts = createIntakeCounts();
  counts.add('logs', { stored: 12, repeated: false });
  counts.add('logs', { stored: 0, repeated: true });
  const families = parse(prometheusText(familiesOf(FLEET, counts)));
  const samplesOf = (name: string) => families[name]?.samples;
  expect(samplesOf('khidma_kiosks_enrolled')).toEqual([{ labels: {}, value: 3 }]);
  expect(samplesOf('khidma_fleet_exposure_fils')).toEqual([{ labels: {}, value: 12_800 }]);
  expect(samplesOf('khidma_fleet_queue')).toEqual([{ labels: {}, value: 2 }]);
  expect(samplesOf('khidma_kiosk_last_contact_seconds')).toEqual([
    { labels: { kiosk: 'k-1' }, value: 1_795_435_714.07 },
    { labels: { kiosk: 'k-2' }, value: 1_795_435_000 },
  ]);
  expect(samplesOf('khidma_kiosk_device_online')).toEqual([
    { labels: { kiosk: 'k-1', device: 'printer' }, value: 1 },
    { labels: { kiosk: 'k-1', device: 'terminal' }, value: 0 },
  ]);
  expect(samplesOf('khidma_kiosk_exposure')).toHaveLength(2);
  expect(samplesOf('khidma_kiosk_loop_delay_p99')?.[0]?.value).toBe(21.5);
  expect(families['khidma_health_items_total']?.type).toBe('counter');
  expect(samplesOf('khidma_health_items_total')).toContainEqual({
    labels: { signal: 'logs' },
    value: 12,
  });
  expect(samplesOf('khidma_health_repeated_total')).toContainEqual({
    labels: { signal: 'logs' },
    value: 1,
  });
});

test('what a label says may hold anything, and a value need not be finite', () => {
  const said = 'a "b" \\ c\nd';
  const families = parse(
    prometheusText([
      {
        name: 'x_total',
        help: 'two\nlines',
        type: 'counter',
        samples: [
          { labels: { said }, value: Number.POSITIVE_INFINITY },
          { labels: { said: 'b' }, value: Number.NaN },
          { labels: { said: 'c' }, value: 1e21 },
        ],
      },
      { name: 'empty', help: 'nothing', type: 'gauge', samples: [] },
    ]),
  );
  expect(families).toEqual({
    x_total: {
      type: 'counter',
      samples: [
        { labels: { said }, value: Number.POSITIVE_INFINITY },
        { labels: { said: 'b' }, value: Number.NaN },
        { labels: { said: 'c' }, value: 1e21 },
      ],
    },
  });
});
