import { readPeriod } from '../../contract/periods.ts';
import {
  statisticsAskedSchema,
  statisticsFileAskedSchema,
  statisticsSchema,
  type Statistics,
  type StatisticsAsked,
} from '../../contract/statistics.ts';
import { writePdf } from '../../pdf/write.ts';
import type { ConsoleDeps } from '../console/deps.ts';
import { type ConsoleOperation, consoleOperation } from '../console/operation.ts';
import { consoleProblem } from '../console/problems.ts';
import { file, json } from '../http/answer.ts';
import { statisticsCsv } from './csv.ts';
import { statisticsPlan } from './paper.ts';
import { statisticsOf, type Named } from './read.ts';

const AHEAD_OF_UTC_MS = 3 * 3_600_000;

/** The statistics for everybody who may look, on the page and as files. */
export const statisticsOperations = ({
  db,
  clock,
  posting,
}: Pick<ConsoleDeps, 'db' | 'clock' | 'posting'>): readonly ConsoleOperation[] => {
  const named: Named = (serviceId) => posting.services.find(({ id }) => id === serviceId)?.title;
  const read = async ({ period, by }: StatisticsAsked): Promise<Statistics | null> => {
    const found = readPeriod(period);
    if (found === null) return null;
    return statisticsOf(db, { period: found, by }, { wallMs: clock.wallMs(), named });
  };
  return [
    consoleOperation({
      method: 'GET',
      path: '/statistics',
      role: 'viewer',
      schema: { querystring: statisticsAskedSchema },
      handle: async ({ query }) => {
        const statistics = await read(query);
        return statistics === null
          ? consoleProblem('badRequest')
          : json(statisticsSchema, statistics);
      },
    }),
    consoleOperation({
      method: 'GET',
      path: '/statistics/file',
      role: 'viewer',
      schema: { querystring: statisticsFileAskedSchema },
      handle: async ({ query }) => {
        const statistics = await read(query);
        if (statistics === null) return consoleProblem('badRequest');
        const { kind, language, period } = query;
        const name = `khidma-${period}-${language}.${kind}`;
        const printedAt = new Date(clock.wallMs() + AHEAD_OF_UTC_MS)
          .toISOString()
          .slice(0, 16)
          .replace('T', ' ');
        return kind === 'csv'
          ? file(name, 'text/csv; charset=utf-8', statisticsCsv(statistics, language))
          : file(
              name,
              'application/pdf',
              writePdf(statisticsPlan(statistics, language, printedAt)),
            );
      },
    }),
  ];
};
