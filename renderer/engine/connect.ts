import { createTRPCClient, createWSClient, wsLink, type TRPCClient } from '@trpc/client';
import type { DockAct, EngineAccess, EngineRouter, Intent } from '../../contract/engine-api.ts';
import type { ScreenActDone } from '../../contract/remote-acts.ts';
import type { KioskView } from '../../contract/view.ts';

/** `refused`: the engine does not know this token. `superseded`: another page took over. */
export type EndReason = 'closed' | 'refused' | 'superseded';

export interface Connection {
  /** Resolves when the engine has answered or the link is gone; what changed arrives as a view. */
  readonly intent: (intent: Intent) => Promise<void>;
  readonly dock: (act: DockAct) => Promise<boolean>;
  /** Whether it was asked for. */
  readonly screenActDone: (done: ScreenActDone) => Promise<boolean>;
  /** The staff's own part, for `renderer/technician/`. */
  readonly technician: TRPCClient<EngineRouter>['technician'];
  readonly close: () => void;
}

export interface ConnectionEvents {
  readonly onView: (view: KioskView) => void;
  /** Once; nothing comes after it. */
  readonly onEnd: (reason: EndReason) => void;
}

export type Connect = (access: EngineAccess, events: ConnectionEvents) => Connection;

const SUPERSEDED = 'superseded';

/** The engine's answer to a connection it does not accept carries the id `null`. */
export const rejectionIn = (frame: unknown): EndReason | null => {
  if (typeof frame !== 'string' || !frame.startsWith('{')) return null;
  const message = JSON.parse(frame) as { id?: unknown; error?: { message?: string } };
  if (message.id !== null || message.error === undefined) return null;
  return (message.error.message ?? '').includes(SUPERSEDED) ? 'superseded' : 'refused';
};

/** One connection, once: tRPC's own endless reconnecting is switched off, `EngineLink` decides. */
export const connect: Connect = (access, events) => {
  let ended = false;
  const end = (reason: EndReason): void => {
    if (ended) return;
    ended = true;
    subscription.unsubscribe();
    client.close().catch(() => undefined);
    events.onEnd(reason);
  };

  /** tRPC keeps a rejection and the close's reason to itself, so they are read on the way in. */
  class WatchedWebSocket extends WebSocket {
    constructor(url: string | URL) {
      super(url);
      this.addEventListener('message', ({ data }) => {
        const reason = rejectionIn(data);
        if (reason !== null) end(reason);
      });
      this.addEventListener('close', (event) => {
        end(event.reason.includes(SUPERSEDED) ? 'superseded' : 'closed');
      });
    }
  }

  const client = createWSClient({
    url: access.url,
    connectionParams: { token: access.token },
    WebSocket: WatchedWebSocket,
    keepAlive: { enabled: true, intervalMs: 4_000, pongTimeoutMs: 4_000 },
  });
  const api = createTRPCClient<EngineRouter>({ links: [wsLink({ client })] });

  const endedBy = (problem: { message: string }): void => {
    end(problem.message.includes(SUPERSEDED) ? 'superseded' : 'closed');
  };
  const subscription = api.view.subscribe(undefined, {
    onData: (view) => {
      if (!ended) events.onView(view);
    },
    onError: endedBy,
    onComplete: () => {
      end('closed');
    },
  });

  const watchFailure = (problem: unknown): void => {
    if (problem instanceof Error && problem.message.includes(SUPERSEDED)) end('superseded');
  };
  return {
    intent: (intent) => api.intent.mutate(intent).then(() => undefined, watchFailure),
    dock: (act) =>
      api.dock.mutate({ act }).catch((problem: unknown) => {
        watchFailure(problem);
        return false;
      }),
    screenActDone: (done) => api.screenActDone.mutate(done).catch(() => false),
    technician: api.technician,
    close: () => {
      end('closed');
    },
  };
};
