import { z } from 'zod';
import { remoteActAnswerSchema, remoteActNameSchema } from '../../contract/remote-acts.ts';
import type { RemoteActAnswer } from '../../contract/remote-acts.ts';
import type { Journal } from '../journal/journal.ts';

/** In the journal's side table. */
const KEPT = 'remoteActs';

const keptActSchema = z.object({
  actId: z.uuid(),
  act: remoteActNameSchema,
  expiresAtMs: z.number(),
  /** The machine's start at which it was begun. */
  boot: z.string(),
  /** `null`: begun, and this process was to end of it. */
  answer: remoteActAnswerSchema.nullable(),
  /** Central has the answer. */
  told: z.boolean(),
});
export type KeptAct = z.infer<typeof keptActSchema>;

const keptSchema = z.array(keptActSchema);

/** Clocks differ: an act is remembered so long after nobody may begin it any more. */
const REMEMBER_MS = 24 * 3_600_000;

export type KeptActs = {
  readonly find: (actId: string) => KeptAct | undefined;
  readonly all: () => readonly KeptAct[];
  /** On the disk when it returns: before what ends this process, so that it is never done twice. */
  readonly put: (act: KeptAct) => void;
  readonly answered: (actId: string, answer: RemoteActAnswer) => void;
  readonly told: (actId: string) => void;
};

/** What was asked of this kiosk and what came of it, until it cannot be asked again. Pictures are not kept. */
export const createKeptActs = (
  journal: Pick<Journal, 'keep' | 'kept'>,
  wallMs: () => number,
): KeptActs => {
  let acts: readonly KeptAct[] = keptSchema.parse(JSON.parse(journal.kept(KEPT) ?? '[]'));
  const save = (next: readonly KeptAct[]): void => {
    acts = next.filter(({ expiresAtMs }) => expiresAtMs + REMEMBER_MS > wallMs());
    journal.keep(KEPT, JSON.stringify(acts));
  };
  const change = (actId: string, part: Partial<KeptAct>): void => {
    save(acts.map((each) => (each.actId === actId ? { ...each, ...part } : each)));
  };
  return {
    find: (actId) => acts.find((each) => each.actId === actId),
    all: () => acts,
    put: (act) => {
      save([...acts.filter(({ actId }) => actId !== act.actId), act]);
    },
    answered: (actId, answer) => {
      const plain: RemoteActAnswer = answer.outcome === 'done' ? { outcome: 'done' } : answer;
      change(actId, { answer: plain });
    },
    told: (actId) => {
      change(actId, { told: true });
    },
  };
};
