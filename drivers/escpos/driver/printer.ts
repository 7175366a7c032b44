/** An ESC/POS receipt printer over one open transport. */
import type { Clock } from '../../../contract/clock.ts';
import type {
  FedPaper,
  PrinterCondition,
  PrintJob,
  PrintOutcome,
  ReceiptPrinter,
  StoredSet,
} from '../../receipt-printer.ts';
import type { ByteTransport } from '../../transport/transport.ts';
import { unaskedStatus } from '../codec/setup.ts';
import type { PrinterProfile } from '../profiles/profile.ts';
import { faultOf, refusalOf } from './condition.ts';
import { runJob } from './job.ts';
import { createLeftovers } from './leftovers.ts';
import { createPrinterLink } from './link.ts';
import { createMonitor } from './monitor.ts';
import { createPaperCounter } from './paper-fed.ts';
import { questionsFor } from './questions.ts';
import { createRecovery } from './recovery.ts';
import { createStoredSetKeeper } from './stored-set.ts';
import { createTicketWatch } from './ticket.ts';

/** 115,200 baud, 8N1. */
const USUAL_BYTES_PER_SECOND = 11_520;
const USUAL_HEARTBEAT_MS = 2_000;
const MISSES_TO_SILENT = 2;
const USUAL_TAKE_MS = 45_000;

export type EscposPrinterOptions = {
  /** Open. When it closes the printer is `noDevice` for good: make a new one on the reopened link. */
  readonly transport: ByteTransport;
  readonly clock: Clock;
  readonly profile: PrinterProfile;
  readonly bytesPerSecond?: number;
  readonly heartbeatMs?: number;
  /** A piece of an older receipt may hang from the mouth; it is cut off as soon as the printer is well. */
  readonly hangingPaper?: boolean;
  /** Characters and pictures to keep in the printer; jobs with a short form then take that. */
  readonly storedSet?: StoredSet | null;
  /** How long a presenter holds a ticket out before it is taken back. */
  readonly takeMs?: number;
};

export interface EscposPrinter extends ReceiptPrinter {
  readonly hangingPaper: boolean;
  /**
   * Whether paper hangs, for the next printer made on the same device: told when the job that the close
   * broke off has come to its end, for until then nobody has noted what it left.
   */
  readonly handOver: () => Promise<boolean>;
}

export const createEscposPrinter = (options: EscposPrinterOptions): EscposPrinter => {
  const { transport, clock, profile } = options;
  const paper = createPaperCounter(profile);
  const link = createPrinterLink(transport, clock, questionsFor(profile).parser(), paper);
  const monitor = createMonitor(link, profile);
  const recovery = createRecovery(link, monitor, clock, profile);
  const stored = createStoredSetKeeper(options.storedSet ?? null, link, profile);
  const paperListeners = new Set<(fed: FedPaper) => void>();
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

  const leftovers = createLeftovers({
    link,
    profile,
    paper,
    nextFence,
    sendWhole,
    hangingPaper: options.hangingPaper ?? false,
  });

  const clearMouth = async (): Promise<boolean> => (await ticket?.clear()) ?? true;
  const ticket =
    profile.presenter === null
      ? null
      : createTicketWatch({
          link,
          monitor,
          clock,
          presenter: profile.presenter,
          takeMs: options.takeMs ?? USUAL_TAKE_MS,
          sendWhole,
          onOverdue: () => void inTurn(clearMouth),
        });

  const tellPaper = (receipt: boolean): void => {
    const mm = paper.take();
    if (mm > 0) for (const listener of [...paperListeners]) listener({ mm, receipt });
  };

  const cutOff = async (): Promise<void> => {
    stored.lost();
    await leftovers.cutOff();
    tellPaper(false);
  };

  /** A receipt goes before the set; so does a fault. */
  const mayLoadOn = async (): Promise<boolean> => {
    if (printing || closed) return false;
    const seen = await monitor.askShort();
    return seen.ok && refusalOf(seen.value) === null;
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
    leftovers.heard();
    // A printer that was silent may have been switched off: automatic status is then off again.
    if (!known) {
      wantsAutomaticStatus = true;
      stored.lost();
    }
    if (leftovers.dirty && !(await leftovers.discard())) return;
    if (!(await recovery.tryIt()) || refusalOf(monitor.sensors) !== null) return;
    if (leftovers.hanging) {
      await cutOff();
    } else if (ticket?.overdue === true) {
      await ticket.clear();
    } else if (wantsAutomaticStatus) {
      wantsAutomaticStatus = !(await sendWhole(unaskedStatus(profile)));
    } else if (stored.missing && (await stored.load(mayLoadOn)) === 'broken') {
      leftovers.set({ dirty: true, hanging: false });
    }
  };

  const tick = async (): Promise<void> => {
    if (!printing) await inTurn(beat);
    if (closed || !link.isOpen()) return;
    cancelTick = clock.after(options.heartbeatMs ?? USUAL_HEARTBEAT_MS, () => void tick());
  };

  const refused = (
    reason: Extract<PrintOutcome, { status: 'failed' }>['reason'],
  ): PrintOutcome => ({
    status: 'failed',
    reason,
    partial: false,
  });

  /** Nobody else's paper in the printer or its mouth; else why not. */
  const madeReady = async (): Promise<PrintOutcome | null> => {
    if (!link.isOpen()) return refused('notConnected');
    if (!(await leftovers.discard())) {
      const seen = await monitor.askAll();
      if (!seen.ok && seen.error === 'silent') monitor.heard('silent');
      if (!link.isOpen()) return refused('notConnected');
      return refused((seen.ok ? faultOf(seen.value) : null) ?? 'offline');
    }
    if (ticket === null) return null;
    const seen = await monitor.askAll();
    if (!seen.ok) return refused(seen.error === 'closed' ? 'notConnected' : 'offline');
    const refusal = refusalOf(seen.value);
    if (refusal !== null) return refused(refusal);
    // Cut off and taken back before, so that the sensor in the mouth speaks of this job alone.
    if (leftovers.hanging) await cutOff();
    return (await ticket.clear()) && !leftovers.hanging ? null : refused('printerError');
  };

  const printAlone = async (job: PrintJob): Promise<PrintOutcome> => {
    const refusal = await madeReady();
    if (refusal !== null) return refusal;
    const scrap = leftovers.scrap();
    const needs = job.short?.needs;
    const held = scrap === null && needs !== undefined ? await stored.heldAs(needs) : null;
    if (held === null) stored.lost();
    tellPaper(false);
    const bytesPerSecond = options.bytesPerSecond ?? USUAL_BYTES_PER_SECOND;
    const tools = { link, monitor, clock, profile, bytesPerSecond, nextFence, held };
    const end = await runJob(tools, job, scrap);
    leftovers.set(end);
    tellPaper(end.whole);
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
    get status(): PrinterCondition {
      return monitor.status;
    },
    get hangingPaper() {
      return leftovers.toBeHandedOn;
    },
    handOver: () => inTurn(() => Promise.resolve(leftovers.toBeHandedOn)),
    onStatus: monitor.onStatus,
    onPaperFed: (listener) => {
      paperListeners.add(listener);
      return () => paperListeners.delete(listener);
    },
    print,
    close: async () => {
      closed = true;
      cancelTick();
      await transport.close();
      stopClose();
      leftovers.stop();
      recovery.stop();
      ticket?.stop();
      link.stop();
    },
  };
};
