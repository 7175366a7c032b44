import type { DevicesConfig } from '../../contract/device-config.ts';
import { ok, type Result } from '../../contract/result.ts';
import type { CardTerminal } from '../../drivers/card-terminal.ts';
import { createEscposPrinter } from '../../drivers/escpos/driver/printer.ts';
import { profileNamed } from '../../drivers/escpos/profiles/named.ts';
import type { NexoNotice } from '../../drivers/nexo/driver/notice.ts';
import type { ReceiptPrinter, StoredSet } from '../../drivers/receipt-printer.ts';
import type { OpenProblem } from '../../drivers/transport/transport.ts';
import type { ZvtNotice } from '../../drivers/zvt/driver/session.ts';
import { createZvtTerminal } from '../../drivers/zvt/driver/terminal.ts';
import { connectNexo } from './connect-nexo.ts';
import { closedOf, openLink, type ConnectContext, type LinkConfig } from './open-link.ts';

export type TerminalNotices = {
  readonly zvt: (notice: ZvtNotice) => void;
  readonly nexo: (notice: NexoNotice) => void;
};

/** For a tool that shows answers only. */
export const UNHEARD: TerminalNotices = { zvt: () => undefined, nexo: () => undefined };

/** Opens the card terminal that the configuration names: ZVT over a serial line (8N2) or TCP, or nexo. */
export const connectTerminal = (
  device: DevicesConfig['terminal'],
  context: ConnectContext,
  notices: TerminalNotices,
): (() => Promise<Result<CardTerminal, OpenProblem>>) => {
  if (device.driver === 'nexo') return connectNexo(device, context, notices.nexo);
  return async () => {
    const opened = await openLink(device, context, 2);
    if (!opened.ok) return opened;
    return ok(
      createZvtTerminal({
        transport: opened.value,
        clock: context.clock,
        framing: device.transport,
        silenceMs: device.silenceSeconds * 1_000,
        answerSeconds: device.answerSeconds,
        nothingStoredCodes: device.nothingStoredCodes,
        printsThroughUs: device.printsThroughUs,
        onNotice: notices.zvt,
      }),
    );
  };
};

/** What USB and a network printer take in a second at the least while they print. */
const UNHURRIED_BYTES_PER_SECOND = 50_000;
const SERIAL_BITS_PER_BYTE = 10;

const speedOf = (link: LinkConfig): number =>
  link.transport === 'serial' ? link.baudRate / SERIAL_BITS_PER_BYTE : UNHURRIED_BYTES_PER_SECOND;

export type PrinterOptions = {
  readonly heartbeatMs: number;
  /** A piece of an older receipt may hang from the mouth. */
  readonly hangingPaper: boolean;
  /** Characters and pictures to keep in the printer. */
  readonly storedSet: StoredSet | null;
};

/** Opens the receipt printer that the configuration names: ESC/POS over serial (8N1), USB or TCP. */
export const connectPrinter = (
  device: DevicesConfig['printer'],
  context: ConnectContext,
  options: PrinterOptions,
): (() => Promise<
  Result<{ readonly printer: ReceiptPrinter; readonly closed: Promise<void> }, OpenProblem>
>) => {
  let { hangingPaper } = options;
  return async () => {
    const opened = await openLink(device, context);
    if (!opened.ok) return opened;
    const transport = opened.value;
    const printer = createEscposPrinter({
      transport,
      clock: context.clock,
      profile: profileNamed(device.profile),
      bytesPerSecond: speedOf(device),
      heartbeatMs: options.heartbeatMs,
      hangingPaper,
      storedSet: options.storedSet,
    });
    const closed = closedOf(transport).then(async () => {
      hangingPaper = await printer.handOver();
    });
    return ok({ printer, closed });
  };
};
