import { connectPrinter } from '../../engine/devices/connect.ts';
import { profileNamed } from '../../drivers/escpos/profiles/named.ts';
import { proofPage } from '../../engine/receipts/proof-page.ts';
import { awaitState, hasAnswered } from './await-state.ts';
import type { Desk } from './desk.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { exitFor, problemLine } from './open-problem.ts';
import { withRecorder } from './recorded.ts';
import { filled } from './texts.ts';

const PATIENCE_MS = 5_000;
const PRINTER_OPTIONS = {
  hangingPaper: false,
  storedSet: null,
  heartbeatMs: 1_000,
} as const;

/** `print-test`: the proof page on the configured printer, and whether the printer confirmed it. */
export const printTest = async (desk: Desk): Promise<ExitCode> => {
  const { words, say, config, options } = desk;
  if (config === null) throw new Error('begun without a configuration');
  const device = config.devices.printer;
  return withRecorder(desk, 'printer', device, null, async (context) => {
    const opened = await connectPrinter(device, context, PRINTER_OPTIONS)();
    if (!opened.ok) {
      const { text, json } = problemLine(desk, device, opened.error);
      say(text);
      desk.tell(json);
      return exitFor(opened.error);
    }
    const { printer } = opened.value;
    desk.command.onEnd(() => printer.close());
    await awaitState(
      desk.clock,
      PATIENCE_MS,
      () => hasAnswered(printer.status),
      (listener) => printer.onStatus(listener),
    );
    const job = proofPage(profileNamed(device.profile), options.language, { nv: options.nv });
    const bytes = job.bands.reduce((sum, band) => sum + band.length, 0);
    say(filled(words.print.begin, { bytes }));
    const outcome = await printer.print(job);
    await printer.close();
    desk.tell({ outcome, bytes });
    switch (outcome.status) {
      case 'printed':
        say(words.print.printed);
        return EXIT.done;
      case 'unknown':
        say(filled(words.print.unknown, { reason: outcome.reason }));
        return EXIT.unknown;
      case 'failed':
        say(filled(words.print.failed, { reason: outcome.reason }));
        if (outcome.partial) say(words.print.partial);
        return EXIT.refused;
    }
  });
};
