import { join } from 'node:path';
import type { Command } from '../processes/run-command.ts';
import { dayName } from './calendar.ts';
import { DELIVERY_DAYS, type Plan } from './plan.ts';
import { addCounts, type Progress, writeProgress } from './progress.ts';
import { showProgress } from './show.ts';
import type { Counts } from './submission.ts';
import { startWorker, type Worker } from './worker.ts';

const REPLICAS = 2;
const SENDERS = 2;

type ReplicaSays = { readonly port?: number; readonly day?: number };
type SenderSays = { readonly counts: Counts; readonly day: number | null };

/** Two replicas of central behind one address. */
const startReplicas = async (
  url: string,
  folder: string,
  command: Command,
): Promise<{ readonly url: string; readonly replicas: readonly Worker<ReplicaSays>[] }> => {
  let port = 0;
  const replicas: Worker<ReplicaSays>[] = [];
  for (let index = 0; index < REPLICAS; index++) {
    const log = join(folder, `replica-${String(index)}.log`);
    const args = [url, String(port), join(folder, 'central')];
    const replica = startWorker<ReplicaSays>('./replica.ts', args, log);
    command.onEnd(() => replica.stop());
    port = (await replica.ask(null, ({ port: given }) => given !== undefined)).port ?? 0;
    replicas.push(replica);
  }
  return { url: `http://127.0.0.1:${String(port)}`, replicas };
};

/** Submits what is left of the quarter, day by day; progress is written down after each. */
export const deliverQuarter = async (deps: {
  readonly plan: Plan;
  readonly url: string;
  readonly folder: string;
  readonly progress: Progress;
  readonly command: Command;
}): Promise<Progress> => {
  const { plan, folder, command } = deps;
  const payments = plan.day.length;
  const central = await startReplicas(deps.url, folder, command);
  const senders = Array.from({ length: SENDERS }, (_, index) => {
    const args = [central.url, plan.seed, payments, index, SENDERS].map(String);
    const log = join(folder, `sender-${String(index)}.log`);
    const sender = startWorker<SenderSays>('./sender.ts', args, log);
    command.onEnd(() => sender.stop());
    return sender;
  });
  await Promise.all(senders.map((sender) => sender.ask(null, () => true)));

  let { progress } = deps;
  const earlier = progress;
  const latest = new Map<number, Counts>();
  const started = performance.now();
  const spentMs = (): number => performance.now() - started;
  const countsNow = (): Counts => [...latest.values()].reduce(addCounts, earlier.counts);
  for (let day = progress.daysDone; day < DELIVERY_DAYS; day++) {
    await Promise.all(
      central.replicas.map((each) => each.ask({ day }, (said) => said.day === day)),
    );
    const heard = (index: number, { counts }: SenderSays): void => {
      latest.set(index, counts);
      const { first } = countsNow();
      const rate = Math.round((first - earlier.counts.first) / (spentMs() / 1000));
      if (first < payments)
        showProgress('payments recorded', first, payments, `, ${dayName(day)}, ${String(rate)} /s`);
    };
    await Promise.all(
      senders.map(async (sender, index) => {
        const done = await sender.ask(
          { day },
          (said) => said.day === day,
          (said) => {
            heard(index, said);
          },
        );
        heard(index, done);
      }),
    );
    progress = {
      ...progress,
      daysDone: day + 1,
      submittingMs: earlier.submittingMs + spentMs(),
      counts: countsNow(),
    };
    writeProgress(folder, progress);
  }
  showProgress('payments recorded', payments, payments);
  return progress;
};
