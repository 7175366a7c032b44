import type { Clock } from '../../contract/clock.ts';
import type { StatusReport } from '../../contract/status-report.ts';
import type { KioskClient, Reply } from './kiosk-client.ts';

const WELL: Readonly<Record<string, string>> = {
  sales: 'open',
  gateway: 'online',
  terminal: 'online',
  printer: 'online',
  paper: 'full',
  cover: 'closed',
  inDoubt: 'none',
  exposure: 'low',
  clock: 'synchronised',
};

export const sampleStatus = (wallMs: number): StatusReport => ({
  run: '00000000-0000-7000-8000-000000000000',
  number: 1,
  at: new Date(wallMs).toISOString(),
  uptimeMs: 0,
  version: '0.1.0',
  catalogueVersion: 3,
  place: { ar: 'مجمع السيف', en: 'Seef Mall' },
  paperLeft: 400,
  exposure: { fils: 0, payments: 0, oldestAgeMs: 0 },
  inDoubt: { payments: 0, oldestAgeMs: 0 },
  states: {},
  changes: [],
});

/** What a report may say otherwise than that all is well. */
export type Said = Partial<Omit<StatusReport, 'states' | 'changes'>> & {
  readonly states?: Readonly<Record<string, string>>;
  readonly changes?: StatusReport['changes'];
};

export type ReportingKiosk = {
  readonly kioskId: string;
  /** Sends the next report of this run. */
  readonly report: (said?: Said) => Promise<Reply>;
  /** The engine begins anew. */
  readonly restart: () => void;
};

/** A kiosk that tells how it is by `clock`, as the engine does; `run` is made of its number. */
export const reportingKiosk = (kiosk: KioskClient, clock: Clock, seed: number): ReportingKiosk => {
  let runs = 0;
  let number = 0;
  let startedMs = clock.wallMs();
  let since: Readonly<Record<string, { state: string; since: string }>> = {};
  return {
    kioskId: kiosk.kioskId,
    restart: () => {
      runs += 1;
      number = 0;
      startedMs = clock.wallMs();
    },
    report: ({ states = {}, changes = [], ...more } = {}) => {
      number += 1;
      const at = new Date(clock.wallMs()).toISOString();
      since = Object.fromEntries(
        Object.entries({ ...WELL, ...states }).map(([subject, state]) => {
          const before = since[subject];
          return [subject, before?.state === state ? before : { state, since: at }];
        }),
      );
      const tail = `${String(seed).padStart(6, '0')}${String(runs).padStart(6, '0')}`;
      const report: StatusReport = {
        ...sampleStatus(clock.wallMs()),
        run: `00000000-0000-7000-8000-${tail}`,
        number,
        uptimeMs: clock.wallMs() - startedMs,
        place: { ar: `مجمع رقم ${String(seed)}`, en: `Mall ${String(seed)}` },
        states: since,
        changes,
        ...more,
      };
      return kiosk.call('PUT', '/v1/kiosks/status', report);
    },
  };
};
