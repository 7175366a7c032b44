/**
 * The kiosks of one sender: signs their payments and submits them through the gateway's API.
 * `node rig/quarter/sender.ts URL SEED PAYMENTS SENDER SENDERS`; told a day, it answers when every
 * payment of that day is recorded.
 */
import { deliveredMs } from './calendar.ts';
import { deliveriesOf } from './deliveries.ts';
import { makePlan } from './plan.ts';
import { createSubmission } from './submission.ts';

const IN_FLIGHT = 6;
const TELL_EVERY_MS = 250;

const [url = '', seed = '', payments = '0', sender = '0', senders = '1'] = process.argv.slice(2);
const plan = makePlan(seed, Number(payments));
const deliveriesOn = deliveriesOf(plan, Number(sender), Number(senders));
let nowMs = deliveredMs(0);
const submission = createSubmission({ plan, url, nowMs: () => nowMs });

const deliver = async (day: number): Promise<void> => {
  nowMs = deliveredMs(day);
  const waiting = deliveriesOn(day).values();
  const line = async (): Promise<void> => {
    for (const delivery of waiting) await submission.deliver(delivery);
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, line));
};

const tell = (day: number | null): void => {
  process.send?.({ counts: submission.counts(), day });
};

for (const end of ['disconnect', 'SIGTERM']) process.on(end, () => process.exit(0));
process.on('message', (told: { readonly day: number }) => {
  const telling = setInterval(tell, TELL_EVERY_MS, null);
  deliver(told.day).then(
    () => {
      clearInterval(telling);
      tell(told.day);
    },
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? (error.stack ?? '') : String(error)}\n`);
      process.exit(1);
    },
  );
});
tell(null);
