/** Somebody at a desk, as a browser without a screen: cookies, redirects, the headers that browsers send. */
import type { Me } from '../../contract/console.ts';

export type Answer = { readonly status: number; readonly headers: Headers; readonly text: string };

type Cookie = { readonly value: string; readonly attributes: string };

export type Desk = {
  readonly cookies: ReadonlyMap<string, Cookie>;
  /** Without following; with this site's cookies. */
  readonly get: (url: string, headers?: Record<string, string>) => Promise<Answer>;
  readonly post: (
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<Answer>;
  /** From the console to the issuer and back, as this person of the demonstration. */
  readonly signIn: (person: string, to?: string) => Promise<Answer>;
  readonly me: () => Promise<Me>;
};

const MOST_STEPS = 12;

export const openDesk = (consoleUrl: string): Desk => {
  // Cookies know no ports: the two sites keep theirs by names of their own.
  const cookies = new Map<string, Cookie>();
  let token = '';
  const keep = (response: Response): void => {
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split('; ');
      const name = pair.slice(0, pair.indexOf('='));
      const value = pair.slice(name.length + 1);
      if (
        value === '' ||
        attributes.some((each) => /^Max-Age=0|^Expires=Thu, 01 Jan 1970/iu.test(each))
      )
        cookies.delete(name);
      else cookies.set(name, { value, attributes: attributes.join('; ') });
    }
  };
  const ask = async (url: string, init: RequestInit): Promise<Answer> => {
    const jar = [...cookies].map(([name, { value }]) => `${name}=${value}`).join('; ');
    const response = await fetch(new URL(url, consoleUrl), {
      ...init,
      redirect: 'manual',
      headers: {
        ...(init.headers as Record<string, string>),
        ...(jar === '' ? {} : { cookie: jar }),
      },
    });
    keep(response);
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  const get: Desk['get'] = (url, headers = {}) => ask(url, { headers });
  const me: Desk['me'] = async () => JSON.parse((await get('/console/api/me')).text) as Me;
  return {
    cookies,
    get,
    me,
    post: async (path, body = {}, headers = {}) => {
      if (token === '') ({ token } = await me());
      return ask(path, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: {
          'content-type': 'application/json',
          origin: new URL(consoleUrl).origin,
          'sec-fetch-site': 'same-origin',
          'x-console-token': token,
          ...headers,
        },
      });
    },
    signIn: async (person, to = '/console/') => {
      token = '';
      let url = new URL(`/console/sign-in?to=${encodeURIComponent(to)}`, consoleUrl);
      let answer = await get(url.href);
      for (let step = 0; step < MOST_STEPS; step++) {
        const next = answer.headers.get('location');
        if (next !== null) {
          url = new URL(next, url);
          if (url.origin === new URL(consoleUrl).origin && !url.pathname.endsWith('/callback'))
            return answer;
          answer = await get(url.href);
        } else
          answer = await ask(url.href, {
            method: 'POST',
            body: `person=${person}`,
            headers: { 'content-type': 'application/x-www-form-urlencoded' },
          });
      }
      throw new Error(`the sign-in led nowhere: ${answer.text.slice(0, 200)}`);
    },
  };
};
