import { sleep } from '../../contract/clock.ts';
import type { PlugProblem } from '../../drivers/simulator-kit/pty.ts';
import type { OpenProblem } from '../../drivers/transport/transport.ts';
import { attend, relay } from './attend.ts';
import type { Desk } from './desk.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { exitFor, problemLine, type AnyDevice } from './open-problem.ts';
import { withRecorder } from './recorded.ts';
import type { Timed } from './recorder.ts';
import { filled } from './texts.ts';

const MOST_SHOWN_BYTES = 48;

const hexOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('hex')
    .replaceAll(/(..)(?=.)/gu, '$1 ')
    .toUpperCase();

/** `+   12.345 → 10 02 05 01 …  statusEnquiry`: `→` to the device, `←` from it. */
const lineOf = ({ ms, towards, bytes, meaning }: Timed): string => {
  const arrow = towards === 'device' ? '→' : '←';
  const hidden = bytes.length - MOST_SHOWN_BYTES;
  const more = hidden > 0 ? ` … +${String(hidden)}` : '';
  const seconds = (ms / 1_000).toFixed(3).padStart(9);
  const hex = `${hexOf(bytes.subarray(0, MOST_SHOWN_BYTES))}${more}`;
  return `+${seconds} ${arrow} ${hex}${meaning === null ? '' : `  ${meaning}`}`;
};

const isPlugProblem = (problem: OpenProblem | PlugProblem): problem is PlugProblem =>
  problem.code === 'socatFailed' || problem.code === 'pathTaken';

const notOpened = (desk: Desk, device: AnyDevice, problem: OpenProblem | PlugProblem): ExitCode => {
  const { words, say, options } = desk;
  if (isPlugProblem(problem)) {
    say(filled(words.monitor.linkFailed, { path: options.link, detail: problem.detail }));
    desk.tell({ problem: problem.code, detail: problem.detail });
    return EXIT.unavailable;
  }
  const { text, json } = problemLine(desk, device, problem);
  say(text);
  desk.tell(json);
  return exitFor(problem);
};

/**
 * `monitor` and `record`: both directions of a device's wire, live. Without `--link` its own driver keeps
 * the talk going; with it the engine does, through a pseudo-terminal that leads to the device.
 */
export const monitor = async (desk: Desk): Promise<ExitCode> => {
  const { words, say, config, options, clock } = desk;
  const { role } = options;
  if (config === null || role === null) throw new Error('begun without what it needs');
  const device = config.devices[role];
  const name = { role: words.role[role] };
  if (device === undefined) {
    say(filled(words.monitor.notConfigured, name));
    desk.tell({ error: 'notConfigured', role });
    return EXIT.config;
  }
  const onSeen = (seen: Timed): void => {
    say(lineOf(seen));
    const { ms, towards, bytes, meaning } = seen;
    desk.tell({ ms, towards, hex: Buffer.from(bytes).toString('hex'), meaning });
  };
  return withRecorder(desk, role, device, onSeen, async (context) => {
    const opened =
      options.link === null
        ? await attend(config.devices, role, context)
        : await relay(device, context, options.link);
    if (!opened.ok) return notOpened(desk, device, opened.error);
    const { closed, close } = opened.value;
    desk.command.onEnd(close);
    if (options.link !== null) say(filled(words.monitor.linked, { path: options.link }));
    say(filled(words.monitor.begin, name));
    desk.tell({ ready: true, link: options.link });

    const over = new AbortController();
    const ended = closed.then(() => 'gone' as const);
    const limit =
      options.seconds === null
        ? ended
        : sleep(clock, options.seconds * 1_000, over.signal).then(() => 'over' as const);
    const end = await Promise.race([ended, limit]);
    over.abort();
    await close();
    if (end === 'over') return EXIT.done;
    say(words.monitor.closed);
    desk.tell({ closed: true });
    return EXIT.unavailable;
  });
};
