/** Our own bytes read back as commands while they go out: for counting paper and for ending a broken one. */
import { commandLength } from './command-lengths.ts';

export type ReadCommand = {
  /** `0x0a` for a single byte, `0x1b61` for ESC a, `0x1d284c` for GS ( L, 0 for a run of text. */
  readonly code: number;
  /** Its first bytes, prefix included: 32 or whatever its length was told from. */
  readonly head: readonly number[];
  /** All of its bytes. */
  readonly size: number;
};

export type CommandReader = {
  /** Takes the next bytes, cut anywhere; never throws; remembers at most 258 of them (`GS k` without a length). */
  push(chunk: Uint8Array): readonly ReadCommand[];
  /** Bytes the command under way still waits for at the least; 0 between commands. */
  readonly missing: number;
  /** The printer forgot what was under way. */
  reset(): void;
};

const MOST_HEAD = 32;
/** So many bytes end the beginning of any command whose length is not known yet. */
const HEADER_BYTES = 8;
const PREFIXED = 0x28;

const codeOf = ([first = 0, second = 0, third = 0]: readonly number[], size: number): number => {
  if (size < 2 || first < 0x1b) return first;
  const code = (first << 8) | second;
  // GS 8 L is GS ( L with a longer count.
  if (code === 0x1d38) return 0x1d2800 | third;
  return second === PREFIXED ? (code << 8) | third : code;
};

export const createCommandReader = (): CommandReader => {
  let head: number[] = [];
  let size = 0;
  /** Bytes of the command still to come; `null` while its length is not known. */
  let left: number | null = null;
  let characters = 0;
  let unit = 0;
  let text = 0;

  const reset = (): void => {
    head = [];
    size = 0;
    left = null;
    characters = 0;
    text = 0;
  };

  const ended = (): ReadCommand => {
    const command = { code: codeOf(head, size), head, size };
    reset();
    return command;
  };

  const measure = (): void => {
    const length = commandLength(head);
    if (length === 'more') return;
    left = length.total - size;
    if ('characters' in length) ({ characters, unit } = length);
  };

  /** A DLE that begins nothing: it is dropped, and what follows it is itself. */
  const endBeforeLast = (): readonly ReadCommand[] => {
    const last = head.pop() ?? 0;
    size -= 1;
    return [ended(), ...push(Uint8Array.of(last))];
  };

  const takeInCommand = (byte: number): ReadCommand | null => {
    size += 1;
    if (left === null) {
      head.push(byte);
      measure();
    } else if (left > 0) {
      if (head.length < MOST_HEAD) head.push(byte);
      left -= 1;
    } else {
      characters -= 1;
      left = byte * unit;
    }
    return left === 0 && characters === 0 ? ended() : null;
  };

  const push = (chunk: Uint8Array): readonly ReadCommand[] => {
    const found: ReadCommand[] = [];
    const endText = (): void => {
      if (text > 0) found.push({ code: 0, head: [], size: text });
      text = 0;
    };
    for (const byte of chunk) {
      if (head.length === 0 && byte >= 0x20) {
        text += 1;
        continue;
      }
      endText();
      const command = takeInCommand(byte);
      if (command !== null) found.push(command);
      else if (left !== null && left < 0) found.push(...endBeforeLast());
    }
    endText();
    return found;
  };

  return {
    push,
    get missing() {
      if (head.length === 0) return 0;
      return left === null ? HEADER_BYTES : left + characters;
    },
    reset,
  };
};
