import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Fils } from '../../contract/money.ts';
import type { AuthoriseHooks, AuthoriseOutcome } from '../../drivers/card-terminal.ts';
import { createMutex } from '../mutex.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import {
  authorisation,
  openBench,
  personal,
  temporaryFolder,
  type Bench,
} from '../testing/sample.ts';
import { scriptedTerminal, type ScriptedTerminal } from '../testing/scripted-terminal.ts';
import { createCardPayments, type CardPayments, type IntentRequest } from './card-payments.ts';
import type { Payment } from './fold.ts';

let folder: ReturnType<typeof temporaryFolder>;
let bench: Bench;
let stage: ScriptedTerminal;
let cards: CardPayments;
let owed: boolean;
let mayBegin: boolean;
let sends: number;
let resolves: number;

beforeEach(() => {
  folder = temporaryFolder();
  bench = openBench(folder.path, createFakeClock());
  stage = scriptedTerminal();
  owed = false;
  mayBegin = true;
  sends = 0;
  resolves = 0;
  cards = createCardPayments({
    ...bench,
    terminal: stage.role,
    mutex: createMutex(),
    owed: () => owed,
    mayBegin: () => mayBegin,
    outbox: {
      wake: () => {
        sends += 1;
      },
      contact: () => undefined,
      sendNow: () => false,
      handOver: () => false,
      stop: () => Promise.resolve(),
    },
    resolve: () => {
      resolves += 1;
    },
  });
});
afterEach(() => {
  bench.journal.close();
  folder.remove();
});

const request = (): IntentRequest => ({
  paymentId: bench.newId(),
  intent: {
    lines: [{ lineId: 1, serviceId: 'ewa', billId: 'B-1', amountFils: 32_569 as Fils }],
    totalFils: 32_569 as Fils,
    language: 'ar',
    slipCodeHash: 'a'.repeat(64),
    hold: null,
    clockQuality: 'synchronised',
  },
  personal: personal(),
});
const take = (): Promise<Payment | null> => cards.take(request(), () => undefined);
const row = (payment: Payment | null) =>
  payment === null
    ? null
    : (bench.journal.outbox.row(payment.paymentId, 'payment')?.status ?? null);

const approve = async (hooks: AuthoriseHooks): Promise<'accept' | 'refuse'> => {
  hooks.onReply({ kind: 'statusInformation', code: 0 });
  return hooks.onApproval(authorisation());
};
const inDoubt = (code: 'noAnswer' | 'linkLost' | 'malformed' | 'refused'): AuthoriseOutcome => ({
  kind: 'inDoubt',
  problem: { code, resultCode: null },
  authorisation: null,
});

test('confirmed: the approval was on both media and held before the terminal was answered', async () => {
  const seen: unknown[] = [];
  stage.script.authorise = async (amountFils, hooks) => {
    seen.push(amountFils, await approve(hooks));
    const [payment] = bench.journal.latest(1);
    seen.push(payment?.state, row(payment ?? null), [...bench.mirror.entries()].length);
    return { kind: 'confirmed', authorisation: authorisation() };
  };
  const payment = await take();
  expect(seen).toEqual([32_569, 'accept', 'approved', 'held', 1]);
  expect(payment?.state).toBe('confirmed');
  expect(row(payment)).toBe('released');
  expect(sends).toBe(1);
});

test('the intent is on the disk before the terminal hears of it, with what it remembered', async () => {
  stage.script.last = { authorisation: authorisation(), resultCode: 0, originalTrace: null };
  stage.script.authorise = () => {
    expect(bench.journal.latest(1)).toMatchObject([
      { state: 'authorising', baseline: { kind: 'transaction', trace: '004217' } },
    ]);
    return Promise.resolve({ kind: 'declined', resultCode: 5 });
  };
  expect((await take())?.state).toBe('declined');
});

test.each<[AuthoriseOutcome, string]>([
  [{ kind: 'declined', resultCode: 5 }, 'declined'],
  [{ kind: 'cancelled', resultCode: 0x6c }, 'cancelled'],
  [{ kind: 'notSent', problem: { code: 'notConnected', resultCode: null } }, 'notCharged'],
  [inDoubt('noAnswer'), 'inDoubt'],
])('%j without an approval is %s, and nothing waits to be sent', async (outcome, state) => {
  stage.script.authorise = () => Promise.resolve(outcome);
  const payment = await take();
  expect(payment?.state).toBe(state);
  expect(row(payment)).toBeNull();
  expect(resolves).toBe(state === 'inDoubt' ? 1 : 0);
});

test.each<AuthoriseOutcome>([
  { kind: 'declined', resultCode: 5 },
  { kind: 'cancelled', resultCode: 0x6c },
  inDoubt('refused'),
  inDoubt('linkLost'),
])(
  '%j after an approval is in doubt: its row stays held and the terminal is asked',
  async (end) => {
    stage.script.authorise = async (_amount, hooks) => {
      await approve(hooks);
      return end;
    };
    const payment = await take();
    expect(payment?.state).toBe('inDoubt');
    expect(row(payment)).toBe('held');
    expect(resolves).toBe(1);
  },
);

test('a second approval, or one of another amount, is refused', async () => {
  const said: string[] = [];
  stage.script.authorise = async (_amount, hooks) => {
    said.push(await hooks.onApproval(authorisation({ amountFils: 32_570 as Fils })));
    said.push(await hooks.onApproval(authorisation()));
    said.push(await hooks.onApproval(authorisation({ trace: '004218' })));
    return { kind: 'confirmed', authorisation: authorisation() };
  };
  expect((await take())?.authorisation?.trace).toBe('004217');
  expect(said).toEqual(['refuse', 'accept', 'refuse']);
});

test.each([
  ['there is no terminal', () => (stage.role.present = false)],
  ['it does not say what it remembers', () => (stage.script.problem = 'noAnswer')],
  ['it owes an answer for an earlier payment', () => (owed = true)],
])('%s: nothing is begun', async (_what, be) => {
  be();
  expect(await take()).toBeNull();
  expect(bench.journal.latest(1)).toEqual([]);
  expect(stage.asked).not.toContain('authorise');
});

test('cancel is passed on while a card is taken, and to nobody otherwise', async () => {
  cards.askCancel();
  expect(stage.asked).toEqual([]);
  stage.script.authorise = () => {
    cards.askCancel();
    return Promise.resolve({ kind: 'cancelled', resultCode: 0x6c });
  };
  expect((await take())?.state).toBe('cancelled');
  expect(stage.asked).toEqual(['lastTransaction', 'authorise', 'askAbort']);
});

test('what the terminal prints through us is on the disk before it is answered', async () => {
  stage.script.authorise = async (_amount, hooks) => {
    await approve(hooks);
    const before = bench.journal.nextSeq();
    await hooks.onReceiptText({ for: 'customer', lines: ['CARD PAYMENT', ''] });
    expect(bench.journal.nextSeq()).toBe(before + 1);
    return { kind: 'confirmed', authorisation: authorisation() };
  };
  expect((await take())?.state).toBe('confirmed');
});

test('text of a payment that is over cannot be journalled: it rejects, and is not answered', async () => {
  const late: AuthoriseHooks[] = [];
  stage.script.authorise = (_amount, hooks) => {
    late.push(hooks);
    return Promise.resolve({ kind: 'declined', resultCode: 5 });
  };
  await take();
  const text = { for: 'other', lines: [] } as const;
  await expect(late[0]?.onReceiptText(text)).rejects.toThrow('declined');
});

test('the name under which the terminal knows the payment is kept, to ask by', async () => {
  stage.script.authorise = (_amount, hooks) => {
    hooks.onReference('SID-1');
    return Promise.resolve(inDoubt('linkLost'));
  };
  expect((await take())?.terminalReference).toBe('SID-1');
});

test('a refusal is told to the role, which knows whether it speaks of the terminal', async () => {
  stage.script.authorise = () => Promise.resolve({ kind: 'declined', resultCode: 0xf0 });
  await take();
  expect(stage.role.heardCodes()).toEqual([0xf0]);
});

test.each([0x9c, 0xa0, 0x6a, 0xf0, 0xdc, 0xe1, 0x102])(
  'refusal %i speaks of the terminal: no card was declined',
  async (resultCode) => {
    stage.script.authorise = () => Promise.resolve({ kind: 'declined', resultCode });
    expect(await take()).toMatchObject({ state: 'notCharged', terminalNotReady: true });
  },
);

test('it runs while the card is taken, and no longer', async () => {
  expect(cards.running()).toBe(false);
  stage.script.authorise = () => {
    expect(cards.running()).toBe(true);
    return Promise.resolve({ kind: 'declined', resultCode: 5 });
  };
  await take();
  expect(cards.running()).toBe(false);
});

test('with the mains away at the last moment nothing is begun', async () => {
  mayBegin = false;
  const asked = request();
  expect(await cards.take(asked, () => undefined)).toBeNull();
  expect(bench.journal.payment(asked.paymentId)).toBeNull();
  expect(cards.running()).toBe(false);
});
