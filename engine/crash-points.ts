/**
 * Labelled places at which a test may kill the engine. Every durable write and every send of a payment
 * passes one before and one after, so that a kill test can name them all (`CRASH_LABELS`).
 */
export const CRASH_LABELS = [
  'hold.before',
  'hold.after',
  'intent.before',
  'intent.after',
  'authorising.before',
  'authorising.after',
  'terminalReply.after',
  'approved.before',
  'approved.committed',
  'approved.mirrored',
  'authorise.ended',
  'confirmed.before',
  'confirmed.after',
  'submit.before',
  'submit.sent',
  'posted.before',
  'posted.after',
  'receipt.before',
  'receipt.started',
  'receipt.printed',
  'receipt.after',
  'refused.after',
  'reversing.after',
  'reversal.statusReceived',
  'reversed.before',
  'reversed.after',
  'refundRequested.after',
  'visitEnded.after',
] as const;
export type CrashLabel = (typeof CRASH_LABELS)[number];

/** Of a change of the kiosk's own key, which no payment passes. */
export const KEY_CRASH_LABELS = [
  'key.made',
  'key.offered',
  'key.noted',
  'key.moved',
  'key.kept',
  'key.told',
] as const;

export type CrashPoint = (label: CrashLabel | (typeof KEY_CRASH_LABELS)[number]) => void;

export const noCrash: CrashPoint = () => undefined;

/** `spec` is `label` or `label:n` (the n-th time); dies as a power cut does, with no handler run. */
export const crashPointFrom = (spec: string | undefined): CrashPoint => {
  if (spec === undefined || spec === '') return noCrash;
  const [label, count] = spec.split(':');
  let left = Number(count ?? '1');
  return (reached) => {
    if (reached !== label) return;
    left -= 1;
    if (left === 0) process.kill(process.pid, 'SIGKILL');
  };
};
