/** The rig itself, with the real programs: nothing lost on restart, nothing left behind. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { payOneBill } from '../../rig/demo/visit.ts';
import { startRig, type Rig } from '../../rig/processes.ts';
import { givenConfig } from '../../rig/processes/given-config.ts';
import type { RigError } from '../../rig/processes/rig-error.ts';

const WAIT_MS = 90_000;
const ERRAND = { service: 'ewa', reference: '12345678', language: 'en' } as const;
const root = join(import.meta.dirname, '../..');

let folder: string;
const rigs: Rig[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'khidma-rig-'));
});
afterEach(async () => {
  for (const rig of rigs.splice(0)) await rig.stop();
  rmSync(folder, { recursive: true });
});
const up = async (options: Partial<Parameters<typeof startRig>[0]> = {}): Promise<Rig> => {
  const rig = await startRig({ dataFolder: folder, autoCard: true, ...options });
  rigs.push(rig);
  return rig;
};

test(
  'a payment, a killed engine, and the payment is still known',
  { timeout: WAIT_MS },
  async () => {
    const rig = await up();
    const visitor = await rig.visitor();
    const { paymentId, outcome } = await payOneBill(visitor, ERRAND);
    expect(outcome.kind).toBe('paid');
    await rig.killEngine();
    expect(rig.engine()).toBeNull();
    await rig.startEngine();
    // The same client finds the new engine by itself.
    expect(await visitor.client.api.payment.query({ paymentId })).toMatchObject({
      state: 'posted',
    });
    expect(await rig.control.terminal({ do: 'transactions' })).toMatchObject({
      transactions: [{ amountFils: outcome.totalFils, status: 'stored' }],
    });
    await visitor.leave();
  },
);

test(
  'stopped, it leaves no process; started again, it knows everything',
  { timeout: WAIT_MS },
  async () => {
    const first = await up();
    const visitor = await first.visitor();
    const { paymentId } = await payOneBill(visitor, ERRAND);
    await visitor.leave();
    const engine = first.engine()?.pid ?? 0;
    await first.stop();
    expect(() => process.kill(engine, 0)).toThrow('ESRCH');
    await expect(first.control.terminal({ do: 'state' })).rejects.toThrow('noSimulator');

    const second = await up();
    const { api, close } = second.client();
    expect(await api.payment.query({ paymentId })).toMatchObject({ state: 'posted' });
    await close();
  },
);

test(
  'a configuration of one’s own, copied from the drafted one',
  { timeout: WAIT_MS },
  async () => {
    const first = await up();
    const path = join(folder, 'mine.json');
    const mine = { ...first.config, kiosk: { ...first.config.kiosk, id: 'KSK-77' } };
    writeFileSync(path, JSON.stringify(mine));
    await first.stop();
    const config = givenConfig({ KIOSK_CONFIG: path });
    if (!config) throw new Error('not read');
    const rig = await up({ config });
    const visitor = await rig.visitor();
    expect(visitor.view.kioskId).toBe('KSK-77');
    expect((await payOneBill(visitor, ERRAND)).outcome.kind).toBe('paid');
    await visitor.leave();
  },
);

test(
  'a foreign catalogue key is refused before anything starts',
  { timeout: WAIT_MS },
  async () => {
    const first = await up();
    await first.stop();
    const gateway = { ...first.config.gateway, catalogueKey: 'A'.repeat(43) };
    const refused = await startRig({
      dataFolder: folder,
      config: { ...first.config, gateway },
    }).catch((error: unknown) => error as RigError);
    expect(refused).toMatchObject({ exitCode: 78 });
    expect((refused as RigError).message).toContain('gateway.catalogueKey');
  },
);

test('killed itself, it takes everything with it', { timeout: WAIT_MS }, async () => {
  const start = spawn(
    process.execPath,
    [join(root, 'rig/processes/testing/print-pids.ts'), folder],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [line] = (await once(start.stdout, 'data')) as [Buffer];
  const pids = JSON.parse(line.toString()) as number[];
  expect(pids.length).toBeGreaterThanOrEqual(7); // five programs and two cables
  start.kill('SIGKILL');
  await once(start, 'close');
  const running = (pid: number): boolean => {
    try {
      return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
    } catch {
      return false;
    }
  };
  while (pids.some(running)) await new Promise(setImmediate);
});
