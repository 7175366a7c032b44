import { z } from 'zod';

/** Protocol version that this dialect speaks; always sent (nexo digest §3). */
export const PROTOCOL_VERSION = '3.0';

export const serviceIdSchema = z.string().regex(/^[A-Za-z0-9]{1,10}$/u);

/** Header of every message; what is not named here is dropped. */
export const headerSchema = z.object({
  ProtocolVersion: z.string().max(16).optional(),
  MessageClass: z.string().min(1).max(32),
  MessageCategory: z.string().min(1).max(32),
  MessageType: z.string().min(1).max(32),
  ServiceID: z.string().min(1).max(10).optional(),
  DeviceID: z.string().min(1).max(10).optional(),
  SaleID: z.string().min(1).max(128),
  POIID: z.string().min(1).max(128),
});
export type MessageHeader = z.infer<typeof headerSchema>;

/** What a kiosk asks; each names its body, `PaymentRequest` for `Payment`. */
export type RequestCategory =
  | 'Abort'
  | 'Diagnosis'
  | 'GetTotals'
  | 'Login'
  | 'Payment'
  | 'Reconciliation'
  | 'Reversal'
  | 'TransactionStatus';

/** Who speaks to whom: the kiosk's fixed name and the terminal's `model-serial`. */
export type Parties = { readonly saleId: string; readonly poiId: string };

export const requestHeader = (
  category: RequestCategory,
  serviceId: string,
  { saleId, poiId }: Parties,
): MessageHeader => ({
  ProtocolVersion: PROTOCOL_VERSION,
  MessageClass: 'Service',
  MessageCategory: category,
  MessageType: 'Request',
  ServiceID: serviceId,
  SaleID: saleId,
  POIID: poiId,
});

const FIELDS = [
  'ProtocolVersion',
  'MessageClass',
  'MessageCategory',
  'MessageType',
  'ServiceID',
  'DeviceID',
  'SaleID',
  'POIID',
] as const;

/** Outer and inner header of a sealed message must say the same (digest §1.15, §12). */
export const sameHeader = (a: MessageHeader, b: MessageHeader): boolean =>
  FIELDS.every((field) => a[field] === b[field]);

/** The header of the answer to `request`: category, ServiceID, SaleID and POIID repeated (digest §3). */
export const answers = (request: MessageHeader, response: MessageHeader): boolean =>
  response.MessageClass === request.MessageClass &&
  response.MessageType === 'Response' &&
  response.MessageCategory === request.MessageCategory &&
  response.ServiceID === request.ServiceID &&
  response.SaleID === request.SaleID &&
  response.POIID === request.POIID;
