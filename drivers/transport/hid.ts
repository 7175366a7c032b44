import { constants } from 'node:fs';
import { access, open as openFile, realpath, type FileHandle } from 'node:fs/promises';
import type { HIDAsync } from 'node-hid';
import { systemClock, type Clock } from '../../contract/clock.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import { hold, type Release } from './exclusive.ts';
import { readReports } from './hid-reports.ts';
import { createListeners } from './listeners.ts';
import type { OpenProblem, WriteProblem } from './transport.ts';

/** A pipe of HID reports to one device, held against this project's other programs. */
export interface ReportTransport {
  /** What the device says of itself; `null` where the system does not tell. */
  readonly device: { readonly vendorId: number; readonly productId: number } | null;
  /** An output report, its number first. Refused with `notSent` while not open. */
  write(report: Uint8Array): Promise<Result<void, WriteProblem>>;
  /** A feature report, its number first. Refused with `notSent` while not open. */
  sendFeature(report: Uint8Array): Promise<Result<void, WriteProblem>>;
  /**
   * Each input report, its number first where the device numbers them. It may hold card data, so it
   * is wiped when the listeners return: whoever wants to keep it copies it.
   */
  onReport(listener: (report: Uint8Array) => void): () => void;
  /** Once, when the device is gone for whatever reason. */
  onClose(listener: () => void): () => void;
  readonly isOpen: boolean;
  close(): Promise<void>;
}

export type OpenReports = () => Promise<Result<ReportTransport, OpenProblem>>;

export type HidOptions = {
  /** `/dev/hidraw…` or a symlink to one. */
  readonly path: string;
  readonly clock?: Clock;
};

type SendResult = Result<void, WriteProblem>;

/** A failed read tells of an unplugged device at once; a node that vanished tells of it in any case. */
const LOOK_MS = 2_000;

const toOpenProblem = (where: string, error: unknown): OpenProblem => {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return {
    code: ['ENOENT', 'ENODEV', 'ENXIO'].includes(code)
      ? 'noSuchDevice'
      : ['EACCES', 'EPERM'].includes(code)
        ? 'notPermitted'
        : code === 'EBUSY'
          ? 'inUse'
          : 'io',
    where,
    detail: message,
  };
};

/**
 * Opened for reading by ourselves, and named whatever symlink led to it. Who may not open it hears why, which
 * node-hid tells in words alone.
 */
const openNode = async (
  path: string,
): Promise<Result<{ readonly file: FileHandle; readonly name: string }, OpenProblem>> => {
  try {
    const file = await openFile(path, constants.O_RDWR | constants.O_NONBLOCK | constants.O_NOCTTY);
    const { rdev, dev, ino } = await file.stat();
    const name = rdev === 0 ? `file:${String(dev)}:${String(ino)}` : `node:${String(rdev)}`;
    return ok({ file, name });
  } catch (error) {
    return fail(toOpenProblem(path, error));
  }
};

/** On demand: a kiosk without HID devices needs neither it nor the libraries that it needs. */
const loadNodeHid = async () => (await import('node-hid')).default;

const identify = async (path: string): Promise<ReportTransport['device']> => {
  try {
    const all = await (await loadNodeHid()).devicesAsync();
    const node = all.some((each) => each.path === path) ? path : await realpath(path);
    const found = all.find((each) => each.path === node);
    return found === undefined ? null : { vendorId: found.vendorId, productId: found.productId };
  } catch {
    return null;
  }
};

const overNode = (
  file: FileHandle,
  device: ReportTransport['device'],
  path: string,
  clock: Clock,
  release: Release,
): ReportTransport => {
  const reports = createListeners<Uint8Array>();
  const closed = createListeners<undefined>();
  const closing = new AbortController();
  let writer: Promise<HIDAsync> | null = null;
  let cancelLook = (): void => undefined;
  const isOpen = (): boolean => !closing.signal.aborted;

  const gone = (): void => {
    if (!isOpen()) return;
    closing.abort();
    cancelLook();
    closed.call(undefined);
    closed.clear();
    reports.clear();
  };

  const look = async (): Promise<void> => {
    const there = await access(path).then(
      () => true,
      () => false,
    );
    if (!there) gone();
    else if (isOpen()) cancelLook = clock.after(LOOK_MS, () => void look());
  };

  /** Writing is node-hid's: it knows the system calls for it. */
  const send = async (how: (raw: HIDAsync) => Promise<number>): Promise<SendResult> => {
    if (!isOpen()) return fail({ code: 'notSent', reason: 'notOpen' });
    try {
      writer ??= loadNodeHid().then(({ HIDAsync }) => HIDAsync.open(path));
      await how(await writer);
      return ok(undefined);
    } catch {
      return fail({ code: 'maybeSent', reason: isOpen() ? 'io' : 'closed' });
    }
  };

  const read = readReports(file, clock, closing.signal, reports.call).finally(gone);
  cancelLook = clock.after(LOOK_MS, () => void look());
  // Only when nobody reads any more: until then a second opener would take reports from us.
  const ended = read
    .then(() => file.close())
    .then(async () => (await writer)?.close())
    .catch(() => undefined)
    .then(release);

  return {
    device,
    get isOpen() {
      return isOpen();
    },
    write: (report) => send((raw) => raw.write(Buffer.from(report))),
    sendFeature: (report) => send((raw) => raw.sendFeatureReport(Buffer.from(report))),
    onReport: reports.add,
    onClose: (listener) => closed.add(listener),
    close: () => {
      gone();
      return ended;
    },
  };
};

/**
 * Opens a HID device's node, afresh at each call. Expected failures: no such device, held by another
 * of this project's programs (`inUse`), not permitted; anything else is `io`. hidraw itself shares
 * a device with everybody who may open it: see `docs/decisions/hid-devices.md`.
 */
export const openHid =
  ({ path, clock = systemClock }: HidOptions): OpenReports =>
  async () => {
    const opened = await openNode(path);
    if (!opened.ok) return opened;
    const { file, name } = opened.value;
    const release = await hold(name);
    if (release === null) {
      await file.close();
      return fail({ code: 'inUse', where: path, detail: 'another process holds it' });
    }
    return ok(overNode(file, await identify(path), path, clock, release));
  };
