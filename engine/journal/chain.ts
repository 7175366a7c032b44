import { hash } from 'node:crypto';

/** The hash before the first fact. */
export const GENESIS = '0'.repeat(64);

export type ChainLink = {
  readonly seq: number;
  readonly paymentId: string;
  readonly atMs: number;
  /** The fact's exact JSON text. */
  readonly body: string;
  readonly sealedCommitment: string | null;
};

/** SHA-256, hex, over the previous hash and the whole link in one unambiguous text. */
export const linkHash = (previousHash: string, link: ChainLink): string =>
  hash(
    'sha256',
    JSON.stringify([
      previousHash,
      link.seq,
      link.paymentId,
      link.atMs,
      link.body,
      link.sealedCommitment,
    ]),
    'hex',
  );
