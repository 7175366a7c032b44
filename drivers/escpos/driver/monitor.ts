/** The printer's condition, kept up by what it says unasked and by asking. */
import { ok, type Result } from '../../../contract/result.ts';
import type { PrinterCondition } from '../../receipt-printer.ts';
import { healthySensors, type Sensors } from '../codec/sensors.ts';
import type { PrinterProfile } from '../profiles/profile.ts';
import { statusOf, type Contact, type Known } from './condition.ts';
import type { PrinterLink, Silence } from './link.ts';
import { questionsFor, type Question } from './questions.ts';

export type Monitor = {
  readonly status: PrinterCondition;
  readonly sensors: Sensors;
  readonly contact: Contact;
  /** All questions; stops at the first silence. */
  askAll(): Promise<Result<Sensors, Silence>>;
  /** One question; the others only where the printer says that it is offline. */
  askShort(): Promise<Result<Sensors, Silence>>;
  heard(contact: Contact): void;
  /** What became of the ticket last presented, beyond what the sensors say. */
  ticketIs(lastTicket: Known['lastTicket']): void;
  readonly onStatus: (listener: (status: PrinterCondition) => void) => () => void;
  /** Every word of the printer, also where it changes no status. */
  readonly onSensors: (listener: (sensors: Sensors) => void) => () => void;
};

const same = (a: PrinterCondition, b: PrinterCondition): boolean =>
  a.state === b.state && a.paper === b.paper && a.coverOpen === b.coverOpen && a.media === b.media;

export const createMonitor = (link: PrinterLink, profile: PrinterProfile): Monitor => {
  const questions = questionsFor(profile);
  const listeners = new Set<(status: PrinterCondition) => void>();
  const sensorListeners = new Set<(sensors: Sensors) => void>();
  let sensors = healthySensors;
  let contact: Contact = link.isOpen() ? 'unheard' : 'gone';
  let known: Known = {
    presenter: profile.presenter !== null,
    lastTicket: null,
    paperSensor: profile.paperSensorTrusted,
  };
  let status = statusOf(contact, sensors, known);

  const show = (): void => {
    const next = statusOf(contact, sensors, known);
    const news = !same(next, status);
    status = next;
    if (news) for (const listener of [...listeners]) listener(next);
  };

  const update = (nextContact: Contact, nextSensors: Sensors): void => {
    contact = nextContact;
    sensors = nextSensors;
    // A sensor that has once shown less paper is no constant answer.
    if (sensors.paperNearEnd || sensors.paperEnd) known = { ...known, paperSensor: true };
    show();
    for (const listener of [...sensorListeners]) listener(sensors);
  };

  /** How often it told everything at once, which an answer of six bytes does, too. */
  let unasked = 0;
  link.onReply((reply) => {
    const found = questions.unasked(reply, sensors);
    if (found === null) return;
    unasked += 1;
    update('answering', found);
  });

  const ask = async (
    list: readonly Question[],
    from: Sensors,
  ): Promise<Result<Sensors, Silence>> => {
    const before = unasked;
    let found = from;
    for (const { bytes, read } of list) {
      const start = found;
      const answer = await link.ask(bytes, (reply) => read(reply, start));
      if (!answer.ok) return answer;
      found = answer.value;
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
    settle(await ask(questions.all, sensors));

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
      const first = await ask(questions.short, sensors);
      if (!first.ok) return settle(first);
      const asMuch = questions.short.length === questions.all.length;
      return !asMuch && (first.value.offline || sensors.offline) ? askAll() : settle(first);
    },
    heard: (next) => {
      update(next, sensors);
    },
    ticketIs: (lastTicket) => {
      known = { ...known, lastTicket };
      show();
    },
    onStatus: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onSensors: (listener) => {
      sensorListeners.add(listener);
      return () => sensorListeners.delete(listener);
    },
  };
};
