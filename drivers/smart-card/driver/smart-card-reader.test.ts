import { expect, test } from 'vitest';
import type { Scan } from '../../reader.ts';
import { createManualClock } from '../../transport/testing/manual-clock.ts';
import { openPcsc } from './pcsc-service.ts';
import { createSmartCardReader } from './smart-card-reader.ts';
import { FakePcsc } from './testing/fake-pcsc.ts';

const AID = Uint8Array.of(0xa0, 0, 0, 0, 4);
const CARD = { kind: 'chipCard', atr: '3B800181' };
const NO_CARD = { kind: 'chipCard', atr: null };

const bench = async (reader?: string) => {
  const clock = createManualClock();
  const pcsc = new FakePcsc();
  const opened = await openPcsc(pcsc.load);
  if (!opened.ok) throw new Error(opened.error.detail);
  const driver = createSmartCardReader({
    service: opened.value,
    clock,
    ...(reader === undefined ? {} : { reader }),
  });
  const scans: Scan[] = [];
  const states: string[] = [];
  driver.onScan((scan) => scans.push(scan));
  driver.onState((state) => states.push(state));
  return { clock, pcsc, driver, scans, states, settle: () => clock.pass(0) };
};

test('without the package or its library, and without a service, opening says which', async () => {
  const pcsc = new FakePcsc();
  pcsc.startFails = true;
  expect(await openPcsc(() => Promise.reject(new Error('libpcsclite.so.1: not found')))).toEqual({
    ok: false,
    error: { code: 'io', where: 'pcsc-mini', detail: 'libpcsclite.so.1: not found' },
  });
  expect(await openPcsc(pcsc.load)).toEqual({
    ok: false,
    error: { code: 'io', where: 'pcscd', detail: 'NoService' },
  });
});

test('a reader that comes is online, one that goes is no device', async () => {
  const { pcsc, driver, states } = await bench();
  expect(driver.state).toBe('noDevice');
  pcsc.attach();
  pcsc.detach();
  pcsc.attach();
  expect(states).toEqual(['online', 'noDevice', 'online']);
});

test('a reader of another name is none of ours', async () => {
  const { pcsc, driver } = await bench('Gemalto');
  pcsc.attach();
  expect(driver.state).toBe('noDevice');
});

test('a card that comes and goes is told once each, other changes of the slot are not', async () => {
  const { pcsc, scans, settle } = await bench();
  pcsc.attach();
  pcsc.insert();
  await settle();
  pcsc.repeat(0x120); // somebody uses it
  await settle();
  pcsc.remove();
  expect(scans).toEqual([CARD, NO_CARD]);
  expect(pcsc.connected).toBe(0);
});

test('a card swapped between two looks is another card', async () => {
  const { pcsc, scans, settle } = await bench();
  pcsc.attach();
  pcsc.insert();
  await settle();
  pcsc.atr = Uint8Array.of(0x3b, 0x00);
  pcsc.insert();
  await settle();
  expect(scans).toEqual([CARD, NO_CARD, { kind: 'chipCard', atr: '3B00' }]);
});

test('a card taken out while it is read was never there', async () => {
  const { pcsc, scans, settle } = await bench();
  pcsc.attach();
  pcsc.insert();
  pcsc.remove();
  await settle();
  pcsc.meanwhile = () => pcsc.remove();
  pcsc.insert();
  await settle();
  expect(scans).toEqual([]);
});

test('a card the wrong way round, a dumb one, or one in other hands is unreadable', async () => {
  const { pcsc, clock, scans } = await bench();
  pcsc.attach();
  pcsc.insertWronglyTurned();
  pcsc.remove();
  await clock.pass(2_000);
  pcsc.atr = Uint8Array.of(0x25, 0x00);
  pcsc.insert();
  await clock.pass(2_000);
  pcsc.connectFails = true;
  pcsc.insert();
  await clock.pass(2_000);
  expect(scans).toEqual(Array.from({ length: 3 }, () => ({ kind: 'unreadable', why: 'garbled' })));
});

test('SELECT: answered, in two steps, refused by the card, and everything that can be missing', async () => {
  const { pcsc, driver, clock, settle } = await bench();
  expect(await driver.select(AID)).toEqual({ ok: false, error: { code: 'noReader' } });
  pcsc.attach();
  expect(await driver.select(AID)).toEqual({ ok: false, error: { code: 'noCard' } });
  pcsc.insert();
  await settle();
  expect(await driver.select(AID.slice(1))).toEqual({
    ok: false,
    error: { code: 'badIdentifier' },
  });
  pcsc.answer = (command) =>
    Promise.resolve(command[1] === 0xa4 ? Uint8Array.of(0x61, 2) : Uint8Array.of(1, 2, 0x90, 0));
  expect(await driver.select(AID)).toEqual({
    ok: true,
    value: { data: Uint8Array.of(1, 2), status: 0x9000 },
  });
  pcsc.answer = () => Promise.resolve(Uint8Array.of(0x6a, 0x82));
  expect(await driver.select(AID)).toMatchObject({ ok: true, value: { status: 0x6a82 } });
  pcsc.answer = () => Promise.resolve(Uint8Array.of(0x61));
  expect(await driver.select(AID)).toEqual({ ok: false, error: { code: 'malformed' } });
  pcsc.answer = () => new Promise(() => undefined);
  const hanging = driver.select(AID);
  await clock.pass(5_000);
  expect(await hanging).toEqual({ ok: false, error: { code: 'noAnswer' } });
  expect(pcsc.connected).toBe(0);
});

test('a card that always has more is not asked for ever', async () => {
  const { pcsc, driver, settle } = await bench();
  pcsc.attach();
  pcsc.insert();
  await settle();
  let asked = 0;
  pcsc.answer = () => {
    asked += 1;
    return Promise.resolve(Uint8Array.of(0x61, 0xff));
  };
  expect(await driver.select(AID)).toMatchObject({ ok: true, value: { status: 0x61ff } });
  expect(asked).toBeLessThan(10);
});

test('a service that dies takes the reader along', async () => {
  const { pcsc, driver, scans, settle } = await bench();
  pcsc.attach();
  pcsc.fail();
  expect(driver.state).toBe('noDevice');
  pcsc.insert();
  await settle();
  expect(scans).toEqual([]);
  expect(pcsc.stopped).toBe(true);
});
