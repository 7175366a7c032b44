import { QueryClient } from '@tanstack/react-query';
import type { ConsoleProblem, Me } from '../contract/console.ts';

/** `away`: no answer, or none of ours. */
export class ApiTrouble extends Error {
  readonly code: ConsoleProblem['code'] | 'away';
  constructor(code: ConsoleProblem['code'] | 'away') {
    super(code);
    this.code = code;
  }
}

const STILL_THERE_MS = 2 * 60_000;
let touchedMs = Date.now();
for (const sign of ['pointerdown', 'keydown', 'wheel'] as const)
  window.addEventListener(
    sign,
    () => {
      touchedMs = Date.now();
    },
    { capture: true, passive: true },
  );

const ask = async (path: string, init: RequestInit): Promise<unknown> => {
  // What the page asks by itself keeps nobody signed in.
  const quiet = Date.now() - touchedMs > STILL_THERE_MS;
  const response = await fetch(`/console/api${path}`, {
    ...init,
    credentials: 'same-origin',
    headers: {
      ...(init.headers as Record<string, string>),
      ...(quiet ? { 'x-console-quiet': '1' } : {}),
    },
  }).catch(() => null);
  if (response === null) throw new ApiTrouble('away');
  if (response.status === 204) return null;
  const said = (await response.json().catch(() => null)) as {
    code?: ConsoleProblem['code'];
  } | null;
  if (response.ok && said !== null) return said;
  const trouble = new ApiTrouble(said?.code ?? 'away');
  // Wherever it is noticed: the page shows the way in again.
  if (trouble.code === 'notSignedIn') void queries.invalidateQueries({ queryKey: ['me'] });
  throw trouble;
};

/** What central answers has its contract's shape: both come from one release. */
export const read = async <T>(path: string): Promise<T> => (await ask(path, {})) as T;

/** An act that is answered with something. */
export const askFor = async <T>(me: Me, path: string, body: unknown = {}): Promise<T> =>
  (await ask(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-console-token': me.token },
    body: JSON.stringify(body),
  })) as T;

export const act = async (me: Me, path: string, body: unknown = {}): Promise<void> => {
  await askFor(me, path, body);
};

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (count, error) => error instanceof ApiTrouble && error.code === 'away' && count < 2,
      staleTime: 5_000,
    },
  },
});
