import type { Clock } from '../../contract/clock.ts';
import type { Lock } from '../../contract/remote-acts.ts';
import type { Gateway } from '../../engine/gateway/client.ts';
import { startRemoteActs, type RemoteActs } from '../../engine/remote/remote-acts.ts';
import { salesOf, type House } from './house.ts';
import type { LogLine } from './mishaps.ts';

const LOOK_MS = 10_000;

/** What operators ask of a played kiosk, through the engine's own checks; there is no screen to picture. */
export const startPlayedActs = (deps: {
  readonly kioskId: string;
  readonly publicKey: string;
  readonly gateway: Gateway;
  readonly house: House;
  readonly clock: Clock;
  readonly write: (lines: readonly LogLine[], atMs: number) => void;
  readonly onBug: (cause: unknown) => void;
}): RemoteActs => {
  const { house, clock } = deps;
  const kept = new Map<string, string>();
  let lock: Lock | null = null;
  return startRemoteActs({
    ...deps,
    journal: {
      keep: (name, value) => {
        kept.set(name, value);
      },
      kept: (name) => kept.get(name) ?? null,
    },
    online: () => house.line === 'up',
    paying: () => false,
    idle: () => salesOf(house) !== 'door',
    boot: '',
    everyMs: LOOK_MS,
    log: (event, fields) => {
      deps.write([{ event, ...(fields === undefined ? {} : { fields }) }], clock.wallMs());
    },
    means: {
      lock: {
        now: () => lock,
        set: (next) => {
          lock = next;
          house.locked = next !== null;
        },
      },
      screen: {
        ask: (_actId, act) =>
          Promise.resolve(
            act === 'restart' ? { outcome: 'done' } : { outcome: 'refused', reason: 'notHere' },
          ),
      },
      fetchCatalogue: () => Promise.resolve(true),
      onChange: () => undefined,
    },
  });
};
