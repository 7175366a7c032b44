import { billOperations } from './bills/operations.ts';
import { catalogueOperation } from './catalogue/operations.ts';
import type { OperationDeps } from './http/app.ts';
import { healthOperation } from './http/health.ts';
import type { Operation } from './http/operation.ts';
import type { CatalogueKey } from './keys.ts';
import { totalsOperations } from './ledger/operations.ts';
import { paymentOperations } from './payments/operations.ts';
import { receiptOperations } from './receipts/operations.ts';
import { reversalOperations } from './reversals/operations.ts';

/** What anybody may ask. */
export const openOperations = (
  deps: OperationDeps,
  catalogueKey: CatalogueKey,
): readonly Operation[] => [healthOperation(deps), catalogueOperation(deps, catalogueKey)];

/** What only an enrolled kiosk may ask, in a request that it signed. */
export const signedOperations = (deps: OperationDeps): readonly Operation[] => [
  ...billOperations(deps),
  ...paymentOperations(deps),
  ...reversalOperations(deps),
  ...receiptOperations(deps),
  ...totalsOperations(deps),
];
