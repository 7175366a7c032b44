import { readFileSync } from 'node:fs';
import { createTRPCClient, createWSClient, wsLink, type TRPCClient } from '@trpc/client';
import { WebSocket } from 'ws';
import {
  engineAccessSchema,
  type EngineAccess,
  type EngineRouter,
} from '../../contract/engine-api.ts';

export type EngineClient = {
  readonly api: TRPCClient<EngineRouter>;
  readonly close: () => Promise<void>;
};

const RETRY_MS = 100;

export const readEngineAccess = (path: string): EngineAccess =>
  engineAccessSchema.parse(JSON.parse(readFileSync(path, 'utf8')));

/**
 * The engine's API as a page of `origin` has it, typed. Address and token are read at each connect,
 * so that it finds a restarted engine. The newest client controls: opening one takes over from the page.
 */
export const openEngineClient = (accessPath: string, origin: string): EngineClient => {
  class FromPage extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols, { origin });
    }
  }
  const socket = createWSClient({
    url: () => readEngineAccess(accessPath).url,
    connectionParams: () => ({ token: readEngineAccess(accessPath).token }),
    WebSocket: FromPage as unknown as typeof globalThis.WebSocket,
    retryDelayMs: () => RETRY_MS,
  });
  return {
    api: createTRPCClient<EngineRouter>({ links: [wsLink({ client: socket })] }),
    close: () => socket.close(),
  };
};
