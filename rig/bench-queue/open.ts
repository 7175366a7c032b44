import { join } from 'node:path';
import type { SignedDocument } from '../../contract/payment.ts';
import { openBare } from './bare.ts';
import { openBullmq } from './bullmq.ts';
import type { Contestant } from './contestant.ts';
import { openJournalContestant } from './journal.ts';
import { openLiteque } from './liteque.ts';
import { openPgBoss } from './pg-boss.ts';
import { openPlainjob } from './plainjob.ts';
import { writtenBytes } from './written-bytes.ts';

type Open = (folder: string, signed: SignedDocument) => Contestant | Promise<Contestant>;

/** The smallest row a queue could do with. */
const SMALLEST = { enqueue: 8, dequeue: [8, 8] };

/** Those that run within this process, so that its own system calls are theirs. */
export const WITHIN: Readonly<Record<string, Open>> = {
  smallest: (folder, _signed) => openBare(folder, 'SQLite, smallest row', SMALLEST),
  same: async (folder, signed) => {
    const { values } = await writtenBytes(join(folder, 'sample'), signed);
    return openBare(folder, 'SQLite, same bytes', values);
  },
  pages: async (folder, signed) => {
    const { pages } = await writtenBytes(join(folder, 'sample'), signed);
    return openBare(folder, 'SQLite, same pages', pages);
  },
  journal: (folder, signed) => openJournalContestant(folder, signed, 'before'),
  sealing: (folder, signed) => openJournalContestant(folder, signed, 'within'),
  plainjob: openPlainjob,
  liteque: openLiteque,
};

export const ALL: Readonly<Record<string, Open>> = {
  ...WITHIN,
  bullmq: openBullmq,
  pgboss: openPgBoss,
};
