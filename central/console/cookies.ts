import type { CookieSerializeOptions } from '@fastify/cookie';

/** The two cookies of an origin: who is signed in, and who is on the way to the issuer and back. */
export type Cookies = {
  readonly session: { readonly name: string; readonly options: CookieSerializeOptions };
  readonly signIn: { readonly name: string; readonly options: CookieSerializeOptions };
};

/** Over https the name itself keeps every other host and path from setting them. */
export const cookiesOf = (origin: string): Cookies => {
  const secure = origin.startsWith('https:');
  const prefix = secure ? '__Host-' : '';
  const shared = { path: '/', httpOnly: true, secure } as const;
  return {
    session: { name: `${prefix}khidma-console`, options: { ...shared, sameSite: 'strict' } },
    // The issuer sends the browser back here: that is another site's doing.
    signIn: { name: `${prefix}khidma-sign-in`, options: { ...shared, sameSite: 'lax' } },
  };
};
