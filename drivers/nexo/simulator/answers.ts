/** Bodies of the terminal's answers as digest §4–§8 tells them, with what a kiosk must not keep. */
import type { Settings } from './settings.ts';

export type Json = Record<string, unknown>;

/** AdditionalResponse in the encoding that the terminal is set to (digest §6). */
export const additional = (settings: Settings, values: Readonly<Record<string, string>>): string =>
  settings.encoding === 'json'
    ? Buffer.from(JSON.stringify({ additionalData: values, store: 'simulator' })).toString('base64')
    : Object.entries(values)
        .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`)
        .join('&');

export const success = (
  settings: Settings,
  values: Readonly<Record<string, string>> = {},
): Json => ({
  Result: 'Success',
  AdditionalResponse: additional(settings, values),
});

export const failure = (
  settings: Settings,
  condition: string | null,
  message = condition ?? 'failed',
): Json => ({
  Result: 'Failure',
  ...(condition === null ? {} : { ErrorCondition: condition }),
  AdditionalResponse: additional(settings, { message, refusalReason: message }),
});

export const CARDS = {
  visa: { brand: 'visa', masked: '411111 **** 1111', bin: '411111', lastFour: '1111' },
  mastercard: {
    brand: '01,Mastercard Debit',
    masked: '************4444',
    bin: '555555',
    lastFour: '4444',
  },
  benefit: { brand: 'benefit', masked: '****0019', bin: '464600', lastFour: '0019' },
} as const;
export type CardName = keyof typeof CARDS;

const line = (key: string, name: string, value: string): Json => ({
  Text: new URLSearchParams({ key, name, value }).toString(),
  EndOfLineFlag: true,
});

const receipt = (qualifier: string, approved: boolean, card: CardName, signs: boolean): Json => ({
  DocumentQualifier: qualifier,
  RequiredSignatureFlag: signs,
  OutputContent: {
    OutputFormat: 'Text',
    OutputText: [
      line('header1', 'Khidma test terminal', ''),
      line('pan', 'Card', CARDS[card].masked),
      line('approved', approved ? 'APPROVED' : 'DECLINED', ''),
      { Text: '', EndOfLineFlag: true },
    ],
  },
});

export const receipts = (approved: boolean, card: CardName, signs = false): Json[] => [
  receipt('CashierReceipt', approved, card, signs),
  receipt('CustomerReceipt', approved, card, false),
];

export type Approval = {
  readonly transaction: { readonly id: string; readonly timeStamp: string };
  readonly sale: Json | null;
  readonly amountFils: number;
  readonly currency: string;
  readonly card: CardName;
  readonly code: string;
  readonly signs: boolean;
  readonly online: boolean;
};

/** Decimal digits of fils as a JSON number. */
export const decimal = (fils: number): number =>
  Number(`${Math.floor(fils / 1000)}.${String(fils % 1000).padStart(3, '0')}`);

export const approved = (settings: Settings, a: Approval, response: Json): Json => ({
  Response: response,
  ...(a.sale === null ? {} : { SaleData: { SaleTransactionID: a.sale } }),
  POIData: {
    POITransactionID: { TransactionID: a.transaction.id, TimeStamp: a.transaction.timeStamp },
    POIReconciliationID: 1_000,
  },
  PaymentResult: {
    PaymentType: 'Normal',
    AmountsResp: { Currency: a.currency, AuthorizedAmount: decimal(a.amountFils) },
    OnlineFlag: a.online,
    AuthenticationMethod: a.signs ? ['SignatureCapture'] : ['OnlinePIN'],
    PaymentAcquirerData: {
      MerchantID: 'KhidmaTest',
      AcquirerPOIID: settings.poiId,
      AcquirerTransactionID: {
        TransactionID: a.transaction.id,
        TimeStamp: a.transaction.timeStamp,
      },
      ApprovalCode: a.code,
    },
    PaymentInstrumentData: {
      PaymentInstrumentType: 'Card',
      CardData: {
        PaymentBrand: CARDS[a.card].brand,
        [settings.standardSpelling ? 'MaskedPAN' : 'MaskedPan']: CARDS[a.card].masked,
        EntryMode: ['ICC'],
        CardCountryCode: 48,
        SensitiveCardData: { ExpiryDate: '0330', CardSeqNumb: '01' },
      },
    },
    VendorExtra: { anything: [1, { deep: true }] },
  },
  PaymentReceipt: receipts(true, a.card, a.signs),
});

/** What an approval's AdditionalResponse carries beside the harmless (digest §6). */
export const approvalExtras = (a: Approval): Record<string, string> => ({
  cardBin: CARDS[a.card].bin,
  cardSummary: CARDS[a.card].lastFour,
  expiryMonth: '03',
  expiryYear: '2030',
  networkTxReference: '0123456789012345',
  offline: String(!a.online),
  posAuthAmountCurrency: a.currency,
  posAuthAmountValue: String(a.amountFils),
  tid: '12345678',
});
