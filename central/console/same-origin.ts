type Headers = Readonly<Record<string, string | string[] | undefined>>;

const one = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value[0] : value;

/** Whether the browser asked this very address: a foreign name may be made to lead here. */
export const isOurHost = (headers: Headers, origin: string): boolean =>
  one(headers['host']) === new URL(origin).host;

/** Whether our own page asks, or whoever typed the address; no other page may read even. */
export const mayRead = (headers: Headers): boolean => {
  const site = one(headers['sec-fetch-site']);
  return site === undefined || site === 'same-origin' || site === 'none';
};

/** Whether our own page asks. What says neither where it comes from nor its site is no browser's page. */
export const mayWrite = (headers: Headers, origin: string): boolean => {
  const from = one(headers['origin']);
  const site = one(headers['sec-fetch-site']);
  if (from !== undefined) return from === origin && (site ?? 'same-origin') === 'same-origin';
  return site === 'same-origin';
};
