import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { diskFiles, type MirrorFiles } from './mirror-files.ts';

/**
 * A second copy of every approval on another medium, written before the terminal is acknowledged.
 * One line each: SHA-256 (hex), a space, JSON. A torn last line is a power cut and is passed over.
 */
export type Mirror = {
  /** Durable when it returns. */
  readonly write: (entry: unknown) => void;
  /** What stands in the file now, oldest first; read as it is asked for. */
  readonly entries: () => Iterable<unknown>;
  /** Bytes that it takes. */
  readonly size?: () => number;
  /** Leaves out what nobody needs any more; at every moment the disk holds the old file or the new. */
  readonly compact?: (isNeeded: (entry: unknown) => boolean) => CompactedMirror;
  readonly close: () => void;
};

export type CompactedMirror = { readonly kept: number; readonly left: number };

export const MIRROR_FILE = 'approvals.mirror';

const sum = (text: string): string => createHash('sha256').update(text).digest('hex');

const lineOf = (entry: unknown): string => {
  const text = JSON.stringify(entry);
  return `${sum(text)} ${text}\n`;
};

/** The file's lines, one at a time: after years it is larger than any string may be. */
const linesOf = function* (path: string, files: MirrorFiles): Generator<string> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for (const chunk of files.read(path)) {
    const lines = (rest + decoder.write(Buffer.from(chunk))).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  yield rest + decoder.end();
};

const readEntries = function* (path: string, files: MirrorFiles): Generator {
  for (const line of linesOf(path, files)) {
    const text = line.slice(65);
    if (line.charAt(64) === ' ' && line.slice(0, 64) === sum(text)) yield JSON.parse(text);
  }
};

/** Opens or makes the mirror in `folder`. Throws where the disk does not let it. */
export const openMirror = (folder: string, files: MirrorFiles = diskFiles): Mirror => {
  files.makeFolder(folder);
  const path = join(folder, MIRROR_FILE);
  const draft = `${path}.new`;
  files.remove(draft); // of a compaction that a power cut ended
  let file = files.open(path, false);
  files.syncFolder(folder);
  // A torn line must not swallow the next one.
  if (file.size() > 0) file.append('\n');
  /** After a failed write nobody knows what a part of it left behind. */
  let torn = false;

  const compact = (isNeeded: (entry: unknown) => boolean): CompactedMirror => {
    const next = files.open(draft, true);
    let kept = 0;
    let left = 0;
    try {
      for (const entry of readEntries(path, files)) {
        if (isNeeded(entry)) {
          next.append(lineOf(entry));
          kept += 1;
        } else left += 1;
      }
      next.sync();
    } finally {
      next.close();
    }
    files.rename(draft, path);
    files.syncFolder(folder);
    file.close();
    file = files.open(path, false);
    return { kept, left };
  };

  return {
    write: (entry) => {
      const line = lineOf(entry);
      const begin = torn ? '\n' : '';
      torn = true;
      file.append(begin + line);
      file.sync();
      torn = false;
    },
    entries: () => readEntries(path, files),
    size: () => file.size(),
    compact,
    close: () => {
      file.close();
    },
  };
};
