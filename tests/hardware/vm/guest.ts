import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MARK, type Check } from '../check.ts';
import { bundlePrograms } from './bundle.ts';
import { debianFiles } from './debian-files.ts';
import { initramfs } from './initramfs.ts';
import { runGuest } from './qemu.ts';
import { RigProblem } from './rig-problem.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const FOLDER = join(ROOT, 'var', 'hardware');
const LIMIT_MS = 240_000;
const TAIL_LINES = 20;

const PROGRAMS = {
  guest: 'tests/hardware/guest/main.ts',
  'zvt-simulator': 'drivers/zvt/simulator/main.ts',
  'escpos-simulator': 'drivers/escpos/simulator/main.ts',
};

/** What the guest saw, by the name of the check, and what stood on its console. */
export type Seen = {
  readonly checks: ReadonlyMap<string, unknown>;
  /** What it said besides that, the last of it, and where all of it is. */
  readonly console: string;
};

const readCheck = (line: string): Check | null => {
  const at = line.indexOf(MARK);
  return at < 0 ? null : (JSON.parse(line.slice(at + MARK.length)) as Check);
};

/** Boots the guest, lets it play every scenario, and resolves with what it saw. */
export const bootGuest = async (): Promise<Seen> => {
  const debian = await debianFiles(join(FOLDER, 'debian'));
  const programs = await bundlePrograms(ROOT, PROGRAMS, join(FOLDER, 'programs'));
  const node = join(ROOT, 'node_modules', 'node', 'bin', 'node');
  const archive = join(FOLDER, 'initramfs.cpio');
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(archive, await initramfs(debian, [node, join(programs, 'guest.mjs')]));

  const from = performance.now();
  const lines = [debian.package];
  const { late } = await runGuest({
    kernel: debian.kernel,
    initramfs: archive,
    limitMs: LIMIT_MS,
    onLine: (line) => {
      const seconds = ((performance.now() - from) / 1_000).toFixed(1).padStart(6);
      lines.push(`${seconds}  ${line}`);
    },
  });
  if (late) lines.push(`ended after ${LIMIT_MS / 1_000} s: it was not done by then`);
  const log = join(FOLDER, 'console.log');
  writeFileSync(log, `${lines.join('\n')}\n`);

  const checks = new Map<string, unknown>();
  for (const line of lines) {
    const check = readCheck(line);
    if (check !== null) checks.set(check.name, check.threw ?? check.saw);
  }
  const others = lines.filter((line) => (readCheck(line)?.saw ?? null) === null);
  const console = [...others.slice(-TAIL_LINES), `(all of it in ${log})`].join('\n');
  if (checks.size === 0)
    throw new RigProblem(`The guest ran no scenario. Its console:\n${console}`);
  return { checks, console };
};
