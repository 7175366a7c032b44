/** One HTTP exchange on a connection of its own: no agent, no repeat, no proxy (nexo digest §2). */
import { request as httpRequest } from 'node:http';
import type { Clock } from '../../../contract/clock.ts';
import { LONGEST_MESSAGE } from '../codec/envelope.ts';
import { openLink, type LinkProblem, type TlsTarget } from './tls-link.ts';

export type PostOutcome =
  /** Not a byte of the request left. */
  | { readonly kind: 'notSent'; readonly problem: LinkProblem }
  /** It may have arrived. */
  | { readonly kind: 'noAnswer' }
  | { readonly kind: 'linkLost' }
  | { readonly kind: 'answered'; readonly status: number; readonly body: Buffer };

export type PostOptions = {
  readonly clock: Clock;
  readonly connectMs: number;
  readonly tlsMs: number;
  readonly answerMs: number;
  /** Gives up: before sending `notSent`, afterwards `linkLost`. */
  readonly signal: AbortSignal;
  /** The request is about to leave; from here on nothing is `notSent`. */
  readonly onSending: () => void;
};

const PATH = '/nexo/';

export const post = async (
  target: TlsTarget,
  body: string,
  options: PostOptions,
): Promise<PostOutcome> => {
  const { clock, signal } = options;
  const link = await openLink(target, clock, options, signal);
  if (!link.ok) return { kind: 'notSent', problem: link.error };
  const socket = link.value;
  if (signal.aborted) {
    socket.destroy();
    return { kind: 'notSent', problem: { code: 'aborted', detail: 'given up' } };
  }
  options.onSending();
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const finish = (outcome: PostOutcome): void => {
      cancel();
      signal.removeEventListener('abort', lost);
      request.destroy();
      socket.destroy();
      resolve(outcome);
    };
    const lost = (): void => {
      finish({ kind: 'linkLost' });
    };
    const cancel = clock.after(options.answerMs, () => {
      finish({ kind: 'noAnswer' });
    });
    const bytes = Buffer.from(body, 'utf8');
    const request = httpRequest({
      method: 'POST',
      path: PATH,
      host: target.host,
      port: target.port,
      createConnection: () => socket,
      headers: {
        'content-type': 'application/json',
        'content-length': bytes.length,
        connection: 'close',
      },
    });
    signal.addEventListener('abort', lost, { once: true });
    request.on('error', lost);
    request.on('close', lost);
    request.on('response', (response) => {
      response.on('error', lost);
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > LONGEST_MESSAGE) lost();
        else chunks.push(chunk);
      });
      response.on('end', () => {
        finish({
          kind: 'answered',
          status: response.statusCode ?? 0,
          body: Buffer.concat(chunks),
        });
      });
    });
    request.end(bytes);
  });
};
