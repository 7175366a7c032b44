import { centralMutations } from './central.ts';
import { diskMutations } from './disk.ts';
import { gatewayMutations } from './gateway.ts';
import { journalMutations } from './journal.ts';
import type { Mutation } from './mutation.ts';
import { terminalMutations } from './terminal.ts';

export const MUTATIONS: readonly Mutation[] = [
  ...diskMutations,
  ...terminalMutations,
  ...journalMutations,
  ...gatewayMutations,
  ...centralMutations,
];
