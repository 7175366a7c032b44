import { approvalExtras, approved, failure, receipts, success } from './answers.ts';
import type { Approval, CardName, Json } from './answers.ts';
import { Dialogue, type DialogueEnd } from './dialogue.ts';
import type { Service } from './memory.ts';
import { textOf } from './mishaps.ts';
import type { Terminal } from './terminal.ts';

type Asked = { readonly amountFils: number; readonly currency: string; readonly sale: Json | null };

const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((inner, key) => (inner as Json | undefined)?.[key], value);

/** Digits of an amount in the request, at most three decimals; `null` is a MessageFormat. */
const filsAsked = (value: unknown): number | null => {
  if (typeof value !== 'number') return null;
  const [, whole, decimals] = /^(\d{1,8})(?:\.(\d{1,3}))?$/u.exec(String(value)) ?? [];
  return whole === undefined ? null : Number(whole + (decimals ?? '').padEnd(3, '0'));
};

const readAsked = (body: unknown): Asked | string => {
  const amounts = at(body, 'PaymentTransaction', 'AmountsReq');
  const amountFils = filsAsked(at(amounts, 'RequestedAmount'));
  const currency = at(amounts, 'Currency');
  if (amountFils === null || amountFils === 0)
    return 'PaymentTransaction.AmountsReq.RequestedAmount';
  if (typeof currency !== 'string' || !/^[A-Z]{3}$/u.test(currency))
    return 'PaymentTransaction.AmountsReq.Currency';
  const sale = at(body, 'SaleData', 'SaleTransactionID');
  return { amountFils, currency, sale: (sale as Json | undefined) ?? null };
};

const CONDITION: Readonly<Record<DialogueEnd, string>> = {
  aborted: 'Aborted',
  removed: 'Cancel',
  timeout: 'Cancel',
  reboot: 'Aborted',
};

const settle = async (
  terminal: Terminal,
  dialogue: Dialogue,
  asked: Asked,
  serviceId: string,
): Promise<Json> => {
  const { settings, mishaps } = terminal;
  const failed = (why: DialogueEnd): Json => ({ Response: failure(settings, CONDITION[why]) });
  const hand = terminal.cardInHand ?? (settings.autoCard ? 'visa' : null);
  terminal.cardInHand = null;
  const card = hand ?? (await dialogue.waitForCard(settings.cardWaitMs));
  if (card !== 'visa' && card !== 'mastercard' && card !== 'benefit')
    return failed(card as DialogueEnd);
  const host = await dialogue.waitForHost(settings.paceMs);
  if (host !== 'passed') return failed(host);
  const declined = mishaps.take('decline');
  if (declined !== null) {
    const condition = declined['none'] === true ? null : textOf(declined, 'condition', 'Refusal');
    return { Response: failure(settings, condition), PaymentReceipt: receipts(false, card) };
  }
  return approve(terminal, asked, card, serviceId);
};

const approve = (terminal: Terminal, asked: Asked, card: CardName, serviceId: string): Json => {
  const { settings, mishaps, memory } = terminal;
  const partial = mishaps.take('partial');
  const wrong = mishaps.take('wrongAmount');
  const other = partial ?? wrong;
  const contradiction = mishaps.take('contradiction') !== null;
  const number = memory.content.next++;
  const approval: Approval = {
    transaction: {
      id: `sim${String(number).padStart(6, '0')}.${serviceId}`,
      timeStamp: new Date(terminal.clock.wallMs()).toISOString(),
    },
    sale: asked.sale,
    amountFils: Number(other?.['amountFils'] ?? asked.amountFils),
    currency: textOf(other ?? {}, 'currency', asked.currency),
    card,
    code: String(100_000 + number),
    signs: mishaps.take('signature') !== null,
    online: settings.online,
  };
  memory.content.transactions.push({
    ...approval.transaction,
    serviceId,
    amountFils: approval.amountFils,
    kind: 'payment',
    originalId: null,
    status: 'stored',
    closed: false,
  });
  memory.save();
  const minor = mishaps.take('minorUnits');
  const extras = approvalExtras(approval);
  if (minor !== null) extras['posAuthAmountValue'] = String(Number(minor['amountFils']));
  return approved(settings, approval, {
    ...success(settings, extras),
    ...(partial === null ? {} : { Result: 'Partial' }),
    ...(contradiction ? { ErrorCondition: 'Cancel' } : {}),
  });
};

/** One payment to its end; it goes on when the kiosk's connection dies. */
export const pay = async (terminal: Terminal, header: Json, body: unknown): Promise<Json> => {
  const { settings, memory } = terminal;
  const asked = readAsked(body);
  if (typeof asked === 'string')
    return { Response: failure(settings, 'MessageFormat', `errors=${asked}`) };
  const serviceId = String(header['ServiceID']);
  const service: Service = {
    category: 'Payment',
    serviceId,
    saleId: String(header['SaleID']),
    saleTransaction: null,
    state: 'running',
    answer: null,
  };
  memory.content.services.push(service);
  memory.save();
  const dialogue = new Dialogue(serviceId, terminal.clock);
  terminal.dialogue = dialogue;
  const answer = await settle(terminal, dialogue, asked, serviceId);
  service.state = 'done';
  service.answer = answer;
  memory.save();
  terminal.dialogue = null;
  return answer;
};
