import { z } from 'zod';
import { fail, ok } from '../../../contract/result.ts';
import type { ControlReply } from '../../simulator-kit/control-server.ts';
import type { Authority, TlsIdentity } from './certificates.ts';
import { MISHAPS } from './mishaps.ts';
import type { Terminal } from './terminal.ts';
import type { Wire } from './wire.ts';

export const CERTIFICATES = [
  'good',
  'otherRoot',
  'otherTerminal',
  'otherEnvironment',
  'hostName',
  'legacy',
  'expired',
] as const;
export type CertificateKind = (typeof CERTIFICATES)[number];

/** A terminal's certificate as it should be, or wrong in one way (digest §13). */
export const identityOf = (
  kind: CertificateKind,
  names: { readonly poiId: string; readonly environment: 'test' | 'live' },
  roots: { readonly own: Authority; readonly other: Authority },
): TlsIdentity => {
  const { poiId, environment } = names;
  const domain = (which: string): string => `${which}.terminal.adyen.com`;
  const name = `${poiId}.${domain(environment)}`;
  switch (kind) {
    case 'good':
      return roots.own.identity(name);
    case 'otherRoot':
      return roots.other.identity(name);
    case 'otherTerminal':
      return roots.own.identity(`SIM1-999999999.${domain(environment)}`);
    case 'otherEnvironment':
      return roots.own.identity(`${poiId}.${domain(environment === 'test' ? 'live' : 'test')}`);
    case 'hostName':
      return roots.own.identity('127.0.0.1');
    case 'legacy':
      return roots.own.identity(`legacy-terminal-certificate.${domain(environment)}`);
    case 'expired':
      return roots.own.identity(name, -1);
  }
};

const times = z.number().int().min(0).max(1_000).default(1);
const fils = z.number().int().min(1).max(99_999_999_999);

const requestSchema = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('insertCard'),
    card: z.enum(['visa', 'mastercard', 'benefit']).default('visa'),
  }),
  z.strictObject({ do: z.literal('removeCard') }),
  z.strictObject({
    do: z.enum(MISHAPS),
    times,
    /** Only a request of this category; otherwise any but the heartbeat. */
    category: z.string().optional(),
    condition: z.string().optional(),
    none: z.boolean().optional(),
    amountFils: fils.optional(),
    currency: z.string().optional(),
    field: z.enum(['ServiceID', 'SaleID', 'POIID', 'MessageCategory']).optional(),
    where: z.enum(['outer', 'both']).optional(),
    what: z.enum(['blob', 'cutBlob', 'hmac', 'shortHmac', 'nonce', 'keyVersion']).optional(),
    status: z.number().int().min(300).max(599).optional(),
  }),
  z.strictObject({ do: z.literal('certificate'), kind: z.enum(CERTIFICATES) }),
  z.strictObject({
    do: z.literal('set'),
    paceMs: z.number().int().min(0).max(600_000).optional(),
    cardWaitMs: z.number().int().min(0).max(600_000).optional(),
    autoCard: z.boolean().optional(),
    busy: z.boolean().optional(),
    encoding: z.enum(['form', 'json']).optional(),
    standardSpelling: z.boolean().optional(),
    globalStatus: z.enum(['OK', 'Busy', 'Maintenance', 'Unreachable']).optional(),
    readerWorks: z.boolean().optional(),
    hostReachable: z.boolean().optional(),
    online: z.boolean().optional(),
    undelivered: z.number().int().min(0).max(1_000).optional(),
  }),
  z.strictObject({ do: z.literal('busy'), on: z.boolean() }),
  z.strictObject({ do: z.literal('autoCard'), on: z.boolean() }),
  z.strictObject({ do: z.literal('pace'), ms: z.number().int().min(0).max(600_000) }),
  z.strictObject({ do: z.literal('reboot') }),
  z.strictObject({ do: z.literal('forget') }),
  z.strictObject({ do: z.literal('transactions') }),
  z.strictObject({ do: z.literal('state') }),
]);

/** Answers control requests for a running terminal. */
export const nexoControls =
  (terminal: Terminal, wire: Wire, identity: (kind: CertificateKind) => TlsIdentity) =>
  (raw: unknown): ControlReply => {
    const parsed = requestSchema.safeParse(raw);
    if (!parsed.success) return fail(z.prettifyError(parsed.error));
    const request = parsed.data;
    const { settings, mishaps, memory } = terminal;
    switch (request.do) {
      case 'insertCard': {
        const waiting = terminal.dialogue?.insert(request.card) ?? false;
        if (!waiting) terminal.cardInHand = request.card;
        return ok({ waiting });
      }
      case 'removeCard':
        terminal.cardInHand = null;
        if (terminal.dialogue === null) return fail('no payment runs');
        terminal.dialogue.end('removed');
        return ok({});
      case 'certificate':
        wire.present(identity(request.kind));
        return ok({});
      case 'set': {
        Object.assign(settings, { ...request, do: undefined });
        return ok({});
      }
      case 'busy':
        settings.busy = request.on;
        return ok({});
      case 'autoCard':
        settings.autoCard = request.on;
        return ok({});
      case 'pace':
        settings.paceMs = request.ms;
        return ok({});
      case 'reboot':
        terminal.dialogue?.end('reboot');
        terminal.cardInHand = null;
        wire.dropAll();
        return ok({});
      case 'forget':
        if (terminal.dialogue !== null) return fail('a payment runs');
        memory.forget();
        return ok({});
      case 'transactions':
        return ok(transactions(terminal));
      case 'state':
        return ok({
          port: wire.port,
          service: terminal.dialogue?.serviceId ?? null,
          phase: terminal.dialogue?.phase ?? null,
          seen: { ...wire.seen },
          mishaps: mishaps.list(),
          settings,
        });
      default:
        mishaps.arm(request.do, request.times, request);
        return ok({});
    }
  };

/** What the host would tell; `totalFils` is the money the merchant gets. */
const transactions = ({ memory }: Terminal): Record<string, unknown> => {
  const all = memory.content.transactions;
  return {
    transactions: all.map(({ id, serviceId, amountFils, kind, originalId, status }) => ({
      trace: id,
      receipt: serviceId,
      amountFils,
      kind,
      originalTrace: originalId,
      status,
    })),
    totalFils: all
      .filter(({ kind, status }) => kind === 'payment' && status === 'stored')
      .reduce((sum, { amountFils }) => sum + amountFils, 0),
  };
};
