import {
  readFileSync,
  renameSync,
  rmSync,
  unwatchFile,
  watchFile,
  writeFileSync,
  chownSync,
  statSync,
} from 'node:fs';

const EVERY_MS = 200;

/**
 * Keeps a private copy (mode 0600) of `source` at `target`, owned by the owner of `folder`, which
 * holds `target`. The engine's access file belongs to whoever runs the engine; in development that
 * may be root while the window runs as `nobody`. Returns how to stop.
 */
export const mirrorFile = (source: string, folder: string, target: string): (() => void) => {
  const copy = (): void => {
    let text: string;
    try {
      text = readFileSync(source, 'utf8');
    } catch {
      rmSync(target, { force: true }); // The engine is away: so is what it wrote.
      return;
    }
    const { uid, gid } = statSync(folder);
    const fresh = `${target}.new`;
    writeFileSync(fresh, text, { mode: 0o600 });
    chownSync(fresh, uid, gid);
    renameSync(fresh, target);
  };
  copy();
  watchFile(source, { interval: EVERY_MS, persistent: false }, copy);
  return () => {
    unwatchFile(source, copy);
  };
};
