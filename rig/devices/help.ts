import type { Words } from './texts.ts';

const COMMAND_LINES = [
  'list',
  'status',
  'printTest',
  'scan',
  'payTest',
  'monitor',
  'record',
  'replay',
] as const satisfies readonly (keyof Words['help'])[];
const OPTION_LINES = [
  'config',
  'lang',
  'json',
  'seconds',
  'link',
  'recordOption',
  'fast',
  'tree',
] as const satisfies readonly (keyof Words['help'])[];
const EXIT_LINES = [
  'exit0',
  'exit1',
  'exit2',
  'exit64',
  'exit69',
  'exit75',
  'exit78',
] as const satisfies readonly (keyof Words['help'])[];

/** Everything that can be asked, and how it ends. */
export const helpText = ({ help }: Words): string => {
  const lines = (keys: readonly (keyof Words['help'])[]): readonly string[] =>
    keys.map((key) => `  ${help[key]}`);
  return [
    help.usage,
    '',
    ...lines(COMMAND_LINES),
    '',
    help.options,
    ...lines(OPTION_LINES),
    '',
    help.exits,
    ...lines(EXIT_LINES),
  ].join('\n');
};
