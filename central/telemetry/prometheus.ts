import { createHash, timingSafeEqual } from 'node:crypto';
import { SIGNALS } from '../../contract/otlp.ts';
import type { Database } from '../database/schema.ts';
import type { App } from '../http/app.ts';
import { sendProblem } from '../problems.ts';
import { fleetHealth, type FleetHealth } from './fleet.ts';
import type { IntakeCounts } from './intake-counts.ts';
import { type Family, prometheusText, PROMETHEUS_TYPE } from './prometheus-text.ts';

/** Kiosks' own names as Prometheus has them: `khidma.paper.left` is `khidma_kiosk_paper_left`. */
const kioskMetric = (name: string): string =>
  `khidma_kiosk_${name.replace(/^khidma\./u, '').replaceAll(/[^a-z0-9]+/gu, '_')}`;

/** Sums over the fleet, by the kiosks' own name. */
const FLEET_SUMS: readonly [of: string, name: string, help: string][] = [
  ['khidma.exposure', 'khidma_fleet_exposure_fils', 'Charged and not yet recorded here, fils'],
  ['khidma.exposure.payments', 'khidma_fleet_exposure_payments', 'Payments that wait at kiosks'],
  ['khidma.queue', 'khidma_fleet_queue', 'Payments that are not finished'],
  [
    'khidma.unclear',
    'khidma_fleet_unclear',
    'Payments of which it is not known whether they charged',
  ],
];

export const familiesOf = (
  { contacts, metrics, enrolled }: FleetHealth,
  counts: IntakeCounts,
): readonly Family[] => {
  const byName = Map.groupBy(metrics, ({ name }) => name);
  const families: readonly Family[] = [
    {
      name: 'khidma_kiosks_enrolled',
      help: 'Kiosks that may speak to this gateway',
      type: 'gauge',
      samples: [{ value: enrolled }],
    },
    ...FLEET_SUMS.map(([of, name, help]): Family => ({
      name,
      help,
      type: 'gauge',
      samples: [{ value: (byName.get(of) ?? []).reduce((sum, each) => sum + each.value, 0) }],
    })),
    {
      name: 'khidma_kiosk_last_contact_seconds',
      help: 'When the kiosk was last heard, seconds since 1970',
      type: 'gauge',
      samples: contacts.map(({ kioskId, lastMs }) => ({
        labels: { kiosk: kioskId },
        value: lastMs / 1_000,
      })),
    },
    ...[...byName].map(([name, of]): Family => ({
      name: kioskMetric(name),
      help: `${name}, as the kiosk said last`,
      type: 'gauge',
      samples: of.map(({ kioskId, device, value }) => ({
        labels: { kiosk: kioskId, ...(device === '' ? {} : { device }) },
        value,
      })),
    })),
    counter('khidma_health_batches_total', 'Batches taken in by this process', counts, 'batches'),
    counter('khidma_health_repeated_total', 'Batches that had been stored', counts, 'repeated'),
    counter('khidma_health_items_total', 'Lines, points and spans stored', counts, 'items'),
  ];
  // No kiosk can spoil the text for all by a name of ours: the first of each name stands.
  const names = families.map(({ name }) => name);
  return families.filter(({ name }, index) => names.indexOf(name) === index);
};

const counter = (
  name: string,
  help: string,
  counts: IntakeCounts,
  what: 'batches' | 'repeated' | 'items',
): Family => ({
  name,
  help,
  type: 'counter',
  samples: SIGNALS.map((signal) => ({ labels: { signal }, value: counts.of(signal)[what] })),
});

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** `GET /metrics` for whoever has the token; what a fleet owes is nobody else's business. */
export const mountPrometheus = (
  app: App,
  deps: { readonly db: Database; readonly counts: IntakeCounts; readonly token: string },
): void => {
  const right = digest(`Bearer ${deps.token}`);
  app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    if (!timingSafeEqual(digest(request.headers.authorization ?? ''), right))
      return sendProblem(reply, 'notAuthenticated');
    const text = prometheusText(familiesOf(await fleetHealth(deps.db), deps.counts));
    return reply.type(PROMETHEUS_TYPE).send(text);
  });
};
