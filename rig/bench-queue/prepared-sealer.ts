import type { Sealed, Sealer } from '../../engine/journal/sealed.ts';

/** A sealer whose next answer can be made beforehand, so that a commit is measured without it. */
export const preparedSealer = (
  sealer: Sealer,
): Sealer & { readonly prepare: (value: unknown) => void } => {
  let ready: { readonly value: unknown; readonly sealed: Sealed } | null = null;
  return {
    ...sealer,
    seal: (value) => {
      const prepared = ready !== null && ready.value === value ? ready.sealed : sealer.seal(value);
      ready = null;
      return prepared;
    },
    prepare: (value) => {
      ready = { value, sealed: sealer.seal(value) };
    },
  };
};
