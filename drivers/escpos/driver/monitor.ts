/** The printer's condition, kept up by what it says unasked and by asking. */
import type { PrinterStatus } from '../../../contract/devices.ts';
import { ok, type Result } from '../../../contract/result.ts';
import type { StatusQuestion } from '../codec/real-time.ts';
import { healthySensors, sensorsOfAnswer, sensorsOfAsb, type Sensors } from '../codec/sensors.ts';
import { statusOf, type Contact } from './condition.ts';
import type { PrinterLink, Silence } from './link.ts';

const QUESTIONS: readonly StatusQuestion[] = [1, 2, 3, 4];

export type Monitor = {
  readonly status: PrinterStatus;
  readonly sensors: Sensors;
  readonly contact: Contact;
  /** All four questions; stops at the first silence. */
  askAll(): Promise<Result<Sensors, Silence>>;
  /** One question; the other three only where the printer says that it is offline. */
  askShort(): Promise<Result<Sensors, Silence>>;
  heard(contact: Contact): void;
  readonly onStatus: (listener: (status: PrinterStatus) => void) => () => void;
};

export const createMonitor = (link: PrinterLink): Monitor => {
  const listeners = new Set<(status: PrinterStatus) => void>();
  let sensors = healthySensors;
  let contact: Contact = link.isOpen() ? 'unheard' : 'gone';
  let status = statusOf(contact, sensors);

  const update = (nextContact: Contact, nextSensors: Sensors): void => {
    contact = nextContact;
    sensors = nextSensors;
    const next = statusOf(contact, sensors);
    const same =
      next.state === status.state &&
      next.paper === status.paper &&
      next.coverOpen === status.coverOpen;
    status = next;
    if (!same) for (const listener of [...listeners]) listener(next);
  };

  /** How often it spoke unasked. */
  let unasked = 0;
  link.onReply((reply) => {
    if (reply.kind !== 'asb') return;
    unasked += 1;
    update('answering', sensorsOfAsb(reply.bytes));
  });

  const ask = async (
    questions: readonly StatusQuestion[],
    from: Sensors,
  ): Promise<Result<Sensors, Silence>> => {
    const before = unasked;
    let found = from;
    for (const question of questions) {
      const answer = await link.ask(question);
      if (!answer.ok) return answer;
      found = sensorsOfAnswer(found, question, answer.value);
    }
    // What it said unasked meanwhile is whole and newer than the round's first answers.
    return ok(unasked === before ? found : sensors);
  };

  /** A round of answers counts as a whole, so that listeners never see half a truth. */
  const settle = (answered: Result<Sensors, Silence>): Result<Sensors, Silence> => {
    if (answered.ok) update('answering', answered.value);
    else if (answered.error === 'closed') update('gone', sensors);
    return answered;
  };

  const askAll = async (): Promise<Result<Sensors, Silence>> =>
    settle(await ask(QUESTIONS, sensors));

  return {
    get status() {
      return status;
    },
    get sensors() {
      return sensors;
    },
    get contact() {
      return contact;
    },
    askAll,
    askShort: async () => {
      const first = await ask([1], sensors);
      if (!first.ok) return settle(first);
      return first.value.offline || sensors.offline ? askAll() : settle(first);
    },
    heard: (next) => {
      update(next, sensors);
    },
    onStatus: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
