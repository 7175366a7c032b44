import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import type { RemoteActName } from '../../contract/remote-act-rules.ts';
import type { RemoteActAnswer } from '../../contract/remote-acts.ts';
import { fail, ok } from '../../contract/result.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import type { SentAct } from './check-act.ts';
import { createLock } from './lock.ts';
import type { ActMeans } from './perform.ts';
import { startRemoteActs, type RemoteActs } from './remote-acts.ts';

const keys = generateKeyPairSync('ed25519');
const others = generateKeyPairSync('ed25519');
const publicKey = keys.publicKey.export({ format: 'jwk' }).x ?? '';
const CONTEXT = 'khidma-remote-act-v1\n';

const began: RemoteActs[] = [];
afterEach(async () => {
  await Promise.all(began.splice(0).map((one) => one.stop()));
});

const stage = () => {
  const clock = createFakeClock();
  const disk = new Map<string, string>();
  const journal = {
    keep: (name: string, value: string) => void disk.set(name, value),
    kept: (name: string) => disk.get(name) ?? null,
  };
  const world = { paying: false, idle: true, central: true };
  const waiting: SentAct[] = [];
  const answers: { readonly id: string; readonly answer: RemoteActAnswer }[] = [];
  const done: string[] = [];
  const bugs: unknown[] = [];
  const lines: string[] = [];
  const lock = createLock(journal);

  /** As central signs it, from the description of the act's text alone. */
  const give = (
    act: RemoteActName,
    {
      by = keys,
      ...changed
    }: { readonly by?: typeof keys; readonly [field: string]: unknown } = {},
  ): string => {
    const actId = randomUUID();
    const text = JSON.stringify({
      v: 1,
      actId,
      kioskId: 'kiosk-1',
      act,
      issuedAt: new Date(clock.wallMs()).toISOString(),
      expiresAt: new Date(clock.wallMs() + 600_000).toISOString(),
      by: 'Ali Mansoor',
      because: 'the screen hangs',
      ...changed,
    });
    const signature = sign(null, Buffer.from(CONTEXT + text), by.privateKey).toString('base64url');
    waiting.push({ actId, signed: { act: text, keyId: 'k', signature } });
    return actId;
  };
  const start = (boot = 'first', means: Partial<ActMeans> = {}): void => {
    began.push(
      startRemoteActs({
        kioskId: 'kiosk-1',
        publicKey,
        journal,
        gateway: {
          fetchRemoteActs: () =>
            Promise.resolve(world.central ? ok({ acts: [...waiting] }) : fail({ kind: 'away' })),
          answerRemoteAct: (id, answer) => {
            if (!world.central) return Promise.resolve(fail({ kind: 'away' }));
            answers.push({ id, answer });
            const at = waiting.findIndex(({ actId }) => actId === id);
            if (at >= 0) waiting.splice(at, 1);
            return Promise.resolve(ok({ received: true }));
          },
        },
        online: () => true,
        paying: () => world.paying,
        idle: () => world.idle,
        boot,
        clock,
        everyMs: 10_000,
        log: (event, fields) => lines.push(`${event} ${String(fields?.['reason'] ?? '')}`.trim()),
        onBug: (cause) => bugs.push(cause),
        means: {
          lock,
          screen: {
            ask: (_id, what) => {
              done.push(what);
              return Promise.resolve({ outcome: 'done', picture: '/9j/AAAA' });
            },
          },
          fetchCatalogue: () => Promise.resolve(done.push('catalogue') > 0),
          rotateKey: () => Promise.resolve(done.push('key') > 0),
          restartEngine: () => void done.push('engine'),
          restartMachine: () => Promise.resolve(done.push('machine') > 0),
          onChange: () => void done.push('seen'),
          ...means,
        },
      }),
    );
  };
  /** Ends it as a kill would: what it was to do is left. */
  const end = async (): Promise<void> => {
    await began.pop()?.stop();
  };
  const look = async (ms = 10_000): Promise<void> => {
    clock.advance(ms);
    for (let turn = 0; turn < 30; turn++) await Promise.resolve();
    expect(bugs).toEqual([]);
  };
  const answerOf = (id: string): RemoteActAnswer[] =>
    answers.filter((one) => one.id === id).map(({ answer }) => answer);
  return { world, waiting, answers, done, lines, lock, give, start, end, look, answerOf, clock };
};

const refused = (reason: string): unknown => [{ outcome: 'refused', reason }];

test('locks, and stays so over a restart, until it is unlocked', async () => {
  const { start, end, give, look, answerOf, lock } = stage();
  start();
  const locked = give('lock');
  await look();
  expect(answerOf(locked)).toEqual([{ outcome: 'done' }]);
  expect(lock.now()).toMatchObject({ by: 'Ali Mansoor', because: 'the screen hangs' });
  await end();
  start('second');
  await look();
  expect(lock.now()).not.toBeNull();
  give('unlock');
  await look();
  expect(lock.now()).toBeNull();
});

test.each([
  ['altered', { by: others }],
  ['anotherKiosk', { kioskId: 'kiosk-2' }],
  ['expired', { expiresAt: '2020-01-01T00:00:00.000Z' }],
  ['unreadable', { act: 'openTheDoor' }],
  ['unreadable', { v: 2 }],
  ['altered', { actId: randomUUID() }],
] as const)('does nothing that is %s', async (reason, changed) => {
  const { start, give, look, answerOf, done, lock } = stage();
  start();
  const id = give('lock', changed);
  await look();
  expect(answerOf(id)).toEqual(refused(reason));
  expect(lock.now()).toBeNull();
  expect(done).toEqual([]);
});

test('a text that was changed after it was signed is altered', async () => {
  const { start, give, look, waiting, answerOf, lock } = stage();
  const id = give('unlock');
  const [sent] = waiting;
  if (sent === undefined) throw new Error('nothing waits');
  waiting[0] = {
    ...sent,
    signed: { ...sent.signed, act: sent.signed.act.replace('unlock', 'lock') },
  };
  start();
  await look();
  expect(answerOf(id)).toEqual(refused('altered'));
  expect(lock.now()).toBeNull();
});

test('during a payment everything is refused, and not done afterwards either', async () => {
  const { start, give, look, world, answerOf, done, lock } = stage();
  world.paying = true;
  start();
  const ids = (
    [
      'lock',
      'takePicture',
      'fetchCatalogue',
      'restartScreen',
      'restartEngine',
      'rotateKey',
    ] as const
  ).map((act) => give(act));
  await look();
  for (const id of ids) expect(answerOf(id)).toEqual(refused('payment'));
  world.paying = false;
  await look();
  expect(done).toEqual([]);
  expect(lock.now()).toBeNull();
});

test('a restart waits for whoever stands there; after its time it is not begun', async () => {
  const { start, give, look, world, answerOf, done } = stage();
  world.idle = false;
  start();
  const soon = give('restartScreen');
  await look();
  expect(answerOf(soon)).toEqual([]);
  world.idle = true;
  await look();
  expect(answerOf(soon)).toEqual([{ outcome: 'done', picture: '/9j/AAAA' }]);
  world.idle = false;
  const late = give('restartEngine');
  await look();
  await look(600_000);
  expect(answerOf(late)).toEqual(refused('expired'));
  expect(done).toEqual(['restart']);
});

test('the engine restarts once: the new process tells that it is there', async () => {
  const { start, end, give, look, answerOf, done, waiting } = stage();
  start();
  const id = give('restartEngine');
  await look();
  expect(answerOf(id)).toEqual([]);
  await end();
  expect(waiting).toHaveLength(1);
  start();
  await look(0);
  expect(answerOf(id)).toEqual([{ outcome: 'done' }]);
  await look();
  expect(done).toEqual(['engine']);
});

test('of the machine only another start of it is proof', async () => {
  const { start, end, give, look, answerOf } = stage();
  start('one');
  const first = give('restartMachine');
  await look();
  await end();
  start('one');
  await look(0);
  expect(answerOf(first)).toEqual(refused('failed'));
  const second = give('restartMachine');
  await look();
  await end();
  start('two');
  await look(0);
  expect(answerOf(second)).toEqual([{ outcome: 'done' }]);
  const third = give('restartMachine');
  await look();
  await look(180_000);
  expect(answerOf(third)).toEqual(refused('failed'));
});

test('a machine that cannot be restarted from here says so', async () => {
  const { start, give, look, answerOf, done } = stage();
  start('');
  const id = give('restartMachine');
  await look();
  expect(answerOf(id)).toEqual(refused('notHere'));
  expect(done).toEqual([]);
});

test('an answer that did not arrive is told again; the act is not done again', async () => {
  const { start, give, look, world, answerOf, done } = stage();
  start('one', {
    fetchCatalogue: () => {
      world.central = false;
      return Promise.resolve(done.push('catalogue') > 0);
    },
  });
  const id = give('fetchCatalogue');
  await look();
  await look();
  expect(answerOf(id)).toEqual([]);
  world.central = true;
  await look();
  expect(answerOf(id)).toEqual([{ outcome: 'done' }]);
  expect(done).toEqual(['catalogue']);
});

test('handed out a second time, it is answered as before and not done again', async () => {
  const { start, give, look, waiting, answerOf, done } = stage();
  start();
  const id = give('rotateKey');
  const [sent] = waiting;
  if (sent === undefined) throw new Error('nothing waits');
  await look();
  waiting.push(sent);
  await look();
  expect(answerOf(id)).toEqual([{ outcome: 'done' }, { outcome: 'done' }]);
  expect(done).toEqual(['key']);
});
