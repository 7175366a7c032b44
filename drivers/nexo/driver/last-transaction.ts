import type { Fils } from '../../../contract/money.ts';
import type { Authorisation } from '../../../contract/payment.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import type { LastTransaction, TerminalProblem } from '../../card-terminal.ts';
import { BUSY_CODE, conditionOf } from '../codec/conditions.ts';
import type { ReversalResponse } from '../codec/responses.ts';
import { askDiagnosis } from './diagnosis.ts';
import { problem } from './exchange.ts';
import type { NotFoundWatch } from './not-found.ts';
import { readReference, type Reference } from './reference.ts';
import type { Session } from './session.ts';
import { askStatus } from './transaction-status.ts';
import { judge } from './verdict.ts';

type Answer = Result<LastTransaction | null, TerminalProblem>;

/** Where a refusal is told there is no authorisation, only whose name it bears. */
const nothingOf = (session: Session, reference: Pick<Reference, 'serviceId'>): Authorisation => ({
  amountFils: 0 as Fils,
  scheme: '',
  lastFour: null,
  authorisationCode: '',
  terminalId: session.parties.poiId,
  trace: '',
  receiptNumber: reference.serviceId,
  terminalDate: '',
  terminalTime: '',
});

/**
 * It answers, and no answer it can ever give will decide: two people must. Told as something that was
 * taken back, under no name, which is neither this payment nor its reversal.
 */
const undecidable = (
  session: Session,
  reference: Pick<Reference, 'serviceId'>,
  authorisation: Authorisation = nothingOf(session, reference),
): Answer => ok({ authorisation, resultCode: 0, originalTrace: authorisation.trace });

const ofReversal = (session: Session, reference: Reference, said: ReversalResponse): Answer => {
  const { Result, ErrorCondition } = said.Response;
  const { code } = conditionOf(ErrorCondition);
  const original =
    said.OriginalPOITransaction?.POITransactionID?.TransactionID ?? reference.original;
  if (original === null || original !== (reference.original ?? original))
    return undecidable(session, reference);
  if (Result !== 'Failure' && (Result === 'Partial' || ErrorCondition !== undefined))
    return undecidable(session, reference);
  return ok({
    authorisation: {
      ...nothingOf(session, reference),
      trace: said.POIData?.POITransactionID.TransactionID.slice(0, 64) ?? reference.serviceId,
    },
    resultCode: Result === 'Success' ? 0 : code,
    originalTrace: original,
  });
};

/**
 * The payment or reversal of that reference, as the terminal repeats it. `busy`: it still runs, or it is
 * too early to believe that it never came; ask again.
 */
export const askLastTransaction = async (
  session: Session,
  watch: NotFoundWatch,
  text: string,
): Promise<Answer> => {
  const read = readReference(text, session.parties);
  // Another terminal or till than the one that was paid at: this one will never know.
  if (!read.ok) return undecidable(session, { serviceId: '' });
  const reference = read.value;
  const said = await askStatus(session, reference);
  if (said.kind === 'notFound') {
    if (!watch.heard(text)) return fail(problem('busy', BUSY_CODE));
    // It must be there and answer something else before its silence about this one is believed (§1.3).
    const alive = await askDiagnosis(session, false);
    if (!alive.ok) return alive;
    if (alive.value.POIStatus?.GlobalStatus !== 'OK') return fail(problem('busy', BUSY_CODE));
    session.notify({ kind: 'neverArrived', serviceId: reference.serviceId });
    return ok(null);
  }
  if (said.kind === 'open') {
    // Silence says nothing about it; every other word does.
    if (said.problem.code === 'busy') watch.forget(text);
    return fail(said.problem);
  }
  watch.forget(text);
  if (said.kind === 'reversal') return ofReversal(session, reference, said.response);
  const verdict = judge(said.response, reference, session.parties.poiId, null);
  switch (verdict.kind) {
    case 'taken':
      // What was taken with a flaw was given back, or is on its way: its repetition proves no sale.
      return verdict.flaw === null
        ? ok({ authorisation: verdict.authorisation, resultCode: 0, originalTrace: null })
        : undecidable(session, reference, verdict.authorisation);
    case 'failed':
      // Its own verdict is Failure, whatever the condition's word; only "not finished" is none.
      return verdict.meaning === 'unfinished'
        ? fail(problem('busy', verdict.resultCode))
        : ok({
            authorisation: nothingOf(session, reference),
            resultCode: verdict.resultCode,
            originalTrace: null,
          });
    case 'takenSomehow':
    case 'nonsense':
      return undecidable(session, reference);
  }
};
