/** The signed code of a bill, for its paper (`docs/offline-bills.md`). */
import { parseArgs } from 'node:util';
import { MAX_FILS, payableFils } from '../contract/money.ts';
import { packSignedBill, signedBillText, unpackSignedBill } from '../contract/signed-bill.ts';
import { ensureCatalogueKey } from './keys.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    service: { type: 'string' },
    reference: { type: 'string' },
    bill: { type: 'string' },
    fils: { type: 'string' },
    due: { type: 'string' },
    expires: { type: 'string' },
  },
});

const amount = payableFils(Number(values.fils), MAX_FILS);
const expiresAtMs = Date.parse(values.expires ?? '');
const bill =
  amount.ok && !Number.isNaN(expiresAtMs)
    ? {
        serviceId: values.service ?? '',
        reference: values.reference ?? '',
        billId: values.bill ?? '',
        amountFils: amount.value,
        dueDate: values.due ?? '',
        expiresAtMs,
      }
    : null;

// Read back before it is signed: what no kiosk would take is not printed.
if (values.data === undefined || bill === null || unpackSignedBill(packSignedBill(bill)) === null) {
  process.stderr.write(
    'needs --data DIR --service ID --reference DIGITS --bill ID --fils N --due YYYY-MM-DD --expires DATE-TIME\n',
  );
  process.exitCode = 64;
} else {
  const key = ensureCatalogueKey(values.data);
  const text = signedBillText(bill, {
    keyId: key.keyId,
    base64url: (plain) => Buffer.from(plain, 'utf8').toString('base64url'),
    sign: key.sign,
  });
  process.stdout.write(`${text}\n`);
}
