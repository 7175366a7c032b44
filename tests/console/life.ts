/** A fleet with a past: what its kiosks told, hour by hour, by the central's own clock. */
import { sendLines } from '../../central/testing/health-lines.ts';
import { reportingKiosk, type ReportingKiosk } from '../../central/testing/status-reports.ts';
import type { KioskClient } from '../../central/testing/kiosk-client.ts';
import type { Stage } from './stage.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Bahrain's noon is nine o'clock in Greenwich. */
const AHEAD = 3 * HOUR;

export type Life = {
  readonly kiosks: ReadonlyMap<string, ReportingKiosk>;
  readonly clients: ReadonlyMap<string, KioskClient>;
  /** Everybody, as all is well, but those who are named. */
  readonly all: (but?: readonly string[]) => Promise<void>;
};

export const beginLife = async (stage: Stage, count: number): Promise<Life> => {
  const kiosks = new Map<string, ReportingKiosk>();
  const clients = new Map<string, KioskClient>();
  for (let seed = 1; seed <= count; seed++) {
    const client = await stage.central.kiosk(`kiosk-${String(seed)}`);
    clients.set(client.kioskId, client);
    kiosks.set(client.kioskId, reportingKiosk(client, stage.central.clock, seed));
  }
  return {
    kiosks,
    clients,
    all: async (but = []) => {
      for (const [name, { report }] of kiosks) if (!but.includes(name)) await report();
    },
  };
};

/** Moves on to that time of Bahrain's day: today if it is still to come, else tomorrow. */
export const goTo = ({ central: { clock } }: Stage, hours: number, minutes: number): void => {
  const dayMs = 24 * HOUR;
  const nowOfDay = (clock.wallMs() + AHEAD) % dayMs;
  const wanted = hours * HOUR + minutes * MINUTE;
  clock.advance((wanted - nowOfDay + dayMs) % dayMs);
};

/** Kiosk 17 stopped at 14:05 and sold again at 14:31; today it is a quarter past ten, and three are unwell. */
export const liveYesterday = async (stage: Stage, life: Life): Promise<void> => {
  const kiosk = life.kiosks.get('kiosk-17');
  const client = life.clients.get('kiosk-17');
  if (kiosk === undefined || client === undefined) throw new Error('no kiosk 17');
  goTo(stage, 9, 0);
  await life.all();
  goTo(stage, 14, 5);
  await kiosk.report({ states: { sales: 'terminalAway', terminal: 'offline' } });
  await sendLines(client, stage.central.clock, [
    { event: 'terminal.state', device: 'terminal', state: 'offline' },
    { event: 'device.notOpened', level: 13, device: 'terminal', state: 'noSuchPort' },
  ]);
  goTo(stage, 14, 31);
  await kiosk.report();
  goTo(stage, 10, 15);
  await life.all(['kiosk-3', 'kiosk-5', 'kiosk-8']);
  await life.kiosks.get('kiosk-3')?.report({
    states: { sales: 'door', door: 'open', tamper: 'yes', cabinet: 'online' },
  });
  await life.kiosks.get('kiosk-5')?.report({
    paperLeft: 12,
    states: { paper: 'low', inDoubt: 'some' },
    inDoubt: { payments: 1, oldestAgeMs: 90 * MINUTE },
    exposure: { fils: 812_500, payments: 23, oldestAgeMs: 5 * HOUR },
  });
};
