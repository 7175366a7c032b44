/** Prometheus' text format 0.0.4. */

export const PROMETHEUS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

export type Family = {
  /** `khidma_…`; a counter's ends with `_total`. */
  readonly name: string;
  readonly help: string;
  readonly type: 'gauge' | 'counter';
  readonly samples: readonly {
    readonly labels?: Readonly<Record<string, string>>;
    readonly value: number;
  }[];
};

const escapedHelp = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
const escapedLabel = (text: string): string => escapedHelp(text).replaceAll('"', '\\"');

const valueText = (value: number): string => {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  return String(value);
};

const labelsText = (labels: Readonly<Record<string, string>> = {}): string => {
  const said = Object.entries(labels).map(([name, value]) => `${name}="${escapedLabel(value)}"`);
  return said.length === 0 ? '' : `{${said.join(',')}}`;
};

/** Families without a sample are left out. */
export const prometheusText = (families: readonly Family[]): string =>
  families
    .filter(({ samples }) => samples.length > 0)
    .flatMap(({ name, help, type, samples }) => [
      `# HELP ${name} ${escapedHelp(help)}`,
      `# TYPE ${name} ${type}`,
      ...samples.map(({ labels, value }) => `${name}${labelsText(labels)} ${valueText(value)}`),
    ])
    .map((line) => `${line}\n`)
    .join('');
