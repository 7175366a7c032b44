import { createReplyParser, type Reply } from '../../../drivers/escpos/codec/replies.ts';
import { readToken, type Token } from '../../../drivers/escpos/simulator/tokenizer.ts';
import type { WireReader } from './seen.ts';
import { createTextWire } from './text-wire.ts';
import type { Towards } from './tap.ts';

const PREFIXES: Readonly<Record<number, string>> = {
  0x10: 'DLE',
  0x1b: 'ESC',
  0x1c: 'FS',
  0x1d: 'GS',
};
const CONTROLS: Readonly<Record<number, string>> = {
  0x04: 'EOT',
  0x05: 'ENQ',
  0x09: 'HT',
  0x0a: 'LF',
  0x0c: 'FF',
  0x0d: 'CR',
  0x14: 'DC4',
  0x18: 'CAN',
};

const byteName = (byte: number): string =>
  CONTROLS[byte] ??
  (byte > 0x20 && byte < 0x7f
    ? String.fromCharCode(byte)
    : byte.toString(16).padStart(2, '0').toUpperCase());

/** As the manuals write it: `GS ( H`, `DLE EOT 1`. */
const nameOf = ({ kind, bytes }: Token): string => {
  const [first = 0, second = 0, third = 0] = bytes;
  if (kind === 'text') return JSON.stringify(Buffer.from(bytes).toString('latin1'));
  const prefix = PREFIXES[first];
  if (prefix === undefined) return byteName(first);
  const name = `${prefix} ${byteName(second)}`;
  if (second === 0x28 || second === 0x38) return `${name} ${byteName(third)}`;
  return bytes.length === 3 ? `${name} ${String(third)}` : name;
};

const counted = (names: readonly string[]): string => {
  const runs: { name: string; times: number }[] = [];
  for (const name of names) {
    const last = runs.at(-1);
    if (last?.name === name) last.times += 1;
    else runs.push({ name, times: 1 });
  }
  return runs
    .map(({ name, times }) => (times === 1 ? name : `${name} ×${String(times)}`))
    .join(', ');
};

const MOST_OPEN = 64 * 1024;

/** Names the commands that a chunk completed. */
const createCommandNames = (): ((bytes: Uint8Array) => string | null) => {
  let open = new Uint8Array();
  return (bytes) => {
    open = new Uint8Array(Buffer.concat([open, bytes]));
    const names: string[] = [];
    let at = 0;
    for (;;) {
      const token = readToken(open, at);
      if (token === null) break;
      names.push(nameOf(token));
      at += token.bytes.length;
    }
    open = open.length - at > MOST_OPEN ? new Uint8Array() : open.slice(at);
    return names.length === 0 ? null : counted(names);
  };
};

const hex = (byte: number): string => byte.toString(16).padStart(2, '0').toUpperCase();

const replyName = (reply: Reply): string => {
  switch (reply.kind) {
    case 'asb':
      return `ASB ${reply.bytes.map(hex).join(' ')}`;
    case 'realTime':
    case 'single':
    case 'noise':
      return `${reply.kind} ${hex(reply.byte)}`;
    case 'block':
      return `block ${hex(reply.header)} ${JSON.stringify(Buffer.from(reply.data).toString('latin1'))}`;
    case 'flow':
      return `flow ${reply.may}`;
    default:
      return JSON.stringify(reply);
  }
};

/** ESC/POS: commands by their names in the manuals, replies as the driver reads them. */
export const createEscposWire = (): WireReader => {
  const commands = createCommandNames();
  const replies = createReplyParser();
  return createTextWire((towards: Towards, bytes) => {
    if (towards === 'device') return commands(bytes);
    const names = replies.push(bytes).map(replyName);
    return names.length === 0 ? null : counted(names);
  });
};
