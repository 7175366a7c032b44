import { lookup } from 'node:dns/promises';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { connect as connectTls } from 'node:tls';
import type { NetworkCode } from '../../contract/technician-network.ts';

export type Probe = { readonly code: NetworkCode; readonly detail: string | null };

/** The machine's own network, or a test's. */
export type Probes = {
  readonly link: (host: string) => Probe;
  readonly dns: (host: string) => Promise<Probe>;
  readonly tls: (url: URL) => Promise<Probe>;
};

const PATIENCE_MS = 8_000;

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || host.startsWith('127.');
/** A URL writes an IPv6 address in brackets. */
const bare = (host: string): string => host.replace(/^\[|\]$/gu, '');

const CODES: Readonly<Record<string, NetworkCode>> = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'closed',
  EPIPE: 'closed',
  ETIMEDOUT: 'noAnswer',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ENOTFOUND: 'noName',
  EAI_AGAIN: 'noAnswer',
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'notYetValid',
  ERR_TLS_CERT_ALTNAME_INVALID: 'wrongName',
};

/** What a failed connection means to a person; whatever else a certificate lacks, it is not trusted. */
export const meaningOf = (code: string): NetworkCode =>
  CODES[code] ?? (/CERT|SIGNATURE|ISSUER|SELF_SIGNED/u.test(code) ? 'untrusted' : 'closed');

const codeOf = (cause: unknown): string => (cause as NodeJS.ErrnoException).code ?? 'unknown';

/** Connects and ends at once: nothing is sent. */
const reach = (open: () => Socket, event: 'connect' | 'secureConnect'): Promise<Probe> =>
  new Promise((resolve) => {
    const socket = open();
    const end = (probe: Probe): void => {
      socket.destroy();
      resolve(probe);
    };
    socket.setTimeout(PATIENCE_MS, () => {
      end({ code: 'noAnswer', detail: null });
    });
    socket.once('error', (cause) => {
      const code = codeOf(cause);
      end({ code: meaningOf(code), detail: code });
    });
    socket.once(event, () => {
      const { remoteAddress = '', remotePort = 0 } = socket;
      end({ code: 'fine', detail: `${remoteAddress} ${String(remotePort)}` });
    });
  });

export const machineProbes: Probes = {
  link: (host) => {
    const named = Object.entries(networkInterfaces()).flatMap(([name, addresses = []]) =>
      addresses
        .filter(({ internal, address }) => !internal && !address.startsWith('fe80:'))
        .map(({ address }) => `${name} ${address}`),
    );
    const [first] = named;
    if (first !== undefined) return { code: 'fine', detail: first };
    return isLoopback(bare(host))
      ? { code: 'notNeeded', detail: null }
      : { code: 'noLink', detail: null };
  },
  dns: async (host) => {
    if (isIP(bare(host)) !== 0) return { code: 'notNeeded', detail: bare(host) };
    try {
      return { code: 'fine', detail: (await lookup(host)).address };
    } catch (cause) {
      return { code: codeOf(cause) === 'EAI_AGAIN' ? 'noAnswer' : 'noName', detail: host };
    }
  },
  tls: async (url) => {
    const host = bare(url.hostname);
    if (url.protocol === 'https:') {
      const port = url.port === '' ? 443 : Number(url.port);
      const servername = isIP(host) === 0 ? { servername: host } : {};
      return reach(() => connectTls({ host, port, ...servername }), 'secureConnect');
    }
    const port = url.port === '' ? 80 : Number(url.port);
    const reached = await reach(() => connectTcp({ host, port }), 'connect');
    return reached.code === 'fine' ? { ...reached, code: 'notNeeded' } : reached;
  },
};
