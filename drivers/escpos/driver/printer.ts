/** An ESC/POS receipt printer over one open transport. */
import type { Clock } from '../../../contract/clock.ts';
import type { PrinterStatus } from '../../../contract/devices.ts';
import type { PrintJob, PrintOutcome, ReceiptPrinter } from '../../receipt-printer.ts';
import type { ByteTransport } from '../../transport/transport.ts';
import { concatBytes } from '../codec/bytes.ts';
import { automaticStatus, feedAndCut, fence } from '../codec/commands.ts';
import { answeredFence } from '../codec/replies.ts';
import { jobSetup } from '../codec/setup.ts';
import type { PrinterProfile } from '../profiles/profile.ts';
import { faultOf, refusalOf } from './condition.ts';
import { runJob } from './job.ts';
import { createPrinterLink } from './link.ts';
import { createMonitor } from './monitor.ts';

/** 115,200 baud, 8N1. */
const USUAL_BYTES_PER_SECOND = 11_520;
const USUAL_HEARTBEAT_MS = 2_000;
const MISSES_TO_SILENT = 2;

export type EscposPrinterOptions = {
  /** Open. When it closes the printer is `noDevice` for good: make a new one on the reopened link. */
  readonly transport: ByteTransport;
  readonly clock: Clock;
  readonly profile: PrinterProfile;
  readonly bytesPerSecond?: number;
  readonly heartbeatMs?: number;
  /** A piece of an older receipt may hang from the mouth; it is cut off as soon as the printer is well. */
  readonly hangingPaper?: boolean;
};

export interface EscposPrinter extends ReceiptPrinter {
  /** To be handed to the next printer made on the same device. */
  readonly hangingPaper: boolean;
}

export const createEscposPrinter = (options: EscposPrinterOptions): EscposPrinter => {
  const { transport, clock, profile } = options;
  const link = createPrinterLink(transport, clock);
  const monitor = createMonitor(link);
  /** Bytes of an older job may sit in the printer, for all we know at a start. */
  let dirty = profile.canDiscard;
  let hanging = options.hangingPaper ?? false;
  /** The fence behind a cut that a discard would still undo; `unfenced` where the model has none. */
  let unprovenCut: string | null = null;
  let wantsAutomaticStatus = true;
  let misses = 0;
  let fenceCount = 0;
  let printing = false;
  let closed = false;
  let queue: Promise<unknown> = Promise.resolve();
  let cancelTick = (): void => undefined;

  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const result = queue.then(act);
    queue = result.catch(() => undefined);
    return result;
  };

  const sendWhole = async (bytes: Uint8Array): Promise<boolean> =>
    link.maySend && (await link.write(bytes, () => Promise.resolve(true))).ok;

  const nextFence = (): string => String(fenceCount++ % 10_000).padStart(4, '0');

  const stopWatching = link.onReply((reply) => {
    if (unprovenCut !== null && answeredFence(reply) === unprovenCut) unprovenCut = null;
  });

  const cutOff = async (): Promise<void> => {
    const id = profile.answersFence ? nextFence() : 'unfenced';
    const bytes = [jobSetup(profile), feedAndCut(profile.cut)];
    if (profile.answersFence) bytes.push(fence(id));
    unprovenCut = id;
    hanging = !(await sendWhole(concatBytes(bytes)));
  };

  const discardOld = async (): Promise<boolean> => {
    if (!profile.canDiscard) return true;
    const mayUndo = unprovenCut !== null;
    dirty = !(await link.discard());
    hanging ||= mayUndo && unprovenCut !== null;
    unprovenCut = null;
    return !dirty;
  };

  const beat = async (): Promise<void> => {
    const known = monitor.contact === 'answering';
    const seen = await monitor.askAll();
    if (!seen.ok) {
      misses++;
      if (seen.error === 'silent' && (!known || misses >= MISSES_TO_SILENT))
        monitor.heard('silent');
      return;
    }
    misses = 0;
    // A printer that was silent may have been switched off: automatic status is then off again.
    if (!known) wantsAutomaticStatus = true;
    if (dirty && !(await discardOld())) return;
    if (refusalOf(monitor.sensors) !== null) return;
    if (hanging) {
      await cutOff();
    } else if (wantsAutomaticStatus) {
      wantsAutomaticStatus = !(await sendWhole(automaticStatus(profile.automaticStatusMask)));
    }
  };

  const tick = async (): Promise<void> => {
    if (!printing) await inTurn(beat);
    if (closed || !link.isOpen()) return;
    cancelTick = clock.after(options.heartbeatMs ?? USUAL_HEARTBEAT_MS, () => void tick());
  };

  const refused = (reason: 'notConnected' | 'offline' | 'busy'): PrintOutcome => ({
    status: 'failed',
    reason,
    partial: false,
  });

  const printAlone = async (job: PrintJob): Promise<PrintOutcome> => {
    if (!link.isOpen()) return refused('notConnected');
    if (!(await discardOld())) {
      const seen = await monitor.askAll();
      if (!seen.ok && seen.error === 'silent') monitor.heard('silent');
      if (!link.isOpen()) return refused('notConnected');
      const failure = seen.ok ? faultOf(seen.value) : null;
      return { status: 'failed', reason: failure ?? 'offline', partial: false };
    }
    const end = await runJob(
      {
        link,
        monitor,
        clock,
        profile,
        bytesPerSecond: options.bytesPerSecond ?? USUAL_BYTES_PER_SECOND,
        nextFence,
      },
      job,
      hanging,
    );
    dirty = end.dirty;
    hanging = end.hanging;
    if (end.outcome.status === 'unknown' && link.isOpen()) await beat();
    return end.outcome;
  };

  const print = async (job: PrintJob): Promise<PrintOutcome> => {
    if (printing) return refused('busy');
    printing = true;
    try {
      return await inTurn(() => printAlone(job));
    } finally {
      printing = false;
    }
  };

  const stopClose = transport.onClose(() => {
    monitor.heard('gone');
  });
  void tick();

  return {
    get status(): PrinterStatus {
      return monitor.status;
    },
    get hangingPaper() {
      return hanging || unprovenCut !== null;
    },
    onStatus: monitor.onStatus,
    print,
    close: async () => {
      closed = true;
      cancelTick();
      await transport.close();
      stopClose();
      stopWatching();
      link.stop();
    },
  };
};
