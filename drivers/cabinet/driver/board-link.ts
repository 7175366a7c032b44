import type { Clock } from '../../../contract/clock.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import type { CabinetProblem } from '../../cabinet.ts';
import type { ByteTransport } from '../../transport/transport.ts';
import { createFrameReader, encodeFrame } from '../codec/frame.ts';
import {
  encodeRequest,
  MOST_NUMBER,
  readBoardMessage,
  type Answer,
  type Request,
} from '../codec/messages.ts';

export type BoardLink = {
  /** One question after another; a command is repeated once where no answer comes. */
  readonly ask: (request: Request) => Promise<Result<Answer, CabinetProblem>>;
  readonly stop: () => void;
};

/** The board has 200 ms; an adapter and a busy machine take the rest. */
const ANSWER_MS = 400;
/** Questions that wait; with more than a technician and a visit could ask, something is wrong. */
const MOST_WAITING = 32;

/** Questions and answers on one open line. `onEvent` gets what the board says unasked. */
export const createBoardLink = (
  transport: ByteTransport,
  clock: Clock,
  onEvent: (answer: Answer) => void,
): BoardLink => {
  const frames = createFrameReader();
  let number = 0;
  let waiting = 0;
  let queue: Promise<unknown> = Promise.resolve();
  let expected: {
    readonly number: number;
    readonly settle: (answer: Answer | null) => void;
  } | null = null;

  const stopData = transport.onData((chunk) => {
    for (const body of frames.feed(chunk)) {
      const message = readBoardMessage(body);
      if (message === null) continue;
      if (message.number === null) onEvent(message.answer);
      // An answer to an older question is too late: that one was asked again.
      else if (message.number === expected?.number) expected.settle(message.answer);
    }
  });

  const askOnce = async (request: Request): Promise<Result<Answer, CabinetProblem>> => {
    number = (number + 1) % (MOST_NUMBER + 1);
    const mine = number;
    let settle: (answer: Answer | null) => void = () => undefined;
    const answered = new Promise<Answer | null>((resolve) => {
      settle = resolve;
    });
    expected = { number: mine, settle };
    const cancel = clock.after(ANSWER_MS, () => settle(null));
    const stopClose = transport.onClose(() => settle(null));
    const written = await transport.write(encodeFrame(encodeRequest(mine, request)));
    if (!written.ok) settle(null);
    const answer = await answered;
    cancel();
    stopClose();
    expected = null;
    if (answer !== null) return ok(answer);
    return fail({ code: transport.isOpen ? 'noAnswer' : 'notConnected' });
  };

  /** A missing heartbeat is a fact of its own; of a command the answer alone may be lost. */
  const askPatiently = async (request: Request): Promise<Result<Answer, CabinetProblem>> => {
    const first = await askOnce(request);
    const isBeat = request.ask === 'hello' || request.ask === 'state';
    return first.ok || isBeat || first.error.code !== 'noAnswer' ? first : askOnce(request);
  };

  return {
    ask: (request) => {
      if (!transport.isOpen) return Promise.resolve(fail({ code: 'notConnected' }));
      if (waiting === MOST_WAITING) return Promise.resolve(fail({ code: 'noAnswer' }));
      waiting += 1;
      const asked = queue.then(() => askPatiently(request));
      queue = asked.finally(() => {
        waiting -= 1;
      });
      return asked;
    },
    stop: stopData,
  };
};
