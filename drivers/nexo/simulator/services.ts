/** The services beside the payment: look-ups, reversal, totals (digest §4, §8, §9). */
import { decimal, failure, success, type Json } from './answers.ts';
import type { Service, Transaction } from './memory.ts';
import { textOf } from './mishaps.ts';
import type { Terminal } from './terminal.ts';

const inner = (value: unknown, key: string): Json =>
  ((value as Json | undefined)?.[key] as Json | undefined) ?? {};

export const repeat = (terminal: Terminal, header: Json, body: unknown): Json => {
  const { settings, memory } = terminal;
  const about = inner(body, 'MessageReference');
  const category = String(about['MessageCategory']);
  const found =
    about['POIID'] === settings.poiId
      ? memory.find(category, String(about['ServiceID']), String(about['SaleID']))
      : undefined;
  if (found === undefined) return { Response: failure(settings, 'NotFound', 'Message not found') };
  if (found.state === 'running' || found.answer === null)
    return { Response: failure(settings, 'InProgress', 'Uncompleted transaction') };
  return {
    Response: success(settings),
    MessageReference: about,
    RepeatedMessageResponse: {
      MessageHeader: {
        ...header,
        MessageCategory: category,
        MessageType: 'Response',
        ServiceID: terminal.mishaps.take('otherRepeat') === null ? found.serviceId : 'OTHER',
      },
      RepeatedResponseMessageBody: { [`${category}Response`]: found.answer },
    },
  };
};

const takeBack = (terminal: Terminal, original: Json): Json => {
  const { settings, memory, mishaps } = terminal;
  const refused = mishaps.take('refuseReversal');
  if (refused !== null)
    return { Response: failure(settings, textOf(refused, 'condition', 'NotAllowed')) };
  const found = memory.content.transactions.find(
    (t) =>
      t.kind === 'payment' &&
      t.id === original['TransactionID'] &&
      t.timeStamp === original['TimeStamp'],
  );
  if (found === undefined) return { Response: failure(settings, 'NotFound') };
  if (found.status === 'reversed' || found.closed)
    return { Response: failure(settings, 'NotAllowed', 'Already reversed or settled') };
  found.status = 'reversed';
  const number = memory.content.next++;
  const reversal: Transaction = {
    ...found,
    id: `sim${String(number).padStart(6, '0')}.R`,
    timeStamp: new Date(terminal.clock.wallMs()).toISOString(),
    kind: 'reversal',
    originalId: found.id,
    status: 'stored',
  };
  memory.content.transactions.push(reversal);
  return {
    Response: success(settings),
    POIData: { POITransactionID: { TransactionID: reversal.id, TimeStamp: reversal.timeStamp } },
    // Optional: a terminal may leave out what it reversed.
    ...(settings.standardSpelling
      ? {}
      : { OriginalPOITransaction: { POITransactionID: original } }),
  };
};

export const reverse = (terminal: Terminal, header: Json, body: unknown): Json => {
  const original = inner(inner(body, 'OriginalPOITransaction'), 'POITransactionID');
  const answer = takeBack(terminal, original);
  const service: Service = {
    category: 'Reversal',
    serviceId: String(header['ServiceID']),
    saleId: String(header['SaleID']),
    saleTransaction: null,
    state: 'done',
    answer,
  };
  terminal.memory.content.services.push(service);
  terminal.memory.save();
  return answer;
};

export const diagnose = (terminal: Terminal, body: unknown): Json => {
  const { settings } = terminal;
  const asksHost = (body as Json | undefined)?.['HostDiagnosisFlag'] === true;
  return {
    Response: success(settings, {
      batteryLevel: '100%',
      unconfirmedBatchCount: String(settings.undelivered),
    }),
    POIStatus: {
      GlobalStatus: settings.globalStatus,
      SecurityOKFlag: true,
      PEDOKFlag: true,
      CardReaderOKFlag: settings.readerWorks,
      PrinterStatus: 'OK',
      CommunicationOKFlag: settings.hostReachable,
    },
    ...(asksHost
      ? { HostStatus: [{ AcquirerID: 1, IsReachableFlag: settings.hostReachable }] }
      : {}),
  };
};

const row = (type: string, of: readonly Transaction[]): Json => ({
  TransactionType: type,
  TransactionCount: of.length,
  TransactionAmount: decimal(of.reduce((sum, { amountFils }) => sum + amountFils, 0)),
});

export const totals = (terminal: Terminal, closes: boolean): Json => {
  const { settings, memory, mishaps } = terminal;
  const refused = mishaps.take('refuseTotals');
  if (refused !== null)
    return { Response: failure(settings, textOf(refused, 'condition', 'NotAllowed')) };
  const open = memory.content.transactions.filter(({ closed }) => !closed);
  const payments = open.filter(({ kind }) => kind === 'payment');
  const reversals = open.filter(({ kind }) => kind === 'reversal');
  if (closes) {
    for (const transaction of open) transaction.closed = true;
    memory.save();
  }
  const group = {
    PaymentInstrumentType: 'Card',
    PaymentCurrency: 'BHD',
    PaymentTotals: [row('Debit', payments), row('ReverseDebit', reversals), row('Declined', [])],
  };
  return {
    Response: success(settings),
    POIReconciliationID: '1000',
    // Optional too: another maker closes without a word of what it counted.
    ...(closes && settings.standardSpelling ? {} : { TransactionTotals: [group] }),
  };
};
