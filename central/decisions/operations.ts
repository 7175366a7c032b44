import { z } from 'zod';
import type { Clock } from '../../contract/clock.ts';
import {
  commandAnswerSchema,
  commandsSchema,
  receivedSchema,
  type CommandAnswer,
} from '../../contract/reconciliation.ts';
import { recordAudit } from '../audit/record.ts';
import type { Database } from '../database/schema.ts';
import { writing } from '../database/writing.ts';
import { json } from '../http/answer.ts';
import { SIGNED } from '../http/app.ts';
import { type Operation, operation } from '../http/operation.ts';
import { answers } from '../http/zod-contract.ts';
import { problem } from '../problems.ts';

type Deps = { readonly db: Database; readonly clock: Clock };

const AT_ONCE = 100;

/** Keeps the kiosk's first answer for ever; false where the command is none of its own. */
const keepAnswer = (
  db: Database,
  asked: { kioskId: string; commandId: string; answer: CommandAnswer; nowMs: number },
): Promise<boolean> =>
  writing(db, asked.nowMs, async (transaction) => {
    const { kioskId, commandId, answer, nowMs } = asked;
    const command = await transaction
      .selectFrom('kiosk_command')
      .select(['case_id', 'status'])
      .where('command_id', '=', commandId)
      .where('kiosk_id', '=', kioskId)
      .forUpdate()
      .executeTakeFirst();
    if (command === undefined) return false;
    if (command.status === 'applied' || command.status === 'refused') return true;
    await transaction
      .updateTable('kiosk_command')
      .set({ status: answer.outcome, answer: JSON.stringify(answer), answered_at_ms: nowMs })
      .where('command_id', '=', commandId)
      .execute();
    const said =
      answer.outcome === 'applied' ? `applied: ${answer.state}` : `refused: ${answer.reason}`;
    const entry = { actor: kioskId, action: 'commandAnswered' as const };
    await recordAudit(
      transaction,
      [{ ...entry, subject: command.case_id, detail: `${said} ${commandId}` }],
      nowMs,
    );
    return true;
  });

/** How kiosks hear what two operators decided, and say what came of it. */
export const commandOperations = ({ db, clock }: Deps): readonly Operation[] => [
  operation({
    method: 'GET',
    path: '/v1/kiosks/commands',
    schema: {
      operationId: 'getCommands',
      summary: 'What was decided of the calling kiosk’s payments and it has not answered yet',
      security: SIGNED,
      response: answers({ 200: ['Its open commands', commandsSchema] }, ['notAuthenticated']),
    },
    handle: async ({ kioskId }) => {
      const rows = await db
        .selectFrom('kiosk_command')
        .select(['command_id', 'command', 'key_id', 'signature'])
        .where('kiosk_id', '=', kioskId)
        .where('status', '=', 'open')
        .where('expires_at_ms', '>', clock.wallMs())
        .orderBy('issued_at_ms')
        .limit(AT_ONCE)
        .execute();
      const commands = rows.map((row) => ({
        commandId: row.command_id,
        signed: { command: row.command, keyId: row.key_id, signature: row.signature },
      }));
      return json(commandsSchema, { commands });
    },
  }),
  operation({
    method: 'PUT',
    path: '/v1/kiosks/commands/:commandId',
    schema: {
      operationId: 'answerCommand',
      summary: 'What came of a command: carried out, or refused and why',
      security: SIGNED,
      params: z.object({ commandId: z.uuid() }),
      body: commandAnswerSchema,
      response: answers({ 200: ['Kept', receivedSchema] }, [
        'badRequest',
        'notAuthenticated',
        'notFound',
      ]),
    },
    handle: async ({ kioskId, params: { commandId }, body }) => {
      const kept = await keepAnswer(db, {
        kioskId,
        commandId,
        answer: body,
        nowMs: clock.wallMs(),
      });
      return kept ? json(receivedSchema, { received: true }) : problem('notFound');
    },
  }),
];
