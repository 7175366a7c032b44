import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { kioskConfigSchema } from '../../contract/config.ts';
import type { DeviceState } from '../../contract/devices.ts';
import type { DeviceRoleName } from '../../contract/technician-devices.ts';
import { loadConfig } from '../config/load-config.ts';
import { trialAtStart } from '../config/binding-trial.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import { temporaryFolder } from '../testing/sample.ts';
import { stageConfig } from '../testing/visit-stage.ts';
import { createBindings, TRIAL_MS } from './binding.ts';

const folders: { remove: () => void }[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) folder.remove();
});

/** A kiosk whose printer and scanner hang on each other's lines; each `life` is one engine. */
const stage = () => {
  const folder = temporaryFolder();
  folders.push(folder);
  const at = (name: string): string => {
    const path = join(folder.path, name);
    if (!existsSync(path)) writeFileSync(path, '');
    return path;
  };
  const draft = {
    ...stageConfig(folder.path),
    devices: {
      terminal: { driver: 'zvt', transport: 'serial', path: at('t') },
      printer: { driver: 'escpos', transport: 'serial', path: at('s') },
      scanner: { driver: 'scanner', transport: 'serial', path: at('p') },
    },
  };
  const path = join(folder.path, 'kiosk.json');
  writeFileSync(path, JSON.stringify(draft));
  chmodSync(path, 0o640);
  const first = readFileSync(path, 'utf8');
  let kept: string | null = null;
  let online = true;
  const staged: string[] = [];
  const life = (usable = (): boolean => loadConfig(path).ok) => {
    const clock = createFakeClock();
    const states = new Map<DeviceRoleName, DeviceState>();
    let restarts = 0;
    const decided: string[] = [];
    const trial = trialAtStart(path, usable);
    const config = kioskConfigSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    const bindings = createBindings({
      config,
      clock,
      file: {
        path,
        trial,
        restart: () => {
          restarts += 1;
        },
      },
      journal: {
        keep: (_name, value) => {
          kept = value;
        },
        kept: () => kept,
      },
      stateOf: (role) => states.get(role) ?? 'noDevice',
      gatewayOnline: () => online,
      onStaged: (before, _text, how) => {
        staged.push(`${how} ${String(before === first)}`);
      },
      onDecided: (state) => {
        decided.push(state);
      },
      tree: { sys: join(folder.path, 'sys'), dev: join(folder.path, 'dev') },
    });
    return {
      clock,
      bindings,
      decided,
      restarts: () => restarts,
      become: (role: DeviceRoleName, state: DeviceState) => {
        states.set(role, state);
        bindings.refresh();
      },
      printerAt: () => config.devices.printer,
    };
  };
  const change = (): void => {
    const { bindings, clock, restarts } = life();
    expect(bindings.bind({ role: 'printer', place: at('p') })).toEqual({
      ok: true,
      value: ['printer', 'scanner'],
    });
    clock.advance(1_000);
    expect(restarts()).toBe(1);
  };
  return {
    at,
    path,
    first,
    life,
    change,
    staged,
    line: (up: boolean) => {
      online = up;
    },
  };
};

test('a change whose devices answer is kept, with the file before it beside', () => {
  const { at, path, first, life, change } = stage();
  change();
  const { bindings, clock, decided, become, restarts, printerAt } = life();
  expect(printerAt()).toMatchObject({ path: at('p') });
  expect(bindings.shown()).toEqual({
    state: 'trial',
    roles: ['printer', 'scanner'],
    msLeft: TRIAL_MS,
  });
  expect(bindings.onTrial()).toBe(true);
  become('printer', 'userError'); // it answers: only its paper is out
  expect(decided).toEqual([]);
  become('scanner', 'online');
  expect(decided).toEqual(['kept']);
  expect(bindings.onTrial()).toBe(false);
  clock.advance(2 * TRIAL_MS);
  expect(restarts()).toBe(0);
  expect(readFileSync(`${path}.before`, 'utf8')).toBe(first);
  expect(statSync(path).mode & 0o777).toBe(0o640);
  expect(life().bindings.shown()).toEqual({
    state: 'kept',
    roles: ['printer', 'scanner'],
    msLeft: null,
  });
});

test('a change whose devices do not answer is taken back to the letter', () => {
  const { path, first, life, change } = stage();
  change();
  const { clock, decided, become, restarts } = life();
  become('scanner', 'online');
  become('printer', 'offline');
  clock.advance(TRIAL_MS);
  expect(decided).toEqual(['takenBack']);
  expect(restarts()).toBe(1);
  expect(readFileSync(path, 'utf8')).toBe(first);
  const next = life();
  expect(next.bindings.onTrial()).toBe(false);
  expect(next.bindings.shown()?.state).toBe('takenBack');
});

/** The file with another idle time. */
const otherTime = (text: string): string =>
  JSON.stringify({
    ...(JSON.parse(text) as Record<string, unknown>),
    timing: { idleWarningMs: 61_000 },
  });

test('another whole file waits for the devices that answered, and for the gateway that did', () => {
  const { path, first, life, line, staged } = stage();
  const before = life();
  before.become('terminal', 'online');
  before.become('printer', 'offline');
  expect(before.bindings.stage(otherTime(first)).ok).toBe(true);
  expect(before.bindings.stage(otherTime(first))).toEqual({ ok: false, error: 'onTrial' });
  before.clock.advance(1_000);
  expect(before.restarts()).toBe(1);
  expect(staged).toEqual(['settings true']);

  line(false);
  const after = life();
  expect(after.bindings.shown()?.roles).toEqual(['terminal']);
  after.become('terminal', 'online');
  after.clock.advance(TRIAL_MS / 2);
  expect(after.decided).toEqual([]);
  line(true);
  after.clock.advance(1_000);
  expect(after.decided).toEqual(['kept']);
  expect(readFileSync(path, 'utf8')).toBe(otherTime(first));
});

test('a gateway that answered and does not any more brings the file before back', () => {
  const { path, first, life, line } = stage();
  const before = life();
  before.become('terminal', 'online');
  expect(before.bindings.stage(otherTime(first)).ok).toBe(true);
  line(false);
  const after = life();
  after.become('terminal', 'online');
  after.clock.advance(TRIAL_MS);
  expect(after.decided).toEqual(['takenBack']);
  expect(after.restarts()).toBe(1);
  expect(readFileSync(path, 'utf8')).toBe(first);
});

test('a gateway that did not answer before is not waited for', () => {
  const { first, life, line } = stage();
  line(false);
  const before = life();
  before.become('terminal', 'online');
  expect(before.bindings.stage(otherTime(first)).ok).toBe(true);
  const after = life();
  after.become('terminal', 'online');
  expect(after.decided).toEqual(['kept']);
});

test('an engine that dies on trial again and again has the old file back', () => {
  const { path, first, life, change } = stage();
  change();
  life();
  life();
  expect(readFileSync(path, 'utf8')).not.toBe(first);
  const third = life();
  expect(readFileSync(path, 'utf8')).toBe(first);
  expect(third.decided).toEqual(['takenBack']);
});

test('a file on trial that is not valid is taken back before it is read', () => {
  const { path, first, life, change } = stage();
  change();
  writeFileSync(path, '{');
  expect(life().decided).toEqual(['takenBack']);
  expect(readFileSync(path, 'utf8')).toBe(first);
});

test('one change at a time', () => {
  const { at, life, change } = stage();
  change();
  const { bindings } = life();
  expect(bindings.bind({ role: 'printer', place: at('s') })).toEqual({
    ok: false,
    error: 'onTrial',
  });
});

test('the lines that the file names are listed with who is on them', () => {
  const { at, life } = stage();
  expect(
    life()
      .bindings.places()
      .map(({ plugged }) => plugged),
  ).toMatchObject([
    { id: at('t'), kind: 'serial', boundTo: ['terminal'] },
    { id: at('s'), boundTo: ['printer'] },
    { id: at('p'), boundTo: ['scanner'] },
  ]);
});
