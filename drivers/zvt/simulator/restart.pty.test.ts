import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TestBench } from './test-till.ts';

let bench: TestBench;
beforeEach(async () => {
  bench = new TestBench();
  await bench.start('--auto-card');
});
afterEach(() => bench.end());

/** The process ids whose command line names `text`. */
const processesNaming = (text: string): string[] =>
  readdirSync('/proc').filter((pid) => {
    if (!/^[0-9]+$/u.test(pid) || Number(pid) === process.pid) return false;
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(text);
    } catch {
      return false;
    }
  });

const gone = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
};

test.each(['SIGTERM', 'SIGKILL'] as const)(
  '%s leaves no socat and no link behind',
  async (signal) => {
    await bench.till(); // the near end stays open on our side
    expect(processesNaming(bench.link).length).toBe(2);
    await bench.simulator.stop(signal);
    await gone(() => processesNaming(bench.link).length === 0);
    await gone(() => !existsSync(bench.link));
  },
);

test('a killed terminal remembers its payments and goes on counting', async () => {
  const till = await bench.till();
  const first = await till.pay();
  await bench.simulator.stop('SIGKILL');
  await bench.start('--auto-card');
  const again = await bench.till();
  await again.send('06 20 05 00 00 00 03 03');
  const copy = await again.through('04 0F');
  expect(copy.replace(/ 49 00 48/u, '')).toBe(first.replace(/ 49 00 48/u, ''));
  await again.through('06 0F');
  expect(await again.pay()).toContain('0B 00 00 02');
  expect((await bench.settled()).totalFils).toBe(15_700);
});

test('killed between approval and ack it reverses when it is back', async () => {
  const till = await bench.till();
  await till.approval();
  await bench.simulator.stop('SIGKILL');
  await bench.start('--auto-card');
  expect((await bench.settled()).transactions).toMatchObject([{ status: 'reversed' }]);
});

test('a reboot in the middle: registration gone, the open payment reversed', async () => {
  const till = await bench.till();
  await till.register();
  await till.approval();
  await bench.simulator.control({ do: 'reboot' });
  expect((await bench.settled()).transactions).toMatchObject([{ status: 'reversed' }]);
  await till.send('06 01 0A 04 00 00 00 00 78 50 49 00 48');
  expect((await till.until('04 0F')).before).toEqual(['80 00 00']);
});

test('forget erases the terminal’s memory, not the acquirer’s', async () => {
  const till = await bench.till();
  await till.pay();
  await bench.settled();
  await bench.simulator.control({ do: 'forget' });
  await till.send('06 20 05 00 00 00 03 03');
  await till.through('06 1E');
  expect((await bench.settled()).totalFils).toBe(7_850);
});

test('a damaged memory is refused, not replaced', async () => {
  await bench.simulator.stop();
  writeFileSync(bench.memory, '{"version":1');
  await expect(bench.start()).rejects.toThrow('is no memory of this simulator');
  expect(readFileSync(bench.memory, 'utf8')).toBe('{"version":1');
});
