import type { Sealed, Sealer } from '../../engine/journal/sealed.ts';

/** A sealer whose next answers can be made beforehand, so that a commit is measured without them. */
export const preparedSealer = (
  sealer: Sealer,
): Sealer & { readonly prepare: (value: unknown) => void } => {
  const ready: { readonly value: unknown; readonly sealed: Sealed }[] = [];
  return {
    ...sealer,
    seal: (value) =>
      ready[0]?.value === value
        ? (ready.shift()?.sealed ?? sealer.seal(value))
        : sealer.seal(value),
    prepare: (value) => {
      ready.push({ value, sealed: sealer.seal(value) });
    },
  };
};
