/** A service that is found by more than one number: one question a screen. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { BilledService } from '../../contract/catalogue.ts';
import type { Intent } from '../../contract/engine-api.ts';
import { ok } from '../../contract/result.ts';
import { settle } from '../testing/scripted-terminal.ts';
import { bill, ewa, setVisitStage, type VisitStage } from '../testing/visit-stage.ts';

const both = (text: string): { ar: string; en: string } => ({ ar: text, en: text });
const renewal: BilledService = {
  ...ewa,
  id: 'renewal',
  barcodes: [],
  reference: {
    label: both('Plate'),
    help: both('Up to six digits'),
    example: '123456',
    minDigits: 1,
    maxDigits: 6,
    kind: 'account',
  },
  also: [
    {
      label: both('Personal number'),
      help: both('Nine digits'),
      example: '900101123',
      minDigits: 9,
      maxDigits: 9,
      kind: 'personalNumber',
    },
  ],
};

let stage: VisitStage;
let asked: readonly (readonly [string, string])[];
beforeEach(() => {
  stage = setVisitStage();
  stage.services.push(renewal);
  asked = [];
  stage.far.answers.searchBills = (serviceId, reference) => {
    asked = [...asked, [serviceId, reference]];
    return Promise.resolve(
      ok({ payerName: { ar: 'أ*** م***', en: 'A*** M***' }, bills: [bill('R-1', 20_000)] }),
    );
  };
});
afterEach(() => {
  expect(stage.bugs).toEqual([]);
  stage.close();
});

const say = async (...intents: Intent[]): Promise<void> => {
  for (const intent of intents) {
    expect([intent.do, stage.visit.intent(intent)]).toEqual([intent.do, null]);
    await settle();
  }
};
const TO_PLATE: Intent[] = [
  { do: 'begin' },
  { do: 'chooseLanguage', language: 'en' },
  { do: 'chooseService', serviceId: 'renewal' },
];
const plate = (typed: string): Intent => ({ do: 'enterReference', typed });

test('each is asked for in turn; what was wrong is said of the one that is asked', async () => {
  await say(...TO_PLATE, plate('12345678'));
  expect(stage.visit.position()).toMatchObject({
    at: 'reference',
    earlier: [],
    problem: 'tooLong',
  });
  await say(plate('٤٧١١'));
  expect(stage.visit.position()).toMatchObject({ earlier: ['4711'], problem: null });
  await say(plate('9001'));
  expect(stage.visit.position()).toMatchObject({ earlier: ['4711'], problem: 'tooShort' });
  expect(asked).toEqual([]);
  await say(plate('900101123'));
  expect(asked).toEqual([['renewal', '4711/900101123']]);
  expect(stage.visit.position()).toMatchObject({
    at: 'bills',
    found: { reference: '4711/900101123' },
  });
});

test('back goes from the bills to the last question, then to the first, then to the services', async () => {
  await say(...TO_PLATE, plate('4711'), plate('900101123'), { do: 'back' });
  expect(stage.visit.position()).toMatchObject({ at: 'reference', earlier: ['4711'] });
  await say({ do: 'back' });
  expect(stage.visit.position()).toMatchObject({ at: 'reference', earlier: [] });
  await say({ do: 'back' });
  expect(stage.visit.position().at).toBe('services');
});

test('an identity card answers where its number is asked for, and nowhere else', async () => {
  const card = (): void => {
    stage.visit.scanned({
      kind: 'identityCard',
      documentNumber: 'A1234567',
      personalNumber: '900101123',
      issuer: 'BHR',
      expires: null,
    });
  };
  await say(...TO_PLATE);
  card();
  await settle();
  expect(stage.visit.position()).toMatchObject({ at: 'notice', kind: 'unknownCode' });
  await say({ do: 'back' }, plate('4711'));
  card();
  await settle();
  expect(asked).toEqual([['renewal', '4711/900101123']]);
});

test('a scanned number answers the question that is on the screen', async () => {
  const code = async (text: string): Promise<void> => {
    stage.visit.scanned({ kind: 'code', symbology: null, text });
    await settle();
  };
  await say(...TO_PLATE);
  await code('4711');
  expect(stage.visit.position()).toMatchObject({ at: 'reference', earlier: ['4711'] });
  await code('4711');
  expect(stage.visit.position()).toMatchObject({ at: 'notice', kind: 'unknownCode' });
});

test('the payment and its paper carry the whole reference under all its names', async () => {
  await say(...TO_PLATE, plate('4711'), plate('900101123'));
  await say({ do: 'chooseBills', billIds: ['R-1'] }, { do: 'pay' });
  expect(stage.cards.at(-1)?.request.personal.lines).toMatchObject([
    { reference: '4711/900101123', referenceLabel: both('Plate / Personal number') },
  ]);
});
