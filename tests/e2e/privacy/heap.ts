/** A V8 heap snapshot, searched: which strings hold a canary, and what keeps them. */
import type { Canaries } from './canaries.ts';

type Meta = {
  readonly node_fields: readonly string[];
  readonly node_types: readonly [readonly string[], ...unknown[]];
  readonly edge_fields: readonly string[];
  readonly edge_types: readonly [readonly string[], ...unknown[]];
};
type Snapshot = {
  readonly snapshot: { readonly meta: Meta };
  readonly nodes: readonly number[];
  readonly edges: readonly number[];
  readonly strings: readonly string[];
};

/** V8 cuts strings of a snapshot at 1,024 characters unless it is told another limit. */
export const WHOLE_STRINGS = '--heap-snapshot-string-limit=1000000000';

const SHOWN = 60;

/** Steps of a path to the root, nearest first. */
const MOST_STEPS = 24;

const offsets = (fields: readonly string[]): ((name: string) => number) => {
  return (name) => {
    const at = fields.indexOf(name);
    if (at < 0) throw new Error(`the snapshot has no field ${name}`);
    return at;
  };
};

/** What keeps a node: the shortest way from the root, `parent.edge ← …`, weak edges left out. */
const keepers = ({ snapshot: { meta }, nodes, edges, strings }: Snapshot) => {
  const node = offsets(meta.node_fields);
  const edge = offsets(meta.edge_fields);
  const width = meta.node_fields.length;
  const step = meta.edge_fields.length;
  const [types] = meta.edge_types;
  const weak = types.indexOf('weak');
  const count = nodes.length / width;
  const parent = new Int32Array(count).fill(-1);
  const by = new Int32Array(count).fill(-1);
  const first = new Int32Array(count + 1);
  for (let at = 0, sum = 0; at < count; at += 1) {
    first[at] = sum;
    sum += (nodes[at * width + node('edge_count')] ?? 0) * step;
    first[at + 1] = sum;
  }
  const queue = [0];
  parent[0] = 0;
  for (let head = 0; head < queue.length; head += 1) {
    const from = queue[head] ?? 0;
    for (let at = first[from] ?? 0; at < (first[from + 1] ?? 0); at += step) {
      if (edges[at + edge('type')] === weak) continue;
      const to = (edges[at + edge('to_node')] ?? 0) / width;
      if (parent[to] !== -1) continue;
      parent[to] = from;
      by[to] = at;
      queue.push(to);
    }
  }
  const edgeName = (at: number): string => {
    const type = types[edges[at + edge('type')] ?? 0];
    const value = edges[at + edge('name_or_index')] ?? 0;
    return type === 'element' || type === 'hidden' ? `[${value}]` : (strings[value] ?? '');
  };
  const nameOf = (at: number): string =>
    (strings[nodes[at * width + node('name')] ?? 0] ?? '').slice(0, SHOWN);
  return {
    stringIndex: (at: number) => nodes[at * width + node('name')] ?? -1,
    count,
    path: (of: number): string => {
      const steps: string[] = [];
      for (let at = of; at > 0 && steps.length < MOST_STEPS; at = parent[at] ?? 0) {
        if (parent[at] === -1) return 'nothing but weak references';
        steps.push(`${nameOf(parent[at] ?? 0)}.${edgeName(by[at] ?? 0)}`);
      }
      return steps.join(' ← ');
    },
  };
};

/** `name: the string, kept by …` for each canary that stands in the snapshot; empty where none does. */
export const canariesInHeap = (json: string, canaries: Canaries): readonly string[] => {
  const snapshot = JSON.parse(json) as Snapshot;
  const holders = new Map<number, string>();
  for (const [index, text] of snapshot.strings.entries()) {
    for (const [name, canary] of Object.entries(canaries)) {
      const at = text.indexOf(canary);
      if (at < 0) continue;
      const shown = text.slice(Math.max(0, at - SHOWN), at + SHOWN);
      holders.set(index, `${name}: “${shown}”`);
      break;
    }
  }
  if (holders.size === 0) return [];
  const kept = keepers(snapshot);
  const found: string[] = [];
  for (let at = 0; at < kept.count; at += 1) {
    const what = holders.get(kept.stringIndex(at));
    if (what !== undefined) found.push(`${what}, kept by ${kept.path(at)}`);
  }
  return found.length > 0 ? found : [...holders.values()];
};
