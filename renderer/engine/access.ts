import type { EngineAccess } from '../../contract/engine-api.ts';

const isAccess = (value: unknown): value is EngineAccess => {
  if (typeof value !== 'object' || value === null) return false;
  const { url, token } = value as Record<string, unknown>;
  return (
    typeof url === 'string' &&
    /^ws:\/\/127\.0\.0\.1:[0-9]{1,5}\/$/u.test(url) &&
    typeof token === 'string' &&
    token.length >= 32
  );
};

/**
 * Where the engine listens now and with which token, or `null` while nobody knows.
 * Asked again before every connection: a restarted engine has another port and token.
 */
export const readAccess = async (): Promise<EngineAccess | null> => {
  try {
    const value: unknown =
      window.khidma === undefined
        ? await (await fetch('/engine.json', { cache: 'no-store' })).json()
        : await window.khidma.engineAccess();
    return isAccess(value) ? value : null;
  } catch {
    return null;
  }
};
