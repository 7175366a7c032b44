import assert from 'node:assert/strict';
import { payableFils, type Fils } from '../../../../contract/money.ts';
import type { Authorisation } from '../../../../contract/payment.ts';
import type { CardPrompt } from '../../../../contract/view.ts';
import type {
  AuthoriseHooks,
  CardTerminal,
  TerminalReceiptText,
  TerminalReply,
} from '../../../card-terminal.ts';
import { encodeApdu } from '../../codec/apdu.ts';
import { createDeframer } from '../../codec/deframer.ts';
import { ACK, encodeFrame, NAK } from '../../codec/frame.ts';
import { fromHex, toHex } from '../../codec/testing/hex.ts';
import type { ZvtNotice } from '../session.ts';
import { createZvtTerminal, type ZvtTerminalOptions } from '../terminal.ts';
import { createFakeClock, settle, type FakeClock } from './fake-clock.ts';
import { createMemoryTransport, type MemoryTransport } from './memory-transport.ts';

export const fils = (value: number): Fils => {
  const amount = payableFils(value);
  if (!amount.ok) throw new Error(amount.error);
  return amount.value;
};

/** 7.850 BHD, the amount of digest §6.2's example. */
export const AMOUNT = fils(7850);
export const COMMAND = '06 01 0A 04 00 00 00 00 78 50 49 00 48';
/** The digest's approval (§6.2): trace 4217, receipt 119, VISA, last four 3071. */
export const APPROVAL =
  '04 0F 5B 27 00 04 00 00 00 00 78 50 0B 00 42 17 0C 14 32 05 0D 03 14 19 60 22 F0 F7 EE EE EE EE EE 30 71 29 40 00 12 34 3B 37 33 31 39 30 32 00 00 49 00 48 87 01 19 8A 0A 8B F0 F5 56 49 53 41 00 06 1B 43 07 A0 00 00 00 03 10 10 15 02 65 6E 2F 0C 1F 12 01 02 1F 10 01 00 1F 11 01 01';
export const APPROVED: Authorisation = {
  amountFils: AMOUNT,
  scheme: 'VISA',
  lastFour: '3071',
  authorisationCode: '731902',
  terminalId: '40001234',
  trace: '004217',
  receiptNumber: '0119',
  terminalDate: '0314',
  terminalTime: '143205',
};
export const OK = '80 00 00';
export const COMPLETION = '06 0F 00';

/** A far end that says and expects exactly what a test tells it to. */
export type FarEnd = {
  /** Sends an APDU as a frame; it must be ACKed at once. */
  say(apdu: string): Promise<void>;
  /** Sends a frame and looks at nothing. */
  sayBlindly(apdu: string): Promise<void>;
  raw(bytes: Uint8Array): Promise<void>;
  /** The next frame from the kiosk must be this; it is answered by what `acks` says. */
  expect(apdu: string): Promise<void>;
  /** Nothing but ACKs came since. */
  expectNothing(): Promise<void>;
  /** How frames of the kiosk are answered from now on. */
  acks: 'ack' | 'nak' | 'nothing';
  /** NAKs the kiosk sent. */
  readonly naks: () => number;
  /** ACKs the kiosk sent. */
  readonly ackCount: () => number;
};

export type Stage = {
  readonly terminal: CardTerminal;
  readonly far: FarEnd;
  readonly clock: FakeClock;
  readonly transport: MemoryTransport;
  readonly notices: ZvtNotice[];
};

export const setStage = (options: Partial<ZvtTerminalOptions> = {}): Stage => {
  const clock = createFakeClock();
  const notices: ZvtNotice[] = [];
  const frames: string[] = [];
  const deframer = createDeframer();
  let acked = 0;
  let naked = 0;

  const transport = createMemoryTransport((written) => {
    for (const event of deframer.feed(written)) {
      if (event.kind === 'ack') acked += 1;
      if (event.kind === 'nak') naked += 1;
      if (event.kind !== 'frame') continue;
      frames.push(toHex(event.apdu));
      const byte = far.acks === 'ack' ? ACK : NAK;
      if (far.acks !== 'nothing')
        queueMicrotask(() => {
          transport.deliver(Uint8Array.of(byte));
        });
    }
  });

  const sayBlindly = async (apdu: string): Promise<void> => {
    transport.deliver(encodeFrame(fromHex(apdu)));
    await settle();
  };

  const far: FarEnd = {
    acks: 'ack',
    sayBlindly,
    say: async (apdu) => {
      await settle();
      const before = acked;
      await sayBlindly(apdu);
      assert.equal(acked, before + 1, `the kiosk ACKs ${apdu}`);
    },
    raw: async (bytes) => {
      transport.deliver(bytes);
      await settle();
    },
    expect: async (apdu) => {
      await settle();
      assert.equal(frames.shift(), apdu);
    },
    expectNothing: async () => {
      await settle();
      assert.deepEqual(frames, []);
    },
    naks: () => naked,
    ackCount: () => acked,
  };

  const terminal = createZvtTerminal({
    transport,
    clock,
    onNotice: (notice) => notices.push(notice),
    ...options,
  });
  return { terminal, far, clock, transport, notices };
};

export type RecordedHooks = AuthoriseHooks & {
  readonly replies: TerminalReply[];
  readonly prompts: CardPrompt[];
  readonly approvals: Authorisation[];
  readonly texts: TerminalReceiptText[];
};

/** Hooks that write down what they hear; `decide` answers approvals, at once by default. */
export const recordingHooks = (
  decide: () => Promise<'accept' | 'refuse'> = () => Promise.resolve('accept'),
): RecordedHooks => {
  const replies: TerminalReply[] = [];
  const prompts: CardPrompt[] = [];
  const approvals: Authorisation[] = [];
  const texts: TerminalReceiptText[] = [];
  return {
    replies,
    prompts,
    approvals,
    texts,
    onReference: (reference) => assert.fail(`ZVT names no payment, yet said ${reference}`),
    onReceiptText: (text) => {
      texts.push(text);
      return Promise.resolve();
    },
    onReply: (reply) => replies.push(reply),
    onPrompt: (prompt) => prompts.push(prompt),
    onApproval: (approval) => {
      approvals.push(approval);
      return decide();
    },
  };
};

/** The far end takes the command and asks for a card. */
export const acceptCommand = async (far: FarEnd): Promise<void> => {
  await far.expect(COMMAND);
  await far.say(OK);
  await far.say('04 FF 01 0A');
  await far.expect(OK);
};

/** `apdu` with its length byte computed: class, instruction, then data. */
export const withLength = (control: number, data: string): string =>
  toHex(encodeApdu(control, fromHex(data)));
