import { expect, test } from 'vitest';
import { mayAct, ministriesOf, readConsoleOptions, roleOf } from './options.ts';

const issuer = { url: 'https://id.example', clientId: 'khidma', roles: { viewer: ['staff'] } };
const read = (file: unknown, production = false) =>
  readConsoleOptions(JSON.stringify(file), {}, production);

test('what is not named is as usual', () => {
  const options = read({ issuer });
  expect(options.ok && options.value).toMatchObject({
    origin: null,
    idleMs: 30 * 60_000,
    longestMs: 10 * 3_600_000,
    alerts: { offlineMs: 10 * 60_000, inDoubtMs: 60 * 60_000 },
    tell: { emails: [], webhooks: [], webhookSecret: null },
    issuer: { claim: 'roles', clientSecret: null },
  });
});

test.each([
  ['no issuer', {}, false],
  ['an unknown field', { issuer, colour: 'red' }, false],
  ['no role for anybody', { issuer: { ...issuer, roles: {} } }, false],
  ['an origin with a path', { issuer, origin: 'https://console.example/x' }, false],
  ['production without an origin', { issuer }, true],
  ['production in the clear', { issuer, origin: 'http://console.example' }, true],
  [
    'production with an issuer in the clear',
    { issuer: { ...issuer, url: 'http://id.example' }, origin: 'https://console.example' },
    true,
  ],
])('is refused in words: %s', (_what, file, production) => {
  const options = read(file, production);
  expect(options.ok).toBe(false);
  expect(!options.ok && options.error).toMatch(/^--console: ./u);
});

test('production over https is taken', () => {
  expect(read({ issuer, origin: 'https://console.example' }, true).ok).toBe(true);
});

test('the highest of the roles that the claims give; none of what only looks like one', () => {
  const rule = {
    claim: 'realm_access.roles',
    roles: { viewer: ['look'], operator: ['act'], administrator: ['all'] },
  };
  const roles = (...said: unknown[]) => roleOf({ realm_access: { roles: said } }, rule);
  expect(roles('look', 'act')).toBe('operator');
  expect(roles('all', 'look')).toBe('administrator');
  expect(roles('cleaner')).toBeNull();
  expect(roles(['act'])).toBeNull();
  expect(roleOf({ realm_access: { roles: 'act' } }, rule)).toBe('operator');
  expect(roleOf({ realm_access: null }, rule)).toBeNull();
  expect(
    roleOf({}, { claim: 'constructor.name', roles: { ...rule.roles, viewer: ['Object'] } }),
  ).toBeNull();
});

test('each role may what those before it may', () => {
  expect(mayAct('viewer', 'operator')).toBe(false);
  expect(mayAct('operator', 'operator')).toBe(true);
  expect(mayAct('administrator', 'viewer')).toBe(true);
});

test('ministries by claim: all where none are given out, else those of the values, else none', () => {
  const rule = { claim: 'groups' };
  const given = { works: ['works'], both: ['works', 'health'], all: ['*'] };
  const of = (...groups: string[]) => ministriesOf({ groups }, rule, given);
  expect(ministriesOf({ groups: [] }, rule, undefined)).toBeNull();
  expect(of()).toEqual([]);
  expect(of('works', 'both')).toEqual(['works', 'health']);
  expect(of('works', 'all')).toBeNull();
});
