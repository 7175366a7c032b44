import type { MessageSender } from '../sender.ts';

const TIMEOUT_MS = 20_000;
/** A wrong token or a full account is ours to mend; the number is not to blame. */
const OURS = [401, 402, 403, 408, 425, 429];

/**
 * Text messages through an HTTP gateway: `POST url` with `{to, text}` in JSON, a bearer token, and the
 * message's id as `Idempotency-Key`; any 2xx is taken for accepted.
 */
export const httpSmsSender = (url: string, token: string | null): MessageSender => ({
  channel: 'sms',
  send: async ({ id, address, text }) => {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': id,
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify({ to: address, text }),
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      await response.body?.cancel();
      if (response.ok) return 'accepted';
      const { status } = response;
      return status >= 400 && status < 500 && !OURS.includes(status) ? 'refused' : 'away';
    } catch {
      return 'away';
    }
  },
  close: () => undefined,
});
