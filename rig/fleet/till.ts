/** Payments of a played kiosk: looked up, held, signed, queued while the line is cut, and submitted. */
import { createHash, randomBytes, sign } from 'node:crypto';
import type { Bill, PaymentDocument, SignedDocument } from '../../contract/payment.ts';
import { makePaymentId, type PaymentId } from '../../contract/ids.ts';
import type { Fils } from '../../contract/money.ts';
import type { Gateway } from '../../engine/gateway/client.ts';
import type { SeededKey } from '../processes/seeded-key.ts';
import type { Random } from '../quarter/random.ts';

type Queued = {
  readonly paymentId: PaymentId;
  readonly signed: SignedDocument;
  readonly fils: number;
  readonly atMs: number;
};
type Line = {
  readonly serviceId: string;
  readonly reference: string;
  readonly bill: Pick<Bill, 'billId' | 'amountFils'>;
};

export type TillCounts = {
  readonly charged: number;
  readonly chargedFils: number;
  readonly posted: number;
  readonly postedFils: number;
  /** Charged, and the ministry would not have it: an operator's work. */
  readonly refused: number;
};

export type Till = {
  /** Somebody pays: an electricity bill that is due, or else alms. */
  readonly sell: (now: { readonly wallMs: number; readonly online: boolean }) => Promise<void>;
  /** Submits what waits, the oldest first, until one does not get through. */
  readonly submit: () => Promise<void>;
  readonly queue: () => readonly Queued[];
  readonly counts: () => TillCounts;
};

/** Of the demonstration's ordinary electricity accounts. */
const FIRST_ACCOUNT = 10_000_001;
const ACCOUNTS = 500;
/** Nothing is looked up for it, and it never runs out. */
const FREE_SERVICE = 'zakat';

export const createTill = (deps: {
  readonly kioskId: string;
  readonly key: SeededKey;
  readonly gateway: Pick<Gateway, 'searchBills' | 'hold' | 'submit'>;
  readonly random: Random;
  /** The journal's first number; each payment has its own, from run to run. */
  readonly firstSequence: number;
  readonly terminalId: string;
}): Till => {
  const { gateway, key, random } = deps;
  let queue: readonly Queued[] = [];
  let sequence = deps.firstSequence;
  let counts: TillCounts = { charged: 0, chargedFils: 0, posted: 0, postedFils: 0, refused: 0 };

  const electricity = async (paymentId: PaymentId): Promise<Line | null> => {
    const reference = String(FIRST_ACCOUNT + Math.floor(random() * ACCOUNTS));
    const found = await gateway.searchBills('ewa', reference);
    const bill = found.ok ? found.value.bills[0] : undefined;
    if (bill === undefined) return null;
    const { billId, amountFils } = bill;
    const held = await gateway.hold({
      paymentId,
      bills: [{ serviceId: 'ewa', billId, amountFils }],
    });
    return held.ok ? { serviceId: 'ewa', reference, bill } : null;
  };
  const alms = (): Line => ({
    serviceId: FREE_SERVICE,
    reference: '',
    bill: {
      billId: `${FREE_SERVICE}-${randomBytes(10).toString('hex')}`,
      amountFils: ((1 + Math.floor(random() ** 3 * 200)) * 1_000) as Fils,
    },
  });
  const documentOf = (paymentId: PaymentId, line: Line, wallMs: number): PaymentDocument => {
    const { amountFils, billId } = line.bill;
    const at = new Date(wallMs).toISOString();
    const trace = String((sequence % 999_999) + 1).padStart(6, '0');
    return {
      v: 1,
      paymentId,
      kioskId: deps.kioskId,
      sequence,
      authorisedAt: at,
      clockQuality: 'synchronised',
      language: random() < 0.7 ? 'ar' : 'en',
      lines: [
        { lineId: 1, serviceId: line.serviceId, billId, reference: line.reference, amountFils },
      ],
      totalFils: amountFils,
      authorisation: {
        amountFils,
        scheme: random() < 0.6 ? 'BENEFIT' : 'VISA',
        lastFour: String(Math.floor(random() * 10_000)).padStart(4, '0'),
        authorisationCode: trace,
        terminalId: deps.terminalId,
        trace,
        receiptNumber: trace.slice(2),
        terminalDate: at.slice(5, 10).replace('-', ''),
        terminalTime: at.slice(11, 19).replaceAll(':', ''),
      },
      slipCodeHash: createHash('sha256').update(randomBytes(16)).digest('hex'),
    };
  };
  return {
    sell: async ({ wallMs, online }) => {
      const paymentId = makePaymentId(wallMs, (count) => randomBytes(count));
      const bill = online && random() < 0.6 ? await electricity(paymentId) : null;
      const line = bill ?? alms();
      sequence += 1;
      const document = JSON.stringify(documentOf(paymentId, line, wallMs));
      const signature = sign(null, Buffer.from(document, 'utf8'), key.privateKey);
      const signed = { document, keyId: key.keyId, signature: signature.toString('base64url') };
      const fils = line.bill.amountFils;
      queue = [...queue, { paymentId, signed, fils, atMs: wallMs }];
      counts = {
        ...counts,
        charged: counts.charged + 1,
        chargedFils: counts.chargedFils + fils,
      };
    },
    submit: async () => {
      for (let [first] = queue; first !== undefined; [first] = queue) {
        const { paymentId, signed, fils } = first;
        const answer = await gateway.submit(paymentId, signed);
        if (!answer.ok) return;
        queue = queue.filter((each) => each.paymentId !== paymentId);
        counts = answer.value.lines.every(({ status }) => status === 'posted')
          ? { ...counts, posted: counts.posted + 1, postedFils: counts.postedFils + fils }
          : { ...counts, refused: counts.refused + 1 };
      }
    },
    queue: () => queue,
    counts: () => counts,
  };
};
