/** `node rig/write-states.ts`: writes `docs/reliability-states.md` from the table that the engine's tests prove. */
import { realpathSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import {
  ALSO_CALLED,
  STATE_OWNERS,
  TIMERS,
  type StateOwner,
  type TimerName,
} from '../engine/payments/state-owners.ts';

export const STATES_PAGE = fileURLToPath(new URL('../docs/reliability-states.md', import.meta.url));

const duration = (ms: number): string => {
  if (ms % 3_600_000 === 0) return `${String(ms / 3_600_000)} h`;
  if (ms >= 60_000 && ms % 60_000 === 0) return `${String(ms / 60_000)} min`;
  return `${String(ms / 1_000)} s`;
};
const timer = (name: TimerName): string => `${duration(TIMERS[name])} (\`${name}\`)`;

const row = (state: string, owner: StateOwner): string => {
  const sees = [`\`${owner.citizen}\``, owner.technician, owner.operator];
  const moved =
    'final' in owner
      ? ['–', owner.on, '–', '–']
      : [
          owner.owner,
          owner.on,
          [...owner.timers.map(timer), ...owner.people].join('; '),
          owner.exits.map((exit) => `\`${exit}\``).join(', '),
        ];
  return `| \`${state}\` | ${[...moved, ...sees].join(' | ')} |`;
};

/** The page as it should be. */
export const statesPage = async (): Promise<string> => {
  const states = Object.entries(STATE_OWNERS).map(([state, owner]) => row(state, owner));
  const names = Object.entries(ALSO_CALLED).map(
    ([name, { state, row: outbox }]) => `- **${name}**: \`${state}\`; ${outbox}`,
  );
  const text = [
    '# Every state of a payment, its owner and its exit',
    '',
    'Written by `node rig/write-states.ts` from `engine/payments/state-owners.ts`; do not edit. Tests compare the exits with the journal’s transitions (`engine/journal/facts.ts`) and see to it that no state is without an end, a timer or a person. Times are the defaults.',
    '',
    '| state | moved by | on | after how long, then who | becomes | citizen reads (`citizen.json`) | technician | operator |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...states,
    '',
    'Names beside these:',
    '',
    ...names,
    '',
    'A quarantined payment that people settled stays in its state for ever and counts no more as money at risk (`decided`, verdict `settled`).',
    '',
  ].join('\n');
  return format(text, { ...(await resolveConfig(STATES_PAGE)), parser: 'markdown' });
};

if (realpathSync(process.argv[1] ?? '') === fileURLToPath(import.meta.url)) {
  writeFileSync(STATES_PAGE, await statesPage());
  process.stdout.write('docs/reliability-states.md is up to date\n');
}
