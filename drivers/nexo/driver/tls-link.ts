/** A TLS connection to the terminal, open and proven to be its, before a byte of a request goes out. */
import { connect as connectTcp, isIP } from 'node:net';
import { connect as connectTls, type SecureContext, type TLSSocket } from 'node:tls';
import type { Clock } from '../../../contract/clock.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import { isOurTerminal, type NexoEnvironment } from './common-name.ts';

export type TlsTarget = {
  readonly host: string;
  readonly port: number;
  readonly poiId: string;
  readonly environment: NexoEnvironment;
  /** Trusts the maker's roots and nobody else. */
  readonly trust: SecureContext;
};

export type LinkProblem = {
  readonly code: 'unreachable' | 'notTrusted' | 'timeout' | 'aborted';
  /** For the technician, e.g. `SELF_SIGNED_CERT_IN_CHAIN`. */
  readonly detail: string;
};

const codeOf = (error: Error): string => (error as NodeJS.ErrnoException).code ?? error.message;

/** Whatever fails here, nothing was asked of the terminal. */
export const openLink = (
  target: TlsTarget,
  clock: Clock,
  timers: { readonly connectMs: number; readonly tlsMs: number },
  signal: AbortSignal,
): Promise<Result<TLSSocket, LinkProblem>> =>
  new Promise((resolve) => {
    if (signal.aborted) {
      resolve(fail({ code: 'aborted', detail: 'given up' }));
      return;
    }
    const tcp = connectTcp({ host: target.host, port: target.port });
    let tls: TLSSocket | null = null;
    const finish = (result: Result<TLSSocket, LinkProblem>): void => {
      cancel();
      signal.removeEventListener('abort', giveUp);
      if (!result.ok) {
        tls?.destroy();
        tcp.destroy();
      }
      resolve(result);
    };
    const end = (code: LinkProblem['code'], detail: string): void => {
      finish(fail({ code, detail }));
    };
    const giveUp = (): void => {
      end('aborted', 'given up');
    };
    let cancel = clock.after(timers.connectMs, () => {
      end('timeout', 'no TCP connection');
    });
    signal.addEventListener('abort', giveUp, { once: true });
    tcp.once('error', (error) => {
      end('unreachable', codeOf(error));
    });
    tcp.once('connect', () => {
      cancel();
      cancel = clock.after(timers.tlsMs, () => {
        end('timeout', 'no TLS handshake');
      });
      const securing = connectTls({
        socket: tcp,
        secureContext: target.trust,
        rejectUnauthorized: true,
        minVersion: 'TLSv1.2',
        ...(isIP(target.host) === 0 ? { servername: target.host } : {}),
        // In place of the host name, which never matches (nexo digest §1.14); the chain is checked all the same.
        checkServerIdentity: (_host, certificate) =>
          isOurTerminal(certificate.subject.CN, target.poiId, target.environment)
            ? undefined
            : Object.assign(new Error('another name'), { code: 'WRONG_COMMON_NAME' }),
      });
      tls = securing;
      securing.once('error', (error: NodeJS.ErrnoException) => {
        end(error.syscall === undefined ? 'notTrusted' : 'unreachable', codeOf(error));
      });
      securing.once('close', () => {
        end('unreachable', 'closed in the handshake');
      });
      securing.once('secureConnect', () => {
        securing.removeAllListeners('close');
        securing.removeAllListeners('error');
        finish(ok(securing));
      });
    });
  });
