import { fail, ok, type Result } from '../../../contract/result.ts';
import type { TerminalDiagnosis, TerminalProblem } from '../../card-terminal.ts';
import { readAdditionalResponse } from '../codec/additional-response.ts';
import { conditionOf } from '../codec/conditions.ts';
import { diagnosisRequest } from '../codec/requests.ts';
import { diagnosisResponseSchema, readBody, type DiagnosisResponse } from '../codec/responses.ts';
import { enquire, problem } from './exchange.ts';
import type { Session } from './session.ts';

/** The heartbeat's numbers are ZVT's terminal statuses: one table in the engine tells both (ZVT digest §10). */
const READY = 0x00;
const BUSY = 0x9c;
const MAINTENANCE = 0xe0;
const WANTS_DIAGNOSIS = 0xc2;
/** No number of ZVT's: a part is out of order. */
const OUT_OF_ORDER = 0x104;

/** A genuine answer, or why there is none; `Busy` is one too. */
export const askDiagnosis = async (
  session: Session,
  asksHost: boolean,
): Promise<Result<DiagnosisResponse, TerminalProblem>> => {
  const said = await enquire(session, diagnosisRequest(asksHost));
  if (!said.ok) return said;
  const body = readBody(said.value, 'DiagnosisResponse', diagnosisResponseSchema);
  return body === null ? fail(problem('malformed')) : ok(body);
};

/** A part that is not fitted has no flag (nexo digest §4); one that says false is broken. */
const partsWork = (status: NonNullable<DiagnosisResponse['POIStatus']>): boolean =>
  status.SecurityOKFlag !== false &&
  status.PEDOKFlag !== false &&
  status.CardReaderOKFlag !== false;

/** A diagnosis in the numbers of the heartbeat; `null` where it says nothing that has one. */
export const terminalStatusOf = (said: DiagnosisResponse): number | null => {
  if (said.Response.Result === 'Failure') {
    const { ErrorCondition } = said.Response;
    if (ErrorCondition === 'Busy' || ErrorCondition === 'InProgress') return BUSY;
    return conditionOf(ErrorCondition).code;
  }
  if (said.POIStatus === undefined) return null;
  switch (said.POIStatus.GlobalStatus) {
    case 'OK':
      return partsWork(said.POIStatus) ? READY : OUT_OF_ORDER;
    case 'Busy':
      return BUSY;
    case 'Maintenance':
      return MAINTENANCE;
    case 'Unreachable':
      return WANTS_DIAGNOSIS;
    default:
      return null;
  }
};

const undeliveredOf = (said: DiagnosisResponse): number | null => {
  const count = readAdditionalResponse(said.Response.AdditionalResponse).unconfirmedBatchCount;
  return count !== undefined && /^[0-9]{1,9}$/u.test(count) ? Number(count) : null;
};

const hostOf = (said: DiagnosisResponse): boolean | null => {
  const hosts = (said.HostStatus ?? []).flatMap(({ IsReachableFlag }) =>
    IsReachableFlag === undefined ? [] : [IsReachableFlag],
  );
  if (hosts.length > 0) return hosts.every((reachable) => reachable);
  return said.POIStatus?.CommunicationOKFlag ?? null;
};

/** First about the terminal alone, then with its host: the second may take long or fail (digest §4). */
export const diagnose = async (
  session: Session,
): Promise<Result<TerminalDiagnosis, TerminalProblem>> => {
  const own = await askDiagnosis(session, false);
  if (!own.ok) return own;
  const status = terminalStatusOf(own.value);
  if (status === null) return fail(problem('malformed'));
  const withHost = status === BUSY ? null : await askDiagnosis(session, true);
  return ok({
    ready: status === READY,
    status:
      own.value.POIStatus?.GlobalStatus ?? own.value.Response.ErrorCondition ?? 'says nothing',
    hostReachable: withHost?.ok === true ? hostOf(withHost.value) : null,
    terminalId: session.parties.poiId,
    undelivered: undeliveredOf(own.value),
  });
};
