import sqlite3InitModule from '@sqlite.org/sqlite-wasm';
import { DiskError, PowerCut, type DiskAccess } from './disk.ts';
import type { SimulatedFile } from './file.ts';

export type Sqlite = Awaited<ReturnType<typeof sqlite3InitModule>>;

const VFS = 'simulated';
const SECTOR_BYTES = 4096;

/** The lives' disks, by the first part of a file's path. */
const disks = new Map<string, DiskAccess>();
let lives = 0;

type OpenFile = { readonly disk: DiskAccess; readonly file: SimulatedFile };
const openFiles = new Map<number, OpenFile>();

type Pointer = number;
/** The parts of the library that its published types leave out. */
type Struct = { readonly pointer: Pointer; $iVersion: number; dispose: () => void };
type Poke64 = (at: Pointer, value: bigint, as: 'i64') => void;
type Loose = {
  readonly sqlite3_file: (new (at: Pointer) => { $pMethods: Pointer; dispose: () => void }) & {
    readonly structInfo: { readonly sizeof: number };
  };
  readonly sqlite3_io_methods: new () => Struct;
  readonly sqlite3_vfs: new () => Struct & { $szOsFile: number; $mxPathname: number };
};

/** `/7/journal.sqlite` → life 7's disk and `journal.sqlite`. */
const placeOf = (path: string): { readonly disk: DiskAccess; readonly name: string } => {
  const [, life = '', ...rest] = path.split('/');
  const disk = disks.get(life);
  if (disk === undefined) throw new Error(`no life ${life} for ${path}`);
  return { disk, name: rest.join('/') };
};

const install = (sqlite3: Sqlite): void => {
  const { wasm } = sqlite3;
  const capi = sqlite3.capi as unknown as Omit<Sqlite['capi'], keyof Loose> & Loose;
  const poke64 = wasm.poke.bind(wasm) as unknown as Poke64;
  const codeOf = (cause: unknown, otherwise: number): number =>
    cause instanceof DiskError && cause.code === 'ENOSPC'
      ? capi.SQLITE_FULL
      : cause instanceof DiskError || cause instanceof PowerCut
        ? otherwise
        : capi.SQLITE_INTERNAL;
  const tried = (otherwise: number, act: () => void): number => {
    try {
      act();
      return 0;
    } catch (cause) {
      return codeOf(cause, otherwise);
    }
  };
  const fileAt = (at: Pointer): OpenFile => {
    const found = openFiles.get(at);
    if (found === undefined) throw new Error('no such open file');
    return found;
  };

  const io = {
    xClose: (at: Pointer) => {
      openFiles.delete(at);
      return 0;
    },
    xRead: (at: Pointer, to: Pointer, count: number, offset: bigint) => {
      const { file } = fileAt(at);
      const bytes = file.read(Number(offset), count);
      const heap = wasm.heap8u();
      heap.set(bytes, to);
      if (bytes.length === count) return 0;
      heap.fill(0, to + bytes.length, to + count);
      return capi.SQLITE_IOERR_SHORT_READ;
    },
    xWrite: (at: Pointer, from: Pointer, count: number, offset: bigint) =>
      tried(capi.SQLITE_IOERR_WRITE, () => {
        const { disk, file } = fileAt(at);
        disk.beforeWrite(Number(offset) + count > file.size());
        file.write(Number(offset), wasm.heap8u().subarray(from, from + count));
      }),
    xTruncate: (at: Pointer, size: bigint) =>
      tried(capi.SQLITE_IOERR_TRUNCATE, () => {
        const { disk, file } = fileAt(at);
        disk.beforeWrite(false);
        file.truncate(Number(size));
      }),
    xSync: (at: Pointer) =>
      tried(capi.SQLITE_IOERR_FSYNC, () => {
        const { disk, file } = fileAt(at);
        if (disk.beforeSync('first')) file.sync();
      }),
    xFileSize: (at: Pointer, to: Pointer) => {
      poke64(to, BigInt(fileAt(at).file.size()), 'i64');
      return 0;
    },
    xLock: () => 0,
    xUnlock: () => 0,
    xCheckReservedLock: (_at: Pointer, to: Pointer) => {
      wasm.poke(to, 0, 'i32');
      return 0;
    },
    xFileControl: () => capi.SQLITE_NOTFOUND,
    xSectorSize: () => SECTOR_BYTES,
    xDeviceCharacteristics: () => 0,
  };

  const ioStruct = new capi.sqlite3_io_methods();
  ioStruct.$iVersion = 1;
  const vfs = {
    xOpen: (_vfs: Pointer, name: Pointer, at: Pointer, flags: number, outFlags: Pointer) =>
      tried(capi.SQLITE_CANTOPEN, () => {
        const path = wasm.cstrToJs(name);
        if (path === null) throw new Error('a temporary file: the journal makes none');
        const place = placeOf(path);
        const file = place.disk.open(place.name, (flags & capi.SQLITE_OPEN_CREATE) !== 0);
        if (file === null) throw new DiskError('EIO');
        openFiles.set(at, { disk: place.disk, file });
        const struct = new capi.sqlite3_file(at);
        struct.$pMethods = ioStruct.pointer;
        struct.dispose();
        if (outFlags !== 0) wasm.poke(outFlags, flags, 'i32');
      }),
    xDelete: (_vfs: Pointer, name: Pointer) =>
      tried(capi.SQLITE_IOERR_DELETE, () => {
        const place = placeOf(wasm.cstrToJs(name) ?? '');
        place.disk.remove(place.name);
      }),
    xAccess: (_vfs: Pointer, name: Pointer, _flags: number, out: Pointer) => {
      const place = placeOf(wasm.cstrToJs(name) ?? '');
      wasm.poke(out, place.disk.exists(place.name) ? 1 : 0, 'i32');
      return 0;
    },
    xFullPathname: (_vfs: Pointer, name: Pointer, most: number, out: Pointer) => {
      const bytes = Buffer.from(`${wasm.cstrToJs(name) ?? ''}\0`, 'utf8');
      if (bytes.length > most) return capi.SQLITE_CANTOPEN;
      wasm.heap8u().set(bytes, out);
      return 0;
    },
    // The same salt in every log would hide nothing that differs from run to run.
    xRandomness: (_vfs: Pointer, count: number, out: Pointer) => {
      wasm.heap8u().fill(0x5a, out, out + count);
      return count;
    },
    xSleep: () => 0,
    xCurrentTime: (_vfs: Pointer, out: Pointer) => {
      wasm.poke(out, 2_461_000.5, 'double');
      return 0;
    },
    xCurrentTimeInt64: (_vfs: Pointer, out: Pointer) => {
      poke64(out, 212_630_400_000_000n, 'i64');
      return 0;
    },
    xGetLastError: () => 0,
  };
  const vfsStruct = new capi.sqlite3_vfs();
  vfsStruct.$iVersion = 2;
  vfsStruct.$szOsFile = capi.sqlite3_file.structInfo.sizeof;
  vfsStruct.$mxPathname = 512;
  (sqlite3.vfs as unknown as { installVfs: (parts: unknown) => void }).installVfs({
    io: { struct: ioStruct, methods: io },
    vfs: { struct: vfsStruct, methods: vfs, name: VFS },
  });
};

let loaded: Promise<Sqlite> | null = null;

/** SQLite's own WASM build over simulated disks; loaded once a process. */
export const loadSqlite = (): Promise<Sqlite> => {
  loaded ??= sqlite3InitModule().then((sqlite3) => {
    // Failures are thrown; the library would print each as well.
    (sqlite3 as unknown as { config: { error: () => void; warn: () => void } }).config.error = () =>
      undefined;
    (sqlite3 as unknown as { config: { error: () => void; warn: () => void } }).config.warn = () =>
      undefined;
    install(sqlite3);
    return sqlite3;
  });
  return loaded;
};

/** The address of a database file on that disk, good until `forget`. */
export const addressOn = (
  disk: DiskAccess,
  name: string,
): { readonly uri: string; readonly vfs: string; readonly forget: () => void } => {
  lives += 1;
  const life = String(lives);
  disks.set(life, disk);
  return { uri: `/${life}/${name}`, vfs: VFS, forget: () => disks.delete(life) };
};
