/** How a model is asked for its condition, and what it says about it (digest §11, §12, §15). */
import { askStatus, type StatusQuestion } from '../codec/real-time.ts';
import { createReplyParser, type Reply, type ReplyParser } from '../codec/replies.ts';
import { sensorsOfAnswer, sensorsOfAsb, type Sensors } from '../codec/sensors.ts';
import { askSixBytes, createSixByteParser, sensorsOfSixBytes } from '../codec/six-byte-status.ts';
import type { PrinterProfile } from '../profiles/profile.ts';

/** One question: its bytes, and the sensors after its answer; `null` for a reply that is none. */
export type Question = {
  readonly bytes: Uint8Array;
  readonly read: (reply: Reply, before: Sensors) => Sensors | null;
};

export type Questions = {
  readonly parser: () => ReplyParser;
  /** Together they tell everything. */
  readonly all: readonly Question[];
  /** Enough while all is well. */
  readonly short: readonly Question[];
  /** What a reply says unasked; `null` where it says nothing. */
  readonly unasked: (reply: Reply, before: Sensors) => Sensors | null;
};

const realTime = (question: StatusQuestion): Question => ({
  bytes: askStatus(question),
  read: (reply, before) =>
    reply.kind === 'realTime' ? sensorsOfAnswer(before, question, reply.byte) : null,
});

const byRealTime: Questions = {
  parser: createReplyParser,
  all: ([1, 2, 3, 4] as const).map(realTime),
  short: [realTime(1)],
  unasked: (reply) => (reply.kind === 'asb' ? sensorsOfAsb(reply.bytes) : null),
};

const sixBytes = (reply: Reply, before: Sensors): Sensors | null =>
  reply.kind === 'sixBytes' ? sensorsOfSixBytes(before, reply) : null;
const whole: Question = { bytes: askSixBytes(), read: sixBytes };
const bySixBytes: Questions = {
  parser: createSixByteParser,
  all: [whole],
  short: [whole],
  unasked: sixBytes,
};

export const questionsFor = ({ statusBy }: PrinterProfile): Questions =>
  statusBy === 'sixBytes' ? bySixBytes : byRealTime;
