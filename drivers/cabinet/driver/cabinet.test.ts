import { expect, test } from 'vitest';
import { createManualClock } from '../../transport/testing/manual-clock.ts';
import { createCabinet } from './cabinet.ts';
import { ScriptedBoard } from './testing/scripted-board.ts';

const UNKNOWN = { door: null, keySwitch: null, tampered: null, power: null, headset: null };
const ALL_WELL = {
  state: 'online',
  door: 'closed',
  keySwitch: 'off',
  tampered: false,
  power: 'mains',
  headset: false,
};

const bench = async (prepare: (board: ScriptedBoard) => void = () => undefined) => {
  const clock = createManualClock();
  const board = new ScriptedBoard();
  prepare(board);
  const cabinet = createCabinet({ transport: board.link, clock });
  const heard: unknown[] = [];
  cabinet.onStatus((status) => heard.push(status));
  await clock.pass(0);
  return { clock, board, cabinet, heard };
};

test('a board that greets is online with all that it senses', async () => {
  const { cabinet, board } = await bench();
  expect(cabinet.status).toEqual(ALL_WELL);
  expect(board.asked).toEqual(['HELLO 1', 'STATE']);
});

test('what changes is told at once, the same again is not', async () => {
  const { board, heard } = await bench();
  heard.length = 0;
  const open = 'door=open key=on tamper=yes power=battery headset=in';
  board.event(open);
  board.event(open);
  expect(heard).toEqual([
    {
      state: 'online',
      door: 'open',
      keySwitch: 'on',
      tampered: true,
      power: 'battery',
      headset: true,
    },
  ]);
});

test('an event that was lost is made good by the heartbeat', async () => {
  const { board, cabinet, clock } = await bench();
  board.sensors = 'door=open';
  await clock.pass(1_000);
  expect(cabinet.status).toEqual({ ...UNKNOWN, state: 'online', door: 'open' });
});

test('three heartbeats unanswered make it offline, one answered brings it back', async () => {
  const { board, cabinet, clock } = await bench();
  board.silent = true;
  await clock.pass(2 * 1_400);
  expect(cabinet.status.state).toBe('online');
  await clock.pass(1_400);
  expect(cabinet.status).toEqual({ state: 'offline', ...UNKNOWN });
  board.silent = false;
  await clock.pass(1_400);
  expect(cabinet.status).toEqual(ALL_WELL);
});

test('a board that speaks but hears nothing is offline all the same', async () => {
  const { board, cabinet, clock } = await bench();
  board.silent = true;
  await clock.pass(5_000);
  board.event('door=open');
  expect(cabinet.status.state).toBe('offline');
});

test('lights and tamper: done, refused, unanswered, not connected', async () => {
  const { board, cabinet, clock } = await bench();
  expect(await cabinet.setLight('card', 'blink')).toEqual({ ok: true, value: undefined });
  expect(await cabinet.clearTamper()).toEqual({ ok: true, value: undefined });
  expect(board.asked.slice(-2)).toEqual(['LIGHT card blink', 'CLEAR tamper']);
  board.command = 'NO unable';
  expect(await cabinet.clearTamper()).toEqual({ ok: false, error: { code: 'refused' } });
  board.silent = true;
  const unanswered = cabinet.setLight('card', 'off');
  await clock.pass(800);
  expect(await unanswered).toEqual({ ok: false, error: { code: 'noAnswer' } });
  board.unplug();
  expect(await cabinet.setLight('card', 'off')).toEqual({
    ok: false,
    error: { code: 'notConnected' },
  });
  expect(cabinet.status).toEqual({ state: 'noDevice', ...UNKNOWN });
});

test('a command whose answer is lost is given again', async () => {
  const { board, cabinet, clock } = await bench();
  board.silent = true;
  const set = cabinet.setLight('receipt', 'on');
  await clock.pass(0);
  board.silent = false;
  await clock.pass(400);
  expect(await set).toEqual({ ok: true, value: undefined });
  expect(board.asked.filter((each) => each === 'LIGHT receipt on')).toHaveLength(2);
});

test('an answer to an older question is not taken for the newer one', async () => {
  const { board, cabinet, clock } = await bench();
  board.silent = true;
  const set = cabinet.setLight('receipt', 'on');
  await clock.pass(0);
  board.say('A 2 OK'); // the number of the first STATE
  await clock.pass(800);
  expect(await set).toEqual({ ok: false, error: { code: 'noAnswer' } });
});

test('a board that started anew is greeted anew, so that its lights are set again', async () => {
  const { board, cabinet, clock, heard } = await bench();
  heard.length = 0;
  board.boot = 'B007';
  board.event(board.sensors);
  expect(cabinet.status.state).toBe('offline');
  await clock.pass(1_000);
  expect(heard).toEqual([{ state: 'offline', ...UNKNOWN }, ALL_WELL]);
});

test('a board of another version is an error, not a guess', async () => {
  const { cabinet } = await bench((board) => (board.hello = 'NO version'));
  expect(cabinet.status).toEqual({ state: 'hardwareError', ...UNKNOWN });
  expect(await cabinet.setLight('card', 'on')).toEqual({ ok: false, error: { code: 'noAnswer' } });
});

test('a UPS that promises less than ten seconds is low as soon as it carries us', async () => {
  for (const [hello, power] of [
    ['HELLO 1 boot=%BOOT hold=10', 'battery'],
    ['HELLO 1 boot=%BOOT hold=9', 'batteryLow'],
    ['HELLO 1 boot=%BOOT', 'batteryLow'],
  ]) {
    const { board, cabinet } = await bench((given) => (given.hello = hello ?? ''));
    expect(cabinet.status.power).toBe('mains');
    board.event('power=battery');
    expect(cabinet.status.power).toBe(power);
  }
});

test('garbage on the line changes nothing, and a flood of questions is bounded', async () => {
  const { board, cabinet, clock } = await bench();
  board.say('E STATE door=open'); // of no start
  board.say('A 3 WHAT');
  expect(cabinet.status).toEqual(ALL_WELL);
  board.silent = true;
  const asked = Array.from({ length: 200 }, () => cabinet.setLight('card', 'on'));
  await clock.pass(60_000);
  expect((await Promise.all(asked)).every((each) => !each.ok)).toBe(true);
  expect(board.asked.length).toBeLessThan(120);
});
