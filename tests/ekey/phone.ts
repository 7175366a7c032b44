/** A phone's browser before the issuer's pages: cookies, forms and redirects, no scripts. */

export type Phone = {
  /** Opens the QR's address and presses on to the page that asks whether the codes are the same. */
  readonly open: (url: string) => Promise<string>;
  readonly refuse: () => Promise<string>;
  /** Presses yes and chooses this person; the page that is then shown. */
  readonly confirm: (personalNumber: string) => Promise<string>;
};

export const takePhone = (): Phone => {
  const cookies = new Map<string, string>();
  let here = '';
  let html = '';

  const go = async (url: string, form?: Readonly<Record<string, string>>): Promise<string> => {
    let next = { url: new URL(url, here === '' ? url : here).href, form };
    for (let hops = 0; hops < 10; hops += 1) {
      const response = await fetch(next.url, {
        method: next.form === undefined ? 'GET' : 'POST',
        redirect: 'manual',
        headers: {
          cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
          ...(next.form === undefined
            ? {}
            : { 'content-type': 'application/x-www-form-urlencoded' }),
        },
        ...(next.form === undefined ? {} : { body: new URLSearchParams(next.form).toString() }),
      });
      for (const set of response.headers.getSetCookie()) {
        const [pair = ''] = set.split(';');
        cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
      }
      here = next.url;
      html = await response.text();
      const location = response.headers.get('location');
      if (location === null) return html;
      next = { url: new URL(location, here).href, form: undefined };
    }
    throw new Error('redirected for ever');
  };
  const fields = (): Record<string, string> =>
    Object.fromEntries(
      [...html.matchAll(/<input[^>]*type="hidden"[^>]*>/gu)].map(([input]) => [
        /name="([^"]*)"/u.exec(input)?.[1] ?? '',
        /value="([^"]*)"/u.exec(input)?.[1] ?? '',
      ]),
    );
  const action = (): string => /<form[^>]*action="([^"]*)"/u.exec(html)?.[1] ?? here;
  const press = (more: Readonly<Record<string, string>> = {}): Promise<string> =>
    go(action().replaceAll('&amp;', '&'), { ...fields(), ...more });

  return {
    open: async (url) => {
      await go(url);
      return press();
    },
    refuse: () => press({ abort: 'yes' }),
    confirm: async (personalNumber) => {
      await press();
      return press({ person: personalNumber });
    },
  };
};
