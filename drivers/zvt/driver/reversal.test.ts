import { expect, test } from 'vitest';
import type { ReverseOutcome } from '../../card-terminal.ts';
import {
  APPROVED,
  COMPLETION,
  OK,
  recordingHooks,
  setStage,
  withLength,
  type Stage,
} from './testing/scripted-terminal.ts';

const COMMAND = '06 30 10 00 00 00 87 01 19 04 00 00 00 00 78 50 49 00 48';
const STATUS = withLength(
  0x040f,
  '27 00 04 00 00 00 00 78 50 0B 00 42 18 37 00 42 17 49 00 48 87 01 20',
);

const start = (
  stage: Stage,
  onReversal: (trace: string) => Promise<void> = () => Promise.resolve(),
): Promise<ReverseOutcome> => stage.terminal.reverse(APPROVED, { ...recordingHooks(), onReversal });

test('reversed: durable before it is acknowledged, true with the Completion', async () => {
  const stage = setStage();
  const { far } = stage;
  const traces: string[] = [];
  let makeDurable = (): void => undefined;
  const outcome = start(stage, (trace) => {
    traces.push(trace);
    return new Promise((resolve) => (makeDurable = resolve));
  });
  await far.expect(COMMAND);
  await far.say(OK);
  await far.say(STATUS);
  await far.expectNothing();
  makeDurable();
  await far.expect(OK);
  await far.say(COMPLETION);
  await far.expect(OK);
  expect(await outcome).toEqual({ kind: 'reversed', trace: '004218' });
  expect(traces).toEqual(['004218']);
});

test('already reversed', async () => {
  const stage = setStage();
  const outcome = start(stage);
  await stage.far.expect(COMMAND);
  await stage.far.say(OK);
  await stage.far.say('04 0F 02 27 B4');
  await stage.far.expect(OK);
  await stage.far.say('06 1E 01 B4');
  expect(await outcome).toEqual({ kind: 'refused', resultCode: 0xb4 });
});

test('another payment with the same receipt number: refused by us', async () => {
  const stage = setStage();
  const outcome = start(stage);
  await stage.far.expect(COMMAND);
  await stage.far.say(OK);
  await stage.far.say(STATUS.replace('37 00 42 17', '37 00 11 11'));
  await stage.far.expect('84 9A 00');
  await stage.far.say('06 1E 01 B5');
  expect(await outcome).toEqual({ kind: 'refused', resultCode: 0xb5 });
});

test('its reply lost: in doubt; an abort after the acknowledgement: in doubt', async () => {
  const lost = setStage();
  const outcome = start(lost);
  await lost.far.expect(COMMAND);
  await lost.clock.advance(5_000);
  expect((await outcome).kind).toBe('inDoubt');

  const aborted = setStage();
  const second = start(aborted);
  await aborted.far.expect(COMMAND);
  await aborted.far.say(OK);
  await aborted.far.say(STATUS);
  await aborted.far.expect(OK);
  await aborted.far.say('06 1E 01 6C');
  expect((await second).kind).toBe('inDoubt');
});
