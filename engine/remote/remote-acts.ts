import { sleep, type Clock } from '../../contract/clock.ts';
import type { RemoteAct, RemoteActAnswer } from '../../contract/remote-acts.ts';
import type { Gateway } from '../gateway/client.ts';
import type { Journal } from '../journal/journal.ts';
import type { Log } from '../log.ts';
import { checkAct, type SentAct } from './check-act.ts';
import { createKeptActs, type KeptAct } from './kept-acts.ts';
import { perform, WAITS_FOR_IDLE, type ActMeans } from './perform.ts';

/** A machine that was told to restart is gone by then, ms. */
const GOES_DOWN_MS = 180_000;

export type RemoteActs = { readonly stop: () => Promise<void> };

/**
 * Fetches what operators want of this kiosk, does it once, and tells what came of it. Nothing is done while
 * a payment runs; what would take the screen from somebody waits until they have left, or it expires.
 */
export const startRemoteActs = (deps: {
  readonly kioskId: string;
  /** Base64url, of central's Ed25519 key for commands. */
  readonly publicKey: string;
  readonly journal: Pick<Journal, 'keep' | 'kept'>;
  readonly gateway: Pick<Gateway, 'fetchRemoteActs' | 'answerRemoteAct'>;
  readonly online: () => boolean;
  /** A card is asked for, or is about to be. */
  readonly paying: () => boolean;
  /** Nobody stands here, of the public or of the staff. */
  readonly idle: () => boolean;
  readonly means: ActMeans;
  /** Another one at every start of the machine; empty: it cannot be told. */
  readonly boot: string;
  readonly clock: Clock;
  /** From one look to the next, ms. */
  readonly everyMs: number;
  readonly log: Log;
  readonly onBug: (cause: unknown) => void;
}): RemoteActs => {
  const { gateway, clock, boot, means, log } = deps;
  const kept = createKeptActs(deps.journal, () => clock.wallMs());
  const stopping = new AbortController();
  const isStopping = (): boolean => stopping.signal.aborted;

  const settle = (actId: string, act: string, answer: RemoteActAnswer): void => {
    kept.answered(actId, answer);
    if (answer.outcome === 'done') log('remoteAct.done', { actId, act });
    else log('remoteAct.refused', { actId, act, reason: answer.reason });
  };

  /** What the process before this one was to end of. */
  for (const { actId, act, answer, boot: then } of kept.all()) {
    if (answer !== null) continue;
    const cameAbout = act === 'restartEngine' || (act === 'restartMachine' && then !== boot);
    settle(actId, act, cameAbout ? { outcome: 'done' } : { outcome: 'refused', reason: 'failed' });
  }

  const tell = async (actId: string, answer: RemoteActAnswer): Promise<boolean> => {
    const said = await gateway.answerRemoteAct(actId, answer);
    // One that it does not know is nobody's to answer.
    const taken = said.ok || (said.error.kind === 'problem' && said.error.code === 'notFound');
    if (taken) kept.told(actId);
    return taken;
  };
  const tellOld = async (): Promise<boolean> => {
    for (const { actId, answer, told } of kept.all())
      if (!told && answer !== null && !(await tell(actId, answer))) return false;
    return true;
  };

  const begin = ({ actId, act, expiresAt }: RemoteAct): void => {
    const expiresAtMs = Date.parse(expiresAt);
    const entry: KeptAct = { actId, act, expiresAtMs, boot, answer: null, told: false };
    kept.put(entry);
  };
  const awaitEnd = async (act: RemoteAct): Promise<void> => {
    await sleep(clock, GOES_DOWN_MS, stopping.signal);
    if (!isStopping()) settle(act.actId, act.act, { outcome: 'refused', reason: 'failed' });
  };

  const obey = async (sent: SentAct): Promise<void> => {
    const before = kept.find(sent.actId);
    if (before !== undefined) {
      // Done before; a central that asks again has lost the answer.
      if (before.answer !== null) await tell(before.actId, before.answer);
      return;
    }
    const checked = checkAct(sent, { ...deps, nowMs: clock.wallMs() });
    if (!checked.ok) {
      const { error: reason } = checked;
      log('remoteAct.refused', { actId: sent.actId, act: 'unknown', reason });
      await tell(sent.actId, { outcome: 'refused', reason });
      return;
    }
    const act = checked.value;
    if (deps.paying()) {
      begin(act);
      settle(act.actId, act.act, { outcome: 'refused', reason: 'payment' });
      return;
    }
    if (WAITS_FOR_IDLE.includes(act.act) && !deps.idle()) return;
    if (act.act === 'restartMachine' && boot === '') {
      begin(act);
      settle(act.actId, act.act, { outcome: 'refused', reason: 'notHere' });
      return;
    }
    begin(act);
    const answer = await perform(act, means, clock.wallMs());
    if (answer === null) {
      await awaitEnd(act);
      return;
    }
    settle(act.actId, act.act, answer);
    // A picture is told once and kept nowhere.
    if (answer.outcome === 'done' && answer.picture !== undefined) await tell(act.actId, answer);
  };

  const round = async (): Promise<void> => {
    if (!(await tellOld())) return;
    const found = await gateway.fetchRemoteActs();
    if (!found.ok) return;
    for (const sent of found.value.acts) {
      if (isStopping()) return;
      await obey(sent);
    }
    await tellOld();
  };

  const run = async (): Promise<void> => {
    while (!isStopping()) {
      if (deps.online()) await round();
      await sleep(clock, deps.everyMs, stopping.signal);
    }
  };
  const running = run().catch(deps.onBug);
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
};
