import { appendFileSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../testing/sample.ts';
import { diskFiles, type MirrorFiles } from './mirror-files.ts';
import { MIRROR_FILE, openMirror } from './mirror.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => {
  folder.remove();
});

const entry = (id: number): { id: number; text: string } => ({ id, text: 'x'.repeat(100) });
const idsIn = (path: string): unknown[] => {
  const mirror = openMirror(path);
  try {
    return [...mirror.entries()].map((e) => (e as { id: number }).id);
  } finally {
    mirror.close();
  }
};

/** The machine's own disk until the n-th change of it, which and every later one fails. */
const failingAt = (n: number, code: string): MirrorFiles => {
  let left = n;
  const may = (): void => {
    left -= 1;
    if (left < 0) throw Object.assign(new Error(`${code}: scripted`), { code });
  };
  return {
    ...diskFiles,
    open: (path, empty) => {
      may();
      const file = diskFiles.open(path, empty);
      return {
        ...file,
        append: (text) => {
          if (left === 0) file.append(text.slice(0, text.length / 2)); // a part of it got through
          may();
          file.append(text);
        },
        sync: () => {
          may();
          file.sync();
        },
      };
    },
    rename: (from, to) => {
      may();
      diskFiles.rename(from, to);
    },
    syncFolder: (path) => {
      may();
      diskFiles.syncFolder(path);
    },
  };
};

test('a disk without room lets a write throw: nobody is told that it is kept', () => {
  // The kernel's own ENOSPC, without a privilege.
  symlinkSync('/dev/full', join(folder.path, MIRROR_FILE));
  const mirror = openMirror(folder.path);
  expect(() => {
    mirror.write(entry(1));
  }).toThrow(/ENOSPC/u);
  mirror.close();
});

test('what a failed write left behind swallows no later entry', () => {
  const mirror = openMirror(folder.path, failingOnce(5));
  mirror.write(entry(1));
  expect(() => {
    mirror.write(entry(2));
  }).toThrow('EIO');
  mirror.write(entry(3));
  mirror.close();
  expect(idsIn(folder.path)).toEqual([1, 3]);
});

/** As `failingAt`, but the disk is well again afterwards. */
function failingOnce(n: number): MirrorFiles {
  let count = 0;
  const isNow = (): boolean => {
    count += 1;
    return count === n;
  };
  return {
    ...diskFiles,
    open: (path, empty) => {
      count += 1;
      const file = diskFiles.open(path, empty);
      return {
        ...file,
        append: (text) => {
          if (isNow()) {
            file.append(text.slice(0, 40));
            throw Object.assign(new Error('EIO: scripted'), { code: 'EIO' });
          }
          file.append(text);
        },
        sync: () => {
          count += 1;
          file.sync();
        },
      };
    },
    syncFolder: (path) => {
      count += 1;
      diskFiles.syncFolder(path);
    },
  };
}

describe('compaction', () => {
  const fill = (count: number): void => {
    const mirror = openMirror(folder.path);
    for (let id = 1; id <= count; id++) mirror.write(entry(id));
    mirror.close();
  };
  const isEven = (e: unknown): boolean => (e as { id: number }).id % 2 === 0;

  test('leaves out what is not needed, and goes on in the new file', () => {
    fill(20);
    appendFileSync(join(folder.path, MIRROR_FILE), 'torn');
    const before = statSync(join(folder.path, MIRROR_FILE)).size;
    const mirror = openMirror(folder.path);
    expect(mirror.compact?.(isEven)).toEqual({ kept: 10, left: 10 });
    mirror.write(entry(21));
    expect(mirror.size?.()).toBeLessThan(before);
    mirror.close();
    expect(idsIn(folder.path)).toEqual([2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 21]);
    expect(readdirSync(folder.path)).toEqual([MIRROR_FILE]);
    expect(readFileSync(join(folder.path, MIRROR_FILE), 'utf8')).not.toContain('torn');
  });

  test('interrupted at any step, every entry that is needed is still there', () => {
    fill(6);
    let steps = 0;
    for (let at = 0; ; at++) {
      const files = failingAt(at, 'EIO');
      try {
        const mirror = openMirror(folder.path, files);
        mirror.compact?.(isEven);
        break;
      } catch (cause) {
        expect((cause as Error).message).toContain('EIO');
      }
      steps += 1;
      expect(idsIn(folder.path)).toEqual(expect.arrayContaining([2, 4, 6]));
    }
    expect(steps).toBeGreaterThan(6);
    expect(idsIn(folder.path)).toEqual([2, 4, 6]);
  });
});
