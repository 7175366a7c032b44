import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { journalHeadSchema, type JournalHead } from '../../contract/heads.ts';
import { writeDurably } from '../keys/secret-file.ts';
import { GENESIS } from './chain.ts';
import type { Journal } from './journal.ts';
import type { SqlDatabase } from './sql.ts';

/** A point of the journal that somebody else remembers. */
export type Anchor = Pick<JournalHead, 'generation' | 'seq' | 'hash'>;

export type Heads = {
  /** 1 for a kiosk's first journal, one more each time it is rebuilt. */
  readonly generation: () => number;
  /** Where the journal stands now, with what the loss of both copies would leave open. */
  readonly now: (wallMs: number) => JournalHead;
  /** Why the journal is not the one of that anchor, or `null` where it holds. */
  readonly contradicts: (anchor: Anchor) => string | null;
};

const GENERATION = 'generation';

export const keepGeneration = (journal: Pick<Journal, 'keep'>, generation: number): void => {
  journal.keep(GENERATION, String(generation));
};

export const createHeads = (db: SqlDatabase, journal: Journal): Heads => {
  const hashOf = db.prepare('SELECT hash FROM facts WHERE seq = ?');
  const generation = (): number => Number(journal.kept(GENERATION) ?? '1');
  const hashAt = (seq: number): string | null =>
    seq === 0 ? GENESIS : ((hashOf.get(seq) as { hash: string } | undefined)?.hash ?? null);
  return {
    generation,
    now: (wallMs) => {
      const { fils, count } = journal.outbox.exposure();
      // May have been charged: a card was asked for and nobody knows yet.
      const open = journal
        .inStates(['authorising', 'inDoubt'])
        .filter((payment) => payment.authorisation === null);
      return {
        generation: generation(),
        seq: journal.nextSeq() - 1,
        hash: journal.head(),
        at: new Date(wallMs).toISOString(),
        exposureFils: open.reduce((sum, { totalFils }) => sum + totalFils, fils),
        exposureCount: count + open.length,
      };
    },
    contradicts: (anchor) => {
      const last = journal.nextSeq() - 1;
      const point = `fact ${String(anchor.seq)} of generation ${String(anchor.generation)}`;
      const own = generation();
      if (anchor.generation > own)
        return `${point} is remembered, and this journal is of generation ${String(own)}`;
      if (anchor.generation < own) return null;
      if (anchor.seq > last) return `${point} is remembered, and it ends with fact ${String(last)}`;
      return hashAt(anchor.seq) === anchor.hash ? null : `${point} is remembered with another hash`;
    },
  };
};

const FILE = 'journal.head.json';

/** The gateway's last word on the second medium: a cut journal is noticed without a network too. */
export type KeptAnchor = {
  /** `null` where there is none, or none that can be read. */
  readonly read: () => JournalHead | null;
  readonly write: (head: JournalHead) => void;
};

export const anchorIn = (folder: string): KeptAnchor => ({
  read: () => {
    try {
      const text: unknown = JSON.parse(readFileSync(join(folder, FILE), 'utf8'));
      const parsed = journalHeadSchema.safeParse(text);
      return parsed.success ? parsed.data : null;
    } catch {
      return null;
    }
  },
  write: (head) => {
    writeDurably(join(folder, FILE), Buffer.from(JSON.stringify(head), 'utf8'));
  },
});
