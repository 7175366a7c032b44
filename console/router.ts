import { useSyncExternalStore } from 'react';

/** The page's pages are addresses: each can be sent to somebody. */
export const BASE = '/console/';
const MOVED = 'khidma-moved';

/** What stands behind `/console`, with its query. */
export type Place = { readonly path: string; readonly query: URLSearchParams };

const subscribe = (listener: () => void): (() => void) => {
  window.addEventListener('popstate', listener);
  window.addEventListener(MOVED, listener);
  return () => {
    window.removeEventListener('popstate', listener);
    window.removeEventListener(MOVED, listener);
  };
};
const address = (): string => location.pathname + location.search;

export const placeOf = (text: string): Place => {
  const url = new URL(text, 'http://here');
  const path = url.pathname.replace(/^\/console(?=\/|$)/u, '').replace(/\/+$/u, '');
  return { path: path === '' ? '/' : path, query: url.searchParams };
};

/** Where the browser stands now. */
export const usePlace = (): Place => placeOf(useSyncExternalStore(subscribe, address));

/** The address of `path`, as `/kiosks/kiosk-17`, with those of `query` that say something. */
export const linkTo = (
  path: string,
  query: Readonly<Record<string, string | undefined>> = {},
): string => {
  const said = Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1]));
  const search = new URLSearchParams(said).toString();
  return `${BASE}${path.replace(/^\//u, '')}${search === '' ? '' : `?${search}`}`;
};

/** Goes there; `replace`: the step back leads past where we were. */
export const go = (to: string, replace = false): void => {
  if (replace) history.replaceState(null, '', to);
  else history.pushState(null, '', to);
  window.dispatchEvent(new Event(MOVED));
};
