import type { Clock } from '../../contract/clock.ts';
import type { KioskConfig } from '../../contract/config.ts';
import { ok, type Result } from '../../contract/result.ts';
import type { CardTerminal } from '../../drivers/card-terminal.ts';
import { createEscposPrinter } from '../../drivers/escpos/driver/printer.ts';
import { epson80mm203dpi } from '../../drivers/escpos/profiles/epson-80mm-203dpi.ts';
import type { ReceiptPrinter } from '../../drivers/receipt-printer.ts';
import { openSerial } from '../../drivers/transport/serial.ts';
import type { OpenProblem } from '../../drivers/transport/transport.ts';
import type { ZvtNotice } from '../../drivers/zvt/driver/session.ts';
import { createZvtTerminal } from '../../drivers/zvt/driver/terminal.ts';

/** Opens the card terminal that the configuration names: ZVT over serial, 8N2. */
export const connectTerminal =
  (
    device: KioskConfig['devices']['terminal'],
    clock: Clock,
    onNotice: (notice: ZvtNotice) => void,
  ) =>
  async (): Promise<Result<CardTerminal, OpenProblem>> => {
    const opened = await openSerial({
      path: device.path,
      baudRate: device.baudRate,
      stopBits: 2,
    })();
    return opened.ok
      ? ok(
          createZvtTerminal({
            transport: opened.value,
            clock,
            nothingStoredCodes: device.nothingStoredCodes,
            answerSeconds: device.answerSeconds,
            onNotice,
          }),
        )
      : opened;
  };

/** Opens the receipt printer that the configuration names: ESC/POS over serial, 8N1. */
export const connectPrinter = (
  device: KioskConfig['devices']['printer'],
  clock: Clock,
  heartbeatMs: number,
  hangingAtStart: boolean,
): (() => Promise<
  Result<{ readonly printer: ReceiptPrinter; readonly closed: Promise<void> }, OpenProblem>
>) => {
  let hangingPaper = hangingAtStart;
  return async () => {
    const opened = await openSerial({
      path: device.path,
      baudRate: device.baudRate,
      stopBits: 1,
    })();
    if (!opened.ok) return opened;
    const transport = opened.value;
    const printer = createEscposPrinter({
      transport,
      clock,
      profile: epson80mm203dpi,
      bytesPerSecond: device.baudRate / 10,
      heartbeatMs,
      hangingPaper,
    });
    const closed = new Promise<void>((resolve) => {
      transport.onClose(() => {
        hangingPaper = printer.hangingPaper;
        resolve();
      });
    });
    return ok({ printer, closed });
  };
};
