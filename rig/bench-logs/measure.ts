import { Kysely, type CompiledQuery } from 'kysely';
import pg from 'pg';
import { postgresDialect } from '../../central/database/postgres.ts';
import type { CentralTables } from '../../central/database/schema.ts';
import { type HealthSearch, searchHealth } from '../../central/telemetry/search.ts';

export type SearchKind = {
  readonly name: string;
  /** Another one for each turn. */
  readonly search: (turn: number) => HealthSearch;
};

export type Measured = {
  readonly name: string;
  readonly p50: number;
  readonly p95: number;
  readonly most: number;
  /** Lines found, on average. */
  readonly found: number;
  readonly statements: number;
  /** Partitions that one search's statements named in their plans, and that they looked into. */
  readonly planned: number;
  readonly looked: number;
};

const WARM_UP = 5;
const PLANS = 5;

type PlanNode = {
  readonly 'Relation Name'?: string;
  readonly 'Actual Loops'?: number;
  readonly Plans?: readonly PlanNode[];
};

const nodesOf = (node: PlanNode): readonly PlanNode[] => [
  node,
  ...(node.Plans ?? []).flatMap(nodesOf),
];
const partitionsOf = (nodes: readonly PlanNode[]): number =>
  new Set(nodes.flatMap((node) => node['Relation Name'] ?? [])).size;

const at = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;

/** Each kind of search so many times, in turn, as an operator's page asks: all its statements together. */
export const measureSearches = async (
  url: string,
  kinds: readonly SearchKind[],
  searches: number,
): Promise<readonly Measured[]> => {
  const asked: CompiledQuery[] = [];
  const db = new Kysely<CentralTables>({
    dialect: postgresDialect(url, (error) => {
      console.error(`A database connection broke: ${error.name}`);
    }),
    log: (event) => {
      asked.push(event.query);
    },
  });
  const client = new pg.Client({ connectionString: url });
  // Ctrl-C ends the server first; what was asked of it then fails by itself.
  client.on('error', () => undefined);
  await client.connect();
  const results: Measured[] = [];
  for (const { name, search } of kinds) {
    const times: number[] = [];
    let found = 0;
    for (let turn = -WARM_UP; turn < searches; turn++) {
      const startedMs = performance.now();
      const { lines } = await searchHealth(db, search(turn + WARM_UP));
      if (turn < 0) continue;
      times.push(performance.now() - startedMs);
      found += lines.length;
    }
    asked.length = 0;
    for (let turn = 0; turn < PLANS; turn++) await searchHealth(db, search(turn));
    const statements = [...asked];
    let planned = 0;
    let looked = 0;
    for (const { sql, parameters } of statements) {
      const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
        `explain (analyze, format json) ${sql}`,
        [...parameters],
      );
      const plan = rows[0]?.['QUERY PLAN'][0].Plan;
      const nodes = plan === undefined ? [] : nodesOf(plan);
      planned += partitionsOf(nodes);
      looked += partitionsOf(nodes.filter((node) => (node['Actual Loops'] ?? 0) > 0));
    }
    times.sort((a, b) => a - b);
    results.push({
      name,
      p50: at(times, 0.5),
      p95: at(times, 0.95),
      most: at(times, 1),
      found: found / searches,
      statements: statements.length / PLANS,
      planned: planned / PLANS,
      looked: looked / PLANS,
    });
  }
  await client.end();
  await db.destroy();
  return results;
};
