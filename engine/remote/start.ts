import type { Contact } from '../gateway/contact.ts';
import type { EngineDeps } from '../engine-deps.ts';
import type { Gateway } from '../gateway/client.ts';
import type { Identity } from '../identity/identity.ts';
import type { CardPayments } from '../payments/card-payments.ts';
import type { Staff } from '../technician/start.ts';
import type { Visit } from '../visit/visit.ts';
import type { LockKeeper } from './lock.ts';
import { startRemoteActs, type RemoteActs } from './remote-acts.ts';
import type { ScreenDesk } from './screen-desk.ts';

/** With the usual heartbeat a look every ten seconds. */
const HEARTBEATS_BETWEEN = 2;

/** Lets operators act on this kiosk, with what there is here to act with. */
export const startRemote = (
  deps: EngineDeps & {
    readonly gateway: Gateway;
    readonly contact: Pick<Contact, 'online' | 'fetchCatalogue'>;
    readonly rotateKey: Identity['rotate'] | undefined;
    readonly cards: Pick<CardPayments, 'asking'>;
    readonly staff: Pick<Staff, 'closes'> | null;
    readonly visit: Visit;
    readonly lock: LockKeeper;
    readonly screen: ScreenDesk;
  },
): RemoteActs => {
  const { config, contact, rotateKey, visit, kioskFile, restartMachine } = deps;
  return startRemoteActs({
    ...deps,
    kioskId: config.kiosk.id,
    publicKey: config.gateway.commandKey ?? config.gateway.catalogueKey,
    online: contact.online,
    paying: () => visit.position().at === 'paying' || deps.cards.asking(),
    idle: () => visit.position().at === 'attract' && deps.staff?.closes() !== true,
    everyMs: HEARTBEATS_BETWEEN * config.timing.heartbeatMs,
    boot: deps.bootId?.() ?? '',
    means: {
      lock: deps.lock,
      screen: deps.screen,
      fetchCatalogue: contact.fetchCatalogue,
      ...(rotateKey === undefined ? {} : { rotateKey }),
      ...(kioskFile === undefined ? {} : { restartEngine: kioskFile.restart }),
      ...(restartMachine === undefined ? {} : { restartMachine }),
      onChange: visit.refresh,
    },
  });
};
