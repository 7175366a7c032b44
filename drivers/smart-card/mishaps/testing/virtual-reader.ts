import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SimulatorProcess } from '../../../simulator-kit/spawn-simulator.ts';

const MAIN = new URL('../../simulator/main.ts', import.meta.url).pathname;
const NEEDED = ['/usr/sbin/pcscd', '/usr/lib/pcsc/drivers/serial/libifdvpcd.so'];
const INSTALL = 'apt-get install pcscd libpcsclite1 vsmartcard-vpcd';
const SERVICE = '/run/pcscd/pcscd.comm';
const TRY = new URL('try-pcsc.ts', import.meta.url).pathname;
/** Where vpcd's first slot listens (virtual-devices digest §4). */
const PORT = 35_963;

const listens = (): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(PORT, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

const startDaemon = (): Promise<ChildProcess> =>
  new Promise((resolve, reject) => {
    const daemon = spawn('/usr/sbin/pcscd', ['--foreground', '--info'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    const hear = (chunk: Buffer): void => {
      said = (said + chunk.toString()).slice(-4_000);
      if (said.includes('daemon ready')) resolve(daemon);
    };
    daemon.stdout.on('data', hear);
    daemon.stderr.on('data', hear);
    daemon.once('error', reject);
    daemon.once('exit', () =>
      reject(new Error(`pcscd with vpcd (${INSTALL}) could not be started:\n${said}`)),
    );
  });

/** The machine's pcscd, or one of our own, with vsmartcard's virtual reader and a card as a process of its own. */
export class VirtualReader {
  readonly #folder = mkdtempSync(join(tmpdir(), 'card-'));
  #daemon: ChildProcess | null = null;
  #card: SimulatorProcess | null = null;

  async start(): Promise<void> {
    const missing = NEEDED.filter((path) => !existsSync(path));
    if (missing.length > 0) throw new Error(`${missing.join(', ')} is not there: ${INSTALL}`);
    // Where the system starts it on demand, a first client does.
    if (existsSync(SERVICE)) spawnSync(process.execPath, [TRY]);
    if (!(await listens())) this.#daemon = await startDaemon();
  }

  /** Another card; the one before is taken out for good. */
  async hold(...options: readonly string[]): Promise<void> {
    await this.#card?.stop();
    const control = join(this.#folder, 'control');
    this.#card = await SimulatorProcess.start(MAIN, ['--control', control, ...options], control);
  }

  async control(what: 'insert' | 'remove'): Promise<void> {
    await this.#card?.control({ do: what });
  }

  async end(): Promise<void> {
    await this.#card?.stop();
    const daemon = this.#daemon;
    if (daemon !== null) {
      const ended = new Promise((resolve) => daemon.once('exit', resolve));
      daemon.kill('SIGTERM');
      await ended;
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
