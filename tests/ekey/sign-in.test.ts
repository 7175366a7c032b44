import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createIssuer } from '../../engine/ekey/issuer.ts';
import type { Fils } from '../../contract/money.ts';
import { takePhone } from './phone.ts';
import {
  eKeyConfig,
  PLACE,
  POLL_MS,
  setEKeyStage,
  startFarEnds,
  type EKeyStage,
  type FarEnds,
} from './stage.ts';

const MARYAM = '900101123';
let far: FarEnds;
let stage: EKeyStage;
beforeAll(async () => {
  far = await startFarEnds();
});
beforeEach(async () => {
  stage = await setEKeyStage(far);
});
afterEach(() => {
  expect(stage.bugs).toEqual([]);
  stage.close();
});
afterAll(() => far.stop());

/** Resolves once the issuer has ended a grant and all its tokens. */
const revoked = (): Promise<void> =>
  new Promise((resolve) => {
    far.issuer.provider.once('grant.revoked', () => {
      resolve();
    });
  });

const signInAs = async (person: string): Promise<void> => {
  const code = await stage.askCode();
  const phone = takePhone();
  const asked = await phone.open(code.url);
  expect(asked).toContain(code.text);
  expect(asked).toContain('Seef Mall');
  expect(await phone.confirm(person)).toContain('Look at the kiosk');
  stage.clock.advance(POLL_MS);
};

test('signed in by phone: the masked name, then all dues of all ministries, paid in one go', async () => {
  await signInAs(MARYAM);
  const { session } = await stage.reach('signedIn');
  expect(session.maskedName).toEqual({ ar: 'م*** ع*** ح***', en: 'M*** A*** H***' });
  expect(stage.far.sent).toEqual([]);

  expect(stage.visit.intent({ do: 'thatIsMe' })).toBeNull();
  const { found } = await stage.reach('dues');
  const services = found.groups.map(({ service }) => service.id);
  expect(services).toContain('ewa');
  expect(services).toContain('traffic');
  expect(new Set(found.groups.map(({ service }) => service.ministry.en)).size).toBeGreaterThan(3);

  const some = found.groups.filter(({ service }) => ['ewa', 'traffic'].includes(service.id));
  const bills = some.flatMap((group) => group.bills);
  const billIds = bills.map(({ billId }) => billId);
  expect(stage.visit.intent({ do: 'chooseBills', billIds })).toBeNull();
  const confirm = await stage.reach('confirm');
  expect(confirm.totalFils).toBe(32_569 + 50_000 + 20_000);

  stage.visit.intent({ do: 'pay' });
  await stage.reach('paying');
  await expect.poll(() => stage.cards.length).toBe(1);
  const request = stage.cards[0]?.request;
  expect(request?.intent.lines.map(({ serviceId }) => serviceId)).toEqual(
    ['traffic', 'traffic', 'ewa'].toSorted((a, b) => services.indexOf(a) - services.indexOf(b)),
  );
  expect(request?.intent.hold?.fence).toBeGreaterThan(0);
  expect(request?.personal.lines.map(({ reference }) => reference)).toContain(MARYAM);
});

test('refused on the phone: nobody is signed in, and it says so', async () => {
  const code = await stage.askCode();
  const phone = takePhone();
  await phone.open(code.url);
  expect(await phone.refuse()).toContain('Nobody was signed in');
  stage.clock.advance(POLL_MS);
  expect((await stage.reach('notice')).kind).toBe('eKeyRefused');
});

test('a code that ran out: a new one can be had', async () => {
  const code = await stage.askCode();
  stage.clock.advance(code.expiresInMs);
  expect((await stage.reach('notice')).kind).toBe('eKeyExpired');
  stage.visit.intent({ do: 'retry' });
  await stage.reach('signIn');
});

test('whoever says it is not them is signed out, and the grant is ended', async () => {
  await signInAs(MARYAM);
  const { session } = await stage.reach('signedIn');
  const ended = revoked();
  stage.visit.intent({ do: 'startOver' });
  expect(session.accessToken()).toBeNull();
  await ended;
});

for (const [way, leave] of [
  ['start over', () => stage.visit.intent({ do: 'startOver' })],
  [
    'nobody touches',
    () => {
      stage.clock.advance(65_001);
      return null;
    },
  ],
] as const) {
  test(`signed in, then ${way}: signed out`, async () => {
    await signInAs(MARYAM);
    await stage.reach('signedIn');
    stage.visit.intent({ do: 'thatIsMe' });
    const { found } = await stage.reach('dues');
    const ended = revoked();
    leave();
    expect(found.session.accessToken()).toBeNull();
    await ended;
  });
}

test('left while the answer is on its way: the late token is revoked unseen', async () => {
  await signInAs(MARYAM);
  const ended = revoked();
  expect(stage.visit.intent({ do: 'startOver' })).toBeNull();
  expect(stage.visit.position().at).toBe('attract');
  await ended;
  expect(stage.visit.position().at).toBe('attract');
});

test('left before it was confirmed: nothing is asked any more', async () => {
  await stage.askCode();
  let asked = 0;
  far.issuer.provider.on('grant.error', () => {
    asked += 1;
  });
  stage.visit.intent({ do: 'back' });
  stage.clock.advance(10 * POLL_MS);
  expect(stage.visit.position().at).toBe('services');
  const code = await stage.askCodeAgain();
  expect(code.text).not.toBe('');
  expect(asked).toBe(0);
});

test('central writes neither token, name nor number in its log', async () => {
  await signInAs(MARYAM);
  const { session } = await stage.reach('signedIn');
  const token = session.accessToken() ?? '';
  expect(token.length).toBeGreaterThan(100);
  stage.visit.intent({ do: 'thatIsMe' });
  await stage.reach('dues');
  for (const secret of [token, token.split('.')[1] ?? '', 'Maryam', MARYAM])
    expect(far.central.log()).not.toContain(secret);
});

test('the issuer does not answer: it says so, and nothing is signed in', async () => {
  const gone = await startFarEnds();
  const { url } = gone.issuer;
  await gone.issuer.stop();
  const alone = await setEKeyStage({ ...gone, issuer: { ...gone.issuer, url } });
  await expect(alone.askCode()).rejects.toThrow('eKeyAway');
  alone.close();
  await gone.central.stop();
});

test('a token of this kiosk is of no use at another', async () => {
  const other = await setEKeyStage(far, 'KSK-2');
  await signInAs(MARYAM);
  const { session } = await stage.reach('signedIn');
  const stolen = session.accessToken() ?? '';
  const answer = await other.far.answers.searchDues(stolen);
  expect(answer).toMatchObject({ ok: false, error: { kind: 'problem', code: 'signInRefused' } });
  expect(await stage.far.answers.searchDues(stolen)).toMatchObject({ ok: true });
  other.close();
});

test('a code serves once: whoever polls with it afterwards gets nothing', async () => {
  const code = await stage.askCode();
  const phone = takePhone();
  await phone.open(code.url);
  await phone.confirm(MARYAM);
  stage.clock.advance(POLL_MS);
  await stage.reach('signedIn');
  const issuer = createIssuer({
    config: eKeyConfig(far.issuer.url),
    key: stage.bench.key,
    place: PLACE,
  });
  expect(await issuer.poll(code)).toMatchObject({ kind: 'failed', why: 'expired' });
});

test('nothing is due: it says so and the person is signed out', async () => {
  await signInAs('900101125');
  const ended = revoked();
  await stage.reach('signedIn');
  stage.visit.intent({ do: 'thatIsMe' });
  expect((await stage.reach('notice')).kind).toBe('noDues');
  await ended;
});

test('the language changes while the code stands: it is the same sign-in', async () => {
  const code = await stage.askCode();
  stage.visit.intent({ do: 'chooseLanguage', language: 'en' });
  expect((await stage.reach('signIn')).code?.text).toBe(code.text);
});

test('more than one payment may come to, or not what was shown: not begun', async () => {
  await signInAs(MARYAM);
  await stage.reach('signedIn');
  stage.visit.intent({ do: 'thatIsMe' });
  const { found } = await stage.reach('dues');
  const billIds = found.groups.flatMap(({ bills }) => bills.map(({ billId }) => billId));
  expect(stage.visit.intent({ do: 'chooseBills', billIds: ['somebody-elses'] })).toBe('notAllowed');
  expect(stage.visit.intent({ do: 'chooseBills', billIds })).toBeNull();
  expect((await stage.reach('notice')).kind).toBe('amountNotAccepted');
  stage.visit.intent({ do: 'back' });
  expect((await stage.reach('dues')).found.session.accessToken()).not.toBeNull();
});

test('the gateway does not answer: said plainly, and tried again with the same sign-in', async () => {
  await signInAs(MARYAM);
  await stage.reach('signedIn');
  const { searchDues } = stage.far.answers;
  stage.far.answers.searchDues = () => Promise.resolve({ ok: false, error: { kind: 'away' } });
  stage.visit.intent({ do: 'thatIsMe' });
  expect((await stage.reach('notice')).kind).toBe('gatewayAway');
  stage.far.answers.searchDues = searchDues;
  stage.visit.intent({ do: 'retry' });
  await stage.reach('dues');
});

test('a bill held elsewhere: none of them is begun', async () => {
  await signInAs(MARYAM);
  await stage.reach('signedIn');
  stage.visit.intent({ do: 'thatIsMe' });
  const { found } = await stage.reach('dues');
  const card = found.groups.find(({ service }) => service.id === 'id-card');
  const billIds = card?.bills.map(({ billId }) => billId) ?? [];
  const other = await setEKeyStage(far, 'KSK-3');
  const held = await other.far.answers.hold({
    paymentId: other.bench.newId(),
    bills: [{ serviceId: 'id-card', billId: billIds[0] ?? '', amountFils: 2_000 as Fils }],
  });
  expect(held).toMatchObject({ ok: true });
  stage.visit.intent({ do: 'chooseBills', billIds });
  stage.visit.intent({ do: 'pay' });
  expect((await stage.reach('notice')).kind).toBe('billHeld');
  expect(stage.cards).toEqual([]);
  other.close();
});
