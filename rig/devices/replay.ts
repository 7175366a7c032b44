import { PseudoTerminal } from '../../drivers/simulator-kit/pty.ts';
import type { DeviceRole } from '../../engine/devices/open-link.ts';
import type { Desk } from './desk.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { filled } from './texts.ts';
import { createPlayer } from './wire/player.ts';
import { createWireReader } from './wire/readers.ts';
import { readSession } from './wire/session-file.ts';

const USUAL_SECONDS = 30;

/** `replay`: plays the device of a recorded session on a pseudo-terminal, and compares what is sent to it. */
export const replay = async (desk: Desk): Promise<ExitCode> => {
  const { words, say, options } = desk;
  const { file: path, link } = options;
  if (path === null || link === null) throw new Error('begun without what it needs');
  const session = readSession(path);
  if (!session.ok) {
    const { line, detail } = session.error;
    say(filled(words.replay.notASession, { path, line, detail }));
    desk.tell({ error: session.error });
    return EXIT.config;
  }
  const { header, entries } = session.value;
  if (header.wire === 'zvtTcp') {
    say(words.replay.noLine);
    desk.tell({ error: 'noLine' });
    return EXIT.usage;
  }
  const device = new PseudoTerminal(link);
  const plugged = await device.plug();
  if (!plugged.ok) {
    say(filled(words.monitor.linkFailed, { path: link, detail: plugged.error.detail }));
    desk.tell({ problem: plugged.error.code, detail: plugged.error.detail });
    return EXIT.unavailable;
  }
  desk.command.onEnd(() => device.unplug());
  const seconds = options.seconds ?? USUAL_SECONDS;
  const player = createPlayer({
    clock: desk.clock,
    entries,
    wire: createWireReader(header.wire),
    say: (bytes) => {
      device.write(bytes);
    },
    patienceMs: seconds * 1_000,
    pace: options.fast ? 0 : 1,
  });
  device.onData((bytes) => {
    player.hear(bytes);
  });
  say(filled(words.replay.begin, { role: words.role[header.role as DeviceRole], path, link }));
  desk.tell({ ready: true, link });
  const played = await player.done;
  desk.tell(played);
  switch (played.kind) {
    case 'equal':
      say(filled(words.replay.equal, { bytes: played.bytes }));
      return EXIT.done;
    case 'differs':
      say(filled(words.replay.differs, played));
      return EXIT.refused;
    case 'silent':
      say(filled(words.replay.silent, { seconds, missing: played.missing }));
      return EXIT.refused;
  }
};
