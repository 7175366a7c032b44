import { expect, test } from 'vitest';
import {
  acceptCommand,
  AMOUNT,
  APPROVAL,
  COMPLETION,
  OK,
  recordingHooks,
  setStage,
  type Stage,
} from './testing/scripted-terminal.ts';

const REGISTRATION =
  '06 00 19 00 00 00 BE 00 48 06 11 26 08 0A 02 04 01 0A 02 06 D3 12 01 42 1F 04 01 80';
/** "A" and "B" as lines of the customer's receipt; the second is the last block. */
const FIRST = '06 D3 0B 06 09 1F 07 01 02 25 03 07 01 41';
const LAST = '06 D3 0E 06 0C 1F 07 01 02 25 06 07 01 42 09 01 81';
const HOUSE = '06 D3 0B 06 09 1F 07 01 03 25 03 07 01 5A';

const untilApproved = async (stage: Stage): Promise<void> => {
  await acceptCommand(stage.far);
  await stage.far.say(APPROVAL);
  await stage.far.expect(OK);
};

test('digest §5.1: registered so that the terminal gives its text', async () => {
  const { terminal, far } = setStage({ printsThroughUs: true });
  const registered = terminal.register();
  await far.expect(REGISTRATION);
  await far.say(OK);
  await far.say('06 0F 00');
  expect((await registered).ok).toBe(true);
});

test('digest §12.1 b: a text is answered when it is durable, not before', async () => {
  const stage = setStage({ printsThroughUs: true });
  const { terminal, far } = stage;
  let makeDurable = (): void => undefined;
  const heard = {
    ...recordingHooks(),
    onReceiptText: () => new Promise<void>((resolve) => (makeDurable = resolve)),
  };
  const outcome = terminal.authorise(AMOUNT, heard);
  await untilApproved(stage);
  await far.say(FIRST);
  await far.expectNothing();
  makeDurable();
  await far.expect(OK);
  await far.say(LAST);
  await far.expectNothing();
  makeDurable();
  await far.expect(OK);
  await far.say(COMPLETION);
  expect((await outcome).kind).toBe('confirmed');
});

test('two texts that are equal but for their words are two', async () => {
  const stage = setStage({ printsThroughUs: true });
  const { terminal, far } = stage;
  const hooks = recordingHooks();
  const outcome = terminal.authorise(AMOUNT, hooks);
  await untilApproved(stage);
  // The terminal's ACK for our answer gets lost; that it goes on shows that it has it.
  far.acks = 'nothing';
  await far.say('06 D1 02 00 41');
  await far.expect(OK);
  far.acks = 'ack';
  await far.say('06 D1 02 00 42');
  await far.expect(OK);
  await far.say(COMPLETION);
  await outcome;
  expect(hooks.texts.map(({ lines }) => lines)).toEqual([['A'], ['B']]);
});

test('silence behind a text: in doubt with the approval', async () => {
  const stage = setStage({ printsThroughUs: true, silenceMs: 60_000 });
  const { terminal, far, clock } = stage;
  const outcome = terminal.authorise(AMOUNT, recordingHooks());
  await untilApproved(stage);
  await far.say(FIRST);
  await far.expect(OK);
  await clock.advance(60_000);
  expect(await outcome).toMatchObject({ kind: 'inDoubt', authorisation: { trace: '004217' } });
});

test('a text after that is in no journal: refused; one that was answered is answered again', async () => {
  const stage = setStage({ printsThroughUs: true });
  const { terminal, far, clock } = stage;
  const outcome = terminal.authorise(AMOUNT, recordingHooks());
  await untilApproved(stage);
  await far.say(FIRST);
  await far.expect(OK);
  await clock.advance(180_000);
  expect((await outcome).kind).toBe('inDoubt');
  await far.say(FIRST);
  await far.expect(OK);
  await far.say(LAST);
  await far.expect('84 CC 00');
});

test('once something else was asked, not even that: what the look-up says must stay true', async () => {
  const stage = setStage({ printsThroughUs: true });
  const { terminal, far, clock } = stage;
  const outcome = terminal.authorise(AMOUNT, recordingHooks());
  await untilApproved(stage);
  await far.say(FIRST);
  await far.expect(OK);
  await clock.advance(180_000);
  await outcome;
  const last = terminal.lastTransaction(null);
  await far.expect('06 20 05 00 00 00 03 03');
  await far.say(OK);
  await far.say(COMPLETION);
  await far.expect(OK);
  expect(await last).toEqual({ ok: true, value: null });
  await far.say(FIRST);
  await far.expect('84 CC 00');
});

test('what it prints for its house is no payment: answered, and let go by', async () => {
  const { far } = setStage({ printsThroughUs: true });
  await far.say(HOUSE);
  await far.expect(OK);
});

test('the receipt of a declined payment is text as well', async () => {
  const { terminal, far } = setStage({ printsThroughUs: true });
  const hooks = recordingHooks();
  const outcome = terminal.authorise(AMOUNT, hooks);
  await acceptCommand(far);
  await far.say('04 0F 02 27 05');
  await far.expect(OK);
  await far.say(FIRST);
  await far.expect(OK);
  await far.say('06 1E 01 05');
  expect(await outcome).toEqual({ kind: 'declined', resultCode: 5 });
  expect(hooks.texts).toEqual([{ for: 'customer', lines: ['A'] }]);
});
