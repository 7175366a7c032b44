import { sleep } from '../../contract/clock.ts';
import type { Reader, Scan } from '../../drivers/reader.ts';
import {
  connectReader,
  READER_ROLES,
  type ReaderName,
} from '../../engine/devices/connect-readers.ts';
import type { Desk } from './desk.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { exitFor, problemLine } from './open-problem.ts';
import { filled } from './texts.ts';

const USUAL_SECONDS = 30;

const sentence = (desk: Desk, role: ReaderName, scan: Scan): string => {
  const { scan: texts, role: roles } = desk.words;
  const name = roles[role];
  switch (scan.kind) {
    case 'code':
      return filled(texts.code, { role: name, text: scan.text, symbology: scan.symbology });
    case 'identityCard':
      return filled(texts.identityCard, {
        role: name,
        number: scan.documentNumber,
        issuer: scan.issuer,
        expires: scan.expires,
      });
    case 'staffCard':
      return filled(texts.staffCard, { role: name, track: scan.track });
    case 'bankCard':
      return filled(texts.bankCard, { role: name });
    case 'chipCard':
      return scan.atr === null
        ? filled(texts.chipCardOut, { role: name })
        : filled(texts.chipCard, { role: name, atr: scan.atr });
    case 'unreadable':
      return filled(texts.unreadable, { role: name, why: scan.why });
  }
};

/** `scan`: opens the readers, waits for the first thing held before one, and shows it. Nothing is kept. */
export const scan = async (desk: Desk): Promise<ExitCode> => {
  const { words, say, config, options } = desk;
  if (config === null) throw new Error('begun without a configuration');
  const readers: Reader[] = [];
  const closeAll = async (): Promise<void> => {
    for (const reader of readers.splice(0)) await reader.close();
  };
  desk.command.onEnd(closeAll);
  const found = new AbortController();
  let seen: { readonly role: ReaderName; readonly scan: Scan } | null = null;
  let worst: ExitCode = EXIT.done;

  for (const role of READER_ROLES) {
    const device = config.devices[role];
    if (device === undefined || (options.role !== null && options.role !== role)) continue;
    const opened = await (connectReader(config.devices, role, desk.context)?.() ?? null);
    if (opened === null) continue;
    if (!opened.ok) {
      const { text, json } = problemLine(desk, device, opened.error);
      say(`${words.role[role]}: ${text}`);
      desk.tell({ role, ...json });
      worst = Math.max(worst, exitFor(opened.error)) as ExitCode;
      continue;
    }
    const reader = opened.value.device;
    readers.push(reader);
    reader.onScan((what) => {
      seen ??= { role, scan: what };
      found.abort();
    });
  }
  if (readers.length === 0) {
    if (worst !== EXIT.done) return worst;
    say(words.scan.noReader);
    desk.tell({ error: 'noReader' });
    return EXIT.unavailable;
  }
  say(words.scan.wait);
  const seconds = options.seconds ?? USUAL_SECONDS;
  await sleep(desk.clock, seconds * 1_000, found.signal);
  await closeAll();
  const held = seen as { readonly role: ReaderName; readonly scan: Scan } | null;
  if (held === null) {
    say(filled(words.scan.none, { seconds }));
    desk.tell({ scan: null });
    return EXIT.refused;
  }
  say(sentence(desk, held.role, held.scan));
  desk.tell(held);
  return held.scan.kind === 'unreadable' ? EXIT.refused : EXIT.done;
};
