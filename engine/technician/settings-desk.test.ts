import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { kioskConfigSchema } from '../../contract/config.ts';
import { ok } from '../../contract/result.ts';
import { openSettingsHistory, type SettingsHistory } from '../config/settings-history.ts';
import type { SettingsWhy } from '../../contract/technician-settings.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import { temporaryFolder } from '../testing/sample.ts';
import { stageConfig } from '../testing/visit-stage.ts';
import { createSettingsDesk, type SettingsDesk } from './settings-desk.ts';

const WHO = { number: '1001', name: 'Muna' };
const SECRET = `$argon2id$v=19$m=65536,t=3,p=1$${'A'.repeat(22)}$${'B'.repeat(43)}`;

let folder: ReturnType<typeof temporaryFolder>;
let path: string;
let stick: string;
let history: SettingsHistory;
let desk: SettingsDesk;
let staged: string[];

const draft = () => ({
  ...stageConfig(folder.path),
  technicians: [{ ...WHO, pin: SECRET }],
});

beforeEach(() => {
  folder = temporaryFolder();
  path = join(folder.path, 'kiosk.json');
  stick = join(folder.path, 'stick');
  mkdirSync(stick);
  writeFileSync(path, JSON.stringify(draft()));
  writeFileSync(join(folder.path, 'full'), 'where nothing can be written');
  history = openSettingsHistory(join(folder.path, 'settings'));
  staged = [];
  desk = createSettingsDesk({
    config: kioskConfigSchema.parse(draft()),
    path,
    clock: createFakeClock(),
    history,
    bindings: () => ({
      stage: (text) => {
        staged.push(text);
        desk.onStaged(readFileSync(path, 'utf8'), text, 'settings');
        writeFileSync(path, text);
        return ok(undefined);
      },
    }),
    who: () => WHO,
    folders: () => [join(folder.path, 'full'), stick],
  });
  desk.show(true);
});
afterEach(() => {
  folder.remove();
});

const applied = (why: SettingsWhy): void => {
  expect(desk.apply(why).ok).toBe(true);
};
const lastStaged = (): Record<string, unknown> =>
  JSON.parse(staged.at(-1) ?? '') as Record<string, unknown>;
const proposal = () => desk.shown()?.proposal;

test('what is typed is shown as a change, and applied only as shown', () => {
  const was = draft().kiosk.place.en;
  desk.propose({
    kind: 'fields',
    values: { 'kiosk.place.en': 'Seef Mall, gate 4', 'timing.idleWarningMs': '60' },
  });
  expect(proposal()).toMatchObject({
    problem: null,
    changes: expect.arrayContaining([
      { path: 'kiosk.place.en', from: was, to: 'Seef Mall, gate 4' },
      { path: 'timing.idleWarningMs', from: '45000', to: '60000' },
    ]) as unknown,
  });
  expect(staged).toEqual([]);
  expect(desk.apply('moved').ok).toBe(true);
  expect(lastStaged()).toMatchObject({
    kiosk: { place: { en: 'Seef Mall, gate 4' } },
    timing: { idleWarningMs: 60_000 },
    technicians: [{ pin: SECRET }],
  });
  expect(history.list().map(({ why, state, who }) => [why, state, who])).toEqual([
    ['moved', 'trial', WHO],
    ['found', 'kept', null],
  ]);
  desk.onDecided('takenBack');
  expect(history.list()[0]?.state).toBe('takenBack');
});

test.each([
  [{ 'kiosk.place.ar': '' }, 'kiosk.place.ar', '1 – 60'],
  [{ 'kiosk.panel.heightMm': '99' }, 'kiosk.panel.heightMm', '100 – 2000'],
  [{ 'kiosk.panel.heightMm': 'tall' }, 'kiosk.panel.heightMm', '100 – 2000'],
  [{ 'kiosk.cardReader': 'behind' }, 'kiosk.cardReader', 'below, left, right'],
  [{ 'gateway.url': 'gateway' }, 'gateway.url', '8 – 300'],
  [{ 'gateway.url': 'ftp://gateway' }, 'gateway.url', 'https://…'],
] as const)(
  'a value that is not allowed says where and what may stand there: %o',
  (values, at, allowed) => {
    desk.propose({ kind: 'fields', values });
    expect(proposal()?.problem).toEqual({ code: 'notValid', path: at, allowed });
    expect(desk.apply('corrected').ok).toBe(false);
    expect(staged).toEqual([]);
  },
);

test('of a part that the file leaves to its defaults the other field is written as it is in force', () => {
  desk.propose({ kind: 'fields', values: { 'kiosk.panel.lowerEdgeMm': '950' } });
  expect(proposal()?.problem).toBeNull();
  applied('moved');
  const written = JSON.parse(readFileSync(path, 'utf8')) as { kiosk: { panel: unknown } };
  expect(written.kiosk.panel).toEqual({ heightMm: 598, lowerEdgeMm: 950 });
});

test('half of where the next kiosk is, is refused; none of it is fine', () => {
  desk.propose({ kind: 'fields', values: { 'kiosk.nearest.en': 'Post office' } });
  expect(proposal()?.problem).toMatchObject({ code: 'missing', path: 'kiosk.nearest.ar' });
  desk.propose({
    kind: 'fields',
    values: { 'kiosk.nearest.en': 'Post office', 'kiosk.nearest.ar': 'مكتب البريد' },
  });
  expect(proposal()?.problem).toBeNull();
  applied('corrected');
  desk.propose({
    kind: 'fields',
    values: { 'kiosk.nearest.en': '', 'kiosk.nearest.ar': '' },
  });
  expect(proposal()?.problem).toBeNull();
  applied('corrected');
  expect(lastStaged()['kiosk']).not.toHaveProperty('nearest');
});

test('nothing that changes nothing is put on trial', () => {
  desk.propose({ kind: 'fields', values: { 'kiosk.place.en': draft().kiosk.place.en } });
  expect(proposal()?.problem?.code).toBe('nothingChanges');
});

test('one goes back to earlier settings, but never to who might enter then', () => {
  const was = draft().kiosk.place.en;
  desk.propose({ kind: 'fields', values: { 'kiosk.place.en': 'Elsewhere' } });
  applied('moved');
  const whole = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  const now = [{ number: '2002', name: 'Ali', pin: SECRET }];
  writeFileSync(path, JSON.stringify({ ...whole, technicians: now }));
  const found = history.list().find(({ why }) => why === 'found');
  desk.propose({ kind: 'version', number: found?.number ?? 0 });
  expect(proposal()?.changes).toContainEqual({
    path: 'kiosk.place.en',
    from: 'Elsewhere',
    to: was,
  });
  applied('corrected');
  expect(lastStaged()['technicians']).toEqual(now);
  desk.propose({ kind: 'version', number: 4_711 });
  expect(proposal()?.problem?.code).toBe('noSuchVersion');
});

test('an export tells nobody’s PIN; brought back it changes what it says and nothing else', () => {
  const written = desk.exportTo();
  expect(written).toBe(join(stick, `khidma-${draft().kiosk.id}.json`));
  const text = readFileSync(written ?? '', 'utf8');
  expect(text).not.toContain('argon2');
  expect(text).not.toContain(WHO.name);
  const changed = JSON.parse(text) as { kiosk: { panel: unknown } };
  changed.kiosk.panel = { heightMm: 700, lowerEdgeMm: 900 };
  writeFileSync(
    written ?? '',
    JSON.stringify({ ...changed, technicians: [{ number: '6', name: 'Thief', pin: SECRET }] }),
  );
  desk.propose({ kind: 'file', name: written ?? '' });
  expect(proposal()?.problem).toBeNull();
  applied('corrected');
  expect(lastStaged()).toMatchObject({
    kiosk: { panel: { heightMm: 700 } },
    technicians: [{ number: WHO.number }],
  });
});

test('a file of another kiosk, no JSON, of an unknown field, or not listed, is refused', () => {
  const file = (name: string, text: string): string => {
    writeFileSync(join(stick, name), text);
    return join(stick, name);
  };
  const other = { ...draft(), kiosk: { ...draft().kiosk, id: 'OTHER-1' } };
  const refused = (name: string): unknown => {
    desk.propose({ kind: 'file', name });
    return proposal()?.problem;
  };
  expect(refused(file('other.json', JSON.stringify(other)))).toMatchObject({
    code: 'otherKiosk',
    allowed: draft().kiosk.id,
  });
  expect(refused(file('broken.json', '{'))).toMatchObject({ code: 'notJson' });
  expect(refused(file('later.json', JSON.stringify({ ...draft(), colour: 'red' })))).toMatchObject({
    code: 'notValid',
  });
  expect(refused('/etc/passwd')).toMatchObject({ code: 'unreadable' });
  expect(refused(path)).toMatchObject({ code: 'unreadable' });
});
