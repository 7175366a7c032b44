import { message } from './apdu.ts';
import { authorisationCode, cardInTurn, type CardName } from './cards.ts';
import { bcd, readBcd, readFields, type Fields } from './fields.ts';
import { offer, type OfferTerms } from './offer.ts';
import type { Operation } from './operation.ts';
import { failedStatus } from './status-information.ts';
import type { Handler, Terminal } from './terminal.ts';

const ABORTED = 0x6c;
const WRONG_CURRENCY = 0x6f;
const WRONG_PIN = 0x37;
/** Fields that carry card data; a till has no business sending them (ZVT digest §13). */
const CARD_DATA = [0x22, 0x23, 0x24, 0x2d, 0x0e, 0x3a];
/** Intermediate statuses (ZVT digest §6.1). */
const SHOW = {
  insertCard: 0x0a,
  cardSeen: 0x68,
  watchPinPad: 0x01,
  wait: 0x0e,
  host: 0x04,
  removeCard: 0x4b,
  declined: 0x5d,
  incorrectPin: 0x15,
} as const;

/** The id of `84 xx` for a command whose fields are no good, or the fields. */
export const readCommandFields = (data: Uint8Array): Fields | number => {
  const fields = readFields(data);
  if (fields === 'unknownField') return 0x83;
  if (fields === 'malformed') return 0x9a;
  return CARD_DATA.some((each) => fields.has(each)) ? 0xa5 : fields;
};

export const termsOf = (terminal: Terminal, fields: Fields): OfferTerms => {
  const currency = fields.get(0x49);
  const seconds = fields.get(0x01)?.[0];
  return {
    currency: currency === undefined ? null : readBcd(currency),
    withTlv: terminal.registration.knowsTlv || fields.has(0x06),
    replyMs: seconds === undefined ? terminal.settings.goodsMs : seconds * 1000,
    mostWaits: fields.get(0x02)?.[0] ?? Number.POSITIVE_INFINITY,
  };
};

/** `06 01` (ZVT digest §5.3, §11). */
export const authorise: Handler = async (terminal, data) => {
  const fields = readCommandFields(data);
  if (typeof fields === 'number') return terminal.refuse(fields);
  const amount = fields.get(0x04);
  const amountFils = amount === undefined ? NaN : readBcd(amount);
  if (Number.isNaN(amountFils)) return terminal.refuse(0x9a);
  const terms = termsOf(terminal, fields);
  await terminal.operate(async (operation) => {
    const { settings } = terminal;
    if (settings.status !== 0) return terminal.abort(settings.status);
    // No currency means EUR (ZVT digest §0.6), which this terminal does not take.
    if (terms.currency !== settings.currency)
      return terminal.abort(WRONG_CURRENCY, ...bcd(settings.currency, 2));
    if (amountFils === 0) return terminal.abort(0xc8);
    const card = await getCard(terminal, operation);
    if (card === null || operation.isDead()) return;
    if (!(await askHost(terminal, operation)) || operation.isDead()) return;
    const transaction = terminal.memory.open(
      { amountFils, kind: 'payment', originalTrace: null, card, ...dateAndTime(terminal) },
      (trace) => authorisationCode(settings.seed, trace),
    );
    await terminal.show(SHOW.removeCard);
    if (operation.isDead()) return;
    await offer(terminal, operation, transaction, terms);
  });
};

export const dateAndTime = (terminal: Terminal): { date: string; time: string } => {
  const { date, time } = terminal.now();
  return { date, time };
};

const getCard = async (terminal: Terminal, operation: Operation): Promise<CardName | null> => {
  const { settings, clock } = terminal;
  const inHand = terminal.cardInHand;
  terminal.cardInHand = null;
  // Listens before the first message leaves: a card or an abort may come while that is under way.
  const waiting = operation.waitForCard(clock, settings.cardWaitMs);
  await terminal.show(SHOW.insertCard);
  if (inHand !== null) operation.insert(inHand);
  else if (settings.autoCard) {
    await terminal.pace();
    operation.insert(cardInTurn(terminal.cardsSeen));
  }
  const outcome = await waiting;
  if (outcome === 'dead') return null;
  if (outcome === 'aborted' || outcome === 'timeout') {
    await terminal.abort(ABORTED);
    return null;
  }
  terminal.cardsSeen += 1;
  return outcome;
};

/** From the card to the host's answer: `false` where the payment ended without an approval. */
const askHost = async (terminal: Terminal, operation: Operation): Promise<boolean> => {
  const { mishaps } = terminal;
  await terminal.show(SHOW.cardSeen);
  await terminal.pace();
  await terminal.show(SHOW.watchPinPad);
  await terminal.pace();
  if (mishaps.take('wrongPin') !== null) {
    await terminal.say(message(0x040f, ...failedStatus(WRONG_PIN)));
    await terminal.show(SHOW.incorrectPin);
    await terminal.show(SHOW.watchPinPad);
    await terminal.pace();
  }
  await terminal.show(SHOW.wait);
  await terminal.pace();
  await terminal.show(SHOW.host);
  await terminal.pace();
  if (operation.isDead()) return false;
  const declined = mishaps.take('decline');
  const resultCode = operation.cardRemoved
    ? ABORTED
    : declined === null
      ? null
      : Number(declined['resultCode'] ?? 0x05);
  if (resultCode === null) return true;
  terminal.memory.nextTrace();
  if (!operation.cardRemoved) await terminal.show(SHOW.declined);
  await terminal.say(message(0x040f, ...failedStatus(resultCode)));
  await terminal.abort(resultCode);
  return false;
};
