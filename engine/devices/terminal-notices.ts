import type { ZvtNotice } from '../../drivers/zvt/driver/session.ts';
import type { Log } from '../log.ts';

/**
 * What the driver finds beside its answers. A hook of ours that threw is a bug like any other: the
 * approval was not acknowledged, and running on would take the next card into the same failure.
 */
export const terminalNotices =
  (deps: { readonly log: Log; readonly onBug: (cause: unknown) => void }) =>
  (notice: ZvtNotice): void => {
    switch (notice.kind) {
      case 'hookFailed':
        deps.onBug(notice.error);
        return;
      case 'cardNumberNotMasked':
        deps.log('terminal.cardNumberNotMasked');
        return;
      case 'unparsed':
        deps.log('terminal.unparsed', { bmp: notice.bmp });
        return;
      case 'asksFor':
        deps.log('terminal.asksFor', { what: notice.what });
        return;
      case 'unknownCommand':
        deps.log('terminal.unknownCommand', { control: notice.control });
    }
  };
