/** A file of an initramfs: below `/`, parents first. `bytes` absent: a folder. */
export type ArchiveEntry = {
  readonly path: string;
  readonly bytes?: Uint8Array;
  readonly executable?: boolean;
};

const DIRECTORY = 0o040755;
const FILE = 0o100644;
const PROGRAM = 0o100755;

const align = (length: number): number => (4 - (length % 4)) % 4;
const field = (value: number): string => value.toString(16).toUpperCase().padStart(8, '0');

const modeOf = ({ bytes, executable }: ArchiveEntry): number =>
  bytes === undefined ? DIRECTORY : executable === true ? PROGRAM : FILE;

const record = (entry: ArchiveEntry, inode: number, mode: number): Buffer => {
  const bytes = entry.bytes ?? new Uint8Array();
  const name = `${entry.path}\0`;
  // inode, mode, uid, gid, links, mtime, size, device ×2, special device ×2, name's length, checksum
  const numbers = [inode, mode, 0, 0, 1, 0, bytes.length, 0, 0, 0, 0, name.length, 0];
  const head = `070701${numbers.map(field).join('')}${name}`;
  return Buffer.concat([
    Buffer.from(head, 'latin1'),
    Buffer.alloc(align(head.length)),
    bytes,
    Buffer.alloc(align(bytes.length)),
  ]);
};

/** The archive that a Linux kernel unpacks as its first root: cpio in its "newc" form. ASCII paths. */
export const cpio = (entries: readonly ArchiveEntry[]): Buffer =>
  Buffer.concat([
    ...entries.map((entry, index) => record(entry, index + 1, modeOf(entry))),
    record({ path: 'TRAILER!!!' }, 0, 0),
  ]);
