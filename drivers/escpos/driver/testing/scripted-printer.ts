/** A printer in memory for the driver's tests: it answers, takes bytes, and has mishaps on demand. */
import { fail, ok } from '../../../../contract/result.ts';
import type { ByteTransport } from '../../../transport/transport.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const DISCARD = hex(Uint8Array.of(0x10, 0x14, 8, 1, 3, 0x14, 1, 6, 2, 8));

export type ScriptedPrinter = {
  readonly transport: ByteTransport;
  /** Everything written that is neither a question nor a discard, in order. */
  readonly printed: () => string;
  readonly discards: () => number;
  readonly writes: () => readonly string[];
  /** Bytes of the job after which `then` happens once. */
  afterBytes(count: number, then: () => void): void;
  /** Status bits, shown in answers; `announce` also sends an ASB frame. */
  set(condition: Partial<Condition>, announce?: boolean): void;
  say(...bytes: readonly number[]): void;
  unplug(): void;
  /** Half of a job is in its buffer: printing goes on by itself as soon as it can. */
  readonly holdsOldData: () => boolean;
  holdOldData(): void;
  /** Off and on at once: what it kept is gone. */
  powerCycle(): void;
};

type Condition = {
  coverOpen: boolean;
  paperOut: boolean;
  paperLow: boolean;
  cutterError: boolean;
  headHot: boolean;
  mute: boolean;
  answersFences: boolean;
  answersDiscard: boolean;
  /** Knows `GS ( L` 80: the keys of its pictures. */
  listsKeys: boolean;
  /** A ticket in the mouth of a presenter, which shows in the answer of six bytes. */
  ticket: boolean;
  /** Hands a ticket out when told to. */
  presents: boolean;
  /** Takes it back when told to. */
  retracts: boolean;
};

export const createScriptedPrinter = (): ScriptedPrinter => {
  const condition: Condition = {
    coverOpen: false,
    paperOut: false,
    paperLow: false,
    cutterError: false,
    headHot: false,
    mute: false,
    answersFences: true,
    answersDiscard: true,
    listsKeys: true,
    ticket: false,
    presents: true,
    retracts: true,
  };
  const dataListeners = new Set<(chunk: Uint8Array) => void>();
  const closeListeners = new Set<() => void>();
  let open = true;
  let job = '';
  let discards = 0;
  /** Where in the job's bytes its memory begins. */
  let memoryFrom = 0;
  let old = false;
  let trigger: { count: number; then: () => void } | null = null;
  const writes: string[] = [];

  const say = (...bytes: readonly number[]): void => {
    if (condition.mute || !open) return;
    for (const listener of [...dataListeners]) listener(Uint8Array.from(bytes));
  };
  const bit = (on: boolean, value: number): number => (on ? value : 0);
  const stopped = (): boolean =>
    condition.coverOpen || condition.paperOut || condition.cutterError || condition.headHot;

  const sixBytes = (c: Condition): void => {
    say(
      ...[0x10, 0x0f],
      bit(c.paperOut, 0x01) | bit(c.paperLow, 0x04) | bit(c.ticket, 0x20),
      bit(c.coverOpen, 0x02),
      bit(c.headHot, 0x01),
      bit(c.cutterError, 0x01),
    );
  };

  const answer = (question: number): void => {
    const c = condition;
    if (question === 0x14) {
      sixBytes(c);
      return;
    }
    const bits = [
      bit(stopped(), 0x08),
      bit(c.coverOpen, 0x04) | bit(c.paperOut, 0x20) | bit(c.cutterError || c.headHot, 0x40),
      bit(c.cutterError, 0x08) | bit(c.headHot, 0x40),
      bit(c.paperLow || c.paperOut, 0x0c) | bit(c.paperOut, 0x60),
    ][question - 1];
    say(0x12 | (bits ?? 0));
  };

  const asb = (): void => {
    const c = condition;
    say(
      0x10 | bit(stopped(), 0x08) | bit(c.coverOpen, 0x20),
      bit(c.cutterError, 0x08) | bit(c.headHot, 0x40),
      bit(c.paperLow, 0x03) | bit(c.paperOut, 0x0f),
      0x0f,
    );
  };

  const fences = (from: number): void => {
    if (!condition.answersFences || stopped()) return;
    for (const match of job.slice(from).matchAll(/1d284806003030([0-9a-f]{8})/gu)) {
      const id = Buffer.from(match[1] ?? '', 'hex');
      say(0x37, 0x22, ...id, 0x00);
    }
  };

  const keyList = (from: number): void => {
    const asked = job.indexOf('1d284c040030504b4c', from);
    if (asked < 0 || !condition.listsKeys || stopped()) return;
    const kept = job.slice(memoryFrom, asked).matchAll(/1d284c[0-9a-f]{4}305330([0-9a-f]{4})01/gu);
    const keys = [...new Set(Array.from(kept, ([, key]) => key ?? ''))].join('');
    say(0x37, 0x72, 0x40, ...Buffer.from(keys, 'hex'), 0x00);
  };

  const take = (bytes: Uint8Array): void => {
    const text = hex(bytes);
    writes.push(text);
    if (/^1004[0-9a-f]{2}$/u.test(text)) {
      answer(bytes[2] ?? 0);
    } else if (text === DISCARD) {
      discards++;
      if (condition.answersDiscard && !condition.mute) {
        old = false;
        say(0x37, 0x25, 0x00);
      }
    } else {
      const from = job.length;
      job += text;
      if (text === '1d610e') asb();
      if (trigger !== null && job.length / 2 >= trigger.count) {
        const { then } = trigger;
        trigger = null;
        then();
      }
      if (job.includes('1d6503', from) && condition.presents) condition.ticket = true;
      if (job.includes('1d6502', from) && condition.retracts) condition.ticket = false;
      keyList(Math.max(0, from - 16));
      fences(from);
    }
  };

  const isOpen = (): boolean => open;

  const close = (): void => {
    if (!open) return;
    open = false;
    for (const listener of [...closeListeners]) listener();
  };

  return {
    transport: {
      write: (bytes) => {
        if (!open) return Promise.resolve(fail({ code: 'notSent', reason: 'notOpen' } as const));
        take(bytes.slice());
        return Promise.resolve(
          isOpen() ? ok(undefined) : fail({ code: 'maybeSent', reason: 'closed' } as const),
        );
      },
      onData: (listener) => {
        dataListeners.add(listener);
        return () => dataListeners.delete(listener);
      },
      onClose: (listener) => {
        closeListeners.add(listener);
        return () => closeListeners.delete(listener);
      },
      get isOpen() {
        return open;
      },
      close: () => {
        close();
        return Promise.resolve();
      },
    },
    printed: () => job,
    discards: () => discards,
    writes: () => writes,
    afterBytes: (count, then) => {
      trigger = { count, then };
    },
    set: (change, announce = false) => {
      Object.assign(condition, change);
      if (announce) asb();
    },
    say,
    powerCycle: () => {
      memoryFrom = job.length;
    },
    unplug: close,
    holdsOldData: () => old,
    holdOldData: () => {
      old = true;
    },
  };
};
