/** Something for the technician. Never card data, never a secret. */
export type NexoNotice =
  /** `MaskedPan` came in clear: the vendor must switch masking on. */
  | { readonly kind: 'cardNumberNotMasked' }
  /** No connection, or one that is not to be trusted; `detail` says why, e.g. `WRONG_COMMON_NAME`. */
  | { readonly kind: 'noConnection'; readonly code: string; readonly detail: string }
  /** An answer that could not be unsealed, or that was about something else. */
  | { readonly kind: 'forged'; readonly why: 'unsealable' | 'unsealed' | 'otherHeader' }
  /** HTTP 401 and the like: the terminal could not use what we sent. Usually the key. */
  | { readonly kind: 'httpError'; readonly status: number; readonly errors: readonly string[] }
  /** An approval that a kiosk may not keep; it was reversed unless `left` says otherwise. */
  | { readonly kind: 'takenBack'; readonly resultCode: number; readonly left: boolean }
  /** Approved without asking the host: the risk is the merchant's (nexo digest §10). */
  | { readonly kind: 'approvedOffline' }
  /** A tip, which nobody offered; inside the amount. */
  | { readonly kind: 'tip' }
  /** A total of the day in another currency than dinars; not counted. */
  | { readonly kind: 'otherCurrency' }
  /** The terminal reports an event in place of an answer. */
  | { readonly kind: 'event'; readonly event: string }
  /** The terminal has no such payment, also long after: not charged, and worth a look at the host's portal. */
  | { readonly kind: 'neverArrived'; readonly serviceId: string }
  /** A condition outside the published list. */
  | { readonly kind: 'unknownCondition' }
  /** A hook threw: a bug in the kiosk. */
  | { readonly kind: 'hookFailed'; readonly error: unknown };
