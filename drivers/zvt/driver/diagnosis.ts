import { fail, ok, type Result } from '../../../contract/result.ts';
import type { TerminalDiagnosis, TerminalProblem } from '../../card-terminal.ts';
import { diagnosis, extendedStatusEnquiry } from '../codec/commands.ts';
import { readExtendedStatus } from '../codec/completion.ts';
import { enquire } from './enquiry.ts';
import type { Session } from './session.ts';
import { describeTerminalStatus, isReady } from './terminal-status.ts';

/** Result codes that speak of the way to the host (digest §10). */
const HOST_AWAY: ReadonlySet<number> = new Set([0x7d, 0x9b, 0xa1, 0xa3]);

/** What `06 70` found out about the host; `null` where it did not come to that. */
const askHost = async (session: Session): Promise<Result<boolean | null, TerminalProblem>> => {
  const end = await enquire(session, diagnosis());
  if (end.ok && end.value.kind === 'completed') return ok(true);
  const code = end.ok
    ? end.value.kind === 'aborted'
      ? end.value.resultCode
      : null
    : end.error.resultCode;
  if (!end.ok && end.error.code !== 'refused') return end;
  return ok(code !== null && HOST_AWAY.has(code) ? false : null);
};

/** `06 70`, then `05 01` with all it tells: a diagnosis may have cured what the status shows (§10). */
export const diagnose = async (
  session: Session,
): Promise<Result<TerminalDiagnosis, TerminalProblem>> => {
  const host = await askHost(session);
  if (!host.ok) return host;
  const end = await enquire(session, extendedStatusEnquiry(session.password));
  if (!end.ok) return end;
  if (end.value.kind === 'aborted')
    return fail({ code: 'refused', resultCode: end.value.resultCode });
  const said = readExtendedStatus(end.value.data ?? new Uint8Array());
  if (said === null) return fail({ code: 'malformed', resultCode: null });
  return ok({
    ready: isReady(said.terminalStatus),
    status: describeTerminalStatus(said.terminalStatus),
    hostReachable: host.value,
    terminalId: said.terminalId ?? session.terminalId,
    undelivered: null,
  });
};
