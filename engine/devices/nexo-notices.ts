import type { NexoNotice } from '../../drivers/nexo/driver/notice.ts';
import type { Log } from '../log.ts';

/** What the nexo driver finds beside its answers. A hook of ours that threw is a bug like any other. */
export const nexoNotices = (deps: {
  readonly log: Log;
  readonly onBug: (cause: unknown) => void;
}) => {
  let saidLast = '';
  return (notice: NexoNotice): void => {
    // A terminal that is away is away at every heartbeat.
    const said = notice.kind === 'noConnection' ? JSON.stringify(notice) : '';
    if (said !== '' && said === saidLast) return;
    saidLast = said;
    const event = `terminal.${notice.kind}`;
    switch (notice.kind) {
      case 'hookFailed':
        deps.onBug(notice.error);
        return;
      case 'noConnection':
        deps.log(event, { code: notice.code, detail: notice.detail });
        return;
      case 'forged':
        deps.log(event, { why: notice.why });
        return;
      case 'httpError':
        deps.log(event, { status: notice.status, errors: notice.errors.join('; ') });
        return;
      case 'takenBack':
        deps.log(event, { resultCode: notice.resultCode, left: notice.left });
        return;
      case 'event':
        deps.log(event, { event: notice.event });
        return;
      default:
        deps.log(event);
    }
  };
};
