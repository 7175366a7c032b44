import type { DemoAccount } from './accounts.ts';

export type DemoHolder = {
  readonly personalNumber: string;
  readonly serviceId: string;
  readonly reference: string;
};

/** Accounts whose number says nothing of the person. */
const BY_NUMBER: readonly DemoHolder[] = [
  { personalNumber: '900101123', serviceId: 'ewa', reference: '12345678' },
  { personalNumber: '900101124', serviceId: 'ewa', reference: '10000002' },
  { personalNumber: '900101125', serviceId: 'ewa', reference: '20000000' },
];

/** Whose each account of the demonstration is, as far as anybody's: by the personal number in its reference. */
export const demoHolders = (accounts: readonly DemoAccount[]): readonly DemoHolder[] => [
  ...BY_NUMBER,
  ...accounts.flatMap(({ serviceId, reference }) => {
    const personalNumber = reference.split('/').at(-1) ?? '';
    return /^9[0-9]{8}$/u.test(personalNumber) ? [{ personalNumber, serviceId, reference }] : [];
  }),
];
