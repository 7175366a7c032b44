import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

const MAIN = join(import.meta.dirname, '..', '..', 'devices.ts');

/** `npm run devices` as a process of its own. */
export class DevicesCli {
  readonly #child: ChildProcessByStdio<null, Readable, Readable>;
  #out = '';
  #err = '';
  #waiters: (() => void)[] = [];
  readonly ended: Promise<number | null>;

  constructor(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
    this.#child = spawn(process.execPath, [MAIN, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, KIOSK_CONFIG: '', ...env },
    });
    this.#child.stdout.on('data', (chunk: Buffer) => {
      this.#out += chunk.toString('utf8');
      for (const wake of this.#waiters.splice(0)) wake();
    });
    this.#child.stderr.on('data', (chunk: Buffer) => (this.#err += chunk.toString('utf8')));
    this.ended = new Promise((resolve) =>
      this.#child.once('close', (code) => {
        resolve(code);
        for (const wake of this.#waiters.splice(0)) wake();
      }),
    );
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }
  get out(): string {
    return this.#out;
  }
  get err(): string {
    return this.#err;
  }
  /** Its lines of JSON. */
  get told(): readonly Record<string, unknown>[] {
    return this.#out
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  /** Until its output holds `text`; throws where it ends without. */
  async until(text: string): Promise<void> {
    while (!this.#out.includes(text)) {
      if (this.#child.exitCode !== null)
        throw new Error(`ended without “${text}”: ${this.#out}${this.#err}`);
      await new Promise<void>((resolve) => this.#waiters.push(resolve));
    }
  }

  stop(signal: 'SIGINT' | 'SIGKILL' = 'SIGINT'): Promise<number | null> {
    if (this.#child.exitCode === null) this.#child.kill(signal);
    return this.ended;
  }
}

/** A run to its end. */
export const runCli = async (
  ...args: readonly string[]
): Promise<{ code: number | null; cli: DevicesCli }> => {
  const cli = new DevicesCli(args);
  return { code: await cli.ended, cli };
};

/** `kiosk.json` with these devices; returns its path. */
export const writeKiosk = (folder: string, devices: object, name = 'kiosk.json'): string => {
  const path = join(folder, name);
  writeFileSync(
    path,
    JSON.stringify({
      kiosk: { id: 'KSK-1', place: { ar: 'السيف', en: 'Seef' } },
      mode: 'development',
      languages: ['ar', 'en'],
      dataFolder: join(folder, 'data'),
      devices,
      gateway: {
        url: 'http://127.0.0.1:9',
        catalogueKey: 'A'.repeat(43),
        receiptUrl: 'https://pay.example/r',
      },
      api: {},
    }),
  );
  return path;
};
