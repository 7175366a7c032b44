/** Bodies of the kiosk's requests (nexo digest §4, §5, §8, §9): the member and what stands in it. */
import type { Fils } from '../../../contract/money.ts';
import { dinarsOf } from './amount.ts';
import type { Parties, RequestCategory } from './header.ts';

export type RequestBody = {
  readonly category: RequestCategory;
  readonly members: Readonly<Record<string, unknown>>;
};

/** A transaction's name: an id and a time, verbatim; both together are the key (digest §1.23). */
export type TransactionId = { readonly id: string; readonly timeStamp: string };

/** A message of ours that another is about. */
export type Named = Parties & {
  readonly category: 'Payment' | 'Reversal';
  readonly serviceId: string;
};

export const CURRENCY = 'BHD';

const transactionId = ({ id, timeStamp }: TransactionId) => ({
  TransactionID: id,
  TimeStamp: timeStamp,
});

const messageReference = ({ category, serviceId, saleId, poiId }: Named) => ({
  MessageCategory: category,
  SaleID: saleId,
  ServiceID: serviceId,
  POIID: poiId,
});

/** No tender options: partial approval and tips come only where they are asked for (digest §10). */
export const paymentRequest = (sale: TransactionId, amount: Fils): RequestBody => ({
  category: 'Payment',
  members: {
    PaymentRequest: {
      SaleData: { SaleTransactionID: transactionId(sale) },
      PaymentTransaction: {
        AmountsReq: { Currency: CURRENCY, RequestedAmount: dinarsOf(amount) },
      },
      PaymentData: { PaymentType: 'Normal' },
    },
  },
});

/** Names the ServiceID always: without it some give the last transaction, whoever's (digest §9). */
export const statusRequest = (about: Named): RequestBody => ({
  category: 'TransactionStatus',
  members: {
    TransactionStatusRequest: {
      ReceiptReprintFlag: true,
      DocumentQualifier: ['CashierReceipt', 'CustomerReceipt'],
      MessageReference: messageReference(about),
    },
  },
});

export const abortRequest = (about: Named): RequestBody => ({
  category: 'Abort',
  members: {
    AbortRequest: { AbortReason: 'MerchantAbort', MessageReference: messageReference(about) },
  },
});

/** The whole amount: none is named. `sale` is the reversal's own name on the kiosk's side. */
export const reversalRequest = (sale: TransactionId, original: TransactionId): RequestBody => ({
  category: 'Reversal',
  members: {
    ReversalRequest: {
      OriginalPOITransaction: { POITransactionID: transactionId(original) },
      ReversalReason: 'MerchantCancel',
      SaleData: { SaleTransactionID: transactionId(sale) },
    },
  },
});

export const diagnosisRequest = (asksHost: boolean): RequestBody => ({
  category: 'Diagnosis',
  members: { DiagnosisRequest: { HostDiagnosisFlag: asksHost } },
});

export const totalsRequest = (): RequestBody => ({
  category: 'GetTotals',
  members: { GetTotalsRequest: {} },
});

export const reconciliationRequest = (): RequestBody => ({
  category: 'Reconciliation',
  members: { ReconciliationRequest: { ReconciliationType: 'SaleReconciliation' } },
});

/** What a kiosk says of itself where a dialect wants a session (digest §4). */
export type LoginDetails = {
  readonly manufacturerId: string;
  readonly applicationName: string;
  readonly softwareVersion: string;
  readonly certificationCode: string;
  /** Two letters. */
  readonly operatorLanguage: string;
};

export const loginRequest = (details: LoginDetails, atIso: string): RequestBody => ({
  category: 'Login',
  members: {
    LoginRequest: {
      DateTime: atIso,
      SaleSoftware: {
        ManufacturerID: details.manufacturerId,
        ApplicationName: details.applicationName,
        SoftwareVersion: details.softwareVersion,
        CertificationCode: details.certificationCode,
      },
      OperatorLanguage: details.operatorLanguage,
    },
  },
});
