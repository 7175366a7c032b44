/** Bodies of the terminal's answers. Unknown members are dropped, missing optional ones tolerated. */
import { z } from 'zod';
import { headerSchema } from './header.ts';

const text = (most: number) => z.string().max(most);
const idText = (most: number) =>
  z.union([text(most), z.number().transform(String)]).pipe(text(most)); // digest §1.21

export const responseSchema = z.object({
  Result: z.enum(['Success', 'Failure', 'Partial']),
  ErrorCondition: text(64).optional(),
  AdditionalResponse: z.unknown().optional(),
});
export type ResponseVerdict = z.infer<typeof responseSchema>;

const transactionIdSchema = z.object({
  TransactionID: text(128).min(1),
  TimeStamp: text(64).min(1),
});
const poiDataSchema = z.object({ POITransactionID: transactionIdSchema });
const saleDataSchema = z.object({ SaleTransactionID: transactionIdSchema.optional() });

/** Filled in where absent or of no use: a receipt that cannot be read takes no payment with it. */
const receiptsSchema = z.array(z.unknown()).max(8).optional().catch(undefined);

const cardDataSchema = z.object({
  PaymentBrand: text(256).optional(),
  MaskedPan: text(64).optional(),
  MaskedPAN: text(64).optional(),
});

export const paymentResponseSchema = z.object({
  Response: responseSchema,
  SaleData: saleDataSchema.optional(),
  POIData: poiDataSchema.optional(),
  PaymentResult: z
    .object({
      AmountsResp: z
        .object({
          Currency: text(8).optional(),
          AuthorizedAmount: z.unknown().optional(),
          TipAmount: z.unknown().optional(),
        })
        .optional(),
      OnlineFlag: z.boolean().optional(),
      AuthenticationMethod: z.array(text(64)).max(16).optional().catch(undefined),
      PaymentAcquirerData: z
        .object({ ApprovalCode: idText(64).optional().catch(undefined) })
        .optional()
        .catch(undefined),
      PaymentInstrumentData: z
        .object({ CardData: cardDataSchema.optional().catch(undefined) })
        .optional()
        .catch(undefined),
    })
    .optional(),
  PaymentReceipt: receiptsSchema,
});
export type PaymentResponse = z.infer<typeof paymentResponseSchema>;

export const reversalResponseSchema = z.object({
  Response: responseSchema,
  POIData: poiDataSchema.optional(),
  OriginalPOITransaction: z
    .object({ POITransactionID: transactionIdSchema.optional() })
    .optional()
    .catch(undefined),
  PaymentReceipt: receiptsSchema,
});
export type ReversalResponse = z.infer<typeof reversalResponseSchema>;

/** `Response.Result` here is about the look-up alone; the verdict is in the repeated body (digest §1.2). */
export const statusResponseSchema = z.object({
  Response: responseSchema,
  RepeatedMessageResponse: z
    .object({
      MessageHeader: headerSchema,
      RepeatedResponseMessageBody: z.object({
        PaymentResponse: z.unknown().optional(),
        ReversalResponse: z.unknown().optional(),
      }),
    })
    .optional(),
});

export const diagnosisResponseSchema = z.object({
  Response: responseSchema,
  POIStatus: z
    .object({
      GlobalStatus: text(32),
      SecurityOKFlag: z.boolean().optional(),
      PEDOKFlag: z.boolean().optional(),
      CardReaderOKFlag: z.boolean().optional(),
      CommunicationOKFlag: z.boolean().optional(),
    })
    .optional(),
  HostStatus: z
    .array(z.object({ IsReachableFlag: z.boolean().optional() }))
    .max(64)
    .optional(),
});
export type DiagnosisResponse = z.infer<typeof diagnosisResponseSchema>;

/** Reconciliation and GetTotals answer alike. */
export const totalsResponseSchema = z.object({
  Response: responseSchema,
  TransactionTotals: z
    .array(
      z.object({
        PaymentCurrency: text(8).optional(),
        PaymentTotals: z
          .array(
            z.object({
              TransactionType: text(32),
              TransactionCount: z.number().int().min(0).max(1_000_000_000),
              TransactionAmount: z.unknown().optional(),
            }),
          )
          .max(64)
          .optional(),
      }),
    )
    .max(256)
    .optional(),
});
export type TotalsResponse = z.infer<typeof totalsResponseSchema>;

/** Any answer of which only the verdict matters: Login. */
export const bareResponseSchema = z.object({ Response: responseSchema });

export const eventNotificationSchema = z.object({
  EventToNotify: text(64),
  MaintenanceRequiredFlag: z.boolean().optional(),
});

/**
 * The body `name` of a message, read by `schema`; `null` where it is missing or cannot be read.
 * JSON of any depth and kind may stand there.
 */
export const readBody = <T>(
  members: Readonly<Record<string, unknown>>,
  name: string,
  schema: z.ZodType<T>,
): T | null => {
  const parsed = schema.safeParse(Object.hasOwn(members, name) ? members[name] : undefined);
  return parsed.success ? parsed.data : null;
};
