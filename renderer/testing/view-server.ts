/** A real engine API over a real WebSocket, with views that a test sets and intents it can read. */
import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { TRPCError } from '@trpc/server';
import { applyWSSHandler } from '@trpc/server/adapters/ws';
import { WebSocketServer, type WebSocket } from 'ws';
import {
  engineRouter,
  type DockAct,
  type EngineAccess,
  type EngineContext,
  type EngineService,
  type Intent,
} from '../../contract/engine-api.ts';
import type { ScreenActDone } from '../../contract/remote-acts.ts';
import type { KioskView } from '../../contract/view.ts';
import { createStaffScript, type StaffScript } from './staff-script.ts';
import { staffView } from './technician-views.ts';

export interface ViewServer {
  readonly access: EngineAccess;
  readonly intents: Intent[];
  readonly dockActs: DockAct[];
  readonly screenActs: ScreenActDone[];
  readonly staff: StaffScript;
  /** Connections tried, accepted or not. */
  readonly connections: () => number;
  /** Sends a view with a new revision. */
  readonly show: (view: KioskView) => void;
  /** Forgets the token it knew: pages that come with it are refused. */
  readonly changeToken: () => EngineAccess;
  readonly close: () => Promise<void>;
}

const newToken = (): string => randomBytes(24).toString('base64url');

/** Listens on 127.0.0.1; `port` 0 takes any. */
export const startViewServer = async (first: KioskView, port = 0): Promise<ViewServer> => {
  let view = first;
  let token = newToken();
  let controller: WebSocket | null = null;
  let connections = 0;
  const intents: Intent[] = [];
  const dockActs: DockAct[] = [];
  const screenActs: ScreenActDone[] = [];
  const staff = createStaffScript(staffView);
  const listeners = new Set<() => void>();

  const service: EngineService = {
    intent: (intent) => {
      intents.push(intent);
      return Promise.resolve({ accepted: true });
    },
    views: async function* (signal) {
      let sent = -1;
      while (!signal.aborted) {
        if (view.revision !== sent) {
          sent = view.revision;
          yield view;
          continue;
        }
        await new Promise<void>((resolve) => {
          const wake = (): void => {
            listeners.delete(wake);
            resolve();
          };
          listeners.add(wake);
          signal.addEventListener('abort', wake, { once: true });
        });
      }
    },
    screenActDone: (done) => {
      screenActs.push(done);
      return true;
    },
    payment: () => null,
    exposure: () => ({
      unfinished: 0,
      storedFils: 0,
      storedPayments: 0,
      oldestAt: null,
      oldestAgeMs: 0,
      deadlineMs: null,
      used: { fils: 0, count: 0, age: 0 },
      nearest: 'fils',
      level: 0,
      unclear: 0,
    }),
    dock: (act) => {
      dockActs.push(act);
      return Promise.resolve(true);
    },
    printFinal: () => Promise.resolve(false),
    identity: () => null,
    enrol: () => Promise.resolve({ accepted: false, problem: 'notNow' }),
    technician: staff.service,
  };

  const wss = new WebSocketServer({ host: '127.0.0.1', port });
  await new Promise<void>((resolve, reject) => {
    wss.once('listening', resolve);
    wss.once('error', reject);
  });
  wss.on('connection', () => {
    connections += 1;
  });
  applyWSSHandler({
    wss,
    router: engineRouter,
    createContext: ({ res, info }): EngineContext => {
      if (info.connectionParams?.['token'] !== token) {
        throw new TRPCError({ code: 'UNAUTHORIZED', message: 'wrong token' });
      }
      if (controller !== null && controller !== res) controller.close(4001, 'superseded');
      controller = res;
      return { service, controlling: () => controller === res, connection: res };
    },
  });

  const access = (): EngineAccess => ({
    url: `ws://127.0.0.1:${String((wss.address() as AddressInfo).port)}/`,
    token,
  });
  return {
    get access() {
      return access();
    },
    intents,
    dockActs,
    screenActs,
    staff,
    connections: () => connections,
    show: (next) => {
      view = { ...next, revision: view.revision + 1 };
      for (const wake of [...listeners]) wake();
    },
    changeToken: () => {
      token = newToken();
      for (const socket of wss.clients) socket.terminate();
      return access();
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of wss.clients) socket.terminate();
        wss.close(() => {
          resolve();
        });
      }),
  };
};
