/**
 * `node child.ts NAME FOLDER COUNT`: enqueues COUNT items one after the other and prints how long they
 * took. A process of its own, so that its system calls can be counted and slowed from outside.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ALL } from './open.ts';
import { sampleDocument } from './sample-document.ts';

const [name = '', folder = '', count = ''] = process.argv.slice(2);
const open = ALL[name];
if (open === undefined) throw new Error(`no such contestant: ${name}`);
mkdirSync(folder, { recursive: true });
const contestant = await open(join(folder, 'own'), sampleDocument(join(folder, 'document')));
const ms = await contestant.enqueue(Number(count), 1);
await contestant.close();
console.log(JSON.stringify({ ms }));
