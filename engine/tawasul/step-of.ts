import { unreachable } from '../../contract/result.ts';
import type { SuggestionId, Tawasul } from '../../contract/tawasul.ts';
import type { TawasulStep } from '../../contract/tawasul-view.ts';
import type { TawasulPlace } from './place.ts';

/** What the screen needs beside the place; read afresh at every view. */
export type TawasulLive = {
  /** `null`: the catalogue names no ministry. */
  readonly offered: () => Tawasul | null;
  readonly delivered: (id: SuggestionId) => boolean;
  readonly urlOf: (trackingNumber: string) => string;
  readonly gatewayOnline: () => boolean;
};

/** The step on the screen for a place, as things stand now. Pure. */
export const stepOf = (
  place: TawasulPlace,
  live: TawasulLive,
  printerWorks: boolean,
): TawasulStep => {
  const offered = live.offered();
  switch (place.at) {
    case 'choose':
    case 'asking':
      return { at: place.at };
    case 'ministry':
      return { at: 'ministry', kind: place.kind, ministries: offered?.ministries ?? [] };
    case 'text': {
      const { kind, ministry, text } = place.draft;
      return { at: 'text', kind, ministry, text, problem: place.problem };
    }
    case 'phone': {
      const { kind, ministry, phone } = place.draft;
      return { at: 'phone', kind, ministry, phone, problem: place.problem };
    }
    case 'check': {
      const { phone, ...rest } = place.draft;
      return {
        at: 'check',
        ...rest,
        phone: phone === '' ? null : phone,
        paper: printerWorks,
        willQueue: !live.gatewayOnline(),
      };
    }
    case 'sent': {
      const { suggestionId, trackingNumber, kind, ministry, slip } = place;
      return {
        at: 'sent',
        kind,
        ministry,
        trackingNumber,
        url: live.urlOf(trackingNumber),
        delivered: live.delivered(suggestionId),
        dueWorkingDays: offered?.dueWorkingDays[kind] ?? 0,
        slip,
        canPrint: printerWorks && slip !== 'printing' && slip !== 'printed',
      };
    }
    case 'follow':
      return { at: 'follow', problem: place.problem };
    case 'status': {
      const { trackingNumber, kind, ministryId, receivedAt, dueOn, state, answer } = place.status;
      const ministry = offered?.ministries.find(({ id }) => id === ministryId)?.name ?? null;
      return { at: 'status', trackingNumber, kind, ministry, receivedAt, dueOn, state, answer };
    }
    case 'trouble':
      return { at: 'trouble', why: place.why, canRetry: place.retry !== null };
    default:
      return unreachable(place);
  }
};
