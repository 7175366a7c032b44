import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger';
import type { FastifySchema } from 'fastify';
import { z } from 'zod';
import { signedCatalogueSchema } from '../../contract/catalogue.ts';
import * as gateway from '../../contract/gateway.ts';
import * as tawasul from '../../contract/tawasul.ts';
import * as reconciliation from '../../contract/reconciliation.ts';
import { billSchema, paymentDocumentSchema, signedDocumentSchema } from '../../contract/payment.ts';
import { type Answer, failureSchema } from './zod-contract.ts';

/** The schemas that the document names; everything else stands where it is used. */
const NAMED: Readonly<Record<string, z.ZodType>> = {
  BatchResult: gateway.batchResultSchema,
  Bill: billSchema,
  BillSearchRequest: gateway.billSearchRequestSchema,
  BillSearchResponse: gateway.billSearchResponseSchema,
  CentralReceipt: gateway.centralReceiptSchema,
  Command: reconciliation.commandSchema,
  CommandAnswer: reconciliation.commandAnswerSchema,
  Commands: reconciliation.commandsSchema,
  DayReport: reconciliation.dayReportSchema,
  Evidence: reconciliation.evidenceSchema,
  Failure: failureSchema,
  Health: gateway.gatewayHealthSchema,
  HoldRequest: gateway.holdRequestSchema,
  HoldResponse: gateway.holdResponseSchema,
  KioskTotals: gateway.kioskTotalsSchema,
  LineOutcome: gateway.lineOutcomeSchema,
  PaymentBatchRequest: gateway.paymentBatchRequestSchema,
  PaymentBatchResponse: gateway.paymentBatchResponseSchema,
  PaymentDocument: paymentDocumentSchema,
  PaymentOutcome: gateway.paymentOutcomeSchema,
  Problem: gateway.gatewayProblemSchema,
  Received: reconciliation.receivedSchema,
  ReceiptSearchRequest: gateway.receiptSearchRequestSchema,
  ReversalDocument: gateway.reversalDocumentSchema,
  ReversalOutcome: gateway.reversalOutcomeSchema,
  SignedCatalogue: signedCatalogueSchema,
  SignedCommand: reconciliation.signedCommandSchema,
  SignedDocument: signedDocumentSchema,
  Suggestion: tawasul.suggestionSchema,
  SuggestionReceived: tawasul.suggestionReceivedSchema,
  SuggestionSearchRequest: tawasul.suggestionSearchRequestSchema,
  SuggestionStatus: tawasul.suggestionStatusSchema,
};

const registry = z.registry<{ id: string }>();
for (const [id, schema] of Object.entries(NAMED)) registry.add(schema, { id });

const reference = (id: string): string => `#/components/schemas/${id}`;

/** Our transforms only brand what they get, so what goes in describes what comes out. */
const AS_SENT = { io: 'input', target: 'draft-2020-12' } as const;

const withoutIdentity = (schema: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(schema).filter(([key]) => key !== '$schema' && key !== '$id'));

const toJson = (schema: z.ZodType): Record<string, unknown> => {
  const id = registry.get(schema)?.id;
  return id === undefined
    ? withoutIdentity(z.toJSONSchema(schema, AS_SENT))
    : { $ref: reference(id) };
};

const componentSchemas = (): Record<string, unknown> => {
  const { schemas } = z.toJSONSchema(registry, { ...AS_SENT, uri: reference });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, schema]) => [id, withoutIdentity(schema)]),
  );
};

const contentToJson = (content: NonNullable<Answer['content']>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(content).map(([type, { schema }]) => [type, { schema: toJson(schema) }]),
  );

const answersToJson = (response: Readonly<Record<string, Answer>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(response).map(([status, { description, content }]) => [
      status,
      {
        description,
        ...(content === undefined ? { type: 'null' } : { content: contentToJson(content) }),
      },
    ]),
  );

const schemaToJson = ({ body, params, response, ...rest }: FastifySchema): FastifySchema => ({
  ...rest,
  ...(body === undefined ? {} : { body: toJson(body as z.ZodType) }),
  ...(params === undefined ? {} : { params: toJson(params as z.ZodType) }),
  ...(response === undefined
    ? {}
    : { response: answersToJson(response as Record<string, Answer>) }),
});

/** How `@fastify/swagger` makes OpenAPI 3.1 of the routes and the contract's schemas. */
export const openApiOptions: FastifyDynamicSwaggerOptions = {
  openapi: {
    openapi: '3.1.0',
    info: {
      title: 'Khidma gateway',
      version: '1',
      description:
        'What a kiosk asks of the central gateway. Amounts are whole fils (1 BHD = 1,000 fils). ' +
        'Only an answer with one of the closed problem codes is the gateway’s; any other ' +
        'error is the network’s and changes nothing.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    components: {
      securitySchemes: {
        kioskSignature: {
          type: 'apiKey',
          in: 'header',
          name: 'Signature',
          description:
            'HTTP Message Signature (RFC 9421) by the kiosk’s Ed25519 key over `@method`, ' +
            '`@target-uri` and, with a body, `content-digest` (RFC 9530), with the parameters ' +
            '`created` (within 300 s), `nonce` (used once), `keyid` (the kiosk’s id) and ' +
            '`alg="ed25519"`; it comes with `Signature-Input`.',
        },
      },
    },
  },
  transform: ({ schema, url }) => ({
    schema: (schema as FastifySchema | undefined) === undefined ? schema : schemaToJson(schema),
    url,
  }),
  transformObject: (document) => {
    if (!('openapiObject' in document)) throw new Error('not an OpenAPI document');
    const { openapiObject } = document;
    return {
      ...openapiObject,
      components: { ...openapiObject.components, schemas: componentSchemas() },
    } as typeof openapiObject;
  },
};
